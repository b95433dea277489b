"""What waiting under pressure adds to a powder: as if it had been pressed harder.

    Pe = P (1 + t/t0)^g          held at P for the time t
    Pe^(1/g) grows by ∫ p^(1/g) dt/t0 while p stays below Pe, and Pe is never below p

P, p  pressure held, and present pressure, Pa; Pe the pressure that gives the same density at once
t, t0 time under pressure, and the time from which on waiting counts, s
g     dwell exponent, dimensionless: the rate sensitivity of the flow stress; 0 knows no time

A solid that flows at the rate (σ/σ0)^(1/g) is σ0-weaker by (t0/(t + t0))^g after the time t, so
that any law D(P) of an instant press becomes D(Pe). Holds add up whatever their order, and below
the largest pressure waiting adds next to nothing, since p^(1/g) is steep.
No sweep of the dwell has been published for an electrolyte: g and t0 are for users to fit, and a
card without them knows no time. Range: a few decades of t/t0, g below 0.2.
"""

import numpy as np

from asperity.laws import Floats


def held_pressure(P: Floats, t: Floats, *, g: float, t0: float) -> Floats:
    """Pressure in Pa that gives at once what `P` (Pa) gives when held for `t` (s)."""
    return P * np.power(1.0 + np.asarray(t, dtype=float) / t0, g)


def equivalent_pressure(
    known: Floats, start: Floats, end: Floats, *, t: float, g: float, t0: float
) -> Floats:
    """The equivalent pressure (Pa) after `t` (s) in which the pressure went from `start` to `end`.

    `known` is the equivalent pressure before (Pa). Without a dwell law (g = 0) or without time it
    is the largest of the three.
    """
    now = np.maximum(np.maximum(known, start), end)
    if g <= 0.0 or t <= 0.0:
        return now
    n = 1.0 / g
    high, low = np.maximum(start, end), np.minimum(start, end)
    share = np.divide(low, high, out=np.zeros_like(now), where=np.asarray(high) > 0)
    # mean of (p/high)^n on a straight way from low to high; 1 where the pressure is held
    apart = 1.0 - share
    mean = np.divide(
        1.0 - share ** (n + 1.0), (n + 1.0) * apart, out=np.ones_like(now), where=apart > 1e-12
    )
    reached = np.divide(high, now, out=np.zeros_like(now), where=now > 0) ** n
    return np.asarray(now * (1.0 + reached * mean * t / t0) ** g)
