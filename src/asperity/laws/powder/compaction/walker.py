"""Walker's law: each doubling of the pressure takes away the same volume.

    1/D = C1 - C2 log10(p/MPa)

D     relative density, 0..1
p     axial pressure, Pa
C1    volume of the compact over that of its solid at 1 MPa
C2    what a decade of pressure takes off it

Walker 1923 (Trans. Faraday Soc. 19, 73, 10.1039/TF9231900073) found it on salts; Balshin 1938
derived it for metal powders: a compact resists being pressed further in proportion to the
pressure it already bears, dp/d(1/D) = -p ln(10)/C2, as work hardening and growing contacts would
have it. It knows no loose fill (the volume grows for ever as p falls, so the caller floors it:
`np.maximum(D, D_loose)`) and no end (it passes D = 1 at 10^((C1-1)/C2) MPa, where it is cut).
"""

import numpy as np

from asperity.laws import Floats

_MPA = 1.0e6


def density(p: Floats, *, C1: float, C2: float) -> Floats:
    """Relative density at `p` in Pa; 0 at zero pressure, 1 where the law passes full density."""
    with np.errstate(divide="ignore"):
        volume = C1 - C2 * np.log10(np.asarray(p, dtype=float) / _MPA)
    return 1.0 / np.maximum(volume, 1.0)


def pressure(D: Floats, *, C1: float, C2: float) -> Floats:
    """Pressure in Pa at relative density `D`."""
    return np.power(10.0, (C1 - 1.0 / np.asarray(D, dtype=float)) / C2) * _MPA
