"""What a batch of presses tells a map: the quantity, the severity of risks, what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from asperity.outcome.risk import LIKELY, MARGINAL, STOPPING
from asperity.recipe import Recipe
from asperity.study.many import Points, Table, press_many
from asperity.study.mapping.quantity import quantity_of
from asperity.study.mapping.record import DONE, NOT_CARRIED_OUT, REFUSED, Array, Codes

Key = tuple[str, str]
"""Kind of a risk, and what it concerns."""
JUST_BELOW = 1 - 1e-6
"""Severity of what is marginal by its probability alone, however large that is."""
MOST = 1e6
"""Beyond this no share of a limit is told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Rows of presses, reduced to what a map needs.

    Attributes:
        status: codes, (n,)
        reason: why refused or not carried out, else empty, n of them
        quantity: SI, NaN where the process was not carried out, (n,)
        used: by risk, NaN where refused, (n,)
        severity: by risk, likewise; of what a row does not have 0
        stop: severity of what ends a process, at least 1 where it ended one and less elsewhere
    """

    status: Codes
    reason: tuple[str, ...]
    quantity: Array
    used: Mapping[Key, Array]
    severity: Mapping[Key, Array]
    stop: Array


def pressed(task: tuple[Recipe, Points, str, int]) -> Batch:
    """Press a batch and keep what a map needs; done wherever a worker is."""
    recipe, points, of, seed = task
    return reduced(recipe, press_many(recipe, points, seed=seed), of)


def reduced(recipe: Recipe, table: Table, of: str) -> Batch:
    """What a map needs of a table."""
    codes = {"done": DONE, "not carried out": NOT_CARRIED_OUT, "refused": REFUSED}
    status = np.array([codes[one] for one in table.status], dtype=np.int8)
    number = np.broadcast_to(quantity_of(recipe, of).number(recipe, table), status.shape)
    used: dict[Key, Array] = {}
    severity: dict[Key, Array] = {}
    for key, path in _risks(table):
        share = np.clip(np.nan_to_num(table.column(f"{path}.used"), posinf=MOST), 0.0, MOST)
        grave = _severity(share, table.column(f"{path}.probability"), table.column(f"{path}.level"))
        used[key] = np.maximum(used.get(key, 0.0), share)
        severity[key] = np.maximum(severity.get(key, 0.0), grave)
    known = status != REFUSED
    return Batch(
        status=status,
        reason=table.reason,
        quantity=np.where(status == DONE, number, np.nan),
        used={key: np.where(known, one, np.nan) for key, one in used.items()},
        severity={key: np.where(known, one, np.nan) for key, one in severity.items()},
        stop=_stop(status, severity),
    )


def _risks(table: Table) -> Iterator[tuple[Key, str]]:
    """Every risk with a place, once for each step that has it, and its path."""
    for path in table.columns:
        root, _, rest = path.partition(".")
        parts = rest.split(".", 2)
        if root != "steps" or len(parts) != 3 or parts[1] != "risks":
            continue
        if path.endswith(".level") and ":" in parts[2]:
            kind, _, where = parts[2].removesuffix(".level").partition(":")
            yield (kind, where), path.removesuffix(".level")


def _severity(used: Array, probability: Array, level: Array) -> Array:
    """`used`, raised to what the probability makes marginal, and never at odds with the level."""
    chance = np.clip(np.nan_to_num(probability), 0.0, 1.0)
    with np.errstate(divide="ignore"):
        raised = MARGINAL + 0.1 * (ndtri(chance) - ndtri(LIKELY))
    grave = np.maximum(used, np.clip(raised, 0.0, JUST_BELOW))
    lowest = np.choose(np.nan_to_num(level).astype(int), (0.0, MARGINAL, 1.0))
    highest = np.choose(np.nan_to_num(level).astype(int), (MARGINAL - 1e-9, JUST_BELOW, MOST))
    return np.asarray(np.clip(grave, lowest, highest))


def _stop(status: Codes, severity: Mapping[Key, Array]) -> Array:
    ending = [one for (kind, _), one in severity.items() if kind in STOPPING]
    gravest = np.max(ending, axis=0) if ending else np.zeros(status.shape)
    ended = np.where(status == DONE, np.minimum(gravest, JUST_BELOW), np.maximum(gravest, 1.0))
    return np.where(status == REFUSED, np.nan, ended)


def joined(batches: Sequence[Batch]) -> Batch:
    """Batches one after the other."""
    risks = dict.fromkeys(key for batch in batches for key in batch.severity)
    known = [np.where(batch.status == REFUSED, np.nan, 0.0) for batch in batches]

    def column(name: str, key: Key) -> Array:
        parts = (
            getattr(one, name).get(key, none) for one, none in zip(batches, known, strict=True)
        )
        return np.concatenate(list(parts))

    return Batch(
        status=np.concatenate([batch.status for batch in batches]),
        reason=tuple(reason for batch in batches for reason in batch.reason),
        quantity=np.concatenate([batch.quantity for batch in batches]),
        used={key: column("used", key) for key in risks},
        severity={key: column("severity", key) for key in risks},
        stop=np.concatenate([batch.stop for batch in batches]),
    )


def is_refused(status: Codes) -> NDArray[np.bool_]:
    """Where a recipe was refused."""
    return np.asarray(status == REFUSED)
