"""Axial surface stress of a long elastic cylinder under a step of radial pressure on its side.

    σ_z(z) = q [1/2 - (1/π) ∫ (1 - H(k)) sin(kz)/k dk],    z > 0 outside the loaded half z < 0
    H(k) = (2 I0 + X)/(-2(1-ν) I1/k - X),    X = k (I1 - I0²/I1),    I0, I1 at k

q radial pressure on z < 0, Pa; z distance from the step over the cylinder's radius; k wavenumber
times radius; H axial over radial stress at the surface for a pressure wave cos(kz).

Love's function [A I0(kr) + B kr I1(kr)] sin kz without shear at the surface, superposed for a step
(the problem of Barton 1941 and Rankin 1944; worked out here). H goes to 1, the half-plane, at
short waves, so the tension at the step is q/2 for any ν. It is the law of ejection from a die.
"""

import numpy as np
from scipy.special import i0e, i1e

from asperity.reference import Floats


def wave_ratio(k: Floats, nu: float) -> Floats:
    """Axial over radial stress H at the surface for a wave of `k` (times the radius)."""
    I0, I1 = i0e(k), i1e(k)  # both scaled by exp(-k), which cancels
    X = k * (I1 - I0**2 / I1)
    return np.asarray((2.0 * I0 + X) / (-2.0 * (1.0 - nu) * I1 / k - X))


def step_tension(z: float, nu: float) -> float:
    """Axial tension over q at the surface, `z` radii outside the step (z > 0); to about 1e-3."""
    step = 1e-3
    k = (np.arange(400_000, dtype=np.float64) + 0.5) * step
    return float(0.5 - step / np.pi * np.sum((1.0 - wave_ratio(k, nu)) * np.sin(k * z) / k))
