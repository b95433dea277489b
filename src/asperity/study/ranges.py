"""A range of a written quantity, such as "0.5 MPa" to "50 MPa", and the texts within it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, isfinite, log
from typing import Any

from asperity.errors import Refusal, quoted

_WRITTEN = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)(?![\d.])\s*(.*?)\s*")
DIGITS = 5
"""Digits of a value within the range: finer than any press, and short enough to read."""

FINE = 7
"""Digits of one of many values, so that neighbours remain apart."""
RATIO = 3.0
"""Ratio of its ends from which on a range is divided by ratio."""
DEGREES = ("degC", "°C", "degF", "°F")


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Numbers from `low` to `high` of one unit, as a recipe writes them.

    Equal shares of it are equal ratios where both ends are positive, else equal steps.
    """

    low: float
    high: float
    unit: str

    @classmethod
    def of(cls, low: str | float, high: str | float) -> Range:
        """From its ends as written, both in the same unit.

        Raises:
            Refusal: an end is no quantity, the units differ, or the ends are in the wrong order.
        """
        (first, unit), (last, other) = _parts(low), _parts(high)
        if unit != other:
            raise Refusal("between", f"{quoted(low)} and {quoted(high)}", "write one unit for both")
        if not first < last:
            cure = "write two ends, the lower one first"
            raise Refusal("between", f"{quoted(low)} to {quoted(high)}", cure)
        return cls(low=first, high=last, unit=unit)

    @property
    def logarithmic(self) -> bool:
        """Whether shares of this range are ratios."""
        return self.low > 0

    @property
    def told(self) -> str:
        """As people write it."""
        return f"{self.written(0)}..{self.written(1)}"

    def written(self, share: float) -> str:
        """The value at a share of the range, 0 to 1, as text with its unit."""
        if share in {0, 1}:
            return f"{self.high if share else self.low:.15g} {self.unit}".strip()
        if self.logarithmic:
            value = exp(log(self.low) + share * log(self.high / self.low))
        else:
            value = self.low + share * (self.high - self.low)
        return f"{value:.{DIGITS}g} {self.unit}".strip()

    def texts(self, count: int) -> tuple[str, ...]:
        """`count` values from end to end, evenly spaced; at least 2."""
        return tuple(self.written(index / (count - 1)) for index in range(count))

    def spread(self, count: int) -> tuple[str, ...]:
        """`count` values from end to end; at least 2: by ratio only where that is what one means.

        That is where the ends are `RATIO` or more apart, and no degrees.
        """
        by_ratio = self.low > 0 and self.high >= RATIO * self.low and self.unit not in DEGREES
        inner = []
        for index in range(1, count - 1):
            share = index / (count - 1)
            even = self.low + share * (self.high - self.low)
            value = exp(log(self.low) + share * log(self.high / self.low)) if by_ratio else even
            inner.append(f"{value:.{FINE}g} {self.unit}".strip())
        return (self.written(0), *inner, self.written(1))


def _parts(written: str | float) -> tuple[float, str]:
    found = _WRITTEN.fullmatch(str(written))
    number = float(found[1]) if found else float("nan")
    if found is None or not isfinite(number):
        cure = 'write a number and a unit, for example "0.5 MPa"'
        raise Refusal("between", quoted(written), cure)
    return number, found[2]


EXAMPLE = 'write PATH=FROM..TO, for example steps.press.pressure="1 MPa..400 MPa"'
MOST = 100_000
"""Values of one axis."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What is varied, and over what: a range, or values one by one.

    Unpacks as (path, range, count): the first path, the range (None for a list of values), and how
    many values were asked for (None where that was left open).

    Attributes:
        paths: paths of the recipe that have the same value, moved together
        span: the range; None where values are listed
        count: how many values were asked for; None where that was left open
        listed: the values, where they are listed
    """

    paths: tuple[str, ...]
    span: Range | None
    count: int | None = None
    listed: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Any]:
        return iter((self.path, self.span, self.count))

    @property
    def path(self) -> str:
        """The first of the paths."""
        return self.paths[0]

    def texts(self, count: int | None = None) -> tuple[str, ...]:
        """The listed values, or as many over the range as were asked for, else `count`.

        In equal ratios where the ends are a ratio of three or more of what has a natural zero (not
        degrees), else in equal steps.

        Raises:
            Refusal: a range of which nobody says how many values.
        """
        if self.span is None:
            return self.listed
        number = self.count or count
        if number is None:
            cure = "say how many values, for example FROM..TO:20"
            raise Refusal(self.path, f"the range {self.span.told}", cure)
        return self.span.spread(number)

    def values(self, texts: Sequence[object]) -> dict[str, list[object]]:
        """A column of these values for every path."""
        return {path: list(texts) for path in self.paths}


def axis_of(text: str, *, where: str = "axis") -> Axis:
    """An axis as people write it: `PATH=FROM..TO`, `PATH=FROM..TO:N` or `PATH=VALUE,VALUE,…`.

    The unit stands at either end or at both; several paths moved together stand before the "=",
    with commas between.

    Raises:
        Refusal: it is not written so; `where` is what the refusal calls it.
    """
    before, equals, after = text.partition("=")
    paths = tuple(path.strip() for path in before.split(","))
    if not equals or not all(paths) or not after.strip():
        raise Refusal(where, quoted(text), EXAMPLE)
    if len(set(paths)) < len(paths):
        raise Refusal(where, f"{quoted(before)}, a path twice", "write every path once")
    try:
        return _read(paths, after.strip())
    except Refusal as refusal:
        raise Refusal(f"{where} {paths[0]}", refusal.found, refusal.instead) from None


def _read(paths: tuple[str, ...], written: str) -> Axis:
    if ".." not in written:
        values = tuple(value.strip() for value in written.split(","))
        if not all(values) or len(set(values)) < len(values):
            raise Refusal("", quoted(written), "write every value once, with commas between")
        if len(values) == 1 and "," not in written:
            raise Refusal("", quoted(written), "write a range FROM..TO, or values with commas")
        return Axis(paths, None, len(values), values)
    written, colon, number = written.partition(":")
    count = _count(number) if colon else None
    low, _, high = (part.strip() for part in written.partition(".."))
    return Axis(paths, Range.of(*_united(low, high)), count)


def _count(text: str) -> int:
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and 1 < int(digits[:9]) <= MOST):
        cure = f"write how many values after the colon, 2 to {MOST}"
        raise Refusal("", f"{quoted(text)} values", cure)
    return int(digits)


def _united(low: str, high: str) -> tuple[str, str]:
    """Both ends with a unit, where only one has it."""
    (_, first), (_, last) = _parts(low), _parts(high)
    if not first and last:
        return f"{low} {last}", high
    return (low, f"{high} {first}") if first and not last else (low, high)
