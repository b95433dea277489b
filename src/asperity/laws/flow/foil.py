"""Thickness of a foil held under a constant force: squeeze flow, integrated exactly.

    t = ∫ d(ln h) / ε̇(h)  from h to h0,    ε̇ = A [p/(1 + m S (R/h)^(1+N))]^n,    p = F/(πR²)

h, R   thickness and radius of the foil under the punch, m; F force, N; t time, s
A, n   creep prefactor (Pa^-n/s) and exponent; m friction factor of the faces (see `squeeze`)

Volume is kept: R²h is constant while the foil spreads, so at constant force the pressure falls.
At the punch's radius (`limit_radius`) either the metal leaves over the edge (R stays, h falls on,
the rest is extruded), or a die wall stops it (`walled`): then the foil fills the die and stays.
There is no time step: the time between two thicknesses is a quadrature, and the thickness after a
time its root, so a hold split in two gives the same foil to rounding.
Between plates at an angle α both terms grow with αR/h (`wedge`); the plates touch where their gap
is gone at the rim of the punch, and the foil stays as it is.
All arguments broadcast; quadrature nodes live on an extra last axis. Range: foils of micrometres
and more, since the size effect of a thin foil is left out; y = ln(h0/h) is cut at 25.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats
from asperity.laws.flow.squeeze import scott_factor
from asperity.laws.flow.wedge import film_rise, upset_rise
from asperity.laws.quadrature import gauss_legendre
from asperity.laws.together import anywhere, everywhere

_Of = Callable[[NDArray[np.float64]], NDArray[np.float64]]
_NODES, _PANELS = 16, 8
_WITHIN, _AMPLE = 6, 1.3
_SHARES = tuple(
    sorted({*(10.0 ** (-9 + k / 4) for k in range(37)), *(k / 24 for k in range(1, 25))})
)
"""Ends of panels, over the last: in steady ratio near 0, and nowhere far apart."""
_THINNEST = 25.0  # ln(h0/h) beyond which a foil would be thinner than an atom


@dataclass(frozen=True, kw_only=True)
class Squeeze:
    """What holds during one squeeze: force (N), creep (`A` Pa^-n/s, `n`), friction, limit (m).

    `slope` is the angle between the plates in rad, as a fixed seat keeps it.
    """

    force: Floats
    A: Floats
    n: Floats
    friction: Floats
    limit_radius: Floats = np.inf
    walled: bool = False
    slope: Floats = 0.0


def foil_radius(
    thickness: Floats, thickness0: Floats, radius0: Floats, limit_radius: Floats
) -> Floats:
    """Radius under the punch (m) when the foil has thinned from `thickness0` to `thickness`."""
    return np.minimum(radius0 * np.sqrt(thickness0 / thickness), limit_radius)


def squeeze_time(
    thickness: Floats, thickness0: Floats, radius0: Floats, squeeze: Squeeze
) -> Floats:
    """Seconds from `thickness0` to `thickness` (m); inf beyond a die wall or where plates touch."""
    y = np.asarray(np.log(thickness0 / np.asarray(thickness, dtype=float)))
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        path = _path(thickness0, radius0, squeeze)
        beyond = y > _touching(path) * (1.0 + 1e-12) + 1e-15
        return np.where(beyond, np.inf, _time(y, path))


def thickness_after(
    time: Floats, thickness0: Floats, radius0: Floats, squeeze: Squeeze
) -> NDArray[np.float64]:
    """Thickness in m after `time` s under constant force, from thickness0 and radius0 in m."""
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        path = _path(thickness0, radius0, squeeze)
        most = time / _slowness(np.zeros(()), path)  # the rate only falls: y is below this
        ceiling = np.minimum(
            np.minimum(most, _touching(path)), path.full if path.walled else np.inf
        )
        y = inverse(
            np.asarray(time, dtype=float),
            np.asarray(ceiling),
            lambda y: _time(y, path),
            lambda y: _slowness(y, path),
            kink=path.full if _plain(path) else None,
        )
    return np.asarray(thickness0 * np.exp(-y))


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


@dataclass(frozen=True, kw_only=True)
class _Path:
    """A squeeze from one foil on, in y = ln(h0/h).

    ε̇(y) = exp(first) [exp(-s)/(1 + u(δ) + (1 + f(δ)) drag exp((1+N)(y + s/2)))]^n
    δ = wedge exp(y + s/2),    s = min(y, full)
    """

    first: NDArray[np.float64]  # ln(A p0^n), with p0 the pressure on the foil as it is
    drag: NDArray[np.float64]  # m S (R0/h0)^(1+N)
    wedge: NDArray[np.float64]  # αR0/h0
    n: NDArray[np.float64]
    full: NDArray[np.float64]  # where the limit radius is reached
    walled: bool

    def column(self) -> "_Path":
        """The same with a trailing axis for quadrature nodes."""
        arrays = (self.first, self.drag, self.wedge, self.n, self.full)
        first, drag, wedge, n, full = (x[..., None] for x in arrays)
        return _Path(first=first, drag=drag, wedge=wedge, n=n, full=full, walled=self.walled)


def _path(thickness0: Floats, radius0: Floats, squeeze: Squeeze) -> _Path:
    radius = np.asarray(np.minimum(radius0, squeeze.limit_radius), dtype=float)
    n = np.asarray(squeeze.n, dtype=float)
    pressure = squeeze.force / (np.pi * radius**2)
    return _Path(
        first=np.asarray(np.log(squeeze.A) + n * np.log(pressure)),
        drag=np.asarray(
            squeeze.friction * scott_factor(n) * np.power(radius / thickness0, 1.0 + 1.0 / n)
        ),
        wedge=np.asarray(squeeze.slope * radius / thickness0, dtype=float),
        n=n,
        full=np.asarray(2.0 * np.log(squeeze.limit_radius / radius)),
        walled=squeeze.walled,
    )


def _slowness(y: NDArray[np.float64], path: _Path) -> NDArray[np.float64]:
    """1/ε̇ in s at y."""
    s = np.minimum(y, path.full)
    film = path.drag * np.exp((1.0 + 1.0 / path.n) * (y + s / 2.0))
    if anywhere(path.wedge != 0):
        bent = path.wedge * np.exp(y + s / 2.0)
        film = film * (1.0 + film_rise(bent, path.n)) + upset_rise(bent, path.n)
    return np.asarray(np.exp(path.n * (s + np.log1p(film)) - path.first))


def _touching(path: _Path) -> NDArray[np.float64]:
    """y at which the plates touch, at the rim of the punch or else of the foil; at most _THINNEST.

    A punch without a rim of its own (an infinite limit) ends where the foil does.
    """
    if not anywhere(path.wedge != 0):
        return np.asarray(_THINNEST)
    room = -np.log(path.wedge)
    rim = np.where(np.isfinite(path.full), room - path.full / 2.0, room / 1.5)
    return np.asarray(np.clip(rim, 0.0, _THINNEST))


def _time(y: NDArray[np.float64], path: _Path) -> NDArray[np.float64]:
    """Time in s to thin by y, free spreading and after the limit summed."""
    edge = np.minimum(y, path.full)
    spreading = _quadrature(np.zeros_like(edge), edge, path)
    if path.walled:
        return np.where(y > path.full * (1.0 + 1e-12) + 1e-15, np.inf, spreading)
    return spreading + _quadrature(edge, y, path) if anywhere(y > edge) else spreading


def _quadrature(
    low: NDArray[np.float64], high: NDArray[np.float64], path: _Path
) -> NDArray[np.float64]:
    """Integral of dy/ε̇ from `low` to `high` by composite Gauss-Legendre."""
    x, w = gauss_legendre(_NODES, _PANELS)
    span = high - low
    y = low[..., None] + span[..., None] * x
    return np.asarray(span * (w * _slowness(y, path.column())).sum(axis=-1))


def _plain(path: _Path) -> bool:
    return path.first.ndim == path.n.ndim == path.drag.ndim == path.wedge.ndim == 0


def _near(
    time: NDArray[np.float64], ceiling: NDArray[np.float64], slowness: _Of
) -> NDArray[np.float64]:
    """y at the times within some per cent, from one table of t(y) for them all."""
    y = np.geomspace(1e-12, 1.0, 97) * max(float(ceiling.max(initial=0.0)), 1e-300)
    slow = slowness(y)
    pieces = 0.5 * np.diff(y) * (slow[1:] + slow[:-1])
    t = y[0] * slow[0] + np.concatenate([[0.0], np.cumsum(pieces)])
    found = np.exp(np.interp(np.log(time), np.log(t), np.log(y)))
    return np.clip(found, 1e-300, np.maximum(ceiling, 1e-300))


def _tabled(
    time: NDArray[np.float64],
    ceiling: NDArray[np.float64],
    slowness: _Of,
    kink: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The same from the integral of `slowness` at the ends of panels, and Newton within them."""
    high = np.broadcast_to(ceiling, np.broadcast_shapes(time.shape, ceiling.shape))
    top = np.asarray(np.max(high, initial=0.0))
    near = np.max(_near(time, high, slowness), initial=0.0)
    far = np.asarray(np.minimum(top, _AMPLE * near))
    edges, done = _panels(far, slowness, kink)
    if anywhere((done[-1] < np.max(time, initial=0.0)) & (far < top)):
        edges, done = _panels(top, slowness, kink)
    at = np.clip(np.searchsorted(done, time, side="right") - 1, 0, len(_SHARES))
    begin, end, lacking = edges[at], edges[at + 1], time - done[at]
    whole = done[at + 1] - done[at]
    y = begin + (end - begin) * np.clip(lacking / np.maximum(whole, 1e-300), 0.0, 1.0)
    for _ in range(50):
        over = _panel(begin, y, slowness) - lacking
        new = np.clip(y - over / slowness(y), begin, end)
        met = np.abs(new - y) <= 1e-14 * np.maximum(y, 1e-300)
        y = new
        if everywhere(met):
            break
    rests = (high <= 0.0) | (time <= 0.0)
    found = np.where(time >= done[-1], high, np.minimum(y, high))
    return np.where(rests, np.minimum(high, 0.0), found)


def _panels(
    far: NDArray[np.float64], slowness: _Of, kink: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Ends of panels from 0 to `far`, and the integral of `slowness` up to each."""
    edges = np.sort(np.concatenate([[0.0], far * _shares(), [np.clip(kink, 0.0, far)]]))
    return edges, np.concatenate([[0.0], np.cumsum(_panel(edges[:-1], edges[1:], slowness))])


def _panel(
    low: NDArray[np.float64], high: NDArray[np.float64], slowness: _Of
) -> NDArray[np.float64]:
    x, w = gauss_legendre(_WITHIN)
    span = high - low
    places = low + span * x.reshape(-1, *(1,) * span.ndim)
    return np.asarray(span * np.tensordot(w, slowness(places), axes=1))


def _shares() -> NDArray[np.float64]:
    return np.array(_SHARES)


def inverse(
    time: NDArray[np.float64],
    ceiling: NDArray[np.float64],
    elapsed: _Of,
    slowness: _Of,
    *,
    kink: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Find y up to `ceiling` with elapsed(y) = time.

    `slowness` is the slope of `elapsed`, with a kink at one y at the most. Where both hold for
    every entry alike, which a `kink` (0-d, maybe infinite) says, their integral is tabled once
    (`_tabled`); else by Newton's method with a bracket to fall back on. While t grows as a power
    of y the step is taken in ln t against ln y, where it grows exponentially in ln t against y;
    either is then nearly straight.
    """
    if kink is not None:
        return _tabled(time, ceiling, slowness, kink)
    low = np.full(np.broadcast_shapes(time.shape, ceiling.shape), 1e-300)
    high = np.broadcast_to(ceiling, low.shape).copy()
    y = high
    for _ in range(100):
        t = elapsed(y)
        over = t > time
        low, high = np.where(over, low, y), np.where(over, y, high)
        steep = y * slowness(y) / t  # d ln t/d ln y
        off = np.log(t / time) / steep
        step = y * np.where((steep > 3.0) & (off < 0.9), 1.0 - off, np.exp(-off))
        stuck = (ceiling <= 0.0) | ((t <= time) & (y >= ceiling))
        if everywhere(stuck | (np.abs(step - y) <= 1e-13 * y)):
            return np.where(stuck, ceiling, step)
        inside = (step > low) & (step < high)
        y = np.where(stuck, ceiling, np.where(inside, step, np.sqrt(low) * np.sqrt(high)))
    return y
