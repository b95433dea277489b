"""Panelli and Ambrozio's law: pores vanish as in Heckel's, the slower the more pressure there is.

    ln 1/(1-D) = a √p + B

D     relative density, 0..1
p     axial pressure, Pa
a     how readily the powder yields, Pa^-0.5
B     what filling has closed: 1 - exp(-B) is the density without pressure

Panelli & Ambrozio Filho 2001 (Powder Technol. 114, 255, 10.1016/S0032-5910(00)00207-2): the share
of the pores that a step of pressure closes falls as 1/√p, d(1-D)/dp = -a (1-D)/(2 √p), which bends
Heckel's line as data of metal and ceramic powders bend it, from the first MPa on.
"""

import numpy as np

from asperity.laws import Floats
from asperity.laws.powder.compaction.solidity import solidity


def density(p: Floats, *, a: float, B: float) -> Floats:
    """Relative density at `p` in Pa; `a` in Pa^-0.5."""
    return 1.0 - np.exp(-(a * np.sqrt(p) + B))


def pressure(D: Floats, *, a: float, B: float) -> Floats:
    """Pressure in Pa at relative density `D`."""
    return np.square(np.maximum(solidity(D) - B, 0.0) / a)
