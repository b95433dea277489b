"""Throats between pressed grains, and flaws that filled with metal are wedged open.

    d = Dp [(2/√3) (D0/D)^(1/3) - 1],  closed from D = (2/√3)³ D0 = 0.985 on
    p (1 - c) = K_Ic/(Y √(π a))
    c = ν/(1-ν) [1 - b/(ν p r/E)]                  a wall that the pellet reaches, b < ν p r/E
    c = L/(2t), L < t;   1 - t/(2L), L >= t        metal that stands in the gap around the rim

d    throat between three grains that touched in the loose packing, m: the circle between spheres
     that keep their size while their centres approach
Dp   diameter of the grains, m             D, D0  relative density, and that of a random close
p    pressure of the metal, Pa             packing, 0.64
a    depth of a filled surface flaw, m     K_Ic, Y  toughness, Pa √m, and 1.12 (`ceramic.flaw`)
c    compression along the face that holds the flaw shut, over p: mean over the thickness
b    gap between pellet and wall, m        r, t   radius and thickness of the pellet, m
E, ν Young's modulus (Pa), Poisson ratio   L      length of gap that metal has filled, m (`slot`)

At D = D0 it is the inscribed circle of three touching spheres, 0.155 Dp. Material squeezed out of
the contacts fills throats besides (Arzt 1982, Acta Metall. 30, 1883 ‡) and is left out, so d is an
upper estimate; grains of many sizes leave narrower ones still.

A flaw that runs in from the face, with p in it, opens as one under the tension p - c p far away
(superposition, Bueckner 1958 ‡). The pressure on the face itself does not close it: that acts along
the flaw. Free at its rim (c = 0) a body cracks at the strength its flaw leaves it. Held by a stiff
wall without play it feels ν/(1-ν) p from the side (Hooke, no strain along the face), with play what
is left of that once it has widened by the play. With metal all around the rim, c = 1: the same
pressure on all sides and in the flaw opens nothing. Metal on its way down the gap loses pressure
evenly along it (slot flow), so that the mean over the thickness is as above; the flaw's own face is
where it is highest, so c is a lower estimate. ‡ from memory.
"""

import numpy as np

from asperity.laws import Floats
from asperity.laws.strength.ceramic.flaw import flaw_strength

PACKED = 0.64


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


def wall_share(pressure: Floats, gap: Floats, *, radius: Floats, E: Floats, nu: Floats) -> Floats:
    """c of a wall that does not give, `gap` (m) away from a pellet under `pressure` (Pa)."""
    free = np.asarray(nu * pressure * radius / E, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        taken = np.where(free > 0.0, np.clip(1.0 - gap / free, 0.0, 1.0), 0.0)
    return np.asarray(nu / (1.0 - np.asarray(nu)) * taken)


def rim_share(filled: Floats, thickness: Floats) -> Floats:
    """c of metal that has filled this length (m) of the gap around a pellet this thick (m)."""
    deep = np.asarray(filled, dtype=float) / thickness
    with np.errstate(divide="ignore"):
        return np.where(deep < 1.0, deep / 2.0, 1.0 - 0.5 / np.maximum(deep, 1.0))
