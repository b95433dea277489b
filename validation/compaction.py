"""Powder laws against the compaction of Li5.5PS4.5Cl1.5, loaded and released.

    python validation/compaction.py [PLOT.png]

Walker's C1 and C2 were fitted on the loaded rows and are taken as given; M1 and b of the springback
are fitted on the released rows, below. So only the form of the laws is judged, not their numbers.
The other laws are fitted for comparison, as `asperity fit compaction` does it. Powders that nothing
was fitted on: other_powder.py.
"""

import sys
from functools import cache

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from tables import column, show

import asperity
from asperity.laws.powder.compaction import COMPACTION
from asperity.laws.powder.springback import sprung_density
from asperity.study.calibrate.judge import Judged, judged, ranked
from asperity.study.calibrate.solve import Points
from asperity.study.calibrate.springback import Released, fit_springback

TABLE = "li6ps5cl-type-compaction"
MASS, DIAMETER, CRYSTAL = 80.2e-6, 10e-3, 1870.0  # kg, m, kg/m3: the header of the table
RELEASED = 0.11e6  # Pa
WALKER = {"C1": 1.664, "C2": 0.2405}
SPRINGBACK = {"M1": 18.1e9, "b": 4.99}


def density(state: str) -> NDArray[np.float64]:
    """Relative density of the compact from its thickness; `state` is loaded or released."""
    thickness = column(TABLE, f"thickness_{state}_mm") * 1e-3
    return MASS / (np.pi / 4 * DIAMETER**2 * thickness * CRYSTAL)


def predicted() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Porosity, loaded and released, with the parameters above."""
    P = column(TABLE, "pressure_MPa") * 1e6
    D = np.asarray(COMPACTION["walker"].density(P, **WALKER))
    return 1 - D, 1 - np.asarray(sprung_density(D, np.minimum(RELEASED, P), P, **SPRINGBACK))


def recipe(pressure: float) -> asperity.Recipe:
    """The powder pressed at a pressure (Pa) and let go, as in the source, by its card."""
    layer = {"name": "electrolyte", "kind": "powder", "material": "Li5.5PS4.5Cl1.5"}
    return asperity.Recipe.model_validate(
        {
            "schema": "asperity-recipe-1",
            "title": f"pressed at {pressure / 1e6:g} MPa",
            "press": {"machine": "hydraulic-60t-heated", "die": "tungsten-carbide-10mm"},
            "stack": [layer | {"mass": f"{MASS * 1e6} mg", "diameter": f"{DIAMETER * 1e3} mm"}],
            "steps": [
                {"name": "load", "kind": "compact", "pressure": f"{pressure} Pa"},
                {"name": "let-go", "kind": "release", "pressure": f"{RELEASED} Pa"},
            ],
        }
    )


@cache
def pressed() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Porosity, loaded and released, of the whole chain: card, die wall, springback."""
    runs = [asperity.press(recipe(P * 1e6)).steps for P in column(TABLE, "pressure_MPa")]
    loaded, released = (
        np.array([1 - (run[i].layers[0].relative_density or 0.0) for run in runs]) for i in (0, 1)
    )
    return loaded, released


def fitted_springback() -> tuple[float, float]:
    """M1 in Pa and b fitted on the released thicknesses, the loaded density being Walker's."""
    P = column(TABLE, "pressure_MPa") * 1e6
    found = fit_springback(
        Released(
            law_density=np.asarray(COMPACTION["walker"].density(P, **WALKER)),
            largest=P,
            left=np.full(len(P), RELEASED),
            density=density("released"),
            weight=np.ones(len(P)),
        )
    )
    return found.modulus, found.exponent


def fit(law: str) -> Judged:
    """A law fitted on the loaded rows, and judged on each of them by the others."""
    P, D = column(TABLE, "pressure_MPa") * 1e6, density("loaded")
    return judged(law, Points(pressure=P, density=D, weight=np.ones(len(P))))


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
    print("\nthe card through the press, difference to the thickness measured")
    loaded, released = pressed()
    show(
        ("MPa", "loaded", "released"),
        zip(
            pressure,
            loaded - 1 + density("loaded"),
            released - 1 + density("released"),
            strict=True,
        ),
    )
    M1, b = fitted_springback()
    print(f"springback fitted again: M1 = {M1 / 1e9:.2f} GPa, b = {b:.3f}\n")
    print("all laws fitted on the loaded rows (SI), best on rows left out first")
    show(
        ("law", "left out", "rms", "largest", "parameters"),
        [
            (
                one.solution.law,
                one.cross_validated,
                one.rms,
                float(np.abs(one.solution.residuals).max()),
                ", ".join(f"{k} {v:.4g}" for k, v in one.solution.parameters.items()),
            )
            for one in ranked(fit(law) for law in COMPACTION)
        ],
    )
    if len(sys.argv) > 1:
        plot(sys.argv[1])


if __name__ == "__main__":
    main()
