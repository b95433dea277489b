"""Page of `na-foil`: thickness after a hold, pressure for 40 µm, friction against measurements."""

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
    load,
    percent,
    plain_log,
    risk,
    root,
    run,
    save,
    show,
    span,
    step,
    table,
    validation,
    verdict,
    with_steps,
    words,
)

from asperity.materials.library import press as machine
from asperity.stack.build import PLATE_WIDTH

validation()
import foil as measured  # noqa: E402

OUTCOME = run("na-foil")
WANTED = 40e-6
DIE = "hardened-steel-20mm"
DATA = "na-foil-compression-on-substrates"
RECIPE = with_steps("na-foil", PRESS)


def pressed(pressure: float, celsius: float, seconds: float, die: bool = False, **press: str):
    """Foil after a hold at one temperature, under a pressure (Pa) over the 30 mm plates.

    In the die it is the same force on a bore of 20 mm. `press` are fields of the press.
    """
    share = (30 / 20) ** 2 if die else 1.0
    changes = {
        "press.temperature": f"{float(celsius)!r} degC",
        "steps.press.pressure": f"{float(pressure * share)!r} Pa",
        "steps.press.dwell": f"{float(seconds)!r} s",
    }
    if die:
        wide = {"stack.plate.diameter": "20 mm", "stack.plate-2.diameter": "20 mm"}
        changes |= {"press.die": DIE, **wide}
    changes |= {f"press.{name}": value for name, value in press.items()}
    return layer(run(RECIPE, changes), "press", "metal")


def thickness(pressure: float, celsius: float, seconds: float, die: bool = False) -> float:
    """Thickness (m) of that foil."""
    return pressed(pressure, celsius, seconds, die).thickness_m


def needed(celsius: float, seconds: float, wanted: float = WANTED) -> float:
    """Pressure (Pa) that makes the foil as thin as wanted."""
    return root(lambda p: wanted - thickness(p, celsius, seconds), 0.1 * MPA, 100 * MPA)


def draw() -> None:
    figure, axes = canvas(7.2, 6.2, nrows=2, ncols=2)
    (by_time, by_pressure), (by_heat, even) = axes
    seconds, pressures = np.geomspace(10, 7200, 14), np.geomspace(1, 40, 14) * MPA
    for celsius, colour in ((25, COLOURS[0]), (60, COLOURS[2]), (90, COLOURS[1])):
        for die, style in ((False, "-"), (True, "--")):
            look = {"color": colour, "ls": style, "label": None if die else f"{celsius} °C"}
            foil = [1e6 * thickness(10 * MPA, celsius, t, die) for t in seconds]
            by_time.plot(seconds / MINUTE, foil, **look)
            foil = [1e6 * thickness(p, celsius, 10 * MINUTE, die) for p in pressures]
            by_pressure.plot(pressures / MPA, foil, **look)
    warmth = np.linspace(25, 95, 8)
    for p, colour in ((1, COLOURS[0]), (3, COLOURS[2]), (10, COLOURS[1])):
        for die, style in ((False, "-"), (True, "--")):
            foil = [1e6 * thickness(p * MPA, T, 10 * MINUTE, die) for T in warmth]
            by_heat.plot(warmth, foil, style, color=colour, label=None if die else f"{p} MPa")
    by_time.set(xlabel="hold at 10 MPa (min)", xscale="log", ylabel="thickness (µm)")
    by_pressure.set(xlabel="pressure, held 10 min (MPa)", xscale="log")
    by_heat.set(xlabel="temperature, held 10 min (°C)", ylabel="thickness (µm)")
    for one in (by_time, by_pressure, by_heat):
        one.set(yscale="log", ylim=(15, 200))
        one.set_yticks([20, 50, 100, 200], ["20", "50", "100", "200"])
        one.yaxis.set_minor_formatter(lambda *_: "")
        one.axhline(1e6 * WANTED, color="0.6", lw=0.8, ls=":")
        one.legend(title="solid: no die, dashed: die", fontsize=7.5, title_fontsize=7.5)
    plain_log(by_time.xaxis)
    plain_log(by_pressure.xaxis)
    evenness(even)
    save(figure)


TILTS = (0.0, 2.0, 4.0, 6.0, 8.0, 10.0)
SEATS = (
    ("10 MPa, fixed plates", 10.0, False, {}, COLOURS[1], "-"),
    ("1 MPa, fixed plates", 1.0, False, {}, COLOURS[0], "-"),
    ("10 MPa, die", 10.0, True, {}, COLOURS[1], "--"),
    ("10 MPa, ball seat", 10.0, False, {"seat": "ball"}, COLOURS[1], ":"),
)


def evenness(axes) -> None:
    """Thickest less thinnest over the mean, against the tilt of the plates; 90 °C, 10 min."""
    for name, p, die, press, colour, style in SEATS:
        found = [
            100 * pressed(p * MPA, 90, 10 * MINUTE, die, plate_tilt=f"{t} um", **press).evenness
            for t in TILTS
        ]
        axes.plot(TILTS, found, style, color=colour, label=name)
    axes.set(
        xlabel="tilt over the plates (µm)", ylabel="(thickest - thinnest)/mean (%)", ylim=(0, None)
    )
    axes.legend(fontsize=7.5)


def tables() -> None:
    holds = (1 * MINUTE, 10 * MINUTE, 60 * MINUTE)
    rows = [
        (f"{T} °C", *(show(thickness(10 * MPA, T, t), "um") for t in holds)) for T in (25, 60, 90)
    ]
    table("after", ("at 10 MPa", *(f"held {span(t)}" for t in holds)), rows)
    rows = [(f"{T} °C", *(show(needed(T, t), "MPa") for t in holds)) for T in (25, 60, 90)]
    told = []
    for t in (0.0, 2.0, 5.0, 10.0):
        one = pressed(10 * MPA, 90, 10 * MINUTE, plate_tilt=f"{t} um")
        seat = pressed(10 * MPA, 90, 10 * MINUTE, plate_tilt=f"{t} um", seat="ball")
        ends = f"{1e6 * one.thickness_lowest_m:.1f} to {1e6 * one.thickness_highest_m:.1f} µm"
        told.append((f"{t:g} µm", show(one.thickness_m, "um"), ends, *map(_even, (one, seat))))
    heads = ("tilt over 30 mm", "mean", "from, to", "uneven by", "on a ball seat")
    table("even", heads, told)
    walls = [(f"{T} °C", *(_walled(p, T) for p in (1, 10, 40))) for T in (25, 60, 90)]
    table("walled", ("in the die, 10 min", "1 MPa", "10 MPa", "40 MPa"), walls)
    table("needed", ("for 40 µm", *(f"held {span(t)}" for t in holds)), rows)


def _even(foil) -> str:
    return f"{100 * foil.evenness:.1f} %"


def _walled(pressure: float, celsius: float) -> str:
    """Thickness in the die, and how much has gone along the gap."""
    foil = pressed(pressure * MPA, celsius, 10 * MINUTE, die=True)
    gone = foil.extruded_volume_m3 / (np.pi / 4 * 8e-3**2 * 5e-4)
    leaked = percent(gone, 2) if gone > 1e-9 else "none"
    return f"{show(foil.thickness_m, 'um')}, {leaked} in the gap"


def friction() -> None:
    stress, spread = column(DATA, "stress_MPa"), column(DATA, "standard_deviation_MPa")
    off = measured.residuals()
    rows = [
        (
            name,
            f"{stress[i]:g} ± {spread[i]:g} MPa",
            measured.FRICTION[name],
            show(measured.engineering_stress(measured.FRICTION[name]), "MPa"),
            f"{100 * off[name]:+.1f} %",
        )
        for i, name in enumerate(words(DATA, "substrate"))
    ]
    table("friction", ("faces", "measured", "friction factor, fitted", "law", "off by"), rows)
    free = measured.engineering_stress(0.0)
    rows = [
        (
            "frictionless, nothing fitted",
            show(free, "MPa"),
            f"{100 * (free / 1e6 / stress[0] - 1):+.1f} % of the oiled row",
        ),
        ("fully sticking", show(measured.engineering_stress(1.0), "MPa"), "above all rows"),
    ]
    table("judged", ("limit", "law", "against the data"), rows)


def comparison() -> None:
    pressed, cooled = layer(OUTCOME, "press", "metal"), layer(OUTCOME, "cool", "metal")
    course = step(OUTCOME, "press").history
    foil = course.thickness_m[:, course.layers.index("metal")]
    fill(
        "compare",
        thick=show(pressed.thickness_m, "um"),
        cooled=show(cooled.thickness_m, "um"),
        uneven=percent(pressed.evenness, 2),
        tilt=show(
            30e-3 * machine(load("na-foil").press.machine).value("plate_parallelism") / PLATE_WIDTH,
            "um",
        ),
        needed=show(needed(90, 10 * MINUTE), "MPa"),
        disc=f"{1e3 * pressed.diameter_m:.0f}",
        ratio=f"{(30e-3 / pressed.diameter_m) ** 2:.2f}",
        worst=f"{100 * max(abs(off) for off in measured.residuals().values()):.1f}",
        stress=", ".join(f"{stress:g}" for stress in column(DATA, "stress_MPa")),
        early=show(float(np.interp(2.0, course.time_s, foil)), "um"),
        lost=percent(risk(OUTCOME, "extrusion").value),
    )


def main() -> None:
    draw()
    tables()
    friction()
    verdict(OUTCOME)
    comparison()


if __name__ == "__main__":
    main()
