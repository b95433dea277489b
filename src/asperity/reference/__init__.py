"""Closed forms by which laws and contact engine are judged; what they judge never imports them."""

import numpy as np
from numpy.typing import NDArray

Floats = float | NDArray[np.float64]
"""A float or an array of floats."""
