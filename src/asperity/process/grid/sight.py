"""A face on its grid as whoever watches sees it, while the march brings it along."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.process.faces.face import Touch
from asperity.process.grid.cut import Cut
from asperity.process.grid.shares import Shares
from asperity.process.programme import Stretch
from asperity.process.watch import Seen

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of a face over a stretch before its grid is marched.

    Attributes:
        pair: the layers it lies between, bottom first
        stretch: which one
        times: moments of the following, s, (T,)
        touch: how the mean field has it touch
        left: what it leaves to the grid
        cut: the face, parted
    """

    pair: tuple[str, str]
    stretch: Stretch
    times: Array
    touch: Touch
    left: Shares
    cut: Cut

    def share(self, time: float) -> float:
        """Share of the stretch that has passed at a time, s."""
        return time / self.stretch.duration if self.stretch.duration > 0 else 1.0

    def at(self, time: float, gap: Array, accepted: bool) -> Seen:
        """The face at a time (s), where the gap on its grid is so, (N, M), m."""
        points = float(np.count_nonzero(gap <= 0)) / gap.size
        around = float(np.interp(time, self.times, self.left.around))
        inside = float(np.interp(time, self.times, self.left.inside[:, -1]))
        assert self.touch.gaps is not None
        others = np.delete(self.touch.gaps, self.cut.band, axis=1).sum(axis=1)
        return Seen(
            between=self.pair,
            time_s=time,
            pressure_pa=self.stretch.applied_at(time),
            temperature_k=self.stretch.sample_at(time),
            contact_fraction=around * points * inside,
            mean_gap_m=float(np.interp(time, self.times, others)) + around * float(gap.mean()),
            spacing_m=self.cut.spacing,
            gap_m=gap,
            accepted=accepted,
        )
