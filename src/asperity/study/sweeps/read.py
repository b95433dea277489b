"""A stored sweep read again, and tables of points."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
from numpy.typing import NDArray

from asperity.errors import Refusal, nearest, one_of, quoted
from asperity.outcome import Outcome
from asperity.recipe import Recipe, load_recipe
from asperity.recipe.quantities import Written
from asperity.run import press
from asperity.study.sweeps.plan import NOT_SET, SCHEMA
from asperity.units import to_si

MANIFEST, INDEX, POINTS = "sweep.json", "index.parquet", "points.parquet"
RECIPES, RUNS, OUTCOMES = "recipes", "runs", "outcomes"
RECIPE = "recipe"
"""The column of a table that names recipes."""


def outcome_file(folder: Path, run: int) -> Path:
    """Where the whole outcome of a run is kept."""
    return folder / OUTCOMES / f"run-{run:06d}.json"


def recipe_file(folder: Path, number: int) -> Path:
    """Where a recipe of a sweep is kept."""
    return folder / RECIPES / f"recipe-{number}.toml"


def manifest_of(folder: Path) -> dict[str, Any] | None:
    """What a folder says of its sweep; None where it holds none."""
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("schema") == SCHEMA else None


def rows_of(file: Path) -> int:
    """Rows of a parquet file; 0 where it is none."""
    try:
        return int(pq.read_metadata(file).num_rows)
    except (OSError, pa.ArrowException):
        return 0


def table_of(folder: Path) -> Any:
    """The rows of every stored part as an Arrow table, in the order of the runs."""
    files = sorted((folder / RUNS).glob("part-*.parquet"))
    parts = [pq.read_table(file) for file in files if rows_of(file)]
    if not parts:
        return pa.table({"run": pa.array([], pa.int64())})
    together = pa.concat_tables(parts, promote_options="default")
    return together.take(np.argsort(together["run"].to_numpy(), kind="stable"))


@dataclass(frozen=True, slots=False)
class StoredSweep:
    """A sweep in a folder, finished or not.

    Attributes:
        folder: where it lies
        manifest: what it is
        table: a row a finished run, in the order of the runs, an Arrow table: `table.to_pandas()`
    """

    folder: Path
    manifest: Mapping[str, Any]
    table: Any = field(repr=False)

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @property
    def total(self) -> int:
        """Runs that were asked for."""
        return int(self.manifest["runs"])

    @property
    def complete(self) -> bool:
        """Whether every run has its row."""
        return len(self) == self.total

    @property
    def runs(self) -> NDArray[np.int64]:
        """Numbers of the finished runs, ascending, (N,)."""
        return self.table["run"].to_numpy()  # type: ignore[no-any-return]

    @property
    def status(self) -> tuple[str, ...]:
        """How each went: "done", "not carried out", "refused" or "failed"."""
        return tuple(map(str, self.texts("status")))

    @property
    def reason(self) -> tuple[str, ...]:
        """Why it did not go well; else empty."""
        return tuple(map(str, self.texts("reason")))

    def texts(self, name: str) -> tuple[str | None, ...]:
        """A column of texts: a path as written, None where a run leaves it to its recipe."""
        return tuple(self._column(name).to_pylist())

    def column(self, path: str) -> NDArray[np.float64]:
        """Numbers of a column, SI, NaN where a run has none: (N,).

        A path of the outcome (`asperity.study.quantity`), or "PATH.si", a varied path in SI.

        Raises:
            Refusal: no such column, or none of numbers.
        """
        found = self._column(path)
        if not pa.types.is_floating(found.type):
            raise Refusal(path, "a column of texts", f'write "{path}.si", or ask for its texts')
        return np.asarray(found.to_numpy(), dtype=np.float64)

    def numbers(self, path: str) -> NDArray[np.float64]:
        """As `column`; NaN everywhere where no run has it."""
        there = path in self.table.column_names
        return self.column(path) if there else np.full(len(self), np.nan)

    def _column(self, name: str) -> Any:
        if name not in self.table.column_names:
            raise Refusal(name, "an unknown column", one_of(name, self.table.column_names))
        return self.table[name]

    @cached_property
    def _points(self) -> Any:
        return pq.read_table(self.folder / POINTS)

    def recipe(self, run: int) -> Recipe:
        """What a run presses, its values set.

        Raises:
            Refusal: no such run, or values that the recipe cannot hold.
        """
        if not 0 <= run < self.total:
            raise Refusal("run", f"{run}", f"write 0 to {self.total - 1}")
        row: dict[str, Any] = self._points.slice(run, 1).to_pylist()[0]
        base = load_recipe(recipe_file(self.folder, row.pop(RECIPE)))
        del row["run"]
        return base.replace({path: value for path, value in row.items() if value != NOT_SET})

    def outcome(self, run: int) -> Outcome:
        """The whole outcome of a run: as it was stored, or else pressed again.

        Raises:
            Refusal: no such run, or one whose recipe is refused.
        """
        file = outcome_file(self.folder, run)
        if file.is_file():
            return Outcome.from_dict(json.loads(file.read_text("utf-8")))
        closely, seed = self.manifest["fidelity"], self.manifest["seed"]
        return press(self.recipe(run), fidelity=closely, seed=seed)


def open_sweep(folder: str | Path) -> StoredSweep:
    """A sweep that was stored, or is being stored.

    Raises:
        Refusal: the folder holds no sweep.
    """
    place = Path(folder)
    manifest = manifest_of(place)
    if manifest is None:
        cure = "write the folder that a sweep was stored in"
        raise Refusal(quoted(str(folder))[1:-1], f"no {MANIFEST} of a sweep", cure)
    whole = rows_of(place / INDEX) == manifest["runs"]
    table = pq.read_table(place / INDEX) if whole else table_of(place)
    return StoredSweep(place, manifest, table)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRead:
    """A table of points as it was read.

    Attributes:
        recipes: by name, the recipes it names; empty where it names none
        of: the name each row names; empty where the table names none
        rows: values by path, a row a run
    """

    recipes: Mapping[str, Recipe]
    of: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


def points_of(file: str | Path, base: Recipe, name: str) -> PointsRead:
    """A table of recipes: a column a path, a row a run; an empty cell is as in the recipe.

    A column `recipe` may name a file (counted from the table's own folder) or an example for a row,
    which stands for the recipe `base` called `name`.

    Raises:
        Refusal: no such table, a column twice, a row too long, or a recipe that cannot be read.
    """
    path = Path(file)
    header, body, numbers = _cells(path)
    if len(set(header)) < len(header) or not all(header):
        raise Refusal(str(path), "a column twice, or without a name", "name every column once")
    if not body:
        raise Refusal(str(path), "no rows", "write a row for every run, below the names of columns")
    rows = [dict(zip(header, row, strict=True)) for row in body]
    if RECIPE not in header:
        _refuse_unreadable(path, rows, numbers, [base] * len(rows))
        return PointsRead(recipes={}, of=(), rows=tuple(rows))
    of = tuple(row.pop(RECIPE) or name for row in rows)
    named = {one: base if one == name else _named(one, path.parent) for one in dict.fromkeys(of)}
    _refuse_unreadable(path, rows, numbers, [named[one] for one in of])
    return PointsRead(recipes=named, of=of, rows=tuple(rows))


def _refuse_unreadable(
    file: Path, rows: Sequence[Mapping[str, str]], numbers: Sequence[int], of: Sequence[Recipe]
) -> None:
    """Refuse columns that are no path of their recipe, and cells that are no quantity there.

    A quantity out of its range is a run that is refused, as it may come of a good table.
    """
    seen: set[tuple[int, str, str]] = set()
    ways: dict[tuple[int, str], Written | None] = {}
    for row, number, recipe in zip(rows, numbers, of, strict=True):
        for path, text in row.items():
            at = id(recipe), path
            if text == NOT_SET or (*at, text) in seen:
                continue
            if at not in ways:
                ways[at] = known_path(recipe, path, f'{file} column "{path}"')
            if (way := ways[at]) is not None:
                to_si(text, way.dimension, f'{file}, row {number}, column "{path}"')
            seen.add((*at, text))


def known_path(recipe: Recipe, path: str, where: str) -> Written | None:
    """How the quantity at a path is written; refuses of `where` one the recipe does not have."""
    try:
        return recipe.written_at(path)
    except Refusal:
        near = nearest(path, recipe.paths())
        cure = "write a whole path, such as steps.press.pressure"
        cure = cure if near is None else f'did you mean "{near}"?'
        raise Refusal(where, "no path of the recipe", cure) from None


def _named(name: str, folder: Path) -> Recipe:
    beside = folder / name
    return load_recipe(beside if beside.is_file() else name)


def _cells(path: Path) -> tuple[list[str], list[list[str]], list[int]]:
    """Names of columns, texts by row, and numbers of rows in the file."""
    if path.suffix.lower() not in {".csv", ".parquet"}:
        raise Refusal(str(path), "a file of another kind", "write a file .csv or .parquet")
    try:
        if path.suffix.lower() == ".parquet":
            table = pq.read_table(path)
            columns = [[_cell(value) for value in column.to_pylist()] for column in table.columns]
            names = [str(name).strip() for name in table.column_names]
            texts = [list(row) for row in zip(*columns, strict=True)]
            return names, texts, list(range(1, len(texts) + 1))
        every = enumerate(_csv(path.read_text("utf-8-sig")), start=1)
        lines = [(number, row) for number, row in every if any(row)]
    except (OSError, UnicodeDecodeError, csv.Error, pa.ArrowException) as trouble:
        told = getattr(trouble, "strerror", None) or str(trouble)
        cure = "write a table that can be read"
        raise Refusal(str(path), quoted(told.lower())[1:-1], cure) from None
    if not lines:
        raise Refusal(str(path), "an empty file", "write the names of columns, then a row a run")
    (_, header), *body = lines
    for number, row in body:
        if len(row) > len(header):
            cure = "put cells with commas in quotes"
            raise Refusal(f"{path}, row {number}", f"{len(row)} cells", cure)
    whole = [[*row, *[NOT_SET] * (len(header) - len(row))] for _, row in body]
    return header, whole, [number for number, _ in body]


def _csv(text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    comma = ";" if ";" in first and "," not in first else ","
    for row in csv.reader(StringIO(text, newline=""), delimiter=comma):
        yield [cell.strip() for cell in row]


def _cell(value: object) -> str:
    if value is None:
        return NOT_SET
    return value.strip() if isinstance(value, str) else json.dumps(value)
