"""A rough face: what it is, what it remembers, how it touches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from asperity.laws.closure.kernel import elastic_compliance
from asperity.laws.closure.recovery import recovered_fraction
from asperity.laws.flow.creep import Creep
from asperity.laws.flow.size import SizeEffect
from asperity.laws.together import anywhere, everywhere
from asperity.process.faces.view import View
from asperity.topography import Spectrum, TopographyMap

if TYPE_CHECKING:  # the mean field does without the grid and all that it loads
    from asperity.contact import ClosureState

Array = NDArray[np.float64]


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
        weld_energy: work of adhesion of what has welded, J/m²
        relief: the measured face, for those who resolve it; None where only its spectrum is known
    """

    spectrum: Spectrum
    creep: Creep
    size: SizeEffect
    modulus: float
    poisson: float
    other: float
    atmosphere: float = 0.0
    adhesion: float = 0.0
    weld_energy: float = 0.0
    relief: TopographyMap | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceState:
    """What a face remembers.

    Attributes:
        log_compliance: logarithm of the compliance (1/Pa) of each wavelength, (bands, points)
        set_pressure: largest pressure it was flattened under, Pa
        set_fraction: contact fraction of the bands at that pressure, (bands,)
        sealed_gap: mean gap when the voids were cut off from the edge, m; 0 while they are open
        resolved: what the waves that a grid resolves remember; None where there is no grid
    """

    log_compliance: Array
    set_pressure: float
    set_fraction: Array
    sealed_gap: float = 0.0
    resolved: ClosureState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """How a pair touches at the T times of a stretch.

    Attributes:
        fraction: contact fraction down to each band, (T, bands); the last column is the real one
        wavenumber: of the waves of each band, 1/m, (bands, points); of powders the one that goes
            with the spacing of their grains
        gap: mean gap, m, (T,); nan where the law knows none
        gas: pressure of the gas in the voids above the atmosphere's, Pa, (T,)
        gaps: what the waves of each band add to the mean gap, m, (T, bands); None where unknown
        view: the face on a grid, where it was resolved on one
        depth: to which hard particles have sunk into the other side, m, (T,); None without them
        variance: what waves down to each add to the variance of the pressure of their band, as a
            share of it, (T, bands, points); None where there is no spectrum
        seen: constriction of each band on a map over that of the law for it, (bands,)
    """

    fraction: Array
    wavenumber: Array
    gap: Array
    gas: Array
    gaps: Array | None = None
    view: View | None = None
    depth: Array | None = None
    variance: Array | None = None
    seen: Array | None = None


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


def recovered(face: Face, state: FaceState, pressure: float) -> Array:
    """Contact fractions (bands,) left under `pressure` (Pa) of what was flattened."""
    return recovered_fraction(
        pressure,
        fraction=state.set_fraction,
        largest=state.set_pressure,
        adhesion=face.adhesion,
    )


def remember(state: FaceState, fraction: Array, kept: Array, pressure: float) -> FaceState:
    """The state after the face has touched so under `pressure` (Pa), and would have `kept`."""
    anew = np.logical_or(pressure >= state.set_pressure, fraction[-1] > kept[-1])
    if everywhere(anew):
        return replace(state, set_pressure=pressure, set_fraction=fraction)
    if not anywhere(anew):
        return state
    return replace(
        state,
        set_pressure=float(np.where(anew, pressure, state.set_pressure)),
        set_fraction=np.where(anew, fraction, state.set_fraction),
    )
