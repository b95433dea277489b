"""What the command line loads for a sweep."""

# ruff: noqa: PLC0415

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from asperity.cli import lazy
from asperity.errors import Refusal, quoted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from asperity.recipe import Recipe
    from asperity.study.ranges import Axis
    from asperity.study.sweeps import Plan, StoredSweep

PATIENCE = "10s"
"""How long a scheduler may take to answer."""
_ADDRESS = re.compile(r"(?:[a-z]+://)?(?:[\w.-]+|\[[\da-fA-F:.%]+\]):\d{1,5}/?|inproc://\S+")
_WHERE = 'write the address that "dask scheduler" tells, for example tcp://127.0.0.1:8786'


def plan(
    source: str,
    changes: Mapping[str, object],
    *,
    grid: Sequence[str] | None,
    table: str | None,
    **options: Any,
) -> Plan:
    """What is to be pressed: a recipe over a grid, or the rows of a table."""
    from asperity.study.ranges import axis_of
    from asperity.study.sweeps import plan_of, points_of, product_of

    if (grid is None) == (table is None):
        found = "nothing" if grid is None else "--table too"
        cure = "write --grid PATH=FROM..TO:N, once a path, or --table FILE.csv"
        raise Refusal("--grid", found, cure)
    recipe = lazy.recipe(source, changes)
    with lazy.told_of_options({"grid", "points", "seed", "fidelity", "outcomes"}):
        if grid is not None:
            axes = [_axis(recipe, axis_of(text, where="--grid")) for text in grid]
            with _of_grid([path for axis in axes for path in axis.paths]):
                return plan_of(recipe, product_of(axes), **options)
        read = points_of(table or "", recipe, source)
        return plan_of(read.recipes or recipe, read.rows, of=read.of, **options)


def _axis(recipe: Recipe, axis: Axis) -> Axis:
    """An axis whose paths the recipe has, and whose values are quantities there."""
    from asperity.study.sweeps.read import known_path
    from asperity.units import to_si

    for path in axis.paths:
        way = known_path(recipe, path, f"--grid {path}")
        ends = () if axis.span is None else (axis.span.written(0), axis.span.written(1))
        for text in (*axis.listed, *ends):
            if way is not None:
                to_si(text, way.dimension, f"--grid {path}")
    return axis


@contextmanager
def _of_grid(paths: Sequence[str]) -> Iterator[None]:
    """Refusals of a path that is varied name the option as well."""
    try:
        yield
    except Refusal as refusal:
        if refusal.where not in paths:
            raise
        where = f"--grid {refusal.where}"
        raise type(refusal)(where, refusal.found, refusal.instead, also=refusal.also) from None


def carry_out(
    asked: Plan,
    out: str,
    *,
    resume: bool,
    workers: int | None,
    scheduler: str | None,
    told: Callable[[int, int], None],
) -> StoredSweep:
    """Press and store what of it is missing, here or on a cluster.

    Raises:
        ConnectionError: workers, or the cluster, were lost; what is stored stays stored.
    """
    from asperity.study.crew import Crew, WorkerLostError
    from asperity.study.sweeps import carry_out as run

    if scheduler is not None and workers is not None:
        raise Refusal(
            "--workers", "--scheduler too", "a cluster has its own workers; leave one out"
        )
    try:
        with (
            lazy.told_of_options({"out", "workers"}),
            _cluster(scheduler) as client,
            Crew(workers=workers, client=client) as crew,
        ):
            return run(asked, out, crew=crew, resume=resume, told=told)
    except WorkerLostError as loss:
        raise ConnectionError(str(loss)) from loss


@contextmanager
def _cluster(address: str | None) -> Iterator[Any]:
    """A client of the scheduler at an address, which has workers; None without one."""
    if address is None:
        yield None
        return
    if not _ADDRESS.fullmatch(address):
        raise Refusal("--scheduler", f"{quoted(address)}, which is no address", _WHERE)
    try:
        from distributed import Client as Made
    except ImportError:
        cure = "run scripts/install dev, or .venv/bin/python -m pip install distributed"
        raise Refusal("--scheduler", "no Dask on this machine", cure) from None
    made: Any = Made
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what ends it we tell ourselves
    try:
        client = made(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError):
        found = f"nobody who answers at {quoted(address)}"
        raise Refusal("--scheduler", found, _WHERE) from None
    with client:
        if not client.nthreads():
            cure = f"start some on machines that have asperity: dask worker {address}"
            raise Refusal("--scheduler", "a scheduler without workers", cure)
        yield client


def lines(found: StoredSweep) -> RenderableType:
    """What came of it, for the terminal."""
    from asperity.report.sweep import render

    return render(found)


def finished(out: str) -> str:
    """How many runs a folder holds, of how many, in words; empty where it holds no sweep."""
    from asperity.study.sweeps import open_sweep

    try:
        found = open_sweep(out)
    except Refusal:
        return ""
    return f"{len(found)} of {found.total} runs are kept in {out}"
