"""Many presses of sources at shares of their distributions, and what they say: it knows no recipe.

`ask` makes a table of shares (rows, sources): a press, or any other function of many numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from asperity.errors import Refusal
from asperity.study.many import Table
from asperity.study.many.table import Array
from asperity.study.spread.indices import Index, index, scale_of
from asperity.study.spread.screen import SPOKES, Screen, plan, radial, screened
from asperity.study.spread.sources.sampling import shares

Ask = Callable[[Array], Table]
SCATTER, REST = "all that scatters", "all the rest"
LEAST_SAMPLES, MOST_SAMPLES = 16, 16_384
"""Fewer say nothing; more say nothing more, and fill the memory with numbers."""
MOST = 20
"""Sources whose indices are looked for, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be found out.

    Attributes:
        names: of the sources; scatters: which of them differ from pressing to pressing
        watched: paths of the numbers whose indices are wanted
        samples, seed, method: of the sampling; most: sources that are looked at closely
    """

    names: tuple[str, ...]
    scatters: tuple[bool, ...]
    watched: tuple[str, ...]
    samples: int
    seed: int = 0
    method: str = "sobol"
    most: int = MOST

    @property
    def halves(self) -> tuple[Array, Array]:
        """Two samples A and B, each (samples, sources)."""
        count = len(self.names)
        drawn = shares(self.samples, 2 * count, seed=self.seed, method=self.method)
        return drawn[:, :count], drawn[:, count:]


def presses(asked: Asked) -> int:
    """How many rows are asked for in all, at most."""
    columns = len(asked.names)
    looked = 1 + 2 * columns + min(SPOKES, asked.samples) * (1 + columns)
    return looked + asked.samples * (2 + min(asked.most, columns) + 2)


def screen(asked: Asked, ask: Ask) -> Screen:
    """Which sources matter."""
    first, second = asked.halves
    rows = np.concatenate([plan(len(asked.names)), radial(first, second)])
    return screened(ask(rows), len(asked.names), asked.watched, most=asked.most)


def press_halves(asked: Asked, ask: Ask) -> Table:
    """A and B, one below the other: what the bands are read from."""
    return ask(np.concatenate(asked.halves))


def groups(asked: Asked, found: Screen) -> dict[str, tuple[int, ...]]:
    """Columns that are changed together, by name: each kept source, then families of them."""
    made: dict[str, tuple[int, ...]] = {asked.names[one]: (one,) for one in found.kept}
    every = range(len(asked.names))
    scattering = tuple(one for one in every if asked.scatters[one])
    if scattering and len(scattering) < len(asked.names):
        made[SCATTER] = scattering
    rest = tuple(one for one in every if one not in found.kept)
    if rest:
        made[REST] = rest
    return made


def press_blocks(asked: Asked, ask: Ask, wanted: dict[str, tuple[int, ...]]) -> Table:
    """A with the columns of each group from B, group below group."""
    first, second = asked.halves
    blocks = []
    for columns in wanted.values():
        block = first.copy()
        block[:, list(columns)] = second[:, list(columns)]
        blocks.append(block)
    return ask(np.concatenate(blocks))


def indices(
    asked: Asked,
    found: Screen,
    wanted: Sequence[str],
    halves: Table,
    blocks: Table,
) -> dict[str, tuple[Index, ...]]:
    """The indices of every watched number, of each group in order of `wanted`."""
    return {
        path: tuple(_of_number(path, asked, found, wanted, (halves, blocks)))
        for path in asked.watched
    }


def _of_number(
    path: str, asked: Asked, found: Screen, wanted: Sequence[str], tables: tuple[Table, Table]
) -> Iterator[Index]:
    halves, blocks = (_done(table, path) for table in tables)
    count, scale = asked.samples, scale_of(path, halves)
    for number, name in enumerate(wanted):
        changed = blocks[number * count : (number + 1) * count]
        kept = found.kept[number] if number < len(found.kept) else None
        one = index(
            name,
            (halves[:count], changed, halves[count:]),
            scale=scale,
            seed=asked.seed,
            bars=(None, None) if kept is None else found.bars(path, kept),
        )
        if one is not None:
            yield one


def _done(table: Table, path: str) -> Array:
    """A number of the presses that were carried out; NaN of the others."""
    done = np.array([status == "done" for status in table.status])
    return np.where(done, table.column(path), np.nan)


def refuse(asked: Asked) -> None:
    """Raise `Refusal` for what cannot be sampled."""
    if asked.samples < LEAST_SAMPLES:
        raise Refusal("samples", str(asked.samples), f"write {LEAST_SAMPLES} or more")
    if asked.samples > MOST_SAMPLES:
        raise Refusal("samples", str(asked.samples), f"write {MOST_SAMPLES} or less")
    if not asked.names:
        cure = "leave --only out, or say what varies: steps.press.pressure=5 %"
        raise Refusal("spread", "nothing that varies", cure)
