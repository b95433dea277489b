"""Records of thousands of rows, as machines write them, by means over steps of log pressure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from asperity.study.calibrate.record.series import Series

Array = NDArray[np.float64]
MOST = 500
"""Rows that are fitted one by one."""
STEPS = 250


def thinned(series: Series) -> Series:
    """The series itself, or, where it is long, weighted means over `STEPS` steps of log pressure.

    Neighbouring rows of a machine's record share their errors, so thousands of them tell no more
    than hundreds, and whoever pressed slowly at the end would fit the end alone. A mean counts as
    one row; its line is that of its last row.
    """
    if len(series.line) <= MOST:
        return series
    place = np.log(series.pressure)
    edges = np.linspace(place[0], place[-1], STEPS + 1)
    group = np.clip(np.searchsorted(edges, place, side="right") - 1, 0, STEPS - 1)
    known = np.unique(group)
    last = [int(np.flatnonzero(group == one)[-1]) for one in known]

    def mean(values: Array) -> Array:
        """Weighted means; those of rows that say something."""
        told = ~np.isnan(values)
        weights = np.where(told, series.weight, 0.0)
        sums = np.bincount(group, weights * np.where(told, values, 0.0), STEPS)[known]
        counted = np.bincount(group, weights, STEPS)[known]
        with np.errstate(invalid="ignore"):
            return np.asarray(sums / counted)

    heavy = np.bincount(group, series.weight, STEPS)[known]
    weight = heavy / np.bincount(group, minlength=STEPS)[known]
    return replace(
        series,
        line=tuple(series.line[i] for i in last),
        pressure=np.exp(mean(place)),
        thickness=mean(series.thickness),
        density=mean(series.density),
        error=None if series.error is None else mean(series.error),
        weight=weight / weight.mean(),
        released_pressure=mean(series.released_pressure),
        released_thickness=mean(series.released_thickness),
        released_density=mean(series.released_density),
    )
