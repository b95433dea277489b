"""Effective conductivities and active area of a composite cathode, from its volume fractions.

    σ_ion = σ_el [(φ_el - φc)/(1 - φc)]^t          φ_el > φc, else 0; likewise σ_e from φ_am
    a     = 6 φ_am/d · φ_el/(φ_el + φ_pore) · s

φ_am, φ_el, φ_pore   volume fractions of active material, electrolyte, pores; sum 1 with additive
σ_el, σ_am           conductivities of the phases as pressed on their own, S/m
φc, t                percolation threshold and exponent
d                    diameter of the active particles, m
a                    active area that touches electrolyte, per volume of cathode, 1/m
s                    share of the electrolyte's surface that is contact (`powder.bonding`)

Percolation (Kirkpatrick 1973; t = 2.0, φc = 0.16 for a random three-dimensional mixture, Scher &
Zallen 1970), cut to reach σ of the phase at φ = 1. The pair (0.16, 2) is not fitted. For the ions
of NCM622 + Li6PS5Cl (Minnmann 2021, `validation/composite.py`) it is within a factor 1.8 over
25-61 % active material. For the electrons, through large hard particles which touch in points, the
threshold is fitted there: φc = 0.20, within a factor 1.9. Near a threshold errors grow without
bound. Conducting additive (carbon) is a network of its own, which
percolates at a hundredth of the volume: `additive_network`, with 1000 S/m of pressed carbon black
or fibres, 100 to 3000, assumed. The two networks add.
"""

import numpy as np

from asperity.laws import Floats

IONIC_THRESHOLD = 0.16
ELECTRONIC_THRESHOLD = 0.20
PERCOLATION_EXPONENT = 2.0
CARBON, CARBON_THRESHOLD = 1000.0, 0.01


def percolating(
    conductivity: Floats,
    fraction: Floats,
    *,
    threshold: Floats = IONIC_THRESHOLD,
    exponent: Floats = PERCOLATION_EXPONENT,
) -> Floats:
    """Effective conductivity in S/m of a phase at its volume `fraction` (of all, pores too)."""
    reach = np.clip((fraction - np.asarray(threshold, dtype=float)) / (1.0 - threshold), 0.0, 1.0)
    return np.asarray(conductivity * np.power(reach, exponent))


def additive_network(fraction: Floats) -> Floats:
    """Electronic conductivity (S/m) of carbon at its volume `fraction` (of all, pores too)."""
    return percolating(CARBON, fraction, threshold=CARBON_THRESHOLD)


def active_area(
    active: Floats, electrolyte: Floats, diameter: Floats, *, porosity: Floats, touching: Floats
) -> Floats:
    """Active area in contact with electrolyte, 1/m: m2 per m3 of cathode.

    `active`, `electrolyte`, `porosity` are volume fractions, `diameter` in m, `touching` 0..1.
    """
    return 6.0 * active / diameter * electrolyte / (electrolyte + porosity) * touching


def fractions(
    volumes: tuple[Floats, Floats, Floats], D: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Volume fractions (active, electrolyte, additive, pores) at relative density `D`.

    `volumes`: shares of active material, electrolyte, additive in the solids, summing to 1.
    """
    active, electrolyte, additive = volumes
    return active * D, electrolyte * D, additive * D, 1.0 - D
