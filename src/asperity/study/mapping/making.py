"""Make a map: press a recipe over a lattice of two of its quantities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from asperity.errors import Refusal, Stopped
from asperity.recipe import Recipe
from asperity.run import press
from asperity.study.crew import Crew, cut
from asperity.study.crew.crew import Client
from asperity.study.many import Points
from asperity.study.mapping.cells import fill
from asperity.study.mapping.cells.fields import Batch, joined, pressed
from asperity.study.mapping.cells.lattice import Lattice, Places, Presser
from asperity.study.mapping.cells.refine import Refined, refine
from asperity.study.mapping.lines import line_of
from asperity.study.mapping.quantity import Quantity, known_in, quantity_of
from asperity.study.mapping.record import DONE, Danger, Line, Map
from asperity.study.ranges import Axis
from asperity.units import to_si

CHUNK = 8000
"""Points pressed at a time where all are; those of finished chunks are kept when it is ended."""
Told = Callable[[int], None]
FEWEST_PRESSES = 100
"""Fewer would not show where anything is."""


def map_recipe(
    recipe: Recipe,
    *,
    x: str | Axis,
    y: str | Axis,
    of: str,
    points: int = 200,
    every_point: bool = False,
    presses: int | None = None,
    workers: int | None = None,
    client: Client | None = None,
    told: Told | None = None,
    seed: int = 0,
) -> Map:
    """Where a recipe is safe over two of its quantities, and what comes of it there.

    Points are pressed near the boundaries of risks and where the quantity curves; those between
    are interpolated, and the error of that is checked by further presses (`study.mapping.refine`).

    Args:
        recipe: what to press
        x: what is varied to the right, as "steps.press.pressure=1 MPa..400 MPa"; paths with
            commas between are moved together
        y: what is varied upwards
        of: name of a goal of `asperity design`, "contact-fraction", or a path of the outcome
        points: of the lattice along each axis; boundaries are found to its steps
        every_point: press all of them
        presses: press so many points at most
        workers: processes; as many as there are cores if None
        client: a `distributed.Client` whose workers press instead
        told: called with the number of presses done, after each batch; it may raise `Stopped`,
            which ends it with what it has so far, as Ctrl-C does
        seed: as `asperity.press`

    Returns:
        The map: the same for any number of workers.

    Raises:
        Refusal: axes, quantity or numbers that make no map of this recipe.
    """
    lines = _lines(recipe, x, y, points)
    if presses is not None and presses < FEWEST_PRESSES:
        raise Refusal("presses", f"{presses}", f"write {FEWEST_PRESSES} or more")
    quantity = quantity_of(recipe, of)
    known_in(quantity, press(recipe, seed=seed))
    lattice = Lattice((len(lines[1]), len(lines[0])))
    with Crew(workers=workers, client=client) as crew:
        presser = _presser(recipe, lines, quantity.name, crew=crew, told=told, seed=seed)
        refined = made(lattice, presser, every_point=every_point, most=presses)
    if np.isnan(lattice.quantity).all() and (lattice.status == DONE).any():
        raise Refusal("--of", f"{of!r}, which no point has", "ask for a number that there is")
    return assembled(recipe, lines, quantity, lattice, refined)


def made(lattice: Lattice, press: Presser, *, every_point: bool, most: int | None) -> Refined:
    """Press all of a lattice, or what is needed of it."""
    if every_point and most is not None and lattice.status.size > most:
        found = f"{lattice.status.size} points to press of {most} allowed"
        raise Refusal("presses", found, "leave one of the two out, or ask for fewer points")
    refined = refine(lattice, press, most=most)
    if not every_point or refined.stopped:
        return refined
    places = np.argwhere(~lattice.pressed)
    try:
        for begin in range(0, len(places), CHUNK):
            part = places[begin : begin + CHUNK]
            lattice.take(part, press(part))
    except (KeyboardInterrupt, Stopped):
        return replace(refined, stopped=True)
    return replace(refined, error=float("nan"), boundary=1.0)


def _lines(recipe: Recipe, x: str | Axis, y: str | Axis, points: int) -> tuple[Line, Line]:
    lines = line_of(recipe, x, points, "x"), line_of(recipe, y, points, "y")
    both = set(lines[0].paths) & set(lines[1].paths)
    if both:
        cure = "vary two things that are apart"
        raise Refusal("--y", f"{min(both)}, which --x varies too", cure)
    return lines


def _presser(
    recipe: Recipe,
    lines: tuple[Line, Line],
    of: str,
    *,
    crew: Crew,
    told: Told | None,
    seed: int,
) -> Presser:
    """What presses places of the lattice, batch by batch over the crew."""
    done = 0

    def ask(places: Places) -> Batch:
        nonlocal done
        texts = [line.written for line in lines]
        at = {0: places[:, 1].tolist(), 1: places[:, 0].tolist()}
        values = {
            path: [texts[number][index] for index in at[number]]
            for number, line in enumerate(lines)
            for path in line.paths
        }
        points = Points(values=values)
        tasks = [(recipe, points.part(*part), of, seed) for part in cut(len(points))]
        batches: dict[int, Batch] = {}
        for index, batch in crew.each(pressed, tasks):
            batches[index] = batch
            done += len(batch.reason)
            if told is not None:
                told(done)
        return joined([batches[index] for index in range(len(tasks))])

    return ask


def assembled(
    recipe: Recipe,
    lines: tuple[Line, Line],
    quantity: Quantity,
    lattice: Lattice,
    refined: Refined,
) -> Map:
    """The map that a lattice of presses makes, with what lies between them."""
    over = fill.cover(refined.cells, lattice.shape)
    states = fill.status(lattice, over)
    dangers = [
        Danger(
            kind=key[0],
            where=key[1],
            used=fill.severity(lattice.used[key], over, states),
            severity=fill.severity(grave, over, states),
        )
        for key, grave in lattice.severity.items()
    ]
    dangers.sort(key=lambda one: (-float(np.nan_to_num(one.severity).max()), one.kind, one.where))
    return Map(
        title=recipe.title,
        digest=recipe.digest,
        x=lines[0],
        y=lines[1],
        quantity=quantity,
        values=fill.quantity(lattice, over, states),
        dangers=tuple(dangers),
        status=states,
        pressed=lattice.pressed,
        reasons=lattice.reasons,
        presses=int(lattice.pressed.sum()),
        checks=refined.checks,
        error=_finite(refined.error),
        boundary=refined.boundary,
        stopped=refined.stopped,
        here=_here(recipe, lines),
    )


def _finite(error: float) -> float | None:
    return error if np.isfinite(error) else None


def _here(recipe: Recipe, lines: tuple[Line, Line]) -> tuple[float, float] | None:
    """Where the recipe as written lies; None where it leaves out a path or moves them apart."""
    found = []
    for line in lines:
        written = {recipe.value_at(path) for path in line.paths}
        if None in written or len(written) > 1:
            return None
        found.append(to_si(str(written.pop()), line.dimension))
    return found[0], found[1]
