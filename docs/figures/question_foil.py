"""Question 10: how hard may the foil be pressed, and how thick is it then."""

import numpy as np
from _kit import (
    COLOURS,
    MINUTE,
    MPA,
    PRESS,
    canvas,
    column,
    fill,
    layer,
    percent,
    plain_log,
    pressure_to_contact,
    run,
    save,
    show,
    span,
    step,
    table,
    with_steps,
    words,
)

import asperity

CONTACT = "na-on-hydroborate-contact"
SHORTS = "li-on-li6ps5cl-time-to-short"
RECIPE = with_steps("na-foil", PRESS)
FOILS = (("sodium", 200.0, 8.0), ("lithium", 500.0, 12.7), ("lithium", 100.0, 10.0))


def free_foil(metal: str, size: tuple[float, float], pressure: float, seconds: float) -> float:
    """Thickness (m) of a foil (µm, mm) between steel plates of its own diameter, no die."""
    thick, wide = size
    changes = {
        "stack.metal.material": metal,
        "stack.metal.thickness": f"{thick} um",
        "stack.metal.diameter": f"{wide} mm",
        "stack.plate.diameter": f"{wide} mm",
        "stack.plate-2.diameter": f"{wide} mm",
        "steps.press.pressure": f"{float(pressure)!r} Pa",
        "steps.press.dwell": f"{float(seconds)!r} s",
    }
    return layer(run(RECIPE, changes), "press", "metal").thickness_m


def draw() -> None:
    figure, axes = canvas(7.4, 3.5, ncols=2)
    windows(axes[0])
    pressures = np.geomspace(0.3, 70, 16) * MPA
    for (metal, thick, wide), colour in zip(FOILS, COLOURS, strict=False):
        left = [free_foil(metal, (thick, wide), p, 10 * MINUTE) / (1e-6 * thick) for p in pressures]
        axes[1].plot(pressures / MPA, left, color=colour, label=f"{metal}, {thick:g} µm")
    axes[1].set(
        xscale="log",
        ylim=(0, 1.02),
        xlabel="pressure (MPa)",
        ylabel="thickness left",
        title="No die: 10 min at 25 °C",
    )
    plain_log(axes[1].xaxis)
    axes[1].legend(loc="lower left", fontsize=7.5, bbox_to_anchor=(0, 0.02))
    save(figure)


def windows(axes) -> None:
    """Contact complete, metal enters, short: published pressures, one line an electrolyte."""
    names = [*words(CONTACT, "electrolyte"), "Li on Li6PS5Cl, 82 %"]
    card = asperity.material("Li6PS5Cl")
    last = [
        np.nan,
        *(
            card.value(f"{x}_pressure_lithium") / MPA
            for x in ("metal_inclusion", "mechanical_short")
        ),
    ]
    for heading, colour, mark, text, own in (
        ("contact_complete_MPa", COLOURS[2], "o", "contact complete", last[0]),
        ("sodium_inclusion_MPa", COLOURS[4], "s", "metal enters", last[1]),
        ("mechanical_short_MPa", COLOURS[1], "X", "short", last[2]),
    ):
        axes.plot(
            [*column(CONTACT, heading), own], range(len(names)), mark, color=colour, label=text
        )
    axes.set_yticks(range(len(names)), names, fontsize=7.5)
    axes.set(
        xlabel="pressure (MPa)", xlim=(0, 100), title="Published, 25 °C", ylim=(-0.5, len(names))
    )
    axes.legend(loc="upper right", fontsize=7.5, ncols=3, columnspacing=0.8, handletextpad=0.1)


def thicknesses() -> None:
    pressures = (1, 5, 10, 25, 70)
    rows = []
    for metal, thick, wide in FOILS:
        for seconds in (10.0, 10 * MINUTE):
            found = (
                show(free_foil(metal, (thick, wide), p * MPA, seconds), "um") for p in pressures
            )
            rows.append((f"{metal}, {thick:g} µm × {wide:g} mm", span(seconds), *found))
    table("free", ("foil", "held", *(f"{p} MPa" for p in pressures)), rows)


def confined() -> None:
    rows = []
    for name, where in (
        ("symmetric-cell", "press"),
        ("na-thermal-press", "press"),
        ("na-cold-press", "press"),
    ):
        recipe = asperity.load_recipe(name)
        foil = next(part for part in recipe.stack if part.name == "metal")
        found = layer(run(name), where, "metal")
        rows.append(
            (
                f"`{name}`",
                f"{foil.diameter} foil in `{recipe.press.die}`",
                foil.thickness,
                show(found.thickness_m, "um"),
            )
        )
    table("die", ("recipe", "", "put in", "pressed"), rows)


def gap() -> None:
    """What has gone along the gap of the die at the end of the pressing, as a share of the foil."""
    rows = []
    for name in ("symmetric-cell", "na-thermal-press", "na-cold-press"):
        foil = next(part for part in asperity.load_recipe(name).stack if part.name == "metal")
        volume = np.pi / 4 * foil.si("diameter") ** 2 * foil.si("thickness")
        found, pressed = step(run(name), "press"), layer(run(name), "press", "metal")
        held, warm = found.applied_pressure_pa, found.temperature_k
        rows.append(
            (
                f"`{name}`",
                f"{show(held, 'MPa')}, {show(warm, 'degC')}",
                percent(pressed.extruded_volume_m3 / volume, 2),
            )
        )
    table("gap", ("recipe", "pressed at", "gone along the gap"), rows)


def thin() -> None:
    """What is left of foils of several thicknesses, with and without the die."""
    rows = []
    recipe = asperity.load_recipe("na-cold-press")
    bare = recipe.model_copy(update={"press": recipe.press.model_copy(update={"die": None})})
    for thickness in ("1 um", "5 um", "20 um", "50 um", "200 um", "1 mm"):
        told = [thickness]
        for one in (recipe, bare):
            found = asperity.press(one.replace({"stack.metal.thickness": thickness}))
            metal = layer(found, "press", "metal")
            area = np.pi / 4 * metal.diameter_m**2
            gone = metal.extruded_volume_m3 / (metal.extruded_volume_m3 + area * metal.thickness_m)
            told += [show(metal.thickness_m, "um"), percent(gone, 3)]
        rows.append(tuple(told))
    table("thin", ("put in", "left in the die", "lost", "left without a die", "lost"), rows)


def wrinkles() -> None:
    """Height left of wrinkles of lithium, by pressure."""
    row = []
    pressures = (0.3, 0.5, 0.7, 1, 2, 25)
    for p in pressures:
        changes = {
            "stack.metal.wrinkle_height": "100 um",
            "stack.metal.wrinkle_length": "5 mm",
            "steps.pre-press.pressure": f"{p} MPa",
            "press.guide_friction": "0 MPa",
        }
        left = layer(run("symmetric-cell", changes), "pre-press", "metal").wrinkle_m
        row.append(show(left, "um", 2) if left > 0 else "none")
    table("wrinkles", ("pressure", *(f"{p} MPa" for p in pressures)), [("left", *row)])


def shorts() -> None:
    rows = [
        (
            f"{p:g} MPa",
            "no short in 1000 h" if h >= 1000 else "before any current" if h == 0 else f"{h:g} h",
        )
        for p, h in zip(
            column(SHORTS, "pressure_MPa"), column(SHORTS, "time_to_short_h"), strict=True
        )
    ]
    table("life", ("kept in operation", "Li on Li6PS5Cl shorts after"), rows)
    needed = [
        (
            f"{t} °C",
            show(pressure_to_contact(float(t), 600.0, 0.99), "MPa"),
            show(pressure_to_contact(float(t), 600.0, 0.9), "MPa"),
        )
        for t in (25, 60)
    ]
    table("needed", ("sodium, rms 0.5 µm, 10 min", "0.99 contact", "0.9 contact"), needed)


def short() -> None:
    enters, broken = (column(CONTACT, f"{x}_MPa") for x in ("sodium_inclusion", "mechanical_short"))
    thin = free_foil("lithium", (500.0, 12.7), 10 * MPA, 10 * MINUTE)
    fill(
        "short",
        longest=column(SHORTS, "time_to_short_h")[0],
        enters=f"{np.nanmin(enters):g} to {np.nanmax(enters):g}",
        shorts=f"{np.nanmin(broken):g} to {np.nanmax(broken):g}",
        metal="lithium of 500 µm",
        pressure="10 MPa",
        thin=show(thin, "um"),
    )


def main() -> None:
    draw()
    short()
    thicknesses()
    confined()
    gap()
    thin()
    wrinkles()
    shorts()


if __name__ == "__main__":
    main()
