"""A lithium cell loaded step by step and let back: its resistance against the stack pressure.

    python validation/lithium.py [--fit] [PLOT.png]

The shipped recipe `symmetric-cell` with the loading course of the table. Fitted on these rows:
the charge transfer of true contact, the friction of the plungers, and the pellet's conductivity
within the 2.0 to 2.5 mS/cm its source reports. Assumed: the roughness. Everything else (creep, size
effect, moduli, recovery, grain contacts of the pellet) is from the cards or argued in the laws, the
contact stress from finite elements among them. So the curve judges whether laws of this form, with
one set of parameters, fall and come back as the cell does; not the three numbers.

What it shows: the fall is too flat (23 % low at 5 MPa, 18 % high at 25 MPa), the way back is right
within 1 %. The friction rests on one row alone, the one at 1 MPa that is off scale: without it the
cell would have 250 ohm there. The fit itself takes all the friction it may, 0.99 MPa, with a charge
transfer of 1.45 ohm cm2, and gains half a hundredth in ln; shipped are 0.8 MPa with 1.5 ohm cm2.
The conductivity lies at the upper end of its range.

--fit fits the three again (least squares on the logarithm; 1 MPa is only a lower bound).
"""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy.optimize import least_squares
from tables import column, show, words

import asperity

TABLE = "li-on-li6ps5cl-impedance-vs-stack-pressure"
DWELL = "5 min"  # assumed: the source tells no time; a minute or ten move little, see main()
OFF_SCALE = 500.0  # Ω: the row at 1 MPa is a lower bound
FACES = ("interfaces.metal:electrolyte", "interfaces.electrolyte:metal-2")
FITTED = {
    f"{FACES[0]}.charge_transfer": "1.5 ohm cm^2",
    "press.guide_friction": "0.8 MPa",
    "stack.electrolyte.conductivity": "2.5 mS/cm",
}
"""What the shipped recipe says, one face for both."""
WORST = 1.2  # the largest error of the contact stress against finite elements
Changes = Mapping[str, object]


def recipe(changes: Changes | None = None, *, dwell: str = DWELL) -> asperity.Recipe:
    """The shipped cell, its lithium pressed to the rods, then the course of the table."""
    shipped = asperity.load_recipe("symmetric-cell").replace(changes or {})
    data = shipped.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    joined = next(step for step in data["steps"] if step["name"] == "press")
    course = list(zip(words(TABLE, "branch"), column(TABLE, "pressure_MPa"), strict=True))
    before = data["steps"][: data["steps"].index(joined)]
    steps = [
        {
            "name": f"{branch}-{pressure:g}",
            "kind": "press" if branch == "loading" else "release",
            "pressure": f"{pressure:g} MPa",
            "dwell": dwell,
        }
        for branch, pressure in course
    ]
    steps[0]["adds"] = joined["adds"]
    return asperity.Recipe.model_validate(data | {"steps": before + steps})


def predicted(changes: Changes | None = None, *, dwell: str = DWELL) -> NDArray[np.float64]:
    """Resistance of the cell at the end of each step of the table, Ω."""
    outcome = asperity.press(recipe(changes, dwell=dwell))
    rows = len(words(TABLE, "branch"))
    return np.array([step.cell_resistance_ohm for step in outcome.steps[-rows:]], dtype=np.float64)


def residuals(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """ln(predicted/measured) a row; none where it lies above the bound at 1 MPa."""
    off: NDArray[np.float64] = np.log(found / column(TABLE, "resistance_ohm"))
    off[0] = min(off[0], 0.0)
    return off


def fitted() -> dict[str, str]:
    """The three parameters fitted again from the shipped ones."""

    def changes(x: NDArray[np.float64]) -> dict[str, str]:
        transfer, friction, conductivity = x.tolist()
        both = {f"{face}.charge_transfer": f"{transfer!r} ohm cm^2" for face in FACES}
        return both | {
            "press.guide_friction": f"{friction!r} MPa",
            "stack.electrolyte.conductivity": f"{conductivity!r} mS/cm",
        }

    found = least_squares(
        lambda x: residuals(predicted(changes(x))),
        (2.3, 0.8, 2.4),
        bounds=((0.1, 0.0, 2.0), (50.0, 0.99, 2.5)),
        x_scale=(1.0, 0.3, 0.3),
        diff_step=0.02,
        ftol=1e-3,
    )
    told = changes(np.round(found.x, 3))
    return {path: told[path] for path in FITTED}


def other_lithium(folder: Path, **values: float) -> dict[str, str]:
    """The cell with a lithium whose card differs in some numbers (SI)."""
    lines = ['based_on = "lithium"', 'name = "lithium"']
    units = {"size_length": "m", "creep_prefactor": "MPa^-n/s"}
    for name, value in values.items():
        lines += [f"[quantities.{name}]", f"value = {value!r}", f'unit = "{units[name]}"']
        lines += ['source = "varied"', 'trust = "fitted"']
    path = folder / ("-".join(f"{name}-{value:g}" for name, value in values.items()) + ".toml")
    path.write_text("\n".join(lines), encoding="utf-8")
    return {f"stack.{metal}.material": str(path) for metal in ("metal", "metal-2")}


def rough(**fields: str) -> dict[str, str]:
    """Both faces of another topography."""
    return {f"{face}.{name}": text for face in FACES for name, text in fields.items()}


def sensitivity() -> dict[str, NDArray[np.float64]]:
    """The curve with one thing changed at a time, nothing fitted again, Ω."""
    found = {"as shipped": predicted()}
    card = asperity.material("lithium")
    A, n = card.quantities["creep_prefactor"].value, card.value("creep_exponent")
    with tempfile.TemporaryDirectory() as folder:
        for off in (1 / WORST, WORST):  # at a stress higher by a factor it flows by its power n-1
            changes = other_lithium(Path(folder), creep_prefactor=A * off ** (n - 1))
            found[f"stress times {off:.2f}"] = predicted(changes)
        for h in (28e-6, 93e-6):
            changes = other_lithium(Path(folder), size_length=h)
            found[f"size length {h * 1e6:g} um"] = predicted(changes)
    for height in ("0.5 um", "2 um"):
        found[f"rms height {height}"] = predicted(rough(rms_height=height))
    found["shortest 5 nm"] = predicted(rough(shortest="5 nm"))
    found["longest 30 um"] = predicted(rough(longest="30 um"))
    found["in vacuum"] = predicted({"press.atmosphere": "vacuum"})
    found["no guide friction"] = predicted({"press.guide_friction": "0 MPa"})
    for dwell in ("1 min", "30 min"):
        found[f"dwell {dwell}"] = predicted(dwell=dwell)
    return found


def plot(path: str) -> None:
    """Write the comparison as a figure to `path`."""
    pressure, measured = column(TABLE, "pressure_MPa"), column(TABLE, "resistance_ohm")
    law = predicted()
    loading = np.array(words(TABLE, "branch")) == "loading"
    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    axes.plot(pressure[loading], law[loading], "C0-o", mfc="white", label="predicted, loading")
    back = np.flatnonzero(~loading)
    turn = [back[0] - 1, *back]
    axes.plot(pressure[turn], law[turn], "C1--o", mfc="white", label="predicted, let back")
    inside = loading & (pressure > 1)
    axes.plot(pressure[inside], measured[inside], "C0s", label="measured, loading")
    axes.plot(pressure[back], measured[back], "C1s", label="measured, let back")
    axes.errorbar(
        1, OFF_SCALE, yerr=[[0], [400]], lolims=True, fmt="C0_", label="measured, off scale"
    )
    axes.set(yscale="log", xlabel="stack pressure (MPa)", ylabel="resistance of the cell (ohm)")
    axes.legend()
    figure.savefig(path, dpi=150)


def _compare(law: NDArray[np.float64]) -> None:
    off = residuals(law)
    show(
        ("branch", "MPa", "measured", "predicted", "off by"),
        zip(
            words(TABLE, "branch"),
            column(TABLE, "pressure_MPa"),
            [">500", *(f"{x:g}" for x in column(TABLE, "resistance_ohm")[1:])],
            law,
            [
                "-" if i == 0 and x == 0 else f"{100 * np.expm1(x):+.1f} %"
                for i, x in enumerate(off)
            ],
            strict=True,
        ),
    )
    rms = np.sqrt(np.mean(off[1:] ** 2))
    print(
        f"rms of ln(predicted/measured) above 1 MPa: {rms:.3f}; worst {np.abs(off[1:]).max():.3f}"
    )


def main() -> None:
    print("Li | Li6PS5Cl | Li, resistance of the cell (ohm)")
    print("fitted on these rows:", ", ".join(f"{k} = {v}" for k, v in FITTED.items()))
    _compare(predicted())
    print("\none thing changed at a time, nothing fitted again (ohm)")
    pressures = [f"{p:g}" for p in column(TABLE, "pressure_MPa")]
    rows = [(name, *law) for name, law in sensitivity().items()]
    show(("MPa", *pressures[:-1], f"back to {pressures[-1]}"), rows)
    if "--fit" in sys.argv:
        again = fitted()
        print("\nfitted again:", ", ".join(f"{path} = {text}" for path, text in again.items()))
        transfer = again[f"{FACES[0]}.charge_transfer"]
        _compare(predicted(again | {f"{FACES[1]}.charge_transfer": transfer}))
    paths = [word for word in sys.argv[1:] if not word.startswith("-")]
    if paths:
        plot(paths[0])


if __name__ == "__main__":
    main()
