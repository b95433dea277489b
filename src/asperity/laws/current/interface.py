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
from numpy.typing import NDArray

from asperity.laws import GAS_CONSTANT

Array = NDArray[np.float64]


def charge_transfer(
    resistance: float,
    *,
    temperature: Array | float,
    activation_energy: float,
    reference: float = 298.15,
) -> Array:
    """R_ct at a temperature, Ω m²."""
    T = np.asarray(temperature, dtype=np.float64)
    return np.asarray(
        resistance * np.exp(activation_energy / GAS_CONSTANT * (1 / T - 1 / reference))
    )


def contact_resistance(
    fraction: Array | float, *, transfer: Array | float, film: float = 0.0, clean: float = 1.0
) -> Array:
    """(R_ct + R_film)/(f χ), Ω m²; infinite without contact."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (np.asarray(transfer) + film) / (np.asarray(fraction, dtype=np.float64) * clean)
    return np.where(np.asarray(fraction) > 0, found, np.inf)
