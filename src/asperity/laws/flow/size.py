"""Small bodies of metal are stronger, and less so when warm.

    s(λ, T) = sqrt(1 + h*(T)/λ)                                     (Nix & Gao 1998 ‡ for hardness)
    h*(T)   = h0 exp[-(T - T0)/(w Tm)]

    s   strength ratio to the bulk          λ   size of what is deformed, m (here a wavelength)
    h*  size length, m; h0 at T0            Tm  melting temperature, K
    w   homologous softening width, dimensionless

‡ The form is Nix and Gao's indentation law, (H/H0)² = 1 + h*/depth (10.1016/S0022-5096(97)00086-0);
its use for the flow strength of a roughness wavelength is this package's assumption. For lithium
h0 = 45 µm at room temperature follows from hardness 43 MPa at 250 nm and 7.5 MPa at 10 µm depth.

The temperature law is this package's own. Lithium pillars of 1.4 µm weaken from 105 MPa at 25 °C to
35 MPa at 90 °C (Xu et al. 2017, 10.1073/pnas.1615733114). Creep's activation energy explains a
factor 1.5 of the three; the rest is a size length 4.4 times shorter, hence w = 0.097. Sodium takes
lithium's law at the same T/Tm: nobody has measured its own. Range: 298–363 K for lithium; above
it is extrapolated, and below room temperature h* stays h0. The pillars' own strength is not
reproduced: at 1.4 µm the law gives lithium some 5 MPa at 1e-3/s, twenty times less, as if pillars
lacked what lets the metal under an indenter flow. Contact sees indentation, so its law is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from asperity.laws import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeEffect:
    """Size length h0 (m) at T0 (K), softening width w, melting temperature Tm (K)."""

    length: float
    reference_temperature: float
    softening: float
    melting_temperature: float


def size_length(size: SizeEffect, temperature: Floats) -> Floats:
    """h*(T), m."""
    warmer = np.maximum(temperature - size.reference_temperature, 0.0)
    return size.length * np.exp(-warmer / (size.softening * size.melting_temperature))


def strength_ratio(size: SizeEffect, length: Floats, *, temperature: Floats) -> Floats:
    """s, the strength of a body of this length (m) over that of the bulk."""
    return np.sqrt(1 + size_length(size, temperature) / length)
