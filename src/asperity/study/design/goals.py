"""What a person may aim at, each goal as one number of a press.

| goal                 | number                                                          | wanted  |
|----------------------|-----------------------------------------------------------------|---------|
| interface-resistance | area resistances of all interfaces, added, at the end           | lowest  |
| cell-resistance      | resistance of the whole stack at the end                        | lowest  |
| critical-current     | lowest of the critical currents that the outcome tells          | highest |
| cycle-life           | reserve in operation: see `reserve`                             | highest |
| electrolyte-density  | relative density of the least dense electrolyte at the end      | highest |
| efficiency           | density where an electrolyte is least dense, times the share    | highest |
|                      | of its thickness that its thinnest place has                    |         |
| reproducibility      | spread of the result from pressing to pressing: `spreading`     | lowest  |
| integrity            | probability that a brittle layer breaks in the worst step, or   | lowest  |
|                      | a pellet of powder when it is ejected                           |         |
| foil                 | thickness of the thickest place of a foil at the end            | lowest  |

"At the end" is the last step that tells the number. All numbers are SI.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np

from asperity.errors import Refusal, one_of, quoted
from asperity.recipe import Recipe
from asperity.study.many import Table
from asperity.study.many.table import Array
from asperity.units import to_si

Sense = Literal["lowest", "highest"]
Number = Callable[[Recipe, Table], Array]
ELECTROLYTES = frozenset({"powder", "pellet"})
"""Kinds of layer that are an electrolyte by itself."""
SHARES = frozenset({"electrolyte-density", "efficiency", "integrity"})
"""Goals whose numbers are at most 1."""
NEVER = 1e-9
"""Probability below which nothing is told apart: no scatter's tails are known so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is aimed at.

    Attributes:
        name: as it is asked for
        title: what its number is, in words
        sense: whether the lowest or the highest is wanted
        dimension: of the number, as `asperity.units` calls it
        unit: in which people write it
        number: the number of every row of a table, (N,), SI, NaN where a row has none
        spread: whether the number is the spread of `number` from pressing to pressing
        target: what is enough, SI; the best there is, if None
    """

    name: str
    title: str
    sense: Sense
    dimension: str
    unit: str
    number: Number
    spread: bool = False
    target: float | None = None

    @property
    def lowest(self) -> bool:
        """Whether less is better."""
        return self.sense == "lowest"


def goal(written: str) -> Goal:
    """A goal as people write it: `interface-resistance`, `interface-resistance=50 ohm cm^2`.

    Raises:
        Refusal: an unknown goal, or a target that is no quantity of its kind or that no press has.
    """
    name, equals, target = (part.strip() for part in written.partition("="))
    known = GOALS.get(name)
    if known is None:
        raise Refusal("--goal", f"the unknown goal {quoted(name)}", one_of(name, GOALS))
    if not equals:
        return known
    value = to_si(target, known.dimension, f"--goal {name}")
    if not value > 0:
        raise Refusal(f"--goal {name}", quoted(target), "write a target above 0")
    if name in SHARES and value > 1:
        raise Refusal(f"--goal {name}", quoted(target), "write a target up to 100 %")
    return Goal(**{**{field: getattr(known, field) for field in _FIELDS}, "target": value})


def ends(recipe: Recipe, table: Table, paths: Iterable[str]) -> list[Array]:
    """Columns `steps.STEP.PATH` of the last step that has any of them, one each that is there."""
    wanted = tuple(paths)
    for step in reversed(recipe.steps):
        found = [table.column(f"steps.{step.name}.{path}") for path in wanted]
        there = [column for column in found if not np.isnan(column).all()]
        if there:
            return there
    return []


def _reduced(
    reduce: Callable[[Array], Array], columns: list[Array], table: Table, *, strict: bool = True
) -> Array:
    """Columns made one, (N,); a row that lacks one of them has none (or, not strict, the rest)."""
    if not columns:
        return np.full(len(table), np.nan)
    stacked = np.array(columns)
    if strict:
        return reduce(stacked)
    missing = np.isnan(stacked).all(axis=0)
    return np.where(missing, np.nan, reduce(stacked))


def _faces(recipe: Recipe, quantity: str) -> tuple[str, ...]:
    """Paths within a step of a quantity of every pair of neighbours that may touch."""
    names = [layer.name for layer in recipe.stack]
    return tuple(
        f"interfaces.{one}:{two}.{quantity}"
        for at, one in enumerate(names)
        for two in names[at + 1 :]
    )


def _layers(recipe: Recipe, kinds: Iterable[str], quantity: str) -> tuple[str, ...]:
    wanted = frozenset(kinds)
    return tuple(
        f"layers.{layer.name}.{quantity}" for layer in recipe.stack if layer.kind in wanted
    )


def _interface_resistance(recipe: Recipe, table: Table) -> Array:
    columns = ends(recipe, table, _faces(recipe, "resistance_ohm_m2"))
    return _reduced(lambda one: np.sum(one, axis=0), columns, table)


def _cell_resistance(recipe: Recipe, table: Table) -> Array:
    cell = table.column("cell.resistance_ohm")
    found = ends(recipe, table, ["cell_resistance_ohm"])
    return cell if not found or not np.isnan(cell).all() else found[0]


_CRITICAL = tuple(
    f"cell.critical_current_a_per_m2.{view}"
    for view in ("stripping", "plating", "stripping_interface_limited")
)


def _critical_current(_: Recipe, table: Table) -> Array:
    columns = [column for path in _CRITICAL if (column := table.columns.get(path)) is not None]
    return _reduced(lambda one: np.fmin.reduce(one, axis=0), columns, table, strict=False)


def reserve(recipe: Recipe, table: Table) -> Array:
    """How far a cell in operation is from what ends its life, as a plain number; more lasts longer.

    The lowest critical current over the current of operation (where the outcome tells a critical
    current), times the share of its best contact that the worst face keeps while the cell breathes.
    Below 1 the cell fails in its first cycles, by loss of contact or a short. It counts no cycles:
    what ages a cell slowly (growth of interphases, cracks by fatigue) is not in it.
    """
    step = next((one for one in reversed(recipe.steps) if one.kind == "operate"), None)
    if step is None:
        return np.full(len(table), np.nan)
    lost = [
        table.column(f"steps.{step.name}.risks.delamination:{face[11:-1]}")
        for face in _faces(recipe, "")
    ]
    gone: Array = np.fmax.reduce(np.array([np.zeros(len(table)), *lost]), axis=0)
    ratio = _critical_current(recipe, table) / step.si("current")
    done = np.where(np.array(table.status) == "done", 1.0, np.nan)
    reserves: Array = np.where(np.isnan(ratio), 1.0, ratio) * (1 - gone) * done
    return reserves


def _density(recipe: Recipe, table: Table) -> Array:
    columns = ends(recipe, table, _layers(recipe, ELECTROLYTES, "relative_density"))
    return _reduced(lambda one: np.min(one, axis=0), columns, table)


def _efficiency(recipe: Recipe, table: Table) -> Array:
    powders = [layer for layer in recipe.stack if layer.kind == "powder"]
    shares = []
    for layer in powders:
        where = f"layers.{layer.name}"
        dense = _least(recipe, table, f"{where}.relative_density_lowest")
        dense = np.where(np.isnan(dense), _least(recipe, table, f"{where}.relative_density"), dense)
        even = _least(recipe, table, f"{where}.thinnest_m")
        even = even / _least(recipe, table, f"{where}.thickness_m")
        shares.append(dense * np.where(np.isnan(even), 1.0, even))
    if not shares:
        return _density(recipe, table)
    return _reduced(lambda one: np.min(one, axis=0), shares, table)


def _least(recipe: Recipe, table: Table, path: str) -> Array:
    return _reduced(lambda one: np.min(one, axis=0), ends(recipe, table, [path]), table)


def _integrity(recipe: Recipe, table: Table) -> Array:
    paths = [f"steps.{step.name}.risks.fracture.probability" for step in recipe.steps]
    columns = [column for path in paths if (column := table.columns.get(path)) is not None]
    columns += ends(recipe, table, _layers(recipe, ["powder"], "ejection_failure_probability"))
    worst = _reduced(lambda one: np.fmax.reduce(one, axis=0), columns, table, strict=False)
    return np.maximum(worst, NEVER)


def _foil(recipe: Recipe, table: Table) -> Array:
    thick = ends(recipe, table, _layers(recipe, ["foil"], "thickness_highest_m"))
    if not thick:
        thick = ends(recipe, table, _layers(recipe, ["foil"], "thickness_m"))
    return _reduced(lambda one: np.max(one, axis=0), thick, table)


def spreading(recipe: Recipe, table: Table) -> Array:
    """The number whose spread is least where pressings are to be alike, the first there is.

    Resistance of the interfaces; where a recipe has none, density of its electrolyte, then
    thickness of its foil.
    """
    for number in (_interface_resistance, _density, _foil):
        found = number(recipe, table)
        if not np.isnan(found).all():
            return found
    return np.full(len(table), np.nan)


_ALL = (
    Goal(
        name="interface-resistance",
        title="resistance of the interfaces",
        sense="lowest",
        dimension="area_resistance",
        unit="ohm cm^2",
        number=_interface_resistance,
    ),
    Goal(
        name="cell-resistance",
        title="resistance of the cell",
        sense="lowest",
        dimension="resistance",
        unit="ohm",
        number=_cell_resistance,
    ),
    Goal(
        name="critical-current",
        title="critical current",
        sense="highest",
        dimension="current_density",
        unit="mA/cm^2",
        number=_critical_current,
    ),
    Goal(
        name="cycle-life",
        title="reserve in operation",
        sense="highest",
        dimension="dimensionless",
        unit="",
        number=reserve,
    ),
    Goal(
        name="electrolyte-density",
        title="density of the electrolyte",
        sense="highest",
        dimension="dimensionless",
        unit="%",
        number=_density,
    ),
    Goal(
        name="efficiency",
        title="least density times evenness of the electrolyte",
        sense="highest",
        dimension="dimensionless",
        unit="%",
        number=_efficiency,
    ),
    Goal(
        name="reproducibility",
        title="spread from pressing to pressing",
        sense="lowest",
        dimension="dimensionless",
        unit="%",
        number=spreading,
        spread=True,
    ),
    Goal(
        name="integrity",
        title="probability that a brittle layer breaks",
        sense="lowest",
        dimension="dimensionless",
        unit="%",
        number=_integrity,
    ),
    Goal(
        name="foil",
        title="thickest place of the foil",
        sense="lowest",
        dimension="length",
        unit="um",
        number=_foil,
    ),
)
_FIELDS = tuple(Goal.__dataclass_fields__)
GOALS = MappingProxyType({one.name: one for one in _ALL})
"""Every goal by its name."""
