"""A soft disc between plates that are not parallel: its force, and how a ball seat follows.

    h(x) = h (1 + δ x/R),    δ = tilt/(2h)
    F/F₀ = 1 + a δ²/(1 - c δ²),   a = (1+N)(1+2N)(12-N) / [4(3+N)(5+N)]   film, sticking faces
                                  a = N(1+N)/8                           free upsetting
                                  c = 1/2 + N/4
    e    = b δ R,        b = 3(1+2N)/[(3+N)(5+N)]                   film;  N/4 upsetting
    β    = (b w + N/4) / (b w N/[1.5(1+2N)] + N/4),    d ln tilt = β d ln h

    h(r, θ) = h + (tilt/2)(r/R) cos θ + b [1/2 - (r/R)²]

tilt  difference of thickness from edge to edge across the disc, m; δ at 1 the plates touch
h, R  mean thickness and radius, m;  N = 1/n, n the creep exponent
b     bow, m: how much thicker the foil is at the centre than at its rim, without tilt. Faces are
      taken as hollow, as the friction hill makes them: then the rim is thinnest
F₀    force on the same disc between parallel plates at the same speed
e     distance of the centre of pressure from the axis, towards the thin side, m
β     how fast a seat that turns freely follows; w = m S (R/h)^(1+N), film over upsetting

Derived here from the lubrication flow of a power-law liquid, ∇·(h^(n+2) |∇p|^(n-1) ∇p) = -V with
p = 0 at the edge, perturbed about p₀ = (V/2)^N (R^(1+N) - r^(1+N))/(1+N): to the first order
p₁ ∝ (n+2)(r^(2+N) - r^N) cos θ in closed form, to the second by the variational principle of the
flow (p₁ suffices); only c is fitted, on the full lubrication flow. A seat that turns at the speed u
adds the source -u x, whose field has the same shape, so both cancel at one u: tilt ∝ h^(1.5(n+2))
in a pure film, ∝ h in pure upsetting, where the plate merely follows the shape. A ball of friction
μ and radius ρ turns only while e > μ ρ.
Upsetting is taken slice by slice, σ ∝ (V/h)^N.
Range: shallow wedges; F within 1.5 % of the full lubrication flow up to δ = 0.9 for n from 1 to 5.
"""

import numpy as np

from asperity.laws import Floats
from asperity.laws.flow.squeeze import scott_factor
from asperity.laws.quadrature import gauss_legendre


def film_rise(relative: Floats, n: Floats) -> Floats:
    """Relative rise of the film's force at δ = `relative`, which counts up to 1."""
    N = 1.0 / np.asarray(n, dtype=float)
    first = (1 + N) * (1 + 2 * N) * (12 - N) / (4 * (3 + N) * (5 + N))
    return np.asarray(first * _steepened(relative, N))


def upset_rise(relative: Floats, n: Floats) -> Floats:
    """Relative rise of the force of free upsetting at δ = `relative`, which counts up to 1."""
    N = 1.0 / np.asarray(n, dtype=float)
    return np.asarray(N * (1 + N) / 8 * _steepened(relative, N))


def _steepened(relative: Floats, N: Floats) -> Floats:
    square = np.minimum(np.asarray(relative, dtype=float) ** 2, 1.0)
    return np.asarray(square / (1 - (0.5 + N / 4) * square))


def film_share(radius: Floats, thickness: Floats, *, n: Floats, friction: Floats) -> Floats:
    """w, mean pressure of the film over that of upsetting; radius and thickness in m."""
    N = 1.0 / np.asarray(n, dtype=float)
    return np.asarray(friction * scott_factor(n) * (radius / thickness) ** (1.0 + N))


def centre_offset(relative: Floats, w: Floats, n: Floats) -> Floats:
    """Distance of the centre of pressure from the axis over the radius, at δ = `relative`.

    `w` is the film's share (`film_share`). Positive towards the thin side.
    """
    N = 1.0 / np.asarray(n, dtype=float)
    return relative * (_film_lever(N) * w + N / 4) / (1 + w)


def following(w: Floats, n: Floats) -> Floats:
    """β, relative loss of tilt over that of thickness, of a seat without friction."""
    N = 1.0 / np.asarray(n, dtype=float)
    film = _film_lever(N) * w
    return np.asarray((film + N / 4) / (film * N / (1.5 * (1 + 2 * N)) + N / 4))


def seated_tilt(
    tilt: Floats, thickness: Floats, start: Floats, *, radius: Floats, n: Floats, friction: Floats
) -> Floats:
    """Tilt (m) a freely turning seat has left when a disc thinned from `start` to `thickness` (m).

    `radius` (m) is the disc's at the end; before, it is taken as keeping its volume. The integral
    of β over ln h is a quadrature, exact to rounding.
    """
    y = np.asarray(np.log(np.asarray(start, dtype=float) / thickness))
    nodes, weights = gauss_legendre(16, 2)
    back = y[..., None] * nodes  # how much thicker it was
    then = np.asarray(thickness, dtype=float)[..., None] * np.exp(back)
    wide = np.asarray(radius, dtype=float)[..., None] * np.exp(-back / 2)
    beta = following(film_share(wide, then, n=n, friction=friction), n)
    return np.asarray(tilt * np.exp(-y * (beta * weights).sum(axis=-1)))


def _film_lever(N: Floats) -> Floats:
    return 3 * (1 + 2 * N) / ((3 + N) * (5 + N))


def extremes(mean: Floats, tilt: Floats, bow: Floats) -> tuple[Floats, Floats]:
    """Lowest and highest thickness, m; below nothing where the faces would touch."""
    tilt, bow = np.asarray(tilt, dtype=float), np.asarray(bow, dtype=float)
    inside = tilt < 4 * bow  # the highest place is not at the rim
    crest = np.divide(tilt**2, 16 * bow, out=np.zeros_like(tilt * bow), where=inside)
    highest = np.where(inside, crest + bow / 2, tilt / 2 - bow / 2)
    return mean - tilt / 2 - bow / 2, mean + highest


def rms(tilt: Floats, bow: Floats) -> Floats:
    """Root mean square departure from the mean over the area, m."""
    return np.sqrt(np.asarray(tilt, dtype=float) ** 2 / 16 + np.asarray(bow, dtype=float) ** 2 / 12)
