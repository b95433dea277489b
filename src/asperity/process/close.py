"""A rough face of flowing metal closes: the compliance of every wavelength, marched in time.

The state is J(q), the compliance each wavelength has by now; it starts elastic and only grows,
dJ/dt = k(qh)/(4η(q)). Written for ln J it is smooth over twenty decades of time, and an explicit
embedded pair with step control (`scipy.integrate.RK23`) needs no initial guess. Nothing but the
state carries over, so that a hold split in two is the same hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import RK23

from asperity.laws.closure import fraction as persson
from asperity.laws.closure.gap import gap_weights, mean_gap
from asperity.laws.closure.gas import SEALED, share_carried_by_metal
from asperity.laws.closure.kernel import elastic_compliance, layer_factor
from asperity.laws.closure.recovery import recovered_fraction
from asperity.laws.closure.stress import (
    asperity_stress,
    pressure_spectrum,
    void_stress,
)
from asperity.laws.flow.creep import Creep, fluidity
from asperity.laws.flow.size import SizeEffect, strength_ratio
from asperity.process.yielding import yielded
from asperity.topography import Spectrum

Array = NDArray[np.float64]
TOLERANCE = 1e-3
"""Absolute error of ln J a step; a contact fraction follows to about a tenth of it."""
COARSE = 0.1, 0.01
"""The same in the first hundredth of a stretch, whose errors creep forgets as t^(-1/n) grows."""
FLOWED = 60.0
"""ln(J/J_elastic) beyond which a wavelength resists no longer and is no longer marched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A rough face between a flowing metal and something harder.

    Attributes:
        spectrum: height spectrum of the gap before anything is pressed
        creep: how the metal flows
        size: how much stronger it is when small
        modulus, poisson: Young's modulus (Pa), Poisson ratio of the metal
        other: (1 - ν²)/E of the harder side, 1/Pa
        atmosphere: pressure of the gas around, Pa; 0 in vacuum
        adhesion: pull-off stress of true contact, Pa
    """

    spectrum: Spectrum
    creep: Creep
    size: SizeEffect
    modulus: float
    poisson: float
    other: float
    atmosphere: float = 0.0
    adhesion: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceState:
    """What a face remembers.

    Attributes:
        log_compliance: ln(J/Pa^-1) of each wavelength, (bands, points)
        set_pressure: largest pressure it was flattened under, Pa
        set_fraction: contact fraction of the bands at that pressure, (bands,)
        sealed_gap: mean gap when the voids were cut off from the edge, m; 0 while they are open
    """

    log_compliance: Array
    set_pressure: float
    set_fraction: Array
    sealed_gap: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How a face touches at one moment.

    Attributes:
        fraction: contact fraction down to the end of each band, (bands,); the last is the real one
        wavenumber: mean wavenumber of the contact pressure of each band, 1/m, (bands,)
        mean_gap: m
        gas_pressure: in the voids above the atmosphere's, Pa
    """

    fraction: Array
    wavenumber: Array
    mean_gap: float
    gas_pressure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One stretch of time: the accepted times (T,) in s, and the face at each of them."""

    times: Array
    states: tuple[FaceState, ...]
    contacts: tuple[Contact, ...]


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
    return FaceState(
        log_compliance=np.log(elastic), set_pressure=0.0, set_fraction=np.zeros(bands)
    )


def march(face: Face, state: FaceState, drive: Drive, duration: float) -> Run:
    """Follow the face from now to `duration` (s)."""
    shape = state.log_compliance.shape
    engine = _Engine(face)
    sealed = state.sealed_gap

    def rate(t: float, y: Array) -> Array:
        p, temperature, thickness = drive.pressure(t), drive.temperature(t), drive.thickness(t)
        return engine.growth(y, p, temperature, thickness, sealed)

    begun = 0.0
    if state.set_pressure == 0:
        begun = COARSE[1] * duration
        state = engine.yielded(state, drive, begun)
    start = state.log_compliance.ravel()
    times, states, contacts = [0.0], [state], [engine.contact(state, drive.pressure(0.0))]
    now = begun
    for until, tolerance in ((COARSE[1] * duration, COARSE[0]), (duration, TOLERANCE)):
        if until <= now:
            continue
        first = _first_step(rate, start, now, until)
        solver = RK23(rate, now, start, until, rtol=1e-12, atol=tolerance, first_step=first)
        while solver.status == "running":
            solver.step()
            p = drive.pressure(solver.t)
            state = replace(state, log_compliance=solver.y.reshape(shape), sealed_gap=sealed)
            found = engine.contact(state, p, solver.y)
            sealed = _sealed(sealed, contacts[-1], found)
            state = replace(engine.remember(state, found, p), sealed_gap=sealed)
            times.append(float(solver.t))
            states.append(state)
            contacts.append(found)
        start, now = solver.y, until
    return Run(times=np.array(times), states=tuple(states), contacts=tuple(contacts))


def _sealed(gap: float, before: Contact, now: Contact) -> float:
    """u* once the voids are cut off: the gap, interpolated to the threshold as it is passed."""
    f0, f1 = before.fraction[-1], now.fraction[-1]
    if f1 <= SEALED:
        return 0.0
    if gap > 0:
        return gap
    if f0 >= SEALED or not np.isfinite(before.mean_gap):
        return now.mean_gap
    part = (SEALED - f0) / (f1 - f0)
    return float(before.mean_gap ** (1 - part) * max(now.mean_gap, 1e-300) ** part)


def _first_step(
    rate: Callable[[float, Array], Array], start: Array, now: float, until: float
) -> float:
    """A step over which nothing yields by more than some per cent."""
    fastest = float(np.max(np.abs(rate(now + 1e-9 * (until - now), start))))
    return min(until - now, 0.2 / fastest) if fastest > 0 else 0.1 * (until - now)


_Profile = tuple[float, Array, Array, Array]
"""What the metal carries (Pa), x, f and the gap's weight of each wavenumber."""


class _Engine:
    """A face with what does not change with time computed once."""

    def __init__(self, face: Face) -> None:
        s = face.spectrum
        self._face = face
        self._q, self._density, self._weight = s.wavenumber, s.density, s.weight
        self._layer: tuple[float, Array] = (np.inf, np.ones_like(s.wavenumber))
        self._ratio: tuple[float, Array] = (np.nan, self._layer[1])
        self._seen: tuple[object, float, _Profile] | None = None
        self._ceiling = np.log(face.other + 1e-12) + FLOWED

    def growth(
        self, y: Array, pressure: float, temperature: float, *rest: float
    ) -> Array:
        """d ln J/dt, 1/s, flat as `y`, which is ln J."""
        thickness, sealed = rest
        if pressure <= 0:
            return np.zeros_like(y)
        log_J = y.reshape(self._q.shape)
        q, w, J = self._q, self._weight, np.exp(np.minimum(log_J, self._ceiling))
        profile = self._profile(J, pressure, sealed)
        self._seen = (y, pressure, profile)
        p, x, f, _ = profile
        carried = pressure_spectrum(q, self._density, J, f)
        layer = self._layer_factor(thickness)
        peaks, constrained = asperity_stress(
            q, w, carried, fraction=f[:, -1], layer=layer, thickness=thickness
        )
        voids = void_stress(p, self._face.creep.exponent) * np.sqrt(constrained)
        flow = fluidity(
            self._face.creep,
            np.hypot(peaks, voids)[:, None],
            temperature=temperature,
            pressure=pressure,
            ratio=self._strength_ratio(temperature),
        )
        return np.where(log_J < self._ceiling, layer * flow / (4 * J), 0.0).ravel()

    def yielded(self, state: FaceState, drive: Drive, until: float) -> FaceState:
        """The face `until` seconds after its first touch, as if they had been marched."""
        face, thickness = self._face, drive.thickness(0.0)
        found = yielded(
            np.exp(state.log_compliance),
            spectrum=(self._q, self._density, self._weight),
            layer=self._layer_factor(thickness),
            ratio=self._strength_ratio(drive.temperature(until)),
            creep=face.creep,
            conditions=(drive.pressure(until), drive.temperature(until), thickness, until),
        )
        return replace(state, log_compliance=np.log(found))

    def contact(self, state: FaceState, pressure: float, y: object = None) -> Contact:
        """How the face touches under a local pressure (Pa); `y` is the flat ln J, if marched."""
        kept = self._recovered(state, pressure)
        if pressure <= 0:
            return self._idle(kept)
        J = np.exp(state.log_compliance)
        seen = self._seen
        known = seen is not None and seen[0] is y and seen[1] == pressure
        p, x, f, weights = (
            seen[2] if known and seen else self._profile(J, pressure, state.sealed_gap)
        )
        carried = pressure_spectrum(self._q, self._density, J, f)
        return Contact(
            fraction=np.maximum(f[:, -1], kept),
            wavenumber=self._mean_wavenumber(carried),
            mean_gap=mean_gap(weights, x),
            gas_pressure=pressure - p,
        )

    def remember(self, state: FaceState, found: Contact, pressure: float) -> FaceState:
        """The state after the face has touched so under `pressure` (Pa)."""
        flattens = pressure >= state.set_pressure
        if flattens or found.fraction[-1] > self._recovered(state, pressure)[-1]:
            return replace(state, set_pressure=pressure, set_fraction=found.fraction)
        return state

    def _profile(self, compliance: Array, pressure: float, sealed: float) -> _Profile:
        """What the metal carries (Pa), x and f of each wavenumber, and the gap's weights."""
        q, C, w = self._q, self._density, self._weight
        G = persson.pressure_variance(q, C, w, compliance)
        x = persson.closeness(pressure, G)
        weights = gap_weights(q, C, w, compliance=compliance, variance=G)
        if sealed > 0 and self._face.atmosphere > 0:
            share = share_carried_by_metal(
                x, weights, pressure=pressure, atmosphere=self._face.atmosphere, sealed_gap=sealed
            )
            pressure *= share
            x = persson.closeness(pressure, G)
        return pressure, x, persson.contact_fraction(x), weights

    def _layer_factor(self, thickness: float) -> Array:
        """k(qh), kept until the thickness changes."""
        if self._layer[0] != thickness:
            self._layer = (thickness, layer_factor(self._q, thickness))
        return self._layer[1]

    def _strength_ratio(self, temperature: float) -> Array:
        """s of each wavelength, kept until the temperature changes."""
        if self._ratio[0] != temperature:
            ratio = strength_ratio(self._face.size, 2 * np.pi / self._q, temperature=temperature)
            self._ratio = (temperature, np.asarray(ratio))
        return self._ratio[1]

    def _idle(self, kept: Array) -> Contact:
        """Without pressure: what adhesion keeps."""
        return Contact(
            fraction=kept,
            wavenumber=self._mean_wavenumber(self._density),
            mean_gap=float("inf"),
            gas_pressure=0.0,
        )

    def _recovered(self, state: FaceState, pressure: float) -> Array:
        return recovered_fraction(
            pressure,
            fraction=state.set_fraction,
            largest=state.set_pressure,
            adhesion=self._face.adhesion,
        )

    def _mean_wavenumber(self, carried: Array) -> Array:
        power = self._q * carried * self._weight
        return np.asarray(np.sum(self._q * power, axis=-1) / np.sum(power, axis=-1))

