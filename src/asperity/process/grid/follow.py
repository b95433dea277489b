"""The full field's follower: the mean field around and inside it, the grid in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from asperity.contact import ClosureState
from asperity.process.faces.engine import LEAST
from asperity.process.faces.face import FaceState, Touch
from asperity.process.faces.together import Rough, Tell, follow_faces
from asperity.process.faces.view import View
from asperity.process.grid.cut import Cut, cut
from asperity.process.grid.ohms import on_map
from asperity.process.grid.resolve import Resolved, Told, closed, pressed
from asperity.process.grid.schedule import schedule
from asperity.process.grid.shares import Shares, shares
from asperity.process.grid.sight import Sight
from asperity.process.programme import Stretch

Array = NDArray[np.float64]
OFTEN, SELDOM = 3, 6
"""Of the moments of a course, one in so many is kept for a film: at first touch and while pressure
rests, and else, where each moment kept costs the march some steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullField:
    """Follows rough faces on grids of `points` a side, drawn from `seed`, with so many threads.

    Made for one run: it keeps the faces it has drawn.
    """

    points: int
    seed: int
    threads: int
    _drawn: dict[tuple[str, str], Cut] = field(default_factory=dict, init=False, repr=False)

    def __call__(
        self, rough: Sequence[Rough], stretch: Stretch, grid: Array, tell: Tell
    ) -> list[tuple[Touch, FaceState]]:
        """How each face touches at the times of `grid` (s, from 0), and its state at the end."""
        cuts = [self._cut(one) for one in rough]
        parted = [replace(one, face=cut.face) for one, cut in zip(rough, cuts, strict=True)]
        marched = follow_faces(parted, stretch, grid)
        found = []
        for index, (one, now, (touch, state)) in enumerate(zip(parted, cuts, marched, strict=True)):
            felt = one.share * np.array([stretch.felt_at(t) for t in grid.tolist()])
            left = shares(touch, one, felt, now.band)
            told = _Part(
                tell, (index, len(parted)), Sight(one.pair, stretch, grid, touch, left, now)
            )
            seen = self._resolved(one, now, left, (stretch, grid), told)
            joined = on_map(_joined(touch, now, seen, left), threads=self.threads)
            found.append((joined, replace(state, resolved=seen.state)))
        return found

    def _cut(self, one: Rough) -> Cut:
        if one.pair not in self._drawn:
            self._drawn[one.pair] = cut(
                one.face, points=self.points, seed=self.seed, between=one.pair
            )
        return self._drawn[one.pair]

    def _resolved(
        self, one: Rough, now: Cut, left: Shares, when: tuple[Stretch, Array], tell: Told
    ) -> Resolved:
        """The face on its grid."""
        stretch, grid = when
        around = left.around
        factor = np.divide(one.share, around, out=np.zeros_like(around), where=around > 0)
        known = one.state.resolved if one.state is not None else None
        frames = _frames(stretch, grid, known)
        if one.face.creep.prefactor <= 0:
            felt = np.array([stretch.felt_at(t) for t in grid.tolist()]) * factor
            pressures = np.where(felt >= LEAST, felt, 0.0)
            return pressed(now, pressures, grid, frames=frames, tell=tell, threads=self.threads)
        return closed(
            now,
            schedule(stretch, grid, factor),
            grid,
            state=known,
            thickness=float(np.exp(np.log(one.thickness).mean())),
            frames=frames,
            tell=tell,
            threads=self.threads,
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """Tells of one face of several: which of how many, and how it is seen."""

    tell: Tell
    place: tuple[int, int]
    sight: Sight

    def done(self, share: float) -> None:
        """A share of it is done."""
        index, count = self.place
        self.tell((index + share) / count)

    def seen(self, time: float, gap: Array, accepted: bool) -> None:
        """It was brought to a time (s), where its gap is so (N, M), m."""
        index, count = self.place
        self.tell((index + self.sight.share(time)) / count, self.sight.at(time, gap, accepted))


def _frames(stretch: Stretch, grid: Array, known: ClosureState | None) -> tuple[float, ...]:
    """Moments of a film, s: none where nothing moves any more."""
    closed = known is not None and not known.gap.any()
    if closed or stretch.duration <= 0:
        return ()
    every = OFTEN if known is None or stretch.doing == "dwell" else SELDOM
    return tuple(grid[every::every].tolist())


def _joined(touch: Touch, now: Cut, seen: Resolved, left: Shares) -> Touch:
    """The mean field's touch with the grid in the place of the band that it resolves."""
    band, around = now.band, left.around
    fraction = np.array(touch.fraction)
    fraction[:, :band] = np.maximum(fraction[:, :band], around[:, None])
    fraction[:, band:] = (around * seen.fraction)[:, None] * left.inside
    assert touch.gaps is not None
    gaps = np.array(touch.gaps)
    gaps[:, band] = around * seen.gap
    return Touch(
        fraction=fraction,
        wavenumber=touch.wavenumber,
        gap=gaps.sum(axis=1),
        gas=seen.gas,
        gaps=gaps,
        variance=touch.variance,
        view=View(
            shape=(now.heights.shape[0], now.heights.shape[1]),
            spacing=now.spacing,
            resolved=now.resolved,
            seed=now.seed,
            stills=seen.stills,
            last=seen.last,
            band=now.band,
            waves=now.others,
            remarks=seen.remarks,
        ),
    )
