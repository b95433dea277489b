"""A recipe pressed many times: bands on what comes out, and what to control first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import chain
from types import MappingProxyType

from asperity.errors import Interrupted, Refusal, Stopped, one_of, quoted
from asperity.recipe import Recipe
from asperity.run import press
from asperity.stack import Stack, build
from asperity.study.crew import Crew, press_all
from asperity.study.many import Table
from asperity.study.many.table import Array
from asperity.study.spread import engine
from asperity.study.spread.engine import MOST, Asked
from asperity.study.spread.record import Only, Spread
from asperity.study.spread.sources.cards import doubts
from asperity.study.spread.sources.draw import drawn, points
from asperity.study.spread.sources.given import with_given
from asperity.study.spread.sources.parameter import Source, Target, middle_of
from asperity.study.spread.sources.process import calibration, scatter
from asperity.study.spread.tell import Job, spread_of
from asperity.study.spread.watched import watched

SAMPLES = 256
Told = Callable[[int, int], None]
"""Told after every batch: how many presses are done, of how many at most. May raise `Stopped`."""
ONLY: Mapping[str, Only] = MappingProxyType(
    {"process": "scatter", "cards": "doubt", "given": "given"}
)


def spread_recipe(
    recipe: Recipe,
    *,
    samples: int = SAMPLES,
    of: Sequence[str] = (),
    seed: int = 0,
    method: str = "sobol",
    only: str | None = None,
    vary: Mapping[str, str] = MappingProxyType({}),
    most: int = MOST,
    crew: Crew | None = None,
    told: Told | None = None,
) -> Spread:
    """Press a recipe many times, with what cards do not know and what differs between pressings.

    Args:
        recipe: what to press
        samples: of each of two samples that the bands are read from; a power of two is best
        of: paths of numbers to take apart (`asperity.study.quantity`); the usual ones, if none
        seed: of the samples
        method: "sobol" or "latin-hypercube"
        only: "process" leaves the cards as they are, "cards" the process, "given" all but `vary`
        vary: distributions by path, as `sources.given` reads them, instead of the usual ones
        most: sources that are taken apart, at most; the others are one group
        crew: who presses; the cores of this machine, if None
        told: progress

    Returns:
        Bands, indices, risks: the same for the same seed, whoever presses.

    Raises:
        Refusal: an unknown path, quantity or method, a distribution that fits nothing.
        Interrupted: by `told` or Ctrl-C once the bands are known: `kept` is they, without indices.
    """
    family = _family(only)
    stack, written = build(recipe), press(recipe)
    every = with_given(sources_of(recipe, stack), vary, recipe, stack)
    chosen = _moving([one for one in every if _chosen(one, family)])
    asked = Asked(
        names=tuple(one.name for one in chosen),
        scatters=tuple(one.family == "scatter" for one in chosen),
        watched=watched(written, of),
        samples=samples,
        seed=seed,
        method=method,
        most=most,
    )
    engine.refuse(asked)
    job = Job(recipe, stack, written, chosen, asked, family)
    with Crew() if crew is None else nullcontext(crew) as used:
        return _run(job, used, told)


def sources_of(recipe: Recipe, stack: Stack) -> tuple[Source, ...]:
    """All that scatters or is in doubt of a recipe."""
    middles = partial(middle_of, recipe)
    parts = (scatter, calibration)
    process = chain.from_iterable(part(recipe, stack, middles) for part in parts)
    return (*process, *doubts(stack))


def _family(only: str | None) -> Only | None:
    if only is None or only in ONLY:
        return None if only is None else ONLY[only]
    raise Refusal("only", quoted(only), one_of(only, ONLY))


def _chosen(source: Source, only: Only | None) -> bool:
    if only == "given":
        return source.given
    return only in {None, source.family}


def _moving(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Sources that move something; where none does, those that are kept at rest."""
    return tuple(one for one in sources if not one.rests) or tuple(sources)


@dataclass(slots=True)
class _Count:
    """How far it is, over all that is pressed; at most so much as `total`."""

    told: Told | None
    total: int
    before: int = 0

    def __call__(self, done: int, _of: int) -> None:
        if self.told is not None:
            self.told(self.before + done, max(self.total, self.before + done))


def _press(job: Job, shares: Array, *, crew: Crew, count: _Count) -> Table:
    """Press a recipe at shares (rows, sources) of what varies."""
    numbers = job.numbers

    def middle(target: Target) -> float:
        at = middle_of(job.recipe, target) if isinstance(target, str) else numbers[target].si
        return 0.0 if at is None else at

    asked = points(job.recipe, drawn(job.sources, shares, middle))
    table = press_all(job.recipe, asked, crew=crew, told=count, seed=job.asked.seed)
    count.before += len(table)
    return table


def _run(job: Job, crew: Crew, told: Told | None) -> Spread:
    asked = job.asked
    count = _Count(told, engine.presses(asked))
    ask = partial(_press, job, crew=crew, count=count)
    found = engine.screen(asked, ask)
    halves = engine.press_halves(asked, ask)
    wanted = engine.groups(asked, found)
    before = count.before
    try:
        blocks = engine.press_blocks(asked, ask, wanted)
    except (Stopped, KeyboardInterrupt):
        raise Interrupted(spread_of(job, found, halves, {}, runs=before)) from None
    shares = engine.indices(asked, found, tuple(wanted), halves, blocks)
    return spread_of(job, found, halves, shares, runs=count.before)
