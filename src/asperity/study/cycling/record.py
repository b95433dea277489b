"""What cycling a cell gives, as frozen records. SI, the unit at the end of each name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from asperity.outcome.frozen import Array, Record
from asperity.outcome.plain import to_plain
from asperity.outcome.record import RecipeMark, Source

SCHEMA: Final = "asperity-cycling-1"
Test = Literal["cycles", "steps", "ramp", "hold"]
Cause = Literal["stripping", "plating", "polarisation", "metal", ""]
"""What ends a test: contact lost, a flaw opened, the cutoff, no metal left; nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FaceMark(Record):
    """A face of metal on electrolyte before the first current.

    Attributes:
        between: names of the layer below and the layer above
        contact_fraction: without voids, its mean over the first cycle: metal that creeps on
            makes it another than what pressing tells at the end of the step
        pressure_pa: on the face at the beginning
        void_nucleus_m: radius of the places voids start from; void_spacing_m: how far apart
        opening_v: overpotential at which plating opens a flaw; absent where it is unknown
        sideways: compression of the electrolyte along the face over the pressure on it, 0 at a free
            rim; it holds flaws shut
        creep_share: of what fills voids where they start, in the creep-limited view; the rest
            diffuses
    """

    between: tuple[str, str]
    contact_fraction: float
    pressure_pa: float
    void_nucleus_m: float
    void_spacing_m: float
    opening_v: float | None = None
    sideways: float = 0.0
    creep_share: float = 0.0

    @property
    def name(self) -> str:
        """As recipes write it: "metal:electrolyte"."""
        return ":".join(self.between)


@dataclass(frozen=True, kw_only=True, slots=True)
class FaceCycle(Record):
    """A face over one cycle.

    Attributes:
        contact_lowest: least contact fraction in it: as far as it was pressed by then, times what
            voids left then
        contact_end: of its mean without voids over the cycle, what voids leave at its end
        void_largest_m: radius of the voids at their largest; void_end_m: at its end
        resistance_ohm_m2: of the face at its end; resistance_highest_ohm_m2: at its worst
        polarisation_v: drop over the face at the end of its stripping
        overpotential_v: of its true contact while it is plated, at its worst
        plating_limit_a_per_m2: current at which that would open a flaw; absent where unknown
        kept: contact over the best the face had had by then, where that is lowest: the margin to
            delamination
        metal_gained_m: thickness the foil has gained behind its voids since the first cycle
    """

    contact_lowest: float
    contact_end: float
    void_largest_m: float
    void_end_m: float
    resistance_ohm_m2: float
    resistance_highest_ohm_m2: float
    polarisation_v: float
    overpotential_v: float
    plating_limit_a_per_m2: float | None = None
    kept: float
    metal_gained_m: float


@dataclass(frozen=True, kw_only=True, slots=True)
class CycleOutcome(Record):
    """One cycle, whole or up to where it ended.

    Attributes:
        number: from 1; whole: whether both halves were finished
        time_s: at its end, since the first current
        pressure_lowest_pa, pressure_highest_pa: nominal
        cell_resistance_ohm: at its end
        voltage_v: largest drop over the whole cell in it, but for what its electrodes make
        faces: in the order of `Cycling.faces`
    """

    number: int
    whole: bool = True
    time_s: float
    pressure_lowest_pa: float
    pressure_highest_pa: float
    cell_resistance_ohm: float
    voltage_v: float
    faces: tuple[FaceCycle, ...]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Along(Record):
    """The course of it at T moments, for F faces.

    Attributes:
        time_s: since the first current, (T,); current_a_per_m2: positive in first halves, (T,)
        pressure_pa: nominal, (T,); voltage_v: drop over the cell, (T,)
        contact_fraction: (T, F); void_m: radius of the voids, (T, F)
    """

    time_s: Array
    current_a_per_m2: Array
    pressure_pa: Array
    voltage_v: Array
    contact_fraction: Array
    void_m: Array


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class VoidTime(Record):
    """How long a steady current strips a face until half its contact is lost.

    Attributes:
        view: what is held to limit stripping; face: which one
        current_a_per_m2, pressure_pa: nominal
        limit_a_per_m2: below it voids do not start
        time_s, charge_c_per_m2: until then; absent where it never is
        void_m: radius of the voids at its end
        reason: why it ended, or why it does not
        times_s, contact_fraction: the course, (T,)
    """

    view: str
    face: str
    current_a_per_m2: float
    pressure_pa: float
    limit_a_per_m2: float
    time_s: float | None = None
    charge_c_per_m2: float | None = None
    void_m: float
    reason: str
    times_s: Array
    contact_fraction: Array


@dataclass(frozen=True, kw_only=True, slots=True)
class CriticalTest(Record):
    """A critical current with the protocol it was found by.

    Attributes:
        test: "half-cycle", "steps" or "ramp"; view: what is held to limit stripping
        protocol: in words, with pressure, temperature and capacity
        passes_a_per_m2: the highest current that passes; fails_a_per_m2: the lowest that fails
        by: how it fails; reason: in words
        stripping_a_per_m2: the current at which contact is lost, were there no other limit
        starts_a_per_m2: from which on voids start, whatever the charge
        plating_a_per_m2: at which plating opens a flaw, likewise
    """

    test: Literal["half-cycle", "steps", "ramp"]
    view: str
    protocol: str
    passes_a_per_m2: float | None = None
    fails_a_per_m2: float | None = None
    by: Cause = ""
    reason: str = ""
    stripping_a_per_m2: float | None = None
    starts_a_per_m2: float | None = None
    plating_a_per_m2: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Balance(Record):
    """How well volume closes, over what has passed.

    Attributes:
        volume: what crossed the mouths of the voids, summed from current and supply, less what the
            voids hold by their radius: so much is neither in the foil nor in the voids
    """

    volume: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Cycling(Record):
    """A cell that was cycled, or tested for the current it stands.

    Attributes:
        schema: version of this shape
        recipe: which recipe was pressed; step: the operation that was cycled
        test: "cycles", "steps", "ramp" or "hold"; view: what limits stripping in the cycles
        kind: "symmetric" or "full"
        temperature_k, area_m2: of the cell
        current_a_per_m2, capacity_c_per_m2: of a half cycle
        pressure_held_pa, pressure_charged_pa, pressure_returned_pa: nominal, over the first cycle
        faces: of metal on electrolyte, bottom to top
        cycles: in order; ended: why no more of them
        drift_ohm: change of the cell's resistance per cycle, over the second half of the cycles
        void_times: at this current, one for each view; curve: the same at other currents (hold)
        critical: one for each protocol and view
        view_ratio: highest over lowest current from which on voids start, of both views
        balance: over all cycles
        along: the course of the cycles
        carried_out: false when the cell could not be pressed as written
        warnings, sources, versions: as of an outcome
        stopped: cycle in which it was stopped; those before it are finished
    """

    schema: Literal["asperity-cycling-1"] = SCHEMA
    recipe: RecipeMark
    step: str
    test: Test
    view: str
    kind: Literal["symmetric", "full"]
    temperature_k: float
    area_m2: float
    current_a_per_m2: float
    capacity_c_per_m2: float
    pressure_held_pa: float
    pressure_charged_pa: float
    pressure_returned_pa: float
    faces: tuple[FaceMark, ...] = ()
    cycles: tuple[CycleOutcome, ...] = ()
    ended: str
    drift_ohm: float | None = None
    void_times: tuple[VoidTime, ...] = ()
    curve: tuple[VoidTime, ...] = ()
    critical: tuple[CriticalTest, ...] = ()
    view_ratio: float | None = None
    balance: Balance = field(default_factory=Balance)
    along: Along | None = None
    carried_out: bool = True
    warnings: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    stopped: str | None = None

    @property
    def title(self) -> str:
        """Title of the recipe."""
        return self.recipe.title

    def to_dict(self) -> dict[str, Any]:
        """As plain numbers, text and lists; what is absent is left out."""
        return to_plain(self)

    def to_json(self, *, indent: int | None = 2) -> str:
        """As JSON."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)
