"""Heckel's law: pores vanish with pressure as a substance does in a reaction of first order.

    ln 1/(1-D) = p/Py + A

D     relative density, 0..1
p     axial pressure, Pa
Py    mean yield pressure, Pa, about three times the yield stress
A     what filling and rearrangement have closed: 1 - exp(-A) is the density the line starts from

Heckel 1961 (Trans. Metall. Soc. AIME 221, 671 and 1001): a step of pressure closes a share of the
pores still open, d(1-D)/dp = -(1-D)/Py, and that share is the smaller the harder the metal; his
Py of metal powders is three times their yield stress. Straight for powders that yield, once
rearrangement (the first tens of MPa) is over and before the grains' elastic compression counts.
"""

import numpy as np

from asperity.laws import Floats
from asperity.laws.powder.compaction.solidity import solidity


def density(p: Floats, *, Py: float, A: float) -> Floats:
    """Relative density at `p` in Pa; `Py` (Pa) is the mean yield pressure, 3 x yield stress."""
    return 1.0 - np.exp(-(p / Py + A))


def pressure(D: Floats, *, Py: float, A: float) -> Floats:
    """Pressure in Pa at relative density `D`."""
    return np.maximum(solidity(D) - A, 0.0) * Py
