"""Question 11: which pressure, temperature and time at my roughness, and how near to melting."""

import numpy as np
from _kit import (
    COLOURS,
    MINUTE,
    MPA,
    canvas,
    column,
    face,
    fill,
    load,
    percent,
    plain_log,
    pressure_to_contact,
    save,
    show,
    sodium,
    span,
    table,
    time_to_contact,
)

import asperity
from asperity.laws.flow.melting import melting_temperature
from asperity.outcome.risk import Risk

ROUGH = (0.1e-6, 0.3e-6, 0.5e-6, 1e-6, 2e-6)
WARM = (25, 60, 80, 95)


def melts(metal: str, pressure: float) -> float:
    """Melting point in degC at a pressure in Pa."""
    card = asperity.material(metal)
    found = melting_temperature(
        pressure, Tm0=card.value("melting_temperature"), slope=card.value("melting_slope")
    )
    return float(found) - 273.15


def draw() -> None:
    figure, axes = canvas(7.4, 3.5, ncols=2)
    rough = np.array(ROUGH)
    for T, colour in zip(WARM, (COLOURS[0], COLOURS[2], COLOURS[4], COLOURS[1]), strict=True):
        p = [pressure_to_contact(float(T), 10 * MINUTE, 0.99, r) / MPA for r in rough]
        axes[0].plot(1e6 * rough, p, color=colour, label=f"{T} °C")
    axes[0].set(
        xscale="log",
        yscale="log",
        xlabel="rms height (µm)",
        ylabel="pressure (MPa)",
        title="For 0.99 contact of sodium in 10 min",
        ylim=(1.5, 60),
    )
    plain_log(axes[0].xaxis)
    plain_log(axes[0].yaxis)
    axes[0].legend()
    resistance(axes[1])
    save(figure)


def resistance(axes) -> None:
    """Interface resistance over what a perfect contact would have, against pressure."""
    pressures = np.geomspace(0.3, 30, 12) * MPA
    for T, colour in ((25, COLOURS[0]), (60, COLOURS[2]), (95, COLOURS[1])):
        found = [face(sodium(p, float(T), 10 * MINUTE), "press") for p in pressures]
        perfect = found[-1].charge_transfer_ohm_m2 * found[-1].contact_fraction
        ratio = [one.resistance_ohm_m2 / perfect for one in found]
        axes.plot(pressures / MPA, ratio, color=colour, label=f"{T} °C")
    axes.axhline(1, color="0.6", lw=0.8, ls=":")
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="pressure (MPa)",
        ylabel="resistance over perfect contact",
        title="rms height 0.5 µm, 10 min",
    )
    plain_log(axes.xaxis)
    plain_log(axes.yaxis)
    axes.legend()


def by_roughness() -> None:
    rows = [
        (
            f"{1e6 * r:g} µm",
            *(show(pressure_to_contact(float(T), 10 * MINUTE, 0.99, r), "MPa") for T in WARM),
            span(time_to_contact(10 * MPA, 25.0, 0.99, r)),
            span(time_to_contact(10 * MPA, 95.0, 0.99, r)),
        )
        for r in ROUGH
    ]
    headings = (
        "rms height",
        *(f"{T} °C" for T in WARM),
        "10 MPa, 25 °C takes",
        "10 MPa, 95 °C takes",
    )
    table("roughness", headings, rows)


def planned(pressure: float, celsius: float, *, die: bool = True) -> Risk:
    """The risk of melting of the shipped thermal press at a pressure (Pa), before it is pressed."""
    recipe = load("na-thermal-press")
    if not die:
        bare = recipe.press.model_copy(update={"die": None})
        recipe = recipe.model_copy(update={"press": bare})
    asked = {"pressure": f"{pressure} Pa", "temperature": f"{celsius} degC", "dwell": "0 s"}
    changes = {f"steps.press.{name}": text for name, text in asked.items()}
    recipe = recipe.replace({**changes, "steps.release.pressure": "0 Pa"})
    return next(risk for risk in asperity.check(recipe).risks if risk.kind == "melting")


def near_melting() -> None:
    rows = []
    for p in (0.1, 1, 10, 100, 360):
        at = melts("sodium", p * MPA)
        risk = planned(p * MPA, at - 5)
        set_point = risk.marginal - (risk.value - (at - 5 + 273.15)) - 273.15
        rows.append(
            (
                f"{p:g} MPa",
                f"{at:.1f} °C",
                f"{set_point:.1f} °C",
                f"{melts('lithium', p * MPA):.1f} °C",
            )
        )
    headings = (
        "pressure, in a die",
        "sodium melts",
        "marginal from a set point of",
        "lithium melts",
    )
    table("melting", headings, rows)
    rows = [
        (f"{T:g} °C", *near(planned(10 * MPA, T)), *near(planned(10 * MPA, T, die=False)))
        for T in (94.0, 95.0, 96.0, 97.0, 97.5, 98.0)
    ]
    headings = (
        "set point",
        "margin, steel die",
        "melts (band)",
        "margin, no die",
        "melts (band)",
    )
    table("chance", headings, rows)


def near(risk: Risk) -> tuple[str, str]:
    """Margin of the sample's hottest moment, and how likely it melts, with its band."""
    low, high = risk.probability_low, risk.probability_high
    band = f"{percent(risk.probability)} ({percent(low)} to {percent(high)})"
    return f"{risk.limit - risk.value:.1f} K", band


def gain() -> None:
    rows = []
    for T, p, t in (
        (25, 10, 10),
        (25, 10, 120),
        (25, 20, 10),
        (60, 10, 10),
        (95, 1, 10),
        (95, 3, 10),
        (95, 10, 1),
    ):
        found = face(sodium(p * MPA, float(T), t * MINUTE), "press")
        rows.append(
            (
                f"{T} °C, {p} MPa, {t} min",
                percent(found.contact_fraction),
                show(found.resistance_ohm_m2, "ohm cm^2"),
            )
        )
    table("gain", ("hold", "contact", "interface, at that temperature"), rows)


def short() -> None:
    warm, cold = (
        [pressure_to_contact(T, 10 * MINUTE, 0.99, r) / MPA for r in (ROUGH[0], ROUGH[-1])]
        for T in (95.0, 25.0)
    )
    seen = column("na-on-hydroborate-contact", "contact_complete_MPa")
    span_of = [f"{low:.2g} to {high:.2g} MPa" for low, high in (warm, cold)]
    fill("short", warm=span_of[0], cold=span_of[1], melts=f"{melts('sodium', MPA):.1f} °C")
    known = " and ".join(f"{p:g}" for p in sorted(seen[np.isfinite(seen)]))
    fill("sure", seen=known, cold=span_of[1])


def main() -> None:
    draw()
    short()
    by_roughness()
    near_melting()
    gain()


if __name__ == "__main__":
    main()
