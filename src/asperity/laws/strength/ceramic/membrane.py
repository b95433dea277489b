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
Shapes of p, all of mean q over r < a: `step` q; `hill` 3q (1-r/a), of metal that slips from under
free edges; `bulge` of a disc thicker by v in the middle between rigid flat plates,
q + D (1 - 2r²/R²) with D = E v/(2 (1-ν²) t) up to D = q, where the rim lifts off (all tied).
"""

import numpy as np

from asperity.laws import Floats


def bulge_pressure(v: Floats, thickness: Floats, *, E: Floats, nu: Floats, q: Floats) -> Floats:
    """D in Pa: what the rim of a disc thicker by `v` (m) in the middle lacks to the mean `q`."""
    return np.minimum(E * v / (2.0 * (1.0 - nu * nu) * np.asarray(thickness)), q)


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


def of_bulge(r: Floats, D: Floats, *, nu: Floats) -> tuple[Floats, Floats]:
    """The same in a disc thicker in the middle; `D` (Pa) by `bulge_pressure`."""
    r = np.asarray(r, dtype=float)
    inside = D * (0.5 - r * r / 2.0)
    return -nu * inside, nu * (inside - D * (1.0 - 2.0 * r * r))


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
