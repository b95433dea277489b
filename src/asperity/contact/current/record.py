"""What a current through a face answers."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
PERCENTILES = (1, 5, 25, 50, 75, 95, 99)
"""Percent of the contact area, for `Current.percentiles`."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Current:
    """A steady current through a face that touches in places. Arrays are read-only.

    Attributes:
        resistance: of the face, Ω m² of its whole area, beyond thickness over conductivity of what
            is on either side; inf where nothing touches
        upper_bound: the same before the grid's edges are corrected for: no map in whose squares
            current is not uniform has more, and more contact never raises it, Ω m²
        density: local current density over its mean over the whole face, (N, M); 0 where the faces
            do not touch
        focusing: largest of `density`. Without charge transfer current rises without bound towards
            the edge of a contact, and this grows as the root of the number of points
        percentiles: of `density` over the area in contact, at `PERCENTILES` percent of it
        wagner: Wagner number: the part of the resistance that is charge transfer over the part that
            is constriction; inf without constriction. Well above 1, contact shares the current
            evenly
        contact_fraction: share of the points that carry current, 0 to 1
        iterations: steps of the solver
        residual: estimated error of the density, root mean square over root mean square; that of
            `upper_bound` is about its square, that of `resistance` the share of the edges in it
            times as much
        converged: whether `residual` came below the tolerance
        reason: why the solver ended, and where it did not converge, what to do
    """

    resistance: float
    upper_bound: float
    density: Array
    focusing: float
    percentiles: Array
    wagner: float
    contact_fraction: float
    iterations: int
    residual: float
    converged: bool
    reason: str


def current_record(
    density: Array,
    *,
    bound: float,
    edges: float,
    transfer: float,
    iterations: int,
    residual: float,
    tolerance: float,
) -> Current:
    """The record of a density of mean 1, which it makes read-only.

    Resistances in Ω m²: `bound` with edges uncorrected, `edges` what they add, `transfer` what
    charge transfer alone does.
    """
    carrying = density != 0
    percentiles = np.percentile(density[carrying], PERCENTILES)
    for field in (density, percentiles):
        field.setflags(write=False)
    ohmic = bound - edges - transfer
    converged = residual <= tolerance
    return Current(
        resistance=bound - edges,
        upper_bound=bound,
        density=density,
        focusing=float(density.max()),
        percentiles=percentiles,
        wagner=transfer / ohmic if ohmic > 1e-12 * bound else inf,
        contact_fraction=float(carrying.mean()),
        iterations=iterations,
        residual=residual,
        converged=converged,
        reason=(
            f"density error {residual:.1e}, within {tolerance:.1e}"
            if converged
            else f"gave up after {iterations} steps at a density error of {residual:.1e}; ask for "
            f"less than {tolerance:.1e} or allow more steps"
        ),
    )


def no_current(shape: tuple[int, int]) -> Current:
    """The record of a face that does not touch."""
    density, percentiles = np.zeros(shape), np.zeros(len(PERCENTILES))
    for field in (density, percentiles):
        field.setflags(write=False)
    return Current(
        resistance=inf,
        upper_bound=inf,
        density=density,
        focusing=0.0,
        percentiles=percentiles,
        wagner=0.0,
        contact_fraction=0.0,
        iterations=0,
        residual=0.0,
        converged=True,
        reason="nothing touches, so no steady current passes: press harder or use a finer map",
    )
