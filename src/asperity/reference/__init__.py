"""Closed forms by which the laws and the contact engine are judged, and which those never import."""

import numpy as np
from numpy.typing import NDArray

Floats = float | NDArray[np.float64]
"""A float or an array of floats."""
