"""The impedance of a whole cell: its elements in series, at frequencies that show every arc."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import ceil, floor, log10

import numpy as np
from numpy.typing import NDArray

from asperity.outcome.gather.spectra.element import Element, Medium, medium_of, pellet
from asperity.outcome.gather.spectra.face import mean_field, width_of
from asperity.outcome.spectrum.record import Part, Spectrum
from asperity.outcome.step import InterfaceOutcome, LayerOutcome
from asperity.process.state import State
from asperity.stack import Stack

Array = NDArray[np.float64]
Complex = NDArray[np.complex128]
Answer = Callable[[Array], Complex]
Faces = Callable[[InterfaceOutcome, Medium, float], Element]
A_DECADE = 10
"""Frequencies."""
BEYOND = 30.0
"""How far they go on below the slowest arc and above the fastest one, as a factor."""
LEAST_ARC = 1e-3
"""Share of the cell's resistance from which on an arc has a say in that."""


def elements(
    stack: Stack,
    state: State,
    layers: Sequence[LayerOutcome],
    faces: Sequence[InterfaceOutcome],
    *,
    resolve: Faces | None = None,
) -> tuple[Element, ...]:
    """The elements of a conducting cell: layers bottom to top, faces likewise.

    `resolve` makes an element of a face, its medium and its width (m), in the mean field's place.
    """
    media = {told.name: medium_of(stack, stack.layer(told.name), told, state) for told in layers}
    made = resolve or partial(mean_field, stack)
    found: list[Element] = []
    for told in layers:
        medium = media[told.name]
        if medium is not None:
            found += pellet(told, medium)
    widths = [(told.name, told.diameter_m) for told in layers]
    for face in faces:
        known = [medium for name in face.between if (medium := media.get(name)) is not None]
        if known and face.resistance_ohm_m2:
            found.append(made(face, known[0], width_of(face, widths)))
    return (*found, *_plain(layers, media))


def _plain(layers: Sequence[LayerOutcome], media: dict[str, Medium | None]) -> Iterator[Element]:
    """What is a resistance at every frequency: mixtures one by one, metals together."""
    metals = 0.0
    for told in layers:
        if media[told.name] is not None or not told.resistance_ohm:
            continue
        if told.kind == "composite":
            area = np.pi / 4 * told.diameter_m**2
            yield Element(
                name=told.name, kind="composite", area=float(area), resistance=told.resistance_ohm
            )
        else:
            metals += told.resistance_ohm
    if metals > 0:
        yield Element(name="metals", kind="metals", area=None, resistance=metals)


def spectrum_of(found: Sequence[Element]) -> Spectrum:
    """The spectrum of elements in series."""
    frequency = frequencies(found)
    answers = [None if one.answer is None else one.answer(frequency) for one in found]
    return joined(found, frequency, answers)


def joined(
    found: Sequence[Element], frequency: Array, answers: Sequence[Complex | None]
) -> Spectrum:
    """The record of elements in series and their impedances (Ω), (F,) each."""
    parts = tuple(_part(one, answer) for one, answer in zip(found, answers, strict=True))
    total = sum(
        (one.resistance if answer is None else answer)
        for one, answer in zip(found, answers, strict=True)
    )
    whole = np.asarray(total) + np.zeros(len(frequency))
    return Spectrum(
        frequency_hz=frequency, real_ohm=whole.real, imaginary_ohm=whole.imag, parts=parts
    )


def _part(one: Element, answer: Complex | None) -> Part:
    return Part(
        name=one.name,
        kind=one.kind,
        resolved=one.resolved,
        area_m2=one.area,
        resistance_ohm=one.resistance,
        arcs=one.arcs,
        real_ohm=None if answer is None else answer.real,
        imaginary_ohm=None if answer is None else answer.imag,
    )


def frequencies(found: Sequence[Element]) -> Array:
    """Hz, rising, so many a decade: from below the slowest arc to above the fastest."""
    low, high = (A_DECADE * log10(end) for end in ends(found))
    return 10.0 ** (np.arange(floor(low), ceil(high) + 1) / A_DECADE)


def ends(found: Sequence[Element]) -> tuple[float, float]:
    """Hz, between which the arcs of elements show."""
    total = sum(one.resistance for one in found)
    arcs = [arc for one in found for arc in one.arcs]
    wide = [arc for arc in arcs if arc.resistance_ohm > LEAST_ARC * total]
    peaks = [arc.peak_frequency_hz for arc in wide or arcs]
    return min(peaks) / BEYOND, max(peaks) * BEYOND
