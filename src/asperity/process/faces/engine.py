"""Rough faces under pressure, several at once: how they touch, how fast they give way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws.closure.fraction import (
    closeness,
    contact_fraction,
    contact_power,
    slopes,
    variance_of,
    variance_shares,
)
from asperity.laws.closure.gap import gap_weights, mean_gap
from asperity.laws.closure.gas import gas_counts, share_carried_by_metal
from asperity.laws.closure.kernel import layer_factor
from asperity.laws.closure.loading import dilution
from asperity.laws.closure.stress import contact_stress, layer_stress
from asperity.laws.closure.transient import Touched, yielded
from asperity.laws.flow.creep import fluidity, prefactor
from asperity.laws.flow.size import strength_ratio
from asperity.laws.together import anywhere, everywhere
from asperity.process.faces.face import Face, untouched

Array = NDArray[np.float64]
FLOWED = 60.0
"""Logarithm of a compliance over the elastic one beyond which a wavelength is marched no longer."""
LEAST = 1e-3
"""Pressure below which nothing presses, Pa: the weight of a layer of air 0.1 mm thick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Pressure on each face (Pa), temperature (K), thickness of the metal of each (m).

    `rising` is the share by which the pressures rise in a second, 1/s; 0 where they do not.
    """

    pressure: tuple[float, ...]
    temperature: float
    thickness: tuple[float, ...]
    rising: float = 0.0

    @property
    def pressed(self) -> Array:
        """The pressures, none of them nothing, (faces,)."""
        return np.maximum(self.pressure, LEAST)


@dataclass(frozen=True, slots=True)
class Profile:
    """Faces resolved by wavenumber, arrays (..., faces, bands, points).

    `compliance`, `variance`, `closeness` and `fraction` are Persson's J, G, x and f; `pressure`
    (..., faces) is what the metal carries, Pa.
    """

    compliance: Array
    pressure: Array
    variance: Array
    closeness: Array
    fraction: Array

    def at(self, moments: NDArray[np.intp]) -> Profile:
        """Those at some of the moments that lie along the first axis."""
        return Profile(
            np.take(self.compliance, moments, axis=0),
            np.take(self.pressure, moments, axis=0),
            np.take(self.variance, moments, axis=0),
            np.take(self.closeness, moments, axis=0),
            np.take(self.fraction, moments, axis=0),
        )


@dataclass(frozen=True, slots=True)
class _Depth:
    """What rests while the thickness does: it, (faces, 1), layer factor, whether that counts."""

    thickness: Array
    layer: Array
    thin: bool


class Engine:
    """Faces of one metal and one number of bands, with what does not change computed once."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self._creep, self._size = faces[0].creep, faces[0].size
        spectra = [face.spectrum for face in faces]
        self._wavenumber = np.stack([spectrum.wavenumber for spectrum in spectra])
        self._density = np.stack([spectrum.density for spectrum in spectra])
        self._weight = np.stack([spectrum.weight for spectrum in spectra])
        self._slopes = slopes(self._wavenumber, self._density, self._weight)
        others = np.array([face.other for face in faces])[:, None, None]
        self._ceiling = np.log(others + 1e-12) + FLOWED
        self._floor = self._ceiling - 2 * FLOWED
        self._elastic = np.exp([untouched(face, np.inf).log_compliance for face in faces])
        self._atmosphere = np.array([face.atmosphere for face in faces])
        self._depth: tuple[tuple[float, ...], _Depth] | None = None
        self._pace: tuple[tuple[float, ...], Array] | None = None
        self._share: Array | None = None

    def growth(
        self, logs: Array, where: Where, sealed: Array, largest: Array
    ) -> tuple[Array, Profile]:
        """Rate of the logarithms of the compliance, 1/s, and how the faces touch.

        `sealed` is as in `profile`; `largest` are the largest pressures so far (faces,), Pa.
        The gas keeps the share it was last found to have (`profile`), once a step.
        """
        pressure = where.pressed
        gas = anywhere(gas_counts(self._atmosphere, sealed))
        profile = self._touching(logs, pressure, self._share if gas else None)
        flow = fluidity(
            self._creep,
            self._stress(profile, self._at_depth(where.thickness)),
            temperature=where.temperature,
            pressure=pressure[:, None],
        )
        alive = (pressure == where.pressure)[:, None]
        rate = self._softness(where) * (flow * alive)[..., None] / profile.compliance
        rate = rate * (logs < self._ceiling)
        if anywhere(where.rising > 0):
            fresh = np.where(pressure >= largest, where.rising, 0.0)
            rate = rate - dilution(profile.compliance, self._elastic, fresh[:, None, None])
        return rate, profile

    def profile(self, logs: Array, pressure: Array, sealed: Array) -> Profile:
        """The faces under pressures (..., faces), Pa; gas in sealed voids takes its share.

        `logs` are the logarithms of the compliance (..., faces, bands, points), `sealed` the mean
        gaps (m) when the voids were cut off.
        """
        profile = self._touching(logs, pressure, None)
        if not anywhere(gas_counts(self._atmosphere, sealed)):
            return profile
        share = share_carried_by_metal(
            profile.closeness,
            self._gap_weights(profile.compliance, profile.variance),
            pressure=pressure,
            atmosphere=self._atmosphere,
            sealed_gap=sealed,
            guess=None if self._share is None else np.broadcast_to(self._share, pressure.shape),
        )
        self._share = share if share.ndim == 1 else share[-1]
        close = profile.closeness * share[..., None, None]
        return replace(
            profile,
            pressure=pressure * share,
            closeness=close,
            fraction=contact_fraction(close),
        )

    def open_profile(self, logs: Array, pressure: Array) -> Profile:
        """The same of faces from which the gas still escapes."""
        return self._touching(logs, pressure, None)

    def _touching(self, logs: Array, pressure: Array, share: Array | None) -> Profile:
        """The same of faces whose metal carries a known share, or everything."""
        carried = pressure if share is None else pressure * share
        compliance = np.exp(np.minimum(np.maximum(logs, self._floor), self._ceiling))
        variance = variance_of(self._slopes, compliance)
        close = closeness(carried[..., None, None], variance)
        return Profile(compliance, carried, variance, close, contact_fraction(close))

    def gap(self, profile: Profile) -> Array:
        """Mean gap of each face, m, (..., faces)."""
        return np.asarray(self.gaps(profile).sum(axis=-1))

    def gaps(self, profile: Profile) -> Array:
        """What the waves of each band add to the mean gap, m, (..., faces, bands)."""
        weights = self._gap_weights(profile.compliance, profile.variance)
        return np.asarray(mean_gap(weights[..., None, :], profile.closeness[..., None, :]))

    def waves(self, profile: Profile) -> tuple[Array, Array]:
        """Wavenumbers, 1/m, (faces, bands, points); their shares of the pressure's variance.

        The shares have the profile's shape.
        """
        return self._wavenumber, variance_shares(profile.variance)

    def touched(self, logs: Array, where: Where, time: float) -> Array:
        """Logarithms of the compliance `time` seconds after first touch."""
        layer = self._at_depth(where.thickness).layer
        ratio = self._strength(where.temperature)
        return np.log(
            [
                yielded(
                    np.exp(logs[face]),
                    Touched(
                        spectrum=(self._wavenumber[face], self._density[face], self._weight[face]),
                        layer=layer[face],
                        ratio=ratio[face],
                        prefactor=self.creep_prefactor(where, pressure),
                        exponent=self._creep.exponent,
                        pressure=pressure,
                        thickness=where.thickness[face],
                    ),
                    time,
                )
                for face, pressure in enumerate(where.pressure)
            ]
        )

    def age(self, rate: Array, longest: float) -> float:
        """For how long (s) the fastest would have to flow to come where it is: J^n grows as t."""
        fastest = self._creep.exponent * float(np.max(np.abs(rate)))
        return 1 / max(fastest, 1 / longest) if longest > 0 else 0.0

    def flows(self, where: Where) -> bool:
        """Whether the metal creeps at all."""
        return self.creep_prefactor(where, 0.0) > 0

    def creep_prefactor(self, where: Where, pressure: float) -> float:
        """A of the metal under a pressure (Pa), Pa^-n/s."""
        return float(prefactor(self._creep, temperature=where.temperature, pressure=pressure))

    def _gap_weights(self, compliance: Array, variance: Array) -> Array:
        return gap_weights(
            self._wavenumber, self._density, self._weight, compliance=compliance, variance=variance
        )

    def _stress(self, profile: Profile, depth: _Depth) -> Array:
        """Stress of each band (faces, bands), Pa, from pressure and contact of its own scale."""
        contact = profile.fraction[..., -1]
        pressure, fraction, n = profile.pressure[:, None], contact, self._creep.exponent
        if contact.shape[1] > 1:
            wider = np.concatenate([np.ones_like(pressure), contact[:, :-1]], axis=1)
            pressure, fraction = pressure / wider, contact / wider
        stress = np.asarray(contact_stress(pressure, fraction, n))
        if not depth.thin:
            return stress
        power = contact_power(self._slopes, profile.compliance, profile.fraction)
        work = power / self._wavenumber
        layer_work = (depth.layer * work).sum(axis=-1)
        return np.asarray(
            layer_stress(
                stress,
                work.sum(axis=-1),
                layer_work,
                fraction=contact,
                thickness=depth.thickness,
                exponent=n,
            )
        )

    def _at_depth(self, thickness: tuple[float, ...]) -> _Depth:
        """Kept until the thickness changes."""
        if self._depth is None or not _unchanged(self._depth[0], thickness):
            column = np.array(thickness)[:, None]
            layer = layer_factor(self._wavenumber, column[..., None])
            self._depth = thickness, _Depth(column, layer, anywhere(layer < 1))
        return self._depth[1]

    def _softness(self, where: Where) -> Array:
        """k/(4 s^n): what size and layer make of the fluidity, kept until they change."""
        key = *where.thickness, where.temperature
        if self._pace is None or not _unchanged(self._pace[0], key):
            strength = self._strength(where.temperature) ** self._creep.exponent
            self._pace = key, self._at_depth(where.thickness).layer / (4 * strength)
        return self._pace[1]

    def _strength(self, temperature: float) -> Array:
        """Strength ratio of each wavelength."""
        length = 2 * np.pi / self._wavenumber
        return np.asarray(strength_ratio(self._size, length, temperature=temperature))


def _unchanged(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether all of some numbers are what they were."""
    return one is other or everywhere(np.equal(one, other))
