"""Levels of risks and verdicts lane by lane, none of them decided for all."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np

from asperity.study.many.lift.numbers.lanes import applied, run_of
from asperity.study.many.lift.numbers.pick import pick


def level_of_rule(_: ModuleType) -> Callable[..., Any]:
    """`outcome.risk.level_of`."""

    def level_of(value: Any, limit: Any, *, marginal: Any = None, safe: Any = 0.0) -> Any:
        share = used(value, limit, marginal=marginal, safe=safe)
        bad = applied(np.logical_or, applied(np.isnan, share), share >= 1)
        return pick(bad, "bad", pick(share < 0.8, "good", "marginal"))

    return level_of


def used(value: Any, limit: Any, *, marginal: Any = None, safe: Any = 0.0) -> Any:
    """`asperity.outcome.risk.used`, all its branches side by side."""
    run = run_of(value, limit, marginal, safe)
    if run is None:
        value = np.float64(value)
    with np.errstate(all="ignore"):
        middle = safe + 0.8 * (limit - safe) if marginal is None else marginal
        beyond = 0.8 + 0.2 * _ratio(value - middle, limit - middle)
        within = applied(np.maximum, 0.0, 0.8 * _ratio(value - safe, middle - safe))
        over = applied(np.greater, (value - middle) * (limit - middle), 0.0)
    flat = applied(np.equal, middle, safe)
    found = pick(flat, pick(applied(np.equal, value, limit), 1.0, 0.0), within)
    found = pick(over, beyond, found)
    found = pick(applied(np.equal, limit, safe), 1.0, found)
    found = pick(applied(np.isinf, limit), 0.0, found)
    lost = applied(np.logical_or, applied(np.isnan, value), applied(np.isnan, limit))
    return pick(lost, np.nan, found)


def _ratio(one: Any, other: Any) -> Any:
    return applied(np.divide, one, pick(applied(np.equal, other, 0.0), np.nan, other))


def used_rule(_: ModuleType) -> Callable[..., Any]:
    """`outcome.risk.used`."""
    return used


def weigh_rule(module: ModuleType) -> Callable[..., Any]:
    """`outcome.risk.weigh`, without the words."""

    def weigh(**told: Any) -> Any:
        likely, low, high = told.pop("chance", None) or (None, None, None)
        marks = {"marginal": told.get("marginal"), "safe": told.get("safe", 0.0)}
        level = module.level_of(told["value"], told["limit"], **marks)
        if likely is not None:
            often = applied(np.greater_equal, likely, module.LIKELY)
            level = pick(
                applied(np.logical_and, often, applied(np.equal, level, "good")), "marginal", level
            )
        return module.Risk(
            level=level,
            probability=likely,
            probability_low=low,
            probability_high=high,
            **{"unit": "1", **told},
        )

    return weigh


def worst_rule(_: ModuleType) -> Callable[..., Any]:
    """Ordered when lanes are told apart."""
    return tuple


def at_least_rule(_: ModuleType) -> Callable[..., Any]:
    """`outcome.verdict._at_least`."""

    def at_least(value: Any, marks: tuple[float, float]) -> Any:
        return pick(value >= marks[0], "good", pick(value >= marks[1], "marginal", "bad"))

    return at_least


def at_most_rule(_: ModuleType) -> Callable[..., Any]:
    """`outcome.verdict._at_most`."""

    def at_most(value: Any, marks: tuple[float, float]) -> Any:
        return pick(value > marks[1], "bad", pick(value > marks[0], "marginal", "good"))

    return at_most


def verdict_rule(module: ModuleType) -> Callable[..., Any]:
    """`outcome.verdict._verdict`: its level as a number, and the reasons as they come."""

    def verdict(findings: Any, advice: Any) -> Any:
        del advice
        ranks = [rank(finding.level) for finding in findings]
        found: Any = 0.0
        for one in ranks:
            found = applied(np.maximum, found, one)
        reasons = tuple(one.reason for one in findings)
        return module.Verdict(level=found, reasons=reasons, advice=())

    return verdict


def rank(level: Any) -> Any:
    """0 good, 1 marginal, 2 bad."""
    return pick(_same(level, "bad"), 2.0, pick(_same(level, "marginal"), 1.0, 0.0))


def _same(level: Any, name: str) -> Any:
    return level == name


def findings_rule(module: ModuleType) -> Callable[..., Any]:
    """`outcome.verdict._risks`: every risk counts."""

    def findings(risks: Any) -> Any:
        for risk in risks:
            yield module.Finding(level=risk.level, reason=risk.reason)

    return findings


def risks_told_rule(_: ModuleType) -> Callable[..., Any]:
    """`study.quantity._risks`: of each kind, and each kind at each place, the gravest per lane."""

    def risks_told(where: str, risks: Any, kinds: Any) -> Any:
        for kind in kinds:
            yield from _gravest(f"{where}.{kind}", [one for one in risks if one.kind == kind])
        named: dict[str, list[Any]] = {}
        for risk in risks:
            named.setdefault(f"{where}.{risk.kind}:{risk.where}", []).append(risk)
        for path, alike in named.items():
            yield from _gravest(path, alike)

    return risks_told


def _gravest(path: str, risks: list[Any]) -> Any:
    told: dict[str, Any] = {}
    grave: Any = None
    for risk in risks:
        gone = used(risk.value, risk.limit, marginal=risk.marginal, safe=risk.safe)
        level = rank(risk.level)
        numbers = {"": risk.value, ".limit": risk.limit, ".used": gone, ".level": level}
        for name in ("probability", "probability_low", "probability_high"):
            found = getattr(risk, name)
            numbers[f".{name}"] = np.nan if found is None else found
        mine = level * 1e6 + pick(applied(np.isnan, gone), 0.0, gone)
        worse = True if grave is None else applied(np.greater, mine, grave)
        told = {
            name: one if grave is None else pick(worse, one, told[name])
            for name, one in numbers.items()
        }
        grave = mine if grave is None else pick(worse, mine, grave)
    for name, one in told.items():
        yield f"{path}{name}", one
