"""What one face by itself amounts to, and how it touches. SI, the unit at the end of the name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from asperity.outcome.frozen import Array, Record
from asperity.outcome.plain import to_plain
from asperity.outcome.record import Source

SCHEMA: Final = "asperity-contact-1"


@dataclass(frozen=True, kw_only=True, slots=True)
class MapMark(Record):
    """Which map this is about, and what was done to it before it was pressed.

    Attributes:
        source: where it came from
        digest: SHA-256 of its file
        rows, columns: points as measured
        spacing_y_m, spacing_x_m: distance of its points
        filled_fraction: share of its points that were not measured and filled in
        changes: what was done to it, in words
    """

    source: str
    digest: str
    rows: int
    columns: int
    spacing_y_m: float
    spacing_x_m: float
    filled_fraction: float = 0.0
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SelfAffine(Record):
    """Where the spectrum of a face is a power law.

    Attributes:
        hurst: Hurst exponent; hurst_error: its standard error
        longest_m, shortest_m: wavelengths between which the law holds
        rms_height_m: of the waves between them
    """

    hurst: float
    hurst_error: float
    longest_m: float
    shortest_m: float
    rms_height_m: float


@dataclass(frozen=True, kw_only=True, slots=True)
class FaceStatistics(Record):
    """A face in a few numbers, levelled.

    Attributes:
        rms_height_m: root mean square height
        rms_slope: root mean square slope, from differences of neighbours
        skewness, kurtosis: of the heights; 0 and 3 where they are normally distributed
        reach_m: from the lowest to the highest point
        correlation_length_m: where the autocorrelation has fallen to 1/e; absent where it does not
        self_affine: the power law of its spectrum; absent where there is none
    """

    rms_height_m: float
    rms_slope: float
    skewness: float
    kurtosis: float
    reach_m: float
    correlation_length_m: float | None = None
    self_affine: SelfAffine | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Touching(Record):
    """How the face touches under a pressure.

    Attributes:
        pressure_pa: nominal pressure
        contact_fraction: share of the points that touch
        mean_gap_m: averaged over the whole area
        mean_contact_pressure_pa, largest_contact_pressure_pa: where it touches
        gas_pressure_pa: largest of the gas sealed in voids; absent where none was looked at
        iterations: steps of the solver
        converged: whether it came as near as it was asked to
        reason: why it ended
    """

    pressure_pa: float
    contact_fraction: float
    mean_gap_m: float
    mean_contact_pressure_pa: float | None = None
    largest_contact_pressure_pa: float | None = None
    gas_pressure_pa: float | None = None
    iterations: int
    converged: bool
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Closing(Record):
    """How the face closed while the metal crept.

    Attributes:
        temperature_k: of the hold
        duration_s: of what was followed of it: all of it, unless `end` has not converged
        time_s, contact_fraction, mean_gap_m: the course of it, (T,)
        end: how it touches at last
        steps: time steps
    """

    temperature_k: float
    duration_s: float
    time_s: Array
    contact_fraction: Array
    mean_gap_m: Array
    end: Touching
    steps: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FaceOutcome(Record):
    """One face pressed on its grid.

    Attributes:
        schema: version of this shape
        map: which map
        face: its statistics
        material: what is pressed on it; absent where only a modulus was given
        against: what the face is made of; absent where it is taken to be rigid
        contact_modulus_pa: E* of the pair
        elastic: how it touches at first, before anything flows
        closing: how it closed; absent where no time was given, or it could not
        reasons: why it could not be carried out as asked
        warnings: what the reader should know besides
        sources: every parameter used and where it comes from
        versions: versions of the software that made this
    """

    schema: Literal["asperity-contact-1"] = SCHEMA
    map: MapMark
    face: FaceStatistics
    material: str | None = None
    against: str | None = None
    contact_modulus_pa: float
    elastic: Touching
    closing: Closing | None = None
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def carried_out(self) -> bool:
        """False when it could not be done as asked: exit code 3."""
        return not self.reasons

    def to_dict(self) -> dict[str, Any]:
        """As plain numbers, text, lists and dictionaries; what is absent is left out."""
        return to_plain(self)

    def to_json(self, *, indent: int | None = 2) -> str:
        """As JSON."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)
