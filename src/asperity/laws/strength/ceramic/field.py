"""How likely a disc breaks under a stress that differs from place to place: the weakest link.

    S = ∫ ([σr/σ0]+^m + [σθ/σ0]+^m) dV/V0,    or dA/A0 over both faces,    P = 1 - exp(-S)
    ∫ [a + ζ b]+^m dζ/2 = ([a+b]+^(m+1) - [a-b]+^(m+1)) / (2 b (m+1)),    ζ from -1 to 1
    σ(ρ, ζ) = σ_membrane(ρ) + ζ σ_bend(ρ),   ζ = -1..1 through the thickness
    σr_bend = σb (1 - ρ²),  σθ_bend = σb (1 - (1+3ν)/(3+ν) ρ²)

σ0, V0, A0  characteristic strength (Pa) of a test piece with that effective volume (m³), area (m²)
m           Weibull modulus;  ρ radius over the disc's

Independent action of the two stresses in the plane (Barnett et al. 1967); bending by even pressure
on a simply supported disc (Timoshenko & Woinowsky-Krieger, art. 16). The pressure across the face
closes no flaw here, which is on the safe side. Exact through the thickness; Gauss-Legendre over the
radius, 10 nodes to either side of the edge of the pressed area.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats
from asperity.laws.quadrature import gauss_legendre

Array = NDArray[np.float64]
_EVEN, _NOTHING = 1e-6, 1e-30
"""Bending over membrane stress that counts as none, and bending over strength that is none."""


class Nodes(NamedTuple):
    """Places ρ (N,) over the radius, and the share of the disc's area each stands for, (N,)."""

    rho: Array
    weight: Array


def radial_nodes(a: float = 1.0) -> Nodes:
    """Places to either side of `a` (over the radius, 0..1); all inside where a is 1."""
    x, w = gauss_legendre(10)
    if a >= 1.0:
        return Nodes(x, 2.0 * x * w)
    rho = np.concatenate([a * x, a + (1.0 - a) * x])
    return Nodes(rho, 2.0 * rho * np.concatenate([a * w, (1.0 - a) * w]))


def bending_shape(rho: Floats, nu: Floats) -> tuple[Floats, Floats]:
    """Radial and hoop bending stress over that at the centre."""
    square = np.square(rho)
    return 1.0 - square, 1.0 - (1.0 + 3.0 * nu) / (3.0 + nu) * square


def through_thickness(
    membrane: tuple[Floats, Floats], bend: tuple[Floats, Floats], weight: Array, *, m: Floats
) -> Floats:
    """∫ Σ[σ]+^m dV over the volume of the disc; stresses (..., N) already over σ0.

    `m` broadcasts against the leading axes of the stresses.
    """
    total: Floats = 0.0
    power = np.asarray(m, dtype=float)[..., None]
    for level, tilt in zip(membrane, bend, strict=True):
        a, b = np.asarray(level, dtype=float), np.abs(np.asarray(tilt, dtype=float))
        b = np.maximum(b, _EVEN * np.abs(a) + _NOTHING)
        ends = [np.power(np.maximum(a + sign * b, 0.0), power + 1.0) for sign in (1.0, -1.0)]
        total = total + ((ends[0] - ends[1]) / (2.0 * b * (power + 1.0))) @ weight
    return total


def over_faces(
    membrane: tuple[Floats, Floats], bend: tuple[Floats, Floats], weight: Array, *, m: Floats
) -> Floats:
    """The same over both faces, over the area of one."""
    total: Floats = 0.0
    power = np.asarray(m, dtype=float)[..., None]
    for level, tilt in zip(membrane, bend, strict=True):
        for side in (-1.0, 1.0):
            tension = np.asarray(level) + side * np.asarray(tilt)
            total = total + np.power(np.maximum(tension, 0.0), power) @ weight
    return total
