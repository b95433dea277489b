"""Many presses, batch by batch over a crew."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from itertools import pairwise

from asperity.recipe import Recipe
from asperity.study.crew.crew import Client, Crew
from asperity.study.many.press import BATCH, press_many
from asperity.study.many.table import Points, Table, joined

WORTH = 200
"""Rows that are worth a worker of their own: the first of a batch costs as much as hundreds."""
Batch = tuple[Recipe, Points, int]


def cut(rows: int) -> tuple[tuple[int, int], ...]:
    """First row, and the one after the last, of each batch of so many rows.

    It depends on nothing else, so that the answers do not depend on who presses them: batches of
    about the same size, of at most `BATCH` rows, and at least two where there is work for two.
    """
    count = -(-rows // BATCH)
    if rows >= 2 * WORTH:
        count += count % 2
    ends = [rows * number // max(count, 1) for number in range(count + 1)]
    return tuple(pairwise(ends))


def press_all(
    recipe: Recipe,
    points: Points,
    *,
    crew: Crew | None = None,
    workers: int | None = None,
    client: Client | None = None,
    told: Callable[[int, int], None] | None = None,
    seed: int = 0,
) -> Table:
    """What a press does to a recipe at every point, over all cores.

    Args:
        recipe: what to press
        points: what to set in it, a row a press
        crew: who presses; a crew of its own, of `workers` and `client`, if None
        workers: as `Crew`
        client: as `Crew`
        told: how many rows are done, of how many, after each batch
        seed: as `asperity.press`

    Returns:
        A row a point, in order: the same for any number of workers.

    Raises:
        Refusal: a path the recipe does not have.
    """
    parts = cut(len(points))
    tasks = [(recipe, points.part(*part), seed) for part in parts]
    tables: dict[int, Table] = {}
    done = 0
    with Crew(workers=workers, client=client) if crew is None else nullcontext(crew) as used:
        for index, table in used.each(pressed, tasks):
            tables[index] = table
            done += len(table)
            if told is not None:
                told(done, len(points))
    return joined([tables[index] for index in range(len(parts))])


def pressed(batch: Batch) -> Table:
    """A batch, wherever it is."""
    recipe, points, seed = batch
    return press_many(recipe, points, seed=seed)
