"""How closely rough faces are looked at: who follows them, and whether the machine can."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from asperity.errors import Refusal, one_of, quoted
from asperity.outcome.gather.steps import Resolved
from asperity.outcome.record import Fidelity
from asperity.process.faces.together import Follower, follow_faces
from asperity.process.faces.touch import face_of, neighbours
from asperity.run import machine
from asperity.stack import Stack

GRID = 256
"""Points a side, where nobody says otherwise."""
COARSEST, FINEST = 32, 8192
ENGINE = 400
"""Bytes a point of the grid that the closing of one face takes at its peak, measured."""
KEPT = 60
"""Bytes a point that a face keeps besides: its heights, its state, fields of a stretch."""
MAPS = 8
"""Bytes a point that the maps of a face take at the end of each step."""


def known(fidelity: str) -> Fidelity:
    """The fidelity of this name. Raises `Refusal` for another."""
    names: tuple[Fidelity, ...] = get_args(Fidelity)
    for name in names:
        if name == fidelity:
            return name
    raise Refusal("fidelity", quoted(fidelity), one_of(str(fidelity), names))


def follower(
    stack: Stack, fidelity: Fidelity, *, grid: int, seed: int, threads: int | None
) -> Follower:
    """Who follows the rough faces of a run.

    Raises `Refusal` for a grid out of range or beyond this machine's memory.
    """
    if fidelity == "mean-field":
        return follow_faces
    _refuse_grid(stack, grid)
    if threads is not None and threads < 1:
        raise Refusal("threads", quoted(threads), "write 1 or more")
    from asperity.process.grid.follow import FullField  # noqa: PLC0415 (it loads a compiler)

    return FullField(points=grid, seed=seed, threads=threads or machine.cores())


def reader(
    fidelity: Fidelity, *, threads: int | None, watch: Callable[[], None] | None = None
) -> Resolved | None:
    """Who takes the currents through resolved faces from their maps; None of the mean field.

    `watch` is called often while it does, and may raise.
    """
    if fidelity == "mean-field":
        return None
    from asperity.outcome.gather.spectra.grid import OnGrid  # noqa: PLC0415 (a compiler, likewise)

    return OnGrid(threads=threads or machine.cores(), watch=watch)


def _refuse_grid(stack: Stack, grid: int) -> None:
    if not _whole(grid) or not COARSEST <= grid <= FINEST:
        cure = f"write a number of points a side, {COARSEST} to {FINEST}"
        raise Refusal("grid", quoted(grid), cure)
    has = machine.memory()
    if has is None or needed(stack, grid) <= has:
        return
    fits = grid
    while fits > COARSEST and needed(stack, fits) > has:
        fits -= 1
    found = f"{grid}, which needs {_gigabytes(needed(stack, grid))} of {_gigabytes(has)}"
    raise Refusal("grid", found, f"write {fits} or less")


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def needed(stack: Stack, grid: int) -> int:
    """Bytes that a run on a grid of so many points a side takes at its peak."""
    pairs = {
        pair
        for step in stack.steps
        for pair in neighbours(step.layers)
        if face_of(stack, pair) is not None
    }
    if not pairs:
        return 0
    return grid**2 * (ENGINE + len(pairs) * (KEPT + MAPS * len(stack.steps)))


def _gigabytes(amount: int) -> str:
    return f"{amount / 1e9:.3g} GB"
