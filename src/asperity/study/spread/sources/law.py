"""How one number is spread about its middle.

    ratio:  x = m exp(s z)        shift:  x = m + s z
    s = above for z > 0, below for z < 0;  z standard normal;  x no less than lowest, no more than
    highest

The middle m is the median, and between m - 1.645 below and m + 1.645 above lie nine of ten: so a
card's value and its spread, low to high, are kept just as they are, one-sided where the spread is.
With above = below a ratio is the log-normal distribution of `laws.chance.doubt_of`. Tails beyond a
bound (a relative density of more than one) lie on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import ndtri

from asperity.laws import Floats
from asperity.laws.chance import NINE_OF_TEN

Scale = Literal["ratio", "shift"]
Bounds = tuple[float, float]
FREE: Bounds = (-np.inf, np.inf)
_TINY = 1e-12
"""Shares nearer to 0 or 1 are taken as this far from it: no number lies at infinity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """The distribution of a number about its middle.

    Attributes:
        scale: "ratio" for what cannot change its sign, else "shift"
        below, above: standard deviations on either side, of the logarithm or in SI; numbers or
            (N,), one for each of N middles
        lowest, highest: bounds, SI
    """

    scale: Scale
    below: Floats
    above: Floats
    lowest: float = -np.inf
    highest: float = np.inf

    def at(self, middle: Floats, z: Floats) -> Floats:
        """The number (SI) `z` standard deviations from its middle (SI); arrays broadcast."""
        far = np.where(np.asarray(z) > 0, self.above, self.below) * np.asarray(z)
        moved = middle * np.exp(far) if self.scale == "ratio" else middle + far
        return np.asarray(np.clip(moved, self.lowest, self.highest))

    @property
    def none(self) -> bool:
        """Whether nothing is spread."""
        return not (np.any(self.below) or np.any(self.above))


def normal(share: Floats) -> Floats:
    """Standard normal numbers of shares 0 to 1."""
    return np.asarray(ndtri(np.clip(share, _TINY, 1.0 - _TINY)))


def even(deviation: Floats, *, scale: Scale = "ratio", bounds: Bounds = FREE) -> Law:
    """The same standard deviation on both sides."""
    return Law(scale=scale, below=deviation, above=deviation, lowest=bounds[0], highest=bounds[1])


def band(low: float, middle: float, high: float, *, bounds: Bounds = FREE) -> Law:
    """Nine of ten between `low` and `high`, half of them on either side of the middle."""
    ratio = low > 0
    down = np.log(middle / low) if ratio else middle - low
    up = np.log(high / middle) if ratio else high - middle
    return Law(
        scale="ratio" if ratio else "shift",
        below=max(float(down), 0.0) / NINE_OF_TEN,
        above=max(float(up), 0.0) / NINE_OF_TEN,
        lowest=bounds[0],
        highest=bounds[1],
    )
