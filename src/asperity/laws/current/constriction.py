"""Constriction of the current through patches of contact: of a rough face, of even spots.

    R = (1/σ) Σ_q ℓ tanh(L/ℓ) Δ(1/f)        ℓ = φ/q        φ = f² [γ + 3(1 - γ) f²]/(2x²)

    R   area-specific resistance beyond that of the layer, Ω m²      σ  conductivity, S/m
    f   contact fraction seen down to the wavenumber q (1/m), f = erf(x), 1/x² ∝ G (`fraction`)
    Δ   what a wave changes, over all waves of all bands from the longest on
    L   thickness of the conductor, m                      γ  0.45, as in `closure.gap`

Elastic and electric kernels are alike, so at a given contact R = -(E*/2σ) du/dp̄ (Barber 2003,
10.1098/rspa.2002.1038); with Persson's mean gap u(p̄) (10.1007/s11249-022-01630-2) this is the sum
above where L is infinite. The modulus drops out, and so does whether the contact was made by
springing or by creep: what counts is how contact is lost from scale to scale. Each scale takes
contact from what the longer ones leave, and that costs as much as a layer ℓ thick would if the
current ran straight through what is left. Where ℓ exceeds the thickness current cannot spread, and
the sum is (L/σ)(1/f - 1), which is exact whatever the shape of the patches.

Nothing is fitted. Under the load of 460 maps on which the current was solved, elastic or crept, of
one band or two, it is 3 to 19 % too high on the average of a kind of face, root mean square 14 to
25 %, at worst 1.9 times too high or 0.6 of the map's. It belongs to the contact of the same theory,
which is less than the map's at the same load (`fraction`): at the contact of the map it is a third
too low for elastic faces, and a third too high for crept ones, which touch in spots finer than
their shortest wave. On layers thinner than patches are apart, R follows that contact, and is up to
30 % too high. Theory page "current", `validation/constriction.py`.

Charge transfer evens the current out, so its sum with R is a lower bound: on these maps 8 % low, at
worst 20 %, where both are alike; 3 to 4 and 11 % where either is ten times the other.
"""

from __future__ import annotations

from math import pi

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf, erfinv

from asperity.laws.closure.gap import GAMMA
from asperity.laws.together import anywhere, everywhere

Array = NDArray[np.float64]
_NOTHING = 1e-30
"""S/m, so that what does not conduct has a resistance to tell and no division by zero."""
_LEAST, _MOST, _FAR = 1e-12, 40.0, 20.0
"""Of f; of x, with f = 1 to the last digit; of L/ℓ, with tanh = 1 likewise."""
_RAMP = (0.05, 0.2, 0.5)


def constriction(
    fraction: Array,
    wavenumber: Array,
    variance: Array,
    *,
    conductivity: Array | float,
    thickness: Array | float,
    gamma: float = GAMMA,
) -> Array:
    """R that the waves of each band add, Ω m², shape (..., bands).

    `fraction` (..., bands) is that down to each band, longest first; `wavenumber` (bands, points),
    ascending; `variance` (..., bands, points), what waves down to each add to G as a share of what
    their band does, 0..1; σ and L are (...). A wave stands for the waves around it, half a step to
    either side, as the trapezoidal weights of `topography.spectrum` have it: forty a band are right
    to 2.2 % over one to three decades. Sums that end at each wave instead are up to 30 % too low.
    """
    if everywhere(fraction >= 1):
        return np.zeros(fraction.shape)
    down = np.minimum(erfinv(np.minimum(np.maximum(fraction, _LEAST), 1.0)), _MOST) ** -2.0
    before = np.zeros_like(down)
    before[..., 1:] = down[..., :-1]
    added = variance * np.maximum(down - before, 0.0)[..., None] + before[..., None]
    inverse = np.maximum(_ramped(_row(added)), _MOST**-2.0)
    f = erf(1 / np.sqrt(inverse))
    lost = 1 / f - 1
    lost[..., 1:] = 1 / f[..., 1:] - 1 / f[..., :-1]
    squared = f * f
    reach = 0.5 * inverse * squared * (gamma + 3 * (1 - gamma) * squared)
    reach[..., 1:] = 0.5 * (reach[..., 1:] + reach[..., :-1])
    q = _row(wavenumber)
    depth = reach / np.concatenate([np.repeat(q[..., :1], len(_RAMP), axis=-1), q], axis=-1)
    L = np.asarray(thickness)[..., None]
    if anywhere(_FAR * depth > L):
        lost *= np.tanh(L / depth)
    adds = depth * lost
    adds[..., len(_RAMP)] += adds[..., : len(_RAMP)].sum(axis=-1)
    bands = adds[..., len(_RAMP) :].reshape(added.shape).sum(axis=-1)
    return np.asarray(bands / np.maximum(conductivity, _NOTHING)[..., None])


def _ramped(inverse: Array) -> Array:
    """1/x² of a row, the first wave's in parts: all of its contact is lost at one wavenumber."""
    parts = [inverse[..., :1] * part for part in _RAMP]
    return np.concatenate([*parts, inverse], axis=-1)


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
    f = (a/b)². Where they lie wider apart than the layer is thick, tanh(qL)/q tends to L.
    """
    across = 2 * pi / wavenumber / np.sqrt(pi) * np.tanh(wavenumber * thickness)
    return np.asarray(
        0.25 * pi * across / np.maximum(conductivity, _NOTHING) * spot_factor(fraction)
    )
