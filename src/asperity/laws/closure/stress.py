"""The stress that a rough contact carries: a third of the pressure on what touches, nearly.

    σe = (p̄/3f) (n + a√f)/(n + a) [1 - (1 - 3σv/p̄) (1 - √(1-f))⁴]        a = 1.75
    σv = (3/2) p̄ n^(-n/(n-1))

    on a layer   1/σ² = 1/σe² + (h f/3κS)(1 - S/S∞)        S∞, S = Σ |p_q|²/2q, Σ |p_q|² k/2q
                 κ = [((2n+1)/n)^n/(n+2)]^(2/(n-1))

    p̄    nominal pressure on the face, Pa     f   the fraction of it that touches
    n    stress exponent of creep             h   thickness of the layer, m
    p_q  amplitude of the contact pressure    k   layer factor (`kernel`)
         at the wavenumber q (1/m), Pa
    σ    von Mises stress, Pa, at whose viscosity a linear metal gives way as the power law does

Of a band of roughness on wider ones, p̄ and f are those of its own scale: the pressure on what the
wider bands leave in contact, and the fraction of that.

Source: this package's own finite elements of a power-law metal (`validation/stress_constant.py`,
`validation/stress_layer.py`; theory page "stress"). Strips, round contacts and flat round voids, f
from 0.001 to 0.999, n = 3, 5, 7: root mean square 6.5 % off, from 12 % too low to 20 % too high; a
and the fourth power are round numbers chosen on these points. Two limits are known besides.
Hardness is three times the flow stress (Tabor 1951); finite elements of a smooth punch without
hardening find 3.02. And as f tends to 1 the stress tends to σv, at which a linear metal closes a
lone round void as the power law does, dV/dt = -(3/2) V A (3p/2n)^n (Budiansky, Hutchinson &
Slutsky 1982; exact for n = 1, its high-triaxiality form otherwise). Contacts in clusters carry down
to 0.54 of p̄/3f if they are taken for one band; with a band for each scale the law finds 0.89 to
1.07 of what the elements do. Pits as deep as wide, close to each other, carry up to 1.47 of p̄/3f.

A layer bonded below is squeezed like a film where contacts are much wider than it is thick; κ is
the closed form of a film of the power-law metal under parallel strips. Strips on layers down to
1/32 of their period carry 0.75 to 1.09 (root mean square 13 %) of what the elements say, where that
of a half-space would be up to 2.2 times too much. A thick layer (S = S∞) is a half-space.
"""

from __future__ import annotations

from math import exp, log

import numpy as np

from asperity.laws import Floats

APART = 1.75
"""a: how a contact far from others falls short of a third."""


def contact_stress(pressure: Floats, fraction: Floats, exponent: float) -> Floats:
    """σe on a half-space, Pa; `fraction` in (0, 1]."""
    p, f, n = pressure, fraction, exponent
    third = 1 / (3 * (n + APART))
    near = n * third + (APART * third) * np.sqrt(f)
    lone = np.square(np.square(1 - np.sqrt(1 - f)))
    found: Floats = p / f * near * (1 - (1 - 3 * _void_share(n)) * lone)
    return found


def void_stress(pressure: Floats, exponent: float) -> Floats:
    """σv of a void in a half-space, Pa; (3/2) p̄/e for a linear fluid."""
    return _void_share(exponent) * pressure


def layer_stress(
    stress: Floats,
    work: Floats,
    layer_work: Floats,
    *,
    fraction: Floats,
    thickness: Floats,
    exponent: float,
) -> Floats:
    """σ on a layer, Pa, where the half-space would have σe = `stress`.

    `work` is S∞, `layer_work` S, Pa² m; `fraction` that of the whole face in contact; `thickness`
    in m.
    """
    S, h = layer_work, thickness
    film = h * fraction / (3 * film_depth(exponent) * S) * (1 - S / work)
    found: Floats = stress / np.sqrt(1 + stress**2 * film)
    return found


def film_depth(exponent: float) -> float:
    """κ, the thickness of a squeezed film over the depth that dissipates; 9 exp(-4/3) for n = 1."""
    n = exponent
    if n == 1:
        return 9 * exp(-4 / 3)
    return exp(2 * (n * log((2 * n + 1) / n) - log(n + 2)) / (n - 1))


def _void_share(n: float) -> float:
    """σv/p̄."""
    share: float = 1.5 * (n ** (-n / (n - 1)) if n > 1 else exp(-1.0))
    return share
