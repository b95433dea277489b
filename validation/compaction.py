"""Powder laws against the compaction of Li5.5PS4.5Cl1.5, loaded and released.

    python validation/compaction.py [PLOT.png]

Walker's C1 and C2 were fitted on the loaded rows and are taken as given; M1 and b of the springback
are fitted on the released rows, below. So only the form of the laws is judged, not their numbers.
The other laws are fitted for comparison.
"""

import sys

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy.optimize import least_squares
from tables import column, show

from asperity.laws.powder.compaction import COMPACTION
from asperity.laws.powder.springback import sprung_density

TABLE = "li6ps5cl-type-compaction"
MASS, DIAMETER, CRYSTAL = 80.2e-6, 10e-3, 1870.0  # kg, m, kg/m3: the header of the table
RELEASED = 0.11e6  # Pa
WALKER = {"C1": 1.664, "C2": 0.2405}
SPRINGBACK = {"M1": 18.1e9, "b": 4.99}
STARTS = {
    "walker": (1.6, 0.24),
    "heckel": (200e6, 1.0),
    "panelli-ambrozio": (1e-4, 0.8),
    "kawakita": (0.6, 0.4, 2e-8),
    "shapiro": (0.4, 1e-9, 8e-5),
    "cooper-eaton": (0.6, 0.4, 5e6, 0.5, 80e6),
}


def density(state: str) -> NDArray[np.float64]:
    """Relative density of the compact from its thickness; `state` is loaded or released."""
    thickness = column(TABLE, f"thickness_{state}_mm") * 1e-3
    return MASS / (np.pi / 4 * DIAMETER**2 * thickness * CRYSTAL)


def predicted() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Porosity, loaded and released, with the parameters above."""
    P = column(TABLE, "pressure_MPa") * 1e6
    D = np.asarray(COMPACTION["walker"].density(P, **WALKER))
    return 1 - D, 1 - np.asarray(sprung_density(D, np.minimum(RELEASED, P), P, **SPRINGBACK))


def fitted_springback() -> tuple[float, float]:
    """M1 in Pa and b fitted on the released thicknesses, the loaded density being Walker's."""
    P = column(TABLE, "pressure_MPa") * 1e6
    D = np.asarray(COMPACTION["walker"].density(P, **WALKER))

    def lacking(x: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(sprung_density(D, RELEASED, P, M1=np.exp(x[0]), b=x[1])) - density(
            "released"
        )

    x = least_squares(lacking, (np.log(30e9), 10.0)).x
    return float(np.exp(x[0])), float(x[1])


def fit(law: str) -> tuple[dict[str, float], float, float]:
    """Parameters of a law fitted on the loaded rows, with rms and largest error in porosity."""
    P, D = column(TABLE, "pressure_MPa") * 1e6, density("loaded")
    names, start = COMPACTION[law].parameters, np.array(STARTS[law])

    def lacking(x: NDArray[np.float64]) -> NDArray[np.float64]:
        named = dict(zip(names, x * start, strict=True))
        return np.asarray(COMPACTION[law].density(P, **named)) - D

    found = least_squares(lacking, np.ones(len(start)), bounds=(1e-6, 1e3))
    errors = found.fun
    named = dict(zip(names, (found.x * start).tolist(), strict=True))
    return named, float(np.sqrt(np.mean(errors**2))), float(np.abs(errors).max())


def plot(path: str) -> None:
    """Write the comparison as a figure to `path`."""
    P = np.geomspace(10e6, 500e6, 200)
    D = np.asarray(COMPACTION["walker"].density(P, **WALKER))
    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    pressure = column(TABLE, "pressure_MPa")
    for state, law, colour in (
        ("loaded", D, "C0"),
        ("released", sprung_density(D, RELEASED, P, **SPRINGBACK), "C1"),
    ):
        axes.plot(pressure, 1 - density(state), "o", color=colour, label=f"measured, {state}")
        axes.plot(P / 1e6, 1 - law, color=colour, label=f"fitted law, {state}")
    axes.set(xscale="log", xlabel="largest pressure (MPa)", ylabel="porosity")
    axes.legend()
    figure.savefig(path, dpi=150)


def main() -> None:
    pressure = column(TABLE, "pressure_MPa")
    loaded, released = predicted()
    print("Li5.5PS4.5Cl1.5: porosity by Walker and springback (parameters fitted on these rows)")
    show(
        ("MPa", "loaded", "law", "law-data", "released", "law", "law-data"),
        zip(
            pressure, 1 - density("loaded"), loaded, loaded - 1 + density("loaded"),
            1 - density("released"), released, released - 1 + density("released"),
            strict=True,
        ),
    )  # fmt: skip
    for state, law in (("loaded", loaded), ("released", released)):
        stated = column(TABLE, f"porosity_{state}")
        print(
            f"largest error, {state}: {np.abs(law - 1 + density(state)).max():.4f} from thickness,"
            f" {np.nanmax(np.abs(law - stated)):.4f} from the porosity the source prints"
        )
    M1, b = fitted_springback()
    print(f"springback fitted again: M1 = {M1 / 1e9:.2f} GPa, b = {b:.3f}\n")
    print("all laws fitted on the loaded rows (SI)")
    rows = [(law, *fit(law)) for law in COMPACTION]
    show(
        ("law", "rms", "largest", "parameters"),
        [
            (law, rms, worst, ", ".join(f"{k} {v:.4g}" for k, v in named.items()))
            for law, named, rms, worst in sorted(rows, key=lambda row: row[2])
        ],
    )
    if len(sys.argv) > 1:
        plot(sys.argv[1])


if __name__ == "__main__":
    main()
