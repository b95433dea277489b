"""The equivalent circuit of a cell: layers, and faces that touch in places, in the mean field.

A face, beyond the layers:

    1/Z = 1/(z/f + R_c σ/κ) + jω ε0 (1 - f)/g,    z = R_ct/(1 + jω R_ct C)

    Z    impedance of the whole area beyond that of the layers, Ω m²      f  contact fraction
    R_ct charge transfer per contact area, Ω m²      C  double layer per contact area, F/m²
    R_c  constriction, Ω m², at conductivity σ (S/m); κ takes its place at a frequency
    g    gap between the spots, m: the harmonic mean over it, since its capacitors lie side by side;
         `parallel_gap` has it from the mean gap
    ω    2π times the frequency (Hz)

Contact and constriction in series, gaps beside them. At full contact it is exact, as it is for
R_ct much above constriction; else it knows neither that current leaves the spots' edges first nor
that a gap near a spot is filled before one far away.

A pellet of grains and boundaries, the brick layer (Irvine, Sinclair & West 1990,
10.1002/adma.19900020304):

    1/κ = (1/σ) [ (1 - s)/(1 + jω τ_b) + s/(1 + jω τ_g) ],    τ_b = (1 - s) ε_b/σ,    τ_g = s ε_g/σ
    ε_b = ε (1 + 1/ρ),    ε_g = ε (1 + ρ)

    s    share of the boundaries in the steady resistance
    ρ    capacitance of the boundaries over that of the grains: grain size over boundary thickness
    ε    permittivity of the whole, F/m: at high frequency both capacitances in series are ε

As τ_g/τ_b = ρ s/(1 - s) is the resistivity of boundaries over that of grains, it is 1 at least: ρ
is (1 - s)/s at least. Boundaries that cost less than a layer of grain as thin as ρ has them would
are no layers: they are necks, constriction within the grains, and relax as these do, at ε/σ.

Without boundaries κ = σ + jωε. A layer of thickness L is L/κ.
"""

from __future__ import annotations

from math import exp, inf, log, pi, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc, gammaincc, gammaln

Array = NDArray[np.float64]
Complex = NDArray[np.complex128]
Branch = tuple[float, float]
"""Resistivity, Ω m, and the permittivity beside it, F/m."""
VACUUM = 8.8541878128e-12
"""F/m (CODATA 2018)."""
CLOSEST = 3e-10
"""Gap, m, below which two faces that do not touch are an atom apart."""
_LEAST = 1e-6
"""Contact fraction, and distance of a shape from 1."""


def interface_impedance(
    frequency: Array,
    *,
    fraction: float,
    charge_transfer: float,
    double_layer: float,
    gap: float,
    constriction: float,
    conductivity: float,
    permittivity: float,
) -> Complex:
    """Z of a face on a medium without boundaries, Ω m², at frequencies (Hz) of any shape; f > 0."""
    turned = conductivity / (conductivity + 1j * _pulsation(frequency) * permittivity)
    contact = arc(frequency, charge_transfer, double_layer) / fraction + constriction * turned
    return beside_gap(frequency, contact, open_share=1.0 - fraction, gap=gap)


def beside_gap(frequency: Array, contact: Complex, *, open_share: float, gap: float) -> Complex:
    """Z (Ω m²) of a contact of this impedance of the whole area beside a gap (m) over the rest."""
    if open_share <= 0:
        return contact
    return np.asarray(
        contact / (1 + contact * 1j * _pulsation(frequency) * VACUUM * open_share / gap)
    )


def parallel_gap(mean: float, *, fraction: float) -> float:
    """Harmonic mean of a rough gap, m, from its mean (m) and the contact fraction around it.

    Gaps follow a gamma distribution of shape k, and none counts as less than an atom's distance:

        k = 2/3 + 0.14/√f

    Next to an elastic contact g rises as x^3/2 with the distance x from its edge, so a share g^2/3
    is narrower than g, and 1/g has no mean in a continuum. Atoms end that, not the grid: at much
    contact the answer goes with the mean gap over 0.3 nm to the power 1/3. Little contact has few
    edges, hence 0.14, the one number fitted. On 25 elastic maps (Hurst exponents 0.5 and 0.8,
    contact 1 to 65 %, mean gap 10 to 1000 atoms) it is right to 12 % rms, 30 % at worst, and on 12
    of sodium pressed lightly to 22 %. On 12 of lithium and sodium held for up to an hour, whose
    gaps are mostly closed beside a few deep ones, it is 1.3 to 3.5 times too large. The mean gap in
    its place is 1.4 to 13, 3.3 to 6.7 and 1.8 to 15 times too large on these.
    """
    if mean <= 0:
        return CLOSEST
    k = 2 / 3 + 0.14 / sqrt(max(fraction, _LEAST))
    if abs(k - 1) < _LEAST:  # where what follows has a limit, and no value
        k = 1 + _LEAST
    z = k * CLOSEST / mean
    tail = gammaincc(k, z) - exp((k - 1) * log(z) - z - gammaln(k))
    inverse = gammainc(k, z) / CLOSEST + k / mean * tail / (k - 1)
    return float(1 / inverse)


def grains(
    *, conductivity: float, permittivity: float, share: float, ratio: float
) -> tuple[Branch, Branch]:
    """What lies in series in a pellet: its grains, and its boundaries, never the faster ones."""
    ratio = max(ratio, (1 - share) / share) if share > 0 else inf
    inside = (1 - share) / conductivity, permittivity * (1 + 1 / ratio)
    between = share / conductivity, permittivity * (1 + ratio) if share > 0 else 0.0
    return inside, between


def conduction(frequency: Array, branches: tuple[Branch, ...]) -> Complex:
    """κ, S/m, of what lies in series (`grains`)."""
    return np.asarray(1 / sum(arc(frequency, *branch) for branch in branches))


def porous_permittivity(relative: float, density: float) -> float:
    """ε0 [1 + (ε_r - 1) D^1.5], F/m, of a solid of relative permittivity ε_r with empty pores.

    D is the relative density; its exponent is Bruggeman's, as that of conductivity.
    """
    return float(VACUUM * (1 + (relative - 1) * density**1.5))


def layer_impedance(
    frequency: Array, *, thickness: float, conductivity: float, permittivity: float
) -> Complex:
    """L/(σ + jωε) of a layer, Ω m²."""
    return np.asarray(thickness / (conductivity + 1j * _pulsation(frequency) * permittivity))


def arc(frequency: Array, resistance: float, capacitance: float) -> Complex:
    """R/(1 + jωRC), Ω m², of a resistance (Ω m²) beside a capacitance (F/m²)."""
    return np.asarray(resistance / (1 + 1j * _pulsation(frequency) * resistance * capacitance))


def _pulsation(frequency: Array) -> Array:
    return np.asarray(2 * pi * np.asarray(frequency, dtype=np.float64))
