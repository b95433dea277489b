"""Where the ohms of an interface come from.

    R = (R_ct(T) + R_film) / (f χ) + R_constriction
    R_ct(T) = R_ct exp[(E/R)(1/T - 1/T0)]

    R_ct    charge-transfer resistance of clean contact, Ω m²     R_film  native film, Ω m²
    f       contact fraction      χ  share of the contact that is clean, 0..1
    E       activation energy, J/mol        R  gas constant

Charge transfer happens only where the metal touches, so its resistance goes as one over the contact
fraction; the activation energy tells it from the constriction, whose is the electrolyte's
(Krauskopf et al. 2019, 10.1021/acsami.9b02537).
"""

from __future__ import annotations

import numpy as np

from asperity.laws import GAS_CONSTANT


def charge_transfer(
    resistance: float, *, temperature: float, activation_energy: float, reference: float = 298.15
) -> float:
    """R_ct at a temperature, Ω m²."""
    exponent = activation_energy / GAS_CONSTANT * (1 / temperature - 1 / reference)
    return float(resistance * np.exp(exponent))


def contact_resistance(
    fraction: float, *, transfer: float, film: float = 0.0, clean: float = 1.0
) -> float:
    """(R_ct + R_film)/(f χ), Ω m²; infinite without contact."""
    area = fraction * clean
    return (transfer + film) / area if area > 0 else float("inf")
