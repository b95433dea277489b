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
from asperity.laws.quadrature import gauss_legendre


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


def bent_bar_area(
    span: Floats, width: Floats, height: Floats, m: Floats, *, inner_span: Floats = 0.0
) -> Floats:
    """Effective area (m²) of a bar bent over `span`, `width` wide and `height` high (m each).

    Its tension face and the halves of its sides under tension; by integrating the linear moment,
    (1 + s m)/(m+1) L (b + h/(m+1)), with s the inner over the outer span as in `bent_bar_volume`.
    """
    m = np.asarray(m, dtype=float)
    return span * (1.0 + inner_span * m) / (m + 1.0) * (width + height / (m + 1.0))


def ring_on_ring_volume(
    radius: Floats, thickness: Floats, m: Floats, *, support: Floats, nu: Floats
) -> Floats:
    """Effective volume (m³) of a disc between a load ring of `radius` and a ring `support` (m).

    Inside the load ring both stresses are equal and even: π a² t/(m+1), twice a half from the
    through-thickness ramp. Between the rings they fall by the logarithm (Timoshenko &
    Woinowsky-Krieger, art. 17): integrated by quadrature, beyond the support nothing is counted.
    """
    x, w = gauss_legendre(32)
    m = np.asarray(m, dtype=float)
    far = np.asarray(support, dtype=float) / radius
    r = 1.0 + (far - 1.0) * x
    gap = (1.0 - nu) / 2.0 * (1.0 - 1.0 / far**2) * np.ones_like(r)
    top = (1.0 + nu) * np.log(far) + gap
    common = (1.0 + nu) * np.log(far / r)
    swing = (1.0 - nu) / 2.0 * (1.0 / r**2 - 1.0 / far**2)
    radial = (common + swing) / top
    hoop = (common + (1.0 - nu) - (1.0 - nu) / 2.0 * (1.0 / r**2 + 1.0 / far**2)) / top
    tails = np.maximum(radial, 0.0) ** m + np.maximum(hoop, 0.0) ** m
    outside = np.sum(w * tails * 2.0 * r) * (far - 1.0)
    return np.pi * np.square(radius) * thickness / (2.0 * (m + 1.0)) * (2.0 + outside)
