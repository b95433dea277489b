"""Gauss-Legendre quadrature on 0..1, in equal panels."""

from functools import cache

import numpy as np
from numpy.typing import NDArray


@cache
def gauss_legendre(nodes: int, panels: int = 1) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Nodes and weights, each (nodes * panels,) and read-only; exact to degree 2 nodes - 1."""
    x, w = np.polynomial.legendre.leggauss(nodes)
    start = np.arange(panels, dtype=float)[:, None]
    places = ((start + (x + 1.0) / 2.0) / panels).ravel()
    weights = np.tile(w / (2.0 * panels), panels)
    places.setflags(write=False)
    weights.setflags(write=False)
    return places, weights
