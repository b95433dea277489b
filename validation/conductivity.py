"""Conductivity of pressed pellets against fabrication and stack pressure, by law and by press.

    python validation/conductivity.py [PLOT.png]

Fitted, for each powder on all its cells: σ0, p0, b and r of the law in `laws/current/grains.py` (on
loading alone σ0 and p0). A free r of the micro-crystalline powder ends at its bound 0, at which a
pellet without pressure would insulate; the data hardly tell it from 0.2, and 0.1 is held. Not
fitted: the density exponent 1.5, the activation volume 1 cm3/mol, and the density, which is that of
the card Li6PS5Cl (fitted on the thicknesses of Li5.5PS4.5Cl1.5).
Judged: the form of the law, by leaving one fabrication pressure out at a time; p0 of one powder on
another; and the cards, run as recipes through the press.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy.optimize import least_squares
from tables import column, show, words

import asperity
from asperity.laws.current.conductivity import pressure_factor
from asperity.laws.current.grains import formed_contact, opened_contact
from asperity.laws.powder.compaction import COMPACTION
from asperity.laws.powder.springback import sprung_density
from asperity.materials import material

TWO, ONE = "li6ps5cl-conductivity-vs-two-pressures", "li6ps5cl-type-compaction"
POWDERS = ("uC-Li6PS5Cl", "GC-Li6PS5Cl", "Li5.5PS4.5Cl1.5")
CARDS = dict(
    zip(
        POWDERS,
        ("Li6PS5Cl-microcrystalline", "Li6PS5Cl-glass-ceramic", "Li5.5PS4.5Cl1.5"),
        strict=True,
    )
)
VOLUME, T = 1.0e-6, 298.15
Array = NDArray[np.float64]
FORMS = {
    "opened": ((3.0, 0.8, 0.1, 0.1), (50.0, 10.0, 50.0, 1.0)),
    "bonded": ((3.0, 0.8, 0.1), (50.0, 10.0, 50.0)),
    "formed": ((3.0, 0.8, 0.5), (50.0, 10.0, 1.0)),
    "loading": ((3.0, 0.8), (50.0, 10.0)),
}
"""Where each form's fit starts and ends: σ0 in mS/cm, p0 in 100 MPa, then b and r."""
BONDED = 0.1
"""r of the form "bonded", which is the form "opened" with r held."""
SHIPPED = dict(zip(POWDERS, ("bonded", "opened", "loading"), strict=True))
"""Form whose numbers are on each powder's card."""


@dataclass(frozen=True)
class Cells:
    """Stack and fabrication pressure (Pa) and conductivity (mS/cm), a cell each."""

    p: Array
    P: Array
    sigma: Array

    def only(self, chosen: NDArray[np.bool_]) -> "Cells":
        """Some of them."""
        return Cells(self.p[chosen], self.P[chosen], self.sigma[chosen])


def cells(powder: str) -> Cells:
    """All cells of a powder whose conductivity was measured."""
    if powder == "Li5.5PS4.5Cl1.5":
        P, sigma = column(ONE, "pressure_MPa") * 1e6, column(ONE, "conductivity_loaded_mS_cm")
        return Cells(P, P, sigma).only(~np.isnan(sigma))
    mine = np.array([name == powder for name in words(TWO, "material")])
    p, P, sigma = (
        column(TWO, name) for name in ("stack_MPa", "fabrication_MPa", "conductivity_mS_cm")
    )
    return Cells(p * 1e6, P * 1e6, sigma).only(mine)


def density(p: Array, P: Array) -> Array:
    """Relative density in the die at `p` after `P` (Pa): Walker and springback of the card."""
    card = material("Li6PS5Cl")
    law = {"C1": card.value("walker_c1"), "C2": card.value("walker_c2")}
    loaded = COMPACTION["walker"].density(P, **law)
    modulus = {"M1": card.value("unloading_modulus"), "b": card.value("unloading_exponent")}
    return np.asarray(sprung_density(loaded, p, P, **modulus))


def model(p: Array, P: Array, x: Array, form: str = "opened") -> Array:
    """Conductivity in mS/cm, for the parameters `x` of a form as in FORMS."""
    if form == "formed":
        contact = formed_contact(p, P, p0=x[1] * 1e8, r=x[2])
    else:
        b, r = (0.0, 0.0) if form == "loading" else x[2:]
        contact = opened_contact(p, P, p0=x[1] * 1e8, b=b, r=r)
    return np.asarray(x[0] * density(p, P) ** 1.5 * contact * pressure_factor(p, T, VOLUME))


def fit(data: Cells, form: str = "opened", bonded: float = BONDED) -> Array:
    """Parameters of a form, by least squares of the logarithm; what is held comes last."""
    held = [bonded] if form == "bonded" else []
    start, upper = FORMS[form]
    lower = [1e-9] * len(start)

    def lacking(x: Array) -> Array:
        return residuals(data, np.append(x, held), form)

    return np.append(least_squares(lacking, start, bounds=(lower, upper)).x, held)


def residuals(data: Cells, x: Array, form: str = "opened") -> Array:
    """ln(law/measured) of every cell."""
    return np.log(model(data.p, data.P, x, form) / data.sigma)


def left_out(data: Cells, form: str = "opened") -> Array:
    """ln(law/measured) of every cell by the fit on the other fabrication pressures."""
    found = np.empty_like(data.sigma)
    for P in np.unique(data.P):
        out = data.P == P
        found[out] = residuals(data.only(out), fit(data.only(~out), form), form)
    return found


def borrowed() -> Array:
    """ln(law/measured) of Li5.5PS4.5Cl1.5 with p0 of micro-crystalline Li6PS5Cl; σ0 free."""
    p0, data = fit(cells("uC-Li6PS5Cl"), "bonded")[1], cells("Li5.5PS4.5Cl1.5")
    off = residuals(data, np.array([1.0, p0]), "loading")
    return off - off.mean()


def recipe(powder: str, P: float, stack: Array) -> asperity.Recipe:
    """80.2 mg in a 10 mm die pressed at `P` (Pa), then let go to each stack pressure in turn."""
    steps: list[Mapping[str, str]] = [
        {"name": "densify", "kind": "compact", "pressure": f"{P} Pa", "dwell": "2 min"}
    ]
    steps += [
        {"name": f"stack-{i}", "kind": "release", "pressure": f"{p} Pa"}
        for i, p in enumerate(np.sort(stack[stack < P])[::-1])
    ]
    layer = {"name": "electrolyte", "kind": "powder", "material": CARDS[powder]}
    return asperity.Recipe.model_validate(
        {
            "schema": "asperity-recipe-1",
            "title": f"{powder} at {P / 1e6:g} MPa",
            "press": {"machine": "hydraulic-60t-heated", "die": "tungsten-carbide-10mm"},
            "stack": [layer | {"mass": "80.2 mg", "diameter": "10 mm"}],
            "steps": steps,
        }
    )


@cache
def pressed(powder: str) -> Array:
    """ln(program/measured) of every cell, its card run as a recipe."""
    data = cells(powder)
    found = np.empty_like(data.sigma)
    for P in np.unique(data.P):
        done = asperity.press(recipe(powder, float(P), data.p[data.P == P])).steps
        for step in done:
            cell = (data.P == P) & np.isclose(data.p, step.applied_pressure_pa, rtol=1e-6)
            sigma = step.layers[0].conductivity_s_per_m
            found[cell] = np.log(10 * sigma / data.sigma[cell])
    return found


def rms(errors: Array) -> float:
    """Root mean square."""
    return float(np.sqrt(np.mean(np.square(errors))))


def worst(errors: Array) -> float:
    """Largest deviation as a share of the smaller of the two."""
    return float(np.expm1(np.abs(errors).max()))


def spread(powder: str) -> list[tuple[object, ...]]:
    """Residual map in per cent: a row a fabrication pressure, a column a stack pressure."""
    data, errors = cells(powder), pressed(powder)
    return [
        (P / 1e6, *(_percent(errors[(data.P == P) & (data.p == p)]) for p in np.unique(data.p)))
        for P in np.unique(data.P)
    ]


def _percent(errors: Array) -> str:
    return f"{100 * np.expm1(errors[0]):+.0f}" if errors.size else ""


def plot(path: str) -> None:
    """Write the cells and the fitted law as a figure to `path`."""
    figure = Figure(figsize=(7, 3.5), layout="constrained")
    for axes, powder in zip(figure.subplots(ncols=2), POWDERS, strict=False):
        data = cells(powder)
        x = fit(data, SHIPPED[powder])
        for i, made in enumerate(np.unique(data.P)):
            own, p = data.only(made == data.P), np.linspace(5e6, made, 100)
            axes.plot(own.p / 1e6, own.sigma, "o", color=f"C{i}", label=f"{made / 1e6:g} MPa")
            axes.plot(p / 1e6, model(p, np.full_like(p, made), x), color=f"C{i}")
        axes.set(title=powder, xlabel="present pressure (MPa)", ylabel="conductivity (mS/cm)")
    figure.savefig(path, dpi=150)


def forms() -> list[tuple[str, str, Array]]:
    """Each powder with the forms it is fitted by, and the parameters found."""
    both = [(powder, form) for powder in POWDERS[:2] for form in ("opened", "formed")]
    return [
        (powder, form, fit(cells(powder), form))
        for powder, form in [(POWDERS[0], "bonded"), *both, (POWDERS[2], "loading")]
    ]


def main() -> None:
    rows = []
    for powder, form, x in forms():
        e, cv = residuals(cells(powder), x, form), left_out(cells(powder), form)
        text = ", ".join(f"{value:.3g}" for value in x)
        rows.append((powder, form, rms(e), worst(e), rms(cv), worst(cv), text))
    heading = (
        "powder",
        "contacts",
        "rms",
        "worst",
        "rms left out",
        "worst",
        "σ0, p0/100 MPa, b, r",
    )
    show(heading, rows)
    e = borrowed()
    print(f"\nLi5.5PS4.5Cl1.5 with p0 of uC-Li6PS5Cl: rms {rms(e):.3f}, worst {worst(e):.3f}")
    print("\nthe cards through the press")
    for powder in POWDERS:
        e = pressed(powder)
        print(f"\n{powder}: rms {rms(e):.3f}, worst {worst(e):.3f}; per cent over measured")
        stack = [f"{p / 1e6:g}" for p in np.unique(cells(powder).p)]
        show(("made at MPa", *stack), spread(powder))
    if len(sys.argv) > 1:
        plot(sys.argv[1])


if __name__ == "__main__":
    main()
