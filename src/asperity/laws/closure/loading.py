"""What more pressure does to what has flowed: nothing at once, beyond its elastic part.

    w(q) = (2/q) J(q) p(q)   with   dw/dt = (2/q) [J0 dp/dt + p/(4η)]
    so   dJ/dt = 1/(4η) - (J - J0) (dp/dt)/p            while p rises

    w   displacement of a wavelength, m        p   pressure, Pa        J0  elastic compliance, 1/Pa

The displacement flowed so far stays when pressure is added; it does not grow with the new pressure,
as it would if J were kept. Exact for a linear half-space in full contact (Maxwell), and it keeps a
long wait under a light touch from softening a face that hardly touched. It holds where a face has
never been pressed as hard; below its largest pressure the face rests on what it has flattened
(`recovery`), and J is kept.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def dilution(compliance: Array, elastic: Array, rising: Array) -> Array:
    """What to take from d ln J/dt, 1/s; `rising` is (dp/dt)/p, 1/s, not negative."""
    return np.maximum(1 - elastic / compliance, 0.0) * rising
