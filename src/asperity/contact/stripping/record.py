"""What a face that is stripped is given, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from asperity.contact.closure.record import ClosureState
from asperity.errors import Refusal, quoted

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Segment:
    """A stretch of a protocol at one current and one pressure: a half cycle, a step, a rest.

    Attributes:
        duration: s, more than 0
        current: mean density over the whole face, A/m2; positive strips this metal, negative
            plates it, 0 is a rest
        pressure: mean on the face, Pa, more than 0

    Raises:
        Refusal: one of them is out of its range.
    """

    duration: float
    current: float
    pressure: float

    def __post_init__(self) -> None:
        for where, cure in (("duration", "seconds"), ("pressure", "pascal")):
            value = getattr(self, where)
            if not (_number(value) and value > 0):
                raise Refusal(f"segment.{where}", quoted(value), f"write {cure}, more than 0")
        if not _number(self.current):
            raise Refusal("segment.current", quoted(self.current), "write A/m2, of either sign")


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class StrippingFrame:
    """The fields at one moment, (N, M); read-only.

    Attributes:
        time: s
        pressure: on the metal, Pa
        gap: m
        density: local current over its mean over the whole face; 0 where none passes
        recession: metal that has been taken from each place since the start, m
    """

    time: float
    pressure: Array
    gap: Array
    density: Array
    recession: Array


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Stripping:
    """How a face was stripped and plated, at the T moments of its steps. Arrays read-only.

    A moment at which the protocol jumps stands twice: before the jump and after it.

    Attributes:
        time: s, (T,)
        current: mean density, A/m2, (T,)
        pressure: mean, Pa, (T,)
        charge: passed since the start, C/m2, stripped less plated, (T,)
        contact_fraction: share of the points in contact, (T,)
        conducting_fraction: share of the points in contact that let current through, (T,)
        resistance: of the face beyond that of the electrolyte, Ω m2, (T,); see `Current`
        upper_bound: its bound from above, Ω m2, (T,)
        focusing: highest local current over the mean, (T,)
        focusing_99: what 99 % of the conducting contact stay below, over the mean, (T,)
        polarisation: current times resistance, V, (T,)
        mean_gap: also the volume of voids per area, m, (T,)
        stripped: volume of metal per area that the charge has taken away, m, (T,)
        travel: way that the metal as a whole has come towards the electrolyte, m, (T,)
        charge_error: mean of the local current over the current applied, less 1, (T,)
        volume_error: `stripped` less the rise of `mean_gap` and less `travel`, m, (T,)
        frames: fields at the moments asked for
        last: fields at the end
        state: what carries over, to `close_interface` or to more stripping
        steps: of time; `iterations` those of the contact solver, `current_iterations` those of
            the current's
        finished: whether the protocol was followed to its end
        reason: why it ended
    """

    time: Array
    current: Array
    pressure: Array
    charge: Array
    contact_fraction: Array
    conducting_fraction: Array
    resistance: Array
    upper_bound: Array
    focusing: Array
    focusing_99: Array
    polarisation: Array
    mean_gap: Array
    stripped: Array
    travel: Array
    charge_error: Array
    volume_error: Array
    frames: tuple[StrippingFrame, ...]
    last: StrippingFrame
    state: ClosureState
    steps: int
    iterations: int
    current_iterations: int
    finished: bool
    reason: str


def _number(value: object) -> bool:
    known = isinstance(value, int | float | np.integer | np.floating)
    return known and not isinstance(value, bool) and isfinite(value)  # type: ignore[arg-type]
