"""Risks: how near a value comes to the limit at which something breaks, melts or leaks.

Every risk has three marks on its scale: `safe` (nothing is used up), `marginal` (from here on a
scatter of the usual size may reach the limit) and `limit`. `used` maps them to 0, 0.8 and 1, so
that a bar can show a temperature, a pressure and a probability alike. The marks may run downwards
where too little is the danger. Unless said otherwise a value is marginal from 80 % of its limit:
presses, moulds and flow stresses scatter by 10 to 20 %.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from asperity.laws.chance import passing, passing_band
from asperity.outcome.frozen import Record
from asperity.units import show

Level = Literal["good", "marginal", "bad"]
LEVELS: tuple[Level, ...] = ("good", "marginal", "bad")
Chance = tuple[float, float, float]
"""A probability and the lower and upper end of its band."""
MARGINAL = 0.8
LIKELY = 0.1
"""Probability from which on a risk is no longer good, wherever its value lies."""
_RARE, _NEARLY = 1e-4, 0.99
"""Probabilities beyond which the tails of no scatter are known."""
STOPPING = frozenset({"melting", "press", "die"})
"""Kinds of risk which, once bad, mean that the process cannot be carried out as written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Risk(Record):
    """What could go wrong, and how near it is.

    Attributes:
        kind: fracture, melting, extrusion, mechanical-short, press, die, crushing, delamination
        where: the layer, interface or tool it concerns
        level: good, marginal or bad
        value: what was reached
        limit: where it goes wrong
        unit: SI unit of value, limit, marginal and safe ("Pa", "K", "N", "m", "1")
        marginal: where it begins to be marginal; 80 % of the way from safe to limit when absent
        safe: where nothing is used up
        probability: that the limit is passed, 0 to 1: by what scatters from pressing to pressing
            and by what the cards leave in doubt; of a fracture by Weibull's law at their values
        probability_low: lower end of its nine in ten band, by what the cards do not know
        probability_high: upper end of that band
        reason: a sentence saying why
        cure: what to change
    """

    kind: str
    where: str
    level: Level
    value: float | None = None
    limit: float | None = None
    unit: str = "1"
    marginal: float | None = None
    safe: float = 0.0
    probability: float | None = None
    probability_low: float | None = None
    probability_high: float | None = None
    reason: str = ""
    cure: str = ""

    @property
    def used(self) -> float | None:
        """Share of the way to the limit that is used: 0 safe, 0.8 marginal, 1 at the limit."""
        if self.value is None or self.limit is None:
            return None
        return used(self.value, self.limit, marginal=self.marginal, safe=self.safe)


def used(value: float, limit: float, *, marginal: float | None = None, safe: float = 0.0) -> float:
    """Where `value` lies between `safe` (0), `marginal` (0.8) and `limit` (1); beyond it, above 1.

    Piecewise linear; nothing below 0. A limit equal to `safe` counts as reached; of an infinite one
    nothing is ever used.
    """
    if math.isinf(limit):
        return 0.0
    middle = safe + MARGINAL * (limit - safe) if marginal is None else marginal
    if limit == safe:
        return 1.0
    if limit != middle and (value - middle) * (limit - middle) > 0:
        return MARGINAL + (1 - MARGINAL) * (value - middle) / (limit - middle)
    if middle == safe:
        return 1.0 if value == limit else 0.0
    return max(0.0, MARGINAL * (value - safe) / (middle - safe))


def level_of(
    value: float, limit: float, *, marginal: float | None = None, safe: float = 0.0
) -> Level:
    """Good below the marginal mark, bad from the limit on, marginal between.

    `marginal` is a value on the same scale; when absent, 80 % of the way from `safe` to `limit`.
    A value that is not a number is bad: what cannot be judged is not good.
    """
    if math.isnan(value) or math.isnan(limit):
        return "bad"
    share = used(value, limit, marginal=marginal, safe=safe)
    if share >= 1:
        return "bad"
    return "good" if share < MARGINAL else "marginal"


def weigh(
    *,
    kind: str,
    where: str,
    value: float,
    limit: float,
    unit: str = "1",
    marginal: float | None = None,
    safe: float = 0.0,
    chance: Chance | None = None,
    reason: str = "",
    cure: str = "",
) -> Risk:
    """A risk with its level found from its value and its marks.

    `chance` is the probability that the limit is passed, and the ends of its band; where that is
    one in ten or more nothing is good.
    """
    likely, low, high = chance or (None, None, None)
    level = level_of(value, limit, marginal=marginal, safe=safe)
    if level == "good" and (likely or 0.0) >= LIKELY:
        level = "marginal"
        often = in_words(likely or 0.0)
        reason = f"{reason}; by what scatters and is not known it fails in {often} of cases"
    return Risk(
        kind=kind,
        where=where,
        level=level,
        value=value,
        limit=limit,
        unit=unit,
        marginal=marginal,
        safe=safe,
        probability=likely,
        probability_low=low,
        probability_high=high,
        reason=reason,
        cure=cure,
    )


def chance(margin: float, *, scatter: float, doubt: float = 0.0) -> Chance:
    """Probability that a margin is used up, and its band: `laws.chance`, same scale for all.

    The band is opened where the probability lies beyond nine of ten, by what the tenth would do.
    """
    low, high = passing_band(margin, scatter=scatter, doubt=doubt)
    likely = float(passing(margin, scatter=scatter, doubt=doubt))
    return likely, min(float(low), likely), max(float(high), likely)


def in_words(probability: float) -> str:
    """A probability in words: two digits, and none where nobody knows the tails.

    "0 %" is what cannot happen, below one in ten thousand it is "<0.01 %".
    """
    if probability <= 0:
        return "0 %"
    if probability < _RARE:
        return f"<{show(_RARE, '%')}"
    return ">99 %" if probability > _NEARLY else show(probability, "%", 2)


def stops(risk: Risk) -> bool:
    """Whether this risk means that the process cannot be carried out as written."""
    return risk.kind in STOPPING and risk.level == "bad"


def gravity(risk: Risk) -> tuple[int, float]:
    """Sorting key: the level first, then how much of the way to the limit is used."""
    share = risk.used
    return LEVELS.index(risk.level), 0.0 if share is None else share


def worst(risks: tuple[Risk, ...]) -> tuple[Risk, ...]:
    """The gravest risk of each kind and place, gravest first."""
    kept: dict[tuple[str, str], Risk] = {}
    for risk in risks:
        known = kept.get((risk.kind, risk.where))
        if known is None or gravity(risk) > gravity(known):
            kept[risk.kind, risk.where] = risk
    return tuple(sorted(kept.values(), key=gravity, reverse=True))
