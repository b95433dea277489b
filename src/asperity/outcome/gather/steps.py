"""Steps of an outcome: how each ended, what it left, and its course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from asperity.outcome.gather.breaking.survival import survivals
from asperity.outcome.gather.faces import interface_outcome, ohms
from asperity.outcome.gather.foils import foil_outcome
from asperity.outcome.gather.hazards.setting import force_scatter_of, pressure_doubt
from asperity.outcome.gather.layers import layer_outcome
from asperity.outcome.gather.powder import slices, uneven
from asperity.outcome.gather.risks import step_risks
from asperity.outcome.gather.spectra import elements, spectrum_of
from asperity.outcome.risk import stops
from asperity.outcome.spectrum import Spectrum
from asperity.outcome.step import (
    HeatingOutcome,
    History,
    InterfaceOutcome,
    LayerOutcome,
    StepOutcome,
)
from asperity.process.course import Course
from asperity.process.march import Trace
from asperity.stack import Stack

Array = NDArray[np.float64]


class Resolved(Protocol):
    """Who takes the currents through resolved faces from their maps."""

    def interface(
        self, stack: Stack, face: InterfaceOutcome, trace: Trace, layers: Sequence[LayerOutcome]
    ) -> InterfaceOutcome:
        """A face at the end of a step, as its map has it."""

    def spectrum(
        self,
        stack: Stack,
        trace: Trace,
        layers: Sequence[LayerOutcome],
        faces: Sequence[InterfaceOutcome],
    ) -> Spectrum:
        """The spectrum of a conducting cell at the end of a step."""


def step_outcomes(
    stack: Stack,
    traces: Sequence[Trace],
    maps: Resolved | None = None,
    *,
    known: Sequence[StepOutcome] = (),
) -> tuple[StepOutcome, ...]:
    """Every step that was begun, in order, up to the one that press or die cannot do.

    Those of the first traces may be `known` already.
    """
    done = list(known)
    for trace in traces[len(done) :]:
        if done and not done[-1].carried_out:
            break
        done.append(_step(stack, trace, done, maps))
    return tuple(done)


def _step(
    stack: Stack, trace: Trace, before: Sequence[StepOutcome], maps: Resolved | None
) -> StepOutcome:
    step, state = trace.step, trace.state
    survives = survivals(stack, trace, before)
    layers = tuple(
        replace(
            layer_outcome(stack, layer, state),
            survival=survives.get(layer.name),
            **slices(stack, layer, state, step.layers),
        )
        for layer in map(stack.layer, step.layers)
    )
    faces = _faces(stack, trace, layers, maps)
    layers = tuple(foil_outcome(stack, trace, layer, faces) for layer in layers)
    risks = step_risks(stack, trace, (layers, faces), before)
    beyond = next((risk for risk in risks if stops(risk)), None)
    samples = [float(np.max(course.sample)) for course in trace.courses]
    highest = max([state.applied, *(float(np.max(course.applied)) for course in trace.courses)])
    resistance = cell_resistance(stack, layers, faces)
    return StepOutcome(
        name=step.name,
        kind=step.kind,
        duration_s=float(trace.courses[-1].time[-1]) if trace.courses else 0.0,
        applied_pressure_pa=state.applied,
        temperature_k=state.sample,
        highest_temperature_k=max([*samples, state.sample]),
        heating=_heating(trace),
        pressure_lowest_pa=trace.breath.lowest if trace.breath else None,
        pressure_highest_pa=trace.breath.highest if trace.breath else None,
        force_n=state.applied * stack.area,
        force_scatter_n=force_scatter_of(stack, highest, trace.step.dwell),
        force_doubt=pressure_doubt(stack, highest),
        area_m2=stack.area,
        layers=layers,
        interfaces=faces,
        risks=risks,
        cell_resistance_ohm=resistance,
        spectrum=_spectrum(stack, trace, layers, faces, maps) if resistance else None,
        ended=beyond.reason if beyond and trace.ending.carried_out else trace.ending.text,
        carried_out=trace.ending.carried_out and beyond is None,
        history=_history(stack, trace.courses) if trace.courses else None,
    )


def _heating(trace: Trace) -> HeatingOutcome | None:
    """How a step came to its temperature; None where it did not change or melted on the way."""
    warm = trace.warm
    if warm is None or not trace.ending.carried_out:
        return None
    course = warm.warming
    return HeatingOutcome(
        target_k=warm.plates[1],
        time_to_temperature_s=warm.duration,
        lag_s=warm.lag if course is None else course.lag,
        plate_overshoot_k=None if course is None else course.plates_peak()[1],
        sample_overshoot_k=None if course is None else course.sample_peak()[1],
    )


def _faces(
    stack: Stack, trace: Trace, layers: Sequence[LayerOutcome], maps: Resolved | None
) -> tuple[InterfaceOutcome, ...]:
    if not trace.courses:
        return ()
    last = trace.courses[-1]
    found = [interface_outcome(stack, pair, last) for pair in last.touches]
    if maps is not None:
        found = [maps.interface(stack, face, trace, layers) for face in found]
    return tuple(uneven(stack, face, trace.state) for face in found)


def _spectrum(
    stack: Stack,
    trace: Trace,
    layers: Sequence[LayerOutcome],
    faces: Sequence[InterfaceOutcome],
    maps: Resolved | None,
) -> Spectrum:
    if maps is not None:
        return maps.spectrum(stack, trace, layers, faces)
    return spectrum_of(elements(stack, trace.state, layers, faces))


def cell_resistance(
    stack: Stack, layers: Sequence[LayerOutcome], faces: Sequence[InterfaceOutcome]
) -> float | None:
    """Resistance of all that is in the press, Ω; None without an electrolyte or without contact.

    An interface that no longer touches breaks the circuit: there is no resistance to tell.
    """
    if not any(stack.layer(layer.name).electrolyte for layer in layers):
        return None
    total = 0.0
    for layer in layers:
        if layer.conductivity_s_per_m is not None:
            total += layer.resistance_ohm if layer.resistance_ohm is not None else np.inf
    widths = {layer.name: layer.diameter_m for layer in layers}
    for face in faces:
        if face.resistance_ohm_m2 is None:
            total += np.inf if face.contact_fraction <= 0 else 0.0
            continue
        area = np.pi / 4 * min(widths[name] for name in face.between) ** 2
        total += face.resistance_ohm_m2 / area
    return float(total) if np.isfinite(total) else None


def _history(stack: Stack, courses: Sequence[Course]) -> History:
    """The stretches of a step joined; a pair that touches touches in all of them."""
    pairs = tuple(courses[0].touches)
    names = tuple(courses[0].layers)
    resistances = {pair: [ohms(stack, pair, course) for course in courses] for pair in pairs}
    return History(
        time_s=_join([course.time for course in courses]),
        pressure_pa=_join([course.applied for course in courses]),
        plate_temperature_k=_join([course.plates for course in courses]),
        temperature_k=_join([course.sample for course in courses]),
        interfaces=tuple(":".join(pair) for pair in pairs),
        contact_fraction=_table(
            [[course.touches[pair].fraction[:, -1] for course in courses] for pair in pairs]
        ),
        resistance_ohm_m2=_table(
            [
                [
                    found.total if found is not None else np.full(len(course.time), np.nan)
                    for found, course in zip(resistances[pair], courses, strict=True)
                ]
                for pair in pairs
            ]
        ),
        mean_gap_m=_table([[course.touches[pair].gap for course in courses] for pair in pairs]),
        layers=names,
        thickness_m=_table(
            [
                [np.array([now.thickness for now in course.layers[name]]) for course in courses]
                for name in names
            ]
        ),
    )


def _join(pieces: Sequence[Array]) -> Array:
    return np.concatenate(pieces)


def _table(columns: Sequence[Sequence[Array]]) -> Array | None:
    """Columns of joined pieces, (T, columns); nothing where there are none."""
    if not columns:
        return None
    joined = np.stack([_join(pieces) for pieces in columns], axis=1)
    return np.where(np.isfinite(joined), joined, np.nan)
