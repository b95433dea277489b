"""Records that cannot be: what is wrong with their rows, each told with line and column."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal
from asperity.study.calibrate.record.cells import together
from asperity.study.calibrate.record.columns import Columns
from asperity.units import show

Array = NDArray[np.float64]
LEAST = 3
"""Rows under pressure from which on anything is fitted."""
LOOSEST, FLUFFIEST = 0.1, 0.02
"""Relative densities that no powder lies below, under pressure and as a loose fill: thickness, mass
or compliance is wrong."""
RISE = 1e-4
"""Of the relative density over the whole record, by a straight line in log pressure; a record that
rises less holds no compaction."""
CHECK = "check mass, diameter, density and the unit of the thickness"
SOFT = "check mass, diameter, density and height"
STIFF = ", and whether the machine's compliance is removed"
COMPLIANT = ", and the compliance, which is added to every thickness"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Thicknesses:
    """Thicknesses (m) of all rows of a file, (n,), nan where there is none.

    Attributes:
        found: the file
        column: which they are from
        value: they themselves, the machine's share removed
        solid: that without pores, m
        machine: whether the machine's share had to be removed
    """

    found: Columns
    column: str
    value: Array
    solid: float
    machine: bool

    def at(self, row: int) -> str:
        """The place of one."""
        return self.found.at(row, self.column)


def refuse_order(found: Columns, name: str, pressure: Array) -> None:
    """Pressures that fall from one row to the next."""
    falls = np.flatnonzero(np.diff(pressure) < 0) + 1
    if falls.size:
        cells = found.values[name]
        unit = "kN" if name == "force" else "MPa"
        cure = (
            "sort the rows by pressure and keep the loading branch alone; thicknesses after "
            "release have a column of their own, thickness_released_mm"
        )
        raise together(
            [
                Refusal(
                    found.at(int(i), name),
                    f"{show(float(cells[i]), unit, 6)} after {show(float(cells[i - 1]), unit, 6)}",
                    cure if place == 0 else "as above",
                )
                for place, i in enumerate(falls)
            ]
        )


def refuse_density(those: Thicknesses, pressure: Array) -> None:
    """Thinner than the solid, or so thick that no powder is so loose."""
    solid = those.solid
    least = np.where(pressure > 0, LOOSEST, FLUFFIEST)
    cure = SOFT if those.column == "displacement" else CHECK
    if those.machine:
        cure += COMPLIANT
    elif those.column == "displacement":
        cure += STIFF
    wrong = [
        Refusal(
            those.at(i),
            f"a relative density of {solid / value:.4g}: {show(value, 'mm', 4)} thick, and "
            f"{show(solid, 'mm', 4)} without pores",
            cure,
        )
        for i, value in enumerate(those.value)
        if solid / value > 1 or solid / value < least[i]
    ]
    if wrong:
        raise together(wrong)


def refuse_growth(those: Thicknesses, pressure: Array, weight: Array) -> None:
    """A density that, over the whole record, does not rise with the pressure.

    By the weighted straight line in log pressure through the rows of weight above 0, at two
    pressures or more; the rows that are thicker than others under less pressure are named.
    """
    rows = np.flatnonzero(weight > 0)
    if rows.size == 0 or pressure[rows[-1]] <= pressure[rows[0]]:
        return
    place, share = np.log(pressure[rows]), weight[rows] / weight[rows].sum()
    density, away = those.solid / those.value[rows], place - share @ place
    slope = float(share @ (away * density)) / float(share @ away**2)
    if slope * (place[-1] - place[0]) > RISE:
        return
    least = thinnest_before(pressure[rows], those.value[rows])
    grown = [i for i, thin in zip(rows, least, strict=True) if those.value[i] > thin]
    cure = "a powder gets denser as it is pressed: check " + _suspects(those)
    if not grown:
        told = "as thick as under less pressure"
        raise Refusal(those.at(int(rows[-1])), told, cure)
    thin = dict(zip(rows.tolist(), least.tolist(), strict=True))
    raise together(
        [
            Refusal(
                those.at(int(i)),
                f"{show(float(those.value[i]), 'mm', 4)} thick after {show(thin[int(i)], 'mm', 4)} "
                "under less pressure",
                cure if place == 0 else "as above",
            )
            for place, i in enumerate(grown)
        ]
    )


def thinnest_before(pressure: Array, thickness: Array) -> Array:
    """The least thickness under less pressure, by row, inf where there is none; pressures rise."""
    least = np.append(np.inf, np.minimum.accumulate(thickness))
    return np.asarray(least[np.searchsorted(pressure, pressure * (1 - 1e-9), side="left")])


def _suspects(those: Thicknesses) -> str:
    if those.column == "displacement":
        told = "the sign of the displacement, which rises as the punch goes in"
    else:
        told = "the columns, and that rows of unloading are left out"
    return ("the compliance, " if those.machine else "") + told


def refuse_release(found: Columns, name: str, pressure: Array, at: Array) -> None:
    """Released to a pressure above the one before."""
    wrong = np.flatnonzero(at > pressure * (1 + 1e-9))
    if wrong.size:
        i = int(wrong[0])
        told = f"let go to {show(float(at[i]), 'MPa')} from {show(float(pressure[i]), 'MPa')}"
        cure = "write a released pressure below the one before"
        raise Refusal(found.at(i, name), told, cure)


def refuse_few(found: Columns, kept: NDArray[np.bool_]) -> None:
    """Too few rows to fit anything."""
    count = int(kept.sum())
    if count < LEAST:
        last = found.sheet.rows[-1].line
        told = f"{count} {'row' if count == 1 else 'rows'} under pressure"
        cure = f"measure at {LEAST} pressures or more; five over a decade tell the laws apart"
        raise Refusal(found.sheet.at(last), told, cure)
