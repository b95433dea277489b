"""Where an arc has its top in a spectrum that a map answers, in the place of its circuit's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from asperity.outcome.gather.spectra.element import Element, drawn
from asperity.outcome.spectrum.record import Arc

Array = NDArray[np.float64]
Complex = NDArray[np.complex128]
NEAR = 10.0
"""Factor within which the top of a map lies from that of the circuit."""


def topped(element: Element, frequency: Array, answer: Complex | None) -> Element:
    """A resolved face with the charge transfer's top where its spectrum (Ω, (F,)) has it."""
    if not element.resolved or answer is None:
        return element
    arcs = tuple(
        _moved(arc, frequency, -answer.imag) if arc.kind == "charge-transfer" else arc
        for arc in element.arcs
    )
    return replace(element, arcs=arcs)


def _moved(arc: Arc, frequency: Array, height: Array) -> Arc:
    """The arc with its top moved, and the capacitance that goes with it."""
    top = _top(np.log(frequency), height, float(np.log(arc.peak_frequency_hz)))
    if top is None:
        return arc
    ohms = arc.resistance_ohm
    return drawn(arc.kind, ohms, 1 / (2 * np.pi * ohms * float(np.exp(top))))


def _top(at: Array, height: Array, told: float) -> float | None:
    """The top next to the one told, by a parabola through three points; None where none is near."""
    inner = np.flatnonzero((height[1:-1] >= height[:-2]) & (height[1:-1] > height[2:])) + 1
    inner = inner[np.abs(at[inner] - told) < np.log(NEAR)]
    if not inner.size:
        return None
    middle = inner[np.argmin(np.abs(at[inner] - told))]
    three = slice(middle - 1, middle + 2)
    curved, sloped, _ = np.polyfit(at[three] - at[middle], height[three], 2)
    return float(at[middle] - sloped / (2 * curved))
