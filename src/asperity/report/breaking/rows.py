"""Survival of the brittle layers: a heading, a few facts and a table of probabilities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from asperity.outcome import Outcome
from asperity.outcome.survival import Survival
from asperity.report import words
from asperity.report.rows import TELLING, Table, banded
from asperity.units import show

_THIN = 1e-4
"""Thickness (m) below which nobody asks."""
GLOSSED = MappingProxyType(
    {
        "weibull_modulus": "scatter of strength (Weibull modulus)",
        "strength_volume": "size of the tested bars",
    }
)
"""Quantities whose names say little to most readers."""
_PLACES = (0, 2, 3, 5)
"""Which of the six bows and thicknesses a short table shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One layer: its name, what is said of it, and its table, short and whole.

    `worth` says whether it may well break, `line` is all in one line where it hardly will, `film`
    whether it is a film, of which nobody asks then.
    """

    name: str
    facts: tuple[tuple[str, str], ...]
    worth: bool
    film: bool
    line: str
    found: Survival
    short: Table
    whole: Table


def survivals(outcome: Outcome) -> tuple[Shown, ...]:
    """Of every brittle layer that something pulls at: the step that pulls hardest."""
    worst: dict[str, tuple[str, Survival, str]] = {}
    for step in outcome.steps:
        for layer in step.layers:
            found = layer.survival
            if found is None or not found.stresses_pa:
                continue
            known = worst.get(layer.name)
            if known is None or found.probability > known[1].probability:
                worst[layer.name] = (step.name, found, layer.kind)
    return tuple(_shown(name, *known) for name, known in worst.items())


def _shown(name: str, step: str, found: Survival, kind: str) -> Shown:
    limits = f"; safe (1 %) up to {' or '.join(_limits(found))}" if found.uniaxial else ""
    return Shown(
        name=f"{name} in {step}",
        worth=max(found.probability, found.probability_high) >= TELLING,
        film=kind == "film",
        line=f"{chance(found)}{limits}",
        found=found,
        facts=tuple(_facts(found)),
        short=_table(found, _PLACES if found.uniaxial else ()),
        whole=_table(found, tuple(range(len(found.flatness_m)))),
    )


def chance(found: Survival) -> str:
    """Probability with its band: "0.6 % (<0.01 % to 3 %)"."""
    return banded(found.probability, found.probability_low, found.probability_high)


def _facts(found: Survival) -> Iterator[tuple[str, str]]:
    yield "breaks with", chance(found)
    parts = (f"{name} {words.pressure(one)}" for name, one in found.stresses_pa.items() if one > 1)
    where = {"edge": "at the edge pressed", "rim": "towards the rim"}.get(found.where, "")
    largest = f"{words.pressure(found.largest_stress_pa)} {where}".strip()
    yield "largest tension", f"{largest}; by {', '.join(parts)}"
    bears = words.pressure(found.strength_pa)
    if found.decides == "flaw":
        yield "its strength", f"{bears}, what its flaw leaves"
    else:
        yield (
            "its strength",
            f"{bears}, by which 63 % of test bars break (characteristic, not mean)",
        )
    if found.uniaxial:
        yield "safe (1 %) up to", "; ".join(_limits(found))
    if found.advice:
        told = (f"{one.change}: {words.chance(one.probability)}" for one in found.advice[:4])
        yield "better", "; ".join(told)
    if found.assumed:
        named = ", ".join(GLOSSED.get(name, name.replace("_", " ")) for name in found.assumed)
        yield "assumed, not measured", named


def _limits(found: Survival) -> Iterator[str]:
    if found.flattest_needed_m == 0:
        yield "no bow at all"
    elif found.flattest_needed_m is not None:
        yield f"a bow of {show(found.flattest_needed_m, 'um')}"
    else:
        yield "any bow up to 1 mm"
    if found.thinnest_m is None or found.thickest_m is None:
        yield "; ".join(("not at its thickness", *_elsewhere(found)))
    elif found.thinnest_m < _THIN < found.thickest_m:
        yield f"a thickness of {words.length(found.thickest_m)}"
    else:
        yield f"{words.length(found.thinnest_m)} to {words.length(found.thickest_m)} thick"


def _elsewhere(found: Survival) -> Iterator[str]:
    """The nearest thicknesses that are safe, where its own is not."""
    if found.safe_below_m is not None:
        yield f"thinner at {words.length(found.safe_below_m)}"
    if found.safe_above_m is not None:
        yield f"thicker at {words.length(found.safe_above_m)}"
    if found.safe_below_m is None and found.safe_above_m is None:
        yield "at no other either"


def _table(found: Survival, places: tuple[int, ...]) -> Table:
    """Probability at bows (rows) and thicknesses (columns); empty where none was asked for."""
    if not places:
        return Table(headings=(), rows=())
    headings = [words.length(found.thickness_m[i]) for i in places]
    rows = [
        (show(found.flatness_m[i], "um"), *(words.chance(found.uniaxial[i][k]) for k in places))
        for i in places
    ]
    sides = [words.chance(max(row[k] for row in found.isostatic_too)) for k in places]
    return Table(
        headings=("bow, between plates", *headings),
        rows=(*rows, ("any, isostatically", *sides)),
    )
