"""Whether a loop may end, asked of every number it is run for.

What is true of each of some numbers is decided by `if`; whether all of them are through is asked
here. The two differ where many recipes are computed together: a search goes on until the last of
them has found its root.
"""

import numpy as np
from numpy.typing import NDArray

SINGLE = (bool, np.bool_)
"""What is one number's alone, and need not be searched."""


def everywhere(condition: NDArray[np.bool_] | np.bool_ | bool) -> bool:
    """Whether a condition is met by all numbers, and by none the less for being one of many."""
    return bool(condition if isinstance(condition, SINGLE) else np.all(condition))


def anywhere(condition: NDArray[np.bool_] | np.bool_ | bool) -> bool:
    """Whether it is met by any of them."""
    return bool(condition if isinstance(condition, SINGLE) else np.any(condition))


def smallest(number: float) -> float:
    """The smallest of all that a number stands for: itself."""
    return float(number)
