"""What a contact problem answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Contact:
    """A rough face in contact, resolved on its grid. Arrays are read-only.

    Attributes:
        pressure: contact pressure, (N, M), Pa; 0 where the faces do not touch
        gap: distance of the faces, (N, M), m; 0 where they touch
        contact_fraction: share of the grid points that carry pressure, 0 to 1; on a coarse grid
            too large, by a fraction of a spacing all round each patch
        mean_gap: gap averaged over the whole area, m
        iterations: steps of the solver; 0 where the answer was known at once
        residual: estimated error of the pressure, root mean square over root mean square
        converged: whether `residual` came below the tolerance
        reason: why the solver ended, and where it did not converge, what to do
    """

    pressure: Array
    gap: Array
    contact_fraction: float
    mean_gap: float
    iterations: int
    residual: float
    converged: bool
    reason: str


def contact_record(
    pressure: Array, gap: Array, *, iterations: int, residual: float, tolerance: float
) -> Contact:
    """The record of a pressure and a gap, (N, M) both, which it makes read-only."""
    for field in (pressure, gap):
        field.setflags(write=False)
    converged = residual <= tolerance
    return Contact(
        pressure=pressure,
        gap=gap,
        contact_fraction=float(np.count_nonzero(pressure) / pressure.size),
        mean_gap=float(gap.mean()),
        iterations=iterations,
        residual=residual,
        converged=converged,
        reason=_reason(iterations, residual, tolerance, converged=converged),
    )


def _reason(iterations: int, residual: float, tolerance: float, *, converged: bool) -> str:
    if converged:
        return f"pressure error {residual:.1e}, within {tolerance:.1e}"
    return (
        f"gave up after {iterations} steps at a pressure error of {residual:.1e}; "
        f"ask for less than {tolerance:.1e} or filter the shortest waves out of the heights"
    )
