"""A part of a sweep pressed, wherever it is, and made ready to be stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from asperity.errors import AsperityError, Refusal
from asperity.outcome import Outcome
from asperity.recipe import Recipe
from asperity.run import press, versions
from asperity.study.many import Points, Table, press_many
from asperity.study.many.press import numbers
from asperity.study.sweeps.plan import Part
from asperity.units import to_si

SI = ".si"
"""What the name of a path ends in where its value stands in SI."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A part that is done.

    Attributes:
        number: which part
        rows: how many runs
        version: of the program that pressed it
        table: its rows, a parquet file
        outcomes: by run, the whole outcome as JSON, where it is kept
    """

    number: int
    rows: int
    version: str
    table: bytes
    outcomes: Mapping[int, str]


def press_part(part: Part) -> Pressed:
    """Press the runs of a part. Nothing that befalls a run keeps the others from their rows."""
    if part.kept == "full":
        runs = [_whole(part, row) for row in range(len(part.runs))]
        outcomes = {
            run: f"{done.to_json()}\n"
            for run, (_, _, done) in zip(part.runs, runs, strict=True)
            if done is not None
        }
        rows = _arrow(part, [(status, reason, _numbers(done)) for status, reason, done in runs])
    else:
        rows, outcomes = _arrow(part, _together(part)), {}
    return Pressed(
        number=part.number,
        rows=len(part.runs),
        version=versions()["asperity"],
        table=parquet(rows),
        outcomes=outcomes,
    )


Row = tuple[str, str, Mapping[str, float | None]]


def _together(part: Part) -> Table | list[Row]:
    """All runs at once; one by one where one of them stands in the way of the others."""
    try:
        return press_many(part.recipe, Points(values=part.values), seed=part.seed)
    except Exception:  # noqa: BLE001 (whichever it is, it is told in its row)
        rows = (_whole(part, row) for row in range(len(part.runs)))
        return [(status, reason, _numbers(done)) for status, reason, done in rows]


def _whole(part: Part, row: int) -> tuple[str, str, Outcome | None]:
    """Status, reason and outcome of a run."""
    try:
        outcome = press(run_recipe(part, row), fidelity=part.fidelity, seed=part.seed)
    except Refusal as refusal:
        return "refused", str(refusal), None
    except AsperityError:  # whoever watches has ended it
        raise
    except Exception as trouble:  # noqa: BLE001 (a fault of the program is a row, not the end)
        return "failed", f"{type(trouble).__name__}: {trouble}", None
    if outcome.carried_out:
        return "done", "", outcome
    return "not carried out", "; ".join(outcome.verdict.reasons[:1]), outcome


def run_recipe(part: Part, row: int) -> Recipe:
    """What run `row` of a part presses."""
    return part.recipe.replace({path: column[row] for path, column in part.values.items()})


def _numbers(outcome: Outcome | None) -> Mapping[str, float | None]:
    return {} if outcome is None else numbers(outcome)


def _arrow(part: Part, found: Table | list[Row]) -> Any:
    """The rows of a part as an Arrow table."""
    columns: dict[str, Any] = {"run": pa.array(part.runs, pa.int64())}
    if part.name:
        columns["recipe"] = pa.array([part.name] * len(part.runs), pa.string())
    for path, values in part.values.items():
        columns[path] = pa.array(values, pa.string())
        written = part.recipe.written_at(path)
        if written is not None:
            columns[path + SI] = pa.array(_si(values, written.dimension), pa.float64())
    if isinstance(found, Table):
        columns["status"] = pa.array(found.status, pa.string())
        columns["reason"] = pa.array(found.reason, pa.string())
        numbered = dict(found.columns)
    else:
        columns["status"] = pa.array([row[0] for row in found], pa.string())
        columns["reason"] = pa.array([row[1] for row in found], pa.string())
        paths = dict.fromkeys(
            path for row in found for path, value in row[2].items() if value is not None
        )
        numbered = {path: np.array([_float(row[2].get(path)) for row in found]) for path in paths}
    for path, column in numbered.items():
        columns.setdefault(path, pa.array(column, pa.float64(), from_pandas=True))
    return pa.table(columns).replace_schema_metadata({"asperity-sweep": part.plan})


def parquet(table: Any) -> bytes:
    """A table as a parquet file."""
    sink = pa.BufferOutputStream()
    texts = [one.name for one in table.schema if pa.types.is_string(one.type)]
    pq.write_table(table, sink, compression="zstd", write_statistics=False, use_dictionary=texts)
    return bytes(sink.getvalue())


def _float(value: float | None) -> float:
    return float("nan") if value is None else value


def _si(values: tuple[str | None, ...], dimension: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    """What was written, in SI; NaN where it cannot be read, which its row's reason tells."""
    known = {value: _read(value, dimension) for value in dict.fromkeys(values)}
    return np.array([known[value] for value in values])


def _read(value: str | None, dimension: str) -> float:
    try:
        return float("nan") if value is None else to_si(value, dimension)
    except Refusal:
        return float("nan")
