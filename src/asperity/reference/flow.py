"""Creeping flow with a closed form: a void that closes, a disc squeezed out.

    V̇/V = -(3/2) A (3p/2n)^n                void in an infinite body (‡, see below)
    F    = 3πμR⁴V/(2h³)                      Newtonian disc between sticking faces (Stefan 1874)
    p̄/σ  = 1 + 2mR/(3√3 h)                   ideally plastic disc with friction m (friction hill)

A, n  creep prefactor (Pa^-n/s) and exponent; p pressure far from the void, Pa
μ     viscosity, Pa s; R, h radius and thickness of the disc, m; V closing speed -ḣ, m/s
p̄, σ  mean pressure and flow stress, Pa

‡ checked: around a void of radius a the equivalent rate is 2ȧa²/r³, and p = 2∫σ dr/r =
(2n/3)(2ȧ/(Aa))^(1/n), hence the rate (Budiansky, Hutchinson & Slutsky 1982 have the same).
"""

import numpy as np

from asperity.reference import Floats


def void_closing_rate(p: Floats, *, A: Floats, n: Floats) -> Floats:
    """Relative rate of volume V̇/V in 1/s, negative, of a spherical void."""
    return np.asarray(-1.5 * A * np.power(1.5 * p / n, n))


def stefan_force(radius: Floats, thickness: Floats, speed: Floats, viscosity: Floats) -> Floats:
    """Force in N that closes a Newtonian film at `speed` (m/s)."""
    return np.asarray(1.5 * np.pi * viscosity * radius**4 * speed / thickness**3)


def friction_hill(radius: Floats, thickness: Floats, friction: Floats) -> Floats:
    """Mean pressure over flow stress of a plastic disc."""
    return np.asarray(1.0 + 2.0 * friction * radius / (3.0 * np.sqrt(3.0) * thickness))
