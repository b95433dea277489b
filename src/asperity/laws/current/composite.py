"""Effective conductivities, tortuosities and active area of a composite, from volume fractions.

    σ_ion = σ_el [(φ_el - φc)/(1 - φc)]^t          φ_el > φc, else 0
    σ_e   = κ σ_am [(φ_am - φc)/(1 - φc)]^t        φ_am > φc, else 0
    τ     = σ φ/σ_eff                              of either path
    a     = 6 φ_am/d · φ_el/(φ_el + φ_pore)

φ_am, φ_el, φ_pore   volume fractions of active material, electrolyte, pores; sum 1 with additive
σ_el, σ_am           conductivities of the phases as pressed on their own, S/m
φc, t, κ             percolation threshold, exponent, share of the contacts between hard particles
τ                    tortuosity (factor): 1 for straight paths
d                    diameter of the active particles, m
a                    active area that faces electrolyte, per volume of cathode, 1/m

Percolation (Kirkpatrick 1973), scaled to φ = 1: ions reach σ_el there, electrons κ σ_am and not
σ_am, so a cathode of hardly anything but active material lies outside the law (fitted up to
φ_am = 0.61). It is also what McLachlan's general effective medium (1990) becomes when the other
phase insulates.

Ions run in what is left between particles and pores, whose necks may be of any width: for such a
continuum the exponent exceeds that of a lattice by 1/2 (Halperin, Feng & Sen 1985,
10.1103/PhysRevLett.54.2391), t = 1.9 + 0.5. Electrons pass from particle to particle through
contacts that are all alike: t = 2, as on a lattice, times a share κ, since a touching point of hard
particles is worth less than the same powder pressed alone.

Fitted, on NCM622 + Li6PS5Cl (Minnmann 2021, `validation/composite.py`): for the ions φc = 0.107,
within a factor 1.41 on every row; for the electrons φc = 0.205 and κ = 0.72, within 1.35. The ionic
exponent was in effect chosen on the same rows: with t = 1.9, 2, 2.4, 3 and φc fitted again for each
the worst factor is 1.84, 1.71, 1.41, 1.71. There are four ionic mixtures, each under two readings
of its porosity, and the law of packing (`inclusions`) was fitted on the same paper. So that is a
fit and no validation. With t = 2 and the 0.16 of a random mixture (Scher & Zallen 1970) the ions
are off by 2.0, and without κ the electrons by 1.8. Near a threshold errors grow without bound: with
25 % of active material left out of the fit, its electronic conductivity is off by a factor 4.

Conducting additive (carbon) is a network of its own, which percolates at a hundredth of the volume:
`additive_network`, with 1000 S/m of pressed carbon black or fibres, 100 to 3000, assumed. The two
electronic networks add.

The active area takes a particle's surroundings to be electrolyte and pore as the volumes beside it
are (stereology of a random mixture); where two particles touch is not taken off. What crushing does
is left out: a crack's faces look at each other, electrolyte does not get between, and no published
number says how many fragments lose their electrons.
"""

import numpy as np

from asperity.laws import Floats

IONIC_THRESHOLD, IONIC_EXPONENT = 0.107, 2.4
ELECTRONIC_THRESHOLD, ELECTRONIC_EXPONENT = 0.205, 2.0
CONTACT_SHARE = 0.72
CARBON, CARBON_THRESHOLD = 1000.0, 0.01


def percolating(
    conductivity: Floats, fraction: Floats, *, threshold: Floats, exponent: Floats
) -> Floats:
    """Effective conductivity in S/m of a phase at its volume `fraction` (of all, pores too)."""
    reach = np.clip((fraction - np.asarray(threshold, dtype=float)) / (1.0 - threshold), 0.0, 1.0)
    return np.asarray(conductivity * np.power(reach, exponent))


def ionic(conductivity: Floats, fraction: Floats) -> Floats:
    """Effective ionic conductivity (S/m) of electrolyte at its volume `fraction`."""
    return percolating(conductivity, fraction, threshold=IONIC_THRESHOLD, exponent=IONIC_EXPONENT)


def electronic(conductivity: Floats, fraction: Floats) -> Floats:
    """Effective electronic conductivity (S/m) of hard particles at their volume `fraction`."""
    touching = CONTACT_SHARE * np.asarray(conductivity, dtype=float)
    return percolating(
        touching, fraction, threshold=ELECTRONIC_THRESHOLD, exponent=ELECTRONIC_EXPONENT
    )


def additive_network(fraction: Floats) -> Floats:
    """Electronic conductivity (S/m) of carbon at its volume `fraction` (of all, pores too)."""
    return percolating(CARBON, fraction, threshold=CARBON_THRESHOLD, exponent=ELECTRONIC_EXPONENT)


def tortuosity(conductivity: Floats, fraction: Floats, effective: Floats) -> Floats:
    """Tortuosity σ φ/σ_eff of a phase (S/m, share, S/m); inf where nothing percolates."""
    with np.errstate(divide="ignore"):
        return np.asarray(conductivity * fraction / np.asarray(effective, dtype=float))


def active_area(
    active: Floats, electrolyte: Floats, diameter: Floats, *, porosity: Floats
) -> Floats:
    """Active area that faces electrolyte, 1/m: m2 per m3 of cathode.

    `active`, `electrolyte`, `porosity` are volume fractions, `diameter` in m.
    """
    return 6.0 * active / diameter * electrolyte / (electrolyte + porosity)


def fractions(
    volumes: tuple[Floats, Floats, Floats], D: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Volume fractions (active, electrolyte, additive, pores) at relative density `D`.

    `volumes`: shares of active material, electrolyte, additive in the solids, summing to 1.
    """
    active, electrolyte, additive = volumes
    return active * D, electrolyte * D, additive * D, 1.0 - D
