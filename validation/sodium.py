"""Sodium pressed cold on hydroborate pellets: the pressure at which contact is complete.

    python validation/sodium.py [PLOT.png]

Nothing is fitted: creep and size effect of sodium are from its card (its size length is taken from
lithium, nobody has measured sodium's). The source gives neither the roughness of its pellets nor
the time at each pressure, so a range of both is shown: rms height 0.2 to 2 µm, 1 to 60 min. It
says where the interface resistance stops falling (35 and 24.5 MPa); here it is where the contact
fraction passes 0.99, found within 1 %. Sodium discs of 8 mm, 1 mm thick, 25 degC, in a die.
"""

import sys

import numpy as np
from matplotlib.figure import Figure
from scipy.optimize import brentq
from tables import column, show, words

import asperity

TABLE = "na-on-hydroborate-contact"
COMPLETE = 0.99
HEIGHTS = ("0.2 um", "0.5 um", "1 um", "2 um")
DWELLS = ("1 min", "10 min", "60 min")


def contact(pressure: float, height: str, dwell: str) -> float:
    """Contact fraction after a first press of a fresh face at `pressure` (MPa)."""
    recipe = asperity.load_recipe("na-cold-press").replace(
        {
            "press.die": "hardened-steel-8mm",
            "stack.metal.thickness": "1 mm",
            "stack.metal.diameter": "8 mm",
            "stack.electrolyte.material": "Na-hydroborate",
            "stack.electrolyte.diameter": "8 mm",
            "interfaces.metal:electrolyte.rms_height": height,
            "steps.press.pressure": f"{pressure!r} MPa",
            "steps.press.dwell": dwell,
            "steps.release.pressure": "0 MPa",
        }
    )
    return asperity.press(recipe).steps[0].interfaces[0].contact_fraction


def completing(height: str, dwell: str) -> float:
    """Pressure in MPa at which contact is complete."""
    found = brentq(lambda x: contact(float(10**x), height, dwell) - COMPLETE, 0.0, 2.5, xtol=4e-3)
    return float(10**found)


def measured() -> dict[str, float]:
    """Pressure in MPa at which the resistance stopped falling, where it was found."""
    found = zip(words(TABLE, "electrolyte"), column(TABLE, "contact_complete_MPa"), strict=True)
    return {name: float(pressure) for name, pressure in found if np.isfinite(pressure)}


def predicted() -> dict[tuple[str, str], float]:
    """Pressure in MPa for every height and dwell."""
    return {(height, dwell): completing(height, dwell) for height in HEIGHTS for dwell in DWELLS}


def plot(path: str) -> None:
    """Write contact against pressure, and where it was seen complete, to `path`."""
    pressures = np.geomspace(1, 60, 15)
    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    for height, dwell in ((HEIGHTS[0], DWELLS[-1]), ("0.5 um", "10 min"), (HEIGHTS[-1], DWELLS[0])):
        law = [contact(float(p), height, dwell) for p in pressures]
        axes.plot(pressures, law, label=f"predicted, {height} rms, {dwell}")
    for index, (name, pressure) in enumerate(measured().items()):
        axes.axvline(pressure, color=f"C{3 + index}", ls=":", label=f"measured, {name}")
    axes.set(xscale="log", xlabel="pressure (MPa)", ylabel="contact fraction")
    axes.legend(fontsize="small")
    figure.savefig(path, dpi=150)


def main() -> None:
    print(f"Na on hydroborate, 25 degC: pressure of complete contact (f > {COMPLETE}); not fitted")
    seen = measured()
    show(
        ("rms height", "dwell", "MPa", *(f"of {name}" for name in seen)),
        [
            (height, dwell, p, *(f"{p / there:.2f}" for there in seen.values()))
            for (height, dwell), p in predicted().items()
        ],
    )
    print("measured:", ", ".join(f"{name} {p:g} MPa" for name, p in seen.items()))
    if len(sys.argv) > 1:
        plot(sys.argv[1])


if __name__ == "__main__":
    main()
