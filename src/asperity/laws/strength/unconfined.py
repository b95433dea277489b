"""Mean pressure that a disc bears between sticking punches before it spreads, nothing at its sides.

    p = Y (1 + d/(3√3 t))

Y     yield stress of the disc in compression, Pa: of a porous one the solid's times the share of a
      section that is solid
d, t  diameter and thickness of the disc, m

Friction hill of a thin disc whose faces stick (shear stress Y/√3 towards the middle), axial balance
of a ring, integrated over the area (Siebel 1932; Hill, The Mathematical Theory of Plasticity 1950).
Faces that slip bear less, down to Y.
"""

import numpy as np

from asperity.laws import Floats


def spreading_pressure(Y: Floats, *, diameter: Floats, thickness: Floats) -> Floats:
    """Mean pressure in Pa at which a disc between sticking punches spreads."""
    return np.asarray(Y * (1.0 + diameter / (3.0 * np.sqrt(3.0) * np.asarray(thickness))))
