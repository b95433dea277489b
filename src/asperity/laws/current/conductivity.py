"""Ionic conductivity of a pressed electrolyte away from the conditions it was measured under.

    σ = σs f(state)/f(state s),    f = (1/T) exp(-Ea/RT) · D^q · c(p, P) · exp(-p ΔV/RT)
    c(p, P) = (1 - r)(1 - exp(-p/p0)) + r (1 - exp(-P/p0))

σs    the stated conductivity, S/m, and s the state it was measured in: so the card's number
      comes back exactly at the card's conditions
T     temperature, K; Ea activation energy of σT (not of σ: the 1/T is there), J/mol
D     relative density; q its exponent, 1.5 (Bruggeman), good above about D = 0.83
p, P  present and largest axial pressure, Pa; p <= P
p0    pressure at which grain contacts have formed (63 %), Pa
r     share of the contacts that stay when the pressure is taken off (bonded, not only elastic)
ΔV    activation volume of conduction in the dense solid, m3/mol

On first loading p = P and r has no say: c = 1 - exp(-p/p0). At p = 0 a pellet keeps r of it, so a
ready pellet measured in its cell does not become an insulator. The form of c is ours; fitted with
q = 1.5, ΔV = 1 cm3/mol and D by Walker's law to all cells of 10.1021/acsenergylett.1c01299
(97 to 487 MPa pressed, 49 MPa to full stack pressure; `validation/conductivity.py` prints it):
    glass-ceramic Li6PS5Cl      p0 132 MPa, r 0.71                  rms 6 %, worst 11 %
    micro-crystalline Li6PS5Cl  p0 74 MPa, r = exp(-P/189 MPa)      rms 8 %, worst 17 %
    the same, one r for all     p0 55 MPa, r = 0                    rms 11 %, worst 30 %
Below 49 MPa of stack pressure nothing was measured there. In 10.1002/aenm.201903253 a cell whose
pellet was made at 370 MPa stays at 50 Ω when let back from 25 to 5 MPa; with r below 0.3 its
pellet alone would exceed that. So r is a property of the batch: 0.3 to 0.9, and 0 only for
powder that never bonds.
"""

from dataclasses import dataclass

import numpy as np

from asperity.laws import GAS_CONSTANT, Floats


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

    activation_energy J/mol (of σT), density_exponent, grain_pressure p0 in Pa (0: contacts are
    complete), bonded_share r, activation_volume m3/mol.
    """

    activation_energy: Floats = 0.0
    density_exponent: Floats = 1.5
    grain_pressure: Floats = 0.0
    bonded_share: Floats = 0.0
    activation_volume: Floats = 0.0


def arrhenius(T: Floats, T0: Floats, activation_energy: Floats) -> Floats:
    """σ(T)/σ(T0) where σT is activated: (T0/T) exp[-Ea/R (1/T - 1/T0)]; K and J/mol."""
    return T0 / T * np.exp(-activation_energy / GAS_CONSTANT * (1.0 / T - 1.0 / T0))


def grain_contact(p: Floats, P: Floats, *, p0: Floats, r: Floats) -> Floats:
    """Share c(p, P) of the grain contacts that conduct, 0..1; pressures in Pa."""
    with np.errstate(divide="ignore", invalid="ignore"):
        present = -np.expm1(-np.minimum(p, P) / np.asarray(p0, dtype=float))
        formed = -np.expm1(-np.asarray(P, dtype=float) / p0)
    return np.where(np.asarray(p0) > 0.0, (1.0 - r) * present + r * formed, 1.0)


def fading_bond(P: Floats, P1: Floats) -> Floats:
    """Bonded share r = exp(-P/P1) of a powder which springs back harder the harder it is pressed.

    Seen in micro-crystalline Li6PS5Cl, P1 = 189 MPa; empirical, 97 to 487 MPa.
    """
    return np.exp(-P / np.asarray(P1, dtype=float))


def pressure_factor(p: Floats, T: Floats, activation_volume: Floats) -> Floats:
    """exp(-p ΔV/RT): a compressed lattice conducts less; Pa, K, m3/mol."""
    return np.exp(-p * activation_volume / (GAS_CONSTANT * T))


def conductivity_factor(now: PelletState, stated: PelletState, law: Conduction) -> Floats:
    """σ(now)/σ(stated), dimensionless."""
    return (
        arrhenius(now.temperature, stated.temperature, law.activation_energy)
        * (now.density / stated.density) ** law.density_exponent
        * _contact(now, law) / _contact(stated, law)
        * pressure_factor(now.pressure, now.temperature, law.activation_volume)
        / pressure_factor(stated.pressure, stated.temperature, law.activation_volume)
    )  # fmt: skip


def _contact(state: PelletState, law: Conduction) -> Floats:
    return grain_contact(
        state.pressure, state.largest_pressure, p0=law.grain_pressure, r=law.bonded_share
    )
