"""Thickness of a foil held under a constant force: squeeze flow, integrated exactly.

    t = ∫ d(ln h) / ε̇(h)  from h to h0,    ε̇ = A [p/(1 + m S (R/h)^(1+N))]^n,    p = F/(πR²)

h, R   thickness and radius of the foil under the punch, m; F force, N; t time, s
A, n   creep prefactor (Pa^-n/s) and exponent; m friction factor of the faces (see `squeeze`)

Volume is kept: R²h is constant while the foil spreads, so at constant force the pressure falls.
At the punch's radius (`limit_radius`) either the metal leaves over the edge (R stays, h falls on,
the rest is extruded), or a die wall stops it (`walled`): then the foil fills the die and stays.
There is no time step: the time between two thicknesses is a quadrature, and the thickness after a
time its root, so a hold split in two gives the same foil to rounding.
All arguments broadcast; quadrature nodes live on an extra last axis.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats
from asperity.laws.flow.squeeze import thinning_rate
from asperity.laws.quadrature import gauss_legendre

_NODES, _PANELS = 16, 24
_THINNEST = 25.0  # ln(h0/h) beyond which a foil would be thinner than an atom


@dataclass(frozen=True, kw_only=True)
class Squeeze:
    """What holds during one squeeze: force (N), creep (`A` Pa^-n/s, `n`), friction, limit (m)."""

    force: Floats
    A: Floats
    n: Floats
    friction: Floats
    limit_radius: Floats = np.inf
    walled: bool = False

    def rate(self, thickness: Floats, radius: Floats) -> Floats:
        """Thinning rate -ḣ/h in 1/s at thickness and radius in m."""
        return thinning_rate(
            self.force / (np.pi * radius**2), radius, thickness,
            A=self.A, n=self.n, friction=self.friction,
        )  # fmt: skip


def foil_radius(
    thickness: Floats, thickness0: Floats, radius0: Floats, limit_radius: Floats
) -> Floats:
    """Radius under the punch (m) when the foil has thinned from `thickness0` to `thickness`."""
    return np.minimum(radius0 * np.sqrt(thickness0 / thickness), limit_radius)


def squeeze_time(
    thickness: Floats, thickness0: Floats, radius0: Floats, squeeze: Squeeze
) -> Floats:
    """Seconds the foil takes from `thickness0` to `thickness` (m); inf beyond a die wall."""
    y = np.asarray(np.log(thickness0 / np.asarray(thickness, dtype=float)))
    with np.errstate(over="ignore", divide="ignore"):
        return _time(y, _start(thickness0, radius0, squeeze), squeeze)


def thickness_after(
    time: Floats, thickness0: Floats, radius0: Floats, squeeze: Squeeze
) -> NDArray[np.float64]:
    """Thickness in m after `time` s under constant force, from thickness0 and radius0 in m."""
    start = _start(thickness0, radius0, squeeze)
    h0, R0, full = start
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        linear = np.asarray(time * squeeze.rate(h0, R0))  # the rate only falls: y is below this
        ceiling = np.minimum(linear, np.minimum(_THINNEST, full if squeeze.walled else np.inf))
        y = _root(np.asarray(time, dtype=float), np.asarray(ceiling), start, squeeze)
    return np.asarray(h0 * np.exp(-np.where(linear > 0.0, y, 0.0)))


def force_for(
    thickness: Floats, time: Floats, thickness0: Floats, radius0: Floats, squeeze: Squeeze
) -> Floats:
    """Force in N that thins the foil to `thickness` (m) in `time` (s); `squeeze.force` is unused.

    At a given shape the rate goes as force^n, hence so does the time, and no root is needed.
    """
    unit = squeeze_time(thickness, thickness0, radius0, replace(squeeze, force=1.0))
    return (unit / time) ** (1.0 / squeeze.n)


def extruded_volume(
    thickness: Floats, thickness0: Floats, radius0: Floats, limit_radius: Floats
) -> Floats:
    """Metal pushed out from under the punch, m3, when thinned from `thickness0` to `thickness`."""
    radius = foil_radius(thickness, thickness0, radius0, limit_radius)
    start = np.minimum(radius0, limit_radius)
    return np.maximum(np.pi * (start**2 * thickness0 - radius**2 * thickness), 0.0)


_Start = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]


def _start(thickness0: Floats, radius0: Floats, squeeze: Squeeze) -> _Start:
    """Thickness, radius under the punch, and the ln(h0/h) at which the limit is reached."""
    radius = np.asarray(np.minimum(radius0, squeeze.limit_radius), dtype=float)
    full = np.asarray(2.0 * np.log(squeeze.limit_radius / radius))
    return np.asarray(thickness0, dtype=float), radius, full


def _time(y: NDArray[np.float64], start: _Start, squeeze: Squeeze) -> NDArray[np.float64]:
    """Time in s to thin by y = ln(h0/h), free spreading and after the limit summed."""
    full = start[2]
    spreading = _quadrature(np.zeros_like(y), np.minimum(y, full), start, squeeze)
    if squeeze.walled:
        return np.where(y > full * (1.0 + 1e-12) + 1e-15, np.inf, spreading)
    return spreading + _quadrature(np.minimum(y, full), y, start, squeeze)


def _quadrature(
    low: NDArray[np.float64], high: NDArray[np.float64], start: _Start, squeeze: Squeeze
) -> NDArray[np.float64]:
    """Integral of dy/ε̇ from `low` to `high` by composite Gauss-Legendre."""
    x, w = gauss_legendre(_NODES, _PANELS)
    span = high - low
    y = low[..., None] + span[..., None] * x
    return np.asarray(span * (w / _rate_at(y, start, _columns(squeeze))).sum(axis=-1))


def _rate_at(y: NDArray[np.float64], start: _Start, squeeze: Squeeze) -> NDArray[np.float64]:
    """Thinning rate at y = ln(h0/h), with a trailing axis of nodes."""
    h0, R0, full = (part[..., None] for part in start)
    return np.asarray(squeeze.rate(h0 * np.exp(-y), R0 * np.exp(np.minimum(y, full) / 2.0)))


def _columns(squeeze: Squeeze) -> Squeeze:
    """The same squeeze with a trailing axis for the quadrature nodes."""
    return replace(
        squeeze,
        force=np.asarray(squeeze.force)[..., None],
        A=np.asarray(squeeze.A)[..., None],
        n=np.asarray(squeeze.n)[..., None],
        friction=np.asarray(squeeze.friction)[..., None],
    )


def _root(
    time: NDArray[np.float64], ceiling: NDArray[np.float64], start: _Start, squeeze: Squeeze
) -> NDArray[np.float64]:
    """Find y with _time(y) = time: Newton on ln t against ln y, falling back to bisection.

    There the curve is convex up to a kink at the limit radius, so Newton from above converges.
    """
    low = np.full(np.broadcast_shapes(time.shape, ceiling.shape), 1e-300)
    high = np.broadcast_to(ceiling, low.shape).copy()
    y = high.copy()
    for _ in range(100):
        t = _time(y, start, squeeze)
        over = t > time
        low, high = np.where(over, low, y), np.where(over, y, high)
        slope = y / (t * _rate_at(y[..., None], start, _columns(squeeze))[..., 0])
        step = y * np.exp(-np.log(t / time) / slope)
        stuck = (t <= time) & (y >= ceiling)
        if np.all(stuck | (np.abs(step - y) <= 1e-14 * y)):
            return np.where(stuck, ceiling, step)
        inside = (step > low) & (step < high)
        y = np.where(stuck, ceiling, np.where(inside, step, np.sqrt(low) * np.sqrt(high)))
    return y
