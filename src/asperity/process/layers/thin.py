"""Foils of soft metal get thinner and wider: squeeze flow along a stretch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws.flow.creep import prefactor
from asperity.laws.flow.foil import Squeeze, extruded_volume, foil_radius, thickness_after
from asperity.laws.flow.squeeze import mean_friction
from asperity.laws.quadrature import gauss_legendre
from asperity.process.programme import Stretch
from asperity.process.state import LayerState
from asperity.stack import Layer, Metal, Stack

Array = NDArray[np.float64]
STICKING = 1.0
"""Friction factor against a face whose card gives none: it sticks."""


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
    limit = stack.diameter / 2
    if stack.machine.isostatic or layer.metal is None or _full(state, limit, walled):
        return [state] * len(grid)
    times, hardest = _equivalent_times(layer.metal, stretch, grid)
    if hardest is None:
        return [state] * len(grid)
    squeeze = Squeeze(
        force=stretch.felt_at(hardest) * stack.area,
        A=_prefactor(layer.metal, stretch, hardest),
        n=layer.metal.creep.exponent,
        friction=mean_friction(*_faces(stack, layer, present)),
        limit_radius=limit,
        walled=walled,
    )
    found = thickness_after(times, state.thickness, state.diameter / 2, squeeze)
    return [_after(state, float(h), limit) for h in found]


def _equivalent_times(metal: Metal, stretch: Stretch, grid: Array) -> tuple[Array, float | None]:
    """∫ A F^n dt over its largest value, (T,) in s, and when that value is reached."""
    nodes, weights = gauss_legendre(6)
    spans = np.diff(grid)
    moments = np.concatenate([(grid[:-1, None] + spans[:, None] * nodes).ravel(), grid[[0, -1]]])
    felt = np.array([stretch.felt_at(t) for t in moments.tolist()])
    sample = np.array([stretch.sample_at(t) for t in moments.tolist()])
    creep = metal.creep
    push = prefactor(creep, temperature=sample, pressure=felt) * (felt / 1e6) ** creep.exponent
    most = int(np.argmax(push))
    if push[most] <= 0:
        return np.zeros_like(grid), None
    inner = np.asarray(push)[:-2].reshape(-1, len(nodes)) / push[most]
    pieces = spans * (inner * weights).sum(axis=-1)
    return np.concatenate([[0.0], np.cumsum(pieces)]), float(moments[most])


def _prefactor(metal: Metal, stretch: Stretch, t: float) -> float:
    felt = stretch.felt_at(t)
    return float(prefactor(metal.creep, temperature=stretch.sample_at(t), pressure=felt))


def _full(state: LayerState, limit: float, walled: bool) -> bool:
    return walled and state.diameter / 2 >= limit * (1 - 1e-9)


def _faces(stack: Stack, layer: Layer, present: Sequence[str]) -> tuple[float, float]:
    """Friction factor of the metal on what lies below and above; punches are of steel."""
    carrier = layer.metal.carrier if layer.metal is not None else layer.material
    punch = stack.machine.friction
    index = present.index(layer.name)
    below = stack.layer(present[index - 1]).friction if index > 0 else punch
    above = stack.layer(present[index + 1]).friction if index + 1 < len(present) else punch
    return below.get(carrier, STICKING), above.get(carrier, STICKING)


def _after(state: LayerState, thickness: float, limit: float) -> LayerState:
    radius = state.diameter / 2
    new = float(foil_radius(thickness, state.thickness, radius, max(limit, radius)))
    lost = float(extruded_volume(thickness, state.thickness, radius, max(limit, radius)))
    return replace(state, thickness=thickness, diameter=2 * new, extruded=state.extruded + lost)
