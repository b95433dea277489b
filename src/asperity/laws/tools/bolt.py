"""What a metric bolt bears, and how stiff it is.

    A_s = π/4 (d - 0.9382 P)²      F_p = S_p A_s      k = E A_s/l

d    nominal thread diameter, m        P   pitch, m: coarse unless told
A_s  stress area of the thread, m2     S_p proof stress of property class 8.8: 580 MPa up to 16 mm,
F_p  proof force, N                        600 MPa beyond
E    Young's modulus of steel, 210 GPa l   length that is stretched, m
k    stiffness, N/m: that of the bolt alone, between plates that do not bend

ISO 898-1 (stress area, proof stress); coarse pitches from ISO 261, between two sizes interpolated.
Tightening twists the bolt as well: keep below three quarters of the proof force.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import numpy as np

STEEL: Final = 210e9
"""Young's modulus, Pa."""
COARSE: Final = MappingProxyType(
    {
        1.6e-3: 0.35e-3,
        2e-3: 0.4e-3,
        2.5e-3: 0.45e-3,
        3e-3: 0.5e-3,
        4e-3: 0.7e-3,
        5e-3: 0.8e-3,
        6e-3: 1e-3,
        8e-3: 1.25e-3,
        10e-3: 1.5e-3,
        12e-3: 1.75e-3,
        16e-3: 2e-3,
        20e-3: 2.5e-3,
        24e-3: 3e-3,
        30e-3: 3.5e-3,
        36e-3: 4e-3,
        42e-3: 4.5e-3,
        48e-3: 5e-3,
        56e-3: 5.5e-3,
        64e-3: 6e-3,
    }
)
"""Pitch of the coarse thread of each nominal diameter, both in m."""
_SMALL = 16e-3


def coarse_pitch(diameter: float) -> float:
    """Pitch in m of the coarse metric thread of nominal `diameter` (m)."""
    return float(np.interp(diameter, list(COARSE), list(COARSE.values())))


def stress_area(diameter: float, pitch: float | None = None) -> float:
    """Area in m2 that carries the force in a thread of `diameter` and `pitch` (m)."""
    depth = 0.9382 * (coarse_pitch(diameter) if pitch is None else pitch)
    return float(np.pi / 4 * (diameter - depth) ** 2)


def proof_force(diameter: float, pitch: float | None = None) -> float:
    """Force in N that a bolt of class 8.8 bears without staying longer."""
    stress = 580e6 if diameter <= _SMALL else 600e6
    return stress * stress_area(diameter, pitch)


def bolt_stiffness(diameter: float, length: float, pitch: float | None = None) -> float:
    """Stiffness in N/m of a steel bolt stretched over `length` (m)."""
    return STEEL * stress_area(diameter, pitch) / length
