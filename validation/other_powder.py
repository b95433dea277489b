"""Compaction of powders that nothing was fitted on.

    python validation/other_powder.py

1. Cards as shipped, against the compaction of a glass and of a halide, row by row.
2. Cards as shipped, against single pellets of other powders and laboratories.
3. Laws fitted on all rows of a curve but one, against that one.
4. Laws fitted on the lower pressures of a curve, against its higher ones: the sulfide of
   compaction.py and a tabletting powder (microcrystalline cellulose).

Nothing is fitted on what it is judged by, but one number: the card of the glass passes through the
one density that its paper prints.

The shipped cards fail in 1 (the glass but for 300 MPa or so, the halide on every row) and on the
other laboratory's Li6PS5Cl in 2; the two press maker's pellets they meet, for the halide
perhaps by luck: the curve of its relative they miss.
"""

import numpy as np
from compaction import density as sulfide
from numpy.typing import NDArray
from tables import column, show, words

from asperity.laws.powder.compaction import COMPACTION
from asperity.laws.powder.springback import sprung_density
from asperity.materials import material
from asperity.study.calibrate.judge import Judged, enough, judged, ranked
from asperity.study.calibrate.solve import Points, solve

PELLETS, POWDERS = "other-powders", "other-compaction"
Row = tuple[str, str, float, float, float, float]
CURVES = {"sulfide": 100e6, "cellulose": 65e6}
"""Up to which pressure (Pa) a curve is fitted; the rest is predicted."""


def _judged_rows(table: str) -> list[Row]:
    """Powder, card, MPa, density measured, density of the card after release, their difference."""
    rows = []
    for powder, card, P, measured in zip(
        words(table, "powder"),
        words(table, "card"),
        column(table, "pressure_MPa"),
        column(table, "relative_density"),
        strict=True,
    ):
        predicted = released(card, P * 1e6)
        rows.append((powder, card, P, measured, predicted, predicted - measured))
    return rows


def pellets() -> list[Row]:
    """Single pellets, each beside its card."""
    return _judged_rows(PELLETS)


def powders() -> list[Row]:
    """The same of the two curves."""
    return _judged_rows(POWDERS)


def left_out(name: str) -> list[Judged]:
    """Laws through a curve of `POWDERS`, best on rows left out first."""
    kept = [powder == name for powder in words(POWDERS, "powder")]
    D = column(POWDERS, "relative_density")[kept]
    pressure = column(POWDERS, "pressure_MPa")[kept] * 1e6
    points = Points(pressure=pressure, density=D, weight=np.ones(len(D)))
    return ranked(judged(law, points) for law in COMPACTION if not enough(law, points))


def released(name: str, P: float) -> float:
    """Relative density out of the press by a card, pressed at P (Pa)."""
    card = material(name)
    law = str(card.options["compaction_law"])
    prefix, symbols = law.replace("-", "_"), COMPACTION[law].parameters
    parameters = {symbol: card.value(f"{prefix}_{symbol.lower()}") for symbol in symbols}
    loaded = COMPACTION[law].density(P, **parameters)
    M1, b = card.value("unloading_modulus"), card.value("unloading_exponent")
    return float(np.asarray(sprung_density(loaded, 0.0, P, M1=M1, b=b)))


def curve(name: str) -> Points:
    """Pressures (Pa) and relative densities of a published curve."""
    if name == "sulfide":
        pressure, D = column("li6ps5cl-type-compaction", "pressure_MPa"), sulfide("loaded")
    else:
        pressure = column("tabletting-hardening", "hydrostatic_yield_MPa")
        D = column("tabletting-hardening", "relative_density")
    return Points(pressure=pressure * 1e6, density=D, weight=np.ones(len(D)))


def unseen(name: str) -> dict[str, NDArray[np.float64]]:
    """Law minus record on the rows above those a law was fitted on, by law, best first."""
    whole = curve(name)
    above = whole.pressure > CURVES[name]
    lower = whole.without(above)
    found = {}
    for law in COMPACTION:
        if not enough(law, lower):
            fitted = solve(law, lower)
            found[law] = fitted.density(whole.pressure[above]) - whole.density[above]
    return dict(sorted(found.items(), key=lambda one: rms(one[1])))


def rms(errors: NDArray[np.float64]) -> float:
    return float(np.sqrt(np.mean(errors**2)))


def main() -> None:
    headings = ("powder", "card", "MPa", "measured", "card says", "card - measured")
    print("cards as shipped, on the compaction of other powders (relative density)")
    show(headings, powders())
    print("\ncards as shipped, on single pellets of other powders")
    show(headings, pellets())
    for name in ("glass", "halide"):
        print(f"\n{name}: laws, and how far each is off on rows left out one by one")
        show(
            ("law", "left out, rms", "all, rms", "parameters"),
            [
                (
                    one.solution.law,
                    one.cross_validated,
                    one.rms,
                    ", ".join(f"{k} {v:.4g}" for k, v in one.solution.parameters.items()),
                )
                for one in left_out(name)
            ],
        )
    for name, up_to in CURVES.items():
        whole = curve(name)
        above = whole.pressure[whole.pressure > up_to] / 1e6
        errors = unseen(name)
        print(f"\n{name}: laws fitted up to {up_to / 1e6:g} MPa, minus the record above")
        headings = ("law", *(f"{p:.4g} MPa" for p in above), "rms")
        show(headings, [(law, *off, rms(off)) for law, off in errors.items()])


if __name__ == "__main__":
    main()
