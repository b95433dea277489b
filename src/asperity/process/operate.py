"""Operation in a fixture: the cell breathes with its charge, and the pressure with the cell."""

from __future__ import annotations

from asperity.laws import FARADAY
from asperity.laws.tools.fixture import breathing_pressure
from asperity.process.state import State
from asperity.stack import Layer, Stack, Step


def charged_pressure(stack: Stack, step: Step, state: State) -> float:
    """Stack pressure (Pa) at the other end of a half cycle; the step's own in a constant force.

    One charge of the step's capacity passes from the cathode to the metal, or from one metal to the
    other, whose growth then cancels.
    """
    pressure = state.applied if step.pressure is None else step.pressure
    if step.capacity is None or step.fixture in {None, "constant-force"}:
        return pressure
    electrodes = _electrodes(stack, step)
    metals = sum(layer.metal is not None for layer in electrodes)
    growth = sum(_growth(layer, step.capacity) for layer in electrodes) if metals < 2 else 0.0
    return float(
        breathing_pressure(
            pressure,
            growth,
            area=stack.area,
            fixture=_stiffness(stack, step),
            cell=_cell_stiffness(stack, step, state),
        )
    )


def _electrodes(stack: Stack, step: Step) -> list[Layer]:
    layers = [stack.layer(name) for name in step.layers]
    return [layer for layer in layers if layer.metal is not None or layer.composite is not None]


def _growth(layer: Layer, capacity: float) -> float:
    """Free growth (m) of an electrode on charge by `capacity` (C/m²): metal is plated."""
    if layer.metal is not None:
        return capacity * layer.metal.molar_volume / FARADAY
    if layer.composite is None:
        return 0.0
    return layer.composite.expansion * capacity / layer.composite.charge_density


def _stiffness(stack: Stack, step: Step) -> float:
    """Of the fixture, N/m: infinite for a fixed gap."""
    if step.fixture == "fixed-gap":
        return float("inf")
    return step.stiffness or stack.machine.stiffness or 0.0


def _cell_stiffness(stack: Stack, step: Step, state: State) -> float:
    """Of the stack, N/m: its layers in line, each confined sideways by its neighbours."""
    compliance = 0.0
    for layer in map(stack.layer, step.layers):
        nu = layer.poisson
        confined = layer.modulus * (1 - nu) / ((1 + nu) * (1 - 2 * nu))
        compliance += state.layers[layer.name].thickness / confined
    return stack.area / compliance if compliance > 0 else float("inf")
