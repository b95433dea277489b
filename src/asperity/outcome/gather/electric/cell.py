"""The stack as a cell: its resistance, and the current it can stand."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi

from asperity.laws.current.plating import (
    critical_overpotential,
    critical_plating_current,
    opening_pressure,
)
from asperity.laws.current.stripping import critical_stripping_current
from asperity.outcome.gather.electric.stripped import stripped_metal
from asperity.outcome.record import Cell, CriticalCurrent
from asperity.outcome.step import InterfaceOutcome, StepOutcome
from asperity.process.march import Trace
from asperity.stack import Layer, Metal, Stack
from asperity.units import show

FLAW = 5e-6
"""Depth of the flaw that plating may open, m: assumed, a grain or two of a sintered face."""


def cell_of(stack: Stack, traces: Sequence[Trace], steps: Sequence[StepOutcome]) -> Cell | None:
    """The cell at the end of the last step that still presses on it, or None if it is none."""
    pressed = [
        (trace, step)
        for trace, step in zip(traces, steps, strict=True)
        if step.interfaces and any(stack.layer(name).electrolyte for name in trace.step.layers)
    ]
    if not pressed:
        return None
    trace, step = pressed[-1]
    metals = [
        (metal, layer, face)
        for face in step.interfaces
        for metal, layer in [_metal_on_electrolyte(stack, face)]
        if metal is not None and layer is not None
    ]
    widths = [layer.diameter_m for layer in step.layers]
    return Cell(
        resistance_ohm=step.cell_resistance_ohm,
        area_m2=pi / 4 * min(widths) ** 2,
        critical_current_a_per_m2=_critical(trace, metals) if metals else None,
        protocol=_protocol(trace, step) if metals else None,
    )


def _metal_on_electrolyte(
    stack: Stack, face: InterfaceOutcome
) -> tuple[Metal | None, Layer | None]:
    layers = [stack.layer(name) for name in face.between]
    metal = next((layer.metal for layer in layers if layer.metal is not None), None)
    return metal, next((layer for layer in layers if layer.electrolyte), None)


def _critical(
    trace: Trace, metals: Sequence[tuple[Metal, Layer, InterfaceOutcome]]
) -> CriticalCurrent:
    """The lowest of all faces, each way."""
    state = trace.state
    stripping = [
        _stripping(metal, state.felt, state.sample, face)
        for metal, _, face in metals
        if state.felt > 0
    ]
    plating = [
        limit
        for metal, layer, face in metals
        if (limit := _plating(metal, layer, face)) is not None
    ]
    return CriticalCurrent(
        stripping=min(stripping, default=None), plating=min(plating, default=None)
    )


def _stripping(metal: Metal, felt: float, sample: float, face: InterfaceOutcome) -> float:
    """Creep and diffusion against stripping, over the part of the face that touches."""
    stripped = stripped_metal(metal, pressure=felt, temperature=sample)
    return float(critical_stripping_current(felt, stripped)) * face.contact_fraction


def _plating(metal: Metal, layer: Layer, face: InterfaceOutcome) -> float | None:
    """Overpotential of the true contact against the opening of a flaw; None where it is unknown."""
    if layer.toughness is None or not face.charge_transfer_ohm_m2:
        return None
    opening = opening_pressure(layer.toughness, FLAW)
    eta = critical_overpotential(opening, metal.molar_volume)
    return float(critical_plating_current(eta, face.charge_transfer_ohm_m2))


def _protocol(trace: Trace, step: StepOutcome) -> str:
    step_of = trace.step
    cycled = ""
    if step_of.current is not None and step_of.capacity is not None:
        cycled = (
            f"; the step cycles {show(step_of.current, 'mA/cm^2')} "
            f"with {show(step_of.capacity, 'mAh/cm^2')}"
        )
    return (
        f"void-free limit of slow stripping and opening of a {show(FLAW, 'um')} flaw while "
        f"plating, at {show(step.applied_pressure_pa, 'MPa')} and "
        f"{show(step.temperature_k, 'degC')} (step {step.name}){cycled}"
    )
