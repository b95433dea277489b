"""How far the sample lags behind the plates, and how hot it gets when the plates overshoot.

    τ(x) = ∫ G(x, x') ρc(x') dx',    G = R<(min) R>(max)/R
    τ dT/dt = Tp(t) - T

T, Tp   temperature of the sample at x and of both plates, K
R<, R>  thermal resistance from x to the lower and upper plate, per area, K m2/W; R their sum,
        contacts of the plates included
ρc      heat capacity of the layer at x, J/m3/K
τ       lag, s

G is the steady conduction kernel, so τ(x) is the exact delay behind a long ramp of the plates and
the exact first moment of the step response at x; for a slab τ = L²/(8α) in its middle (its
slowest mode has L²/(π²α), a fifth less). The response in between is that of one time constant.
Sideways loss and the heat of the die are left out: give the die as more `capacity` if it matters.
Plates: a ramp at constant rate, then an overshoot that decays as ΔT exp(-t/τc) (a first-order
controller). Every piece is integrated exactly, so splitting a step changes nothing.
"""

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats


def stack_lag(
    thickness: NDArray[np.float64],
    conductivity: NDArray[np.float64],
    capacity: NDArray[np.float64],
    *,
    contacts: tuple[float, float] = (0.0, 0.0),
) -> NDArray[np.float64]:
    """Lag τ in s at the N+1 faces of N layers stacked between two plates (one value a face).

    `thickness` m, `conductivity` W/m/K, `capacity` J/m3/K, each (N,); `contacts` are the thermal
    resistances (K m2/W) of the lower and upper plate. Exact: within a layer G is linear in x'.
    """
    layer = thickness / conductivity
    below = contacts[0] + np.concatenate([[0.0], np.cumsum(layer)])  # R< at the faces
    total = below[-1] + contacts[1]
    heat = capacity * thickness
    middle = (below[:-1] + below[1:]) / 2.0  # the mean of R< over each layer
    lower = below[:, None] >= below[None, 1:]  # layer j lies under face i
    weight = np.where(
        lower, middle * (total - below[:, None]), below[:, None] * (total - middle)
    )  # fmt: skip
    return np.asarray((weight * heat).sum(axis=1) / max(total, 1e-300))


def follow_ramp(T: Floats, Tp: Floats, rate: Floats, time: Floats, *, lag: Floats) -> Floats:
    """Sample temperature (K) after `time` s of plates starting at `Tp` and rising at `rate` K/s."""
    tau = np.maximum(lag, 1e-12)
    return Tp + rate * (time - tau) + (T - Tp + rate * tau) * np.exp(-time / tau)


def follow_decay(
    T: Floats, target: Floats, excess: Floats, time: Floats, *, lag: Floats, settling: Floats
) -> Floats:
    """Sample temperature (K) after `time` s of plates at `target + excess exp(-t/settling)`.

    `excess` K is the overshoot now, `settling` its time constant in s; excess = 0 holds the plates.
    """
    a, b = 1.0 / np.maximum(lag, 1e-12), 1.0 / np.maximum(settling, 1e-12)
    slow, gap = np.minimum(a, b), np.asarray(np.abs(a - b) * time, dtype=float)
    # (exp(-bt) - exp(-at))/(a - b), from the slower one, also where the two agree
    ratio = np.where(gap < 1e-8, 1.0 - gap / 2.0, -np.expm1(-gap) / np.maximum(gap, 1e-8))
    fed = a * excess * np.exp(-slow * time) * time * ratio
    return target + (T - target) * np.exp(-a * time) + fed


def highest_decay(
    T: Floats, target: Floats, excess: Floats, *, lag: Floats, settling: Floats
) -> Floats:
    """Highest temperature (K) the sample reaches while plates settle from `target + excess`."""
    a, b = 1.0 / np.maximum(lag, 1e-12), 1.0 / np.maximum(settling, 1e-12)
    b = np.where(np.abs(a - b) < 1e-9 * a, b * (1.0 + 1e-7), b)
    # T' = 0 where exp((a-b)t) = a [ (T - target)(b - a)/(a excess) + 1 ] / b
    with np.errstate(divide="ignore", invalid="ignore"):
        inner = a / b * (1.0 + (T - target) * (b - a) / (a * np.asarray(excess, dtype=float)))
        peak = np.log(inner) / (a - b)
    time = np.where(np.isfinite(peak) & (peak > 0.0) & (np.asarray(excess) > 0.0), peak, 0.0)
    at_peak = follow_decay(T, target, excess, time, lag=lag, settling=settling)
    return np.maximum(np.maximum(at_peak, T), target)
