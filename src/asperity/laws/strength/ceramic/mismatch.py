"""Stress of two bonded layers that shrink or grow unlike with temperature.

    layer on a plate much thicker:   σf = E1 e/(1-ν1) up to its yield stress,  N = σf h1
        plate, bending freely:  face under the layer -4 N/h2, face away from it +2 N/h2
    two plates of any thickness, by force and moment:
        κ = 6 e (1+x)² / [h (3 (1+x)² + (1+x n)(x² + 1/(x n)))],  x = h1/h2, n = M1/M2, h = h1+h2

e     unlike strain (α1-α2) ΔT of layer 1 against layer 2, positive if 1 would be shorter
M     E/(1-ν), Pa: both directions of the plane; κ curvature, 1/m, hollow towards layer 1
σf    stress in layer 1, tension positive, Pa; N its force per width, N/m

Timoshenko, J. Opt. Soc. Am. 11 (1925) 233; Stoney 1909 is its limit, κ = 6N/(M2 h2²).
A plate held flat by the press keeps -N/h2 alone: the bending comes when it is let go. Metals yield:
what they pull with ends at their yield stress, a fraction of a megapascal for sodium.
"""

import numpy as np

from asperity.laws import Floats


def layer_stress(
    strain: Floats, *, E: Floats, nu: Floats, yield_stress: Floats = float("inf")
) -> Floats:
    """Stress in Pa in a thin bonded layer that would be shorter by `strain` than its plate."""
    elastic = E * np.asarray(strain, dtype=float) / (1.0 - nu)
    return np.clip(elastic, -np.asarray(yield_stress), yield_stress)


def plate_tension(stress: Floats, thickness: Floats, plate_thickness: Floats) -> Floats:
    """Largest tension in Pa in the plate under a thin layer of that stress (Pa); never negative."""
    pull = np.asarray(stress * thickness / np.asarray(plate_thickness))
    return np.where(pull > 0, 2.0 * pull, -4.0 * pull)


def bilayer_curvature(strain: Floats, h1: Floats, h2: Floats, *, M1: Floats, M2: Floats) -> Floats:
    """Curvature in 1/m of two bonded plates of thickness `h1`, `h2` (m), free to bend."""
    x, n = np.asarray(h1) / h2, np.asarray(M1) / M2
    wide = (1.0 + x) ** 2
    return (
        6.0 * strain * wide / ((h1 + h2) * (3.0 * wide + (1.0 + x * n) * (x * x + 1.0 / (x * n))))
    )
