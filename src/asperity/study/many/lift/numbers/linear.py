"""Linear algebra of lanes, a matrix a lane."""

from __future__ import annotations

from typing import Any

import numpy as np

from asperity.study.many.lift.numbers.lanes import Lanes, as_lanes, run_of


class Linear:
    """numpy.linalg, a matrix a lane."""

    @staticmethod
    def solve(matrix: Any, right: Any) -> Any:
        """Of every lane."""
        run = run_of(matrix, right)
        if run is None:
            return np.linalg.solve(matrix, right)
        left, given = as_lanes(matrix, run), as_lanes(right, run)
        count = max(left.data.shape[-1], given.data.shape[-1])
        rows = np.moveaxis(np.broadcast_to(left.data, (*left.shape, count)), -1, 0)
        values = np.moveaxis(np.broadcast_to(given.data, (*given.shape, count)), -1, 0)
        flat = given.ndim == 1
        found = np.linalg.solve(rows, values[..., None] if flat else values)
        return Lanes(np.moveaxis(found[..., 0] if flat else found, 0, -1), run)

    @staticmethod
    def inv(matrix: Any) -> Any:
        """Of every lane."""
        if not isinstance(matrix, Lanes):
            return np.linalg.inv(matrix)
        found = np.linalg.inv(np.moveaxis(matrix.data, -1, 0))
        return Lanes(np.moveaxis(found, 0, -1), matrix.run)
