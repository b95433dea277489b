"""Powders and soft pellets get denser under a larger pressure than ever before, and spring back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws.powder.janssen import decay_length, mean_density
from asperity.laws.powder.springback import ejected, sprung_density, unloading_modulus
from asperity.laws.strength.release import residual_wall_pressure
from asperity.laws.tools.force import disc_area
from asperity.process.state import LayerState
from asperity.stack import Layer, Stack

Array = NDArray[np.float64]
_LOOKS = 49
"""Pressures up to the largest at which the sprung density is looked at: where a solid is nearly
dense its own elastic strain would else count as pores, and more pressure as less density."""


def compact(stack: Stack, layer: Layer, state: LayerState, felt: float) -> LayerState:
    """The layer under the pressure `felt` (Pa, nominal): what it remembers, how thick it is now."""
    if layer.powder is None:
        return replace(state, largest_pressure=max(state.largest_pressure, felt))
    local = felt * stack.area / float(disc_area(layer.diameter))
    largest = max(state.largest_pressure, local)
    density = _density(stack, layer, largest, local) / (1 + state.relief)
    return replace(
        state,
        largest_pressure=largest,
        relative_density=density,
        thickness=layer.powder.solid_thickness / density,
    )


def _density(stack: Stack, layer: Layer, largest: float, local: float) -> float:
    """Relative density now; never below what was put in, nor looser for a harder press before."""
    if layer.powder is None or largest <= 0:
        return layer.relative_density
    return max(layer.relative_density, _best(stack, layer, largest, local)[0])


def _best(stack: Stack, layer: Layer, largest: float, local: float) -> tuple[float, float]:
    """Densest the layer can be at `local` (Pa) after any pressure up to `largest`, and that one.

    Nearly dense, a solid's own elastic strain would count as pores: it does not, beyond that
    pressure.
    """
    pressures = np.array([0.95 * largest, largest])
    now = _sprung(stack, layer, pressures, local)
    if now[1] >= now[0]:
        return float(now[1]), largest
    pressures = np.append(np.geomspace(max(local, 1e-2 * largest), largest, _LOOKS)[:-1], largest)
    now = _sprung(stack, layer, pressures, local)
    best = int(np.argmax(now))
    return float(now[best]), float(pressures[best])


def _sprung(stack: Stack, layer: Layer, pressures: Array, local: float) -> Array:
    """Relative density at `local` (Pa) after each of the largest pressures (Pa)."""
    powder = layer.powder
    assert powder is not None
    largest = float(pressures[-1])
    wall = _loaded(stack, layer, largest) / float(powder.density_at(largest))
    loaded = wall * np.asarray(powder.density_at(pressures))
    modulus = {"M1": powder.modulus, "b": powder.modulus_exponent}
    return np.asarray(sprung_density(loaded, local, pressures, **modulus))


def _loaded(stack: Stack, layer: Layer, pressure: float) -> float:
    """Mean relative density on loading: the die wall carries part of what is pressed in it."""
    powder = layer.powder
    assert powder is not None
    if stack.die is None or layer.kind == "pellet" or stack.machine.isostatic:
        return float(powder.density_at(pressure))
    length = decay_length(stack.die.bore, mu=powder.wall_friction, K=powder.wall_ratio)
    height = powder.solid_thickness / max(powder.density_at(pressure), layer.relative_density)
    return mean_density(powder.density_at, pressure, height, length=float(length))  # type: ignore[arg-type]


def ejected_layer(stack: Stack, layer: Layer, state: LayerState) -> LayerState:
    """The layer out of the die: what the wall still held of it is given back."""
    powder = layer.powder
    if powder is None or state.largest_pressure <= 0 or stack.machine.isostatic:
        return state
    _, counting = _best(stack, layer, state.largest_pressure, 0.0)
    held = residual_wall_pressure(0.0, counting, K=powder.wall_ratio, nu=layer.poisson)
    loaded = _loaded(stack, layer, counting)
    modulus = unloading_modulus(loaded, M1=powder.modulus, b=powder.modulus_exponent)
    freed = float(ejected(1.0, held, E=modulus, nu=layer.poisson))
    return compact(stack, layer, replace(state, relief=1 / freed - 1), 0.0)
