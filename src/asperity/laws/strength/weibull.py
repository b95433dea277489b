"""Probability that a brittle part breaks: weakest link, with the volume under stress.

    P = 1 - exp[-(V/V0) (σ/σ0)^m]

σ     largest tensile stress in the part, Pa; V its effective volume, m3: the volume which, all at
      σ, would break as often as the part does (see `bent_disc_volume`)
σ0    characteristic strength of a test piece of effective volume V0: 63 % break, Pa
m     Weibull modulus; 5 to 20 for ceramics

Weibull 1939; volume flaws, one population. No threshold, so P is never 0 under tension; compressive
(negative) stress breaks nothing here. A quoted "strength" is a mean: `characteristic_strength`.
"""

import numpy as np
from scipy.special import gamma

from asperity.laws import Floats


def failure_probability(
    stress: Floats, *, strength: Floats, m: Floats, volume: Floats = 1.0, V0: Floats = 1.0
) -> Floats:
    """Probability of failure 0..1 at the largest tensile `stress` (Pa); `strength` is σ0."""
    tension = np.maximum(stress, 0.0) / strength
    return np.asarray(-np.expm1(-volume / V0 * np.power(tension, m)))


def stress_at_probability(
    P: Floats, *, strength: Floats, m: Floats, volume: Floats = 1.0, V0: Floats = 1.0
) -> Floats:
    """Largest tensile stress in Pa at which the probability of failure is `P`."""
    with np.errstate(divide="ignore"):
        hazard = -np.log1p(-np.asarray(P, dtype=float)) * V0 / volume
    return np.asarray(strength * np.power(hazard, 1.0 / m))


def median_strength(
    *, strength: Floats, m: Floats, volume: Floats = 1.0, V0: Floats = 1.0
) -> Floats:
    """Stress in Pa that breaks every second part."""
    return stress_at_probability(0.5, strength=strength, m=m, volume=volume, V0=V0)


def characteristic_strength(mean: Floats, m: Floats) -> Floats:
    """Characteristic strength σ0 in Pa of test pieces whose mean strength is `mean` (Pa)."""
    return np.asarray(mean / gamma(1.0 + 1.0 / np.asarray(m, dtype=float)))


def bent_disc_volume(volume: Floats, m: Floats) -> Floats:
    """Effective volume (m3) of a disc of `volume` bent to one curvature everywhere.

    ∫ (σ/σmax)^m dV over the tensile half, where σ rises linearly from the middle: V/(2(m+1)); twice
    that because both directions of the face pull alike (independent action of principal stresses).
    """
    return volume / (np.asarray(m, dtype=float) + 1.0)


def bent_bar_volume(volume: Floats, m: Floats, *, inner_span: Floats = 0.0) -> Floats:
    """Effective volume (m3) of a bar of span volume `volume` in three- or four-point bending.

    `inner_span` is inner over outer span: 0 three-point, V/(2(m+1)²); 0.5 usual four-point,
    V (m+2)/(4(m+1)²); by integrating the linear moment, (1 + s m)/(2 (m+1)²) V.
    """
    m = np.asarray(m, dtype=float)
    return volume * (1.0 + inner_span * m) / (2.0 * (m + 1.0) ** 2)
