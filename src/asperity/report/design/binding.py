"""What binds an answer, in sentences: how near each limit is, and what would move it."""

from __future__ import annotations

from collections.abc import Iterator

from asperity.report import words
from asperity.study.design.record import Aimed, Binding, Design
from asperity.units import show, to_si

FELT = 1e-3
"""Gain below which a limit or a target costs nothing."""


def binding(found: Design) -> Iterator[str]:
    """Every limit at which the answer lies, and every target, with what moves it."""
    for one in found.bindings:
        yield f"{distance(found, one)}{_cost(found, one)}"
        for change in one.changes:
            now = _now(found, change.reached, change.found)
            yield f"moved by {change.what}: {now}, {better(found, change.gain)}"
        if not one.changes and (one.gain or 0.0) > FELT:
            yield _alone(one)


def distance(found: Design, one: Binding) -> str:
    """A limit, what was reached and what is allowed."""
    if one.value is None or one.limit is None:
        return one.name
    if one.kind == "range":
        return f"{one.name}: {_number(found, one, one.limit)}"
    if one.by == "number":
        side = "at most" if one.most else "at least"
        value, limit = (_number(found, one, number) for number in (one.value, one.limit))
        return f"{one.name}: {value} of {side} {limit}"
    if one.by == "probability":
        return f"{one.name}: {words.chance(one.value)} of at most {words.chance(one.limit)}"
    return f"{one.name}: {words.percent(one.value)} of the way to its limit is used"


def better(found: Design, gain: float) -> str:
    """A gain in words: of the goal, or, where a target is met, of pressure."""
    return f"{words.percent(gain, 2)} {'less pressure' if targeted(found) else 'better'}"


def targeted(found: Design) -> bool:
    """Whether every goal has a target, so that the pressure is made least."""
    return all(aim.target is not None for aim in found.goals)


def value(one: Aimed, number: float) -> str:
    """A goal's number as people write it."""
    if one.dimension == "dimensionless" and one.unit == "%":
        return words.chance(number) if one.name == "integrity" else words.percent(number)
    return show(number, one.unit, 4, dimension=one.dimension)


def pressures(found: Design) -> Iterator[str]:
    """How much pressure less a target needs, a line a pressure that is varied."""
    for one in found.variables:
        path = one.path.split(",")[0]
        if not path.endswith("pressure") or one.found is None:
            continue
        if one.given is None:
            yield f"{path}: {one.found}"
            continue
        before, after = (to_si(text, "pressure") for text in (one.given, one.found))
        share = words.percent(abs(after / before - 1), 2)
        yield f"{path}: {one.given} → {one.found}, {share} {'less' if after < before else 'more'}"


def _cost(found: Design, one: Binding) -> str:
    if one.gain is None or one.gain <= FELT:
        return ""
    gives = "a tenth further" if one.kind == "range" else "if it gave by a tenth"
    return f"; {better(found, one.gain)} {gives}"


def _now(found: Design, reached: float, texts: tuple[str, ...]) -> str:
    """What is reached with a change: the goal, or where targets are met the pressures."""
    if not targeted(found):
        return value(found.goals[0], reached)
    pairs = zip(found.variables, texts, strict=True)
    told = [text for one, text in pairs if one.path.split(",")[0].endswith("pressure")]
    return " and ".join(told) or value(found.goals[0], reached)


def _alone(one: Binding) -> str:
    if one.kind == "range":
        return "vary it over a wider range, where press and stack bear that"
    if one.kind in {"bound", "target"}:
        return "nothing that was tried moves it: ask for less"
    allow = f"; --risk {one.kind}=… allows more" if one.by == "probability" else ""
    return f"nothing that was tried moves it{allow}"


def _number(found: Design, one: Binding, number: float) -> str:
    for aim in found.goals:
        if one.kind == "target" and aim.title == one.where:
            return value(aim, number)
    return show(number, one.unit, 4)
