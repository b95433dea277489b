"""What a contact problem answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
FEW = 10
"""Points of contact below which the grid is too coarse to say how large it is."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Contact:
    """A rough face in contact, resolved on its grid. Arrays are read-only.

    Attributes:
        pressure: contact pressure, (N, M), Pa; 0 where the faces do not touch
        gap: distance of the faces, (N, M), m; 0 where they touch
        contact_fraction: share of the grid points that carry pressure, 0 to 1; on a coarse grid
            too large, by a fraction of a spacing all round each patch
        mean_gap: gap averaged over the whole area, m
        mean_pressure: pressure averaged over the whole area, Pa
        indentation: how far the faces have moved together since they first touched, m
        iterations: steps of the solver; 0 where the answer was known at once
        transforms: two-dimensional Fourier transforms of this grid's size that it took
        residual: estimated error of the pressure, root mean square over root mean square
        converged: whether `residual` came below the tolerance
        reason: why the solver ended, and where it did not converge, what to do
        plastic: depth to which points at the hardness have given way for good, (N, M), m; None
            without a hardness
    """

    pressure: Array
    gap: Array
    contact_fraction: float
    mean_gap: float
    mean_pressure: float
    indentation: float
    iterations: int
    transforms: float
    residual: float
    converged: bool
    reason: str
    plastic: Array | None = None


def contact_record(
    pressure: Array,
    gap: Array,
    *,
    indentation: float,
    iterations: int,
    transforms: float,
    residual: float,
    tolerance: float,
    plastic: Array | None = None,
) -> Contact:
    """The record of a pressure and a gap, (N, M) both, which it makes read-only."""
    for field in (pressure, gap, plastic):
        if field is not None:
            field.setflags(write=False)
    converged = residual <= tolerance
    points = int(np.count_nonzero(pressure))
    return Contact(
        pressure=pressure,
        gap=gap,
        contact_fraction=points / pressure.size,
        mean_gap=float(gap.mean()),
        mean_pressure=float(pressure.mean()),
        indentation=indentation,
        iterations=iterations,
        transforms=transforms,
        residual=residual,
        converged=converged,
        reason=_reason(iterations, residual, tolerance, points, converged=converged),
        plastic=plastic,
    )


def _reason(
    iterations: int, residual: float, tolerance: float, points: int, *, converged: bool
) -> str:
    if not converged:
        return (
            f"gave up after {iterations} steps at a pressure error of {residual:.1e}; "
            f"ask for less than {tolerance:.1e} or filter the shortest waves out of the heights"
        )
    reached = f"pressure error {residual:.1e}, within {tolerance:.1e}"
    if 0 < points < FEW:
        return f"{reached}; only {points} points touch: a finer grid is needed to tell their area"
    return reached
