"""One moment of a face under current: a contact and a current that fit each other.

    p > 0: θ = 1        gap > 0: θ = 0        p = gap = 0: 0 ≤ θ ≤ 1        r = r_b + s θ a

    θ  share of a point that touches and conducts      r  recession, r_b what it was
    a  current that a whole point would carry          s  recession that a unit of current makes

Where current takes metal faster than it comes, contact is not lost at once: the point goes on
touching, without pressure, as much as the metal that comes allows. (Without θ it would open and
shut for ever at steps as short as one likes.) At given a this is solved exactly by one contact: let
every place that is not dead recede by all of s a; where that leaves a gap G, nothing presses, so
the recession may be taken back there up to G, and no pressure changes: θ = 1 - min(G/(s a), 1).
The current on those shares gives the next a; what firm contact has to carry beside them sets its
mean. At the end the contact is found once more with the current's own recession, so that charge and
volume are kept to the last digit whatever the accuracy of θ.

Plating takes no metal away and has no such middle: a place touches and is plated, or does not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from asperity.contact.closure.stage import Moment, Stage
from asperity.contact.current.record import Current
from asperity.contact.stripping.currents import Wired, Wiring
from asperity.contact.stripping.flow import Mobility

Array = NDArray[np.float64]
Waves = NDArray[np.complex128]
MOST_PASSES = 24
PLATED_PASSES = 4
LEAST_SHARE = 1e-3
BOLDEST = 4.0
"""By what the current on firm contact may change in a pass."""
NEAR = 0.02
"""Share of the recession of a stage that its current may miss, place by place."""
FORESEEN = 0.02
"""By how much creep may be faster or slower than it was taken to be."""
STEEPEST = -20.0
"""How much more the stress of a contact may answer than what creep was taken to be at."""


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """A moment, the share of each point that touches (N, M), its current, its rate of flow (m/s).

    `moved` is the compliance that flowed with it, m/(Pa s).
    """

    moment: Moment
    share: Array
    current: Current
    asked: Array
    flow: Waves
    moved: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What has moved without the stage, and what moves with it.

    `flowed` (waves, m) and `uneven` (field, m) are v and r from earlier; `seconds` the time that
    flows with the stage, and `recession` what a unit of current takes in it, m.
    """

    flowed: Waves
    uneven: Array
    seconds: float
    recession: float
    pressure: float


class Finder:
    """Finds joints of one face; `accuracy` (m) is that of the recession."""

    def __init__(
        self, stage: Stage, mobility: Mobility, wiring: Wiring, *, accuracy: float
    ) -> None:
        self._stage, self._mobility, self._wiring = stage, mobility, wiring
        self._accuracy = accuracy
        self.iterations = 0
        self.why = ""

    @property
    def current_iterations(self) -> int:
        """Those of the current's solver."""
        return self._wiring.iterations

    def lying(self, ask: Ask, begin: Moment) -> Joint | None:
        """The face as it lies when neither time nor charge passes."""
        found = self._contact(ask, np.zeros_like(ask.uneven), self._stage.metal.elastic * 0, begin)
        if not found.settled:
            return None
        share = self._touching(found)
        return self._joint(found, share, self._wiring.on(share), ask)

    def find(self, ask: Ask, begin: Joint, stress: float) -> Joint | None:
        """The joint that follows `begin`, with creep at about this stress (Pa); None if none."""
        self.why = ""
        if ask.recession > 0:
            return self._stripped(ask, begin, stress)
        return self._plated(ask, begin, stress)

    def _stripped(self, ask: Ask, begin: Joint, stress: float) -> Joint | None:
        asked, guess, told = begin.asked, begin.moment, list[tuple[float, float]]()
        for _ in range(MOST_PASSES):
            moved = self._mobility.at(stress, ask.pressure)
            found = self._contact(ask, asked, moved, guess)
            if not found.settled:
                return None
            share = self._shares(found, ask.recession * asked, begin.share)
            wired = self._wiring.on(share)
            if not self._conducts(wired):
                return None
            missed = ask.recession * (wired.current.density - share * asked)
            enough = min(self._accuracy, NEAR * ask.recession)
            near = float(np.sqrt(np.mean(missed**2))) <= enough
            if near and self._foreseen(stress, found.stress, ask.pressure):
                return self._settled(ask, found, share, wired, moved)
            asked = self._next(asked, share, wired)
            told.append((log(stress), log(found.stress)))
            guess, stress = found, exp(_settling(told))
        self.why = "the metal that comes does not suffice anywhere for the current"
        return None

    def _plated(self, ask: Ask, begin: Joint, stress: float) -> Joint | None:
        share, guess = begin.share, begin.moment
        for last in range(PLATED_PASSES):
            wired = self._wiring.on(share)
            if ask.recession != 0 and not self._conducts(wired):
                return None
            moved = self._mobility.at(stress, ask.pressure)
            found = self._contact(ask, wired.current.density, moved, guess)
            if not found.settled:
                return None
            after = self._touching(found)
            same = np.array_equal(after, share) or ask.recession == 0
            good = same and self._foreseen(stress, found.stress, ask.pressure)
            if good or last == PLATED_PASSES - 1:
                break
            share, guess, stress = after, found, found.stress
        return self._joint(found, share if ask.recession else after, wired, ask, moved)

    def _settled(
        self, ask: Ask, found: Moment, share: Array, wired: Wired, moved: Array
    ) -> Joint | None:
        """The contact under the current's own recession, with the stress of what is firm."""
        stress = found.stress
        gap = np.where(share > 0, 0.0, found.gap)
        final = self._contact(ask, wired.current.density, moved, replace(found, gap=gap))
        if not final.settled:
            return None
        return self._joint(replace(final, stress=stress), share, wired, ask, moved)

    def _joint(
        self, found: Moment, share: Array, wired: Wired, ask: Ask, moved: Array | None = None
    ) -> Joint:
        if moved is None:
            moved = self._mobility.at(found.stress, ask.pressure)
        if ask.recession == 0:
            wired = self._wiring.on(share)
        return Joint(found, share, wired.current, wired.asked, moved * found.waves, moved)

    def _contact(self, ask: Ask, density: Array, moved: Array, begin: Moment) -> Moment:
        """The contact when places have receded by so many units of current, (N, M)."""
        lying = ask.flowed + self._stage.solver.waves(ask.uneven + ask.recession * (density - 1))
        found = self._stage.find(
            lying,
            ask.seconds * moved,
            pressure=ask.pressure,
            temperature=begin.temperature,
            begin=begin,
        )
        self.iterations += found.iterations
        if not found.settled:
            self.why = "no contact was found within the tolerance; allow a larger one"
        return found

    def _shares(self, found: Moment, receded: Array, before: Array) -> Array:
        """θ where places have receded by so much, (N, M), m.

        What pulls without a gap, within the accuracy of the contact, touches as it did.
        """
        back = np.divide(found.gap, receded, out=np.ones_like(receded), where=receded > 0)
        share = np.where(found.free, 1 - np.minimum(back, 1.0), 1.0)
        share = np.where(found.free & (found.gap == 0), before, share)
        return np.where(self._wiring.live & (share > LEAST_SHARE), share, 0.0)

    def _touching(self, found: Moment) -> Array:
        """1 where a place touches within the accuracy and current may cross, (N, M)."""
        touching = self._wiring.live & (found.gap <= self._accuracy)
        return touching.astype(np.float64)

    def _next(self, asked: Array, share: Array, wired: Wired) -> Array:
        """The next a: the current's, with firm contact carrying what the rest leaves to it."""
        firm = share == 1
        limited = float(np.where(firm, 0.0, share * asked).mean())
        carried = float(np.where(firm, wired.asked, 0.0).mean())
        wanted = (1 - limited) / carried if carried > 0 else BOLDEST
        return np.asarray(wired.asked * min(max(wanted, 1 / BOLDEST), BOLDEST))

    def _conducts(self, wired: Wired) -> bool:
        if not wired.current.contact_fraction:
            self.why = "nothing that conducts touches any more"
        elif not wired.current.converged:
            self.why = f"the current on the contact was not found: {wired.current.reason}"
        return not self.why

    def _foreseen(self, taken: float, found: float, pressure: float) -> bool:
        """Whether creep is about as fast as it was taken to be."""
        used = self._mobility.fluidity(taken, pressure)
        return abs(self._mobility.fluidity(found, pressure) - used) <= FORESEEN * used


def _settling(told: list[tuple[float, float]]) -> float:
    """Where a falling map of ln stress comes to rest, by the secant through its last two points."""
    x, f = told[-1]
    if len(told) < 2 or x == told[-2][0]:
        return f
    slope = (f - told[-2][1]) / (x - told[-2][0])
    return x + (f - x) / (1 - min(max(slope, STEEPEST), 0.5))
