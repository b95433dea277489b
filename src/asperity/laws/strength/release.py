"""Tension that release and ejection put on a compact: wall pressure left over, trapped gas.

    q   = max(0, K P - ν/(1-ν) (P - p))            wall pressure left at axial pressure p
    q   = min(s Y, max(0, K P + s [(1-K) P - Y]+ - ν/(1-ν) P))    the same of a dense one, p = 0
    σ_e = q/2                                       axial tension at the die's edge on ejection
    p_g = pg0 (1/D0 - 1)/(1/D - 1),   σ_g = p_g (1-D)/D = pg0 (1/D0 - 1)     trapped gas

P, p   largest and present axial pressure, Pa; K wall over axial pressure while loading
ν      Poisson ratio of the compact in unloading
s, Y   share of a section that is solid, and yield stress of the solid, Pa; [x]+ = max(0, x)
D0, D  relative density when its pores closed, and now; pg0 gas pressure at D0, Pa
σ_e    tension along the surface just outside the die while the rest is still gripped: caps, laminae
σ_g    tension on the solid of a section from the gas in its pores

Wall: elastic unloading at zero radial strain. A dense plastic solid in a die carries P - Y on the
wall (Tresca), not K P, and once the punch is off it cannot grip with more than Y without yielding
back; `gripping_pressure` goes between that and the loose powder by s. Both limits are exact, the
way between them is ours, and no electrolyte's wall pressure has been published. Edge: a long
elastic cylinder under a step of surface pressure; q/2 at the step for any ν, and at most 0.506 q
near it (Fourier-Bessel solution, worked out and evaluated in `reference.edge`). A thin pellet feels
less. Gas: no leak at all. What the pores' pressure gains by compaction the solid gains in area, so
the tension does not depend on D: gas at 1 bar costs at most 0.1 MPa, far below a green strength;
the wall matters, not the air.
A guard, not a fracture calculation: compare with the green tensile strength.
"""

import numpy as np

from asperity.laws import Floats

EDGE_TENSION = 0.5


def gripping_pressure(P: Floats, *, K: Floats, nu: Floats, Y: Floats, s: Floats) -> Floats:
    """Pressure in Pa on the die wall with the punch off, after the axial pressure `P` (Pa).

    `Y` is the yield stress of the solid (Pa, inf where it is unknown), `s` the solid share, 0..1.
    """
    solid = s * np.maximum((1.0 - K) * P - np.asarray(Y, dtype=float), 0.0)
    with np.errstate(invalid="ignore"):
        most = np.where(np.isinf(Y), np.inf, s * np.asarray(Y, dtype=float))
    return np.minimum(np.maximum(K * P + solid - nu / (1.0 - nu) * P, 0.0), most)


def ejection_tension(wall_pressure: Floats) -> Floats:
    """Axial tension in Pa on the compact's surface where it leaves the die."""
    return EDGE_TENSION * wall_pressure


def trapped_gas_pressure(D: Floats, D0: Floats, gas_pressure: Floats) -> Floats:
    """Gas pressure in Pa in pores sealed at density `D0` and pressed to `D`; no leak."""
    with np.errstate(divide="ignore"):
        pores = (1.0 - np.asarray(D, dtype=float)) / D
        return gas_pressure * (1.0 - D0) / D0 / pores


def gas_tension(D0: Floats, gas_pressure: Floats) -> Floats:
    """Tension in Pa on the solid of a section, from gas sealed at density `D0`; for any density."""
    return gas_pressure * (1.0 / D0 - 1.0)
