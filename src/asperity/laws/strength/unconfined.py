"""Mean pressure that a disc bears between punches before it spreads or is crushed.

    p = Y (1 + d/(3√3 t))                                   spreads whole
    p = min[p(D) (D/d)², max(p(d), 3 Y)]                    pressed on a part of its face, d < D
    p = σc + k p c,  hence σc/(1 - k c),  never if k c >= 1  crushed, brittle

Y     yield stress of the disc in compression, Pa: of a porous one the solid's times the share of a
      section that is solid
d, t  diameter that is pressed on and thickness of the disc, m; D its own diameter
σc    compressive strength, Pa;  c  pressure on the sides over that on the faces
k     3.1 = [√(1 + μ²) + μ]², of cracks that slide with friction μ = 0.6

Friction hill of a thin disc whose faces stick (shear stress Y/√3 towards the middle), axial balance
of a ring, integrated over the area (Siebel 1932; Hill, The Mathematical Theory of Plasticity 1950).
Faces that slip bear less, down to Y. A narrow punch in a wide disc is an indentation, 3 Y (Tabor
1951). What is pressed on the sides bears that much more: of a metal the pressure there itself, of a
brittle body k times it (Coulomb's criterion; Jaeger & Cook, Fundamentals of Rock Mechanics ‡).
Friction of the faces, which holds thin brittle discs together besides, is left out. ‡ from memory.
"""

import numpy as np

from asperity.laws import Floats

INDENTED = 3.0
SLIDING = 3.12


def spreading_pressure(Y: Floats, *, diameter: Floats, thickness: Floats) -> Floats:
    """Mean pressure in Pa at which a disc between sticking punches spreads."""
    return np.asarray(Y * (1.0 + diameter / (3.0 * np.sqrt(3.0) * np.asarray(thickness))))


def bearing_pressure(Y: Floats, *, diameter: Floats, thickness: Floats, pressed: Floats) -> Floats:
    """Mean pressure in Pa on the part `pressed` (its diameter, m) at which a plate gives way."""
    patch = np.minimum(pressed, diameter)
    whole = spreading_pressure(Y, diameter=diameter, thickness=thickness)
    local = spreading_pressure(Y, diameter=patch, thickness=thickness)
    wider = np.square(diameter / np.asarray(patch, dtype=float))
    dented = np.maximum(local, np.where(wider > 1.0, INDENTED * np.asarray(Y), 0.0))
    return np.asarray(np.minimum(whole * wider, dented))


def crushing_pressure(strength: Floats, *, sideways: Floats = 0.0) -> Floats:
    """Pressure in Pa that crushes a brittle disc; inf where its sides are held well enough."""
    left = 1.0 - SLIDING * np.asarray(sideways, dtype=float)
    with np.errstate(divide="ignore"):
        return np.where(left > 0.0, strength / np.maximum(left, 0.0), np.inf)
