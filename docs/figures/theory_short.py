"""Theory of the mechanical short: throats and pressures, and what is predicted from what."""

from dataclasses import replace

import numpy as np
from _kit import (
    COLOURS,
    MINUTE,
    MPA,
    canvas,
    column,
    fill,
    plain_log,
    save,
    show,
    table,
    validation,
    words,
)

validation()
import short  # noqa: E402

import asperity  # noqa: E402
from asperity.laws.flow.creep import flow_stress  # noqa: E402
from asperity.laws.flow.size import size_length  # noqa: E402
from asperity.laws.strength.short import (  # noqa: E402
    SEEN,
    capillary_pressure,
    narrowing,
    opened_throat,
    opening_pressure,
    spread_of,
)
from asperity.laws.strength.throat import wedging_pressure  # noqa: E402
from asperity.outcome.gather.ahead.risks import planned_risks  # noqa: E402
from asperity.stack import build  # noqa: E402

HOUR = 3600.0
GRAIN = 5e-6


def opening(metal: str, throat, celsius: float = 25.0, held: float = 10 * MINUTE):
    """Pressure (Pa) that opens a throat (m) within a hold (s)."""
    creep, size = short.metal(metal)
    kelvin = 273.15 + celsius
    bulk = flow_stress(creep, 1 / np.asarray(held), temperature=kelvin)
    return opening_pressure(throat, bulk=bulk, size_length=size_length(size, kelvin))


def draw() -> None:
    figure, axes = canvas(8.6, 3.3, ncols=3)
    throats(axes[0])
    predicted(axes[1])
    lives(axes[2])
    save(figure)


def throats(axes) -> None:
    """Opening pressure against width, with entry and short of each electrolyte."""
    width = np.geomspace(1e-9, 3e-6, 60)
    for metal, colour in (("sodium", COLOURS[0]), ("lithium", COLOURS[1])):
        for celsius, style in ((25.0, "-"), (80.0, "--")):
            label = f"{metal}, {celsius:g} °C"
            axes.plot(
                width * 1e9, opening(metal, width, celsius) / MPA, style, color=colour, label=label
            )
    for metal, wide, colour in (
        ("sodium", short.widths(), COLOURS[0]),
        ("lithium", short.last_throat() * narrowing(), COLOURS[1]),
    ):
        for mark, d in (("s", wide), ("X", wide / narrowing())):
            axes.plot(
                np.atleast_1d(d) * 1e9, np.atleast_1d(opening(metal, d)) / MPA, mark, color=colour
            )
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="throat (nm)",
        ylabel="pressure (MPa)",
        title="■ first entry, ✕ short; 10 min",
        ylim=(3, 600),
    )
    axes.legend(fontsize=6.5, loc="upper right")


def predicted(axes) -> None:
    own = column(short.CONTACT, "mechanical_short_MPa")
    axes.plot(short.hydroborates() / MPA, own, "X", color=COLOURS[0], label="Na, four hydroborates")
    lithium, there = short.lithium(), short.measured_lithium() / MPA
    marks = {"cycled cells": "X", "grains of 1 um": "v", "grains of 5 um": "^"}
    for name, mark in marks.items():
        text = f"Li, {name.replace('um', 'µm')}"
        axes.plot(
            lithium[name] / MPA,
            there,
            mark,
            color=COLOURS[1],
            label=text,
            mfc="none" if mark != "X" else None,
        )
    line = np.array([10.0, 120.0])
    axes.plot(line, line, color="0.4", lw=0.8)
    axes.fill_between(line, line / 1.5, line * 1.5, color="0.9", label="factor 1.5")
    axes.set(
        xscale="log",
        yscale="log",
        xlim=(10, 120),
        ylim=(10, 120),
        xlabel="predicted short (MPa)",
        ylabel="measured (MPa)",
        title="Predicted without it",
    )
    plain_log(axes.xaxis)
    plain_log(axes.yaxis)
    axes.legend(fontsize=6.5, loc="lower right")


def lives(axes) -> None:
    """Pressure against time: creep through one throat, and the cells."""
    pressure, life = column(short.LIVES, "pressure_MPa"), column(short.LIVES, "time_to_short_h")
    hours = np.geomspace(0.02, 2000, 60)
    law = opening("lithium", short.last_throat(), held=hours * HOUR) / MPA
    axes.plot(hours, law, color=COLOURS[1], label="creep, one throat")
    crept = np.isin(pressure, short.CREPT)
    axes.plot(life[crept], pressure[crept], "o", color=COLOURS[1], label="fitted on")
    others = ~crept & (life > 0) & (life < 1000)
    axes.plot(life[others], pressure[others], "o", color=COLOURS[1], mfc="none", label="not used")
    axes.plot(
        life[life >= 1000],
        pressure[life >= 1000],
        ">",
        color=COLOURS[1],
        mfc="none",
        label="no short",
    )
    survived, held = short.survived()
    axes.plot(held / HOUR, survived / MPA, "^", color=COLOURS[2], label="held, no short")
    axes.plot([10 / 60], pressure[life == 0], "X", color=COLOURS[1], label="before any current")
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="time to short (h)",
        ylabel="pressure (MPa)",
        title="Lithium on Li6PS5Cl",
    )
    plain_log(axes.yaxis)
    axes.legend(fontsize=6.5, loc="lower left")


def rows() -> None:
    own = column(short.CONTACT, "mechanical_short_MPa")
    entered = column(short.CONTACT, "sodium_inclusion_MPa")
    found = [
        (
            name,
            show(d, "nm", 2),
            show(d / narrowing(), "nm", 2),
            show(e * MPA, "MPa"),
            show(p, "MPa", 2),
            show(s * MPA, "MPa"),
            f"{s * MPA / p:.2f}",
        )
        for name, d, e, p, s in zip(
            words(short.CONTACT, "electrolyte"),
            short.widths(),
            entered,
            short.hydroborates(),
            own,
            strict=True,
        )
    ]
    last, there = short.last_throat(), short.measured_lithium()
    ways = short.lithium()
    throats_of = {"cycled cells": last} | {
        f"grains of {1e6 * g:g} um": short.from_grains(g) for g in short.GRAINS
    }
    for name, d in throats_of.items():
        found.append(
            (
                f"Li6PS5Cl, from {name.replace('um', 'µm')}",
                show(d * narrowing(), "nm", 2),
                show(d, "nm", 2),
                "–",
                show(ways[name], "MPa", 2),
                f"at most {show(there, 'MPa')}",
                f"at most {there / ways[name]:.2f}",
            )
        )
    held_at, held = short.survived()
    for name, p in short.against_survival().items():
        hold = f"**Li6PS5Cl, {show(held_at, 'MPa')} held {held / HOUR:g} h without a short**"
        found.append(
            (
                f"{hold}; from {'the ' if name.startswith('short') else ''}{name}",
                "–",
                "–",
                "–",
                show(p, "MPa", 2),
                f"above {show(held_at, 'MPa')}",
                f"above {held_at / p:.1f}",
            )
        )
    heads = (
        "electrolyte",
        "first throat",
        "last throat",
        "entry, measured",
        "short, predicted",
        "measured",
        "measured over predicted",
    )
    table("rows", heads, found)


def rim() -> None:
    """What holds the flaws of a dense ceramic shut."""
    cold = asperity.load_recipe("na-cold-press")
    known = cold.replace({"stack.electrolyte.flaw_size": "150 um"})
    held, deep = build(cold), build(known)
    play = replace(held.die, clearance=1e-9)
    cases = (
        ("no die: free at its rim", replace(held, die=None)),
        ("die, no play: held by the wall", replace(held, die=play)),
        ("die and play: metal around the rim", held),
        ("the same, with a flaw of 150 µm", deep),
    )
    found = []
    for name, stack in cases:
        risks = [x for x in planned_risks(stack) if x.kind == "mechanical-short"]
        risk = risks[0]
        ends = (risk.probability, risk.probability_low, risk.probability_high)
        likely = "{:.0f} % ({:.0f} to {:.0f} %)".format(*(100 * end for end in ends))
        found.append(
            (name, show(risk.value, "MPa"), show(risk.limit, "MPa", 2), likely, risk.level)
        )
    heads = ("sodium on NaSICON", "pressed with", "cracks at", "chance", "level")
    table("rim", heads, found)


def said() -> None:
    """Numbers of the text."""
    tough = {
        x: short.asperity.material(x).value("fracture_toughness")
        for x in ("Na-hydroborate", "Li6PS5Cl")
    }
    energy = {m: short.asperity.material(m).value("surface_energy") for m in ("sodium", "lithium")}
    own = short.measured_lithium()
    steep = short.throat_ratios() ** 0.5
    apart = [short.spread(i) for i in range(4)]
    fill(
        "said",
        ratios=f"{short.ratios().min():.2f} to {short.ratios().max():.2f}",
        spread=f"{short.spread():.2f}",
        without=f"{min(apart):.2f} to {max(apart):.2f}",
        rarer=f"{spread_of(1.0 * np.exp(np.log(short.throat_ratios()).mean()), seen=1e-3):.2f}",
        steeper=f"{spread_of(np.exp(np.log(steep).mean())):.2f}",
        narrowing=f"{narrowing():.1f}",
        seen=f"{100 * SEEN:g} %",
        last=show(short.last_throat(), "nm", 2),
        fitted=show(float(opened_throat(own, **short.bulk("lithium"))), "nm", 2),
        exponent=f"{short.exponent():.2f}",
        creep=f"{short.metal('lithium')[0].exponent:g}",
        minute=show(short.lithium(60.0)["cycled cells"], "MPa", 2),
        hour=show(short.lithium(3600.0)["cycled cells"], "MPa", 2),
        survived=show(short.survived()[0], "MPa"),
        survived_hours=f"{short.survived()[1] / HOUR:g}",
        by_short=show(short.against_survival()["short at 75 MPa"], "MPa", 2),
        by_cells=show(short.against_survival()["cycled cells"], "MPa", 2),
        beyond=f"{short.survived()[0] / short.against_survival()['cycled cells']:.1f}",
        plug=f"{short.plug_reach():.0f}",
        wedge_na=show(float(wedging_pressure(tough["Na-hydroborate"], GRAIN)), "MPa", 2),
        wedge_li=show(float(wedging_pressure(tough["Li6PS5Cl"], GRAIN)), "MPa", 2),
        capillary_na=show(
            float(capillary_pressure(short.widths()[0], energy["sodium"], 0.0)), "MPa", 2
        ),
        capillary_li=show(
            float(capillary_pressure(short.last_throat(), energy["lithium"], 0.0)), "MPa", 2
        ),
        grains=f"{own / short.lithium()['grains of 5 um']:.1f}",
        fine=f"{own / short.lithium()['grains of 1 um']:.1f}",
    )


def main() -> None:
    draw()
    rows()
    rim()
    said()


if __name__ == "__main__":
    main()
