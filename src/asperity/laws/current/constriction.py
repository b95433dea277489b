"""Constriction of the current through patches of contact: of a rough face, of even spots.

    R0 = (1/σ) Σ_q ℓ tanh(L/ℓ) Δ(1/f)           ℓ = φ/q        φ = (a + b f)/(1 + c x)
    R1 = (1/σ) Σ_q m tanh(L/m) Δ(v)/F²          m = ψ/q        ψ = d + (1 - d) F
    R  = R0 + D S/(D + S)                       D = R1 - R0    S = e (1 - F) R_t

    R0, R1  area-specific resistance beyond that of the layer, Ω m²: of the current that loses
            least, without charge transfer; of one spread evenly over the contact
    R_t     charge transfer over the contact, R_ct/F, Ω m²          σ  conductivity, S/m
    f       contact fraction seen down to the wavenumber q (1/m), f = erf(x), 1/x² ∝ G (`fraction`)
    F, X, Γ the same and G (Pa²) down to the shortest wave
    v       variance of the contact seen down to q, F (1 - F) (G/Γ)^u,  u = 0.32 + X/4 + X²/2
    Δ       what a wave changes, over all waves of all bands from the longest on
    L       thickness of the conductor, m

Each scale of the roughness takes contact away from what the longer ones have left, and what it
takes costs as much as a layer ℓ thick if the current ran straight through what is left. Where ℓ
exceeds the thickness current cannot spread, and R0 = R1 = (L/σ)(1/F - 1) whatever the shape of the
patches, which is exact. R0 is Barber's analogy (2003, 10.1098/rspa.2002.1038; with Persson's
theory 10.1007/s11249-022-01630-2) taken scale by scale: elastic and electric kernels are alike, so
R0 = -(E*/2σ) du/dp̄ at a given contact, and Persson's mean gap u (`closure.gap`) gives the same
sum with L infinite and, for every scale,

    φ = f² [γ + 3(1 - γ) f²]/(2x²)                          γ = 0.45

in which nothing but f(q) is left: the modulus drops out, and with it whether the contact was made
by springing or by creep. That φ is too low (it goes with the theory's own contact, which is too low
besides), so a, b and c are fitted on current maps. R1 is exact with the spectrum of the contact
itself, whose variance Persson's diffusion of pressures gives; the power of G/Γ stands for its
integral, to a tenth, and ψ, fitted, for what spots smaller than the shortest wave take off. What
lies between is an upper bound: mixed from both currents so that it loses least, with the variance
of the first over the contact, e (1 - F), fitted.
"""

from __future__ import annotations

from math import pi

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf, erfinv

Array = NDArray[np.float64]
Numbers = tuple[float, float, float, float, float]
FITTED: Numbers = (0.277, 0.995, 0.357, 0.35, 0.61)
"""a, b, c, d, e."""
_NOTHING = 1e-30
"""S/m, so that what does not conduct has a resistance to tell and no division by zero."""
_LEAST, _MOST, _FAR = 1e-12, 40.0, 20.0
"""Of f; of x, with f = 1 to the last digit; of L/ℓ, with tanh = 1 likewise."""


def constriction(
    fraction: Array,
    wavenumber: Array,
    variance: Array,
    *,
    conductivity: Array | float,
    thickness: Array | float,
    numbers: Numbers = FITTED,
) -> tuple[Array, Array]:
    """R0 that the waves of each band add, (..., bands), and R1 of all of them, (...), Ω m².

    `fraction` (..., bands) is that down to each band, longest first; `wavenumber` (bands, points),
    ascending; `variance` (..., bands, points), what waves down to each add to G as a share of what
    their band does, 0..1; σ and L are (...).
    """
    F = np.minimum(np.maximum(fraction, _LEAST), 1.0)
    ends = np.minimum(erfinv(F), _MOST)
    down = 1 / np.square(ends)
    before = np.zeros(down.shape)
    before[..., 1:] = down[..., :-1]
    added = variance * np.maximum(down - before, 0.0)[..., None] + before[..., None]
    above = np.maximum(_row(added), _MOST**-2.0)
    x, q, L = 1 / np.sqrt(above), _row(wavenumber), np.asarray(thickness)[..., None]
    f = erf(x)
    lost = _steps(1 / f, 1.0)
    least = _spread(_reach(f, x, lost, numbers) / q, L) * lost
    share = (above / above[..., -1:]) ** (0.32 + ends[..., -1:] * (0.25 + 0.5 * ends[..., -1:]))
    last = F[..., -1:]
    even = _spread((numbers[3] + (1 - numbers[3]) * last) / q, L) * _steps(share, 0.0)
    sigma = np.maximum(conductivity, _NOTHING)
    bands = least.reshape(added.shape).sum(axis=-1) / sigma[..., None]
    return bands, np.asarray((1 / last - 1)[..., 0] * even.sum(axis=-1) / sigma)


def under_transfer(
    least: Array, even: Array, *, transfer: Array, fraction: Array, numbers: Numbers = FITTED
) -> Array:
    """R from R0, R1 and R_t (Ω m²; inf where nothing touches), and F: what is more than R_t."""
    more = np.maximum(even - least, 0.0)
    levelled = numbers[4] * (1 - fraction) * np.where(fraction > 0, transfer, 0.0)
    either = more + levelled
    mixed = np.divide(more * levelled, either, out=np.zeros_like(either), where=either > 0)
    return np.asarray(least + mixed)


def _reach(f: Array, x: Array, lost: Array, numbers: Numbers) -> Array:
    """φ on the way from the last wave to each, Δ(1/f) = `lost`: f at its mean over 1/f."""
    a, b, c = numbers[:3]
    mean = np.divide(_steps(-np.log(f), 0.0), lost, out=np.ones_like(f), where=lost > 0)
    way = x.copy()
    way[..., 1:] += x[..., :-1]
    way[..., 1:] *= 0.5
    return np.asarray((a + b * mean) / (1 + c * way))


def _spread(depth: Array, thickness: Array) -> Array:
    """ℓ tanh(L/ℓ), m."""
    if (_FAR * depth > thickness).any():
        return np.asarray(depth * np.tanh(thickness / depth))
    return depth


def _steps(values: Array, first: float) -> Array:
    """What each wave changes."""
    found = values - first
    found[..., 1:] = values[..., 1:] - values[..., :-1]
    return found


def _row(values: Array) -> Array:
    """All bands in a row."""
    return values.reshape(*values.shape[:-2], -1)


def spot_factor(fraction: Array) -> Array:
    """Ψ(f) = (1 - √f)^1.5/√f, dimensionless, 0 at full contact."""
    root = np.sqrt(np.clip(fraction, _LEAST, 1.0))
    return np.asarray((1 - root) ** 1.5 / root)


def even_spots(
    fraction: Array, wavenumber: Array, *, conductivity: Array | float, thickness: Array | float
) -> Array:
    """R of round spots 2π/q apart, one like the other, Ω m²: grains, of which no spectrum is known.

    Of the shape of its arguments: f, q (1/m), σ (S/m), L (m). A spot of radius a in a tube of
    radius b = λ/√π has (1 - a/b)^1.5/(4σa), correct to about 1 % (Cooper, Mikic & Yovanovich 1969,
    10.1016/0017-9310(69)90011-8; ‡ checked: 1/(4σa) for small a/b); times the tube's area, with
    f = (a/b)². Where they lie wider apart than the layer is thick, tanh(qL)/q tends to L. An
    even current costs 8 % more (8/(3π²σa)), which is left out.
    """
    across = 2 * pi / wavenumber / np.sqrt(pi) * np.tanh(wavenumber * thickness)
    return np.asarray(
        0.25 * pi * across / np.maximum(conductivity, _NOTHING) * spot_factor(fraction)
    )
