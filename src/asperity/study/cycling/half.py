"""One face over a half cycle: its voids grow, shrink or rest while the current flows one way.

The radius of the voids is followed by the law's da/dt. What they hold is summed up beside it, from
what crosses their mouths at the moments of the walk: that both agree at the end is a balance and no
definition.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from asperity.laws import FARADAY, Floats
from asperity.laws.current.voids import VoidedFace, contact_left, covered, growth

Array = NDArray[np.float64]
TOLERANCE = 1e-10
"""Relative error of a step in the radius."""
_LOOKS = 17
"""Moments at which resting voids are looked at."""
_HAIR = 1e-12
"""Relative distance at which two moments, or two radii, are the same."""
_NODES = 6
"""Of Gauss and Legendre within a step, where what crosses the mouths is summed up."""


class Supply(Protocol):
    """What fills a void, A/m² over its mouth."""

    def __call__(self, pressure: float, radius: Floats, /) -> Floats:
        """From the pressure on the face (Pa) and the radius of the void (m)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """What a face is put through.

    Attributes:
        current: A/m² at its beginning, positive where the face is stripped; slope: A/m²/s
        duration: s
        pressure: on the face at both ends, Pa, linear in charge between them
    """

    current: float
    duration: float
    pressure: tuple[float, float]
    slope: float = 0.0

    def current_at(self, time: Floats) -> Floats:
        """A/m² at a time since its beginning, s."""
        return self.current + self.slope * time

    def charge(self, time: Floats) -> Floats:
        """C/m² that has passed by then."""
        return (self.current + 0.5 * self.slope * time) * time

    def pressure_at(self, time: Floats) -> Floats:
        """Pa."""
        first, last = self.pressure
        if first == last:
            return first
        whole = self.charge(self.duration)
        share = self.charge(time) / whole if whole else time / (self.duration or 1.0)
        return first + (last - first) * share

    def until(self, time: float) -> Drive:
        """The part of it before a time, s."""
        ends = self.pressure[0], float(self.pressure_at(time))
        return replace(self, duration=time, pressure=ends)

    def since(self, time: float) -> Drive:
        """The part of it after a time, s."""
        return replace(
            self,
            current=float(self.current_at(time)),
            duration=self.duration - time,
            pressure=(float(self.pressure_at(time)), self.pressure[1]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """What became of it, at T moments.

    Attributes:
        time: since its beginning, s, (T,)
        radius: of the voids, m, (T,)
        contact: that is left, 0..1, (T,)
        crossed: volume per area that has left through the mouths less what came, m
        stopped: whether voids grew to the largest that was allowed: `time` ends there
    """

    time: Array
    radius: Array
    contact: Array
    crossed: float
    stopped: bool


def follow(
    face: VoidedFace,
    supply: Supply,
    drive: Drive,
    *,
    radius: float,
    largest: float = np.inf,
    tolerance: float = TOLERANCE,
) -> Half:
    """Follow voids of `radius` (m) to the end of `drive`, or until they are the `largest` (m)."""
    walk = _Walk(face, supply, drive, largest=largest, tolerance=tolerance)
    walk.go(radius)
    time, at = (np.array(values) for values in zip(*walk.seen, strict=True))
    return Half(
        time=time,
        radius=at,
        contact=np.asarray(contact_left(at, face)),
        crossed=walk.crossed,
        stopped=walk.stopped,
    )


class _Walk:
    """A half cycle as it is followed: rest, growth and shrinkage in turn."""

    def __init__(
        self, face: VoidedFace, supply: Supply, drive: Drive, *, largest: float, tolerance: float
    ) -> None:
        self._face, self._supply, self._drive = face, supply, drive
        self._mouths = replace(face, nucleus=_HAIR * face.nucleus, fraction=1.0)
        self._largest, self._tolerance = largest, tolerance
        self.seen: list[tuple[float, float]] = []
        self.crossed, self.stopped = 0.0, False

    def go(self, radius: float) -> None:
        """From its beginning to its end, or to the largest voids."""
        time, end = 0.0, self._drive.duration
        self.seen.append((time, radius))
        self.stopped = radius >= self._largest
        while time < end and not self.stopped:
            resting = radius <= self._face.nucleus and self._net(time, radius) <= 0
            time, radius = (self._rest if resting else self._move)(time, radius)

    def _net(self, time: Floats, radius: Floats) -> Floats:
        """What leaves around the voids less what comes, over the whole face, A/m²."""
        taken = np.maximum(self._drive.current_at(time), 0.0)
        return np.asarray(
            taken - self._face.fraction * self._face.clean * self._coming(time, radius)
        )

    def _coming(self, time: Floats, radius: Floats) -> Floats:
        """What fills voids of radii (m) at as many moments, A/m² over their mouths."""
        pressure = self._drive.pressure_at(time)
        if np.ndim(pressure) == 0:
            return self._supply(float(pressure), radius)
        pairs = zip(np.asarray(pressure), np.asarray(radius), strict=True)
        return np.array([self._supply(float(p), float(a)) for p, a in pairs])

    def _rest(self, time: float, radius: float) -> tuple[float, float]:
        """Until voids begin to grow, or to the end."""
        grows = _first(lambda t: float(self._net(t, radius)), time, self._drive.duration)
        until = self._drive.duration if grows is None else grows
        self.seen.append((until, self._face.nucleus))
        return until, self._face.nucleus

    def _move(self, time: float, radius: float) -> tuple[float, float]:
        """Until voids are back where they started, the largest there may be, or the end.

        What is followed is how far the radius has come, over how far the charge could take it, so
        that large voids are followed as closely as small ones.
        """
        unit, nucleus = self._reach(), self._face.nucleus
        found: Any = solve_ivp(
            self._rate,
            (time, self._drive.duration),
            (0.0,),
            method="LSODA",
            args=(radius, unit),
            events=(_ending(-1.0, nucleus), _ending(1.0, self._largest)),
            dense_output=True,
            rtol=self._tolerance,
            atol=self._tolerance * 1e-2,
        )
        self.stopped = len(found.t_events[1]) > 0
        ends = radius + found.y[0, 1:] * unit
        ends[-1] = nucleus if len(found.t_events[0]) else ends[-1]
        ends[-1] = self._largest if self.stopped else ends[-1]
        self.seen += zip(map(float, found.t[1:]), map(float, ends), strict=True)
        self.crossed += self._through(found.t, lambda t: radius + found.sol(t)[0] * unit)
        return self.seen[-1]

    def _reach(self) -> float:
        """Depth (m) that the charge takes from the contact, a measure for all lengths of it."""
        drive, face = self._drive, self._face
        charge = abs(float(drive.charge(drive.duration))) / (face.fraction * face.clean)
        depth = face.molar_volume / FARADAY * charge
        return min(depth, face.nucleus) if depth > 0 else face.nucleus

    def _rate(self, time: float, state: Array, start: float, unit: float) -> tuple[float]:
        """Of what is followed, 1/s; below the nucleus as at it, to find the return by."""
        radius = max(start + float(state[0]) * unit, (1.0 + _HAIR) * self._face.nucleus)
        coming = self._coming(time, radius)
        opening = growth(radius, self._drive.current_at(time), coming, self._face)
        return (float(opening) / unit,)

    def _through(self, time: Array, sol: Callable[[Array], Array]) -> float:
        """Volume per area (m) that left through the mouths less what came, over the steps."""
        nodes, weights = np.polynomial.legendre.leggauss(_NODES)
        width = np.diff(time)
        moments = (time[:-1, None] + 0.5 * width[:, None] * (nodes + 1.0)).ravel()
        radius = sol(moments)
        rate = covered(radius, self._mouths) * self._net(moments, radius)
        area = np.sum((0.5 * width[:, None] * weights).ravel() * rate)
        return float(self._face.molar_volume / FARADAY * area)


def _ending(direction: float, level: float) -> Any:
    """An event that ends the integration where the radius comes to a level (m) from one side."""

    def event(_time: float, state: Array, start: float, unit: float) -> float:
        return (start - level) / unit + float(state[0]) if np.isfinite(level) else -1.0

    event.terminal = True  # type: ignore[attr-defined]
    event.direction = direction  # type: ignore[attr-defined]
    return event


def _first(rising: Callable[[float], float], begin: float, end: float) -> float | None:
    """Just after a function of time first rises through zero; None where it does not."""
    times = np.linspace(begin, end, _LOOKS)
    hair, before = _HAIR * (end - begin), begin
    for later in map(float, times[1:]):
        if rising(later) > 0:
            found = brentq(rising, before, later, xtol=hair) if rising(before) <= 0 else before
            return min(float(found) + 2 * hair, end)
        before = later
    return None
