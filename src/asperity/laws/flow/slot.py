"""Metal pressed out of a full die along the gap between punch and wall.

    E = ∫ H(y)ⁿ dy from 0,    H = 1 + w + s g,    y = ln(h₀/h),    E = ∫ A pⁿ dt
    w = m S (R/h)^(1+N),    g = L [R h/(2 c κ)]^N,    L = L₀ + R (h₀ - h)/(2c)
    κ = (c/2)/(n+2) · 3^((n+1)/2) [c/(2 m')]^n

h, R   thickness and radius of the foil, m; h₀ as it was;  w its friction hill (see `squeeze`)
c      clearance: half the bore less half the punch, m
L, L₀  length of gap that is filled, after and before, m; volume = 2πRcL. In g it counts up to the
       guided length, beyond which the flow is steady
E      what a free piece of the metal would have been strained meanwhile, dimensionless
A, n   creep prefactor, Pa^-n/s, and exponent, N = 1/n;  p mean pressure on the foil, Pa
m, m'  friction factors of the foil's faces and of the gap's
s      strength of metal as small as c over that of the bulk

Foil and gap are in series. The foil thins at ε̇ = A [(p - q)/(1 + w)]^n when the rim holds the
pressure q; the gap takes v̄ = κ A (q/sL)^n, slot flow of a power-law liquid, v̄ = N/(2N+1) (c/2)
(τ/(m'K))^n with τ = cq/(2L) and, for von Mises, K = 3^(-(1+N)/2) A^-N s. What leaves the one enters
the other, R h ε̇ = 2 c v̄, so both pressures go as (ε̇/A)^N and add up: p = (ε̇/A)^N H. Hence a die
never loses more than plates without one, a thick foil leaks as if all of p were at its rim,
L^(n+1) = L₀^(n+1) + (n+1) κ E/sⁿ, and a thin one keeps itself. There is no time step: E between two
thicknesses is a quadrature, so a hold split in two is the same hold. Between plates at an angle w
and 1 grow (`wedge`) and they touch at h = αR. Range: a concentric punch (an eccentric one leaks up
to about twice as much), one gap for each foil, which being thin makes no stronger itself.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats
from asperity.laws.flow.foil import Squeeze, inverse
from asperity.laws.flow.squeeze import scott_factor
from asperity.laws.flow.wedge import film_rise, upset_rise
from asperity.laws.quadrature import gauss_legendre
from asperity.laws.together import anywhere, everywhere

Array = NDArray[np.float64]
SLIPPERIEST = 0.01
"""Least friction factor: a wall never lets go altogether."""
_NODES, _PANELS = 16, 4
_THINNEST = 25.0  # ln(h0/h) beyond which a foil would be thinner than an atom


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Gap of a die: clearance and guided length (m), friction factor of its walls, ratio s."""

    clearance: Floats
    guided: Floats
    friction: Floats
    ratio: Floats = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Full:
    """A foil that fills its die, and how hard it is to press out of it.

    Attributes:
        thickness: m; leaked: volume that is in the gap already, m³
        squeeze: its faces, exponent, radius and slope; force and prefactor do not count
        slot: the gap beside it
    """

    thickness: Floats
    leaked: Floats
    squeeze: Squeeze
    slot: Slot

    def after(self, effort: Floats) -> Array:
        """Thickness (m) after an effort E."""
        asked = np.asarray(effort, dtype=float)
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            most = asked / self.hindrance(0.0) ** self.squeeze.n
            ceiling = np.asarray(np.minimum(most, self._touching()), dtype=float)
            y = inverse(asked, ceiling, self._effort, self.slowness, kink=self._bend())
        return np.asarray(self.thickness * np.exp(-y))

    def effort(self, thickness: Floats) -> Floats:
        """Effort E that presses it to a thickness (m); inf beyond where the plates touch."""
        y = np.asarray(np.log(self.thickness / np.asarray(thickness, dtype=float)))
        with np.errstate(over="ignore"):
            return np.where(y > self._touching(), np.inf, self._effort(np.maximum(y, 0.0)))

    def hindrance(self, y: Floats) -> Floats:
        """1 + w after thinning by y: pressure over strength of the foil without the gap."""
        squeeze = self.squeeze
        N, slender = 1.0 / np.asarray(squeeze.n), squeeze.limit_radius / self.thickness
        w = squeeze.friction * scott_factor(squeeze.n) * (slender * np.exp(y)) ** (1.0 + N)
        if not np.any(squeeze.slope):
            return np.asarray(1.0 + w)
        bent = squeeze.slope * slender * np.exp(y)
        free = 1.0 + upset_rise(bent, squeeze.n)
        return np.asarray(free + w * (1.0 + film_rise(bent, squeeze.n)))

    def in_gap(self, y: Floats) -> Floats:
        """s g after thinning by y: pressure at the rim over strength of the foil."""
        slot, n, wide = self.slot, self.squeeze.n, self.squeeze.limit_radius
        clearance, N = slot.clearance, 1.0 / np.asarray(n)
        entered = wide * self.thickness * -np.expm1(-np.asarray(y)) / (2 * clearance)
        filled = np.minimum(self._filled() + entered, slot.guided)
        held = np.maximum(slot.friction, SLIPPERIEST)
        film = np.log(clearance / 2 / (n + 2)) + (n + 1) / 2 * np.log(3.0)
        mobility = film + n * np.log(clearance / (2 * held))  # ln κ, κ in m^(n+1)
        flux = np.log(wide * self.thickness / (2 * clearance)) - y - mobility
        return np.asarray(slot.ratio * filled * np.exp(N * flux))

    def gap_share(self, thickness: Floats) -> Floats:
        """Share of the pressure that is left at the rim, at a thickness (m)."""
        y = np.log(self.thickness / np.asarray(thickness, dtype=float))
        gap = self.in_gap(y)
        return np.asarray(gap / (self.hindrance(y) + gap))

    def _filled(self) -> Floats:
        return self.leaked / (2 * np.pi * self.squeeze.limit_radius * self.slot.clearance)

    def _touching(self) -> Floats:
        slope = np.asarray(self.squeeze.slope * self.squeeze.limit_radius / self.thickness)
        return np.asarray(np.clip(-np.log(np.maximum(slope, 1e-300)), 0.0, _THINNEST))

    def slowness(self, y: Array) -> Array:
        """Hⁿ, the effort that one unit of y takes."""
        return np.asarray((self.hindrance(y) + self.in_gap(y)) ** self.squeeze.n)

    def _effort(self, y: Array) -> Array:
        """E(y), in two parts where the front passes the end of the guided length."""
        bend = np.minimum(y, self._bend())
        return self._between(np.zeros_like(bend), bend) + self._between(bend, y)

    def _bend(self) -> Array:
        """y at which the front passes the end of the guided length; inf where it never does."""
        room = 2 * self.slot.clearance * np.maximum(self.slot.guided - self._filled(), 0.0)
        left = room / (self.squeeze.limit_radius * self.thickness)
        return np.where(left < 1, -np.log1p(-np.minimum(left, 1 - 1e-16)), np.inf)

    def _between(self, low: Array, high: Array) -> Array:
        x, w = gauss_legendre(_NODES, _PANELS)
        span = np.asarray(high - low)
        if not anywhere(span != 0):
            return np.zeros_like(span)
        places = np.moveaxis(low[..., None] + span[..., None] * x, -1, 0)
        return np.asarray(span * np.tensordot(w, self.slowness(places), axes=1))


def warmed(full: Full, density: Array, ratio: Array) -> Array:
    """E (P + 1,) at the foil's own s that does what a course with another s does.

    `density` is dE over a panel of the course, at its Gauss nodes, (P, N), and `ratio` s there.
    With y as the unknown the course is stiff, with E at one s it is nearly a straight line:
    dE/dE' = [1 + (s' - s) g/H]^-n, found by fixed-point iteration.
    """
    nodes = density.shape[1]
    _, weights = gauss_legendre(nodes)
    own, n = float(np.asarray(full.slot.ratio)), full.squeeze.n
    sums = np.concatenate([[0.0], np.cumsum(density @ weights)])
    off = ratio / own - 1.0
    plain, rests = sums, (sums[-1] <= 0) | (np.max(np.abs(off)) < 1e-13)
    if everywhere(rests):
        return plain
    most = sums[-1] * float(max(1.0, 1.0 / (1.0 + off.min()))) ** float(n)
    deepest = np.log(full.thickness / full.after(most))
    rests = rests | (deepest <= 0)  # too little to thin it by a bit of a number
    if everywhere(rests):
        return plain
    deepest = np.where(rests, 1e-15, deepest)
    y = deepest * np.concatenate([np.geomspace(1e-7, 1e-3, 150), np.linspace(1e-3, 1.0, 600)[1:]])
    slowness, gap = full.slowness(y), full.in_gap(y)
    reached = y[0] * slowness[0] + np.concatenate(
        [[0.0], np.cumsum(0.5 * np.diff(y) * (slowness[1:] + slowness[:-1]))]
    )
    log_reached, shares = np.log(reached), gap / slowness ** (1.0 / n)
    inner = np.zeros_like(density)
    for _ in range(100):
        before = sums
        at = np.log(np.maximum(sums[:-1, None] + inner, 1e-300))
        rate = density * (1.0 + off * np.interp(at, log_reached, shares)) ** -n
        sums = np.concatenate([[0.0], np.cumsum(rate @ weights)])
        inner = rate @ _running(nodes).T
        if everywhere(rests | (np.max(np.abs(sums - before)) <= 1e-13 * sums[-1])):
            break
    return np.where(rests, plain, sums)


@cache
def _running(nodes: int) -> Array:
    """Integral from 0 to each Gauss node of what is known at all of them, (N, N)."""
    x, _ = gauss_legendre(nodes)
    powers = np.arange(nodes)
    return np.asarray(
        (x[:, None] ** (powers + 1) / (powers + 1)) @ np.linalg.inv(x[:, None] ** powers)
    )
