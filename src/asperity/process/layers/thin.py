"""Foils of soft metal get thinner and wider: squeeze flow along a stretch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats
from asperity.laws.flow.creep import prefactor
from asperity.laws.flow.foil import (
    Squeeze,
    extruded_volume,
    foil_radius,
    squeeze_time,
    thickness_after,
)
from asperity.laws.flow.size import strength_ratio
from asperity.laws.flow.slot import Full, Slot, warmed
from asperity.laws.flow.squeeze import mean_friction
from asperity.laws.quadrature import gauss_legendre
from asperity.process.layers.even import STICKING, beside, face_friction, slope
from asperity.process.programme import Stretch, over
from asperity.process.state import LayerState
from asperity.stack import Die, Layer, Metal, Stack

Array = NDArray[np.float64]


def thin(
    stack: Stack,
    layer: Layer,
    state: LayerState,
    stretch: Stretch,
    grid: Array,
    *,
    walled: bool,
    present: Sequence[str],
) -> list[LayerState]:
    """The foil at each time of `grid` (s, from 0), between its neighbours among `present`.

    Its rate is A(t) F(t)^n times a function of its shape, so that any course of pressure and
    temperature is the same foil as the largest force held for an equivalent time.
    """
    if stack.machine.isostatic or layer.metal is None:
        return [state] * len(grid)
    course = _pushed(layer.metal, stretch, grid)
    if course.hardest is None:
        return [state] * len(grid)
    times, hardest = course.times(), course.hardest
    felt = stretch.felt_at(hardest)
    squeeze = replace(
        squeezed(stack, layer, present, walled=walled),
        force=felt * stack.area,
        A=_prefactor(layer.metal, stretch, hardest),
    )
    strained = squeeze.A * felt**squeeze.n
    found, filled = _followed(state, squeeze, times)
    felt_so_far = np.maximum.accumulate(over(stretch.felt_at, grid)).tolist()
    states = [
        replace(one, worked=state.worked + done, squeezed_by=max(state.squeezed_by, most))
        for one, done, most in zip(
            found, np.asarray(strained * times).tolist(), felt_so_far, strict=True
        )
    ]
    gap = gap_beside(stack, layer, present, stretch.sample_at(hardest)) if walled else None
    if gap is None:
        return states
    # metal in the gap is stronger by its size, less so when warm
    full = gap.beside(states[0] if filled <= 0 else states[-1], squeeze)
    asked = warmed(
        full, np.asarray(strained * course.pieces(filled)), np.asarray(gap.ratio(course.sample))
    )
    leaked = full.after(asked[:: course.panels]).tolist()
    return [
        _lighter(one, float(np.where(done > filled, thickness, one.thickness)))
        for one, thickness, done in zip(states, leaked, times.tolist(), strict=True)
    ]


def squeezed(stack: Stack, layer: Layer, present: Sequence[str], *, walled: bool) -> Squeeze:
    """What holds a foil between its neighbours; force and prefactor are 1 and left to fill in."""
    assert layer.metal is not None
    return Squeeze(
        force=1.0,
        A=1.0,
        n=layer.metal.creep.exponent,
        friction=mean_friction(*face_friction(stack, layer, present)),
        limit_radius=stack.diameter / 2,
        walled=walled,
        slope=0.0 if stack.machine.seated else slope(stack, present, walled=walled),
    )


def _followed(state: LayerState, squeeze: Squeeze, times: Array) -> tuple[list[LayerState], float]:
    """The foil after each of the equivalent times (s), and when it has filled its die, if ever."""
    radius, limit = state.diameter / 2, float(squeeze.limit_radius)
    if squeeze.walled and radius >= limit * (1 - 1e-9):
        return [state] * len(times), 0.0
    found = thickness_after(times, state.thickness, radius, squeeze)
    full = state.thickness * (radius / limit) ** 2
    filled = float(squeeze_time(full, state.thickness, radius, squeeze)) if squeeze.walled else 0.0
    return [_after(state, float(h), limit) for h in found], filled


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The gap between a die and the punch that a foil touches.

    Attributes:
        die, metal: which
        friction: mean friction factor of its walls; temperature: of the metal, K
    """

    die: Die
    metal: Metal
    friction: float
    temperature: float

    def ratio(self, temperature: Floats) -> Floats:
        """Strength of metal as small as the gap over that of the bulk at a temperature (K)."""
        return strength_ratio(self.metal.size, self.die.clearance, temperature=temperature)

    def beside(self, state: LayerState, squeeze: Squeeze) -> Full:
        """The foil that fills its die, held by its faces and by this gap."""
        slot = Slot(
            clearance=self.die.clearance,
            guided=self.die.guided,
            friction=self.friction,
            ratio=float(np.asarray(self.ratio(self.temperature))),
        )
        return Full(thickness=state.thickness, leaked=state.extruded, squeeze=squeeze, slot=slot)


def gap_beside(
    stack: Stack, layer: Layer, present: Sequence[str], temperature: float
) -> Gap | None:
    """The gap beside a foil; None where no punch bounds it, or where the punch fits tightly."""
    friction = punch_friction(stack, layer, present)
    if stack.die is None or layer.metal is None or friction is None or stack.die.clearance <= 0:
        return None
    return Gap(die=stack.die, metal=layer.metal, friction=friction, temperature=temperature)


def punch_friction(stack: Stack, layer: Layer, present: Sequence[str]) -> float | None:
    """Mean friction factor in the gap beside a foil; None where no punch bounds it.

    A rod or the punch itself leaves a gap to the bore; a pellet pressed in the die leaves none.
    """
    sides = [
        face
        for face, one in zip(
            face_friction(stack, layer, present), beside(stack, layer, present), strict=True
        )
        if one is None or one.kind == "plate"
    ]
    if not sides or layer.metal is None:
        return None
    wall = stack.machine.friction.get(layer.metal.carrier, STICKING)
    return float(mean_friction(min(sides), wall))


def _lighter(state: LayerState, thickness: float) -> LayerState:
    """The same after more has left it: thinner, and as wide."""
    gone = np.pi / 4 * state.diameter**2 * (state.thickness - thickness)
    return replace(state, thickness=thickness, extruded=state.extruded + float(gone))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pushed:
    """How hard a foil is pushed along a stretch.

    Attributes:
        spans: of its panels, s, (P,); panels: between two moments it is told for
        weights: of the nodes within one, (N,)
        push: A Fⁿ at the nodes over its largest value, (P, N); sample: temperature there, K
        hardest: when it is pushed hardest, s; None where it never is
    """

    spans: Array
    panels: int
    weights: Array
    push: Array
    sample: Array
    hardest: float | None

    def times(self) -> Array:
        """∫ A Fⁿ dt over the largest A Fⁿ, in s, at the moments it is told for, (T,)."""
        done = np.concatenate([[0.0], np.cumsum(self._each())])
        return np.asarray(done[:: self.panels])

    def pieces(self, since: float) -> Array:
        """What is added to `times` in each panel, of what comes after `since` (s), (P, N)."""
        each = self._each()
        after = np.clip(np.cumsum(each) - since, 0.0, each)
        share = np.divide(after, each, out=np.zeros_like(each), where=each > 0)
        return self.spans[:, None] * self.push * share[:, None]

    def _each(self) -> Array:
        return np.asarray(self.spans * (self.push @ self.weights))


def _pushed(metal: Metal, stretch: Stretch, grid: Array) -> _Pushed:
    # a computed temperature is a line through moments, whose kinks ask for finer panels
    order, panels = (6, 1) if stretch.warming is None else (4, 8)
    nodes, weights = gauss_legendre(order)
    spans = np.repeat(np.diff(grid) / panels, panels)
    begins = (grid[:-1, None] + np.diff(grid)[:, None] * np.arange(panels) / panels).ravel()
    inside = begins[:, None] + spans[:, None] * nodes
    moments = np.concatenate([inside.ravel(), grid[[0, -1]]])
    felt, sample = over(stretch.felt_at, moments), over(stretch.sample_at, moments)
    creep = metal.creep
    push = prefactor(creep, temperature=sample, pressure=felt) * (felt / 1e6) ** creep.exponent
    most = int(np.argmax(push))
    return _Pushed(
        spans=spans,
        panels=panels,
        weights=weights,
        push=np.asarray(push)[:-2].reshape(inside.shape) / max(float(np.take(push, most)), 1e-300),
        sample=sample[:-2].reshape(inside.shape),
        hardest=float(np.take(moments, most)) if np.take(push, most) > 0 else None,
    )


def _prefactor(metal: Metal, stretch: Stretch, t: float) -> float:
    felt = stretch.felt_at(t)
    return float(prefactor(metal.creep, temperature=stretch.sample_at(t), pressure=felt))


def _after(state: LayerState, thickness: float, limit: float) -> LayerState:
    radius = state.diameter / 2
    new = float(foil_radius(thickness, state.thickness, radius, max(limit, radius)))
    lost = float(extruded_volume(thickness, state.thickness, radius, max(limit, radius)))
    return replace(state, thickness=thickness, diameter=2 * new, extruded=state.extruded + lost)
