"""A stack leaves its die: what the wall still held of its powders is given back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws.powder.bonding import section_share
from asperity.laws.powder.springback import (
    compact_poisson,
    freed_strains,
    unconfined,
    warped_bow,
)
from asperity.laws.strength.release import gripping_pressure
from asperity.process.layers.compact import remembered_best, sprung_back, unloading
from asperity.process.state import Cells, LayerState
from asperity.stack import Layer, Stack

Array = NDArray[np.float64]


def ejected_layer(stack: Stack, layer: Layer, state: LayerState) -> LayerState:
    """The layer out of the die: wider, thinner, and bowed where its slices differ."""
    if layer.powder is None or state.cells is None or stack.machine.isostatic:
        return state
    radial, axial = _freed(layer, state.cells)
    sideways, upwards = float(np.mean(radial)), float(np.mean(axial))
    grown = replace(
        state,
        diameter=state.diameter * (1 + sideways),
        relief=(1 + sideways) ** 2 * (1 + upwards) - 1,
    )
    grown = sprung_back(layer, grown)
    return replace(grown, warp=_warp(radial, grown))


def wall_grip(layer: Layer, largest: Array) -> Array:
    """Pressure (Pa) on the wall beside slices once the punch is off, (S,).

    `largest` (Pa) is what each has carried.
    """
    assert layer.powder is not None
    density = np.asarray(layer.powder.density_at(largest))
    return np.asarray(
        gripping_pressure(
            largest,
            K=layer.powder.wall_ratio,
            nu=compact_poisson(density, layer.poisson),
            Y=layer.powder.yield_stress,
            s=section_share(density),
        )
    )


def _freed(layer: Layer, cells: Cells) -> tuple[Array, Array]:
    """Radial and axial strain of each slice when the wall goes.

    As in the springback, nearly dense only the pressure counts that still made pores smaller.
    """
    assert layer.powder is not None
    _, counting = remembered_best(layer, cells)
    density = np.asarray(layer.powder.density_at(counting))
    nu = compact_poisson(density, layer.poisson)
    young = unconfined(unloading(layer, layer.powder, density), nu)
    radial, axial = freed_strains(wall_grip(layer, counting), E=young, nu=nu)
    return np.asarray(radial), np.asarray(axial)


def _warp(radial: Array, state: LayerState) -> float:
    """Bow (m) from the slope of the radial strain over the thickness, by least squares."""
    assert state.cells is not None
    heights = 1 / state.cells.density
    middle = (np.cumsum(heights) - heights / 2) / np.sum(heights) * state.thickness
    away = middle - np.average(middle, weights=heights)
    slope = np.sum(heights * away * radial) / np.sum(heights * away**2)
    return float(warped_bow(slope, state.diameter))
