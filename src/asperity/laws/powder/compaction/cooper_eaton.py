"""Cooper and Eaton's law: large voids are filled first, small ones at higher pressure.

    (1/D0 - 1/D)/(1/D0 - 1) = a1 exp(-k1/p) + a2 exp(-k2/p)

D        relative density, 0..1
p        axial pressure, Pa
D0       relative density without pressure
a1, k1   share of the voids larger than a grain, and the pressure (Pa) that slides grains into them
a2, k2   share of the voids smaller than a grain, and the pressure (Pa) that makes grains flow
         or break into them

Cooper & Eaton 1962 (J. Am. Ceram. Soc. 45, 97, 10.1111/j.1151-2916.1962.tb11092.x): a void is
filled once chance brings it the pressure it needs, and where p is the mean the odds of that are
exp(-k/p); the two kinds of voids fill independently. a1 + a2 below 1 says that something else must
close the rest, above 1 that a finite pressure closes all (there the law is cut). Five parameters:
it wants a dozen points over two decades of pressure.
"""

import numpy as np

from asperity.laws import Floats
from asperity.laws.bisection import rising_root


def density(p: Floats, *, D0: float, a1: float, k1: float, a2: float, k2: float) -> Floats:
    """Relative density at `p` in Pa from `D0`: filling of large, then of small voids."""
    q = np.maximum(np.asarray(p, dtype=float), 1e-3)
    filled = np.minimum(a1 * np.exp(-k1 / q) + a2 * np.exp(-k2 / q), 1.0)
    return np.asarray(1.0 / (1.0 / D0 - filled * (1.0 / D0 - 1.0)))


def pressure(D: float, *, D0: float, a1: float, k1: float, a2: float, k2: float) -> float:
    """Pressure in Pa at relative density `D` (a float); inf where the law never reaches it."""

    def lacking(x: float) -> float:
        return float(density(np.exp(x), D0=D0, a1=a1, k1=k1, a2=a2, k2=k2)) - D

    if D <= D0:
        return 0.0
    low, high = 0.0, 30.0  # exp: 1 Pa to 1e13 Pa
    return float(np.exp(rising_root(lacking, low, high))) if lacking(high) > 0 else np.inf
