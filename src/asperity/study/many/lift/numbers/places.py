"""Where in arrays with lanes along their last axis something lies."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Data = NDArray[Any]


def index_of(key: Any) -> Any:
    """An index that leaves the lanes alone."""
    if isinstance(key, tuple):
        return (*key, slice(None)) if any(one is Ellipsis for one in key) else key
    return (Ellipsis, slice(None)) if key is Ellipsis else key


def picked(data: Data, at: NDArray[np.intp], count: int) -> Data:
    """Entries along the first axis at places `at`, (..., lanes), in each of `count` lanes."""
    data = np.broadcast_to(data, (*data.shape[:-1], count))
    at = np.broadcast_to(at, (*at.shape[:-1], count))
    rows, places = np.moveaxis(data, -1, 0), np.moveaxis(at, -1, 0)
    lanes = np.arange(count).reshape(-1, *(1,) * (places.ndim - 1))
    return np.moveaxis(rows[lanes, places], 0, -1)


def chosen_places(mask: NDArray[np.bool_], under_way: NDArray[np.bool_]) -> tuple[Data, ...]:
    """Places at which a mask (..., lanes) is set in any lane under way."""
    whole = np.broadcast_to(mask, (*mask.shape[:-1], len(under_way)))
    return np.nonzero((whole & under_way).any(axis=-1))
