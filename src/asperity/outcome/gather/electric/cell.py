"""The stack as a cell: its resistance, and the current it can stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import pi

from asperity.laws.current.plating import (
    closing_pressure,
    critical_overpotential,
    critical_plating_current,
    held_sideways,
    opening_pressure,
)
from asperity.outcome.gather.electric.stripped import (
    View,
    creep_brings,
    share_of,
    stripping_limit,
)
from asperity.outcome.record import Cell, CriticalCurrent
from asperity.outcome.step import InterfaceOutcome, StepOutcome
from asperity.process.march import Trace
from asperity.stack import Layer, Metal, Stack
from asperity.units import show

FLAW = 5e-6
"""Depth of the flaw that plating may open, m: assumed, a grain or two of a sintered face."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnElectrolyte:
    """A metal, the electrolyte it lies on, their face, and the pressure on it, Pa.

    `sideways` is the compression of the electrolyte along the face over that pressure.
    """

    metal: Metal
    layer: Layer
    face: InterfaceOutcome
    pressure: float
    sideways: float


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
    metals = _metals(stack, trace, step)
    critical = _critical(trace, metals) if metals else None
    widths = [layer.diameter_m for layer in step.layers]
    return Cell(
        resistance_ohm=step.cell_resistance_ohm,
        area_m2=pi / 4 * min(widths) ** 2,
        critical_current_a_per_m2=critical,
        protocol=None if critical is None else _protocol(trace, step, metals, critical),
    )


def _metals(stack: Stack, trace: Trace, step: StepOutcome) -> tuple[OnElectrolyte, ...]:
    """Every face of a step at which a metal lies on an electrolyte."""
    wide = {layer.name: layer.diameter_m for layer in step.layers}
    found = []
    for face in step.interfaces:
        layers = [stack.layer(name) for name in face.between]
        metal = next((layer.metal for layer in layers if layer.metal is not None), None)
        layer = next((layer for layer in layers if layer.electrolyte), None)
        if metal is None or layer is None:
            continue
        felt = trace.state.felt * (stack.diameter / min(wide[name] for name in face.between)) ** 2
        side = sideways(stack, layer, ejected=trace.state.ejected)
        found.append(
            OnElectrolyte(metal=metal, layer=layer, face=face, pressure=felt, sideways=side)
        )
    return tuple(found)


def sideways(stack: Stack, layer: Layer, *, ejected: bool) -> float:
    """Compression of an electrolyte along its face over the pressure on it, 0..1.

    The wall of a die or a sleeve holds it, stiffly and without play: a bound. A fluid presses alike
    from all sides. Ejected, or between plates alone, it is free at its rim.
    """
    if stack.machine.isostatic:
        return 1.0
    free = stack.die is None or ejected
    return 0.0 if free else float(held_sideways(layer.poisson))


def _critical(trace: Trace, metals: Sequence[OnElectrolyte]) -> CriticalCurrent:
    """The lowest of all faces, each way."""
    return CriticalCurrent(
        stripping=_stripping(trace, metals, "creep-limited"),
        stripping_interface_limited=_stripping(trace, metals, "interface-limited"),
        plating=_least(map(_plating, metals)),
    )


def _stripping(trace: Trace, metals: Sequence[OnElectrolyte], view: View) -> float | None:
    """Voids at their places against what fills them, over the part of the face that touches."""
    return _least(
        stripping_limit(
            one.metal,
            one.layer,
            one.face,
            pressure=one.pressure,
            temperature=trace.state.sample,
            view=view,
        )
        for one in metals
        if one.pressure > 0
    )


def _plating(one: OnElectrolyte) -> float | None:
    """Overpotential of the true contact against the opening of a flaw; None where it is unknown.

    All of the overpotential of the face is held to act on the flaw, crowding included, as it does
    at the rim of a contact.
    """
    if one.layer.toughness is None or not one.face.charge_transfer_ohm_m2:
        return None
    closing = closing_pressure(one.pressure, one.sideways)
    opening = opening_pressure(one.layer.toughness, FLAW, closing=closing)
    eta = critical_overpotential(opening, one.metal.molar_volume)
    resistance = one.face.charge_transfer_ohm_m2 + _or_none(one.face.constriction_ohm_m2)
    return float(critical_plating_current(eta, resistance))


def _or_none(resistance: float | None) -> float:
    return 0.0 if resistance is None else resistance


def _least(limits: Iterable[float | None]) -> float | None:
    return min((limit for limit in limits if limit is not None), default=None)


def _protocol(
    trace: Trace, step: StepOutcome, metals: Sequence[OnElectrolyte], critical: CriticalCurrent
) -> str:
    """In words: which limits, which view, from which pits, at which pressure and temperature."""
    felt = min(one.pressure for one in metals)
    where = (
        f"at {show(step.applied_pressure_pa, 'MPa')} ({show(felt, 'MPa')} on the face) and "
        f"{show(step.temperature_k, 'degC')}"
    )
    parts = [f"currents at which slow stripping starts voids {where} (step {step.name})"]
    if critical.stripping is not None:
        parts.append(f"{_creep(metals, trace)}: {_pits(metals)}")
    if critical.stripping_interface_limited is not None:
        parts.append(
            "if the interface sets it: a published current of this pair, with its activation "
            "energy, times the contact"
        )
    parts.append(f"plating: opening of a {show(FLAW, 'um')} flaw, {_rim(metals)}")
    if trace.step.current is not None and trace.step.capacity is not None:
        parts.append(
            f"the step cycles {show(trace.step.current, 'mA/cm^2')} with "
            f"{show(trace.step.capacity, 'mAh/cm^2')}"
        )
    return "; ".join(parts)


def _creep(metals: Sequence[OnElectrolyte], trace: Trace) -> str:
    """What the creep-limited view rests on: pits are mostly filled by diffusion."""
    shares = [
        creep_brings(one.metal, one.layer, pressure=one.pressure, temperature=trace.state.sample)
        for one in metals
        if one.pressure > 0
    ]
    brings = f" (of what fills voids, creep brings {max(shares):.1g})" if shares else ""
    return f"if the metal's creep and diffusion set the limit{brings}"


def _rim(metals: Sequence[OnElectrolyte]) -> str:
    """What is held to keep the flaw shut."""
    least = min(one.sideways for one in metals)
    if least == 0.0:
        return "the rim of the electrolyte free"
    return f"{show(least, '', 2)} of the pressure holding it shut sideways (a wall without play)"


def _pits(metals: Sequence[OnElectrolyte]) -> str:
    """The places voids start from, as the cards know them or as the law finds the worst."""
    known = {one.layer.voids.nucleus for one in metals if one.layer.voids is not None}
    told = [f"voids from pits of {show(radius, 'um')}" for radius in sorted(known)]
    if any(one.layer.voids is None for one in metals):
        told.append("the void that is hardest to fill")
    shares = {share_of(one.metal, one.layer) for one in metals} - {1.0}
    told += [f"times {show(one, '', 2)} as fitted on a published current" for one in sorted(shares)]
    return ", ".join(told)
