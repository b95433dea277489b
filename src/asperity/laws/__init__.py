"""Pure physical laws, one a file: SI numbers or arrays in, numbers or arrays out, broadcasting."""

import numpy as np
from numpy.typing import NDArray

Floats = float | NDArray[np.float64]
"""A float or an array of floats; every law broadcasts its arguments against each other."""

GAS_CONSTANT = 8.314462618
"""R, J/mol/K (exact in the SI since 2019)."""

FARADAY = 96485.33212
"""F, C/mol (exact in the SI since 2019)."""
