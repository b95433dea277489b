"""Tension in a brittle disc that is bowed, or lies on bowed plates, and is pressed flat.

    p_flat = 64 (1+ν) B δ / ((5+ν) R⁴),    B = E t³/(12 (1-ν²))
    σ_max  = k E t δ_f/R²,    δ_f = δ min(1, p/p_flat),    k = 2(3+ν)/((5+ν)(1-ν))

δ     bow: departure from flat between centre and rim, m; of pellet and plate together
R, t  radius and thickness of the disc, m
E, ν  Young's modulus (Pa) and Poisson ratio
p     nominal pressure, Pa; p_flat the one that has pressed it flat
σ_max largest tensile stress, in the face away from the load at the centre, equal in all directions
      of the face, Pa

Kirchhoff plate, simply supported rim, uniform load (Timoshenko & Woinowsky-Krieger, art. 16):
w0 = (5+ν) p R⁴/(64 (1+ν) B), σ = 3(3+ν) p R²/(8 t²); k follows by eliminating p (done here; a bow
flattened by pure bending would give 1/(1-ν), a fifth less for ν = 0.25). Once flat, more pressure
bends no more: flatness and thickness decide; what is left when it lies flat everywhere is the
1/(1-ν). Range: t below 0.4 R with `thick_share`, δ below t; a soft layer beside the disc takes up
part of the bow, so pass what is left. Uniform pressure on both faces (isostatic) does not bend.
Thicker discs: `pressed_disc_stress`, a fit. From t/R of 0.63 on a disc is a block: its bow is
pressed out of a skin as deep as that, so tension and pressure grow with thickness no further.
"""

import numpy as np

from asperity.laws import Floats

BLOCK = 0.63
"""Thickness over radius from which on a disc bends in a skin only."""
_NO_PRESSURE = 1e-30
"""Pa."""


def plate_stiffness(thickness: Floats, *, E: Floats, nu: Floats) -> Floats:
    """Bending stiffness B in N m."""
    return E * thickness**3 / (12.0 * (1.0 - nu * nu))


def flattening_pressure(
    bow: Floats, radius: Floats, thickness: Floats, *, E: Floats, nu: Floats
) -> Floats:
    """Uniform pressure in Pa that presses a bow (m) flat."""
    B = plate_stiffness(thickness, E=E, nu=nu)
    return 64.0 * (1.0 + nu) * B * bow / ((5.0 + nu) * radius**4)


def flattened_bow(
    pressure: Floats, bow: Floats, radius: Floats, thickness: Floats, *, E: Floats, nu: Floats
) -> Floats:
    """How much of the bow (m) is pressed out at `pressure` (Pa), in m."""
    per_bow = flattening_pressure(1.0, radius, thickness, E=E, nu=nu)
    return np.minimum(bow, pressure / per_bow)


def bending_stress(
    bow: Floats, radius: Floats, thickness: Floats, *, E: Floats, nu: Floats
) -> Floats:
    """Largest tensile stress in Pa when a bow (m) has been pressed out of the disc."""
    k = 2.0 * (3.0 + nu) / ((5.0 + nu) * (1.0 - nu))
    return k * E * thickness * bow / radius**2


def pressed_bending_stress(
    pressure: Floats, bow: Floats, radius: Floats, thickness: Floats, *, E: Floats, nu: Floats
) -> Floats:
    """Largest tensile stress in Pa at `pressure` (Pa) in a disc with this bow (m)."""
    done = flattened_bow(pressure, bow, radius, thickness, E=E, nu=nu)
    return bending_stress(done, radius, thickness, E=E, nu=nu)


def pressed_disc_stress(
    pressure: Floats, bow: Floats, radius: Floats, thickness: Floats, *, E: Floats, nu: Floats
) -> Floats:
    """Largest tensile stress in Pa of a disc of any thickness, its bow (m) pressed at `pressure`.

    That of the bow pressed flat, times min(1, (2.2 p/p_flat)^0.7): a disc that touches in its
    middle, or between two rigid plates, bends sooner than under even pressure. Both fitted to
    finite elements of dish, dome and two rigid plates (`validation/fracture.py`), t/R 0.06 to 4 and
    ν 0.2 to 0.37, as the tension within `bent_depth` that breaks the disc as often at a Weibull
    modulus of 8: pressed flat it is 4 % too low to 22 % too high for the worse way round, the most
    for t/R beyond 1.5; at a tenth to a third of p_flat up to 7 % too low, and up to twice too high.
    """
    depth = bent_depth(radius, thickness)
    flat = flattening_pressure(1.0, radius, depth, E=E, nu=nu) * np.asarray(bow, dtype=float)
    share = np.minimum(1.0, 2.2 * pressure / np.maximum(flat, _NO_PRESSURE)) ** 0.7
    ratio = np.asarray(thickness, dtype=float) / radius
    whole = bending_stress(bow, radius, thickness, E=E, nu=nu) * thick_share(ratio, nu=nu)
    return np.asarray(whole * share)


def bent_depth(radius: Floats, thickness: Floats) -> Floats:
    """How deep in m bending reaches: all of a plate, a skin of a block."""
    return np.minimum(thickness, BLOCK * np.asarray(radius, dtype=float))


def thick_share(ratio: Floats, *, nu: Floats) -> Floats:
    """Largest tension over the plate's of a disc whose thickness is `ratio` of its radius.

    1 - (t/R)², and never below that of a disc that lies flat everywhere, (5+ν)/(2(3+ν)), as far as
    `BLOCK`; beyond it as much less as it is thicker. Fitted to finite elements of a dish under even
    pressure on a rigid plate (`validation/fracture.py`), t/R 0.06 to 0.4, within 2 % there; a disc
    pressed between two rigid plates, or as a dome, bears a fifth less.
    """
    ratio = np.asarray(ratio, dtype=float)
    plate = np.maximum(1.0 - ratio * ratio, (5.0 + nu) / (2.0 * (3.0 + nu)))
    return np.asarray(plate * np.minimum(1.0, BLOCK / np.maximum(ratio, BLOCK)))
