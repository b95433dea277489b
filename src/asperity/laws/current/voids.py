"""Voids at the face of a metal that is stripped: how they grow, and what contact they leave.

    da/dt = (Vm/F) [i/(f0 χ) - s] (1 - e^-x²)/(2 x D(x)),    x = √π a/ℓ,    a >= a0
    f = f0 exp(x0² - x²),    v = f0 χ (ℓ/√π) {[x - D(x)] - [x0 - D(x0)]}

    a, a0  radius of the hemispherical voids and of the places they start from, m
    ℓ      spacing of those places, m: one void on each ℓ², at random
    i      current density over the whole face, A/m², where metal is stripped; 0 otherwise
    f, f0  contact fraction now and as pressed; χ the share of it that is clean
    s      what fills a void of that radius, A/m² over its mouth (`stripping.void_supply`, or the
           limit that the kinetics of the interface set)
    v      volume of the voids per area, m;  Vm molar volume, m³/mol;  F Faraday's constant
    D      Dawson's integral

The void-free limit i/F <= J_creep + J_diffusion written as a rate. A void takes what is stripped
from contact within √2 a of its middle, a ring as large as its mouth; metal comes through the mouth
at s. All else that is stripped the foil makes good by moving as a whole. At random places mouths,
rings and hemispheres overlap (Kolmogorov 1937): of the face as pressed the mouths cover 1 - e^-x²,
and of the current the rings take the same share, so

    dv/dt = (Vm/F) (1 - e^-x²) (i - f0 χ s),

never more than is stripped; with v above this is da/dt. Voids join without a rule of their own: the
factor after the bracket goes from 1/2 (voids apart: dV = 2πa² da through πa²) to 1 (one gap). A
void of radius a0 does not grow below the limit, and above it takes a charge of the order of 2aF/Vm
to reach a: 1.5 C/cm², 0.4 mAh/cm², a micrometre for lithium. Current plates where there is contact,
not into voids, which fill by creep and diffusion alone (voids occluded on plating, Kasemchainan et
al. 2019, 10.1038/s41563-019-0438-9). No published law: our own. Voids do not move, all grow alike,
and their number does not depend on the rate, though seen through a clear electrolyte higher
currents made more and smaller ones (10.26434/chemrxiv-2025-lrw48).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import dawsn

from asperity.laws import FARADAY, Floats

_POINTS = 32


@dataclass(frozen=True, kw_only=True)
class VoidedFace:
    """A face with its places for voids, SI: a0, ℓ, f0, χ and Vm of the module; none may be 0."""

    nucleus: float
    spacing: float
    fraction: float
    molar_volume: float
    clean: float = 1.0


def covered(radius: Floats, face: VoidedFace) -> Floats:
    """Share of the contact as pressed that voids of `radius` (m) have taken, 0..1."""
    lost = np.square(_reach(radius, face)) - np.square(_reach(face.nucleus, face))
    return np.asarray(-np.expm1(-lost))


def contact_left(radius: Floats, face: VoidedFace) -> Floats:
    """Contact fraction f with voids of `radius` (m)."""
    return face.fraction * (1.0 - covered(radius, face))


def void_volume(radius: Floats, face: VoidedFace) -> Floats:
    """Volume (m, per area) of the voids beyond that of the places they start from."""
    now, start = _reach(radius, face), _reach(face.nucleus, face)
    depth = face.fraction * face.clean * face.spacing / np.sqrt(np.pi)
    return np.asarray(depth * (now - dawsn(now) - start + dawsn(start)))


def growth(radius: Floats, current: Floats, supply: Floats, face: VoidedFace) -> Floats:
    """da/dt (m/s) at a current (A/m², positive strips) against a `supply` (A/m²)."""
    taken = np.maximum(current, 0.0) / (face.fraction * face.clean)
    rate = face.molar_volume / FARADAY * (taken - supply) / _depth_a_radius(_reach(radius, face))
    return np.where((np.asarray(radius) <= face.nucleus) & (rate < 0), 0.0, rate)


def radius_at_half_contact(face: VoidedFace) -> float:
    """Radius (m) of the voids that have taken half of the contact as pressed."""
    return float(np.sqrt(face.nucleus**2 + np.log(2.0) / np.pi * face.spacing**2))


def charge_without_supply(radius: float, face: VoidedFace) -> float:
    """Charge (C/m²) that takes voids to `radius` (m) where nothing fills them: the least there is.

    q = (F/Vm) f0 χ (ℓ/√π) ∫ 2 x D(x)/(1 - e^-x²) dx from x0 to x, by Gauss and Legendre.
    """
    nodes, weights = np.polynomial.legendre.leggauss(_POINTS)
    start, end = _reach(face.nucleus, face), _reach(radius, face)
    x = start + 0.5 * (end - start) * (nodes + 1.0)
    integral = 0.5 * (end - start) * np.sum(weights * _depth_a_radius(x))
    depth = face.fraction * face.clean * face.spacing / np.sqrt(np.pi)
    return float(FARADAY / face.molar_volume * depth * integral)


def _reach(radius: Floats, face: VoidedFace) -> NDArray[np.float64]:
    return np.asarray(np.sqrt(np.pi) * np.asarray(radius, dtype=float) / face.spacing)


def _depth_a_radius(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Depth stripped over the mouths for each step in radius: 2 where voids are apart, then 1."""
    return np.asarray(2.0 * x * dawsn(x) / -np.expm1(-np.square(x)))
