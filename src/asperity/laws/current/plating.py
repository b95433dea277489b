"""Overpotential, hence current, at which plating metal would force open a flaw of the electrolyte.

    s = p + η F/Vm,    s_c = Kc/(Y √(πa)) + c,    i_c = η_c/(focusing · R)

η     overpotential that drives metal into the flaw, V; s the pressure of the metal there, Pa
p     stack pressure in the metal at the mouth of the flaw, Pa
F/Vm  7.4 MPa per millivolt for lithium, 4.1 for sodium; Vm molar volume of the metal, m3/mol
Kc    fracture toughness of the electrolyte, Pa √m; a depth of the flaw, m
Y     shape of the flaw: 1.12 straight edge crack, 2/π embedded penny, 1 crack through the middle
c     compression in the electrolyte along the face that holds the flaw shut, Pa (0: a pellet free
      at its rim; p ν/(1-ν) where a stiff wall holds it; p where a fluid presses from all sides)
R     area resistance of the interface, Ω m2; focusing = local over mean current density, >= 1

Equilibrium of a metal under pressure (dG = Vm dp) against linear fracture mechanics with the full
crack under pressure s, as in Porz et al. 2017. A flaw runs across the face, so the stack pressure
does not close it: it closes flaws along the face. What it does is to press on the metal in the
mouth, which lies that much nearer to opening; `closing` takes c - p (`closing_pressure`), between
-p at a free rim and -p (1-2ν)/(1-ν) at a stiff wall, which a polymer sleeve is not quite. R counts
the charge transfer of what touches and the crowding into it, so it grows as contact is lost.

Checked: dimensions; η F/Vm gives the 7.4 MPa/mV quoted for lithium; Y for a pressurised penny is
2/π (Sneddon 1946). A flaw along a grain boundary (lower Kc) opens earlier, one from which the metal
extrudes never reaches the full pressure. The depth of the flaw is hardly ever measured: it is to be
passed as assumed.
"""

import numpy as np

from asperity.laws import FARADAY, Floats
from asperity.laws.strength.ceramic.flaw import EDGE_CRACK, flaw_strength

PENNY_CRACK = 2.0 / np.pi


def plating_pressure(eta: Floats, molar_volume: Floats) -> Floats:
    """Pressure in Pa that the overpotential `eta` (V) can build in a filled flaw."""
    return eta * FARADAY / molar_volume


def closing_pressure(p: Floats, sideways: Floats) -> Floats:
    """c - p in Pa, 0 or less, with `sideways`, the compression along the face over `p` (0..1)."""
    return -p * (1.0 - np.asarray(sideways))


def held_sideways(poisson: Floats) -> Floats:
    """Compression along the face over that across it at a wall that does not give: ν/(1-ν)."""
    return poisson / (1.0 - np.asarray(poisson))


def opening_pressure(
    toughness: Floats, flaw: Floats, *, shape: Floats = EDGE_CRACK, closing: Floats = 0.0
) -> Floats:
    """Pressure in Pa, beyond that in the metal, that opens a flaw of depth `flaw` (m), 0 or more.

    `closing` (Pa) holds it shut; below 0, the metal's own pressure helps to open it.
    """
    return np.asarray(np.maximum(flaw_strength(toughness, flaw, Y=shape) + closing, 0.0))


def critical_overpotential(opening: Floats, molar_volume: Floats) -> Floats:
    """Overpotential in V that builds the pressure `opening` (Pa)."""
    return opening * molar_volume / FARADAY


def critical_plating_current(
    overpotential: Floats, resistance: Floats, focusing: Floats = 1.0
) -> Floats:
    """Mean current density in A/m2 at which the focused spot reaches `overpotential` (V)."""
    return overpotential / (focusing * np.asarray(resistance, dtype=float))
