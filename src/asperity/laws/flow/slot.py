"""Metal pressed out of a full die along the gap between punch and wall.

    L^(n+1) = L₀^(n+1) + (n+1) κ E,    κ = (c/2)/(n+2) · 3^((n+1)/2) [c/(2 m s)]^n,    E = ∫ A pⁿ dt

L, L₀  length of gap that is filled, after and before, m; volume = 2πRcL, R the punch's radius, m
c      clearance: half the bore less half the punch, m
E      what a free piece of the metal would have been strained meanwhile, dimensionless
A, n   creep prefactor, Pa^-n/s, and exponent;  p pressure in the metal, Pa
m, s   friction factor of the walls; strength of metal as small as c over that of the bulk

Slot flow of a power-law liquid, v̄ = N/(2N+1) (c/2) (τ/(mK))^n with τ = cp/(2L) and, for von Mises,
K = 3^(-(1+N)/2) A^-N s, N = 1/n: the front moves at v̄ and brakes itself, hence the closed form, and
a hold split in two is the same hold. Once the front is at the end of the punch's guided length the
flow stays as it is. Range: a concentric punch (an eccentric one leaks up to about twice as much);
the pressure of the bulk reaches the rim, which overstates the leak of foils hardly thicker than c.
"""

import numpy as np

from asperity.laws import Floats

SLIPPERIEST = 0.01
"""Least friction factor: a wall never lets go altogether."""


def leaked_length(
    start: Floats, effort: Floats, clearance: Floats, *, n: Floats, friction: Floats, ratio: Floats
) -> Floats:
    """Length L (m) of the gap filled, from `start` (m); `effort` is E, `ratio` is s."""
    with np.errstate(divide="ignore", over="ignore"):
        pushed = (n + 1.0) * np.exp(_mobility(clearance, n, friction, ratio)) * effort
        return np.asarray((np.power(start, n + 1.0) + pushed) ** (1.0 / (n + 1.0)))


def leaked_volume(
    before: Floats,
    effort: Floats,
    *,
    radius: Floats,
    clearance: Floats,
    guided: Floats,
    n: Floats,
    friction: Floats,
    ratio: Floats,
) -> Floats:
    """Volume (m³) that has left along the gap, when `before` (m³) had; 0 without a clearance.

    `radius` of the punch, `clearance` and its `guided` length in m; `effort` is E, `ratio` is s.
    """
    if not np.all(np.asarray(clearance) > 0):
        return np.asarray(before, dtype=float)
    ring = 2 * np.pi * radius * clearance
    start = np.asarray(before / ring, dtype=float)
    inside = np.minimum(start, guided)
    reached = leaked_length(inside, effort, clearance, n=n, friction=friction, ratio=ratio)
    growth = np.exp(_mobility(clearance, n, friction, ratio) - n * np.log(guided))
    needed = (guided ** (n + 1) - inside ** (n + 1)) / ((n + 1) * growth * guided**n)
    beyond = np.maximum(start - guided, 0.0) + growth * np.maximum(effort - needed, 0.0)
    return np.asarray(ring * (np.minimum(reached, guided) + beyond))


def _mobility(clearance: Floats, n: Floats, friction: Floats, ratio: Floats) -> Floats:
    """ln κ, κ in m^(n+1)."""
    held = np.maximum(friction, SLIPPERIEST) * ratio
    film = np.log(clearance / 2 / (n + 2)) + (n + 1) / 2 * np.log(3.0)
    return np.asarray(film + n * np.log(clearance / (2 * held)))
