"""`asperity cycle`: a pressed cell is cycled: voids, drift, critical currents by protocol."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, cast

import typer

from asperity.cli import cycling, lazy
from asperity.cli.files import targets, write_all
from asperity.cli.guard import DONE, NOT_AS_WRITTEN, STOPPED, complain, guarded, say, tell
from asperity.cli.options import RecipeName, Settings, changes
from asperity.cli.progress import watching
from asperity.errors import Interrupted, Refusal, Stopped, quoted

if TYPE_CHECKING:
    from asperity.study import Cycling

STDOUT = "-"
ENDINGS = MappingProxyType({"--out": (".csv",), "--plot": (".svg", ".png")})
CYCLES = 20
USES = MappingProxyType(
    {
        "--cycles": ("cycles",),
        "--currents": ("steps", "hold"),
        "--each": ("steps",),
        "--ramp": ("ramp",),
        "--cutoff": ("cycles", "steps", "ramp"),
        "--flaws": ("cycles", "steps"),
    }
)
"""Options that only some tests use."""
Text = str | None


class Test(StrEnum):
    """What is done with the cell."""

    CYCLES = "cycles"
    STEPS = "steps"
    RAMP = "ramp"
    HOLD = "hold"


class View(StrEnum):
    """What is held to limit stripping."""

    CREEP = "creep-limited"
    INTERFACE = "interface-limited"


Count = Annotated[
    int | None, typer.Option("--cycles", help=f"How many, with --test cycles; default: {CYCLES}.")
]
Which = Annotated[Test, typer.Option(help="What is done with the cell.")]
Flow = Annotated[Text, typer.Option(help='Such as "0.2 mA/cm^2"; default: the recipe\'s.')]
Charge = Annotated[
    Text, typer.Option(help='Of a half cycle, such as "1 mAh/cm^2"; default: the recipe\'s.')
]
Currents = Annotated[
    Text,
    typer.Option(metavar="FROM..TO[:N]", help='Of steps and holds, such as "0.1..5 mA/cm^2:8".'),
]
Each = Annotated[
    int | None, typer.Option(help="Cycles at each current of --test steps; default: 1.")
]
Ramp = Annotated[Text, typer.Option(help='Rise of a ramp in an hour, such as "1 mA/cm^2".')]
Cutoff = Annotated[Text, typer.Option(help='Drop over a face that ends stripping, such as "1 V".')]
Limit = Annotated[
    View, typer.Option("--view", help="What limits stripping; creep-limited: creep and diffusion.")
]
Flaws = Annotated[
    bool | None,
    typer.Option(
        "--flaws/--no-flaws", help="End where plating opens an assumed flaw; default: do."
    ),
]
Out = Annotated[Text, typer.Option(metavar="FILE.csv", help="Write a table, a row a cycle.")]
Plot = Annotated[Text, typer.Option(metavar="FILE.svg|png", help="Draw its course.")]
Json = Annotated[Text, typer.Option(metavar="FILE|-", help="Write it as JSON; - to stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no report.")]


@guarded
def cycle(
    recipe: RecipeName,
    settings: Settings = None,
    cycles: Count = None,
    test: Which = Test.CYCLES,
    current: Flow = None,
    capacity: Charge = None,
    currents: Currents = None,
    each: Each = None,
    ramp: Ramp = None,
    cutoff: Cutoff = None,
    view: Limit = View.CREEP,
    flaws: Flaws = None,
    out: Out = None,
    plot: Plot = None,
    json: Json = None,
    quiet: Quiet = False,
) -> int:
    """Cycle a pressed cell, or test which current it stands."""
    own = {"--cycles": cycles, "--currents": currents, "--each": each, "--ramp": ramp}
    refuse_unused(test.value, {**own, "--cutoff": cutoff, "--flaws": flaws})
    files = targets({"--json": json, "--out": out, "--plot": plot}, keep=recipe, endings=ENDINGS)
    code = DONE
    try:
        with watching(quiet=quiet) as watch:
            found = cycling.cycle(
                lazy.recipe(recipe, changes(settings)),
                amounts={"current": current, "capacity": capacity, "ramp": ramp, "cutoff": cutoff},
                currents=currents,
                counts={
                    "cycles": CYCLES if cycles is None else cycles,
                    "each": 1 if each is None else each,
                },
                choices={"test": test.value, "view": view.value},
                flaws=flaws is not False,
                watch=watch,
            )
    except (Stopped, Interrupted) as stop:
        if stop.kept is None:
            raise
        found, code = cast("Cycling", stop.kept), STOPPED
        complain(f"stopped during {found.stopped}; the cycles finished before are kept")
    write_all({path: _content(found, flag, str(path)) for flag, path in files.items()})
    if json == STDOUT:
        tell(f"{found.to_json()}\n")
    elif not quiet:
        say(cycling.lines(found))
    return code or (DONE if found.carried_out else NOT_AS_WRITTEN)


def refuse_unused(test: str, options: dict[str, object]) -> None:
    """Refuse options that a test does not use: silently nothing would become of them."""
    unused = [
        Refusal(
            flag if value is not False else "--no-flaws",
            f"{quoted(value)}, which --test {test} does not use",
            f"leave it out, or take --test {' or '.join(USES[flag])}",
        )
        for flag, value in options.items()
        if value is not None and test not in USES[flag]
    ]
    if unused:
        first, *others = unused
        raise Refusal(first.where, first.found, first.instead, also=others)


def _content(found: Cycling, flag: str, file: str) -> str | bytes:
    if flag == "--json":
        return f"{found.to_json()}\n"
    return cycling.table(found) if flag == "--out" else cycling.picture(found, file)
