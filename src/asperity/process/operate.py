"""Operation in a fixture: the cell breathes with its charge, and the pressure with the cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from asperity.laws.tools.breathing import even_transmission, host_growth, plated_thickness
from asperity.laws.tools.fixture import left_gap, settled_pressure
from asperity.laws.tools.force import disc_area
from asperity.process.layers.compact import compact, presses
from asperity.process.state import LayerState, State
from asperity.stack import Layer, Stack, Step

Layers = Mapping[str, LayerState]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breath:
    """Stack pressures of a cell that is closed discharged, Pa.

    Attributes:
        held: what the fixture is set to
        charged: at the end of a charge
        returned: at the end of the discharge after it: as held, unless powders have given way
        gap: that opens between cell and fixture where the cell comes loose, m
    """

    held: float
    charged: float
    returned: float
    gap: float = 0.0

    @property
    def lowest(self) -> float:
        """Of every cycle, the first included."""
        return min(self.held, self.charged, self.returned)

    @property
    def highest(self) -> float:
        """Of every cycle, the first included."""
        return max(self.held, self.charged, self.returned)


def breath(stack: Stack, step: Step, state: State) -> Breath | None:
    """Between which pressures the cell breathes; None where it is not operated.

    One charge of the step's capacity passes from the cathode to the metal, or from one metal to the
    other, whose growth then cancels. Powders that see more than ever before give way in the first
    charge; from then on every cycle is the same. A soft metal shut in a wall yields no further, and
    without one it creeps away: then the pressures of a closed fixture are bounds from above.
    """
    if step.capacity is None:
        return None
    held = state.applied if step.pressure is None else step.pressure
    if step.fixture in {None, "constant-force"}:
        return Breath(held=held, charged=held, returned=held)
    cell = _Cell(stack, step, ejected=state.ejected)
    closed = cell.pressed(state.layers, state.applied, held)
    height = cell.height(closed, held)
    fixture = _stiffness(stack, step)

    def settled(layers: Layers, since: float, growth: float) -> float:
        return settled_pressure(
            held,
            growth,
            lambda pressure: cell.height(cell.pressed(layers, since, pressure), pressure),
            closed=height,
            area=stack.area,
            fixture=fixture,
        )

    growth = free_growth(stack, step)
    charged = settled(closed, held, growth)
    again = cell.pressed(closed, held, charged)
    returned = settled(again, charged, 0.0)
    gaps = [
        left_gap(
            held,
            grown,
            loose=cell.height(cell.pressed(layers, since, 0.0), 0.0),
            closed=height,
            area=stack.area,
            fixture=fixture,
        )
        for layers, since, grown, pressure in (
            (closed, held, growth, charged),
            (again, charged, 0.0, returned),
        )
        if pressure <= 0
    ]
    return Breath(held=held, charged=charged, returned=returned, gap=max(gaps, default=0.0))


def free_growth(stack: Stack, step: Step) -> float:
    """Free growth (m) of the cell by a charge of the step's capacity."""
    layers = [stack.layer(name) for name in step.layers]
    metals = sum(layer.metal is not None for layer in layers)
    return sum(_growth(layer, step.capacity or 0.0) for layer in layers) if metals < 2 else 0.0


def _growth(layer: Layer, capacity: float) -> float:
    """Free growth (m) of a layer on charge by `capacity` (C/m²): metal is plated, hosts give.

    The matrix of a mixture is pushed along whole; a film alone, held sideways, lifts less.
    """
    if layer.metal is not None:
        return float(plated_thickness(capacity, layer.metal.molar_volume))
    host = layer.host
    if host is None:
        return 0.0
    alone = even_transmission(layer.poisson / (1 - layer.poisson))
    return float(
        host_growth(
            capacity,
            capacity=host.charge_density,
            expansion=host.expansion,
            transmission=1.0 if layer.composite is not None else alone,
        )
    )


def _stiffness(stack: Stack, step: Step) -> float:
    """Of the fixture, N/m: infinite for a fixed gap."""
    if step.fixture == "fixed-gap":
        return float("inf")
    return step.stiffness or stack.machine.stiffness or 0.0


class _Cell:
    """The layers of a step in line, each as thick as the pressure makes it."""

    def __init__(self, stack: Stack, step: Step, *, ejected: bool) -> None:
        self._stack, self._names = stack, step.layers
        self._wall = presses(stack, step.layers, ejected=ejected)

    def pressed(self, layers: Layers, since: float, pressure: float) -> Layers:
        """The layers after the nominal pressure went from one value to the other, Pa."""
        course = np.array([since, pressure])
        changed = compact(self._stack, layers, self._wall, course, np.zeros(2))
        return {**layers, **{name: states[-1] for name, states in changed.items()}}

    def height(self, layers: Layers, pressure: float) -> float:
        """Of all layers together under a nominal pressure (Pa), m."""
        return sum(self._thickness(name, layers[name], pressure) for name in self._names)

    def _thickness(self, name: str, now: LayerState, pressure: float) -> float:
        """Powders follow their springback; what is dense is strained, its sides held (m)."""
        layer = self._stack.layer(name)
        if layer.powder is not None:
            return now.thickness
        nu = layer.poisson
        confined = layer.modulus * (1 - nu) / ((1 + nu) * (1 - 2 * nu))
        local = pressure * self._stack.area / float(disc_area(now.diameter))
        return now.thickness * (1 - local / confined)
