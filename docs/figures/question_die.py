"""Question 3: what load is safe for a die, a punch, a PEEK sleeve."""

import numpy as np
from _kit import COLOURS, MPA, canvas, fill, plain_log, save, table

import asperity
from asperity.laws.strength.lame import burst_pressure, hoop_stress, yield_pressure
from asperity.laws.tools.force import force_of, tons_of
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
    table(
        "dies",
        ("die", "bore / outer (mm)", "bore yields", "hoop", "rated", "safe: powder", "safe: metal"),
        rows(),
    )
    table("outer", ("die", "outer diameter", "low", "as on the card", "high"), outer_matters())


if __name__ == "__main__":
    main()
