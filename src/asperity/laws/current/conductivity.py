"""Ionic conductivity of a pressed electrolyte away from the conditions it was measured under.

    σ = σs f(state)/f(state s),    f = (1/T) exp(-Ea/RT) · D^q · c(p, P) · exp(-p ΔV/RT)

σs    the stated conductivity, S/m, and s the state it was measured in: so the card's number
      comes back exactly at the card's conditions
T     temperature, K; Ea activation energy of σT (not of σ: the 1/T is there), J/mol
D     relative density; q its exponent, 1.5 (Bruggeman)
p, P  present and largest axial pressure, Pa; p <= P
c     share of the grain contacts that conduct (`grains`)
ΔV    activation volume of conduction in the dense solid, m3/mol

The factor c belongs to the powder and to how it was made. With q = 1.5, ΔV = 1 cm3/mol, D by
Walker's law and the springback of the shipped sulfide, and c as contacts made on loading and opened
on release (`opened_contact`), fitted on published cells (`validation/conductivity.py` prints it):
    glass-ceramic Li6PS5Cl      σ0 0.158 S/m, p0 158 MPa, b 0.09, r 0.54    rms 5 %, worst 10 %
    micro-crystalline Li6PS5Cl  σ0 0.461 S/m, p0 45 MPa, b 0.15, r 0.1      rms 7 %, worst 17 %
        (10.1021/acsenergylett.1c01299: 97 to 487 MPa pressed, 49 MPa to full stack pressure)
    Li5.5PS4.5Cl1.5             σ0 0.561 S/m, p0 48 MPa (loading only)      rms 5 %, worst 10 %
        (10.1021/acsami.6c03789: 10 to 400 MPa)
Below 49 MPa of stack pressure nothing was measured there, and r is hardly known: 0.1 is held, and 0
to 0.2 fits as well to half a per cent of rms (left free it ends at 0). The cell of
10.1002/aenm.201903253, its pellet made at 370 MPa, stays at 50 Ω when let back from 25 to 5 MPa;
with r below 0.3 its pellet alone would exceed that. So r is a property of the batch.
"""

from dataclasses import dataclass

import numpy as np

from asperity.laws import GAS_CONSTANT, Floats
from asperity.laws.current.grains import Contact, complete_contact


@dataclass(frozen=True, kw_only=True)
class PelletState:
    """Relative density, present and largest pressure (Pa), temperature (K) of an electrolyte."""

    density: Floats = 1.0
    pressure: Floats = 0.0
    largest_pressure: Floats = np.inf
    temperature: Floats = 298.15


@dataclass(frozen=True, kw_only=True)
class Conduction:
    """How a conductor answers its state; the neutral defaults leave a factor out.

    activation_energy J/mol (of σT), density_exponent, contact c(p, P) of pressures in Pa,
    activation_volume m3/mol.
    """

    activation_energy: Floats = 0.0
    density_exponent: Floats = 1.5
    contact: Contact = complete_contact
    activation_volume: Floats = 0.0


def arrhenius(T: Floats, T0: Floats, activation_energy: Floats) -> Floats:
    """σ(T)/σ(T0) where σT is activated: (T0/T) exp[-Ea/R (1/T - 1/T0)]; K and J/mol."""
    return T0 / T * np.exp(-activation_energy / GAS_CONSTANT * (1.0 / T - 1.0 / T0))


def pressure_factor(p: Floats, T: Floats, activation_volume: Floats) -> Floats:
    """exp(-p ΔV/RT): a compressed lattice conducts less; Pa, K, m3/mol."""
    return np.exp(-p * activation_volume / (GAS_CONSTANT * T))


def conductivity_factor(now: PelletState, stated: PelletState, law: Conduction) -> Floats:
    """σ(now)/σ(stated), dimensionless."""
    return (
        arrhenius(now.temperature, stated.temperature, law.activation_energy)
        * (now.density / stated.density) ** law.density_exponent
        * law.contact(now.pressure, now.largest_pressure)
        / law.contact(stated.pressure, stated.largest_pressure)
        * pressure_factor(now.pressure, now.temperature, law.activation_volume)
        / pressure_factor(stated.pressure, stated.temperature, law.activation_volume)
    )  # fmt: skip
