"""The first instant of a contact: from elastic to flowing, by quadrature instead of marching.

At first touch the contacts carry the elastic stress of the roughness, far beyond what the metal
bears, and flow relaxes it over twenty decades of time. While little touches, the stress in a contact
does not depend on the load, so each band obeys an equation with one unknown,

    J(q) = J0(q) + a(q) X,     a = (3/4) k A/s^n,     dX/dt = σe(X)^(n-1),

and the time is a quadrature, t = ∫ dX/σe^(n-1), evaluated for all X at once. What it leaves out (the
bands' effect on each other) is forgotten soon after, since J grows as t^(1/n).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from asperity.laws.closure.fraction import closeness, contact_fraction
from asperity.laws.closure.stress import asperity_stress, pressure_spectrum
from asperity.laws.flow.creep import Creep, prefactor

Array = NDArray[np.float64]
_DECADES = 60
_POINTS = 4 * _DECADES + 1


def yielded(
    elastic: Array,
    *,
    spectrum: tuple[Array, Array, Array],
    layer: Array,
    ratio: Array,
    creep: Creep,
    conditions: tuple[float, float, float, float],
) -> Array:
    """Compliance J (bands, points), 1/Pa, a moment after first touch.

    `spectrum` is q, C and the weights; `layer` k(qh); `ratio` the strength ratio s; `conditions`
    are the pressure (Pa), temperature (K), thickness of the metal (m) and the moment (s).
    """
    pressure, temperature, thickness, until = conditions
    A = float(prefactor(creep, temperature=temperature, pressure=pressure))
    if A <= 0 or pressure <= 0:
        return elastic
    growth = 0.75 * layer * A / ratio**creep.exponent
    bands = [
        _band(J0, a, q, C, w, k, (pressure, thickness, until, creep.exponent))
        for J0, a, q, C, w, k in zip(elastic, growth, *spectrum, layer, strict=True)
    ]
    return np.stack(bands)


def _band(
    J0: Array, a: Array, q: Array, C: Array, w: Array, k: Array, conditions: tuple[float, ...]
) -> Array:
    pressure, thickness, until, n = conditions
    start = 1e-3 * np.min(J0 / a)
    X = start * np.logspace(0, _DECADES, _POINTS)
    J = J0 + a * X[:, None]
    G = np.cumsum(0.25 * np.pi * q**3 * C * w / J**2, axis=-1)
    f = contact_fraction(closeness(pressure, G))
    stress, _ = asperity_stress(
        q, w, pressure_spectrum(q, C, J, f), fraction=f[:, -1], layer=k, thickness=thickness
    )
    time = _elapsed(X, np.log(stress) * (n - 1))
    return J0 + a * float(np.exp(np.interp(np.log(until), time, np.log(X))))


def _elapsed(X: Array, log_rate: Array) -> Array:
    """ln t at each X: trapezoids of X/σ^(n-1) in ln X, summed without overflow."""
    integrand = np.log(X) - log_rate
    step = np.log(X[1] / X[0])
    pieces = np.logaddexp(integrand[1:], integrand[:-1]) + np.log(0.5 * step)
    return np.logaddexp.accumulate(np.concatenate([[integrand[0]], pieces]))
