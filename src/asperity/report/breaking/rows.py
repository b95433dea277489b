"""Survival of the brittle layers: a heading, a few facts and a table of probabilities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from asperity.outcome import Outcome
from asperity.outcome.survival import Survival
from asperity.report import words
from asperity.report.rows import Table
from asperity.units import show

_THIN = 1e-4
"""Thickness (m) below which nobody asks."""
_PLACES = (0, 2, 3, 5)
"""Which of the six bows and thicknesses a short table shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One layer: its name, what is said of it, and its table, short and whole."""

    name: str
    facts: tuple[tuple[str, str], ...]
    short: Table
    whole: Table


def survivals(outcome: Outcome) -> tuple[Shown, ...]:
    """Of every brittle layer that something pulls at: the step that pulls hardest."""
    worst: dict[str, tuple[str, Survival]] = {}
    for step in outcome.steps:
        for layer in step.layers:
            found = layer.survival
            if found is None or not found.stresses_pa:
                continue
            known = worst.get(layer.name)
            if known is None or found.probability > known[1].probability:
                worst[layer.name] = (step.name, found)
    return tuple(_shown(name, step, found) for name, (step, found) in worst.items())


def _shown(name: str, step: str, found: Survival) -> Shown:
    return Shown(
        name=f"{name} in {step}",
        facts=tuple(_facts(found)),
        short=_table(found, _PLACES),
        whole=_table(found, tuple(range(len(found.flatness_m)))),
    )


def chance(found: Survival) -> str:
    """Probability with its band: "0.0006 % (0 % to 0.3 %)"."""
    ends = (words.percent(end, 2) for end in (found.probability_low, found.probability_high))
    return f"{words.percent(found.probability, 2)} ({' to '.join(ends)})"


def _facts(found: Survival) -> Iterator[tuple[str, str]]:
    yield "breaks with", chance(found)
    parts = (f"{name} {words.pressure(one)}" for name, one in found.stresses_pa.items() if one > 1)
    where = {"edge": "at the edge pressed", "rim": "towards the rim"}.get(found.where, "")
    largest = f"{words.pressure(found.largest_stress_pa)} {where}".strip()
    bears = words.pressure(found.strength_pa)
    yield "tension", f"{largest} of {bears} it bears; by {', '.join(parts)}"
    yield "safe (1 %) up to", "; ".join(_limits(found))
    if found.advice:
        told = (f"{one.change}: {words.percent(one.probability, 2)}" for one in found.advice[:4])
        yield "better", "; ".join(told)
    if found.assumed:
        named = ", ".join(name.replace("_", " ") for name in found.assumed)
        yield "assumed, not measured", named


def _limits(found: Survival) -> Iterator[str]:
    if found.flattest_needed_m == 0:
        yield "no bow at all"
    elif found.flattest_needed_m is not None:
        yield f"a bow of {show(found.flattest_needed_m, 'um')}"
    else:
        yield "any bow up to 1 mm"
    if found.thinnest_m is None or found.thickest_m is None:
        yield "no thickness"
    elif found.thinnest_m < _THIN:
        yield f"a thickness of {words.length(found.thickest_m)}"
    else:
        yield f"{words.length(found.thinnest_m)} to {words.length(found.thickest_m)} thick"


def _table(found: Survival, places: tuple[int, ...]) -> Table:
    """Probability at bows (rows) and thicknesses (columns)."""
    headings = [words.length(found.thickness_m[i]) for i in places]
    rows = [
        (show(found.flatness_m[i], "um"), *(_share(found.uniaxial[i][k]) for k in places))
        for i in places
    ]
    sides = [_share(max(row[k] for row in found.isostatic_too)) for k in places]
    return Table(
        headings=("bow, between plates", *headings),
        rows=(*rows, ("any, isostatically", *sides)),
    )


def _share(value: float) -> str:
    return words.percent(value, 2) if value >= words.LEAST_SHARE else "0 %"
