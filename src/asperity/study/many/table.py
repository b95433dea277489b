"""What is asked of many presses, and what they answer: columns with a row a press."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal

Array = NDArray[np.float64]
Status = Literal["done", "not carried out", "refused", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Values that N recipes differ in.

    Attributes:
        values: by path of the recipe, N values as `Recipe.replace` takes them
        cards: by (card, quantity), N numbers in SI that stand for the card's own
    """

    values: Mapping[str, Sequence[object]] = field(default_factory=dict)
    cards: Mapping[tuple[str, str], Array] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        lengths = {*map(len, self.values.values()), *map(len, self.cards.values())}
        if len(lengths) > 1:
            found = f"columns of {', '.join(map(str, sorted(lengths)))} values"
            raise Refusal("points", found, "give every path as many values")

    def __len__(self) -> int:
        lengths = [*map(len, self.values.values()), *map(len, self.cards.values())]
        return lengths[0] if lengths else 1

    def row(self, index: int) -> tuple[dict[str, object], dict[tuple[str, str], float]]:
        """What row `index` sets: values by path, numbers by card and quantity."""
        values = {path: column[index] for path, column in self.values.items()}
        return values, {of: float(column[index]) for of, column in self.cards.items()}

    def part(self, begin: int, end: int) -> Points:
        """Rows from `begin` up to, not with, `end`."""
        return Points(
            values={path: column[begin:end] for path, column in self.values.items()},
            cards={of: column[begin:end] for of, column in self.cards.items()},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What came of N presses, a row a press.

    Attributes:
        status: how each went, (N,)
        reason: why it was refused or could not be carried out, else empty, (N,)
        apart: how many rows had to be pressed one by one though they were many, by the reason why
        columns: numbers by path of the outcome (`asperity.study.quantity`), (N,), NaN where a row
            has none; besides, `….level` of each risk and `verdict.level`: 0 good, 1 marginal, 2 bad
    """

    status: tuple[Status, ...]
    reason: tuple[str, ...]
    columns: Mapping[str, Array]
    apart: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def __len__(self) -> int:
        return len(self.status)

    def column(self, path: str) -> Array:
        """Numbers at a path, (N,); NaN everywhere where no row has it."""
        found = self.columns.get(path.strip())
        return np.full(len(self), np.nan) if found is None else found


def joined(tables: Sequence[Table]) -> Table:
    """Tables one below the other."""
    paths = dict.fromkeys(path for table in tables for path in table.columns)
    return Table(
        status=tuple(status for table in tables for status in table.status),
        reason=tuple(reason for table in tables for reason in table.reason),
        columns={path: np.concatenate([table.column(path) for table in tables]) for path in paths},
        apart=dict(sum((Counter(table.apart) for table in tables), Counter())),
    )
