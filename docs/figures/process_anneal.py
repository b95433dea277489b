"""Page of `anneal-under-pressure`: what densifies, what keeps, and what the heat adds."""

import numpy as np
from _kit import (
    COLOURS,
    canvas,
    face,
    fill,
    layer,
    percent,
    plain_log,
    risk,
    run,
    save,
    show,
    table,
    verdict,
    with_steps,
)

import asperity

NAME = "anneal-under-pressure"
OUTCOME = run(NAME)
FACE = "metal:electrolyte"
KEPT = ("steps.lower.pressure", "steps.anneal.pressure", "steps.operate.pressure")


def kept(first: float, held: float):
    """The recipe pressed at one pressure and kept at another (MPa)."""
    changes = {path: f"{float(held)!r} MPa" for path in KEPT}
    return run(NAME, changes | {"steps.press.pressure": f"{float(first)!r} MPa"})


def annealed_only(pressure: float, celsius: float) -> float:
    """Contact fraction of an anneal without the cold press before it."""
    hold = {"kind": "hold", "pressure": f"{pressure} MPa", "dwell": "2 h"}
    recipe = with_steps(
        NAME,
        hold | {"name": "anneal", "temperature": f"{celsius} degC"},
        {"name": "cool", "kind": "cool", "temperature": "24.9 degC"},
    )
    return face(run(recipe), "cool", FACE).contact_fraction


def draw() -> None:
    held = np.geomspace(0.3, 20, 14)
    figure, axes = canvas(7.2, 3.2, ncols=2)
    for first, colour in ((20, COLOURS[5]), (74, COLOURS[0]), (150, COLOURS[2])):
        cells = [kept(first, p) for p in held]
        contact = [face(one, "operate", FACE).contact_fraction for one in cells]
        ohms = [one.cell.area_resistance_ohm_m2 * 1e4 for one in cells]
        axes[0].plot(held, contact, color=colour, label=f"{first} MPa")
        axes[1].plot(held, ohms, color=colour, label=f"{first} MPa")
    axes[0].set(ylabel="contact of the lithium", ylim=(0, 1.02))
    axes[1].set(ylabel="cell (Ω cm²)", ylim=(0, None))
    for one in axes:
        one.set(xscale="log", xlabel="pressure kept (MPa)")
        one.axvline(1, color="0.6", lw=0.8, ls=":")
        plain_log(one.xaxis)
    axes[0].legend(title="pressed cold at", loc="upper left", bbox_to_anchor=(0, 0.96))
    save(figure)


def alone() -> None:
    rows = [
        (f"{p:g} MPa, {T} °C, 2 h", percent(annealed_only(p, T)))
        for p in (1.0, 5.0, 20.0)
        for T in (25.1, 60)
    ]
    rows = [(name.replace("25.1", "25"), share) for name, share in rows]
    full = face(OUTCOME, "operate", FACE).contact_fraction
    rows.append(("this recipe", percent(full)))
    table("alone", ("without the cold press", "contact at the end"), rows)


def steps() -> None:
    rows = []
    for one in OUTCOME.steps:
        metal, film = face(OUTCOME, one.name, FACE), face(OUTCOME, one.name, "electrolyte:cathode")
        rows.append(
            (
                one.name,
                show(one.applied_pressure_pa, "MPa"),
                show(one.temperature_k, "degC"),
                percent(metal.contact_fraction),
                percent(film.contact_fraction),
                show(one.cell_resistance_ohm * one.area_m2, "ohm cm^2"),
            )
        )
    headings = ("step", "pressure", "at its end", "lithium touches", "LiCoO2 touches", "cell")
    table("steps", headings, rows)


def comparison() -> None:
    pellet, cell = layer(OUTCOME, "operate", "electrolyte"), OUTCOME.cell
    melt, transfer = risk(OUTCOME, "melting"), asperity.material("molecular-crystal")
    transfer = transfer.quantities["charge_transfer_lithium"]
    touches = {
        one.name: percent(face(OUTCOME, one.name, FACE).contact_fraction) for one in OUTCOME.steps
    }
    fill(
        "compare",
        pressed=touches["press"],
        kept=touches["operate"],
        cold=touches["lower"],
        warm=touches["anneal"],
        lost=percent(risk(OUTCOME, "delamination", FACE).value),
        interface=show(face(OUTCOME, "operate", FACE).resistance_ohm_m2, "ohm cm^2"),
        transfer=f"{transfer.low:g} to {transfer.high:g} Ω cm²",
        cell=show(cell.area_resistance_ohm_m2, "ohm cm^2"),
        share=percent(pellet.resistance_ohm * cell.area_m2 / cell.area_resistance_ohm_m2),
        density=percent(pellet.relative_density),
        thick=show(pellet.thickness_m, "um"),
        margin=f"{melt.limit - melt.value:.1f}",
        strip=show(cell.critical_current_a_per_m2.stripping, "mA/cm^2"),
    )


def main() -> None:
    draw()
    alone()
    steps()
    verdict(OUTCOME)
    comparison()


if __name__ == "__main__":
    main()
