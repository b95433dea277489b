"""Density of a compact that has seen a largest pressure and now carries a smaller one.

    D(p, P) = D(P) / (1 + (P - p)/M),    M(D) = M1 exp(-b (1 - D(P)))

P     largest axial pressure so far, Pa (the memory of the compact)
p     present axial pressure, 0 <= p <= P, Pa
D(P)  relative density on the loading branch at P
M     unloading (constrained) modulus, Pa; M1 of the dense solid in the compact, b its loss with
      porosity (Spriggs' exponential form)

In the die, axial only. Thickness goes as 1/D, so recovery strain is (P - p)/M; it is linear and
reversible below P, so that neither the path nor splitting a release in two matters.
Fitted on Li5.5PS4.5Cl1.5 released to 0.11 MPa after 10 to 400 MPa (10.1021/acsami.6c03789):
M1 = 18.1 GPa, b = 4.99, released porosity within 0.009; the recovery strain there is about 1-2 %
and hardly depends on pressure, because a harder-pressed compact is also stiffer. M1 lies below
the 39 GPa of the dense sulfide: it holds the opening of grain contacts, not only elasticity.
`freed_strains` adds what the compact gains sideways once the wall is gone.

    ν(D) = ν1 D^2.6,    E = M (1+ν)(1-2ν)/(1-ν)

ν1, E  Poisson ratio of the dense solid; Young's modulus of the compact, Pa

A porous compact spreads less sideways than its solid. The exponent is fitted on the one table found
over a whole range of densities, a tabletting powder's (`validation/data/tabletting-elasticity.csv`:
0.016 at D = 0.3 to 0.324 dense, met within 0.009); no electrolyte's is known.
"""

import numpy as np

from asperity.laws import Floats

POROUS_POISSON = 2.6
"""Exponent of the Poisson ratio of a compact in its relative density."""


def unloading_modulus(D: Floats, *, M1: float, b: float) -> Floats:
    """Unloading modulus in Pa of a compact of relative density `D`; `M1` in Pa."""
    return M1 * np.exp(-b * (1.0 - np.asarray(D, dtype=float)))


def recovery_strain(drop: Floats, D: Floats, *, M1: float, b: float) -> Floats:
    """Axial strain (of the loaded thickness) recovered when the pressure falls by `drop` Pa."""
    return drop / unloading_modulus(D, M1=M1, b=b)


def sprung_density(D: Floats, p: Floats, P: Floats, *, M1: float, b: float) -> Floats:
    """Relative density at present pressure `p` of a compact loaded to density `D` at `P` (Pa)."""
    return D / (1.0 + recovery_strain(np.maximum(P - p, 0.0), D, M1=M1, b=b))


def compact_poisson(D: Floats, nu: Floats) -> Floats:
    """Poisson ratio of a compact of relative density `D`; `nu` of the dense solid."""
    return np.asarray(nu * np.power(np.asarray(D, dtype=float), POROUS_POISSON))


def unconfined(modulus: Floats, nu: Floats) -> Floats:
    """Young's modulus (Pa) of a compact whose confined modulus (Pa) is known."""
    return np.asarray(modulus * (1.0 + nu) * (1.0 - 2.0 * nu) / (1.0 - np.asarray(nu)))


def freed_strains(wall_pressure: Floats, *, E: Floats, nu: Floats) -> tuple[Floats, Floats]:
    """Radial and axial strain of a compact whose die wall pressure (Pa) is taken off.

    `E` (Pa) and `nu` of the compact, plane stress: it grows sideways and gets thinner.
    """
    return (1.0 - nu) * wall_pressure / E, -2.0 * nu * wall_pressure / E


def warped_bow(slope: Floats, diameter: Floats) -> Floats:
    """Bow (m) over its `diameter` (m) of a disc whose radial strain grows by `slope` (1/m) upwards.

    Free bending to the curvature of the slope: R²/2 times it.
    """
    return np.abs(slope) * np.square(np.asarray(diameter, dtype=float) / 2.0) / 2.0
