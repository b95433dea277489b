"""Conductivity of a pressed pellet against fabrication and stack pressure (two-pressure data).

    python validation/conductivity.py

All fitted: σ0, p0, r (or P1) of each kind of Li6PS5Cl on all its cells. Not fitted: the density
exponent 1.5, the activation volume 1 cm3/mol, and Walker's law for the density, which belongs to a
third sulfide. Judged: first loading of that third sulfide with the p0 fitted on the others.
"""

import numpy as np
from compaction import TABLE, WALKER
from numpy.typing import NDArray
from scipy.optimize import least_squares
from tables import column, show, words

from asperity.laws.current.conductivity import fading_bond, grain_contact, pressure_factor
from asperity.laws.powder.compaction.walker import density as walker

DATA = "li6ps5cl-conductivity-vs-two-pressures"
VOLUME, T = 1.0e-6, 298.15
Fit = tuple[NDArray[np.float64], NDArray[np.float64]]


def model(p: NDArray[np.float64], P: NDArray[np.float64], *, p0: float, r: object) -> object:
    """Conductivity over σ0."""
    D = walker(P, **WALKER)
    return D**1.5 * grain_contact(p, P, p0=p0, r=r) * pressure_factor(p, T, VOLUME)


def fit(material: str, bond: str) -> Fit:
    """σ0 (mS/cm), p0 (Pa), r or P1 (Pa), and the logarithmic residuals of all rows."""
    chosen = np.array([name == material for name in words(DATA, "material")])
    P = column(DATA, "fabrication_MPa")[chosen] * 1e6
    p = column(DATA, "stack_MPa")[chosen] * 1e6
    sigma = column(DATA, "conductivity_mS_cm")[chosen]

    def lacking(x: NDArray[np.float64]) -> NDArray[np.float64]:
        r = x[2] if bond == "constant" else fading_bond(P, x[2] * 1e8)
        return np.log(x[0] * np.asarray(model(p, P, p0=x[1] * 1e8, r=r)) / sigma)

    upper = 1.0 if bond == "constant" else 1e3
    found = least_squares(lacking, (3.0, 0.8, 0.5), bounds=((0, 0.01, 0), (20, 10, upper)))
    return found.x * np.array([1, 1e8, 1 if bond == "constant" else 1e8]), found.fun


def main() -> None:
    rows = []
    for material in ("GC-Li6PS5Cl", "uC-Li6PS5Cl"):
        for bond in ("constant", "fading"):
            x, e = fit(material, bond)
            third = f"r {x[2]:.2f}" if bond == "constant" else f"P1 {x[2] / 1e6:.0f} MPa"
            off = np.expm1(np.abs(e)).max()
            rows.append((material, bond, x[0], x[1] / 1e6, third, np.sqrt(np.mean(e**2)), off))
    show(("material", "r", "σ0 mS/cm", "p0 MPa", "bond", "rms ln", "worst"), rows)
    P = column(TABLE, "pressure_MPa") * 1e6
    sigma = column(TABLE, "conductivity_loaded_mS_cm")
    known = ~np.isnan(sigma)
    print("\nfirst loading of Li5.5PS4.5Cl1.5, σ0 free, p0 from the fits above")
    for p0 in (55e6, 74e6, 132e6):
        law = np.asarray(model(P, P, p0=p0, r=0.0))[known]
        scale = np.exp(np.mean(np.log(sigma[known] / law)))
        e = np.log(scale * law / sigma[known])
        print(
            f"p0 {p0 / 1e6:.0f} MPa: rms ln {np.sqrt(np.mean(e**2)):.3f}, worst {abs(e).max():.3f}"
        )


if __name__ == "__main__":
    main()
