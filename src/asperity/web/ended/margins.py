"""Risks of an outcome as bars towards their limits."""

from __future__ import annotations

from collections.abc import Iterable

from asperity.outcome import Risk
from asperity.report.words import pretty
from asperity.web.bench.judge.record import Margin


def margins(told: Iterable[tuple[Risk, str]]) -> tuple[Margin, ...]:
    """Risks with their values and marks in words, as bars."""
    return tuple(
        Margin(
            kind=risk.kind.replace("-", " "),
            where=risk.where,
            level=risk.level,
            used=risk.used,
            told=pretty(against),
            reason=pretty(risk.reason),
            cure=pretty(risk.cure),
        )
        for risk, against in told
    )
