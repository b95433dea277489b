"""An incompressible Maxwell half-space under a sphere or a pressure wave, load put on at t = 0.

    a³ = (3/16) F R (1/G + t/η)                            rigid sphere (Lee & Radok 1960)
    w_q = p_q/(2q) (1/G + t/η)                             pressure wave p_q cos(qx)

F load, N; R radius, m; a contact radius, m; G shear modulus, Pa; η viscosity, Pa s; t time, s
q wavenumber, 1/m; p_q pressure amplitude, Pa; w_q displacement amplitude, m

The elastic results with E* = 4G (ν = 1/2), and 1/G replaced by the creep compliance, which is exact
as long as the contact does not shrink. Hertz is t = 0.
"""

import numpy as np

from asperity.reference import Floats


def compliance(t: Floats, *, G: Floats, eta: Floats) -> Floats:
    """Creep compliance in shear, 1/Pa, after `t` s."""
    return 1.0 / G + t / eta


def sphere_radius(t: Floats, load: Floats, radius: Floats, *, G: Floats, eta: Floats) -> Floats:
    """Contact radius in m of a rigid sphere after `t` s under `load` (N)."""
    return np.asarray(np.cbrt(3.0 / 16.0 * load * radius * compliance(t, G=G, eta=eta)))


def wave_displacement(t: Floats, p_q: Floats, q: Floats, *, G: Floats, eta: Floats) -> Floats:
    """Displacement amplitude in m after `t` s under a pressure wave of amplitude `p_q` (Pa)."""
    return p_q / (2.0 * q) * compliance(t, G=G, eta=eta)
