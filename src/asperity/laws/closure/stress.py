"""The deviatoric stress that carries a rough contact, from equal dissipation, one band at a time.

    asperities   σa² ℓ f / 3 = Σ |p_q|² k / (2q)          1/ℓ = k̄/c + 1/h       c = 27π/8
    voids        σv  = (3/2) p̄ n^(-n/(n-1)) sqrt(k_b)
    σe² = σa² + σv²

    p_q   amplitude of the contact pressure: C_p = (q/2J)² C f(q)         f  contact fraction
    k̄    mean wavenumber of C_p in the band, 1/m; k_b the mean layer factor    h  layer thickness, m
    n     stress exponent of creep

Both ends are closed forms. *Few asperities*: a round flat punch of radius a under the mean pressure
p_m dissipates F²/(8ηa); a volume c a (π a²) at the stress σe dissipates σe² c π a³/(3η), so
σe² = (3π/8c) p_m². Fully plastic hardness p_m = 3σe (Tabor 1951) then gives c = 27π/8 = 10.6; the
slip-line field of a smooth punch (p_m = 5.69 k = 3.29 σe in von Mises' measure) gives 12.7, and a
linear fluid any. c is taken as 10.6 with a range of 8 to 13; it is fitted on nothing.
*Last voids*: a round void closes as dV/dt = -(3/2) V A (3p/2n)^n (Budiansky, Hutchinson & Slutsky
1982; exact for n = 1, its high-triaxiality form otherwise); the same rate in a linear medium of
viscosity η is -(3/4) V p/η, and equality of the two fixes σv. At full contact the asperities'
term has decayed with J and the voids' term alone closes what is left, at a constant rate.

Waves much longer than the layer are constrained; the volume that dissipates is then no deeper than
the layer (1/ℓ), and the voids' stress is reduced by the square root of the mean layer factor.
"""

from __future__ import annotations

from math import exp, pi

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats

Array = NDArray[np.float64]
CONSTANT = 27 * pi / 8


def pressure_spectrum(
    wavenumber: Array, density: Array, compliance: Array, fraction: Array
) -> Array:
    """C_p(q) = (q/2J)² C f, Pa² m², shape (..., bands, points)."""
    return (wavenumber / (2 * compliance)) ** 2 * density * fraction


def asperity_stress(
    wavenumber: Array,
    weight: Array,
    contact: Array,
    *,
    fraction: Array,
    layer: Array,
    thickness: Floats,
) -> tuple[Array, Array]:
    """σa (Pa) and the mean layer factor k_b of each band, shape (..., bands).

    `contact` is C_p; `fraction` f at the band's end; `thickness` of the shape of the latter.
    """
    measures = band_measures(wavenumber, weight, layer)
    return stress_of(contact, measures, fraction=fraction, thickness=thickness)


def band_measures(wavenumber: Array, weight: Array, layer: Array) -> Array:
    """dq times k, q, k q and q²: what C_p is summed with over a band, (..., bands, points, 4)."""
    q, k = np.broadcast_arrays(wavenumber, layer)
    return np.stack([k, q, k * q, q**2], axis=-1) * weight[..., None]


def stress_of(
    contact: Array, measures: Array, *, fraction: Array, thickness: Floats
) -> tuple[Array, Array]:
    """`asperity_stress` with sums that need not be laid out again."""
    sums = np.matmul(contact[..., None, :], measures)[..., 0, :]
    with_k, with_q, with_kq, with_qq = sums[..., 0], sums[..., 1], sums[..., 2], sums[..., 3]
    depth = 1 / (with_qq / with_q / CONSTANT + 1 / thickness)
    return np.sqrt(3 * pi * with_k / (depth * fraction)), with_kq / with_q


def void_stress(pressure: Floats, exponent: float) -> Floats:
    """σv of a void in a half-space, Pa; (3/2) p̄/e for a linear fluid."""
    shape: float = exponent ** (-exponent / (exponent - 1)) if exponent > 1 else exp(-1.0)
    return 1.5 * pressure * shape
