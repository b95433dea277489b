"""A range of a written quantity, such as "0.5 MPa" to "50 MPa", and the texts within it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp, isfinite, log

from asperity.errors import Refusal, quoted

_WRITTEN = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)(?![\d.])\s*(.*?)\s*")
DIGITS = 5
"""Digits of a value within the range: finer than any press, and short enough to read."""


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


def _parts(written: str | float) -> tuple[float, str]:
    found = _WRITTEN.fullmatch(str(written))
    number = float(found[1]) if found else float("nan")
    if found is None or not isfinite(number):
        cure = 'write a number and a unit, for example "0.5 MPa"'
        raise Refusal("between", quoted(written), cure)
    return number, found[2]
