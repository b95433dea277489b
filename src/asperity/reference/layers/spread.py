"""A thin disc that is dragged apart by shear on both its faces, growing evenly with radius.

    σr = (3+ν) b (R² - r²)/8,    σθ = b [(3+ν) R² - (1+3ν) r²]/8,    b = 2τ/(h R)

τ  shear at the rim, outwards on each face, Pa: τ r/R at r; h thickness, R radius, m
Plane stress; as a spinning disc, whose body force grows with radius as well (Timoshenko & Goodier,
Theory of Elasticity, "Rotating disks").
"""

from asperity.reference import Floats


def dragged(
    r: Floats, shear: float, radius: float, *, thickness: float, poisson: float
) -> tuple[Floats, Floats]:
    """Radial and hoop stress in Pa, mean over the thickness, at radius r (m)."""
    b = 2 * shear / (thickness * radius)
    radial = (3 + poisson) * b * (radius**2 - r**2) / 8
    return radial, b * ((3 + poisson) * radius**2 - (1 + 3 * poisson) * r**2) / 8
