"""One stretch of a step: how the layers and the faces between them fare along it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from asperity.process.faces.bond import bond
from asperity.process.faces.face import Touch
from asperity.process.faces.together import Follower, Rough, Tell
from asperity.process.faces.touch import bonding, face_of, flowing, neighbours
from asperity.process.layers.compact import compact, presses
from asperity.process.layers.thin import thin
from asperity.process.programme import Stretch, over
from asperity.process.state import Bond, LayerState, Pair, State, bonded, first_touch
from asperity.stack import Layer, Stack

Array = NDArray[np.float64]
_POINTS = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What happened within a stretch, at T moments.

    Attributes:
        time: s since the step began, (T,)
        applied, felt: nominal pressure of the press and what reaches the stack, Pa, (T,)
        plates, sample: K, (T,)
        layers: each layer's state at each moment
        touches: how each pair that touches does so
    """

    time: Array
    applied: Array
    felt: Array
    plates: Array
    sample: Array
    layers: Mapping[str, Sequence[LayerState]]
    touches: Mapping[Pair, Touch]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """What a stretch is followed with.

    Attributes:
        faces: who follows its rough faces
        tell: told the share of the stretch that is done
    """

    faces: Follower
    tell: Tell


def follow(
    stack: Stack,
    present: Sequence[str],
    state: State,
    stretch: Stretch,
    *,
    begun: float,
    guide: Guide,
) -> tuple[Course, State]:
    """Let a stretch pass, `begun` seconds into its step; its course and the state at its end."""
    along = _Along(stack, state, stretch, present)
    layers = along.layers()
    after = state.with_layers({name: states[-1] for name, states in layers.items()})
    touches, after = along.touches(neighbours(present), layers, after, guide)
    course = Course(
        time=begun + along.grid,
        applied=along.sampled(stretch.applied_at),
        felt=along.felt,
        plates=along.sampled(stretch.plates_at),
        sample=along.sampled(stretch.sample_at),
        layers=MappingProxyType(layers),
        touches=MappingProxyType(touches),
    )
    return course, replace(
        after,
        applied=stretch.pressure[1],
        felt=float(along.felt[-1]),
        plates=stretch.plates_at(stretch.duration),
        sample=stretch.sample_at(stretch.duration),
        bonded_at=bonded(state.bonded_at, neighbours(present), course.felt, course.sample),
    )


class _Along:
    """A stretch with the state it begins from and the moments it is looked at."""

    def __init__(
        self, stack: Stack, state: State, stretch: Stretch, present: Sequence[str]
    ) -> None:
        self._stack, self._state, self._stretch = stack, state, stretch
        self._present = present
        even = np.linspace(0.0, 1.0, _POINTS)
        grid = stretch.duration * (even**2 if stretch.doing == "dwell" else even)
        self.grid = np.union1d(grid, stretch.peaks()) if stretch.peaks() else grid
        self.felt = self.sampled(stretch.felt_at)

    def sampled(self, function: Callable[[float], float]) -> Array:
        """A function of time at the moments of the grid, (T,)."""
        return over(function, self.grid)

    def layers(self) -> dict[str, Sequence[LayerState]]:
        """Each layer at each moment."""
        pressed = self._pressed()
        return {
            name: pressed[name] if name in pressed else self._thinned(self._stack.layer(name))
            for name in self._present
        }

    def _thinned(self, layer: Layer) -> Sequence[LayerState]:
        return thin(
            self._stack,
            layer,
            self._state.layers[layer.name],
            self._stretch,
            self.grid,
            walled=self._walled,
            present=self._present,
        )

    def _pressed(self) -> dict[str, list[LayerState]]:
        """What pressure changes for good, together: the wall takes of it on its way through all."""
        wall = presses(self._stack, self._present, ejected=self._state.ejected)
        return compact(self._stack, self._state.layers, wall, self.felt, self.grid)

    @property
    def _walled(self) -> bool:
        return self._stack.die is not None and not self._state.ejected

    def touches(
        self,
        pairs: Sequence[Pair],
        layers: Mapping[str, Sequence[LayerState]],
        after: State,
        guide: Guide,
    ) -> tuple[dict[Pair, Touch], State]:
        """How pairs touch of which anything is said, and `after` with what they now remember."""
        found: dict[Pair, Touch] = {}
        rough: dict[Pair, Rough] = {}
        for pair in pairs:
            if bonding(self._stack, pair):
                found[pair], bond_now = self._bond(pair, layers)
                after = after.with_bonds({pair: bond_now})
            elif (one := self._rough(pair, layers)) is not None:
                rough[pair] = one
        marched = guide.faces(tuple(rough.values()), self._stretch, self.grid, guide.tell)
        touched = dict(zip(rough, marched, strict=True))
        found |= {pair: touch for pair, (touch, _) in touched.items()}
        after = after.with_faces({pair: state for pair, (_, state) in touched.items()})
        return {pair: found[pair] for pair in pairs if pair in found}, after

    def _bond(self, pair: Pair, layers: Mapping[str, Sequence[LayerState]]) -> tuple[Touch, Bond]:
        """How powders touch, and what they remember of it."""
        pressures = self._between(pair, layers)
        known = self._state.bonds.get(pair)
        if known is None or known.largest <= 0:
            known = first_touch(*(self._state.layers[name] for name in pair))
        largest = np.maximum(np.maximum.accumulate(pressures), known.largest)
        touch = bond([self._stack.layer(name) for name in pair], known, pressures, largest)
        return touch, replace(known, largest=float(largest[-1]))

    def _between(self, pair: Pair, layers: Mapping[str, Sequence[LayerState]]) -> Array:
        """Pressure (Pa) on the face of two powders, (T,): what the wall has let through."""
        nominal = self._local_share(pair, layers) * self.felt
        below, above = (layers[name] for name in pair)
        passed = [
            [float(now.cells.present[end]) for now in states if now.cells is not None]
            for states, end in ((below, -1), (above, 0))
        ]
        known = [found for found in passed if len(found) == len(nominal)]
        return np.asarray(np.mean(known, axis=0)) if known else nominal

    def _rough(self, pair: Pair, layers: Mapping[str, Sequence[LayerState]]) -> Rough | None:
        """The rough face of a pair, if it has one."""
        face = face_of(self._stack, pair)
        if face is None:
            return None
        metal = layers[flowing(self._stack, pair)]
        return Rough(
            pair=pair,
            face=face,
            state=self._state.faces.get(pair),
            share=self._local_share(pair, layers),
            thickness=np.array([now.thickness for now in metal]),
        )

    def _local_share(self, pair: Pair, layers: Mapping[str, Sequence[LayerState]]) -> Array:
        """Pressure on a pair over the nominal one, (T,): the pressed area over that of the pair."""
        widths = np.min([[now.diameter for now in layers[name]] for name in pair], axis=0)
        return np.asarray((self._stack.diameter / widths) ** 2)
