"""What the presses said becomes a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from asperity.materials.card import Quantity
from asperity.materials.meaning import FIXED
from asperity.outcome import Outcome
from asperity.recipe import Recipe
from asperity.run import versions
from asperity.stack import Stack
from asperity.study.many import Table
from asperity.study.quantity import scalars
from asperity.study.spread.bands import Ends, bands, ends, risks
from asperity.study.spread.engine import REST, Asked
from asperity.study.spread.indices import Index, scale_of
from asperity.study.spread.record import Only, Spread, Varied, Watched
from asperity.study.spread.screen import HIGH, LOW, Screen
from asperity.study.spread.sources.law import normal
from asperity.study.spread.sources.parameter import Source, dimension_of, middle_of
from asperity.units import DIMENSIONS

SEEN = 0.05
"""Total index of what was left out from which on it is worth a word."""
LOST = 0.02
"""Share of presses without an outcome from which on it is worth a word."""
WIDE = 0.2
"""Half the width of an interval of a leading share from which on it is worth a word."""
Shares = Mapping[str, tuple[Index, ...]]


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked: a recipe, its stack, what it gives as written, what varies, what is wanted."""

    recipe: Recipe
    stack: Stack
    written: Outcome
    sources: tuple[Source, ...]
    asked: Asked
    family: Only | None

    @property
    def numbers(self) -> dict[tuple[str, str], Quantity]:
        """Every number the stack takes from a card."""
        return {(card, one.name): one for card, one in self.stack.used}


def spread_of(job: Job, found: Screen, halves: Table, shares: Shares, *, runs: int) -> Spread:
    """The record; without `shares` it was stopped before they were known."""
    watched, sources, ended = _watched(job, halves, shares), _sources(job, found), ends(halves)
    return Spread(
        recipe=job.written.recipe,
        samples=job.asked.samples,
        runs=runs,
        seed=job.asked.seed,
        method=job.asked.method,
        only=job.family,
        sources=sources,
        watched=watched,
        bands=bands(halves),
        ends=ended,
        risks=risks(halves),
        remarks=tuple(_remarks(job, watched, sources, ended, shares)),
        stopped=not shares,
        versions=versions(),
    )


def _watched(job: Job, halves: Table, shares: Shares) -> tuple[Watched, ...]:
    banded, numbers = bands(halves), scalars(job.written)
    return tuple(
        Watched(
            path=path,
            scale=scale_of(path, halves.column(path)),
            written=numbers.get(path),
            band=banded.get(path),
            indices=tuple(sorted(shares.get(path, ()), key=lambda one: -one.total)),
        )
        for path in job.asked.watched
    )


def _sources(job: Job, found: Screen) -> tuple[Varied, ...]:
    """The sources as they were taken, the most important first."""
    order = sorted(range(len(job.sources)), key=lambda one: -float(found.importance[one]))
    return tuple(_varied(job, found, number) for number in order)


def _varied(job: Job, found: Screen, number: int) -> Varied:
    source = job.sources[number]
    target, law = source.effects[0]
    if isinstance(target, str):
        middle = middle_of(job.recipe, target) or 0.0
        unit = DIMENSIONS[dimension_of(job.recipe, target)].si
    else:
        middle, unit = job.numbers[target].si, _unit(job.numbers[target].dimension)
    low, high = (float(law.at(middle, normal(share))) for share in (LOW, HIGH))
    return Varied(
        name=source.name,
        family=source.family,
        words=source.words,
        basis=source.basis,
        assumed=source.assumed,
        unit=unit or "1",
        low=low,
        middle=middle,
        high=high,
        importance=float(found.importance[number]),
        kept=number in found.kept,
    )


def _unit(dimension: str) -> str:
    return FIXED[dimension] if dimension in FIXED else DIMENSIONS[dimension].si


def _widths(one: Watched) -> Iterator[float]:
    """Half the widths of the intervals of all that has a share worth a word."""
    for index in one.indices:
        if index.total > SEEN:
            yield max(index.total_error, index.first_error)


def _remarks(
    job: Job,
    watched: tuple[Watched, ...],
    sources: tuple[Varied, ...],
    ended: Ends,
    shares: Shares,
) -> Iterator[str]:
    assumed = sum(one.assumed for one in sources)
    if assumed:
        yield f"{assumed} of {len(sources)} distributions are assumed or recalled"
    if len(sources) > 1:
        yield "what varies is taken as independent of each other"
    lost = ended.refused + ended.not_carried_out
    if lost > LOST:
        yield (
            f"bands and indices are of the {1 - lost:.0%} of presses that could be carried out: "
            "blocks with one that could not are left out whole, nothing is filled in"
        )
    widest = max((max(_widths(one), default=0.0) for one in watched), default=0.0)
    if widest > WIDE:
        yield (
            f"so few samples cannot tell shares of the variance apart: they are known to "
            f"± {min(widest, 1.0):.0%} only; ask for more samples"
        )
    for one in watched:
        rest = next((index.total for index in one.indices if index.name == REST), 0.0)
        if rest > SEEN:
            yield (
                f"{rest:.0%} of the variance of {one.path} comes with sources whose own indices "
                "were not looked for"
            )
        if shares and one.band is not None and one.band.deviation and not one.indices:
            yield f"too few whole blocks of presses to say what {one.path} comes from"
    maps = [face for face in job.recipe.interfaces if face.map is not None]
    if maps:
        yield "a measured face is taken as it is: nothing is known of how its map scatters"
