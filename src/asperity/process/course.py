"""One stretch of a step: how the layers and the faces between them fare along it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from asperity.process.faces.close import Drive
from asperity.process.faces.touch import Touch, bond, bonding, close, face_of, flowing, neighbours
from asperity.process.layers.compact import compact
from asperity.process.layers.thin import thin
from asperity.process.programme import Stretch
from asperity.process.state import LayerState, Pair, State
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


def follow(
    stack: Stack, present: Sequence[str], state: State, stretch: Stretch, *, begun: float
) -> tuple[Course, State]:
    """Let a stretch pass, `begun` seconds into its step; its course and the state at its end."""
    along = _Along(stack, state, stretch)
    layers = {name: along.layer(stack.layer(name)) for name in present}
    after = state.with_layers({name: states[-1] for name, states in layers.items()})
    touches: dict[Pair, Touch] = {}
    for pair in neighbours(present):
        found = along.touch(pair, layers, after)
        if found is not None:
            touches[pair], after = found
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
    )


class _Along:
    """A stretch with the state it begins from and the moments it is looked at."""

    def __init__(self, stack: Stack, state: State, stretch: Stretch) -> None:
        self._stack, self._state, self._stretch = stack, state, stretch
        even = np.linspace(0.0, 1.0, _POINTS)
        self.grid = stretch.duration * (even**2 if stretch.doing == "dwell" else even)
        self.felt = self.sampled(stretch.felt_at)

    def sampled(self, function: object) -> Array:
        """A function of time at the moments of the grid, (T,)."""
        assert callable(function)
        return np.array([function(float(t)) for t in self.grid])

    def layer(self, layer: Layer) -> Sequence[LayerState]:
        """The layer at each moment."""
        now = self._state.layers[layer.name]
        if layer.metal is not None:
            walled = self._stack.die is not None and not self._state.ejected
            return thin(self._stack, layer, now, self._stretch, self.grid, walled=walled)
        if layer.powder is None:
            highest = float(self.felt.max())
            return [compact(self._stack, layer, now, highest)] * len(self.grid)
        states: list[LayerState] = []
        for index, felt in enumerate(self.felt):
            if index == 0 or felt != self.felt[index - 1]:
                now = compact(self._stack, layer, now, float(felt))
            states.append(now)
        return states

    def touch(
        self, pair: Pair, layers: Mapping[str, Sequence[LayerState]], after: State
    ) -> tuple[Touch, State] | None:
        """How a pair touches, and `after` with what it now remembers; None if nothing is said."""
        share = self._local_share(pair, layers)
        soft = bonding(self._stack, pair)
        if soft:
            pressures = share * self.felt
            known = self._state.bonds.get(pair, 0.0)
            largest = np.maximum(np.maximum.accumulate(pressures), known)
            return bond(soft, pressures, largest), after.with_bonds({pair: float(largest[-1])})
        face = face_of(self._stack, pair)
        if face is None:
            return None
        drive = self._drive(share, layers[flowing(self._stack, pair)])
        touch, new = close(face, self._state.faces.get(pair), drive, self.grid)
        return touch, after.with_faces({pair: new})

    def _local_share(self, pair: Pair, layers: Mapping[str, Sequence[LayerState]]) -> Array:
        """Pressure on a pair over the nominal one, (T,): the pressed area over that of the pair."""
        widths = np.min([[now.diameter for now in layers[name]] for name in pair], axis=0)
        return np.asarray((self._stack.diameter / widths) ** 2)

    def _drive(self, share: Array, metal: Sequence[LayerState]) -> Drive:
        """What drives a rough face: the pressure on its own area, the metal's heat and depth."""
        stretch, grid = self._stretch, self.grid
        thickness = np.array([now.thickness for now in metal])
        if np.ptp(share) == 0 and np.ptp(thickness) == 0:
            ratio, deep = float(share[0]), float(thickness[0])
            return Drive(
                pressure=lambda t: ratio * stretch.felt_at(t),
                temperature=stretch.sample_at,
                thickness=lambda _: deep,
            )
        return Drive(
            pressure=lambda t: float(np.interp(t, grid, share)) * stretch.felt_at(t),
            temperature=stretch.sample_at,
            thickness=lambda t: float(np.interp(t, grid, thickness)),
        )
