"""Frequencies where a spectrum needs them."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, isfinite, log10

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal

Array = NDArray[np.float64]
Complex = NDArray[np.complex128]
NEIGHBOURS = 4
"""Known points on which a new one is foretold: a cubic in logarithms, exact for a power law."""
CLOSEST = 0.01
"""Decades that two frequencies stay apart."""


def adaptive_frequencies(
    answer: Callable[[Array], Complex],
    lowest: float,
    highest: float,
    *,
    tolerance: float = 0.01,
    a_decade: float = 2.0,
    most: int = 200,
) -> tuple[Array, Complex]:
    """A spectrum with more frequencies where it turns.

    It begins with a few a decade and halves intervals: where the new point was not foretold by the
    cubic through its four neighbours, in logarithms, both halves are halved again.

    Args:
        answer: impedances (F,) at frequencies (F,), Hz, such as a partial of `impedance`; called
            some times with all that is wanted at once
        lowest: frequency, Hz
        highest: frequency, Hz
        tolerance: between foretold and found, over the magnitude found
        a_decade: frequencies a decade to begin with
        most: frequencies

    Returns:
        Frequencies (F,), rising, and what was answered, (F,).

    Raises:
        Refusal: the range is none, or an argument is out of its own.
    """
    if not (isfinite(highest) and 0 < lowest < highest):
        found = f"{lowest:g} to {highest:g}"
        raise Refusal("lowest, highest", found, "write two frequencies in hertz, the lower first")
    if not (tolerance > 0 and a_decade > 0 and most >= NEIGHBOURS):
        found = f"{tolerance:g}, {a_decade:g}, {most}"
        cure = f"write numbers above 0, and {NEIGHBOURS} or more for the last"
        raise Refusal("tolerance, a_decade, most", found, cure)
    count = max(ceil(a_decade * log10(highest / lowest)) + 1, NEIGHBOURS)
    logs = np.linspace(log10(lowest), log10(highest), min(count, most))
    values = np.asarray(answer(10.0**logs), dtype=np.complex128)
    doubtful = np.ones(logs.size - 1, dtype=np.bool_)
    while True:
        doubtful &= np.diff(logs) > 2 * CLOSEST
        places = np.flatnonzero(doubtful)[: most - logs.size]
        if not places.size:
            return 10.0**logs, values
        new = (logs[places] + logs[places + 1]) / 2
        foretold = np.exp([_cubic(logs, np.log(values), at) for at in new])
        fresh = np.asarray(answer(10.0**new), dtype=np.complex128)
        missed = np.abs(fresh - foretold) > tolerance * np.abs(fresh)
        logs, values = np.insert(logs, places + 1, new), np.insert(values, places + 1, fresh)
        doubtful = np.zeros(logs.size - 1, dtype=np.bool_)
        middles = places[missed] + 1 + np.flatnonzero(missed)
        doubtful[middles] = doubtful[middles - 1] = True


def _cubic(logs: Array, values: Complex, at: float) -> complex:
    """The cubic through the points nearest to `at`, there (Lagrange)."""
    near = np.argsort(np.abs(logs - at), kind="stable")[:NEIGHBOURS]
    x, total = logs[near], 0j
    for k in range(near.size):
        others = np.delete(x, k)
        total += complex(values[near[k]]) * float(np.prod((at - others) / (x[k] - others)))
    return total
