"""Power-law creep of a metal, which read backwards is its flow stress.

    rate = A (σ/s)^n exp[-(Q/R)(1/T - 1/T0)] exp(-p ΔV / R T)

    rate  equivalent strain rate, 1/s            σ   equivalent (von Mises) stress, Pa
    s     strength ratio of a small body (1 in bulk; see `size`)
    A     prefactor at T0, Pa^-n/s               n   stress exponent
    Q     activation energy, J/mol               ΔV  activation volume, m³/mol
    T     temperature, K                         p   hydrostatic pressure, Pa
    R     8.314462618 J/mol/K

Range: σ/s below about 1e-3 of the shear modulus, where the power law breaks down (Garofalo). For
sodium see Fincher et al. 2020 (10.1016/j.mtla.2020.100792), for lithium Sargent & Ashby 1984
and 10.1007/s10853-018-2971-3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from asperity.laws import GAS_CONSTANT, Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Creep:
    """The parameters of one metal: A (Pa^-n/s at T0), n, Q (J/mol), ΔV (m³/mol), T0 (K)."""

    prefactor: float
    exponent: float
    activation_energy: float
    activation_volume: float
    reference_temperature: float


def prefactor(creep: Creep, *, temperature: Floats, pressure: Floats = 0.0) -> Floats:
    """A exp[-(Q/R)(1/T - 1/T0)] exp(-p ΔV/RT), Pa^-n/s."""
    T, p = temperature, pressure
    Q, dV, T0 = creep.activation_energy, creep.activation_volume, creep.reference_temperature
    arrhenius = np.exp(-Q / GAS_CONSTANT * (1 / T - 1 / T0) - p * dV / (GAS_CONSTANT * T))
    return creep.prefactor * arrhenius


def strain_rate(
    creep: Creep, stress: Floats, *, temperature: Floats, pressure: Floats = 0.0, ratio: Floats = 1
) -> Floats:
    """Equivalent strain rate at an equivalent stress, 1/s; `ratio` is s."""
    A = prefactor(creep, temperature=temperature, pressure=pressure)
    return A * (stress / ratio) ** creep.exponent


def fluidity(
    creep: Creep, stress: Floats, *, temperature: Floats, pressure: Floats = 0.0, ratio: Floats = 1
) -> Floats:
    """1/η = 3 rate/σ, the reciprocal shear viscosity, 1/(Pa s); finite at zero stress for n ≥ 1."""
    A = prefactor(creep, temperature=temperature, pressure=pressure)
    n = creep.exponent
    return 3 * A * stress ** (n - 1) / ratio**n


def flow_stress(
    creep: Creep, rate: Floats, *, temperature: Floats, pressure: Floats = 0.0, ratio: Floats = 1
) -> Floats:
    """The stress at which the metal flows at a given strain rate, Pa."""
    A = prefactor(creep, temperature=temperature, pressure=pressure)
    return ratio * (rate / A) ** (1 / creep.exponent)
