"""Question 7: density from mass, diameter and thickness, its error, and whether it is enough."""

import numpy as np
from _kit import COLOURS, MPA, canvas, column, percent, save, table

import asperity
from asperity.laws.powder.compaction.walker import density as walker

TABLE = "li6ps5cl-type-compaction"
MASS, DIAMETER, CRYSTAL = 80.2e-6, 10e-3, 1870.0  # kg, m, kg/m3: the header of the table
ERRORS = {"mass": 0.1e-6, "diameter": 0.01e-3, "thickness": 5e-6}  # kg, m, m: balance, bore, gauge
CARD = asperity.material("Li6PS5Cl")
EXPONENT = CARD.value("conductivity_density_exponent")
MARKS = (
    (0.90, "good from here: few open pores"),
    (0.83, "below: conduction no longer follows D^1.5"),
    (0.82, "lithium shorts such a pellet at 75 MPa"),
)


def density(thickness, mass=MASS, diameter=DIAMETER):
    """Relative density of a disc: mass over area, thickness and crystal density."""
    return mass / (np.pi / 4 * diameter**2 * thickness * CRYSTAL)


def error(thickness) -> float:
    """Standard error of the relative density: the three readings are independent."""
    shares = (
        ERRORS["mass"] / MASS,
        2 * ERRORS["diameter"] / DIAMETER,
        ERRORS["thickness"] / thickness,
    )
    return density(thickness) * np.sqrt(sum(np.square(share) for share in shares))


def level(D: float) -> str:
    """What the program says of a density: `outcome.verdict` has the same marks."""
    return "good" if D >= 0.9 else "marginal" if D >= 0.82 else "bad"


def draw() -> None:
    thickness = np.linspace(0.54e-3, 0.80e-3, 60)
    D, e = density(thickness), error(thickness)
    figure, axes = canvas(6.6, 3.7)
    axes.fill_between(
        1e3 * thickness, D - e, D + e, color=COLOURS[5], alpha=0.4, label="one standard error"
    )
    axes.plot(1e3 * thickness, D, color=COLOURS[0], label="80.2 mg on 10 mm")
    for state, mark in (("loaded", "o"), ("released", "s")):
        seen = column(TABLE, f"thickness_{state}_mm")
        axes.plot(
            seen,
            density(1e-3 * seen),
            mark,
            ms=4,
            color=COLOURS[1],
            mfc="white" if state == "released" else COLOURS[1],
            label=f"published, {state}",
        )
    for value, text in MARKS:
        axes.axhline(value, color="0.5", lw=0.8, ls=":")
        if value != 0.83:
            axes.text(0.8, value + 0.004, text, ha="right", fontsize=8, color="0.35")
    axes.set(xlabel="thickness (mm)", ylabel="relative density", ylim=(0.66, 1.0))
    axes.legend(loc="lower left")
    save(figure)


def readings() -> None:
    pressure = column(TABLE, "pressure_MPa")
    rows = []
    for p in (100.0, 200.0, 300.0, 400.0):
        i = int(np.flatnonzero(pressure == p)[0])
        loaded, released = (
            1e-3 * column(TABLE, f"thickness_{s}_mm")[i] for s in ("loaded", "released")
        )
        law = float(walker(p * MPA, C1=CARD.value("walker_c1"), C2=CARD.value("walker_c2")))
        D = density(released)
        rows.append(
            (
                f"{p:g} MPa",
                f"{1e3 * loaded:.3f}, {1e3 * released:.3f} mm",
                percent(density(loaded)),
                percent(law),
                f"{percent(D)} ± {100 * error(released):.1f}",
                level(D),
                percent(D**EXPONENT),
            )
        )
    headings = (
        "pressed at",
        "thickness loaded, released",
        "density loaded",
        "the card's law",
        "density released",
        "verdict",
        "conduction left",
    )
    table("readings", headings, rows)


def errors() -> None:
    thickness = 0.6e-3
    shares = {
        "balance, 0.1 mg": ERRORS["mass"] / MASS,
        "bore, 0.01 mm": 2 * ERRORS["diameter"] / DIAMETER,
        "bore, 0.1 mm (worn polymer sleeve)": 2 * 0.1e-3 / DIAMETER,
        "thickness, 5 µm": ERRORS["thickness"] / thickness,
        "thickness, 20 µm (calliper)": 20e-6 / thickness,
        "crystal density, 1860 for 1870 kg/m³": 10 / 1870,
    }
    D = density(thickness)
    rows = [(name, f"{100 * D * share:.1f} points of per cent") for name, share in shares.items()]
    table("errors", ("a slip of", f"moves a density of {percent(D)} by"), rows)


def main() -> None:
    draw()
    readings()
    errors()
    table("marks", ("relative density", "what it means"), [(percent(v), t) for v, t in MARKS])


if __name__ == "__main__":
    main()
