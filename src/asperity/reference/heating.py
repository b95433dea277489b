"""Heating up, exactly: lumped body, slab between two plates, half-space, plates on a controller.

    lumped, ramp      T = T0 + β (t - τ (1 - exp(-t/τ)))
    slab, step        θ(x,t) = Σ_odd 4/(kπ) sin(kπx/L) exp(-k²π²αt/L²)      θ = (Tp - T)/(Tp - T0)
    half-space, step  θ(x,t) = erf(x/(2√(αt)))
    heater at power P T = T0 + P/H (1 - exp(-tH/C))
    PI, ramp          r - T = β t exp(-λt),    λ = Kp/2C,  τi = 4C/Kp      (both roots equal)

C heat capacity, J/K; H loss, W/K; Kp gain, W/K; τi integral time, s; r set point, K
β ramp, K/s; τ time constant, s; L thickness, m; α diffusivity, m2/s; x distance from a face, m
Carslaw & Jaeger, Conduction of Heat in Solids, 2.5 and 3.4.
"""

import numpy as np
from scipy.special import erf

from asperity.reference import Floats


def lumped_ramp(t: Floats, start: Floats, rate: Floats, lag: Floats) -> Floats:
    """Temperature in K of a lumped body whose surroundings rise from `start` at `rate` K/s."""
    return start + rate * (t - lag * (1.0 - np.exp(-t / lag)))


def slab_step(x: Floats, t: Floats, thickness: Floats, diffusivity: Floats) -> Floats:
    """Unfinished share θ of a step of both faces, at `x` (m) and `t` (s)."""
    k = np.arange(1, 400, 2, dtype=float) * np.pi
    x, fo = np.asarray(x, dtype=float), np.asarray(diffusivity * t / thickness**2)
    terms = 4.0 / k * np.sin(k * x[..., None] / thickness) * np.exp(-(k**2) * fo[..., None])
    return np.asarray(terms.sum(axis=-1))


def half_space_step(x: Floats, t: Floats, diffusivity: Floats) -> Floats:
    """Unfinished share θ of a step of the surface, at depth `x` (m) and `t` (s)."""
    return np.asarray(erf(x / (2.0 * np.sqrt(diffusivity * t))))


def heated_at_power(t: Floats, power: Floats, capacity: Floats, loss: Floats) -> Floats:
    """Temperature (K above the room) of a body (J/K) at a power (W) that loses `loss` W/K."""
    return np.asarray(power / loss * -np.expm1(-t * loss / capacity))


def behind_a_ramp(t: Floats, rate: Floats, gain: Floats, capacity: Floats) -> Floats:
    """How far (K) a body (J/K) is behind a set point that rises at `rate` K/s.

    Its controller has proportional gain (W/K) and the integral time that makes both roots equal; it
    loses nothing and is seen at once. When the set point stops it is as far ahead, later.
    """
    return np.asarray(rate * t * np.exp(-gain * t / (2.0 * capacity)))
