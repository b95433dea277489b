"""Fixture and cell as two springs in line.

    Δp = k Δu/A,   1/k = 1/k_f + 1/k_c;   the fixture pushes only, so that p stops at 0

k_f, k_c  stiffness of fixture and cell, N/m; u free growth of the cell, m; A area, m2
Elementary statics. Judges `laws.tools.fixture`, where the cell is no spring.
"""

import numpy as np


def series_stiffness(first: float, second: float) -> float:
    """Stiffness in N/m of two springs in line; either may be 0 or inf."""
    with np.errstate(divide="ignore"):
        return float(1.0 / (1.0 / np.float64(first) + 1.0 / np.float64(second)))


def breathing_pressure(
    pressure: float, growth: float, *, area: float, fixture: float, cell: float
) -> float:
    """Pressure in Pa on two springs in line after a free growth (m) of one of them."""
    return max(pressure + series_stiffness(fixture, cell) * growth / area, 0.0)
