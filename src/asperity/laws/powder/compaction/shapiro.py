"""Shapiro's law: pores vanish by two ways at once, one of them slowing as pressure rises.

    ln(1-D) = ln ε0 - k p - b √p

D     relative density, 0..1
p     axial pressure, Pa
e0    ε0, porosity without pressure
k     1/Pa, closing by yield: a hollow sphere of yield stress Y holds p = -(2/3) Y ln ε (Torre 1948)
b     Pa^-0.5, closing by rearrangement, which slows down

Shapiro 1993 (Adv. Powder Metall. Part. Mater. 3, 229), after Konopicky 1948 (Radex-Rundschau,
141): rates of pore closure add, d ln(1-D)/dp = -k - b/(2 √p). Heckel's law is b = 0, Panelli and
Ambrozio's k = 0. Used from the first MPa to where pores are a few per cent.
"""

import numpy as np

from asperity.laws import Floats
from asperity.laws.powder.compaction.solidity import solidity


def density(p: Floats, *, e0: float, k: float, b: float) -> Floats:
    """Relative density at `p` in Pa; `e0` porosity at zero pressure, `k` 1/Pa, `b` Pa^-0.5."""
    return 1.0 - e0 * np.exp(-k * p - b * np.sqrt(p))


def pressure(D: Floats, *, e0: float, k: float, b: float) -> Floats:
    """Pressure in Pa at relative density `D`: the positive root of k p + b √p = ln(e0/(1-D))."""
    c = np.maximum(np.log(e0) + solidity(D), 0.0)
    with np.errstate(invalid="ignore"):
        root = 2.0 * c / (b + np.sqrt(b * b + 4.0 * k * c))  # no cancellation, and k = 0 is fine
    return np.where(np.isinf(c), np.inf, root**2)
