"""Largest stripping current at which voids at the metal's face still close as fast as they open.

    s(a) = (F/Vm) { a ε̇[3(p + 2γ/a)/(2n)] + 2 D Vm (p + 2γ/a)/(RT a) },    i_c = φ s(a0)
    ε̇[s] = min{A (s/√(1 + h*/2a))^n, ε̇_known}

s(a)  current density over its mouth with which a hemispherical void of radius a (m) fills, A/m2
a0    radius of the pits of the face from which voids start, m
φ     share of that supply that is worth anything: one number for an interface, 1 if none is known
p     stack pressure in the metal, Pa; γ surface energy, J/m2: 2γ/a adds to it
A, n  creep prefactor at T (Pa^-n/s) and exponent; h* length of the size effect, m (0: none)
ε̇_known  fastest creep the law is believed to, 1/s: beyond it creep brings no more
D     self-diffusivity of the metal at T, m2/s; Vm molar volume of the metal, m3/mol
T     temperature, K;  i_c current density of true contact, A/m2

First term: a pit at a frictionless wall closes like half a spherical void,
V̇/V = -(3/2) ε̇(3p/2n) (Budiansky, Hutchinson & Slutsky 1982), which per mouth area πa² is
a ε̇(3p/2n). Second: atoms diffuse to the void down the chemical potential Vm (p + 2γ/a); the flux to
a sphere in an infinite medium is D Δμ/(RT Vm a), its half over the mouth twice that. Creep favours
large voids, diffusion small ones; at one radius between, both find it hardest. In pits of 0.25 µm
it is diffusion that carries nearly all: of lithium creep brings 5e-6 to 2e-3 at 2 to 14 MPa, of
sodium 5 % at 9 MPa. The view that the literature calls creep-limited is limited by both.

A void in a pit smaller than that fills ever more slowly as it grows: beyond s(a0) it runs away, up
to where creep brings as much again. One in a larger pit fills ever faster and stops. Either way
voids start at s(a0). Below s of the hardest void every void closes, whatever its size: the bound
for a face of which nothing is known. That the limit is set where voids start is our argument, not a
published law.

Judged (`validation/stripping.py`), with pits of 0.25 µm, full contact: the cards alone (φ = 1) are
within a factor 1.8 of nine published currents of one lithium interface, 1.7 and 5.5 times above the
two of another and 80 times above the one of sodium on beta''-alumina. One φ for all twelve is off
by 10, one for both lithium interfaces by 2.6 (2.0 is the least for any law that rises). With one φ
for each interface (0.83, 0.33, 0.0125), within 1.5 and 1.8, and within 2 for any pit from 0.1 to
1 µm; sodium has one row, so its φ tests nothing. The hardest
void lies 3 to 50 times below lithium. Sodium rises as a straight line in p up to 9 MPa: diffusion
under p + 2γ/a0, where creep brings 5 % of it; above, creep bends it upward. The other published
view, `interface_limited`, takes the limit from the interface's kinetics.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws import FARADAY, GAS_CONSTANT, Floats

_SMALLEST, _LARGEST, _STEPS = 1e-9, 1e-3, 480


@dataclass(frozen=True, kw_only=True)
class StrippedMetal:
    """The metal at its temperature, SI (see the module's symbols)."""

    A: float
    n: float
    D: float
    Vm: float
    surface_energy: float
    size_length: float = 0.0
    temperature: float = 298.15
    fastest: float = np.inf


def void_supply(p: Floats, a: Floats, metal: StrippedMetal) -> Floats:
    """Current density in A/m2 with which a void of radius `a` (m) fills under `p` (Pa)."""
    drive = np.asarray(p + 2.0 * metal.surface_energy / a)
    strength = np.sqrt(1.0 + metal.size_length / (2.0 * a))
    rate = metal.A * np.power(1.5 / metal.n * drive / strength, metal.n)
    creep = a * np.minimum(rate, metal.fastest)
    diffusion = 2.0 * metal.D * metal.Vm * drive / (GAS_CONSTANT * metal.temperature * a)
    return np.asarray(FARADAY / metal.Vm * (creep + diffusion))


def creep_share(p: Floats, a: Floats, metal: StrippedMetal) -> NDArray[np.float64]:
    """Share of that supply which creep brings, 0..1; the rest is diffusion."""
    still = replace(metal, fastest=0.0)
    return np.asarray(1.0 - void_supply(p, a, still) / void_supply(p, a, metal))


def hardest_void(p: Floats, metal: StrippedMetal) -> NDArray[np.float64]:
    """Radius in m, between 1 nm and 1 mm, of the void that is slowest to fill at `p` (Pa)."""
    radii = np.geomspace(_SMALLEST, _LARGEST, _STEPS + 1)
    supply = np.asarray(void_supply(np.asarray(p, dtype=float)[..., None], radii, metal))
    k = np.clip(np.argmin(supply, axis=-1), 1, _STEPS - 1)
    near = [np.log(np.take_along_axis(supply, (k + j)[..., None], -1)[..., 0]) for j in (-1, 0, 1)]
    shift = 0.5 * (near[0] - near[2]) / (near[0] - 2.0 * near[1] + near[2])  # parabola in logs
    return np.asarray(radii[k] * (radii[1] / radii[0]) ** np.clip(shift, -1.0, 1.0))


def critical_stripping_current(
    p: Floats, metal: StrippedMetal, *, nucleus: Floats | None = None, share: Floats = 1.0
) -> Floats:
    """Largest void-free stripping current density in A/m2 at the stack pressure `p` (Pa).

    From pits of radius `nucleus` (m), or for whatever void is hardest to fill where none is known.
    """
    return share * void_supply(p, hardest_void(p, metal) if nucleus is None else nucleus, metal)


def interface_limited(
    T: Floats, *, reference_current: Floats, reference_temperature: Floats, Ea: Floats
) -> Floats:
    """Critical current density in A/m2 if the interface's kinetics limit it, not the creep.

        i_c(T) = i_ref exp[-Ea/R (1/T - 1/T_ref)]

    `Ea` 12.5 to 14.5 kJ/mol (0.13-0.15 eV; 9.6 kJ/mol, 0.10 eV, with a tin interlayer): measured
    for sodium on three oxides (arXiv 2603.23340), where the microstructure of the metal moved it
    little and bulk diffusion of vacancies asks 0.05 eV. `reference_current` is a measured one.
    """
    shift = 1.0 / np.asarray(T, dtype=float) - 1.0 / reference_temperature
    return np.asarray(reference_current * np.exp(-Ea / GAS_CONSTANT * shift))
