"""How flat a wrinkled foil is pressed against a stiff face.

    p₁ = (4/√3) σ (h/L)²                         the first wave folds flat between its hinges
    H  = H₀ min[1, (p/p₁)^-γ] (1 - p/3σ)₊         γ = ln(1/0.2105)/ln 4 = 1.124
    p/σ = (E/ε)^(1/n) / s,    ε = max(π² H₀ h/L², H₀/h),    E = ∫ A pⁿ dt

H₀, H  height of the wrinkles from trough to crest, before and after, m
h, L   thickness of the foil and wavelength of its wrinkles, m
σ      flow stress at the rate of the hold, Pa;  p mean pressure, Pa
E      what a free piece of the metal would be strained meanwhile; n creep exponent
ε      strain that flattening asks for: of its bending or of crushing it flat, whichever is more
s      strength of metal as small as h over that of the bulk

Derived here. A wave pressed between two flats carries the line load pL at its crests; a half span
turns rigidly between plastic hinges of moment M = σh²/(2√3) (plane strain), and the work balance
pL dH = 4 M dH/(L/2) gives p₁. What is left is the span's departure from its chord: a wave of half
the length and of max(cos x - 1 + 2x/π) = 0.2105 of the height. So it goes on, each wave at four
times the pressure, hence the power γ. Waves shorter than 4h no longer bend: they are crushed, and
the share p/3σ of them that touches (indentation) is flat.
Range: shallow wrinkles, H₀ below some L/5, that are free to spread; a crease folded over stays. A
mean-field of wavelengths it is not: for the finer topography of a face see `laws.closure`.
"""

import numpy as np

from asperity.laws import Floats

LEFT = float(np.sqrt(1 - 4 / np.pi**2) - 1 + 2 / np.pi * np.arcsin(2 / np.pi))
"""Largest departure of a cosine from the chord between its crest and trough, over its amplitude."""
POWER = float(-np.log(LEFT) / np.log(4.0))
STOUT = 4.0
"""Wavelength over thickness below which a wave is crushed rather than bent."""
INDENTED = 3.0
"""Pressure of true contact over the flow stress."""


def hinge_pressure(thickness: Floats, length: Floats) -> Floats:
    """p₁/σ, pressure at which the first wave folds over the flow stress; both in m."""
    return np.asarray(4.0 / np.sqrt(3.0) * (np.asarray(thickness, dtype=float) / length) ** 2)


def asked_strain(height: Floats, length: Floats, thickness: Floats) -> Floats:
    """ε, strain that flattening wrinkles of this height asks for; all in m."""
    return np.maximum(np.pi**2 * height * thickness / length**2, height / thickness)


def flattened(pressure: Floats, thickness: Floats, length: Floats) -> Floats:
    """H/H₀ under a `pressure` given in flow stresses (p/σ); lengths in m. Never rises with it."""
    x = np.asarray(pressure, dtype=float)
    first = hinge_pressure(thickness, length)
    bending = np.minimum(x, hinge_pressure(1.0, STOUT))
    folded = (np.maximum(bending, first) / first) ** -POWER
    return np.asarray(folded * np.maximum(1.0 - x / INDENTED, 0.0))


def remaining_height(
    height: Floats, length: Floats, thickness: Floats, effort: Floats, *, n: Floats, ratio: Floats
) -> Floats:
    """H (m) after the `effort` E; height, length and thickness in m, `ratio` is s."""
    strain = asked_strain(height, length, thickness)
    pressure = (effort / np.maximum(strain, 1e-300)) ** (1.0 / n) / ratio
    return np.asarray(height * flattened(pressure, thickness, length))
