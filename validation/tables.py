"""Reads the published tables in `data/`, and prints tables of residuals."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).parent / "data"


def column(name: str, heading: str) -> NDArray[np.float64]:
    """A column of numbers of `data/NAME.csv`; an empty cell is nan."""
    return np.array([float(cell) if cell else np.nan for cell in words(name, heading)])


def words(name: str, heading: str) -> list[str]:
    """A column of `data/NAME.csv` as text."""
    lines = (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [row[heading] for row in rows]


def show(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under headings, numbers to four digits."""
    text = [[_cell(cell) for cell in row] for row in rows]
    wide = [max(len(cell) for cell in column) for column in zip(headings, *text, strict=True)]
    for row in [list(headings), *text]:
        print("  ".join(cell.rjust(w) for cell, w in zip(row, wide, strict=True)))


def _cell(value: object) -> str:
    if isinstance(value, float | np.floating):
        return "" if np.isnan(value) else f"{value:.4g}"
    return str(value)
