"""What the mean field leaves to the grid: the share of the face around it, of its contacts inside.

    around  contact fraction of the waves longer than those on the grid
    inside  that of all waves down to a band, over that of the waves on the grid and longer

When the pressure falls, the mean field's recovery (`asperity.laws.closure.recovery`) lets go of the
real contact as a whole and of every band in proportion. Here the waves on the grid recover on the
grid; so the longer ones recover as if there were no shorter ones, and what is then missing from the
whole is missing inside.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.laws.closure.recovery import recovered_fraction
from asperity.process.faces.face import Touch
from asperity.process.faces.together import Rough

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shares:
    """At T moments: `around` (T,); `inside` (T, bands), the band on the grid and shorter ones."""

    around: Array
    inside: Array


def shares(touch: Touch, one: Rough, pressures: Array, band: int) -> Shares:
    """Both shares where the mean field touches so under pressures (T,), Pa; `band` is on the grid.

    `one` is the face as the stretch found it.
    """
    around = _alone(touch, one, pressures, band - 1)
    own = _alone(touch, one, pressures, band)[:, None]
    finer = touch.fraction[:, band:]
    inside = np.divide(finer, own, out=np.zeros_like(finer), where=own > 0)
    inside[:, 0] = 1.0
    return Shares(around=around, inside=inside)


def _alone(touch: Touch, one: Rough, pressures: Array, band: int) -> Array:
    """Contact fraction of the waves down to a band if there were no shorter ones, (T,)."""
    if band < 0:
        return np.ones(len(pressures))
    found = touch.fraction[:, band]
    if one.state is None or one.state.set_pressure <= 0:
        return found
    kept = [
        recovered_fraction(
            pressure,
            fraction=one.state.set_fraction[: band + 1],
            largest=one.state.set_pressure,
            adhesion=one.face.adhesion,
        )[band]
        for pressure in pressures.tolist()
    ]
    return np.maximum(found, kept)
