"""Gas trapped in the voids of a closing interface.

    p_gas = p0 (u* + 2a)/(u + 2a)        p_eff = p̄ - (p_gas - p0)      once f > f*

    p0  pressure of the atmosphere, Pa            u   mean gap, m
    f*  contact fraction at which the gap no longer percolates, 0.42
    u*  mean gap when f passed f*, m              p̄   nominal pressure above the atmosphere, Pa
    a   thickness of gas that each face adsorbs, 0.5 nm

Before f* the gas escapes to the edge. From then on each void keeps what it has (Boyle, isothermal),
so that in argon at 1 bar a void ends near p0/p̄ of its sealed volume, and closes in vacuum. The
percolation threshold is that of elastic self-affine faces (Dapp, Lücke, Persson & Müser 2012,
10.1103/PhysRevLett.108.244301). In the mean field all voids seal at once.

What the faces adsorb goes with the pressure (Henry) as if each void were 2a wider: nothing beside a
void of micrometres, all of it in one of a nanometre, which therefore closes. a is the kinetic
estimate for argon at room temperature, flux times residence over density, with a binding energy of
10 kJ/mol: 0.5 nm, assumed, 0.1 to 20 nm.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats
from asperity.laws.closure.gap import closing_at, steepness_at
from asperity.laws.together import everywhere

Array = NDArray[np.float64]
SEALED = 0.42
_NEGLIGIBLE = 1e-4
ADSORBED = 0.5e-9
"""a, m."""
_ENOUGH = 1e-5
"""Last step of Newton's method in the logarithm of the share, or of what the share is short of one
with the gas, where that is less; the error left is its square."""


def gas_counts(atmosphere: Floats, sealed_gap: Floats) -> NDArray[np.bool_]:
    """Whether there is gas of this pressure (Pa) sealed in a mean gap (m)."""
    return np.asarray(np.multiply(sealed_gap, atmosphere) > 0)


def share_carried_by_metal(
    x: Array,
    weights: Array,
    *,
    pressure: Floats,
    atmosphere: Floats,
    sealed_gap: Floats,
    guess: Array | None = None,
) -> Array:
    """p_eff/p̄, in (0, 1], of the shape of `pressure`: what the gas leaves to the metal.

    `x` and `weights`, (..., bands, points), are those of `fraction.closeness` and `gap.gap_weights`
    under the whole pressure; `sealed_gap` is u* (m), 0 while the gas still escapes. Newton's method
    on the logarithm of the gas law, which rises with that of the share; it begins from `guess`.
    """
    ratio, log_x = np.divide(atmosphere, pressure), np.log(np.maximum(x, 1e-300))
    counts = gas_counts(atmosphere, sealed_gap)
    sealed = np.broadcast_to(sealed_gap, log_x.shape[:-2]) + 2 * ADSORBED
    free = ~counts | (ratio * (sealed / (2 * ADSORBED) - 1) < _NEGLIGIBLE)
    if everywhere(free):
        return np.ones_like(sealed)
    low, high = np.full_like(sealed, -100.0), np.zeros_like(sealed)
    begin = np.log(2.0) - log_x[..., -1, -1] if guess is None else np.log(guess)
    log_share = np.where(free, 0.0, np.minimum(0.0, begin))
    for _ in range(60):
        at = log_x + log_share[..., None, None]
        gap = _summed(weights, closing_at(at)) + 2 * ADSORBED
        share = np.exp(log_share)
        lacking = np.log(sealed / gap) - np.log1p((1 - share) / ratio)
        rising = _summed(weights, steepness_at(at)) / gap + share / (ratio + 1 - share)
        new = log_share - lacking / rising
        new = np.minimum(np.where(free, 0.0, new), 0.0)  # gas only ever takes from the metal
        done = np.abs(new - log_share) < _ENOUGH * np.minimum(1.0, (ratio + 1 - share) / share)
        if everywhere(done):
            return np.asarray(np.exp(np.minimum(new, 0.0)))
        low, high = np.where(lacking > 0, low, log_share), np.where(lacking > 0, log_share, high)
        log_share = np.where(done | ((low < new) & (new < high)), new, 0.5 * (low + high))
    return np.asarray(np.exp(log_share))


def _summed(weights: Array, values: Array) -> Array:
    return np.asarray((weights * values).sum(axis=(-2, -1)))
