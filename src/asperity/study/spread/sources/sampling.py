"""Shares of distributions, evenly spread: Sobol's sequence or Latin hypercubes, from a seed."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from scipy.stats import qmc

from asperity.errors import Refusal, one_of, quoted
from asperity.study.many.table import Array

Method = Literal["sobol", "latin-hypercube"]


def shares(count: int, columns: int, *, seed: int = 0, method: str = "sobol") -> Array:
    """`count` points of `columns` shares, 0 to 1, (count, columns): the same for the same seed.

    A Sobol sequence is scrambled (Owen 1998), and even in full powers of two: of another count its
    first points are taken. Raises `Refusal` for an unknown method.
    """
    if method not in get_args(Method):
        raise Refusal("method", quoted(method), one_of(str(method), get_args(Method)))
    if columns == 0:
        return np.empty((count, 0))
    if method == "sobol":
        power = max(count - 1, 0).bit_length()
        drawn = qmc.Sobol(columns, seed=np.random.default_rng(seed)).random_base2(power)[:count]
    else:
        drawn = qmc.LatinHypercube(columns, seed=np.random.default_rng(seed)).random(count)
    return np.asarray(drawn)
