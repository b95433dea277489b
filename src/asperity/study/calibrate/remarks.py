"""What a reader should know of a record: rows that stand out, pellets that grow under load."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from asperity.study.calibrate.record import Series
from asperity.study.calibrate.record.refusals import thinnest_before
from asperity.study.calibrate.told import FittedSpringback
from asperity.units import show

Array = NDArray[np.float64]
GROWN = 0.005
"""Of the thickness: a pellet that is so much thicker than under less pressure is told, where no
uncertainties are given."""
FAR = 3.5
"""Scatters from which on a row stands out."""
MANY = 5
"""Lines that are named one by one."""


def remarks(series: Series, residuals: Array) -> Iterable[str]:
    """Warnings, from the residuals (law minus record, in density) of the best law."""
    scatter = _scatter(series, residuals)
    yield from _jumps(series, residuals)
    yield from _growth(series)
    yield from _thinner(series, scatter)
    if series.density.max() > 0.99:
        yield (
            "the densest row is above 99 %: a slip in mass, diameter or crystal density of one per "
            "cent would move it past the solid"
        )
    span = series.pressure[-1] / series.pressure[0]
    if span < 5:
        yield (
            f"the pressures span a factor {span:.2g} only: parameters lean on each other, and "
            "the law holds between these pressures alone"
        )


def _scatter(series: Series, residuals: Array) -> Array:
    """Standard error of each thickness, m: as given, or from the scatter about the law."""
    if series.error is not None:
        return np.asarray(series.thickness * series.error / series.density)
    spread = float(np.sqrt(np.mean(residuals**2)))
    return np.asarray(series.thickness * spread / series.density)


def _jumps(series: Series, residuals: Array) -> Iterable[str]:
    """Rows far from the law, measured by the scatter of the others."""
    size = np.abs(residuals)
    usual = 1.4826 * float(np.median(size))
    for i in np.flatnonzero(size > max(FAR * usual, 2e-4))[:MANY]:
        side = "looser" if residuals[i] > 0 else "denser"
        yield (
            f"line {series.line[i]} is {100 * size[i]:.2g} points of porosity {side} than the best "
            f"law, where half of the rows lie within {100 * np.median(size):.2g}: see its reading"
        )


def _growth(series: Series) -> Iterable[str]:
    """Pellets thicker than one under less pressure, beyond what was said of the readings.

    The scatter about a law is no measure of that: a record that grows all along scatters much.
    """
    grown = series.thickness - thinnest_before(series.pressure, series.thickness)
    allowed = GROWN * series.thickness
    if series.error is not None:
        allowed = 2 * np.sqrt(2) * series.thickness * series.error / series.density
    rows = np.flatnonzero(grown > allowed)
    if rows.size:
        most = show(float(grown[rows].max()), "um", 2)
        lines = [series.line[i] for i in rows]
        told = f"by {most} at most: see the readings"
        yield f"{_named(lines)}: thicker than under less pressure, {told}"


def _thinner(series: Series, scatter: Array) -> Iterable[str]:
    """Pellets that are thinner after release than under load."""
    lost = series.thickness - series.released_thickness
    thinner = np.flatnonzero(lost > 0)
    if not thinner.size:
        return
    most, beyond = float(lost[thinner].max()), bool((lost > 2 * np.sqrt(2) * scatter).any())
    told = "beyond the scatter: see the readings" if beyond else "within the scatter"
    lines = [series.line[i] for i in thinner]
    yield (
        f"{_named(lines)}: thinner after release than under load, by {show(most, 'um', 2)} at "
        f"most, {told}"
    )


def unsettled(spring: FittedSpringback | None) -> Iterable[str]:
    """A springback that the record does not tell."""
    if spring is None or spring.settled:
        return
    modulus, error = spring.unloading_modulus_pa, spring.unloading_modulus_error_pa
    doubt = "with no known error" if error is None else f"give or take {show(error, 'GPa')}"
    yield (
        f"the unloading modulus is not settled, {show(modulus, 'GPa')} {doubt} from {spring.rows} "
        "released rows: a card is written without it; let go after more of the steps"
    )


def _named(lines: Sequence[int]) -> str:
    text = ", ".join(map(str, lines[:MANY])) + (" and others" if len(lines) > MANY else "")
    return f"line{'s' if len(lines) > 1 else ''} {text}"
