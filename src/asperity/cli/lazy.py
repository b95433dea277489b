"""The one place where the command line loads what is heavy, when a verb first needs it."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from asperity.errors import Refusal, UnitRefusal, quoted

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress

    from asperity.cli.progress import Watch
    from asperity.outcome import Outcome, Plan
    from asperity.outcome.face import FaceOutcome
    from asperity.outcome.record import Fidelity
    from asperity.recipe import Recipe
    from asperity.study import CompactionFit, PressedFace, StepsComparison
    from asperity.topography.prepare import Holes, Level

AMOUNTS = MappingProxyType(
    {
        "spacing": "length",
        "pressure": "pressure",
        "modulus": "pressure",
        "time": "time",
        "temperature": "temperature",
        "gas": "pressure",
    }
)
"""Options that are quantities, and of what dimension."""
SAMPLE = MappingProxyType(
    {
        "mass": "mass",
        "diameter": "length",
        "density": "density",
        "mass-error": "mass",
        "diameter-error": "length",
        "density-error": "density",
        "height": "length",
        "released": "pressure",
    }
)
"""The same of a record of pressing."""


@contextmanager
def told_of_options(
    names: Collection[str], typed: Mapping[str, str | None] = MappingProxyType({})
) -> Iterator[None]:
    """Refusals of arguments that are options are told of the options: "--spacing: found …".

    What was found is told as it was `typed`, not as the SI number it became.
    """
    try:
        yield
    except Refusal as refusal:
        if refusal.where in names:
            kind, where = type(refusal), f"--{refusal.where}"
            text = None if kind is UnitRefusal else typed.get(refusal.where)
            found = refusal.found if text is None else quoted(text)
            raise kind(where, found, refusal.instead, also=refusal.also) from None
        raise


def version() -> str:
    """The installed version."""
    from importlib.metadata import version as installed

    return installed("asperity")


def recipe(source: str, changes: Mapping[str, object]) -> Recipe:
    """The recipe of a file or example, with the values at some paths changed."""
    from asperity.recipe import load_recipe

    loaded = load_recipe(source)
    return loaded.replace(changes) if changes else loaded


def press(
    recipe: Recipe,
    *,
    fidelity: Fidelity,
    seed: int,
    watch: Watch | None,
    grid: int | None = None,
    threads: int | None = None,
) -> Outcome:
    """Press it."""
    from asperity.run import press as run
    from asperity.run.fidelity import GRID

    with told_of_options({"grid", "threads", "fidelity"}):
        return run(
            recipe,
            fidelity=fidelity,
            seed=seed,
            watch=watch,
            grid=GRID if grid is None else grid,
            threads=threads,
        )


def check(recipe: Recipe) -> Plan:
    """Judge it without pressing."""
    from asperity.run import check as run

    return run(recipe)


def steps(recipe: Recipe, *, watch: Watch | None) -> StepsComparison:
    """Press it in its steps, and at once."""
    from asperity.study import compare_steps

    return compare_steps(recipe, watch=watch)


def steps_lines(found: StepsComparison) -> RenderableType:
    """What the steps gain, for the terminal."""
    from asperity.report.multistep import render

    return render(found)


def contact(
    path: str,
    *,
    amounts: Mapping[str, str | None],
    names: Mapping[str, str | None],
    level: Level,
    holes: Holes,
    periodic: bool,
    watch: Watch | None,
) -> PressedFace:
    """Press the map in a file; `amounts` and `names` are the options as they were written."""
    from asperity.study import Hold, pair_of, press_face
    from asperity.topography import read_map

    with told_of_options({*amounts, *names, "level", "holes"}):
        si = {name: _amount(name, text) for name, text in amounts.items()}
        pair = pair_of(material=names["material"], modulus=si["modulus"], against=names["against"])
        face = read_map(
            path,
            spacing=si["spacing"],
            unit=names["unit"],
            channel=names["channel"],
            periodic=periodic,
        )
        time = si["time"]
        return press_face(
            face,
            pair,
            pressure=si["pressure"] or 0.0,
            level=level,
            holes=holes,
            hold=None
            if time is None
            else Hold(duration=time, temperature=si["temperature"] or 0.0, gas=si["gas"] or 0.0),
            watch=_closing(watch),
        )


def _closing(watch: Watch | None) -> Callable[[float, float], None] | None:
    """Progress of a hold, told as that of a run of one step."""
    from asperity.process.watch import Event

    if watch is None:
        return None
    return lambda done, time: watch(
        Event(step="closing", index=0, count=1, fraction=done, time_s=time)
    )


def sample_si(name: str, text: str) -> float:
    """An option that tells of a sample, in SI."""
    from asperity.units import to_si

    return to_si(text, "pressure" if name == "pressure" else SAMPLE[name], name)


def _amount(name: str, text: str | None) -> float | None:
    from asperity.units import to_si

    return None if text is None else to_si(text, AMOUNTS[name], name)


def face_lines(outcome: FaceOutcome) -> RenderableType:
    """A pressed face, for a terminal."""
    from asperity.report.face import render

    return render(outcome)


def fit_compaction(
    path: str,
    *,
    amounts: Mapping[str, str | None],
    compliance: str | None,
    weighted: bool,
    laws: Sequence[str],
) -> CompactionFit:
    """Fit the compaction laws to a record; `amounts` are the options as they were written."""
    from asperity.study.calibrate import Sample, fit_compaction

    with told_of_options({*SAMPLE, "compliance", "law"}, amounts):
        si = {
            name: None if text is None else sample_si(name, text) for name, text in amounts.items()
        }
        what = (name for name in SAMPLE if name not in {"height", "released"})
        sample = Sample(**{name.replace("-", "_"): si[name] or 0.0 for name in what})
        return fit_compaction(
            path,
            sample,
            height=si["height"],
            compliance=compliance,
            released=si["released"] or 0.0,
            weighted=weighted,
            laws=laws,
        )


def fit_lines(fit: CompactionFit, *, card: str, based_on: str) -> RenderableType:
    """A fit, for a terminal."""
    from asperity.report.fit.terminal import render

    return render(fit, card=card, based_on=based_on)


def fit_card(fit: CompactionFit, *, name: str, title: str, based_on: str | None) -> str:
    """A fit as a material card."""
    from asperity.study.calibrate import card_text

    with told_of_options({"based-on", "out"}):
        return card_text(fit, name=name, title=title, based_on=based_on)


def fit_picture(fit: CompactionFit, file: str) -> bytes:
    """A fit as a picture of the kind that the name of the file asks for; loads matplotlib."""
    from asperity.report.fit.picture import picture

    return picture(fit, file.rpartition(".")[2])


def law_names() -> tuple[str, ...]:
    """The names of the compaction laws."""
    from asperity.laws.powder.compaction import COMPACTION

    return tuple(COMPACTION)


def page(outcome: Outcome) -> str:
    """The outcome as an HTML page: the only thing that loads matplotlib."""
    from asperity.report.html import page as render

    return render(outcome)


def paper(outcome: Outcome) -> bytes:
    """The same as a PDF."""
    from asperity.report.pdf import pdf

    return pdf(outcome)


def need_typesetter() -> None:
    """Refuse a PDF where the extra that sets it is not installed."""
    from asperity.report.pdf import typesetter

    typesetter()


def maps(outcome: Outcome) -> bytes:
    """The maps of a full-field outcome as a netCDF file."""
    from asperity.report.maps.netcdf import netcdf

    return netcdf(outcome)


def outcome_lines(outcome: Outcome) -> RenderableType:
    """The outcome for a terminal."""
    from asperity.report.terminal import render

    return render(outcome)


def plan_lines(plan: Plan) -> RenderableType:
    """What `check` found, for a terminal."""
    from asperity.report.terminal import render_plan

    return render_plan(plan)


def card_lines(name: str | None) -> RenderableType:
    """One card, or the list of all, for a terminal."""
    from asperity.report.cards import find, render_card, render_list

    return render_list() if name is None else render_card(find(name))


def card_names() -> tuple[str, ...]:
    """The names of all cards."""
    from asperity.report.cards import every_name

    return every_name()


def conversion_lines(text: str, *, clamp: Mapping[str, Any], **tools: Any) -> RenderableType:
    """One load told in every way, for a terminal."""
    from asperity.report.conversion import Clamp, convert, render

    return render(convert(text, clamp=Clamp(**clamp), **tools))


def example_lines() -> RenderableType:
    """The shipped recipes with their titles, for a terminal."""
    from asperity.recipe import list_examples
    from asperity.report.lines import listed

    return listed(list_examples(), heading="example", told="what is pressed")


def example_names() -> tuple[str, ...]:
    """The names of the shipped recipes."""
    from asperity.recipe import list_examples

    return tuple(list_examples())


def example_text(name: str) -> str:
    """The text of a shipped recipe."""
    from asperity.recipe import example_text as text

    return text(name)


def plain(shown: RenderableType, width: int) -> str:
    """What would be printed, as text."""
    from asperity.report.lines import to_text

    return to_text(shown, width=width)


def console(*, stderr: bool = False) -> Console:
    """Where a person reads."""
    from rich.console import Console as Made

    return Made(stderr=stderr, highlight=False)


def progress() -> Progress:
    """A bar on stderr which leaves nothing behind."""
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Made

    done, passed = TaskProgressColumn(), TimeElapsedColumn()
    columns = (TextColumn("{task.description}"), BarColumn(), done, passed)
    return Made(*columns, console=console(stderr=True), transient=True)
