"""Voids at the face of a metal that is stripped: how they grow, and what contact they leave.

    da/dt = (Vm/2F) [i/(fχ) - s]   while stripping (i > 0), a >= a0
    da/dt = (Vm/2F) [-s]           while plating or at rest
    f = f0 [1 - π(a² - a0²)/ℓ²],    v = (2/3) π (a³ - a0³)/ℓ²

    a, a0  radius of the hemispherical voids and of the places they start from, m
    ℓ      spacing of those places, m: one void on each ℓ²
    i      current density over the whole face, A/m², positive where metal is stripped
    f, f0  contact fraction now and as pressed; χ the share of it that is clean
    s      what fills a void of that radius, A/m² over its mouth (`stripping.void_supply`, or the
           limit that the kinetics of the interface set)
    v      volume of the voids per area, m;  Vm molar volume, m³/mol;  F Faraday's constant

The void-free limit i/F <= J_creep + J_diffusion written as a rate: over the mouth πa² of a void the
metal beside it goes at i/(fχ), comes at s, and the difference is the growth of the void's volume,
dV/dt = 2πa² da/dt. So a void of radius a0 does not grow below the limit, and above it takes a charge
of the order of 2aF/Vm to reach a: 1.5 C/cm², 0.4 mAh/cm², a micrometre for lithium. Current plates
where there is contact, not into voids, which fill by creep and diffusion alone (voids occluded on
plating, Kasemchainan et al. 2019, 10.1038/s41563-019-0438-9). No published law: our own, for voids
apart from each other (πa² well below ℓ²), that do not move and do not join.
"""

from dataclasses import dataclass

import numpy as np

from asperity.laws import FARADAY, Floats


@dataclass(frozen=True, kw_only=True)
class VoidedFace:
    """A face with its places for voids, SI: a0, ℓ, f0, χ and Vm of the module's symbols."""

    nucleus: float
    spacing: float
    fraction: float
    molar_volume: float
    clean: float = 1.0


def covered(radius: Floats, face: VoidedFace) -> Floats:
    """Share of the face that voids of `radius` (m) take up beyond their starting size, 0..1."""
    grown = np.pi * (np.square(radius) - face.nucleus**2) / face.spacing**2
    return np.clip(grown, 0.0, 1.0)


def contact_left(radius: Floats, face: VoidedFace) -> Floats:
    """Contact fraction f with voids of `radius` (m)."""
    return face.fraction * (1.0 - covered(radius, face))


def void_volume(radius: Floats, face: VoidedFace) -> Floats:
    """Volume (m, per area) of the voids beyond that of the places they start from."""
    return 2.0 / 3.0 * np.pi * (np.power(radius, 3) - face.nucleus**3) / face.spacing**2


def growth(radius: Floats, current: Floats, supply: Floats, face: VoidedFace) -> Floats:
    """da/dt (m/s) at a current (A/m², positive strips) against a `supply` (A/m²)."""
    left = np.maximum(contact_left(radius, face) * face.clean, 1e-12)
    taken = np.maximum(current, 0.0) / left
    rate = 0.5 * face.molar_volume / FARADAY * (taken - supply)
    return np.where((np.asarray(radius) <= face.nucleus) & (rate < 0), 0.0, rate)
