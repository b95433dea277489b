"""What a reader must know to read an outcome rightly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asperity.laws.powder.evenness import thinnest
from asperity.laws.tools.force import disc_area
from asperity.outcome.gather.powder import waviness
from asperity.outcome.record import Cell
from asperity.process.layers.even import leaning
from asperity.process.march import Trace
from asperity.stack import Stack
from asperity.units import show

BREATH = 0.02
"""Share by which stack pressure has to drift before it is told."""
TILT = 2e-6
"""Tilt over a ceramic (m) from which on it is told: bows of that size begin to matter."""
ROUNDING = 1e-6
"""Share below a measured pressure that is the same pressure, written otherwise."""


def caveats(stack: Stack, traces: Sequence[Trace], cell: Cell | None) -> tuple[str, ...]:
    """On critical currents, charge beyond the cathode, pressure, uneven faces, tilted plates."""
    return (
        *_critical(traces, cell),
        *_overcharged(stack, traces),
        *_breathing(traces),
        *_unmeasured(stack, traces),
        *_uneven(stack, traces),
        *_tilted(stack, traces),
    )


def _tilted(stack: Stack, traces: Sequence[Trace]) -> Iterator[str]:
    """Ceramics between plates that lean: their probabilities are of plates that do not."""
    if stack.machine.isostatic:
        return
    told: set[str] = set()
    for trace in traces:
        walled = stack.die is not None and not trace.state.ejected
        angle = leaning(stack, walled=walled)
        for layer in map(stack.layer, trace.step.layers):
            tilt, powder = angle * layer.diameter, layer.kind == "powder"
            in_die = powder and not trace.state.ejected
            if layer.brittle is None or layer.name in told or in_die or tilt < TILT:
                continue
            told.add(layer.name)
            yield (
                f"steps.{trace.step.name}: the plates tilt by {show(tilt, 'um')} over "
                f"{layer.name}, which presses one side of it first; its probability to break is of "
                "plates that do not tilt"
            )


def _unmeasured(stack: Stack, traces: Sequence[Trace]) -> Iterator[str]:
    """Layers left or operated under less pressure than their conductivity was measured under."""
    for trace in traces:
        if trace.breath is None and trace is not traces[-1]:
            continue
        felt = trace.state.felt
        under = felt if trace.breath is None else min(felt, trace.breath.lowest)
        for layer in map(stack.layer, trace.step.layers):
            least = 0.0 if layer.conductor is None else layer.conductor.lowest
            own = float(under * stack.area / disc_area(layer.diameter))
            if own < (1 - ROUNDING) * least:
                yield (
                    f"steps.{trace.step.name}: {layer.name} is under {show(own, 'MPa')}, but its "
                    f"conductivity was measured from {show(least, 'MPa')} up: it is extrapolated"
                )


def _uneven(stack: Stack, traces: Sequence[Trace]) -> Iterator[str]:
    """Powders that were poured on each other loose."""
    if not traces:
        return
    state = traces[-1].state
    for pair in state.bonds:
        rms = waviness(stack, pair, state)
        if rms:
            told = [
                f"{name} is {show(float(thinnest(state.layers[name].thickness, rms)), 'um')} where "
                f"it is thinnest, {show(state.layers[name].thickness, 'um')} on the mean"
                for name in pair
            ]
            yield (
                f"{pair[0]}:{pair[1]}: both were loose when they were first pressed together, and "
                f"their face keeps the unevenness of the fill: {'; '.join(told)}; press "
                f"{pair[0]} alone first"
            )


def _critical(traces: Sequence[Trace], cell: Cell | None) -> Iterator[str]:
    critical = cell.critical_current_a_per_m2 if cell is not None else None
    if critical is None:
        return
    apart = critical.views_apart
    views = f"; the two views of stripping lie {show(apart, '', 2)} times apart" if apart else ""
    yield (
        "critical currents are orders of magnitude: cards alone were 2 to 5 times off published "
        "currents of lithium and 80 times above the one of sodium, the plating limit rests on an "
        f"assumed flaw{views}; compare with them, do not design by them"
    )
    limits = [limit for limit in (critical.stripping, critical.plating) if limit is not None]
    if critical.plating == 0.0:
        yield "under this pressure the metal alone opens the assumed flaw: nothing can be plated"
    current = traces[-1].step.current
    if current is not None and limits and current > min(limits) > 0:
        yield (
            f"steps.{traces[-1].step.name}.current: {show(current, 'mA/cm^2')} is "
            f"{show(current / min(limits), '', 1)} times the lower critical current of this cell"
        )


def _overcharged(stack: Stack, traces: Sequence[Trace]) -> Iterator[str]:
    """A half cycle that asks more than the active material of a cathode holds."""
    for trace in traces:
        if trace.step.capacity is None:
            continue
        for layer in map(stack.layer, trace.step.layers):
            if layer.host is None:
                continue
            solid = layer.solid_volume / layer.area
            share = layer.composite.volumes[0] if layer.composite is not None else 1.0
            holds = solid * share * layer.host.charge_density
            if trace.step.capacity > holds:
                yield (
                    f"steps.{trace.step.name}.capacity: {show(trace.step.capacity, 'mAh/cm^2')} "
                    f"is more than {layer.name} holds, {show(holds, 'mAh/cm^2')}"
                )


def _breathing(traces: Sequence[Trace]) -> Iterator[str]:
    """How far the stack pressure drifts over a cycle."""
    for trace in traces:
        if trace.step.fixture in {None, "constant-force"} or not trace.courses:
            continue
        dwell = [course.applied for course in trace.courses[-2:]]
        low, high = (
            min(float(c.min()) for c in dwell),
            max(float(c.max()) for c in dwell),
        )
        if high > (1 + BREATH) * low:
            yield (
                f"steps.{trace.step.name}: stack pressure breathes between {show(low, 'MPa')} and "
                f"{show(high, 'MPa')} over a cycle, if the metal does not creep meanwhile"
            )
