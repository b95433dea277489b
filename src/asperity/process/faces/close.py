"""Rough faces of flowing metal close: the compliance of every wavelength, marched in time.

The state is the compliance each wavelength has by now; it starts elastic and only grows. Written
for its logarithm, and marched in the logarithm of the age of the contact, it is smooth over many
decades, and an explicit embedded pair with step control suffices. Nothing but the state carries
over, so that a hold split in two is the same hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.special import erfinv

from asperity.laws.together import anywhere, everywhere, smallest
from asperity.process.faces.engine import LEAST, Engine, Profile, Where
from asperity.process.faces.face import Face, Touch
from asperity.process.faces.ledger import Ledger, Memory
from asperity.process.faces.pair import Step, steps

Array = NDArray[np.float64]
Drive = Callable[[float], Where]
"""What drives the faces at a time (s) since the stretch began."""
TOLERANCE = 5e-4
"""Absolute error of the logarithm of a compliance a step; contact follows to a tenth of it."""
INSTANT = 0.3
"""Share of the first rise of pressure over which the elastic transient is integrated at once."""
FIRST = 0.2
"""First step, of x."""
WHOLE = 1e-9
"""Share of a face that may be missing from complete contact."""
_PARTS = 4
"""Parts of a stretch at whose ends faces that do not flow are asked how they touch."""


@dataclass(frozen=True, slots=True)
class _Path:
    """At T moments: logarithms of the compliances (T, faces, ...), which memory holds (T,)."""

    logs: Array
    memory: NDArray[np.intp]


def march(
    faces: Sequence[Face], states: Memory, drive: Drive, grid: Array
) -> tuple[list[Touch], Memory]:
    """Follow faces over the times of `grid` (s, from 0 to the end of the stretch), all at once.

    They are of one metal and one number of bands, and all have been pressed before, or none.
    Returns how each touches, and the state of each at the end.
    """
    ledger = Ledger(Engine(faces), faces, states)
    logs = np.stack([state.log_compliance for state in states])
    where = [drive(t) for t in grid.tolist()]
    onset = 0.0 if states[0].set_pressure > 0 else _onset(drive, float(grid[-1]))
    if onset is None or max(max(now.pressure) for now in where) < LEAST:
        path = _Path(_same(logs, grid), np.zeros(len(grid), dtype=np.intp))
    elif (
        grid[-1] > 0
        and not everywhere(_closed(states))
        and ledger.engine.creep_prefactor(where[0], 0.0) > 0
    ):
        path = _Flow(ledger, drive).along(logs, onset, grid)
    else:
        path = _resting(ledger, drive, logs, grid)
    after = [
        replace(state, log_compliance=path.logs[-1, face])
        for face, state in enumerate(ledger.memories[-1])
    ]
    return _touches(ledger, where, path), tuple(after)


class _Flow:
    """Faces on the march, in x = ln(1 + (t - begun)/age), of whose way shares 0..1 are told.

    `age` is for how long the fastest wavelength would have to flow as it does to have come where it
    is; compliances then grow as powers of t, and their logarithms evenly with x.
    """

    def __init__(self, ledger: Ledger, drive: Drive) -> None:
        self._ledger, self._engine, self._drive = ledger, ledger.engine, drive
        self._sealed, self._largest = ledger.sealed(), ledger.largest()
        self._begun, self._age, self._until, self._length = 0.0, 1.0, 0.0, 1.0
        self._shut = _closed(ledger.memories[-1])

    def along(self, logs: Array, onset: float, grid: Array) -> _Path:
        """The way from `logs`, with pressure on the faces from `onset` (s) on."""
        self._until, self._begun = float(grid[-1]), onset
        if self._ledger.memories[0][0].set_pressure <= 0:
            logs = self._past_first_touch(logs, onset)
        span = self._until - self._begun
        rate = self._growth(self._begun + 1e-9 * span, logs)
        self._age = max(self._engine.age(rate, span), self._begun - onset)
        self._length = float(np.log1p(span / self._age))
        done = []
        for step in steps(
            self._paced,
            logs,
            rate * self._age * self._length,
            first=smallest(FIRST / self._length),
            tolerance=TOLERANCE,
        ):
            where = self._drive(self._begun + self._elapsed(step.end))
            profile = self._engine.profile(step.last, where.pressed, self._sealed)
            self._ledger.note(where.pressure, profile, partial(self._within, step))
            self._sealed, self._largest = self._ledger.sealed(), self._ledger.largest()
            done.append(step)
            self._shut = _closed(self._ledger.memories[-1])
            if everywhere(self._shut):
                break
        readings = self._reading(np.maximum(grid - self._begun, 0.0))
        return _between(done, np.minimum(readings, done[-1].end))

    def _within(self, step: Step, moments: int) -> Profile:
        """How faces whose voids were open touched along a step."""
        at = np.linspace(step.begin, step.end, moments)
        pressures = [self._drive(self._begun + self._elapsed(x)).pressed for x in at.tolist()]
        return self._engine.open_profile(step.at(at), np.array(pressures))

    def _past_first_touch(self, logs: Array, onset: float) -> Array:
        self._begun = onset + INSTANT * (self._until - onset)
        thickness = self._drive(0.0).thickness
        where = replace(self._drive(self._begun), thickness=thickness)
        return self._engine.touched(logs, where, self._begun - onset)

    def _reading(self, elapsed: Array) -> Array:
        """Share of the way of seconds since `begun`."""
        return np.asarray(np.log1p(elapsed / self._age) / self._length)

    def _paced(self, share: float, logs: Array) -> Array:
        """Rate of the logarithms with the share of the way."""
        elapsed = self._elapsed(share)
        return self._growth(self._begun + elapsed, logs) * ((elapsed + self._age) * self._length)

    def _elapsed(self, share: float) -> float:
        """Seconds since `begun`."""
        return min(self._age * float(np.expm1(share * self._length)), self._until - self._begun)

    def _growth(self, t: float, logs: Array) -> Array:
        where = self._drive(t)
        rate, _ = self._engine.growth(logs, where, self._sealed, self._largest)
        return np.where(self._shut, 0.0, rate) if anywhere(self._shut) else rate


def _between(done: Sequence[Step], readings: Array) -> _Path:
    """The values at ascending readings, each from the step it lies in."""
    ends = np.array([step.end for step in done])
    index = np.minimum(np.searchsorted(ends, readings), len(done) - 1)
    pieces = [step.at(readings[index == at]) for at, step in enumerate(done) if (index == at).any()]
    return _Path(np.concatenate(pieces), index)


def _resting(ledger: Ledger, drive: Drive, logs: Array, grid: Array) -> _Path:
    """Faces that do not flow, or have no time to: only the pressure on them changes."""
    first, last = drive(0.0), drive(float(grid[-1]))
    knots = np.linspace(0.0, grid[-1], 1 + (_PARTS if first != last else 1))

    def within(begin: float, end: float, moments: int) -> Profile:
        pressures = [drive(t).pressed for t in np.linspace(begin, end, moments).tolist()]
        return ledger.engine.open_profile(logs, np.array(pressures))

    for begin, end in pairwise(knots.tolist()):
        profile = ledger.engine.profile(logs, drive(end).pressed, ledger.sealed())
        ledger.note(drive(end).pressure, profile, partial(within, begin, end))
    ends = knots[1:]
    return _Path(_same(logs, grid), np.minimum(np.searchsorted(ends, grid), len(ends) - 1))


def _as_close(profile: Profile, fraction: Array) -> Profile:
    """Faces as close as they are where they touch so (..., faces), for what recovery has kept."""
    last = profile.closeness[..., -1, -1]
    needed = erfinv(np.minimum(fraction, 1 - 1e-16))
    closer = np.maximum(needed / last, 1.0)[..., None, None]
    return replace(profile, closeness=profile.closeness * closer)


def _closed(states: Memory) -> np.bool_:
    """Whether there is nothing left to close: contact that is complete stays so, under any load."""
    whole = [state.set_fraction[-1] > 1 - WHOLE for state in states]
    found: np.bool_ = np.logical_and.reduce(whole)
    return found


def _same(logs: Array, grid: Array) -> Array:
    return np.broadcast_to(logs, (len(grid), *logs.shape))


def _onset(drive: Drive, duration: float) -> float | None:
    """When pressure first reaches all faces, by bisection; None if it does not."""

    def pressed(t: float) -> bool:
        return min(drive(t).pressure) >= LEAST

    if not pressed(duration):
        return None
    if pressed(1e-9 * duration):
        return 0.0
    low, high = 0.0, duration
    for _ in range(30):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if pressed(middle) else (middle, high)
    return high


def _touches(ledger: Ledger, where: Sequence[Where], path: _Path) -> list[Touch]:
    """How each face touches at the moments of a path, all found at once."""
    engine, pressure = ledger.engine, np.array([now.pressure for now in where])
    sealed, kept = ledger.sealed_at(path.memory), ledger.kept_at(path.memory, pressure)
    pressed = pressure >= LEAST
    profile = engine.profile(path.logs, np.maximum(pressure, LEAST), sealed)
    real = np.where(pressed[..., None], profile.fraction[..., -1], 0.0)
    fraction = np.maximum(real, kept)
    gaps = engine.gaps(_as_close(profile, fraction[..., -1]))
    gas = np.where(pressed, pressure - profile.pressure, 0.0)
    waves, variance = engine.waves(profile)
    return [
        Touch(
            fraction=fraction[:, face],
            wavenumber=waves[face],
            gap=gaps[:, face].sum(axis=-1),
            gas=gas[:, face],
            gaps=gaps[:, face],
            variance=variance[:, face],
        )
        for face in range(pressure.shape[1])
    ]
