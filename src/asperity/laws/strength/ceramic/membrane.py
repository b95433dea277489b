"""Tension in the plane of a disc that is squeezed unevenly, or dragged outwards by its faces.

    uneven pressure p(r), free rim:    P(r) = ∫₀^r p s ds
        σr = ν [P(R)/R² - P(r)/r²],    σθ = ν [P(R)/R² + P(r)/r² - p(r)]
    traction τ outwards on r < a, b = τ/t (both faces together):
        r < a:  σr = K - b r (2+ν)/3,  σθ = K - b r (1+2ν)/3
        r > a:  σr = B (1/R² - 1/r²),  σθ = B (1/R² + 1/r²),    B = b a³ (1-ν)/6
        K = B (1/R² + 1/a²) + b a (1+2ν)/3;    a = R: K = τ R (2+ν)/(3t), the tension at the centre

p     pressure through the thickness, Pa; R radius, t thickness, m; ν Poisson ratio
τ     shear traction on the faces, outwards, sum of both faces, Pa
σr,σθ radial and hoop stress, the same through the thickness, tension positive, Pa

Plane stress: what is squeezed widens by νp/E and pulls at what is not, as heat would (Timoshenko &
Goodier, Theory of Elasticity, art. 150, with αT = νp/E); the traction from the same equation with a
body force b, integrated here. The rim of any unevenly pressed disc is pulled by ν times what its
own pressure lacks to the mean. Exact for discs much thinner than the length over which p changes.
Shapes of p, all of mean q over what they press: `step` q on r < a; `hill` 3q (1-r/a), of metal
that slips from under free edges; `bulge`, thicker by v in the middle, between stiff plates,
    D = v/(2 ((1-ν²) t/E + g));  D < q: q + D (1 - 2r²/R²);  else 2 D (a² - r²)/R², (a/R)⁴ = q/D
whose rim lifts off where D > q; then the hoop stress is ν q (1 + √(D/q))/2 at the edge of contact.
g is what both plates give way, m/Pa, 0.404 R (1-ν²)/E each: half of 0.808 R (1-ν²)/E, by which D (1
- 2r²/R²) sinks a half-space more in the middle than at r = R (integrated here from the point load).
Rods as wide as the disc, by finite elements (`validation/fracture.py`), steel and carbide, t/R 0.03
to 0.4: tension 0.91 to 1.21 of this (1.42 in a small volume where a thick disc's rim lifts off),
hazard (m = 8) 0.35 to 1.35 of it.
"""

import numpy as np

from asperity.laws import Floats

DEEP = 0.404
"""How deep a layer as stiff as a half-space would give way alike to a bulge, over its radius."""


def give(radius: Floats, *, E: Floats, nu: Floats) -> Floats:
    """g of one half-space, m/Pa: by what it gives way to a bulge of this radius (m)."""
    return np.asarray(DEEP * radius * (1.0 - nu * nu) / E)


def bulge_pressure(
    v: Floats, thickness: Floats, *, E: Floats, nu: Floats, backing: Floats = 0.0
) -> Floats:
    """D in Pa: what the rim of a disc thicker by `v` (m) in the middle lacks to the mean.

    `backing` is g of the plates on both faces together, m/Pa; 0 where they are rigid.
    """
    own = (1.0 - nu * nu) * np.asarray(thickness, dtype=float) / E
    return np.asarray(v / (2.0 * (own + backing)))


def bulge_tension(D: Floats, *, q: Floats, nu: Floats) -> Floats:
    """Largest hoop stress in Pa by a bulge of that `D` under the mean pressure `q` (Pa)."""
    lifted = 0.5 * (q + np.sqrt(np.maximum(D, q) * np.asarray(q)))
    return np.asarray(nu * np.where(np.asarray(D) < q, D, lifted))


def of_step(r: Floats, a: Floats, *, q: Floats, nu: Floats) -> tuple[Floats, Floats]:
    """Radial and hoop stress in Pa at `r` (radius 1) under `q` (Pa) on r < a."""
    r, a = np.asarray(r, dtype=float), np.asarray(a, dtype=float)
    inside = np.minimum(r, a) ** 2 / (2.0 * r * r) * q
    whole = a * a / 2.0 * q
    return nu * (whole - inside), nu * (whole + inside - np.where(r < a, q, 0.0))


def of_hill(r: Floats, a: Floats, *, q: Floats, nu: Floats) -> tuple[Floats, Floats]:
    """The same under a friction hill of mean `q` (Pa) on r < a."""
    r, a = np.asarray(r, dtype=float), np.asarray(a, dtype=float)
    s = np.minimum(r, a)
    inside = 3.0 * q * (s * s / 2.0 - s**3 / (3.0 * a)) / (r * r)
    whole = a * a / 2.0 * q
    own = 3.0 * q * np.maximum(1.0 - r / a, 0.0)
    return nu * (whole - inside), nu * (whole + inside - own)


def of_bulge(r: Floats, D: Floats, *, q: Floats, nu: Floats) -> tuple[Floats, Floats]:
    """The same in a disc thicker in the middle; `D` (Pa) by `bulge_pressure`, mean `q` (Pa)."""
    r, D = np.asarray(r, dtype=float), np.asarray(D, dtype=float)
    a2 = np.sqrt(q / np.maximum(D, q))
    s2 = np.minimum(r * r, a2)
    lifted = q < D
    own = np.where(lifted, 2.0 * D * (a2 - s2), q + D * (1.0 - 2.0 * r * r))
    whole = q * r * r / 2.0 + D * (r * r - r**4) / 2.0
    inside = np.where(lifted, D * (a2 * s2 - s2 * s2 / 2.0), whole) / (r * r)
    return nu * (q / 2.0 - inside), nu * (q / 2.0 + inside - own)


def of_traction(
    r: Floats, a: Floats, thickness: Floats, *, tau: Floats, nu: Floats
) -> tuple[Floats, Floats]:
    """The same under an outward traction `tau` (Pa) on r < a; `thickness` over the radius R."""
    r, a = np.asarray(r, dtype=float), np.asarray(a, dtype=float)
    b = tau / np.asarray(thickness, dtype=float)
    B = b * a**3 * (1.0 - nu) / 6.0
    K = B * (1.0 + 1.0 / (a * a)) + b * a * (1.0 + 2.0 * nu) / 3.0
    radial = np.where(r < a, K - b * r * (2.0 + nu) / 3.0, B * (1.0 - 1.0 / (r * r)))
    hoop = np.where(r < a, K - b * r * (1.0 + 2.0 * nu) / 3.0, B * (1.0 + 1.0 / (r * r)))
    return radial, hoop
