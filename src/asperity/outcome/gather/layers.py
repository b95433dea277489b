"""Layers of an outcome: thickness, density, conductivity and resistance at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats
from asperity.laws.current import composite
from asperity.laws.current.conductivity import PelletState, conductivity_factor
from asperity.laws.powder.crushing import crushed_share
from asperity.laws.tools.force import disc_area
from asperity.outcome.step import LayerOutcome
from asperity.process.state import LayerState, State
from asperity.stack import Conductor, Layer, Stack

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Slices:
    """Slices of a layer at T moments, equal in mass, bottom to top, (T, S) each.

    Relative density, largest and present pressure (Pa).
    """

    density: Array
    largest: Array
    present: Array

    def across(self, conductivity: Array) -> Array:
        """Conductivity (S/m, (T,)) of slices that lie one upon the other, (T, S) each."""
        height = 1 / self.density
        with np.errstate(divide="ignore"):
            return np.asarray(height.sum(axis=1) / (height / conductivity).sum(axis=1))


def _sliced(states: Sequence[LayerState], pressure: Array) -> _Slices:
    """What has no slices of its own is one of a kind, under `pressure` (Pa), (T,)."""
    own = [now.cells for now in states]
    if all(cells is not None for cells in own):
        return _Slices(
            density=np.array([cells.density for cells in own if cells is not None]),
            largest=np.array([cells.largest for cells in own if cells is not None]),
            present=np.array([cells.present for cells in own if cells is not None]),
        )
    return _Slices(
        density=np.array([[now.relative_density] for now in states]),
        largest=np.array([[now.largest_pressure] for now in states]),
        present=pressure[:, None],
    )


def layer_outcome(stack: Stack, layer: Layer, state: State) -> LayerOutcome:
    """One layer at the end of a step."""
    now = state.layers[layer.name]
    felt, sample = np.array([state.felt]), np.array([state.sample])
    found = layer_conductivity(stack, layer, [now], felt=felt, sample=sample)
    conductivity = None if found is None else float(found[0])
    paths = _paths(stack, layer, now, felt=felt, sample=sample)
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
    slices = _sliced(states, _local(stack, layer, felt))
    bulk = _phase(layer, slices, sample=sample)
    if bulk is None:
        return None
    if layer.composite is None:
        return slices.across(bulk)
    matrix = composite.fractions(layer.composite.volumes, slices.density)[1]
    return slices.across(np.asarray(composite.ionic(bulk, matrix)))


def _local(stack: Stack, layer: Layer, felt: Array) -> Array:
    """Nominal pressure on the layer's own area, Pa, (T,)."""
    return np.asarray(felt * stack.area / disc_area(layer.diameter))


def _phase(layer: Layer, slices: _Slices, *, sample: Array) -> Array | None:
    """Conductivity of what conducts in a layer, S/m, (T, S): of a mixture, its electrolyte's own.

    `sample` is the temperature (K) at T moments.
    """
    conductor = layer.conductor
    if conductor is None:
        return None
    present = PelletState(
        density=slices.density if layer.composite is None else conductor.state.density,
        pressure=slices.present,
        largest_pressure=_seen(layer, conductor, slices),
        temperature=sample[:, None],
    )
    factor = conductivity_factor(present, conductor.state, conductor.law)
    return np.asarray(conductor.stated * np.broadcast_to(factor, slices.density.shape))


def _seen(layer: Layer, conductor: Conductor, slices: _Slices) -> Array:
    """Largest pressure (Pa) that grain contacts remember, (T, S)."""
    ready = layer.kind == "pellet"
    return np.maximum(conductor.made_at, slices.largest) if ready else slices.largest


def grain_share(stack: Stack, layer: Layer, now: LayerState, *, felt: float) -> float:
    """Share of a layer's resistance that is not its grain contacts': c of `laws.current.grains`.

    Slices count by their resistance; felt is the pressure (Pa) that reaches the stack.
    """
    conductor = layer.conductor
    assert conductor is not None
    slices = _sliced([now], _local(stack, layer, np.array([felt])))
    conducts = conductor.law.contact(slices.present, _seen(layer, conductor, slices))
    inside = slices.density ** -(1 + conductor.law.density_exponent)
    with np.errstate(divide="ignore"):
        return float(np.sum(inside) / np.sum(inside / conducts))


class _Paths(TypedDict, total=False):
    """Fields of a layer's outcome that only mixtures have."""

    ionic_conductivity_s_per_m: float
    electronic_conductivity_s_per_m: float
    ionic_tortuosity: float | None
    electronic_tortuosity: float | None
    active_area_per_m: float


def _paths(stack: Stack, layer: Layer, now: LayerState, *, felt: Array, sample: Array) -> _Paths:
    """Ions' and electrons' paths through a mixture; nothing of any other layer."""
    mix, slices = layer.composite, _sliced([now], _local(stack, layer, felt))
    bulk = _phase(layer, slices, sample=sample)
    if mix is None or bulk is None:
        return {}
    active, matrix, _, pores = composite.fractions(mix.volumes, now.relative_density)
    own = composite.fractions(mix.volumes, slices.density)
    ions = float(slices.across(np.asarray(composite.ionic(bulk, own[1])))[0])
    touching = np.asarray(composite.electronic(mix.active_conductivity, own[0]))
    through = float(slices.across(touching)[0])
    facing = composite.active_area(active, matrix, mix.particle_diameter, porosity=pores)
    return {
        "ionic_conductivity_s_per_m": ions,
        "electronic_conductivity_s_per_m": _electronic(layer, now),
        "ionic_tortuosity": _winding(float(slices.across(bulk)[0]), matrix, ions),
        "electronic_tortuosity": _winding(mix.active_conductivity, active, through),
        "active_area_per_m": float(facing),
    }


def _winding(bulk: float, fraction: Floats, effective: float) -> float | None:
    """Tortuosity of a path; None where there is none."""
    return float(composite.tortuosity(bulk, fraction, effective)) if effective > 0 else None


def _electronic(layer: Layer, now: LayerState) -> float:
    """Effective electronic conductivity of a mixture, S/m: active material and additive."""
    mix, slices = layer.composite, _sliced([now], np.zeros(1))  # electrons mind no pressure
    assert mix is not None
    active, _, additive, _ = composite.fractions(mix.volumes, slices.density)
    touching = composite.electronic(mix.active_conductivity, active)
    return float(slices.across(np.asarray(touching + composite.additive_network(additive)))[0])


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
