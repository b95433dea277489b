"""Gas trapped in the voids of a closing interface.

    p_gas = p0 u*/u             p_eff = p̄ - (p_gas - p0)      once f > f*

    p0  pressure of the atmosphere, Pa            u   mean gap, m
    f*  contact fraction at which the gap no longer percolates, 0.42
    u*  mean gap when f passed f*, m              p̄   nominal pressure above the atmosphere, Pa

Before f* the gas escapes to the edge. From then on each void keeps what it has (Boyle, isothermal),
so that in argon at 1 bar a void ends near p0/p̄ of its sealed volume, and closes in vacuum. The
percolation threshold is that of elastic self-affine faces (Dapp, Lücke, Persson & Müser 2012,
10.1103/PhysRevLett.108.244301). In the mean field all voids seal at once. Gas that would not
make a hundredth of a monolayer on the faces is left out: it is adsorbed, not a gas.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from asperity.laws.closure.gap import closing_integral, closing_slope

Array = NDArray[np.float64]
SEALED = 0.42
_NEGLIGIBLE = 1e-4
_ADSORBED = 1e17 * 1.380649e-23 * 300
"""p0 u* (Pa m) of 1e17 atoms per m² at room temperature."""
_FLOOR = 1e-290


def gas_counts(atmosphere: float, sealed_gap: float) -> bool:
    """Whether the gas sealed in a mean gap (m) under this pressure (Pa) is more than adsorbed."""
    return sealed_gap * atmosphere >= _ADSORBED


def share_carried_by_metal(
    x: Array, weights: Array, *, pressure: float, atmosphere: float, sealed_gap: float
) -> float:
    """p_eff/p̄, in (0, 1]: what the gas leaves to the metal.

    `x` and `weights` are those of `fraction.closeness` and `gap.gap_weights` under the whole
    pressure; `sealed_gap` is u* (m), 0 while the gas still escapes. Newton's method on the
    logarithm of Boyle's law, which rises with the share; it starts from no gas at all.
    """
    ratio = atmosphere / pressure
    gap = float(np.sum(weights * closing_integral(x)))
    if (
        sealed_gap * atmosphere < _ADSORBED
        or ratio * (sealed_gap / max(gap, _FLOOR) - 1) < _NEGLIGIBLE
    ):
        return 1.0
    low, high, share = 0.0, 1.0, min(1.0, 2.0 / float(x.flat[-1]))
    for _ in range(30):
        at = share * x
        gap = max(float(np.sum(weights * closing_integral(at))), _FLOOR)
        slope = float(np.sum(weights * closing_slope(at) * x)) / gap
        lacking = np.log(sealed_gap / gap) - np.log1p((1 - share) / ratio)
        low, high = (low, share) if lacking > 0 else (share, high)
        step = lacking / (-slope + 1 / (ratio + 1 - share))
        new = share - step
        new = new if low < new < high else 0.5 * (low + high)
        if abs(new - share) < 1e-9:
            break
        share = new
    return float(share)
