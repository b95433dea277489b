"""A rough face of flowing metal closes: the compliance of every wavelength, marched in time.

The state is the compliance each wavelength has by now; it starts elastic and only grows. Written
for its logarithm it is smooth over many decades of time, and an explicit embedded pair with step
control (`scipy.integrate.RK45`) suffices. Nothing but the state carries over, so that a hold split
in two is the same hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import RK45

from asperity.laws.closure.gas import SEALED
from asperity.laws.closure.kernel import elastic_compliance
from asperity.process.faces.face import LEAST, Contact, Engine, Face, FaceState

Array = NDArray[np.float64]
TOLERANCE = 1e-3
"""Absolute error of the logarithm of a compliance a step; contact follows to a tenth of it."""
INSTANT = 0.01
"""Share of the first stretch over which the elastic transient is integrated at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """What drives a face, as functions of the time (s) since the stretch began.

    Attributes:
        pressure: on this face, Pa
        temperature: of the metal, K
        thickness: of the metal, m
    """

    pressure: Callable[[float], float]
    temperature: Callable[[float], float]
    thickness: Callable[[float], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One stretch of time: the accepted times (T,) in s, and the face at each of them."""

    times: Array
    states: tuple[FaceState, ...]
    contacts: tuple[Contact, ...]


def untouched(face: Face, thickness: float) -> FaceState:
    """A face before its first contact: elastic, on a foil of this thickness (m)."""
    elastic = elastic_compliance(
        face.spectrum.wavenumber,
        modulus=face.modulus,
        poisson=face.poisson,
        thickness=thickness,
        other=face.other,
    )
    bands = len(face.spectrum.wavenumber)
    return FaceState(log_compliance=np.log(elastic), set_pressure=0.0, set_fraction=np.zeros(bands))


def march(face: Face, state: FaceState, drive: Drive, duration: float) -> Run:
    """Follow the face from now to `duration` (s)."""
    engine = Engine(face)
    state, begun = _begun(engine, state, drive, duration)
    times, states = [0.0], [state]
    contacts = [engine.contact(state, drive.pressure(0.0))]
    if begun >= duration:
        return Run(times=np.zeros(1), states=(state,), contacts=tuple(contacts))
    sealed = state.sealed_gap

    def rate(t: float, logs: Array) -> Array:
        where = drive.pressure(t), drive.temperature(t), drive.thickness(t)
        return engine.growth(logs, where, sealed)

    start = state.log_compliance.ravel()
    first = _first_step(rate, start, begun, duration)
    solver = RK45(rate, begun, start, duration, rtol=1e-12, atol=TOLERANCE, first_step=first)
    while solver.status == "running":
        solver.step()
        pressure = drive.pressure(solver.t)
        logs = solver.y.reshape(state.log_compliance.shape)
        state = replace(state, log_compliance=logs, sealed_gap=sealed)
        found = engine.contact(state, pressure, marched=solver.y)
        sealed = _sealed(sealed, contacts[-1], found)
        state = replace(engine.remember(state, found, pressure), sealed_gap=sealed)
        times.append(float(solver.t))
        states.append(state)
        contacts.append(found)
    return Run(times=np.array(times), states=tuple(states), contacts=tuple(contacts))


def _begun(
    engine: Engine, state: FaceState, drive: Drive, duration: float
) -> tuple[FaceState, float]:
    """The state to march from, and when: past the first transient where nothing has touched yet."""
    if state.set_pressure > 0:
        return state, 0.0
    onset = _onset(drive, duration)
    if onset is None:
        return state, duration
    begun = onset + INSTANT * (duration - onset)
    where = drive.pressure(begun), drive.temperature(begun), drive.thickness(0.0)
    return engine.touched(state, where, begun - onset), begun


def _onset(drive: Drive, duration: float) -> float | None:
    """When pressure first reaches the face, by bisection; None if it does not."""
    if drive.pressure(duration) < LEAST:
        return None
    if drive.pressure(1e-9 * duration) >= LEAST:
        return 0.0
    low, high = 0.0, duration
    for _ in range(30):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if drive.pressure(middle) < LEAST else (low, middle)
    return high


def _sealed(gap: float, before: Contact, now: Contact) -> float:
    """Mean gap once the voids are cut off, interpolated to the threshold; 0 while they are open."""
    first, last = before.fraction[-1], now.fraction[-1]
    if last <= SEALED:
        return 0.0
    if gap > 0:
        return gap
    if first >= SEALED or not np.isfinite(before.mean_gap):
        return now.mean_gap
    part = (SEALED - first) / (last - first)
    return float(before.mean_gap ** (1 - part) * max(now.mean_gap, 1e-300) ** part)


def _first_step(
    rate: Callable[[float, Array], Array], start: Array, now: float, until: float
) -> float:
    """A step over which nothing yields by more than some per cent."""
    fastest = float(np.max(np.abs(rate(now + 1e-9 * (until - now), start))))
    return min(until - now, 0.2 / fastest) if fastest > 0 else 0.1 * (until - now)
