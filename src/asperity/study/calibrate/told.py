"""What a record says of a powder. SI, the unit at the end of the name or told aside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from asperity.outcome.frozen import Array, Record
from asperity.outcome.plain import to_plain

SCHEMA: Final = "asperity-compaction-fit-1"


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleMark(Record):
    """What was pressed.

    Attributes:
        mass_kg, diameter_m, crystal_density_kg_per_m3: as given
        solid_thickness_m: of the pellet without pores
        density_error: standard error of every relative density by the errors of these, relative
    """

    mass_kg: float
    diameter_m: float
    crystal_density_kg_per_m3: float
    solid_thickness_m: float
    density_error: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordMark(Record):
    """Which record this is about.

    Attributes:
        source, digest: its file and the SHA-256 of it
        rows: rows under pressure
        fitted_rows: of them, or means of them where they are many
        lowest_pressure_pa, highest_pressure_pa: between which anything is known
        weighted_by: the column that weights the rows; "" where all count the same
        machine: what was removed for the machine, in words; "" for nothing
        ignored: columns that mean nothing here
        left_out: how rows were left out for each law to be judged by them
    """

    source: str
    digest: str
    rows: int
    fitted_rows: int
    lowest_pressure_pa: float
    highest_pressure_pa: float
    weighted_by: str = ""
    machine: str = ""
    ignored: tuple[str, ...] = ()
    left_out: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows(Record):
    """The rows that were fitted, (n,), with the best law on them.

    Attributes:
        line: lines of the file
        pressure_pa, thickness_m: under load, the machine's share removed
        relative_density: of them
        fitted_relative_density: by the best law
        released_relative_density: as measured; null where not
        fitted_released_relative_density: by the springback; null where not
    """

    line: tuple[int, ...]
    pressure_pa: Array
    thickness_m: Array
    relative_density: Array
    fitted_relative_density: Array
    released_relative_density: Array
    fitted_released_relative_density: Array


@dataclass(frozen=True, kw_only=True, slots=True)
class FittedLaw(Record):
    """One law through the record.

    Attributes:
        name: as a card names it
        parameters: by the symbols of the law, SI
        units: of each, "" for plain numbers
        uncertainties: one standard error of each; those that the record does not settle are left
            out
        rms_porosity: root mean square error in porosity
        largest_porosity: largest error
        cross_validated_porosity: root mean square error on rows the law had not seen
        aicc: Akaike's criterion for small records; absent where it is not defined
        at_bound: parameters at the end of what they may be
        objection: why the law is not to be taken for the powder; absent where it may be
    """

    name: str
    parameters: Mapping[str, float]
    units: Mapping[str, str]
    uncertainties: Mapping[str, float]
    rms_porosity: float
    largest_porosity: float
    cross_validated_porosity: float
    aicc: float | None = None
    at_bound: tuple[str, ...] = ()
    objection: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SkippedLaw(Record):
    """A law that was not fitted, and why."""

    name: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FittedSpringback(Record):
    """What comes back on release: strain = drop of pressure / M, M = M1 exp(-b (1 - D)).

    Attributes:
        unloading_modulus_pa, unloading_exponent: M1 and b, with the best law for D under load
        unloading_modulus_error_pa, unloading_exponent_error: one standard error; absent where the
            record does not settle them
        rms_porosity, largest_porosity: errors in released porosity
        rows: released thicknesses
    """

    unloading_modulus_pa: float
    unloading_exponent: float
    unloading_modulus_error_pa: float | None = None
    unloading_exponent_error: float | None = None
    rms_porosity: float
    largest_porosity: float
    rows: int

    @property
    def settled(self) -> bool:
        """Whether the modulus is larger than its standard error; a card takes no other."""
        error = self.unloading_modulus_error_pa
        return error is not None and error < self.unloading_modulus_pa


@dataclass(frozen=True, kw_only=True, slots=True)
class CompactionFit(Record):
    """Every law through one record of pressing, best first.

    Attributes:
        schema: version of this shape
        sample: what was pressed
        record: which record
        laws: those fitted, best first
        skipped: those not fitted, and why
        alike: laws that the record cannot tell from the best
        springback: what comes back on release; absent where the record does not say
        no_springback: why it is absent
        loose_relative_density: of a first row without pressure; absent without one
        rows: what was fitted
        warnings: what the reader should know besides
    """

    schema: Literal["asperity-compaction-fit-1"] = SCHEMA
    sample: SampleMark
    record: RecordMark
    laws: tuple[FittedLaw, ...]
    skipped: tuple[SkippedLaw, ...] = ()
    alike: tuple[str, ...] = ()
    springback: FittedSpringback | None = None
    no_springback: str | None = None
    loose_relative_density: float | None = None
    rows: Rows
    warnings: tuple[str, ...] = field(default=())

    @property
    def best(self) -> FittedLaw:
        """The law that does best on rows it has not seen."""
        return self.laws[0]

    @property
    def usable(self) -> FittedLaw | None:
        """The best law that nothing is against; None where there is none."""
        return next((law for law in self.laws if law.objection is None), None)

    def to_dict(self) -> dict[str, Any]:
        """As plain numbers, text, lists and dictionaries; what is absent is left out."""
        return to_plain(self)

    def to_json(self, *, indent: int | None = 2) -> str:
        """As JSON."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)
