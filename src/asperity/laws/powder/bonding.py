"""How much of the particles' surface touches, hence how well two layers of powder are bonded.

    surface share   s = D (D - D0)/(1 - D0)
    section share   x = D² (D - D0)/(1 - D0)

D     relative density; D0 relative density of the loose packing (0.64 random close-packed spheres)
s     share of a particle's surface that is contact, 0 at D0, 1 at full density
x     share of a flat cut through the compact that is contact, which is also p/p_eff, the pressure
      over the mean pressure on the contacts

From Helle, Easterling & Ashby 1985: a contact has the area a = (π/3)(D - D0)/(1 - D0) R² and a
particle Z = 12 D of them. Then s = Z a/(4πR²), and x from the paper's effective pressure
p_eff = 4πR² p/(a Z D) = p (1 - D0)/(D² (D - D0)); both are derived here from a and Z.
Spheres of one size, plastic contacts; exact at both ends, an estimate between. Two layers of
powder pressed together touch over the section share of the less dense one.
"""

import numpy as np

from asperity.laws import Floats

RANDOM_CLOSE_PACKING = 0.64
"""Relative density of randomly close-packed equal spheres."""


def bonding_degree(D: Floats, D0: Floats = RANDOM_CLOSE_PACKING) -> Floats:
    """(D - D0)/(1 - D0), cut to 0..1: how far a packing of density `D` is from loose to dense."""
    return np.clip((D - np.asarray(D0, dtype=float)) / (1.0 - D0), 0.0, 1.0)


def surface_share(D: Floats, D0: Floats = RANDOM_CLOSE_PACKING) -> Floats:
    """Share of a particle's surface in contact, 0..1."""
    return np.clip(D, 0.0, 1.0) * bonding_degree(D, D0)


def section_share(D: Floats, D0: Floats = RANDOM_CLOSE_PACKING) -> Floats:
    """Share of a flat cut that is contact, 0..1: the bonded area between two powder layers."""
    return np.clip(D, 0.0, 1.0) ** 2 * bonding_degree(D, D0)
