"""The impedance of a cell at the end of a step, part by part, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from asperity.outcome.frozen import Array, Record, equal

ArcKind = Literal["bulk", "grain-boundary", "charge-transfer", "constriction"]
PartKind = Literal["bulk", "grain-boundary", "interface", "composite", "metals"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Arc(Record):
    """An arc that a part draws in the complex plane.

    Attributes:
        kind: bulk, grain-boundary, charge-transfer or constriction
        resistance_ohm: its width
        capacitance_f: beside that resistance
        peak_frequency_hz: at its top
    """

    kind: ArcKind
    resistance_ohm: float
    capacitance_f: float
    peak_frequency_hz: float


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Part(Record):
    """A part of the cell; parts lie in series.

    Attributes:
        name: name of the layer, or of the interface as paths write it
        kind: bulk, grain-boundary, interface, composite or metals
        resolved: an interface whose impedance was computed from its map
        area_m2: area the current crosses; absent where layers of several widths are counted as one
        resistance_ohm: at zero frequency
        arcs: what it draws; none where it is a plain resistance
        real_ohm: real part of its impedance at each frequency; absent of a plain resistance
        imaginary_ohm: imaginary part, below 0 of a capacitor; absent likewise
    """

    name: str
    kind: PartKind
    resolved: bool = False
    area_m2: float | None = None
    resistance_ohm: float
    arcs: tuple[Arc, ...] = ()
    real_ohm: Array | None = None
    imaginary_ohm: Array | None = None

    def __eq__(self, other: object) -> bool:
        return equal(self, other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Spectrum(Record):
    """The impedance of the cell from one end of the stack to the other, leads left out.

    Attributes:
        frequency_hz: rising
        real_ohm: real part at each frequency
        imaginary_ohm: imaginary part at each frequency, below 0 of a capacitor
        parts: what it is made of, in series
    """

    frequency_hz: Array
    real_ohm: Array
    imaginary_ohm: Array
    parts: tuple[Part, ...]

    @property
    def resistance_ohm(self) -> float:
        """At zero frequency: the sum of the parts."""
        return sum(part.resistance_ohm for part in self.parts)

    def __eq__(self, other: object) -> bool:
        return equal(self, other)

    __hash__ = None  # type: ignore[assignment]
