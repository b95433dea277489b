"""The rough faces of a stretch, those of one metal marched together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from asperity.laws.together import anywhere
from asperity.process.faces.close import Drive, march
from asperity.process.faces.engine import Where
from asperity.process.faces.face import Face, FaceState, Touch, untouched
from asperity.process.programme import Stretch
from asperity.process.watch import Seen

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rough:
    """A rough face as a stretch finds it.

    Attributes:
        pair: the layers it lies between, bottom first
        face: what it is
        state: what it remembers; None before it lay on anything
        share: pressure on its own area over that on the stack, at the T times of the grid
        thickness: of the metal, m, (T,)
    """

    pair: tuple[str, str]
    face: Face
    state: FaceState | None
    share: Array
    thickness: Array


class Tell(Protocol):
    """Called with the share of a stretch that is done; it may raise to stop."""

    def __call__(self, share: float, seen: Seen | None = None, /) -> None:
        """`seen` is a face at a moment that was reached, its time since the stretch began."""


Follower = Callable[[Sequence[Rough], Stretch, Array, Tell], list[tuple[Touch, FaceState]]]
"""Lets a stretch pass over rough faces: how each touches at the times given (s, from 0), and its
state at the end. Which follower is what a fidelity is."""


def follow_faces(
    rough: Sequence[Rough], stretch: Stretch, grid: Array, tell: Tell | None = None
) -> list[tuple[Touch, FaceState]]:
    """The mean field's follower; it takes no time worth telling."""
    del tell
    begun = [
        one.state if one.state is not None else untouched(one.face, float(one.thickness[0]))
        for one in rough
    ]
    groups: dict[object, list[int]] = {}
    for index, (one, state) in enumerate(zip(rough, begun, strict=True)):
        groups.setdefault(_kind(one.face, state), []).append(index)
    found: dict[int, tuple[Touch, FaceState]] = {}
    for group in groups.values():
        members = [rough[index] for index in group]
        touches, after = march(
            [one.face for one in members],
            tuple(begun[index] for index in group),
            _drive(members, stretch, grid),
            grid,
        )
        found |= dict(zip(group, zip(touches, after, strict=True), strict=True))
    return [found[index] for index in range(len(rough))]


def _kind(face: Face, state: FaceState) -> object:
    """Faces of which this is the same may be marched together."""
    return face.creep, face.size, state.log_compliance.shape, bool(state.set_pressure > 0)


def _drive(members: Sequence[Rough], stretch: Stretch, grid: Array) -> Drive:
    """What drives them: the pressure on their own area, the metal's heat and depth."""
    shares = np.array([one.share for one in members])
    depths = np.array([one.thickness for one in members])
    if anywhere(np.ptp(shares, axis=1) > 0) or anywhere(np.ptp(depths, axis=1) > 0):
        return _changing(shares, depths, stretch, grid)
    ratios, thickness = tuple(shares[:, 0].tolist()), tuple(depths[:, 0].tolist())

    def rests(t: float) -> Where:
        felt = stretch.felt_at(t)
        return Where(
            pressure=tuple([ratio * felt for ratio in ratios]),
            temperature=stretch.sample_at(t),
            thickness=thickness,
            rising=stretch.rising_at(t),
        )

    return rests


def _changing(shares: Array, depths: Array, stretch: Stretch, grid: Array) -> Drive:
    """The same where areas and thicknesses change: cubics between the times of the grid."""
    known = np.concatenate([shares, depths])
    if grid[-1] <= 0:
        known, times = known[:, [0, 0, 0]], np.array([0.0, 0.5, 1.0])
    else:
        times = grid
    slopes, last = np.gradient(known, times, axis=1, edge_order=2), len(times) - 2

    def changes(t: float) -> Where:
        at = min(max(int(np.searchsorted(times, t, side="right")) - 1, 0), last)
        span = float(times[at + 1] - times[at])
        u = (t - float(times[at])) / span
        weights = np.array([(1 + 2 * u) * (1 - u) ** 2, u**2 * (3 - 2 * u)])
        turns = span * np.array([u * (1 - u) ** 2, u**2 * (u - 1)])
        both = slice(at, at + 2)
        now = (known[:, both] @ weights + slopes[:, both] @ turns).tolist()
        felt = stretch.felt_at(t)
        return Where(
            pressure=tuple([share * felt for share in now[: len(shares)]]),
            temperature=stretch.sample_at(t),
            thickness=tuple(now[len(shares) :]),
            rising=stretch.rising_at(t),
        )

    return changes
