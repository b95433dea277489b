"""Pressure that forces a soft metal into the open pores of an electrolyte: the mechanical short.

    p_entry = c σ,    p(L) = σ (c + 4 m L/(√3 d)),    d = pore throat

σ     flow stress of the metal at the size of the throat (size effect) and at the strain rate of
      the hold (about 1/dwell), Pa
c     constraint of entering: 3, as for an indentation turned inside out (Prandtl 2.6 to 3)
d, L  diameter of the throat and length of the filled channel, m; m friction factor of its wall

Balance of a plug: wall friction mσ/√3 over πdL against the pressure on πd²/4. A short needs a
connected path through the pellet, so only open pores (D below about 0.9) count.
No published set states the throat size with the pressure, hence this cannot be validated yet; read
backwards (`held_flow_stress`) the published thresholds give throats of some 10 to 100 nm with the
size effect of lithium (`validation/short.py`), which is the size of pores between the grains.
"""

import numpy as np

from asperity.laws import Floats

ENTRY_CONSTRAINT = 3.0


def entry_pressure(flow_stress: Floats, constraint: Floats = ENTRY_CONSTRAINT) -> Floats:
    """Pressure in Pa at which metal of this flow stress (Pa, at throat size) enters a throat."""
    return constraint * flow_stress


def held_flow_stress(pressure: Floats, constraint: Floats = ENTRY_CONSTRAINT) -> Floats:
    """Flow stress in Pa that just holds against `pressure` (Pa) at a throat."""
    return pressure / constraint


def intrusion_depth(
    pressure: Floats,
    flow_stress: Floats,
    throat: Floats,
    *,
    friction: Floats,
    constraint: Floats = ENTRY_CONSTRAINT,
) -> Floats:
    """Length in m to which a throat of diameter `throat` (m) fills; 0 below entry."""
    excess = np.maximum(pressure / np.asarray(flow_stress, dtype=float) - constraint, 0.0)
    with np.errstate(divide="ignore"):
        drag = np.asarray(4.0 / np.sqrt(3.0) * friction, dtype=float)
        return np.where(excess > 0.0, excess * throat / drag, 0.0)
