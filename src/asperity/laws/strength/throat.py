"""Throats between pressed grains, and flaws that filled with metal are wedged open.

    d = Dp [(2/√3) (D0/D)^(1/3) - 1],  closed from D = (2/√3)³ D0 = 0.985 on
    p = K_Ic/(Y sqrt(π a))

d    throat between three grains that touched in the loose packing, m: the circle between spheres
     that keep their size while their centres approach
Dp   diameter of the grains, m             D, D0  relative density, and that of a random close
a    depth of a filled surface flaw, m            packing, 0.64
K_Ic toughness, Pa √m                      Y      1.12, of an edge crack

At D = D0 it is the inscribed circle of three touching spheres, 0.155 Dp. Material squeezed out of
the contacts fills throats besides (Arzt 1982, Acta Metall. 30, 1883 ‡) and is left out, so d is an
upper estimate; grains of many sizes leave narrower ones still. A flaw under the pressure of what
fills it opens as one under the same tension far away (superposition); pressure on the sides of the
body closes it, so that nothing opens under isostatic loading.
"""

import numpy as np

from asperity.laws import Floats

PACKED = 0.64
EDGE_CRACK = 1.12


def grain_throat(grain: Floats, relative_density: Floats) -> Floats:
    """Throat (m) between grains of this diameter (m); 0 once closed."""
    centres = 2.0 / np.sqrt(3.0) * np.cbrt(PACKED / np.asarray(relative_density, dtype=float))
    return np.asarray(grain * np.maximum(centres - 1.0, 0.0))


def wedging_pressure(toughness: Floats, flaw: Floats, *, geometry: Floats = EDGE_CRACK) -> Floats:
    """Pressure (Pa) of a metal in a flaw of depth `flaw` (m) that cracks a body of K_Ic (Pa √m)."""
    return toughness / (geometry * np.sqrt(np.pi * np.asarray(flaw, dtype=float)))
