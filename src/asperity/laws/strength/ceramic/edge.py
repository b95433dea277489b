"""Tension in the face just outside the edge of a pressed area, and bending by unlike areas.

    both faces pressed with q over r < a, layer of thickness t, c = t/2:
        σr(r) = q/2 [(1-2ν) a²/r² + a ∫ J1(ka) G(kc) ((1+ν) J0(kr) - (1-ν) J2(kr)) dk],  r ≥ a
        G(x) = 1 - (sinh 2x - 2x)/(sinh 2x + 2x)
    one face pressed over a, the other over all of R, evenly (soft):
        σ = (3 q a²/(2 t²)) [(1+ν) ln(R/a) + (1-ν)/4 (1 - a²/R²)]

q     pressure on r < a, Pa; a radius of the pressed area, R of the disc, t its thickness, m
σr    radial stress in the face, tension positive, Pa: largest at r = a; the first term alone is
      the half-space's, (1-2ν) q/2 (Johnson, Contact Mechanics, 1985, sec. 3.4)
σ     bending stress in the middle of the face away from the smaller area, Pa
J     Bessel functions

Symmetric plane waves on an elastic layer, summed over all directions (done here); for t much below
a it is (1-ν) q/2. A stiff frictionless support under one face is a mirror: then c = t. A free rim
adds ν q a²/(2R²) where it is further from a than t (Lamé). The plate: superposition of
Timoshenko & Woinowsky-Krieger, art. 16; a stiff support does not let it bend, metal does.
Uniform q: a stiff punch presses its edge harder until edge or ceramic gives way.
"""

from math import pi

import numpy as np
from scipy.special import j0, j1

from asperity.laws import Floats
from asperity.laws.quadrature import gauss_legendre

_FURTHEST = 12.0
"""k c from which on a layer is a half-space: G is below 1e-8."""
_DEEP = 0.05
"""Depth over width of the ring under tension."""
_THINNEST = 0.03
"""c/a below which nothing changes by more than 3 %, and waves would need more nodes."""


def edge_tension(a: Floats, c: Floats, *, q: Floats, nu: Floats, r: Floats = 1.0) -> Floats:
    """Radial stress in Pa in the face at `r` (over a, 1 or more); `c` (m) is where G's depth ends.

    `c` is half the thickness where both faces are pressed, all of it on a stiff support.
    """
    depth = np.asarray(c, dtype=float) / a
    near = (1.0 - 2.0 * nu) / np.square(r) + _layered(depth, nu, np.asarray(r))
    return np.asarray(q / 2.0 * near)


def _layered(depth: Floats, nu: Floats, r: Floats) -> Floats:
    """What a layer has beyond a half-space, by quadrature over x = k c."""
    depth, nu, r = np.broadcast_arrays(np.maximum(depth, _THINNEST), nu, r)
    x, weights = gauss_legendre(8, 64)
    x = x * _FURTHEST
    share = 4.0 * x / (np.sinh(2.0 * x) + 2.0 * x)
    k = x / depth[..., None]
    far = k * r[..., None]
    nu = nu[..., None]
    zeroth = j0(far)
    second = 2.0 * j1(far) / far - zeroth
    waves = (1.0 + nu) * zeroth - (1.0 - nu) * second
    total = np.sum(weights * share * j1(k) * waves, axis=-1)
    return np.asarray(total * _FURTHEST / depth)


def edge_reach(a: Floats, c: Floats, *, nu: Floats) -> Floats:
    """Length in m over which that stress falls by 1/e at the edge."""
    near = edge_tension(a, c, q=1.0, nu=nu)
    step = 0.01
    fall = (near - edge_tension(a, c, q=1.0, nu=nu, r=1.0 + step)) / (step * near)
    return np.asarray(a / np.maximum(fall, 1e-3))


def ring_volume(a: Floats, c: Floats, m: Floats, *, nu: Floats) -> Floats:
    """Effective volume in m³ of that ring for the Weibull modulus `m`.

    Reach/m wide, and `_DEEP` of that deep: fitted to finite elements (`validation/fracture.py`),
    a factor 2 either way for m of 8 to 15 and ν of 0.26; for smaller m the ring hardly counts.
    """
    reach = edge_reach(a, c, nu=nu) / m
    return np.asarray(_DEEP * 2.0 * pi * a * reach * reach)


def ring_area(a: Floats, c: Floats, m: Floats, *, nu: Floats) -> Floats:
    """Effective area in m² of that ring for the Weibull modulus `m`."""
    return np.asarray(2.0 * pi * a * edge_reach(a, c, nu=nu) / m)


def offset_bending(a: Floats, R: Floats, thickness: Floats, *, q: Floats, nu: Floats) -> Floats:
    """Largest bending stress in Pa when one face is pressed over `a`, the other over `R` (m)."""
    ratio = np.minimum(np.asarray(a, dtype=float) / R, 1.0)
    lever = (1.0 + nu) * np.log(1.0 / ratio) + (1.0 - nu) / 4.0 * (1.0 - ratio * ratio)
    return np.asarray(1.5 * q * np.square(np.asarray(a) / np.asarray(thickness)) * lever)
