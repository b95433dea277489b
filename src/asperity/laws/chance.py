"""Probability that a limit is passed, and how far it can be trusted.

    P = Φ(-m/√(s² + u²)),    band: Φ(-(m ± 1.645 u)/s)

m   margin: limit less value on the scale on which both scatter evenly; of pressures and forces
    ln(limit/value), of temperatures kelvin
s   scatter: standard deviation of m from one pressing to the next (press, pellet, controller)
u   doubt: standard deviation of what is known of m (spread of cards); the same in every pressing
Φ   cumulative normal distribution

P counts both, as somebody has to who presses once; the band says what it would be if one knew where
the limit lies. Nothing is known of the tails of any of these scatters, so a probability below a per
cent says "seldom", not how seldom. The band holds nine of ten: a card's spread, low to high, is
taken as such a band of a quantity whose logarithm is normal (`doubt_of`).
"""

import numpy as np
from scipy.special import ndtr

from asperity.laws import Floats

NINE_OF_TEN = 1.6448536269514722
"""Standard deviations to either side that hold nine of ten."""
LEAST = 1e-6
"""Scatter that is as good as none."""


def passing(margin: Floats, *, scatter: Floats, doubt: Floats = 0.0) -> Floats:
    """Probability 0..1 that a margin (m) with this scatter and doubt (same scale) is used up."""
    return np.asarray(ndtr(-margin / np.maximum(np.hypot(scatter, doubt), LEAST)))


def passing_band(margin: Floats, *, scatter: Floats, doubt: Floats) -> tuple[Floats, Floats]:
    """Lower and upper end, 0..1, of the nine in ten band of that probability."""
    far = NINE_OF_TEN * np.asarray(doubt, dtype=float)
    return passing(margin + far, scatter=scatter), passing(margin - far, scatter=scatter)


def doubt_of(low: Floats, high: Floats) -> Floats:
    """Standard deviation of ln x from a spread `low` to `high` of x > 0 that holds nine of ten."""
    return np.log(np.asarray(high, dtype=float) / low) / (2.0 * NINE_OF_TEN)
