"""Contact fraction of a rough face, scale by scale (Persson 2001, 10.1063/1.1388626).

    G(q) = (π/4) ∫^q q'³ C(q') / J(q')² dq'        x = p̄ / (2 √G)        f(q) = erf(x)

    C  height spectrum, m⁴        J  compliance felt by each wavelength, 1/Pa (1/E* when elastic)
    p̄  nominal pressure, Pa       f  contact fraction seen when all waves up to q are resolved

2G is the variance of the pressure in full contact. With J = 1/E* this is Persson's elastic theory.
Its contact fraction lies below that of this package's own grid: by 25 % of itself at a few per cent
of contact, 10 % at half contact, 1 % near full contact (`tests/contact`). Creep enters through J,
which grows: a wavelength that has flowed resists no more. Arrays have shape (..., bands, points) in
ascending q; sums run over the last two axes, several faces or moments may lie on the axes before.
"""

from __future__ import annotations

from math import pi

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from asperity.laws import Floats

Array = NDArray[np.float64]
CLOSED = 6.0
"""x beyond which erfc(x) < 3e-17: contact is complete in double precision."""


def pressure_variance(wavenumber: Array, density: Array, weight: Array, compliance: Array) -> Array:
    """G(q), Pa², shape as given."""
    return variance_of(slopes(wavenumber, density, weight), compliance)


def slopes(wavenumber: Array, density: Array, weight: Array) -> Array:
    """(π/4) q³ C dq, dimensionless: what each wavenumber adds to G where J = 1."""
    return 0.25 * pi * wavenumber**3 * density * weight


def variance_of(slopes: Array, compliance: Array) -> Array:
    """G(q), Pa², of slopes that need not be found again."""
    terms = slopes / compliance**2
    return terms.reshape(*terms.shape[:-2], -1).cumsum(axis=-1).reshape(terms.shape)


def variance_shares(variance: Array) -> Array:
    """What waves down to each add to the variance of their band, as a share of it, 0..1.

    `variance` is G; with the contact fraction down to each band, shares tell that down to each
    wave: 1/x² is proportional to G (see `asperity.laws.current.constriction`).
    """
    ends = variance[..., -1:]
    before = np.concatenate([np.zeros_like(ends[..., :1, :]), ends[..., :-1, :]], axis=-2)
    own = ends - before
    return np.asarray(np.divide(variance - before, own, out=np.ones_like(variance), where=own > 0))


def closeness(pressure: Floats, variance: Array) -> Array:
    """Return x = p̄/(2√G), dimensionless, capped at 1e6."""
    return np.minimum(0.5 * pressure / np.sqrt(variance), 1e6)


def contact_fraction(x: Array) -> Array:
    """Return f = erf(x)."""
    return np.asarray(erf(x))


def contact_power(slopes: Array, compliance: Array, fraction: Array) -> Array:
    """π q C_p dq with C_p = (q/2J)² C f: half of |p_q|² of the contact pressure, Pa²."""
    return slopes / compliance**2 * fraction


def mean_wavenumber(wavenumber: Array, power: Array) -> Array:
    """Mean wavenumber of the contact pressure over the last axis, 1/m."""
    return np.asarray((wavenumber * power).sum(axis=-1) / power.sum(axis=-1))
