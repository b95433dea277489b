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
from asperity.laws.flow.slot import leaked_volume
from asperity.laws.flow.squeeze import mean_friction
from asperity.laws.quadrature import gauss_legendre
from asperity.process.layers.even import GUIDED, STICKING, beside, face_friction, slope
from asperity.process.programme import Stretch
from asperity.process.state import LayerState, volume
from asperity.stack import Die, Layer, Metal, Stack

Array = NDArray[np.float64]
ALL = 0.999
"""Share of a foil beyond which nothing more leaks: a film of metal stays."""


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
    states = [
        replace(one, worked=state.worked + done)
        for one, done in zip(found, np.asarray(strained * times).tolist(), strict=True)
    ]
    gap = gap_beside(stack, layer, present, stretch.sample_at(hardest)) if walled else None
    if gap is None:
        return states
    # metal in the gap is stronger by its size, less so when warm: its own equivalent times
    own = course.times(gap.ratio(stretch.sample_at(hardest)) / gap.ratio(course.sample))
    since = np.maximum(own - np.interp(filled, times, own), 0.0)
    return gap.leaking(states, np.asarray(strained * since))


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

    def leaked(self, before: float, effort: Floats) -> Floats:
        """Volume (m³) in the gap after an effort ∫ A pⁿ dt, when `before` was in it."""
        clearance = self.die.clearance
        return leaked_volume(
            before,
            effort,
            radius=self.die.bore / 2,
            clearance=clearance,
            guided=GUIDED * self.die.height,
            n=self.metal.creep.exponent,
            friction=self.friction,
            ratio=self.ratio(self.temperature),
        )

    def leaking(self, states: Sequence[LayerState], effort: Array) -> list[LayerState]:
        """A foil that fills its die after each effort since then, less what is in the gap."""
        leaked = np.asarray(self.leaked(states[0].extruded, effort)).tolist()
        return [
            _lighter(state, min(gone, ALL * volume(state))) if done > 0 else state
            for state, gone, done in zip(states, leaked, effort.tolist(), strict=True)
        ]


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


def _lighter(state: LayerState, extruded: float) -> LayerState:
    """The same after more has left it: thinner, and as wide."""
    area = np.pi / 4 * state.diameter**2
    thickness = state.thickness - (extruded - state.extruded) / float(area)
    return replace(state, thickness=thickness, extruded=extruded)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pushed:
    """How hard a foil is pushed along a stretch.

    Attributes:
        spans: between the moments it is told for, s, (T - 1,)
        weights: of the nodes within one, (N,)
        push: A Fⁿ at the nodes over its largest value, (T - 1, N); sample: temperature there, K
        exponent: n; hardest: when it is pushed hardest, s; None where it never is
    """

    spans: Array
    weights: Array
    push: Array
    sample: Array
    exponent: float
    hardest: float | None

    def times(self, eased: Floats = 1.0) -> Array:
        """∫ A (F eased)ⁿ dt over the largest A Fⁿ, (T,) in s."""
        pushed = self.push * np.asarray(eased) ** self.exponent
        pieces = self.spans * (pushed * self.weights).sum(axis=-1)
        return np.concatenate([[0.0], np.cumsum(pieces)])


def _pushed(metal: Metal, stretch: Stretch, grid: Array) -> _Pushed:
    # a computed temperature is a line through moments, whose kinks ask for finer panels
    nodes, weights = gauss_legendre(6) if stretch.warming is None else gauss_legendre(4, 8)
    spans = np.diff(grid)
    moments = np.concatenate([(grid[:-1, None] + spans[:, None] * nodes).ravel(), grid[[0, -1]]])
    felt = np.array([stretch.felt_at(t) for t in moments.tolist()])
    sample = np.array([stretch.sample_at(t) for t in moments.tolist()])
    creep = metal.creep
    push = prefactor(creep, temperature=sample, pressure=felt) * (felt / 1e6) ** creep.exponent
    most = int(np.argmax(push))
    inner = np.asarray(push)[:-2].reshape(-1, len(nodes)) / max(float(push[most]), 1e-300)
    return _Pushed(
        spans=spans,
        weights=weights,
        push=inner,
        sample=sample[:-2].reshape(inner.shape),
        exponent=creep.exponent,
        hardest=float(moments[most]) if push[most] > 0 else None,
    )


def _prefactor(metal: Metal, stretch: Stretch, t: float) -> float:
    felt = stretch.felt_at(t)
    return float(prefactor(metal.creep, temperature=stretch.sample_at(t), pressure=felt))


def _after(state: LayerState, thickness: float, limit: float) -> LayerState:
    radius = state.diameter / 2
    new = float(foil_radius(thickness, state.thickness, radius, max(limit, radius)))
    lost = float(extruded_volume(thickness, state.thickness, radius, max(limit, radius)))
    return replace(state, thickness=thickness, diameter=2 * new, extruded=state.extruded + lost)
