"""Page of `na-thermal-press`: contact over pressure and temperature, times, comparison."""

import numpy as np
from _kit import (
    COLOURS,
    MINUTE,
    MPA,
    breaks,
    canvas,
    column,
    doubtful,
    face,
    fill,
    layer,
    percent,
    plain_log,
    pressure_to_contact,
    risk,
    run,
    save,
    show,
    snippet,
    sodium_contact,
    sodium_recipe,
    span,
    step,
    table,
    time_to_contact,
    verdict,
    words,
)

import asperity
from asperity.laws.flow.melting import melting_temperature

OUTCOME = run("na-thermal-press")
SODIUM = asperity.material("sodium")
HOLD = 10 * MINUTE


def melting(pressure):
    """Melting point of sodium in degC under a pressure in Pa."""
    found = melting_temperature(
        np.asarray(pressure),
        Tm0=SODIUM.value("melting_temperature"),
        slope=SODIUM.value("melting_slope"),
    )
    return found - 273.15


def field(pressures, temperatures):
    """Contact fraction after the hold; above 97 °C that of 97 °C, complete there."""
    return np.array(
        [[sodium_contact(p, min(T, 97.0), HOLD) for p in pressures] for T in temperatures]
    )


def draw_map() -> None:
    pressures = np.geomspace(0.3, 400, 13) * MPA
    temperatures = np.concatenate([np.arange(25.0, 97, 12), [97, 120]])
    contact = field(pressures, temperatures)
    line = np.array([*temperatures[temperatures < 97], 97.0])
    figure, axes = canvas(6.6, 3.9)
    levels = (0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1.001)
    shades = axes.contourf(pressures / MPA, temperatures, contact, levels, cmap="YlGnBu")
    axes.plot([pressure_to_contact(T, HOLD) / MPA for T in line], line, color="white")
    axes.text(8.2, 62, "0.99", color="white")
    limit = melting(pressures)
    axes.fill_between(pressures / MPA, limit, 120, color="#f2d0c4", zorder=3)
    axes.plot(pressures / MPA, limit, color=COLOURS[1], zorder=4)
    axes.text(0.4, 110, "molten: refused", color="#9c3b00", zorder=5)
    axes.plot(10, 97, "o", color="black", zorder=6)
    axes.annotate(
        "this recipe", (10, 97), (16, 84), arrowprops={"arrowstyle": "-"}, zorder=6, color="white"
    )
    axes.set(
        xscale="log",
        xlabel="pressure (MPa)",
        ylabel="temperature (°C)",
        ylim=(25, 120),
        title="Share of the face that touches after 10 min: clean sodium, rms height 0.5 µm",
    )
    plain_log(axes.xaxis)
    figure.colorbar(shades, ax=axes, ticks=levels[:-1], label="contact fraction")
    save(figure, "map")


def draw_curves() -> None:
    pressures = np.geomspace(0.3, 40, 16) * MPA
    figure, axes = canvas(6.6, 3.2)
    for celsius, colour in ((25.0, COLOURS[0]), (60.0, COLOURS[2]), (97.0, COLOURS[1])):
        contact = [sodium_contact(p, celsius, HOLD) for p in pressures]
        axes.plot(pressures / MPA, contact, color=colour, label=f"{celsius:g} °C")
    axes.axhline(0.99, color="0.6", lw=0.8, ls=":")
    axes.set(
        xscale="log",
        xlabel="pressure (MPa)",
        ylabel="contact fraction",
        ylim=(0, 1.03),
        title="After 10 min",
    )
    plain_log(axes.xaxis)
    axes.legend(title="sodium at")
    save(figure, "curves")


def times() -> None:
    rows = []
    for celsius, pressure in (
        (25, 1),
        (25, 10),
        (25, 20),
        (25, 360),
        (60, 1),
        (60, 10),
        (97, 1),
        (97, 5),
        (97, 10),
    ):
        p, T = pressure * MPA, float(celsius)
        after = sodium_contact(p, T, HOLD)
        rows.append(
            (f"{celsius} °C", f"{pressure} MPa", percent(after), span(time_to_contact(p, T)))
        )
    table("times", ("temperature", "pressure", "contact after 10 min", "0.99 is reached in"), rows)
    rows = [(f"{T} °C", show(pressure_to_contact(float(T), HOLD), "MPa")) for T in (25, 60, 80, 97)]
    table("needed", ("temperature", "pressure for 0.99 within 10 min"), rows)


def melting_points() -> None:
    rows = []
    for celsius, pressure in ((97, 1), (99, 1), (99, 10), (99, 100)):
        changes = {
            "press.temperature": f"{celsius} degC",
            "steps.press.pressure": f"{pressure} MPa",
        }
        done = step(run(sodium_recipe(), changes), "press").carried_out
        found = f"{float(melting(pressure * MPA)):.1f} °C"
        asked = f"{celsius} °C, {pressure} MPa"
        rows.append((asked, found, "pressed" if done else "refused: it melts"))
    table("melting", ("asked for", "sodium melts at", "what happens"), rows)


def transfer_range(material: str) -> str:
    """The range in which a card's charge transfer may lie."""
    found = asperity.material(material).quantities["charge_transfer_sodium"]
    return f"{found.low:g} to {found.high:g} Ω cm²"


def attach_pressure() -> float:
    """Pressure (MPa) at which Ortmann 2023 presses sodium on NZSP."""
    row = words("cell-recipes-in-papers", "source").index("Ortmann 2023 (Na|NZSP)")
    return float(column("cell-recipes-in-papers", "metal_attach_MPa")[row])


def comparison() -> None:
    last, pellet = face(OUTCOME, "release"), layer(OUTCOME, "release", "electrolyte")
    melt, cell = risk(OUTCOME, "melting"), OUTCOME.cell.area_resistance_ohm_m2
    fill(
        "compare",
        contact=percent(last.contact_fraction),
        interface=show(last.resistance_ohm_m2, "ohm cm^2"),
        attach=attach_pressure(),
        transfer=transfer_range("Na5SmSi4O12"),
        cell=show(cell, "ohm cm^2"),
        share=percent(pellet.resistance_ohm * OUTCOME.cell.area_m2 / cell),
        thick=show(layer(OUTCOME, "release", "metal").thickness_m, "um"),
        density=percent(pellet.relative_density),
        margin=f"{melt.limit - melt.value:.1f}",
        rise=f"{SODIUM.value('melting_slope') * 10 * MPA:.2f}",
        breaks=percent(breaks(OUTCOME)),
    )


def main() -> None:
    draw_map()
    draw_curves()
    times()
    melting_points()
    verdict(OUTCOME)
    comparison()
    snippet("doubt", f"{doubtful(OUTCOME)} parameters are recalled, assumed or fitted.")


if __name__ == "__main__":
    main()
