"""Protocols that a field has found at the press, sought by the program without being told.

    python validation/protocols.py [CASE ...]

Each case is a recipe, a goal and what may be varied; nothing of what is known about its answer goes
in. Each is solved twice: by `asperity.study.design`, and by pressing a grid over the same ranges
and taking the best point no risk of which is bad or likelier than allowed, judged here by itself.
"""

import itertools
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from kept import kept
from numpy.typing import NDArray

import asperity
from asperity.study.crew import press_all
from asperity.study.design import Design, design_recipe
from asperity.study.many import Points, Table
from asperity.study.ranges import Range

ALLOWED = 0.1
"""Probability of a risk that a protocol may have."""
FACE = "interfaces.metal:electrolyte"
PRESS, OPERATE = "steps.press.pressure", "steps.operate.pressure"
WARMTH, FLATNESS = "steps.press.temperature", "stack.electrolyte.flatness"
THICK = MappingProxyType({"stack.electrolyte.thickness": "2 mm", FLATNESS: "12 um"})
ANY_FORCE = ("press=1",)
"""A force below what the press's gauge can show is left to a screw or spring fixture."""
Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A problem whose answer is known in the field.

    Attributes:
        recipe: shipped recipe
        settings: what is changed in it
        goal: as `asperity design --goal`
        also: further goals
        quantity: paths of the outcome that are added to the same number
        vary: paths and their ranges
        risk: as `asperity design --risk`
        steps: as `asperity design --steps`
    """

    recipe: str
    goal: str
    quantity: tuple[str, ...]
    vary: Mapping[str, tuple[str, str]]
    settings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    risk: tuple[str, ...] = ()
    steps: str = "fixed"
    also: tuple[str, ...] = ()

    def written(self) -> asperity.Recipe:
        """The recipe to be improved."""
        return asperity.load_recipe(self.recipe).replace(dict(self.settings))

    def ranges(self) -> list[str]:
        """As `asperity design --vary`."""
        return [f"{path}={low}..{high}" for path, (low, high) in self.vary.items()]

    def goals(self) -> list[str]:
        """As `asperity design --goal`."""
        return [self.goal, *self.also]

    def command(self) -> str:
        """As one writes it in a shell."""
        parts = [f"asperity design {self.recipe}"]
        parts += [f'--set {path}="{value}"' for path, value in self.settings.items()]
        parts += [f"--goal {one.partition('=')[0]}" + _target(one) for one in self.goals()]
        parts += [f'--vary {path}="{low}..{high}"' for path, (low, high) in self.vary.items()]
        parts += [f"--risk {one}" for one in self.risk]
        return " \\\n    ".join(parts + ["--steps free"] * (self.steps == "free"))


def _target(goal: str) -> str:
    target = goal.partition("=")[2]
    return f'="{target}"' if target else ""


RESISTANCE = (f"steps.release.{FACE}.resistance_ohm_m2",)
CASES = MappingProxyType(
    {
        "warm": Case(
            recipe="na-thermal-press",
            goal="interface-resistance",
            quantity=RESISTANCE,
            vary={PRESS: ("1 MPa", "500 MPa"), WARMTH: ("25 degC", "98 degC")},
            risk=ANY_FORCE,
        ),
        "warm-thick": Case(
            recipe="na-thermal-press",
            settings=THICK,
            goal="interface-resistance",
            quantity=RESISTANCE,
            vary={PRESS: ("1 MPa", "500 MPa"), WARMTH: ("25 degC", "98 degC")},
            risk=ANY_FORCE,
        ),
        "cold": Case(
            recipe="na-cold-press",
            settings={"stack.electrolyte.material": "Na5SmSi4O12"},
            goal="interface-resistance",
            quantity=RESISTANCE,
            vary={PRESS: ("1.2 MPa", "500 MPa"), FLATNESS: ("2 um", "40 um")},
            risk=ANY_FORCE,
        ),
        "lithium": Case(
            recipe="symmetric-cell",
            goal="cell-resistance",
            quantity=("cell.resistance_ohm",),
            vary={PRESS: ("1 MPa", "180 MPa"), OPERATE: ("1 MPa", "180 MPa")},
        ),
        "steps": Case(
            recipe="multi-step",
            goal="efficiency",
            also=("cell-resistance=31.5 ohm",),
            quantity=(),
            vary={
                "steps.densify.pressure": ("100 MPa", "900 MPa"),
                "steps.bond.pressure": ("100 MPa", "900 MPa"),
            },
            steps="free",
        ),
        "target": Case(
            recipe="symmetric-cell",
            goal="cell-resistance=50 ohm",
            quantity=("cell.resistance_ohm",),
            vary={f"{PRESS},{OPERATE}": ("1 MPa", "180 MPa")},
            risk=ANY_FORCE,
        ),
    }
)


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A case pressed over its ranges.

    Attributes:
        values: of each path, as written, a point each, (N,)
        table: what came of it
        number: what is aimed at, SI, (N,)
        allowed: whether no risk is bad or likelier than allowed, (N,)
    """

    values: Mapping[str, list[str]]
    table: Table
    number: Array
    allowed: NDArray[np.bool_]

    @property
    def best(self) -> int:
        """The allowed point with the lowest number."""
        return int(np.nanargmin(np.where(self.allowed, self.number, np.nan)))

    def at(self, index: int) -> dict[str, str]:
        """Values at a point."""
        return {path: column[index] for path, column in self.values.items()}


def pressed(case: Case, *counts: int, ends: Mapping[str, tuple[str, str]] | None = None) -> Grid:
    """Press a case on a grid of so many values of each path."""
    spans = case.vary | (ends or {})
    axes = [Range.of(*span).texts(n) for span, n in zip(spans.values(), counts, strict=True)]
    rows = list(itertools.product(*axes))
    values = {path: [row[at] for row in rows] for at, path in enumerate(spans)}
    alone = {one: column for path, column in values.items() for one in path.split(",")}
    table = press_all(case.written(), Points(values=alone))
    number = np.sum([table.column(path) for path in case.quantity], axis=0)
    return Grid(
        values=values, table=table, number=number, allowed=allowed(table, _uncounted(case.risk))
    )


def _uncounted(risk: tuple[str, ...]) -> frozenset[str]:
    return frozenset(one.removesuffix("=1") for one in risk if one.endswith("=1"))


def allowed(table: Table, uncounted: frozenset[str] = frozenset()) -> NDArray[np.bool_]:
    """Where it could be done, no risk is bad, and none but the uncounted likelier than allowed."""
    good = np.array([status == "done" for status in table.status])
    for path, column in table.columns.items():
        _, found, name = path.partition(".risks.")
        if found and ":" in name and name.endswith(".level"):
            good &= ~(column > 1.5)
        if found and name.endswith(".probability") and name.partition(":")[0] not in uncounted:
            good &= ~(column > ALLOWED) | (":" not in name)
    return good


def chance(table: Table, *kinds: str) -> Array:
    """Probability of the likeliest risk of these kinds over all steps, (N,); 0 where none is."""
    found = [np.zeros(len(table))]
    for path, column in table.columns.items():
        _, risks, name = path.partition(".risks.")
        if risks and name.endswith(".probability") and name.partition(":")[0] in kinds:
            found.append(np.nan_to_num(column))
    return np.asarray(np.max(found, axis=0))


def solve(case: Case) -> Design:
    """The protocol that the program finds for a case."""
    return design_recipe(
        case.written(),
        goals=case.goals(),
        vary=case.ranges(),
        risk=list(case.risk),
        steps=case.steps,
        looks=32,
        starts=2,
        advice=False,
    )


def solved(name: str) -> Design:
    """The same of a case by its name, worked out once for pages and tests."""
    return kept(name, lambda: solve(CASES[name]))


GRIDS = MappingProxyType(
    {
        "warm-thick": ((12, 8), {PRESS: ("2.5 MPa", "4.5 MPa"), WARMTH: ("80 degC", "98 degC")}),
        "cold": ((12, 6), {PRESS: ("10 MPa", "100 MPa"), FLATNESS: ("4 um", "16 um")}),
        "lithium": ((8, 12), {PRESS: ("30 MPa", "45 MPa"), OPERATE: ("16 MPa", "22 MPa")}),
    }
)
"""Grids fine enough around the answers to judge them within 1 %."""


def main(names: Sequence[str]) -> None:
    """Print each case, and the best point of its grid."""
    for name in names or GRIDS:
        case, (counts, ends) = CASES[name], GRIDS[name]
        found, grid = solved(name), pressed(case, *counts, ends=ends)
        at = {one.path: one.found for one in found.variables}
        print(f"{name}: design {found.goals[0].reached:.6g} at {at}")
        print(f"{' ' * len(name)}  grid   {grid.number[grid.best]:.6g} at {grid.at(grid.best)}")


if __name__ == "__main__":
    main(sys.argv[1:])
