"""Mean pressure that thins a soft disc between two faces which hold its surface back.

    p = σ(ε̇) [1 + m S (R/h)^(1+N)],    N = 1/n,    ε̇ = A σ^n = -ḣ/h
    S = 2 · 3^(-(1+N)/2) / (N+3) · ((2N+1)/N)^N

p     mean (nominal) pressure on the disc, Pa
σ     uniaxial flow stress at the thinning rate ε̇ (1/s), Pa
A, n  creep prefactor at the temperature of the metal, Pa^-n/s, and its exponent
R, h  radius and thickness of the disc, m
m     friction factor of the faces, 0 (sliding freely) to 1 (sticking); see `mean_friction`

The first term is free upsetting, the second the squeeze film of a power-law liquid between
sticking faces (Scott 1931; derived anew here from the slot flow v̄ = N/(2N+1) (h/2) (τw/K)^n with
K = 3^(-(1+N)/2) A^-N, von Mises). Its limits: N = 1 gives Stefan's 3πμR⁴V/(2h³), N → 0 the
friction hill 2R/(3√3 h) of an ideally plastic disc. Their sum is exact for either limit alone
and a bound-like estimate between; friction scales the wall stress, hence the second term.
Range: R/h above about 1; no hardening; inertia and elasticity of the disc left out.
"""

import numpy as np

from asperity.laws import Floats


def scott_factor(n: Floats) -> Floats:
    """S of the second term for the creep exponent `n` (dimensionless)."""
    N = 1.0 / np.asarray(n, dtype=float)
    return 2.0 * 3.0 ** (-(1.0 + N) / 2.0) / (N + 3.0) * ((2.0 * N + 1.0) / N) ** N


def mean_friction(bottom: Floats, top: Floats) -> Floats:
    """Friction factor of a disc whose two faces differ.

    The slab balance `h dp/dr = -(τ_bottom + τ_top)` holds whatever the flow inside, so where the
    wall stress is friction-limited (plastic limit) only the sum counts and the mean is exact.
    For n of 5 and more the velocity profile is close enough to a plug to use it too.
    """
    return (bottom + top) / 2.0


def amplification(radius: Floats, thickness: Floats, n: Floats, friction: Floats) -> Floats:
    """Mean pressure over flow stress, `1 + m S (R/h)^(1+N)`; radius and thickness in m."""
    N = 1.0 / np.asarray(n, dtype=float)
    return 1.0 + friction * scott_factor(n) * (radius / thickness) ** (1.0 + N)


def squeeze_pressure(
    rate: Floats, radius: Floats, thickness: Floats, *, A: Floats, n: Floats, friction: Floats
) -> Floats:
    """Mean pressure in Pa that thins the disc at `rate` (1/s); `A` in Pa^-n/s."""
    return (rate / A) ** (1.0 / n) * amplification(radius, thickness, n, friction)


def thinning_rate(
    pressure: Floats, radius: Floats, thickness: Floats, *, A: Floats, n: Floats, friction: Floats
) -> Floats:
    """Thinning rate -ḣ/h in 1/s under the mean `pressure` (Pa); `A` in Pa^-n/s."""
    return A * (pressure / amplification(radius, thickness, n, friction)) ** n


def friction_hill(
    r: Floats, radius: Floats, thickness: Floats, n: Floats, *, friction: Floats
) -> Floats:
    """Pressure at the distance `r` (m) from the axis over the mean pressure on the disc.

    `p/σ = 1 + m S (R/h)^(1+N) (N+3)/(N+1) [1 - (r/R)^(1+N)]`: the slab balance dp/dr = -2τ/h with
    the wall stress τ ∝ r^N of the slot flow. Its mean over the disc's area is 1.
    """
    N = 1.0 / np.asarray(n, dtype=float)
    held = amplification(radius, thickness, n, friction)
    crest = (held - 1.0) * (N + 3.0) / (N + 1.0)
    return np.asarray((1.0 + crest * (1.0 - (r / radius) ** (1.0 + N))) / held)
