"""A map as data: CSV, parquet, JSON."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
from numpy.typing import NDArray

from asperity.study.mapping import Map, to_columns, to_dict

DIGITS = 7


def as_json(found: Map) -> str:
    """The map as JSON, schema "asperity-map-1"."""
    return json.dumps(to_dict(found), allow_nan=False, ensure_ascii=False) + "\n"


def as_csv(found: Map) -> str:
    """A row a point, columns as `to_columns` has them, empty where there is nothing."""
    columns = {name: _texts(column) for name, column in to_columns(found).items()}
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return file.getvalue()


def _texts(column: NDArray[Any]) -> list[str]:
    if column.dtype.kind == "f":
        return ["" if np.isnan(value) else f"{value:.{DIGITS}g}" for value in column.tolist()]
    if column.dtype.kind == "b":
        return [str(int(value)) for value in column.tolist()]
    return [str(value) for value in column.tolist()]


def as_parquet(found: Map) -> bytes:
    """The same columns, null where there is nothing."""
    columns = {
        name: pa.array(column.tolist() if column.dtype.kind == "U" else column, from_pandas=True)
        for name, column in to_columns(found).items()
    }
    file = BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()
