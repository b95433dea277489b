"""The equivalent circuit of a face that touches in places: the mean field of its spectrum.

    1/Z = 1/(z/f + R_c σ/κ) + jω ε0 (1 - f)/g,    z = R_ct/(1 + jω R_ct C),    κ = σ + jωε

    Z    impedance of the whole area beyond that of the layers, Ω m²      f  contact fraction
    R_ct charge transfer per contact area, Ω m²      C  double layer per contact area, F/m²
    R_c  constriction, Ω m², at conductivity σ (S/m); κ, with permittivity ε (F/m), takes its place
    g    gap between the spots, m: the harmonic mean over it, since its capacitors lie side by side
    ω    2π times the frequency (Hz)

Contact and constriction in series, gaps beside them. At full contact it is exact, as it is for
R_ct much above constriction; else it knows neither that current leaves the spots' edges first nor
that a gap near a spot is filled before one far away. A layer is L/κ; a grain boundary is an arc,
R/(1 + jωRC).
"""

from __future__ import annotations

from math import pi

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Complex = NDArray[np.complex128]
VACUUM = 8.8541878128e-12
"""F/m (CODATA 2018)."""


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
    """Z of a face, Ω m², at frequencies (Hz) of any shape; see the symbols above. f > 0."""
    pulsation = 2 * pi * np.asarray(frequency, dtype=np.float64)
    turned = conductivity / (conductivity + 1j * pulsation * permittivity)
    contact = arc(frequency, charge_transfer, double_layer) / fraction + constriction * turned
    open_share = 1.0 - fraction
    beside = 1j * pulsation * VACUUM * open_share / gap if open_share > 0 else 0.0
    return np.asarray(contact / (1 + contact * beside))


def layer_impedance(
    frequency: Array, *, thickness: float, conductivity: float, permittivity: float
) -> Complex:
    """L/(σ + jωε) of a layer, Ω m²."""
    pulsation = 2 * pi * np.asarray(frequency, dtype=np.float64)
    return np.asarray(thickness / (conductivity + 1j * pulsation * permittivity))


def arc(frequency: Array, resistance: float, capacitance: float) -> Complex:
    """R/(1 + jωRC), Ω m², of a resistance (Ω m²) beside a capacitance (F/m²)."""
    pulsation = 2 * pi * np.asarray(frequency, dtype=np.float64)
    return np.asarray(resistance / (1 + 1j * pulsation * resistance * capacitance))
