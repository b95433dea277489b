"""A face as a grid sees it: what a film and a map of it are made from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Map = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Still:
    """The face at one moment. Arrays are read-only.

    Attributes:
        time: s since the stretch began
        gap: distance of the faces, m, (N, M); 0 where they touch
        pressure: of the contact, Pa, (N, M); of the gas where there is a gap
    """

    time: float
    gap: Map
    pressure: Map


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """A stretch of a face on a grid.

    Attributes:
        shape: points along y and x
        spacing: of the points, m
        resolved: longest and shortest wavelength on the grid, m
        seed: of the generated face; None for a measured one
        stills: some moments on the way, ascending, at most `view.WIDEST` points a side
        last: the end, every point
        band: which column of the touch is on the grid; those before it are longer waves
        waves: wavelengths left to the mean field, (longest, shortest) of each band, m
        remarks: what to keep in mind: too few points in contact, a march that gave up
    """

    shape: tuple[int, int]
    spacing: float
    resolved: tuple[float, float]
    seed: int | None
    stills: tuple[Still, ...]
    last: Still
    band: int = 0
    waves: tuple[tuple[float, float], ...] = ()
    remarks: tuple[str, ...] = ()


WIDEST = 256
"""Points a side of a still."""


def still(time: float, gap: NDArray[np.float64], pressure: NDArray[np.float64]) -> Still:
    """A moment kept in single precision, every point."""
    return Still(time=time, gap=_kept(gap), pressure=_kept(pressure))


def small(time: float, gap: NDArray[np.float64], pressure: NDArray[np.float64]) -> Still:
    """A moment for a film: every so many points, so that a side has at most `WIDEST`."""
    step = -(-max(gap.shape) // WIDEST)
    return still(time, gap[::step, ::step], pressure[::step, ::step])


def _kept(field: NDArray[np.float64]) -> Map:
    kept = field.astype(np.float32)
    kept.setflags(write=False)
    return kept
