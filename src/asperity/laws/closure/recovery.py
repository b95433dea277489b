"""What contact is left when the pressure falls: elastic recovery of what has been flattened.

    f = f_max ((p + a f_max)/(p_max + a f_max))^[(2/3)(1 - f_max)]          for p < p_max

    f_max  contact fraction at p_max, the largest pressure it has flattened under, Pa
    a      adhesion: pull-off stress of true contact, Pa

*Few spots*: a flattened round contact unloads as a Hertz contact of its own residual curvature: its
radius goes as a_max (P/P_max)^(1/3) (Johnson, Contact Mechanics, 1985, section 6.4), so its area as
the power 2/3 of the load, at a constant number of contacts. *Full contact*: an even pressure is
taken off evenly, nothing recovers relative to anything else and the faces stay together. The
exponent joins the two linearly in f_max: an interpolation between exact ends, assumed. It is the
lower of two memories: a face that has flowed until nothing pushes back keeps more.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats
from asperity.laws.together import everywhere

Array = NDArray[np.float64]


def recovered_fraction(
    pressure: Floats, *, fraction: Array, largest: Floats, adhesion: float = 0.0
) -> Array:
    """Contact fractions left at `pressure` (Pa) of those `fraction` reached at `largest` (Pa).

    `fraction` has the shape of the others and an axis more, of bands, (..., bands).
    """
    rests = np.logical_or(np.less_equal(largest, 0), np.greater_equal(pressure, largest))
    if everywhere(rests):
        return fraction
    last = fraction[..., -1]
    pulled = adhesion * last
    most = np.where(np.greater(largest, 0), largest, 1.0) + pulled
    ratio = np.asarray(np.maximum(pressure + pulled, 0.0) / most)
    left = fraction * np.asarray(ratio ** (2 / 3 * (1 - last)))[..., None]
    return np.where(np.asarray(rests)[..., None], fraction, left)
