"""What the stack remembers between two moments: pressure, temperature, layers, faces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import pi
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from asperity.process.faces.face import FaceState
from asperity.stack import Layer, Stack

Array = NDArray[np.float64]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Slices of a powder that hold the same mass each, bottom to top, (S,) each.

    Attributes:
        largest: axial pressure each has carried, Pa
        equivalent: pressure that gives the same density without a dwell, Pa
        present: axial pressure each carries now, Pa
        density: relative density now
    """

    largest: Array
    equivalent: Array
    present: Array
    density: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerState:
    """One layer now.

    Attributes:
        thickness, diameter: m
        relative_density: solid over total volume
        largest_pressure: it has carried, Pa: of a powder, where it was highest
        extruded: volume that left over the edge, m³
        worked: ∫ A pⁿ dt at the nominal pressure p so far: of a metal, the strain of a free piece
        squeezed_by: of a metal, largest nominal pressure on it so far, Pa
        relief: share by which its volume grew when it left the die
        warp: bow it took when it left the die, m
        cells: of a powder, what it remembers from bottom to top
    """

    thickness: float
    diameter: float
    relative_density: float
    largest_pressure: float = 0.0
    extruded: float = 0.0
    worked: float = 0.0
    squeezed_by: float = 0.0
    relief: float = 0.0
    warp: float = 0.0
    cells: Cells | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """What a pair of layers, one of them pressed powder at least, remembers of its contact.

    Attributes:
        largest: pressure the two have touched under, Pa
        density_below, density_above: relative density of each just before they were first pressed
            together
        pressed_below, pressed_above: largest pressure each had carried by then, Pa
    """

    largest: float
    density_below: float
    density_above: float
    pressed_below: float = 0.0
    pressed_above: float = 0.0


def first_touch(below: LayerState, above: LayerState) -> Bond:
    """Two layers laid on each other, not pressed together yet."""
    return Bond(
        largest=0.0,
        density_below=below.relative_density,
        density_above=above.relative_density,
        pressed_below=below.largest_pressure,
        pressed_above=above.largest_pressure,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The stack now.

    Attributes:
        applied: nominal pressure of the press, Pa; felt: what reaches the layers, Pa
        plates, sample: temperatures, K
        layers: by name, every layer of the recipe, in the press or beside it
        faces: by pair of names, bottom first, every rough face that has touched
        bonds: by pair of names, bottom first, every contact of powders that has been made
        ejected: whether the die wall is gone
        bonded_at: by pair of names, bottom first, the temperature at which two layers hold on to
            each other without stress, K: the hottest at which they were pressed
    """

    applied: float
    felt: float
    plates: float
    sample: float
    layers: Mapping[str, LayerState]
    faces: Mapping[Pair, FaceState]
    bonds: Mapping[Pair, Bond]
    ejected: bool = False
    bonded_at: Mapping[Pair, float] = field(default_factory=lambda: MappingProxyType({}))

    def with_layers(self, changed: Mapping[str, LayerState]) -> State:
        """The same with some layers changed."""
        return replace(self, layers=MappingProxyType({**self.layers, **changed}))

    def with_faces(self, changed: Mapping[Pair, FaceState]) -> State:
        """The same with some faces changed."""
        return replace(self, faces=MappingProxyType({**self.faces, **changed}))

    def with_bonds(self, changed: Mapping[Pair, Bond]) -> State:
        """The same with some bonds changed."""
        return replace(self, bonds=MappingProxyType({**self.bonds, **changed}))


def bonding_heat(before: float | None, felt: Array, sample: Array) -> Array:
    """Temperature (K) at which a pair holds without stress, at each moment (T,) of a stretch.

    The hottest so far at which it was pressed: there metals creep, and bonds form. -inf until it is
    pressed. `felt` pressures, Pa, and `sample` temperatures, K, both (T,); `before` is what it was.
    """
    known = -np.inf if before is None else before
    return np.maximum.accumulate(np.maximum(known, np.where(felt > 0, sample, -np.inf)))


def bonded(
    before: Mapping[Pair, float], pairs: Sequence[Pair], felt: Array, sample: Array
) -> Mapping[Pair, float]:
    """The same at the end of a stretch, of every pair that was ever pressed."""
    now = {pair: float(bonding_heat(before.get(pair), felt, sample)[-1]) for pair in pairs}
    known = {pair: heat for pair, heat in now.items() if np.isfinite(heat)}
    return MappingProxyType({**before, **known})


def beginning(stack: Stack) -> State:
    """Everything laid out, nothing pressed."""
    return State(
        applied=0.0,
        felt=0.0,
        plates=stack.temperature,
        sample=stack.temperature,
        layers=MappingProxyType({layer.name: _fresh(layer) for layer in stack.layers}),
        faces=MappingProxyType({}),
        bonds=MappingProxyType({}),
    )


def _fresh(layer: Layer) -> LayerState:
    return LayerState(
        thickness=layer.thickness,
        diameter=layer.diameter,
        relative_density=layer.relative_density,
    )


def volume(state: LayerState) -> float:
    """Solid volume of a layer with what it has lost over the edge, m³: it never changes."""
    disc = pi / 4 * state.diameter**2 * state.thickness * state.relative_density
    return disc + state.extruded
