"""Elastic parts under pressure: a simply supported disc, a thick tube.

    w0 = (5+ν) p R⁴/(64 (1+ν) B),    σ = 3(3+ν) p R²/(8t²),    B = E t³/(12(1-ν²))
    σθ = (p a² /(b²-a²)) (1 + b²/r²),    σr = (p a²/(b²-a²)) (1 - b²/r²)

Timoshenko & Woinowsky-Krieger, Theory of Plates and Shells, art. 16; Lamé 1852. SI throughout.
"""

from asperity.reference import Floats


def plate_deflection(
    p: Floats, radius: Floats, thickness: Floats, *, E: Floats, nu: Floats
) -> Floats:
    """Deflection in m of the centre of a simply supported disc under uniform `p` (Pa)."""
    B = E * thickness**3 / (12.0 * (1.0 - nu * nu))
    return (5.0 + nu) * p * radius**4 / (64.0 * (1.0 + nu) * B)


def plate_stress(p: Floats, radius: Floats, thickness: Floats, *, nu: Floats) -> Floats:
    """Largest tensile stress in Pa of the same disc, at its centre."""
    return 3.0 * (3.0 + nu) * p * radius**2 / (8.0 * thickness**2)


def tube_stress(p: Floats, inner: Floats, outer: Floats, r: Floats) -> tuple[Floats, Floats]:
    """Hoop and radial stress in Pa (tension positive) at `r` in a tube under inner pressure."""
    base = p * inner**2 / (outer**2 - inner**2)
    return base * (1.0 + (outer / r) ** 2), base * (1.0 - (outer / r) ** 2)
