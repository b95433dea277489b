"""Question 3: what load is safe for a die, a punch, a PEEK sleeve."""

import numpy as np
from _kit import COLOURS, MPA, canvas, fill, plain_log, save, table

import asperity
from asperity.laws.strength.lame import burst_pressure, hoop_stress, yield_pressure
from asperity.laws.strength.polymer import (
    backed_growth,
    creep_ratio,
    elastic_wall,
    held_ratio,
    strength_ratio,
)
from asperity.laws.tools.force import force_of, tons_of
from asperity.laws.tools.punch import bearable_pressure, buckling_pressure
from asperity.materials import die, names

POWDER = asperity.material("Li6PS5Cl").value("wall_pressure_ratio")
KINDS = {"hardened-steel": COLOURS[0], "tungsten-carbide": COLOURS[2], "PEEK-sleeve": COLOURS[1]}


def bearable(card, share: float) -> float:
    """Axial pressure (Pa) a die bears when so much of it reaches the wall."""
    rated = card.value("rated_pressure")
    if card.options["limit"] == "rated":  # proven with powder, which presses on the wall with less
        return rated * min(1.0, POWDER / share)
    return min(rated, first_yield(card) / share)


def first_yield(card) -> float:
    """Wall pressure (Pa) at which the bore of a die yields."""
    return float(yield_pressure(card.value("yield_stress"), *radii(card)))


def radii(card) -> tuple[float, float]:
    return card.value("inner_diameter") / 2, card.value("outer_diameter") / 2


def _order(name: str) -> tuple[int, float]:
    kind = name.rpartition("-")[0]
    return list(KINDS).index(kind), die(name).value("inner_diameter")


def rows():
    for name in sorted(names("dies"), key=_order):
        card = die(name)
        bore, outer = radii(card)
        powder, metal = bearable(card, POWDER), bearable(card, 1.0)
        hoop = hoop_stress(375 * MPA * POWDER, bore, outer, bore) / MPA
        yield (
            name.replace("-", " "),
            f"{2e3 * bore:g} / {2e3 * outer:g}",
            f"{first_yield(card) / MPA:.0f}",
            f"{hoop:.0f}",
            f"{card.value('rated_pressure') / MPA:.0f}",
            f"**{powder / MPA:.0f}**",
            f"**{metal / MPA:.0f}** ({tons_of(force_of(metal, 2 * bore)):.1f} t)",
        )


def outer_matters():
    """The same dies if their outer diameter is at the low end of its range."""
    for name in ("hardened-steel-10mm", "hardened-steel-13mm", "hardened-steel-20mm"):
        card = die(name)
        bore, sizes = card.value("inner_diameter") / 2, card.quantities["outer_diameter"]
        strength = card.value("yield_stress")
        found = [
            f"{float(yield_pressure(strength, bore, size / 2)) / MPA:.0f} MPa"
            for size in (sizes.si_low, sizes.si, sizes.si_high)
        ]
        size = " / ".join(f"{1e3 * x:g}" for x in (sizes.si_low, sizes.si, sizes.si_high))
        yield f"`{name}`", f"{size} mm", *found


def punches():
    """What the punches of each kind of die bear, slender ones less."""
    for name in ("hardened-steel-10mm", "tungsten-carbide-10mm", "PEEK-sleeve-10mm"):
        card = die(name)
        d, offset = card.value("inner_diameter"), card.value("punch_offset")
        for length in (card.value("punch_length"), 10 * d):
            buckles = buckling_pressure(card.value("punch_modulus"), d, length)
            sizes = card.quantities["punch_strength"]
            low, value, high = (
                float(bearable_pressure(one, buckling=buckles, offset=offset, diameter=d)) / MPA
                for one in (sizes.si_low, sizes.si, sizes.si_high)
            )
            yield (
                f"`{name}`",
                f"{1e3 * length:.0f} mm",
                f"{sizes.si / MPA:.0f} ({sizes.low:g} to {sizes.high:g})",
                f"{float(buckles) / MPA:.0f}",
                f"{value:.0f} ({low:.0f} to {high:.0f})",
                f"**{value / 2:.0f}**",
            )


TIMES = {"10 min": 600.0, "1 day": 86400.0, "30 days": 30 * 86400.0, "1 year": 365 * 86400.0}
DEGREES = (23, 60, 80, 100, 120)


HOLD = 74 * MPA
"""Pressure at which cells in sleeves are operated."""


def warmed(card, celsius: float) -> float:
    """Share of its strength a sleeve has left at a temperature."""
    return float(
        strength_ratio(
            273.15 + celsius,
            half=card.value("half_strength_temperature"),
            glass=card.value("glass_transition_temperature"),
            melting=asperity.material("PEEK").value("melting_temperature"),
        )
    )


def kept(card, celsius: float) -> str:
    """How long a sleeve bears soft metal under the hold at a temperature."""
    metal = card.value("rated_pressure") * warmed(card, celsius) * POWDER
    if metal <= HOLD:
        return "not at all"
    decades = (1 - HOLD / metal) / card.value("strength_loss_per_decade")
    seconds = card.value("rating_time") * 10 ** min(decades, 12)
    years = seconds / TIMES["1 year"]
    if years >= 10:
        return "for more than ten years"
    told = (years, "years") if years >= 1 else (seconds / 86400, "days")
    return f"for about {float(f'{told[0]:.1g}'):g} {told[1]}"


def loses() -> None:
    card = die("PEEK-sleeve-10mm")
    loss, energy = (card.quantities[n] for n in ("strength_loss_per_decade", "creep_shift_energy"))
    fill(
        "loses",
        half=f"{card.value('half_strength_temperature') - 273.15:.0f} °C",
        glass=f"{card.value('glass_transition_temperature') - 273.15:.0f} °C",
        loss=f"{100 * loss.si:g} %",
        spread=f"{100 * loss.si_low:g} to {100 * loss.si_high:g} %, {loss.trust}",
        hold=f"{HOLD / MPA:g} MPa",
        cold=kept(card, 23),
        hot=kept(card, 120),
    )
    fill(
        "energy",
        energy=f"{energy.si / 1e3:g} kJ/mol",
        trust=energy.trust,
        spread=f"{energy.si_low / 1e3:g} to {energy.si_high / 1e3:g}",
    )


def sleeve_rating():
    """What a sleeve bears on powder and on metal, warm and for long."""
    card = die("PEEK-sleeve-10mm")
    for t in DEGREES:
        warm = warmed(card, t)
        cells = []
        for time in TIMES.values():
            held = held_ratio(
                time,
                proven=card.value("rating_time"),
                loss=card.value("strength_loss_per_decade"),
            )
            left = float(card.value("rated_pressure") * warm * held) / MPA
            cells.append(f"{left:.0f} / {left / 2:.0f}")
        yield f"{t} °C", *cells


def creep(card, time: float, t: float) -> float:
    return float(
        creep_ratio(
            time,
            273.15 + t,
            share=card.value("creep_share"),
            exponent=card.value("creep_time_exponent"),
            energy=card.value("creep_shift_energy"),
        )
    )


def compliance(card) -> float:
    """Growth of the bore of a sleeve in a ring, over its radius and per pressure, 1/Pa."""
    ratio = card.value("outer_diameter") / card.value("inner_diameter")
    E, nu = card.value("youngs_modulus"), card.value("poisson_ratio")
    return float(backed_growth(1.0, ratio, E=E, nu=nu))


def bores():
    """Growth of the bore under 74 MPa on powder, loaded over all its height."""
    card = die("PEEK-sleeve-10mm")
    grows = HOLD * POWDER * compliance(card) * card.value("inner_diameter")
    for t in DEGREES:
        yield (
            f"{t} °C",
            f"{1e6 * grows:.0f} µm",
            *(f"{1e6 * grows * creep(card, time, t):.0f} µm" for time in TIMES.values()),
        )


def walls():
    """What a pellet that only gives way elastically presses on the wall under 74 MPa."""
    card = die("PEEK-sleeve-10mm")
    for E in (5e9, 10e9, 20e9):
        cells = [
            f"{float(elastic_wall(HOLD, c, E=E, nu=0.3)) / MPA:.1f}"
            for c in (
                0.0,
                compliance(card),
                compliance(card) * creep(card, TIMES["30 days"], 23),
                compliance(card) * creep(card, TIMES["30 days"], 100),
            )
        ]
        yield f"{E / 1e9:g} GPa", *cells


def draw() -> None:
    ratio = np.linspace(1.15, 6, 100)
    figure, axes = canvas(6.6, 3.6)
    for kind, colour in KINDS.items():
        cards = [die(name) for name in names("dies") if name.startswith(kind)]
        strength = cards[0].value("yield_stress")
        bears = np.asarray(yield_pressure(strength, 1.0, ratio)) / MPA
        axes.plot(ratio, bears, color=colour, label=f"{kind.replace('-', ' ')}: bore yields")
        k = [radii(card)[1] / radii(card)[0] for card in cards]
        axes.plot(k, [first_yield(card) / MPA for card in cards], "o", color=colour)
        if kind == "hardened-steel":
            burst = np.asarray(burst_pressure(strength, 1.0, ratio)) / MPA
            axes.plot(ratio, burst, "--", color=colour, lw=1, label="the same: whole wall plastic")
    axes.axhline(375, color="0.6", lw=0.8, ls=":")
    axes.text(5.2, 395, "375 MPa", color="0.4")
    axes.set(
        yscale="log",
        ylim=(20, 4000),
        xlabel="outer over inner diameter",
        ylabel="pressure on the wall (MPa)",
    )
    plain_log(axes.yaxis)
    axes.legend(loc="center right", bbox_to_anchor=(1, 0.42))
    save(figure)


def short() -> None:
    steel, carbide, sleeve = (
        die(f"{name}-10mm") for name in ("hardened-steel", "tungsten-carbide", "PEEK-sleeve")
    )
    bears = bearable(steel, 1.0)
    fill(
        "short",
        steel=f"{bears / MPA:.0f} MPa",
        tons=f"{tons_of(force_of(bears, 10e-3)):.0f} t",
        carbide=f"{bearable(carbide, 1.0) / MPA:.0f} MPa",
        sleeve=f"{bearable(sleeve, POWDER) / MPA:.0f} MPa",
        bare=f"{first_yield(sleeve) / MPA:.0f} MPa",
    )


def main() -> None:
    draw()
    short()
    loses()
    table(
        "dies",
        ("die", "bore / outer (mm)", "bore yields", "hoop", "rated", "safe: powder", "safe: metal"),
        rows(),
    )
    table(
        "punches",
        ("punch of", "length", "strength", "buckles", "bears", "again and again"),
        punches(),
    )
    table("sleeve", ("sleeve at", *TIMES), sleeve_rating())
    table("bore", ("sleeve at", "at once", *TIMES), bores())
    table(
        "wall",
        ("pellet", "rigid wall", "sleeve, at once", "30 days, 23 °C", "30 days, 100 °C"),
        walls(),
    )
    table("outer", ("die", "outer diameter", "low", "as on the card", "high"), outer_matters())


if __name__ == "__main__":
    main()
