"""The first instant of a contact: from elastic to flowing, by quadrature instead of marching.

    J(q) = J0(q) + a(q) X        a = (3/4) k A/s^n        dX/dt = σe(X)^(n-1)

    J0, J  compliance of each wavelength before and after, 1/Pa      k  layer factor
    A      creep prefactor at its temperature, Pa^-n/s               s  strength ratio of each size
    σe     stress in the contacts, Pa (see `stress`)                 n  creep exponent

At first touch the contacts carry the elastic stress of the roughness, far beyond what the metal
bears, and flow relaxes it over twenty decades of time. While little touches, the stress in a
contact does not depend on the load, so that a band has one unknown, X, and the time is a
quadrature, t = ∫ dX/σe^(n-1), evaluated for all X at once. What it leaves out (the effect of the
bands on each other) is forgotten soon after, since J grows as t^(1/n).

The pressure rises evenly from nothing meanwhile, and what has flowed is diluted by it (`loading`):
dJ/dt = c J^(1-n) - J/t has the solution J^n = n c t/(n+1), that of a constant pressure after the
time t/(n+1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.laws.closure.fraction import closeness, contact_fraction, contact_power, slopes
from asperity.laws.closure.stress import contact_stress, layer_stress

Array = NDArray[np.float64]
_DECADES = 60
_COARSE = _DECADES + 1
_BELOW, _SPAN, _FINE = 3.0, 4.0, 17
"""The time is summed closely from so many decades of X below its end, over so many, at points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A face at first touch: spectrum (q, C, weight), layer factor k, each (bands, points).

    `pressure` is on the face, Pa; `thickness` that of the metal, m; `prefactor` (Pa^-n/s at the
    metal's temperature) and `exponent` its creep; `ratio` the strength ratio s.
    """

    spectrum: tuple[Array, Array, Array]
    layer: Array
    ratio: Array
    prefactor: float
    exponent: float
    pressure: float
    thickness: float


def yielded(elastic: Array, touched: Touched, time: float) -> Array:
    """J (bands, points), 1/Pa, `time` seconds after first touch under a rising pressure.

    `elastic` is J0.
    """
    if touched.prefactor <= 0 or touched.pressure <= 0 or time <= 0:
        return elastic
    growth = 0.75 * touched.layer * touched.prefactor / touched.ratio**touched.exponent
    bands = [
        _band(J0, a, touched, band, time)
        for band, (J0, a) in enumerate(zip(elastic, growth, strict=True))
    ]
    return np.stack(bands)


def _band(J0: Array, a: Array, touched: Touched, band: int, time: float) -> Array:
    first = np.log(1e-3 * np.min(J0 / a))
    counting = np.log(time / (touched.exponent + 1))
    looked = first + np.log(10.0) * np.linspace(0.0, _DECADES, _COARSE)
    elapsed = _elapsed(looked, J0, a, touched, band, begun=None)
    begin = np.interp(counting, elapsed, looked) - _BELOW * np.log(10.0)
    begin = np.minimum(np.maximum(begin, first), looked[-1] - _SPAN * np.log(10.0))
    closer = begin + np.log(10.0) * np.linspace(0.0, _SPAN, _FINE)
    begun = np.interp(begin, looked, elapsed)
    elapsed = _elapsed(closer, J0, a, touched, band, begun=begun)
    return J0 + a * float(np.exp(np.interp(counting, elapsed, closer)))


def _elapsed(
    log_X: Array,
    J0: Array,
    a: Array,
    touched: Touched,
    band: int,
    *,
    begun: Array | None,
) -> Array:
    """Logarithm of the time (s) at each ln X; `begun` is that of the first, where it is known."""
    q, C, w = (array[band] for array in touched.spectrum)
    X = np.exp(log_X)
    J = J0 + a * X[:, None]
    slope, k = slopes(q, C, w), touched.layer[band]
    f = contact_fraction(closeness(touched.pressure, np.cumsum(slope / J**2, axis=-1)))
    power = contact_power(slope, J, f) / q
    stress = layer_stress(
        contact_stress(touched.pressure, f[:, -1], touched.exponent),
        power.sum(axis=-1),
        (k * power).sum(axis=-1),
        fraction=f[:, -1],
        thickness=touched.thickness,
        exponent=touched.exponent,
    )
    return _log_time(log_X, (touched.exponent - 1) * np.log(stress), begun)


def _log_time(log_X: Array, log_rate: Array, begun: Array | None) -> Array:
    """Logarithm of t at each X: trapezoids of X/σ^(n-1) in ln X, summed without overflow."""
    integrand = log_X - log_rate
    pieces = np.logaddexp(integrand[1:], integrand[:-1]) + np.log(0.5 * (log_X[1] - log_X[0]))
    first = integrand[0] if begun is None else begun
    return np.asarray(np.logaddexp.accumulate(np.concatenate([[first], pieces])))
