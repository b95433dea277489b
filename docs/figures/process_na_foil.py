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

validation()
import foil as measured  # noqa: E402

OUTCOME = run("na-foil")
WANTED = 40e-6
DATA = "na-foil-compression-on-substrates"
RECIPE = with_steps("na-foil", PRESS)


def thickness(pressure: float, celsius: float, seconds: float) -> float:
    """Foil (m) after a hold at one temperature, under a pressure (Pa) on the 30 mm plates."""
    changes = {
        "press.temperature": f"{float(celsius)!r} degC",
        "steps.press.pressure": f"{float(pressure)!r} Pa",
        "steps.press.dwell": f"{float(seconds)!r} s",
    }
    return layer(run(RECIPE, changes), "press", "metal").thickness_m


def needed(celsius: float, seconds: float, wanted: float = WANTED) -> float:
    """Pressure (Pa) that makes the foil as thin as wanted."""
    return root(lambda p: wanted - thickness(p, celsius, seconds), 0.1 * MPA, 100 * MPA)


def draw() -> None:
    figure, axes = canvas(7.2, 3.3, ncols=2)
    seconds = np.geomspace(10, 7200, 14)
    for celsius, colour in ((25, COLOURS[0]), (60, COLOURS[2]), (90, COLOURS[1])):
        foil = [1e6 * thickness(10 * MPA, celsius, t) for t in seconds]
        axes[0].plot(seconds / MINUTE, foil, color=colour, label=f"{celsius} °C")
        pressures = np.geomspace(1, 40, 14) * MPA
        foil = [1e6 * thickness(p, celsius, 10 * MINUTE) for p in pressures]
        axes[1].plot(pressures / MPA, foil, color=colour, label=f"{celsius} °C")
    axes[0].set(xlabel="hold at 10 MPa (min)", ylabel="thickness (µm)", ylim=(0, None))
    axes[1].set(xlabel="pressure, held 10 min (MPa)", yscale="log")
    axes[1].set_yticks([20, 50, 100, 200, 500])
    for one in axes:
        one.set(xscale="log")
        one.axhline(1e6 * WANTED, color="0.6", lw=0.8, ls=":")
        plain_log(one.xaxis)
        one.legend(title="sodium at")
    plain_log(axes[1].yaxis)
    axes[1].yaxis.set_minor_formatter(lambda *_: "")
    save(figure)


def tables() -> None:
    holds = (1 * MINUTE, 10 * MINUTE, 60 * MINUTE)
    rows = [
        (f"{T} °C", *(show(thickness(10 * MPA, T, t), "um") for t in holds)) for T in (25, 60, 90)
    ]
    table("after", ("at 10 MPa", *(f"held {span(t)}" for t in holds)), rows)
    rows = [(f"{T} °C", *(show(needed(T, t), "MPa") for t in holds)) for T in (25, 60, 90)]
    table("needed", ("for 40 µm", *(f"held {span(t)}" for t in holds)), rows)


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
