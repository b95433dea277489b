"""A rough face under pressure: how it touches, how fast it gives way, what it remembers."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws.closure import fraction as persson
from asperity.laws.closure.gap import gap_weights, mean_gap
from asperity.laws.closure.gas import gas_counts, share_carried_by_metal
from asperity.laws.closure.kernel import layer_factor
from asperity.laws.closure.recovery import recovered_fraction
from asperity.laws.closure.stress import asperity_stress, pressure_spectrum, void_stress
from asperity.laws.closure.transient import Touched, yielded
from asperity.laws.flow.creep import Creep, fluidity, prefactor
from asperity.laws.flow.size import SizeEffect, strength_ratio
from asperity.topography import Spectrum

Array = NDArray[np.float64]
FLOWED = 60.0
"""Logarithm of a compliance over the elastic one beyond which a wavelength is marched no longer."""
LEAST = 1e-3
"""Pressure below which nothing presses, Pa: the weight of a layer of air 0.1 mm thick."""
Where = tuple[float, float, float]
"""Pressure on the face (Pa), temperature (K) and thickness (m) of the metal."""


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
        log_compliance: logarithm of the compliance (1/Pa) of each wavelength, (bands, points)
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
        mean_gap: m; infinite without pressure
        gas_pressure: in the voids above the atmosphere's, Pa
    """

    fraction: Array
    wavenumber: Array
    mean_gap: float
    gas_pressure: float


@dataclass(frozen=True, slots=True)
class _Profile:
    """A face resolved by wavenumber: what the metal carries (Pa), and arrays (bands, points).

    `variance`, `closeness` and `fraction` are Persson's G, x and f.
    """

    pressure: float
    variance: Array
    closeness: Array
    fraction: Array


class Engine:
    """A face with what does not change between two moments computed once."""

    def __init__(self, face: Face) -> None:
        self._face = face
        s = face.spectrum
        self._wavenumber, self._density, self._weight = s.wavenumber, s.density, s.weight
        self._ceiling = float(np.log(face.other + 1e-12)) + FLOWED
        self._floor = self._ceiling - 2 * FLOWED
        self._layer: tuple[float, Array] = (np.inf, np.ones_like(s.wavenumber))
        self._ratio: tuple[float, Array] = (np.nan, self._layer[1])
        self._seen: tuple[object, float, _Profile] | None = None

    def growth(self, logs: Array, where: Where, sealed_gap: float) -> Array:
        """Rate of the logarithms of the compliance, 1/s, flat as `logs`."""
        pressure, temperature, thickness = where
        if pressure < LEAST:
            return np.zeros_like(logs)
        shaped = logs.reshape(self._wavenumber.shape)
        compliance = np.exp(np.minimum(np.maximum(shaped, self._floor), self._ceiling))
        profile = self._profile(compliance, pressure, sealed_gap)
        self._seen = (logs, pressure, profile)
        layer = self._layer_factor(thickness)
        flow = fluidity(
            self._face.creep,
            self._stress(compliance, profile, layer, thickness)[:, None],
            temperature=temperature,
            pressure=pressure,
            ratio=self._strength_ratio(temperature),
        )
        grown = layer * flow / (4 * compliance) * (shaped < self._ceiling)
        return np.asarray(grown).ravel()

    def touched(self, state: FaceState, where: Where, time: float) -> FaceState:
        """The face `time` seconds after its first touch."""
        pressure, temperature, thickness = where
        creep = self._face.creep
        touched = Touched(
            spectrum=(self._wavenumber, self._density, self._weight),
            layer=self._layer_factor(thickness),
            ratio=self._strength_ratio(temperature),
            prefactor=float(prefactor(creep, temperature=temperature, pressure=pressure)),
            exponent=creep.exponent,
            pressure=pressure,
            thickness=thickness,
        )
        found = yielded(np.exp(state.log_compliance), touched, time)
        return replace(state, log_compliance=np.log(found))

    def contact(self, state: FaceState, pressure: float, *, marched: object = None) -> Contact:
        """How the face touches under a local pressure (Pa).

        `marched` is the array the march has just evaluated, whose profile need not be found again.
        """
        kept = self._recovered(state, pressure)
        if pressure < LEAST:
            return self._idle(kept)
        compliance = np.exp(state.log_compliance)
        profile = self._known(marched, pressure)
        if profile is None:
            profile = self._profile(compliance, pressure, state.sealed_gap)
        carried = self._carried(compliance, profile)
        return Contact(
            fraction=np.maximum(profile.fraction[:, -1], kept),
            wavenumber=self._mean_wavenumber(carried),
            mean_gap=self._mean_gap(compliance, profile),
            gas_pressure=pressure - profile.pressure,
        )

    def remember(self, state: FaceState, found: Contact, pressure: float) -> FaceState:
        """The state after the face has touched so under `pressure` (Pa)."""
        flattens = pressure >= state.set_pressure
        if flattens or found.fraction[-1] > self._recovered(state, pressure)[-1]:
            return replace(state, set_pressure=pressure, set_fraction=found.fraction)
        return state

    def _profile(self, compliance: Array, pressure: float, sealed_gap: float) -> _Profile:
        """With the gas in sealed voids taking its share of the pressure."""
        spectrum = self._wavenumber, self._density, self._weight
        variance = persson.pressure_variance(*spectrum, compliance)
        closeness = persson.closeness(pressure, variance)
        if gas_counts(self._face.atmosphere, sealed_gap):
            weights = gap_weights(*spectrum, compliance=compliance, variance=variance)
            pressure *= share_carried_by_metal(
                closeness,
                weights,
                pressure=pressure,
                atmosphere=self._face.atmosphere,
                sealed_gap=sealed_gap,
            )
            closeness = persson.closeness(pressure, variance)
        fraction = persson.contact_fraction(closeness)
        return _Profile(pressure, variance, closeness, fraction)

    def _known(self, marched: object, pressure: float) -> _Profile | None:
        if self._seen is None or marched is None:
            return None
        logs, at, profile = self._seen
        return profile if logs is marched and at == pressure else None

    def _mean_gap(self, compliance: Array, profile: _Profile) -> float:
        spectrum = self._wavenumber, self._density, self._weight
        weights = gap_weights(*spectrum, compliance=compliance, variance=profile.variance)
        return mean_gap(weights, profile.closeness)

    def _carried(self, compliance: Array, profile: _Profile) -> Array:
        return pressure_spectrum(self._wavenumber, self._density, compliance, profile.fraction)

    def _stress(
        self, compliance: Array, profile: _Profile, layer: Array, thickness: float
    ) -> Array:
        """Deviatoric stress of each band, Pa: of its asperities and of its last voids."""
        peaks, constrained = asperity_stress(
            self._wavenumber,
            self._weight,
            self._carried(compliance, profile),
            fraction=profile.fraction[:, -1],
            layer=layer,
            thickness=thickness,
        )
        voids = void_stress(profile.pressure, self._face.creep.exponent) * np.sqrt(constrained)
        return np.hypot(peaks, voids)

    def _layer_factor(self, thickness: float) -> Array:
        """Kept until the thickness changes."""
        if self._layer[0] != thickness:
            self._layer = (thickness, layer_factor(self._wavenumber, thickness))
        return self._layer[1]

    def _strength_ratio(self, temperature: float) -> Array:
        """Kept until the temperature changes."""
        if self._ratio[0] != temperature:
            size, length = self._face.size, 2 * np.pi / self._wavenumber
            ratio = np.asarray(strength_ratio(size, length, temperature=temperature))
            self._ratio = (temperature, ratio)
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
        power = self._wavenumber * carried * self._weight
        return np.asarray((self._wavenumber * power).sum(-1) / power.sum(-1))
