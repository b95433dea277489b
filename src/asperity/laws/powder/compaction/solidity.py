"""How far pores are closed on the scale of those laws in which they vanish exponentially."""

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats


def solidity(D: Floats) -> NDArray[np.float64]:
    """Compute ln 1/(1-D), inf at full density."""
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log1p(-np.asarray(D, dtype=float)))
