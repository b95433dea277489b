"""Page of `multi-step`: densities and damage along the steps, one pressure for all, papers."""

import numpy as np
from _kit import (
    COLOURS,
    canvas,
    column,
    face,
    fill,
    layer,
    load,
    percent,
    risk,
    run,
    save,
    show,
    snippet,
    table,
    verdict,
    words,
)

from asperity.report.multistep import rows as compared
from asperity.study import compare_steps, one_step

OUTCOME = run("multi-step")
PAPERS = "cell-recipes-in-papers"


def bonded(pressure: float, densify: float = 250.0):
    """The cell with its cathode bonded at another pressure (MPa)."""
    changes = {
        "steps.bond.pressure": f"{float(pressure)!r} MPa",
        "steps.densify.pressure": f"{float(densify)!r} MPa",
        "steps.attach.pressure": f"{min(float(pressure), 100.0)!r} MPa",
        "steps.operate.pressure": f"{min(float(pressure), 74.0)!r} MPa",
    }
    return run("multi-step", changes)


def draw() -> None:
    pressures = np.linspace(80, 650, 20)
    cells = [bonded(p, min(p, 250.0)) for p in pressures]
    crushed = [layer(one, "bond", "cathode").crushed_fraction for one in cells]
    pores = [1 - layer(one, "operate", "electrolyte").relative_density for one in cells]
    contact = [face(one, "operate", "electrolyte:cathode").contact_fraction for one in cells]
    figure, axes = canvas(6.6, 3.4)
    axes.plot(pressures, crushed, color=COLOURS[1], label="cathode particles crushed")
    axes.plot(pressures, contact, color=COLOURS[0], label="contact separator to cathode, at 74 MPa")
    axes.plot(pressures, pores, color=COLOURS[2], label="pores of the separator, at 74 MPa")
    axes.axvline(500, color="0.6", lw=0.8, ls=":")
    axes.text(493, 0.36, "this recipe", rotation=90, ha="right", color="0.4")
    axes.set(xlabel="pressure on the cathode (MPa)", ylabel="share", ylim=(0, 1.02))
    axes.legend(loc="upper left")
    save(figure)


def steps() -> None:
    rows = []
    for one in OUTCOME.steps:
        layers = {part.name: part for part in one.layers}
        pellet, cathode = layers["electrolyte"], layers.get("cathode")
        rows.append(
            (
                one.name,
                show(one.applied_pressure_pa, "MPa"),
                percent(pellet.relative_density, 4),
                show(pellet.thickness_m, "um"),
                percent(cathode.relative_density, 4) if cathode else "–",
                percent(cathode.crushed_fraction) if cathode else "–",
                show(one.cell_resistance_ohm * one.area_m2, "ohm cm^2"),
            )
        )
    headings = ("step", "pressure", "separator", "thick", "cathode", "crushed", "whole stack")
    table("steps", headings, rows)


def papers() -> None:
    headings = ("electrolyte_MPa", "with_electrodes_MPa", "metal_attach_MPa", "operation_MPa")
    numbers = [column(PAPERS, heading) for heading in headings]
    names = [name.removesuffix(" d") for name in words(PAPERS, "source")]
    rows = [(names[i], *(numbers[j][i] for j in range(4))) for i in range(len(names))]
    rows.insert(0, ("**this recipe**", 250.0, 500.0, 100.0, 74.0))
    table("papers", ("source", "electrolyte", "with electrodes", "metal on", "operation"), rows)


def one_pressure() -> None:
    found = compare_steps(load("multi-step"))
    side_by_side = compared(found)
    table("one", side_by_side.headings, side_by_side.rows)
    once = run(one_step(load("multi-step"), 500e6))
    pellet = layer(once, "operate", "electrolyte")
    snippet(
        "thin",
        f"{show(pellet.thinnest_m, 'um')} instead of {show(pellet.thickness_m, 'um')}",
    )


def comparison() -> None:
    pellet, cathode = (layer(OUTCOME, "operate", name) for name in ("electrolyte", "cathode"))
    cell = OUTCOME.cell.area_resistance_ohm_m2
    row = words(PAPERS, "source").index("Duchene (Na hydroborate)")
    fill(
        "compare",
        loaded=percent(layer(OUTCOME, "densify", "electrolyte").relative_density),
        duchene=float(column(PAPERS, "electrolyte_MPa")[row]),
        kept=percent(pellet.relative_density),
        cathode=percent(layer(OUTCOME, "bond", "cathode").relative_density),
        cathodekept=percent(cathode.relative_density),
        thick=show(pellet.thickness_m, "um"),
        bond=percent(face(OUTCOME, "operate", "electrolyte:cathode").contact_fraction),
        crushed=percent(risk(OUTCOME, "crushing").value),
        cell=show(cell, "ohm cm^2"),
        tension=show(layer(OUTCOME, "bond", "electrolyte").ejection_tension_pa, "MPa"),
        cracks=percent(layer(OUTCOME, "bond", "electrolyte").ejection_failure_probability),
        share=percent(cathode.resistance_ohm * OUTCOME.cell.area_m2 / cell),
    )


def main() -> None:
    draw()
    steps()
    papers()
    one_pressure()
    verdict(OUTCOME)
    comparison()


if __name__ == "__main__":
    main()
