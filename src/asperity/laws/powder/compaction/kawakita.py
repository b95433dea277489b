"""Kawakita's law: the volume that pressure can take away saturates.

    1 - D0/D = a b p/(1 + b p)

D     relative density, 0..1
p     axial pressure, Pa
D0    relative density without pressure
a     largest compressive strain, 0..1: the volume share that can be pressed out
b     1/Pa; at p = 1/b half of that is gone

Kawakita & Lüdde 1971 (Powder Technol. 4, 61, 10.1016/0032-5910(71)80001-3): at every pressure the
powder is in balance, the product of pressure (the applied one and a cohesion 1/b) and of volume
left to lose stays the same, (p + 1/b)(V - V∞) = (V0 - V∞)/b. Good for soft and fluffy powders and
low pressures; its limit is D0/(1-a), and where that exceeds 1 the law is cut at 1.
"""

import numpy as np

from asperity.laws import Floats


def density(p: Floats, *, D0: float, a: float, b: float) -> Floats:
    """Relative density at `p` in Pa from loose density `D0`; at most D0/(1-a), and at most 1."""
    return np.minimum(D0 / (1.0 - a * b * p / (1.0 + b * p)), 1.0)


def pressure(D: Floats, *, D0: float, a: float, b: float) -> Floats:
    """Pressure in Pa at relative density `D`; inf at and above the limit D0/(1-a)."""
    strain = 1.0 - D0 / np.asarray(D, dtype=float)
    with np.errstate(divide="ignore"):
        reached = strain / (b * np.maximum(a - strain, 0.0))
    return np.maximum(reached, 0.0)
