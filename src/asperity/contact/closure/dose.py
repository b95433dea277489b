"""How long a dose of flow takes.

    X = ∫ φ dt        φ = 3 rate(σe)/σe        Δt = ∫ dX/φ

φ  fluidity of the middle wavelength, 1/(Pa s)         X  dose, 1/Pa

In the dose a face closes like a linear fluid: a displacement grows by S p dX whatever the stress,
so that the twenty decades of time over which a contact relaxes from elastic are two or three of
dose. Time comes back by quadrature: ln φ is nearly straight against ln(X + X0), since σe falls as
1/J, and is interpolated so between the start of a step and its two stages, straight beyond them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(12)
_NOTHING = 1e-9
_NODES.setflags(write=False)
_WEIGHTS.setflags(write=False)


@dataclass(frozen=True, slots=True, eq=False)
class Pace:
    """Logarithm of 1/φ as a polynomial of z = ln((X + X0)/(X' + X0)), X' the dose at a start.

    Attributes:
        past: X' + X0, 1/Pa
        slow: coefficients of the polynomial, rising powers
        reach: z from where on it goes on straight, and never falls
    """

    past: float
    slow: tuple[float, ...]
    reach: float = 0.0

    def seconds(self, dose: float) -> float:
        """Time that a dose (1/Pa) beyond the start takes, s."""
        if dose <= 0:
            return 0.0
        end = float(np.log1p(dose / self.past))
        z = 0.5 * end * (_NODES + 1)
        inside = np.minimum(z, self.reach)
        log_rate = np.polynomial.polynomial.polyval(inside, np.array(self.slow)) + z
        log_rate += max(self.steepness(self.reach), 0.0) * (z - inside)
        with np.errstate(over="ignore"):
            terms = np.exp(np.minimum(log_rate, 600.0))
        return float(0.5 * end * self.past * (_WEIGHTS @ terms))

    def steepness(self, z: float) -> float:
        """Slope of ln(1/φ) at z."""
        return float(sum(k * c * z ** (k - 1) for k, c in enumerate(self.slow) if k > 0))

    def dose(self, seconds: float, most: float) -> float:
        """Dose (1/Pa) in so many seconds, at most `most`; by halving."""
        if self.seconds(most) <= seconds:
            return most
        low, high = np.log(most) - 700.0, float(np.log(most))
        for _ in range(200):
            middle = 0.5 * (low + high)
            low, high = (middle, high) if self.seconds(np.exp(middle)) <= seconds else (low, middle)
            if high - low < 1e-13:
                break
        return float(np.exp(0.5 * (low + high)))


def through(past: float, doses: Array, slow: Array) -> Pace:
    """The pace that passes through ln(1/φ) at doses (1/Pa) from the start."""
    z = np.log1p(doses / past)
    if z[-1] < _NOTHING:
        return Pace(past, (float(slow[-1]),))
    powers = np.vander(z, increasing=True)
    return Pace(past, tuple(np.linalg.solve(powers, slow).tolist()), float(z[-1]))
