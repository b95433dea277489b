"""Constriction of the current through patches of contact.

    R = κ(q̄) Ψ(f),    Ψ(f) = (1 - √f)^1.5 / √f,    κ = (π/4) b tanh(q̄L)/σ,    b = λ̄/√π

    R   area-specific resistance beyond that of the layer, Ω m²      f  contact fraction of the band
    λ̄   mean spacing of the patches, 2π/q̄, m                        σ  conductivity, S/m
    L   thickness of the conductor, m

A round spot of radius a in a tube of radius b has R_spot = (1 - a/b)^1.5/(4σa) (Cooper, Mikic &
Yovanovich 1969, 10.1016/0017-9310(69)90011-8, correct to about 1 %; ‡ checked: 1/(4σa) for small
a/b). Times the tube's area, with f = (a/b)² and one patch a wavelength squared. Where patches lie
wider apart than the layer is thick the current cannot spread: tanh(q̄L)/q̄ tends to L, the kernel
of a layer with a flat back contact. Bands add, since each wavelength constricts what the longer
ones leave: R = Σ κ_b Ψ(f_b)/Π_{longer} f.
"""

from __future__ import annotations

from math import pi

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_NOTHING = 1e-30
"""S/m, so that what does not conduct has a resistance to tell and no division by zero."""


def spot_factor(fraction: Array) -> Array:
    """Ψ(f), dimensionless, 0 at full contact."""
    root = np.sqrt(np.clip(fraction, 1e-12, 1.0))
    return np.asarray((1 - root) ** 1.5 / root)


def constriction(
    fraction: Array, wavenumber: Array, *, conductivity: Array | float, thickness: Array | float
) -> Array:
    """R of all bands, Ω m², shape (...).

    `fraction` (..., bands) is cumulative, longest band first; q̄ (..., bands); σ and L are (...).
    """
    longer = np.concatenate([np.ones_like(fraction[..., :1]), fraction[..., :-1]], axis=-1)
    own = np.divide(fraction, longer, out=np.zeros_like(fraction), where=longer > 0)
    L, sigma = np.asarray(thickness)[..., None], np.maximum(conductivity, _NOTHING)[..., None]
    tube = 0.25 * pi * (2 * pi / wavenumber) / np.sqrt(pi) * np.tanh(wavenumber * L) / sigma
    return np.asarray(np.sum(tube * spot_factor(own) / np.maximum(longer, 1e-12), axis=-1))
