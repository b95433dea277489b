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
from math import exp, inf, isfinite, log

import numpy as np
from numpy.typing import NDArray

from asperity.contact.closure.stage import Moment, Stage
from asperity.contact.current.record import Current
from asperity.contact.stripping.currents import Wired, Wiring
from asperity.contact.stripping.flow import Mobility

Array = NDArray[np.float64]
Waves = NDArray[np.complex128]
Mask = NDArray[np.bool_]
MOST_PASSES, EARLY = 16, 4
"""Passes at most, and after which it is asked whether there can be an end to them."""
PLATED_PASSES = 4
LEAST_SHARE = 1e-3
MUCH = 30.0
"""Mean currents that nothing can feed."""
SPARE = 1.1
"""What has to come, at most, over the current: less would need a potential out of all bounds."""
NEAR = 0.02
"""Share of the recession of a stage that its current may miss, place by place."""
ALIKE = 0.01
"""By how much creep may be faster or slower than it was taken to be."""


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

    @property
    def kept(self) -> Mask:
        """Where contact is only just kept, (N, M)."""
        return (self.share > 0) & (self.share < 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What has moved without the stage, and what moves with it.

    `flowed` (waves, m) and `uneven` (field, m) are v and r from earlier; `seconds` the time that
    flows with the stage, and `recession` what a unit of current takes in it, m. `insist` where
    shares may be less accurate for once.
    """

    flowed: Waves
    uneven: Array
    seconds: float
    recession: float
    pressure: float
    insist: bool = False


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
        asked, guess, search, level = begin.asked, begin.moment, _Search(), _Search()
        enough = min(self._accuracy, NEAR * ask.recession)
        for count in range(MOST_PASSES):
            moved = self._mobility.at(stress, ask.pressure)
            found = self._contact(ask, asked, moved, guess)
            if not found.settled:
                return None
            share = self._shares(found, ask.recession * asked, begin.share)
            wired = self._wiring.on(share)
            if not self._conducts(wired):
                return None
            missed = ask.recession * (wired.current.density - share * asked)
            near = float(np.sqrt(np.mean(missed**2))) <= enough
            after = search.after(stress, found.stress)
            last = ask.insist and count == MOST_PASSES - 1
            if last or (near and self._alike(stress, after, ask.pressure)):
                return self._settled(ask, replace(found, stress=stress), share, wired, moved)
            if count == EARLY and not self._suffices(ask, asked, moved, found):
                return None
            asked, guess, stress = self._next(level, asked, share, wired), found, after
        self.why = f"current and contact did not fit each other in {MOST_PASSES} passes"
        return None

    def _suffices(self, ask: Ask, asked: Array, moved: Array, begin: Moment) -> bool:
        """Whether the current could be fed by what comes where nothing that conducts is pressed."""
        more = np.where(self._wiring.live, MUCH * max(1.0, 1 / float(asked.mean())), 0.0)
        found = self._contact(ask, more, moved, begin)
        hardest = self._mobility.at(found.stress, ask.pressure)
        found = self._contact(ask, more, np.maximum(moved, hardest), found)
        left = np.maximum(more - found.gap / ask.recession, 0.0)
        if float(left.mean()) >= SPARE:
            return True
        self.why = "the metal that comes does not suffice for the current"
        return False

    def _plated(self, ask: Ask, begin: Joint, stress: float) -> Joint | None:
        share, guess, search = begin.share, begin.moment, _Search()
        for count in range(MOST_PASSES):
            wired = self._wiring.on(share)
            if ask.recession != 0 and not self._conducts(wired):
                return None
            moved = self._mobility.at(stress, ask.pressure)
            found = self._contact(ask, wired.current.density, moved, guess)
            if not found.settled:
                return None
            touching, after = self._touching(found), search.after(stress, found.stress)
            fits = np.array_equal(touching, share) or ask.recession == 0 or count >= PLATED_PASSES
            if fits and self._alike(stress, after, ask.pressure):
                break
            share = touching if count < PLATED_PASSES else share
            guess, stress = found, after
        found = replace(found, stress=stress)
        return self._joint(found, share if ask.recession else touching, wired, ask, moved)

    def _settled(
        self, ask: Ask, found: Moment, share: Array, wired: Wired, moved: Array
    ) -> Joint | None:
        """The contact under the current's own recession, with the stress creep was taken at."""
        gap = np.where(share > 0, 0.0, found.gap)
        final = self._contact(ask, wired.current.density, moved, replace(found, gap=gap))
        if not final.settled:
            return None
        return self._joint(replace(final, stress=found.stress), share, wired, ask, moved)

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

    def _next(self, level: _Search, asked: Array, share: Array, wired: Wired) -> Array:
        """The next a: the pattern of the current's, at the level at which charge is right."""
        firm = float(np.where(share == 1, asked, 0.0).mean())
        fed = float((share * asked).mean())
        live = self._wiring.live
        now = float(asked[live].mean())
        wanted = level.after(now, now / max(fed, LEAST_SHARE), first=-max(firm / fed, 0.1))
        return np.asarray(wired.asked * (wanted / float(wired.asked[live].mean())))

    def _conducts(self, wired: Wired) -> bool:
        if not wired.current.contact_fraction:
            self.why = "nothing that conducts touches any more"
        elif not wired.current.converged:
            self.why = f"the current on the contact was not found: {wired.current.reason}"
        return not self.why

    def _alike(self, taken: float, found: float, pressure: float) -> bool:
        """Whether creep is about as fast at both stresses, Pa."""
        used = self._mobility.fluidity(taken, pressure)
        return abs(self._mobility.fluidity(found, pressure) - used) <= ALIKE * used


class _Search:
    """Where a number answers itself, while what is found falls with what was taken.

    The more creep, the more contact and the less stress. The more a point would carry, the more it
    does. Both by powers, and in jumps of the grid's points: so the logarithm is enclosed.
    """

    def __init__(self) -> None:
        self._low, self._high = -inf, inf
        self._last: tuple[float, float] | None = None

    def after(self, taken: float, found: float, *, first: float = -2.0) -> float:
        """The next to take; `first` is the slope of ln(found/taken) until it is known."""
        x, f = log(taken), log(found / taken)
        if f > 0:
            self._low, self._high = x, self._high if self._high > x else inf
        else:
            self._high, self._low = x, self._low if self._low < x else -inf
        slope, aside = first, self._last is not None and (f > 0) == (self._last[1] > 0)
        if self._last is not None and self._last[0] != x:
            slope = min((f - self._last[1]) / (x - self._last[0]), first / 4)
        self._last = x, f
        ahead = x + min(max(-f / slope, -1.0), 1.0)
        enclosed = isfinite(self._high - self._low)
        if enclosed and (aside or not self._low < ahead < self._high):
            ahead = 0.5 * (self._low + self._high)
        return exp(ahead)
