"""What the command line loads for a sweep."""

# ruff: noqa: PLC0415

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from asperity.cli import lazy
from asperity.errors import Refusal, quoted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from asperity.study.sweeps import Plan, StoredSweep

PATIENCE = "10s"
"""How long a scheduler may take to answer."""


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
            axes = [axis_of(text, where="--grid") for text in grid]
            return plan_of(recipe, product_of(axes), **options)
        read = points_of(table or "", recipe, source)
        return plan_of(read.recipes or recipe, read.rows, of=read.of, **options)


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
    try:
        from distributed import Client as Made
    except ImportError:
        cure = 'install it: pip install "asperity[cluster]"'
        raise Refusal("--scheduler", "no Dask on this machine", cure) from None
    made: Any = Made
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what ends it we tell ourselves
    try:
        client = made(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError):
        cure = 'write the address that "dask scheduler" tells, for example tcp://127.0.0.1:8786'
        raise Refusal("--scheduler", f"nobody who answers at {quoted(address)}", cure) from None
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
