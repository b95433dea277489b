"""Powders and soft pellets get denser under a larger pressure than ever before, and spring back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws.powder.dwell import equivalent_pressure
from asperity.laws.powder.inclusions import soft_density, stiffened
from asperity.laws.powder.springback import unloading_modulus
from asperity.laws.tools.force import disc_area
from asperity.process.layers.wall import SLICES, Wall
from asperity.process.state import Cells, LayerState
from asperity.stack import Layer, Powder, Stack

Array = NDArray[np.float64]
Layers = Mapping[str, LayerState]
_LOOKS = 49
"""Pressures up to the largest at which the sprung density is looked at: where a solid is nearly
dense its own elastic strain would else count as pores, and more pressure as less density."""
_SETTLED, _ROUNDS = 1e-10, 60


def compact(
    stack: Stack, layers: Layers, wall: Wall, pressed: tuple[float, float], lasts: float
) -> dict[str, LayerState]:
    """The layers of `wall` after the nominal pressure went from one value (Pa) to another.

    `lasts` is how long that took, s. The pressure that arrives depends on the heights above, and
    they on it: both are found together.
    """
    before = {name: layers[name] for name in wall.names}
    after = before
    shares = wall.shares(stack, before)
    for _ in range(_ROUNDS):
        after = {
            name: _pressed(
                stack.layer(name),
                before[name],
                shares[name],
                local=_local(stack, name, pressed),
                lasts=lasts,
            )
            for name in wall.names
        }
        found = wall.shares(stack, after)
        moved = max((float(np.max(np.abs(found[n] - shares[n]))) for n in found), default=0.0)
        shares = found
        if moved < _SETTLED:
            break
    return after


def _local(stack: Stack, name: str, pressed: tuple[float, float]) -> tuple[float, float]:
    """Nominal pressures (Pa) on the area of a layer."""
    share = stack.area / float(disc_area(stack.layer(name).diameter))
    return pressed[0] * share, pressed[1] * share


def _pressed(
    layer: Layer, state: LayerState, shares: Array, *, local: tuple[float, float], lasts: float
) -> LayerState:
    """One layer to whose slices these shares of the pressure arrive, bottom to top."""
    start, end = local
    if layer.powder is None:
        return replace(state, largest_pressure=max(state.largest_pressure, start, end))
    cells = state.cells or _fresh(layer)
    g, t0 = layer.powder.dwell
    equivalent = equivalent_pressure(
        cells.equivalent, start * shares, end * shares, t=lasts, g=g, t0=t0
    )
    largest = np.maximum(cells.largest, max(start, end) * shares)
    remembered = Cells(largest=largest, equivalent=np.asarray(equivalent), density=cells.density)
    return _settled(layer, state, remembered, end * shares)


def _settled(layer: Layer, state: LayerState, cells: Cells, present: Array) -> LayerState:
    """The layer whose slices remember so much and carry the pressures `present` (Pa) now."""
    powder = layer.powder
    assert powder is not None
    density = np.maximum(_best(layer, powder, cells, present)[0], layer.relative_density)
    density = density / (1 + state.relief)
    mean = float(len(density) / np.sum(1 / density))
    spread = float(disc_area(state.diameter) / disc_area(layer.diameter))
    return replace(
        state,
        largest_pressure=float(np.max(cells.largest)),
        relative_density=mean,
        thickness=powder.solid_thickness / mean / spread,
        carried=(float(present[0]), float(present[-1])),
        cells=Cells(largest=cells.largest, equivalent=cells.equivalent, density=density),
    )


def sprung_back(layer: Layer, state: LayerState) -> LayerState:
    """The layer with no pressure on it."""
    if layer.powder is None or state.cells is None:
        return state
    return _settled(layer, state, state.cells, np.zeros_like(state.cells.largest))


def _fresh(layer: Layer) -> Cells:
    nothing = np.zeros(SLICES)
    return Cells(
        largest=nothing, equivalent=nothing, density=np.full(SLICES, layer.relative_density)
    )


def remembered_best(layer: Layer, cells: Cells) -> tuple[Array, Array]:
    """Relative density of the slices let go, and the largest pressure (Pa) that counts for it."""
    assert layer.powder is not None
    return _best(layer, layer.powder, cells, np.zeros_like(cells.largest))


def _best(layer: Layer, powder: Powder, cells: Cells, present: Array) -> tuple[Array, Array]:
    """Densest each slice can be after any pressure up to its largest, and that pressure (Pa).

    Nearly dense, a solid's own elastic strain would count as pores: it does not, beyond that
    pressure.
    """
    largest = cells.largest
    worth = np.divide(cells.equivalent, largest, out=np.ones_like(largest), where=largest > 0)
    now = _sprung(layer, powder, largest, worth, present)
    less = np.maximum(0.95 * largest, present)
    if np.all(now >= _sprung(layer, powder, less, worth, present)):
        return now, largest
    low = np.clip(np.maximum(present, 1e-2 * largest), 1.0, np.maximum(largest, 1.0))
    looked = np.geomspace(low, np.maximum(largest, 1.0), _LOOKS)
    found = _sprung(layer, powder, looked, worth, present)
    best = np.argmax(found, axis=0)[None]
    return (
        np.take_along_axis(found, best, axis=0)[0],
        np.take_along_axis(looked, best, axis=0)[0],
    )


def _sprung(layer: Layer, powder: Powder, largest: Array, worth: Array, present: Array) -> Array:
    """Relative density at `present` (Pa) after `largest` (Pa), `worth` so much by its dwell."""
    loaded = np.asarray(powder.density_at(largest * worth), dtype=np.float64)
    loaded = np.where(largest > 0, loaded, layer.relative_density)
    return np.asarray(
        loaded / (1 + np.maximum(largest - present, 0.0) / unloading(layer, powder, loaded))
    )


def unloading(layer: Layer, powder: Powder, density: Array) -> Array:
    """Confined modulus (Pa) on release at a relative density: hard grains stiffen the powder."""
    law = {"M1": powder.modulus, "b": powder.modulus_exponent}
    if powder.hard <= 0:
        return np.asarray(unloading_modulus(density, **law))
    soft = unloading_modulus(soft_density(density, powder.hard), **law)
    return np.asarray(stiffened(soft, powder.hard * density, nu=layer.poisson))


def presses(stack: Stack, present: Sequence[str], *, walled: bool) -> Wall:
    """The layers among `present` that pressure changes for good, with the wall about them."""
    names = tuple(name for name in present if stack.layer(name).metal is None)
    return Wall(names=names, holds=walled and stack.die is not None and not stack.machine.isostatic)
