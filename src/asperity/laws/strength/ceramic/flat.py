"""What pressing a bow flat does beside bending it, and how much of a bow soft metal takes up.

    δ_left = max(0, δ - min(h1, h2))
    T = E (δ² - (δ - δ_f)²)/(2R²),    σr = -T/2 (1 - ρ²),    σθ = -T/2 (1 - 3ρ²)

δ     bow between centre and rim, of disc and plates together; δ_f how much of it is pressed out, m
h     thickness of the metal on either face, m; 0 where there is none
T     hoop tension at the rim, Pa; σ the same through the thickness, tension positive; ρ = r/R

Metal: both faces of a disc are bowed alike, so the thinner foil decides, and one foil across from
a stiff plate takes up nothing. Metal that has filled the gap between a plate and a face that
departs by δ as r² is δ/2 thicker and thinner than h at its extremes: it would touch bottom at
δ = 2h if all of it stayed. At δ = h it still keeps half its thickness, which is taken as the end
(assumed: metal leaves at the rim). What a foil resists before that is a hill of pressure, not this.
Stretching: a cap w = δ(1 - ρ²) has less rim than a flat disc (Gauss: curvature (2δ/R²)² has to go).
Radial strain u' - w'²/2 and hoop strain u/r, free rim: r²σr'' + 3rσr' = 2Eδ²ρ²/R², integrated
here; the equations of Timoshenko & Woinowsky-Krieger, art. 96, the cap as the unstressed shape.
Exact for any δ/t while slopes are small (δ below 0.2 R) and the cap stays round; a cylinder is
flattened without it, and a cap much deeper than t may get there through dents.
"""

import numpy as np

from asperity.laws import Floats


def bow_left(bow: Floats, below: Floats, above: Floats) -> Floats:
    """Bow in m left to be pressed out between foils of these thicknesses (m); 0 for no foil."""
    taken = np.minimum(np.asarray(below, dtype=float), above)
    return np.asarray(np.maximum(np.asarray(bow, dtype=float) - taken, 0.0))


def stretching_tension(bow: Floats, pressed: Floats, radius: Floats, *, E: Floats) -> Floats:
    """T in Pa where `pressed` (m) of a `bow` (m) has been pressed out."""
    bow = np.asarray(bow, dtype=float)
    left = np.maximum(bow - pressed, 0.0)
    return np.asarray(E * (bow * bow - left * left) / (2.0 * np.square(radius)))


def of_stretching(rho: Floats, tension: Floats) -> tuple[Floats, Floats]:
    """Radial and hoop stress in Pa at `rho` (radius 1) for that `tension` (Pa)."""
    square = np.square(np.asarray(rho, dtype=float))
    return -tension / 2.0 * (1.0 - square), -tension / 2.0 * (1.0 - 3.0 * square)


def punched_shape(rho: Floats, a: Floats, *, nu: Floats) -> tuple[Floats, Floats]:
    """Radial and hoop bending over a disc's largest, pressed by a punch that ends at `a` (0..1).

    Flat under the punch the disc is bent alike everywhere there, β = (5+ν)/(2(3+ν)); beyond it the
    moment falls to nothing at the rim, while the slope, and so the hoop curvature, stays:
        r > a:  β x,  β (1-ν + ν x),  x = (1-ρ²)/(1-a²)
    An upper bound: the overhang need not rest on anything. Steel rods of 0.6 and 0.8 R on bowed
    discs (t/R 0.08 to 0.4) by finite elements (`validation/fracture.py`), hazard (m = 8) over that
    by the most of this and free bending, with the ring at the edge: a dish on a plate 0.3 to 0.9, a
    dome, or between two rods, down to a hundredth and never above 1.01.
    """
    beta = (5.0 + nu) / (2.0 * (3.0 + nu))
    square = np.square(np.asarray(rho, dtype=float))
    x = np.minimum((1.0 - square) / np.maximum(1.0 - a * a, 1e-12), 1.0)
    return beta * x, beta * (1.0 - nu + nu * x)
