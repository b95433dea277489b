"""Powders and soft pellets get denser under a larger pressure than ever before, and spring back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws.powder.dwell import equivalent_pressure
from asperity.laws.powder.inclusions import soft_density, stiffened
from asperity.laws.powder.springback import unloading_modulus
from asperity.laws.together import anywhere
from asperity.laws.tools.force import disc_area
from asperity.process.layers.wall import SLICES, Wall
from asperity.process.state import Cells, LayerState
from asperity.stack import Layer, Powder, Stack

Array = NDArray[np.float64]
Layers = Mapping[str, LayerState]
_LOOKS, _LEVELS = 9, 2
"""Pressures up to the largest at which the sprung density is looked at, and how often more closely:
where a solid is nearly dense its own elastic strain would else count as pores, and more pressure as
less density."""
_JUST_BELOW = 0.999
_SETTLED, _ROUNDS = 1e-10, 60


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """What slices of a powder remember, carry and are at T moments, (T, S) each.

    Largest and equivalent pressure, present pressure (Pa), relative density.
    """

    largest: Array
    equivalent: Array
    present: Array
    density: Array


def compact(
    stack: Stack, layers: Layers, wall: Wall, felt: Array, time: Array
) -> dict[str, list[LayerState]]:
    """The layers of `wall` at T moments, under the nominal pressures `felt` (Pa) at `time` (s).

    The pressure that arrives depends on the heights above, and they on it: both are found together.
    """
    if len(felt) > 1 and np.all(felt == felt[0]) and not _any_waits(stack, wall):
        once = compact(stack, layers, wall, felt[:1], time[:1])
        return {name: states * len(felt) for name, states in once.items()}
    powders = [name for name in wall.names if stack.layer(name).powder is not None]
    density = {name: _known(stack.layer(name), layers[name]).density[None] for name in powders}
    shares = wall.shares(stack, density)
    held: dict[str, _Held] = {}
    for _ in range(_ROUNDS):
        for name in powders:
            layer = stack.layer(name)
            local = (felt * _over(stack, layer))[:, None] * shares[name]
            held[name] = _hold(layer, layers[name], local, None if wall.gone else time)
        found = wall.shares(stack, {name: held[name].density for name in powders})
        moved = max((float(np.max(np.abs(found[n] - shares[n]))) for n in powders), default=0.0)
        shares = found
        if moved < _SETTLED:
            break
    else:  # never seen: 20 g in a bore of 10 mm, at a friction of 1, settle in 14
        msg = f"pressures and heights in the die do not settle in {_ROUNDS} rounds"
        raise RuntimeError(msg)
    return {
        name: _states(stack.layer(name), layers[name], held[name])
        if name in held
        else _carried(stack, stack.layer(name), layers[name], felt)
        for name in wall.names
    }


def _any_waits(stack: Stack, wall: Wall) -> bool:
    """Whether any of the powders knows time."""
    powders = [stack.layer(name).powder for name in wall.names]
    return any(powder is not None and powder.dwell[0] > 0 for powder in powders)


def _over(stack: Stack, layer: Layer) -> float:
    """Pressure on a layer over the nominal one."""
    return stack.area / float(disc_area(layer.diameter))


def _carried(stack: Stack, layer: Layer, state: LayerState, felt: Array) -> list[LayerState]:
    """A layer that keeps its shape, and remembers what it has carried."""
    largest = np.maximum(state.largest_pressure, np.maximum.accumulate(felt) * _over(stack, layer))
    return [replace(state, largest_pressure=float(one)) for one in largest]


def _known(layer: Layer, state: LayerState) -> Cells:
    if state.cells is not None:
        return state.cells
    nothing = np.zeros(SLICES)
    return Cells(
        largest=nothing,
        equivalent=nothing,
        present=nothing,
        density=np.full(SLICES, layer.relative_density),
    )


def _hold(layer: Layer, state: LayerState, present: Array, time: Array | None) -> _Held:
    """One powder whose slices carry the pressures `present` (Pa), (T, S), one after the other.

    Without `time` nothing holds its sides: it gives way elastically, and gets no denser for good.
    """
    powder, known = layer.powder, _known(layer, state)
    assert powder is not None
    if time is None:
        largest, equivalent = (
            np.broadcast_to(one, present.shape) for one in (known.largest, known.equivalent)
        )
    else:
        largest = np.maximum(known.largest, np.maximum.accumulate(present, axis=0))
        equivalent = _waited(powder, known, present, time)
    density, _ = _best(layer, powder, largest, equivalent=equivalent, present=present)
    density = np.maximum(density, layer.relative_density) / (1 + state.relief)
    return _Held(largest, equivalent, present, density)


def _waited(powder: Powder, known: Cells, present: Array, time: Array) -> Array:
    """Pressure (Pa) that gives the same density at once, (T, S)."""
    g, t0 = powder.dwell
    if g <= 0:
        return np.asarray(
            np.maximum(known.equivalent, np.maximum.accumulate(present, axis=0)), dtype=np.float64
        )
    worth = [np.maximum(known.equivalent, present[0])]
    for k in range(1, len(time)):
        lasts = float(time[k] - time[k - 1])
        now = equivalent_pressure(worth[-1], present[k - 1], present[k], t=lasts, g=g, t0=t0)
        worth.append(np.asarray(now))
    return np.array(worth)


def _states(layer: Layer, state: LayerState, held: _Held) -> list[LayerState]:
    """The layer at each moment."""
    powder = layer.powder
    assert powder is not None
    mean = held.density.shape[1] / np.sum(1 / held.density, axis=1)
    spread = float(disc_area(state.diameter) / disc_area(layer.diameter))
    return [
        replace(
            state,
            largest_pressure=float(held.largest[k].max()),
            relative_density=float(mean[k]),
            thickness=powder.solid_thickness / float(mean[k]) / spread,
            cells=Cells(
                largest=held.largest[k],
                equivalent=held.equivalent[k],
                present=held.present[k],
                density=held.density[k],
            ),
        )
        for k in range(len(mean))
    ]


def sprung_back(layer: Layer, state: LayerState) -> LayerState:
    """The layer with no pressure on it."""
    if layer.powder is None or state.cells is None:
        return state
    nothing = np.zeros((1, state.cells.largest.size))
    return _states(layer, state, _hold(layer, state, nothing, np.zeros(1)))[0]


def remembered_best(layer: Layer, cells: Cells) -> tuple[Array, Array]:
    """Relative density of the slices let go, and the largest pressure (Pa) that counts for it."""
    assert layer.powder is not None
    return _best(
        layer,
        layer.powder,
        cells.largest,
        equivalent=cells.equivalent,
        present=np.zeros_like(cells.largest),
    )


def _best(
    layer: Layer, powder: Powder, largest: Array, *, equivalent: Array, present: Array
) -> tuple[Array, Array]:
    """Densest each slice can be after any pressure up to its largest, and that pressure (Pa).

    Nearly dense, a solid's own elastic strain would count as pores: it does not, beyond that
    pressure.
    """
    worth = np.divide(equivalent, largest, out=np.ones_like(largest), where=largest > 0)
    less = np.maximum(_JUST_BELOW * largest, present)
    both = _sprung(layer, powder, np.stack([largest, less]), worth, present)
    falling = both[0] < both[1]
    if not anywhere(falling):
        return both[0], largest
    density, counting = both[0].copy(), largest.copy()
    density[falling], counting[falling] = _densest(
        layer, powder, largest[falling], worth=worth[falling], present=present[falling]
    )
    return density, counting


def _densest(
    layer: Layer, powder: Powder, largest: Array, *, worth: Array, present: Array
) -> tuple[Array, Array]:
    """Densest of slices after any pressure up to `largest` (Pa), and that pressure, its shape each.

    The density has one top, so that it lies between the neighbours of the best one looked at; at
    last it is that of the parabola through the three.
    """
    high = np.maximum(largest, 1.0)
    low = np.clip(np.maximum(present, 1e-2 * largest), 1.0, high)
    evenly = np.linspace(0.0, 1.0, _LOOKS).reshape(-1, *(1,) * high.ndim)
    for _ in range(_LEVELS):
        looked = low * (high / low) ** evenly
        found = _sprung(layer, powder, looked, worth, present)
        best = np.clip(np.argmax(found, axis=0), 1, _LOOKS - 2)
        low, high = _looked_at(looked, best - 1), _looked_at(looked, best + 1)
    ends = _looked_at(found, best - 1), _looked_at(found, best + 1)
    middle, at = _looked_at(found, best), _looked_at(looked, best)
    bend = 2.0 * middle - ends[0] - ends[1]
    aside = np.divide(ends[1] - ends[0], 2.0 * bend, out=np.zeros_like(bend), where=bend > 0)
    top = at * (high / at) ** np.clip(aside, -1.0, 1.0)
    return _sprung(layer, powder, top, worth, present), top


def _looked_at(looks: Array, which: NDArray[np.intp]) -> Array:
    """One of the looks of each slice."""
    return np.asarray(np.take_along_axis(looks, which[None], axis=0)[0])


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


def presses(stack: Stack, present: Sequence[str], *, ejected: bool) -> Wall:
    """The layers among `present` that pressure changes for good, with the wall about them."""
    axial = not stack.machine.isostatic
    return Wall(
        names=tuple(name for name in present if stack.layer(name).metal is None),
        holds=stack.die is not None and not ejected and axial,
        gone=ejected and axial,
    )
