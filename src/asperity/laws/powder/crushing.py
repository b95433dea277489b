"""Share of brittle (secondary) particles crushed in a compact: Weibull in the pressure.

    c = 1 - exp[-(P/Pc)^m]

P     largest pressure the composite has seen, Pa (particles do not heal)
Pc    characteristic crushing pressure, at which 63 % are crushed, Pa
m     Weibull modulus of the particles' strength (2 to 5 for agglomerates), dimensionless

Pc is a pressure on the compact, not the stress in a particle: in a soft electrolyte the load is
shared, so it belongs to the composite it was measured in. No closed theory is claimed.
"""

import numpy as np

from asperity.laws import Floats


def crushed_share(P: Floats, *, Pc: Floats, m: Floats) -> Floats:
    """Share of particles crushed, 0..1, after the largest pressure `P` (Pa)."""
    return np.asarray(1.0 - np.exp(-np.power(P / Pc, m)))


def crushing_pressure(share: Floats, *, Pc: Floats, m: Floats) -> Floats:
    """Pressure in Pa that crushes the `share` (0..1) of the particles."""
    with np.errstate(divide="ignore"):
        return np.asarray(Pc * np.power(-np.log1p(-np.asarray(share, dtype=float)), 1.0 / m))
