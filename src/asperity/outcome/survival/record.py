"""How likely a brittle layer breaks under a step: by what, where, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from asperity.outcome.frozen import Record

Place = Literal["face", "edge", "rim", "nowhere"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Change(Record):
    """Something to change, and what it would make of the probability.

    Attributes:
        change: what to do, in words
        probability: that the layer breaks then, 0 to 1
    """

    change: str
    probability: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Survival(Record):
    """A brittle layer under the highest pressure of a step.

    Attributes:
        pressure_pa: highest pressure on the layer
        isostatic: whether it is pressed from all sides
        stresses_pa: largest tension by what makes it
        largest_stress_pa: largest tension of all together
        where: the face's middle, the edge of the pressed area, or the rim, where it is largest
        strength_pa: characteristic strength of a test piece, or that which the flaw leaves
        weibull_modulus: scatter of that strength; absent where a flaw decides
        decides: flaws of the volume or of the faces, or a flaw of known depth
        effective_volume_m3: volume that would break as often, all of it at the largest stress
        effective_area_m2: the same area, where flaws of the faces decide
        probability: that it breaks, 0 to 1
        probability_low: lower end of its nine in ten band, by what the cards do not know
        probability_high: upper end of that band
        flatness_m: bows of the layer for which it was asked
        thickness_m: thicknesses for which it was asked
        uniaxial: probability to break under this pressure between plates: a row a bow, a column a
            thickness; empty, as all that follows but `assumed`, where the press is open, or a step
            before was as grave
        isostatic_too: the same from all sides
        flattest_needed_m: largest bow of which at most one in a hundred breaks, between plates;
            absent where there is none up to a millimetre
        thinnest_m: of this bow, from which thickness on at most one in a hundred breaks, without a
            gap up to its own; absent where its own is not safe
        thickest_m: up to which thickness, likewise
        safe_below_m: where its own is not safe, the nearest thinner one that is, if any
        safe_above_m: the nearest thicker one
        advice: what to change, what helps most first
        assumed: quantities behind it that nobody has measured on this material
    """

    pressure_pa: float
    isostatic: bool
    stresses_pa: Mapping[str, float]
    largest_stress_pa: float
    where: Place
    strength_pa: float
    weibull_modulus: float | None = None
    decides: Literal["volume", "surface", "flaw"]
    effective_volume_m3: float | None = None
    effective_area_m2: float | None = None
    probability: float
    probability_low: float
    probability_high: float
    flatness_m: tuple[float, ...] = ()
    thickness_m: tuple[float, ...] = ()
    uniaxial: tuple[tuple[float, ...], ...] = ()
    isostatic_too: tuple[tuple[float, ...], ...] = ()
    flattest_needed_m: float | None = None
    thinnest_m: float | None = None
    thickest_m: float | None = None
    safe_below_m: float | None = None
    safe_above_m: float | None = None
    advice: tuple[Change, ...] = ()
    assumed: tuple[str, ...] = ()
