"""Throats between pressed grains, and flaws that filled with metal are wedged open.

    d = Dp [(2/√3) (D0/D)^(1/3) - 1],  closed from D = (2/√3)³ D0 = 0.985 on
    p (1 - c) = K_Ic/(Y √(π a))
    c = ν/(1-ν+kE) [1 - b/(ν p r/E)]               a wall that the pellet reaches, b < ν p r/E
    c = L/(2t), L < t;   1 - t/(2L), L >= t        metal that stands in the gap around the rim
    L^(n+1) = (n+1) κ E,  κ = (b/2)/(n+2) · 3^((n+1)/2) [b/(2 m s)]^n

d    throat between three grains that touched in the loose packing, m: the circle between spheres
     that keep their size while their centres approach
Dp   diameter of the grains, m             D, D0  relative density, and that of a random close
p    pressure of the metal, Pa             packing, 0.64
a    depth of a filled surface flaw, m     K_Ic, Y  toughness, Pa √m, and 1.12 (`ceramic.flaw`)
c    compression along the face that holds the flaw shut, over p: mean over the thickness
b    gap between pellet and wall, m        r, t   radius and thickness of the pellet, m
k    growth of the wall's bore over its radius per pressure on it, 1/Pa; 0 where it is stiff
E, ν Young's modulus (Pa), Poisson ratio   L   length of gap that metal has filled, m
n, m, s  creep exponent, friction factor of the gap, strength of metal as small as b over the bulk's
E    what a free piece of the metal would have been strained so far, ∫ A pⁿ dt

At D = D0 it is the inscribed circle of three touching spheres, 0.155 Dp. Material squeezed out of
the contacts fills throats besides (Arzt 1982, Acta Metall. 30, 1883 ‡) and is left out, so d is an
upper estimate; grains of many sizes leave narrower ones still.

A flaw that runs in from the face, with p in it, opens as one under the tension p - c p far away
(superposition, Bueckner 1958 ‡). The pressure on the face itself does not close it: that acts along
the flaw. Free at its rim (c = 0) a body cracks at the strength its flaw leaves it. Held by a stiff
wall without play it feels ν/(1-ν) p from the side (Hooke, no strain along the face), with play what
is left of that once it has widened by the play. With metal all around the rim, c = 1: the same
pressure on all sides and in the flaw opens nothing. Metal on its way down the gap loses pressure
evenly along it (slot flow, `flow.slot`), so that the mean over the thickness is as above; the
flaw's own face is where it is highest, so c is a lower estimate. All of p is taken to stand at the
edge of the foil, which a thin foil holds back in part: there c is an upper one. ‡ from memory.
"""

import numpy as np

from asperity.laws import Floats
from asperity.laws.strength.ceramic.flaw import flaw_strength

PACKED = 0.64
SLIPPERIEST = 0.01
"""Least friction factor: a wall never lets go altogether."""


def grain_throat(grain: Floats, relative_density: Floats) -> Floats:
    """Throat (m) between grains of this diameter (m); 0 once closed."""
    centres = 2.0 / np.sqrt(3.0) * np.cbrt(PACKED / np.asarray(relative_density, dtype=float))
    return np.asarray(grain * np.maximum(centres - 1.0, 0.0))


def wedging_pressure(toughness: Floats, flaw: Floats, *, sideways: Floats = 0.0) -> Floats:
    """Pressure (Pa) of a metal in a flaw of depth `flaw` (m) that cracks a body of K_Ic (Pa √m).

    `sideways` is c, 0..1; at 1 nothing opens (inf).
    """
    with np.errstate(divide="ignore"):
        return np.asarray(flaw_strength(toughness, flaw) / (1.0 - np.asarray(sideways, float)))


def wall_share(
    pressure: Floats,
    gap: Floats,
    *,
    radius: Floats,
    E: Floats,
    nu: Floats,
    compliance: Floats = 0.0,
) -> Floats:
    """c of a wall of `compliance` (1/Pa), `gap` (m) away from a pellet under `pressure` (Pa)."""
    free = np.asarray(nu * pressure * radius / E, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        taken = np.where(free > 0.0, np.clip(1.0 - gap / free, 0.0, 1.0), 0.0)
    return np.asarray(nu / (1.0 - nu + compliance * np.asarray(E)) * taken)


def rim_filled(
    effort: Floats, gap: Floats, *, n: Floats, friction: Floats, ratio: Floats
) -> Floats:
    """Length L (m) of the gap (m) around a pellet that metal fills after an effort E."""
    n, held = np.asarray(n, dtype=float), np.maximum(friction, SLIPPERIEST) * ratio
    film = np.log(gap / 2.0 / (n + 2.0)) + (n + 1.0) / 2.0 * np.log(3.0)
    with np.errstate(divide="ignore"):
        pushed = film + n * np.log(gap / (2.0 * held)) + np.log((n + 1.0) * np.asarray(effort))
    return np.asarray(np.exp(pushed / (n + 1.0)))


def rim_share(filled: Floats, thickness: Floats) -> Floats:
    """c of metal that has filled this length (m) of the gap around a pellet this thick (m)."""
    deep = np.asarray(filled, dtype=float) / thickness
    with np.errstate(divide="ignore"):
        return np.where(deep < 1.0, deep / 2.0, 1.0 - 0.5 / np.maximum(deep, 1.0))
