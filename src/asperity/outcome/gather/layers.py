"""Layers of an outcome: thickness, density, conductivity and resistance at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats
from asperity.laws.current import composite
from asperity.laws.current.conductivity import PelletState, conductivity_factor
from asperity.laws.powder.crushing import crushed_share
from asperity.laws.tools.force import disc_area
from asperity.outcome.step import LayerOutcome
from asperity.process.state import LayerState, State
from asperity.stack import Layer, Stack

Array = NDArray[np.float64]


def layer_outcome(stack: Stack, layer: Layer, state: State) -> LayerOutcome:
    """One layer at the end of a step."""
    now = state.layers[layer.name]
    felt, sample = np.array([state.felt]), np.array([state.sample])
    bulk = phase_conductivity(stack, layer, [now], felt=felt, sample=sample)
    found = None if bulk is None else _effective(layer, [now], bulk)
    conductivity = None if found is None else float(found[0])
    paths = {} if bulk is None else _paths(layer, now, float(bulk[0]))
    return LayerOutcome(
        name=layer.name,
        material=layer.material,
        kind=layer.kind,
        thickness_m=now.thickness,
        diameter_m=now.diameter,
        relative_density=now.relative_density,
        conductivity_s_per_m=conductivity,
        resistance_ohm=layer_resistance(layer, now, conductivity),
        extruded_volume_m3=now.extruded if layer.metal is not None else None,
        crushed_fraction=crushed(layer, now),
        **paths,
    )


def layer_conductivity(
    stack: Stack, layer: Layer, states: Sequence[LayerState], *, felt: Array, sample: Array
) -> Array | None:
    """Effective conductivity through a layer, S/m, (T,): ionic where it carries ions."""
    bulk = phase_conductivity(stack, layer, states, felt=felt, sample=sample)
    return None if bulk is None else _effective(layer, states, bulk)


def phase_conductivity(
    stack: Stack, layer: Layer, states: Sequence[LayerState], *, felt: Array, sample: Array
) -> Array | None:
    """Conductivity of what conducts in a layer, S/m, (T,): of a mixture, its electrolyte's own."""
    conductor = layer.conductor
    if conductor is None:
        return None
    density = np.array([now.relative_density for now in states])
    largest = np.array([now.largest_pressure for now in states])
    present = PelletState(
        density=density if layer.composite is None else conductor.state.density,
        pressure=felt * stack.area / disc_area(layer.diameter),
        largest_pressure=np.maximum(conductor.made_at, largest)
        if layer.kind == "pellet"
        else largest,
        temperature=sample,
    )
    factor = conductivity_factor(present, conductor.state, conductor.law)
    return np.asarray(conductor.stated * np.broadcast_to(factor, density.shape))


def _effective(layer: Layer, states: Sequence[LayerState], bulk: Array) -> Array:
    """Of a layer whose conducting phase has the conductivity `bulk`, S/m, (T,)."""
    if layer.composite is None:
        return bulk
    density = np.array([now.relative_density for now in states])
    matrix = composite.fractions(layer.composite.volumes, density)[1]
    return np.asarray(composite.ionic(bulk, matrix))


def _paths(layer: Layer, now: LayerState, bulk: float) -> dict[str, float | None]:
    """Ions' and electrons' paths through a mixture, by the names of a layer's outcome."""
    mix = layer.composite
    if mix is None:
        return {}
    active, matrix, _, pores = composite.fractions(mix.volumes, now.relative_density)
    ions, electrons = float(composite.ionic(bulk, matrix)), _electronic(layer, now)
    through = float(composite.electronic(mix.active_conductivity, active))
    facing = composite.active_area(active, matrix, mix.particle_diameter, porosity=pores)
    return {
        "ionic_conductivity_s_per_m": ions,
        "electronic_conductivity_s_per_m": electrons,
        "ionic_tortuosity": _winding(bulk, matrix, ions),
        "electronic_tortuosity": _winding(mix.active_conductivity, active, through),
        "active_area_per_m": float(facing),
    }


def _winding(bulk: float, fraction: Floats, effective: float) -> float | None:
    """Tortuosity of a path; None where there is none."""
    return float(composite.tortuosity(bulk, fraction, effective)) if effective > 0 else None


def _electronic(layer: Layer, now: LayerState) -> float:
    """Effective electronic conductivity of a mixture, S/m: active material and additive."""
    mix = layer.composite
    assert mix is not None
    active, _, additive, _ = composite.fractions(mix.volumes, now.relative_density)
    touching = composite.electronic(mix.active_conductivity, active)
    return float(touching + composite.additive_network(additive))


def layer_resistance(layer: Layer, now: LayerState, sigma: float | None) -> float | None:
    """Resistance through a layer of this effective conductivity (S/m), Ω.

    A composite is a transmission line whose current passes from ions to electrons on the way: a
    third of the one path and a third of the other (Ogihara et al. 2012, at zero frequency).
    """
    if sigma is None:
        return None
    area = pi / 4 * now.diameter**2
    if layer.composite is None:
        return now.thickness / (sigma * area) if sigma > 0 else float("inf")
    electronic = _electronic(layer, now)
    if sigma <= 0 or electronic <= 0:
        return float("inf")
    return now.thickness / (3 * area) * (1 / sigma + 1 / electronic)


def crushed(layer: Layer, now: LayerState) -> float | None:
    """Share of the active particles crushed so far; None where there are none."""
    if layer.composite is None:
        return None
    return float(
        crushed_share(
            now.largest_pressure,
            Pc=layer.composite.crushing_pressure,
            m=layer.composite.crushing_modulus,
        )
    )
