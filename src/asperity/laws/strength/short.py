"""Pressure that forces a soft metal through the open pores of an electrolyte: the mechanical short.

    p(d) = c σb sqrt(1 + h*/d)                       pressure that opens a throat
    d1 = d50 s^z(1 %),  d2 = d50 s^z(24.9 %)         where metal is first seen, and where it shorts
    d1/d2 = s^(z(1 %) - z(24.9 %)) = s^1.65

c     constraint of entering: 3, as for an indentation turned inside out (Prandtl 2.6 to 3)
σb    flow stress in bulk at the temperature and at one unit of strain within the hold, Pa: goes as
      time^(-1/n). Under pressure p(t) at T(t) a throat is passed once its strain reaches one,
      ∫ A(T) (p/c s)^n dt = 1 (`throat_strain`; for a steady hold the same)
h*, d size length of the metal and width of the throat, m; z standard normal deviate of a share
s     geometric standard deviation of throats, one for all pressed powders: 3.14, fitted on the four
      ratios of short to first entry of sodium on hydroborates (10.1002/admi.202101254)

Invasion as in mercury porosimetry, with flow in place of capillarity: the widest throats let metal
into the pores by the face, where a section shows it (taken as one throat in a hundred); the short
comes when the open throats connect the faces, at the bond percolation threshold of a simple cubic
network (0.2488, Lorenz & Ziff 1998). One width is thus enough for both pressures. Their ratio is
sqrt(d1/d2) wherever d << h*, whatever metal, hold or temperature; in wide pores it tends to one.
What is known is h*/d, not d: a width read from a pressure is as uncertain as h*.

A plug that must slide all the way is no such law: p(L) = σ (c + 4 m L/(√3 d)), the balance of wall
friction mσ/√3 over πdL against the pressure on πd²/4, lets it some micrometres in
(`intrusion_depth`) and never through a pellet; metal far in must come by creep along the walls.
The slowing of creep by pressure itself (5 % at 50 MPa) is left out. See `validation/short.py`.
"""

import numpy as np
from scipy.special import ndtri

from asperity.laws import Floats
from asperity.laws.flow.creep import Creep, strain_rate

ENTRY_CONSTRAINT = 3.0
SPREAD = 3.14
SEEN = 0.01
PERCOLATING = 0.2488


def opening_pressure(
    throat: Floats, *, bulk: Floats, size_length: Floats, constraint: Floats = ENTRY_CONSTRAINT
) -> Floats:
    """Pressure in Pa that opens a throat of this width (m; inf at 0) to metal of `bulk` (Pa)."""
    with np.errstate(divide="ignore"):
        small = np.divide(size_length, throat)
    return constraint * bulk * np.sqrt(1.0 + small)


def opened_throat(
    pressure: Floats, *, bulk: Floats, size_length: Floats, constraint: Floats = ENTRY_CONSTRAINT
) -> Floats:
    """Narrowest throat (m) that `pressure` (Pa) opens; inf where it opens none."""
    excess = (np.asarray(pressure, dtype=float) / (constraint * bulk)) ** 2 - 1.0
    with np.errstate(divide="ignore"):
        return np.where(excess > 0.0, size_length / np.maximum(excess, 0.0), np.inf)


def narrowing(
    spread: Floats = SPREAD, *, seen: Floats = SEEN, percolating: Floats = PERCOLATING
) -> Floats:
    """Width of the throats that metal enters first over those that let it through."""
    deviates = ndtri(percolating) - ndtri(seen)
    return np.asarray(np.power(spread, deviates))


def spread_of(ratio: Floats, *, seen: Floats = SEEN, percolating: Floats = PERCOLATING) -> Floats:
    """Geometric standard deviation that makes first throats `ratio` times the width of the last."""
    deviates = ndtri(percolating) - ndtri(seen)
    return np.asarray(np.power(ratio, 1.0 / deviates))


def throat_strain(
    creep: Creep,
    pressure: Floats,
    *,
    temperature: Floats,
    time: Floats,
    ratio: Floats,
    constraint: Floats = ENTRY_CONSTRAINT,
) -> Floats:
    """Strain of metal in a throat under the pressures (Pa), temperatures (K) at the times (s).

    `ratio` is its strength over the bulk's; the last axis is time. One unit passes the throat, and
    since strain goes as p^n the whole course times strain^(-1/n) would just pass it.
    """
    rate = strain_rate(
        creep, np.asarray(pressure) / constraint, temperature=temperature, ratio=ratio
    )
    return np.asarray(np.trapezoid(rate, time, axis=-1))


def intrusion_depth(
    pressure: Floats,
    flow_stress: Floats,
    throat: Floats,
    *,
    friction: Floats,
    constraint: Floats = ENTRY_CONSTRAINT,
) -> Floats:
    """Length in m to which a sliding plug fills a throat of this diameter (m); 0 below entry."""
    excess = np.maximum(pressure / np.asarray(flow_stress, dtype=float) - constraint, 0.0)
    with np.errstate(divide="ignore"):
        drag = np.asarray(4.0 / np.sqrt(3.0) * friction, dtype=float)
        return np.where(excess > 0.0, excess * throat / drag, 0.0)


def capillary_pressure(throat: Floats, surface_energy: Floats, adhesion: Floats) -> Floats:
    """Pressure (Pa) that wetting alone holds against: 4 (γ - W)/d; below 0 metal is drawn in.

    γ the metal's surface energy, W its work of adhesion to the wall, J/m² (Young and Dupré).
    """
    return 4.0 * (np.asarray(surface_energy) - adhesion) / throat
