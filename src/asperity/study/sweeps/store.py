"""The folder of a sweep: the one place beneath the doors that writes files.

    sweep.json                  what the sweep is, and a digest of all that its outcomes depend on
    points.parquet              the runs that were asked for, a row a run
    recipes/NAME.toml           what is pressed
    runs/part-00012.parquet     rows of the runs that finished together
    outcomes/run-000123.json    whole outcomes, where they are kept
    index.parquet               every row so far, in the order of the runs

A file appears whole or not at all: it is written beside its place, brought to the disk, renamed.
A part is there when its rows are, and its outcomes before them; so whatever ends the program, what
is there is whole, and what is not there is pressed when the sweep is resumed. A folder that is
written to is locked (`asperity.study.sweeps.lock`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from time import monotonic, sleep
from typing import Any, Self

import pyarrow as pa  # type: ignore[import-untyped]

from asperity.errors import Refusal, quoted
from asperity.run import versions
from asperity.study.sweeps.batch import Pressed, parquet
from asperity.study.sweeps.lock import Lock
from asperity.study.sweeps.plan import Part, Plan
from asperity.study.sweeps.read import (
    INDEX,
    MANIFEST,
    OUTCOMES,
    POINTS,
    RECIPES,
    RUNS,
    manifest_of,
    outcome_file,
    recipe_file,
    rows_of,
    table_of,
)

UNFINISHED = ".part"
"""What the name of a file ends in that is being written."""
SELDOM = 30
"""The index follows what is stored, but takes at most this part of the time."""
PATIENT, PAUSE_S = 10, 0.3
"""How often the index is tried to be replaced at the end, and seconds in between."""


class Store:
    """The folder a plan is stored in, which nobody else may store in until its block is left.

    Raises:
        Refusal: the folder holds something else, or the same and is not to be resumed; or another
            sweep into it is running.
    """

    def __init__(self, folder: Path, plan: Plan, *, resume: bool) -> None:
        self._folder = folder
        self._parts = plan.parts()
        _refuse_another(folder, plan, resume=resume)
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = Lock(folder)
        try:
            _refuse_another(folder, plan, resume=resume)  # as it may be since
            self._begin(plan)
        except BaseException:
            self._lock.release()
            raise
        self._spent, self._written = 0.0, monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def _begin(self, plan: Plan) -> None:
        for room in (self._folder, *(self._folder / name for name in (RECIPES, RUNS, OUTCOMES))):
            if room.name != OUTCOMES or plan.kept == "full":
                room.mkdir(exist_ok=True)
                for left in room.glob(f".*{UNFINISHED}"):
                    left.unlink()
        manifest = {**plan.told, "digest": plan.digest, "versions": dict(versions())}
        _write(self._folder / MANIFEST, f"{json.dumps(manifest, indent=2)}\n".encode())
        for number, recipe in enumerate(plan.recipes.values()):
            _write(recipe_file(self._folder, number), recipe.to_toml().encode())
        columns: dict[str, Any] = {"run": pa.array(range(len(plan)), pa.int64())}
        numbers = {name: number for number, name in enumerate(plan.recipes)}
        columns["recipe"] = pa.array([numbers[name] for name in plan.of], pa.int64())
        for path, values in plan.columns.items():
            columns[path] = pa.array(values, pa.string())
        _write(self._folder / POINTS, parquet(pa.table(columns)))

    def missing(self) -> tuple[Part, ...]:
        """The parts that are not stored yet."""
        return tuple(
            part
            for part in self._parts
            if rows_of(self._folder / RUNS / part.file) != len(part.runs)
        )

    def put(self, done: Pressed) -> None:
        """Store a part: its outcomes first, then its rows, which say that it is there."""
        for run, told in done.outcomes.items():
            _write(outcome_file(self._folder, run), told.encode())
        _write(self._folder / RUNS / self._parts[done.number].file, done.table)
        if monotonic() - self._written > SELDOM * self._spent:
            self.index()

    def index(self, *, tries: int = 1) -> None:
        """Join the rows of all parts that are there, in the order of the runs.

        Where another program holds the index open, Windows has it not replaced: what was there
        stays, and is replaced later; the rows of every part lie beside it.
        """
        begun = monotonic()
        content = parquet(table_of(self._folder))
        for _ in range(tries):
            try:
                _write(self._folder / INDEX, content)
            except PermissionError:
                sleep(PAUSE_S if tries > 1 else 0.0)
            else:
                break
        self._written = monotonic()
        self._spent = self._written - begun


def _refuse_another(folder: Path, plan: Plan, *, resume: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise Refusal("out", f"the file {quoted(str(folder))}", "write the name of a folder")
    there = folder.is_dir() and any(not file.name.startswith(".") for file in folder.iterdir())
    if not there:
        return
    manifest = manifest_of(folder)
    if manifest is None:
        cure = "write the name of a new or empty folder"
        raise Refusal("out", f"{quoted(str(folder))} with other things in it", cure)
    if manifest.get("digest") != plan.digest:
        found = f"{quoted(str(folder))} with another sweep, which {_differing(manifest, plan)}"
        raise Refusal("out", found, "write the name of a new folder, or ask for the same sweep")
    if not resume:
        found = f"{quoted(str(folder))} with this sweep in it"
        raise Refusal("out", found, "add --resume (resume=True) to go on, or write a new folder")


def _differing(manifest: Mapping[str, Any], plan: Plan) -> str:
    """What sets another sweep apart."""
    for name, value in plan.told.items():
        if manifest.get(name) != value:
            return f"has {name} {_short(manifest.get(name))}, not {_short(value)}"
    return "has other values or another recipe"


def _short(value: object) -> str:
    told = ", ".join(map(str, value)) or "none" if isinstance(value, list) else value
    return quoted(told, limit=100)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and see it on the disk."""
    beside = path.with_name(f".{path.name}.{token_hex(4)}{UNFINISHED}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """See the names of a folder on the disk, where the system lets one ask."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
