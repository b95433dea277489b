"""The exponential of a matrix, by scaling, a Padé fraction and squaring.

    exp(A) = r(A/2^s)^(2^s),    r = N(X)/N(-X) of degree 6,    |X| <= 1/2

Golub & Van Loan, Matrix Computations, 9.3: the fraction alone is exact to 3e-16 of its value there.
Written out here because it is all of SciPy's linear algebra that a pressing needs.
"""

from __future__ import annotations

from math import ceil, log2

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_DEGREE = 6


def exponential(matrix: Array) -> Array:
    """exp(A) of a square matrix (n, n), without units."""
    size = float(np.abs(matrix).sum(axis=1).max())
    halvings = max(0, ceil(log2(size)) + 1) if size > 0 else 0
    x = matrix / 2.0**halvings
    power, factor = np.eye(len(matrix)), 1.0
    above, below = power.copy(), power.copy()
    for k in range(1, _DEGREE + 1):
        factor *= (_DEGREE - k + 1) / (k * (2 * _DEGREE - k + 1))
        power = x @ power
        above += factor * power
        below += (-1) ** k * factor * power
    found = np.linalg.solve(below, above)
    for _ in range(halvings):
        found = found @ found
    return np.asarray(found)
