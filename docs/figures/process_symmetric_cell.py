"""Page of `symmetric-cell`: the loading curve against the published one, life against pressure."""

import numpy as np
from _kit import (
    COLOURS,
    MPA,
    canvas,
    column,
    face,
    fill,
    layer,
    percent,
    plain_log,
    risk,
    run,
    save,
    show,
    snippet,
    step,
    table,
    validation,
    verdict,
    words,
)

import asperity
from asperity.laws.powder.compaction.walker import density as walker

validation()
import lithium  # noqa: E402
from stripping import published  # noqa: E402

OUTCOME = run("symmetric-cell")
SHORTS = "li-on-li6ps5cl-time-to-short"
FITTED = (
    ("charge transfer, each face", "sets the height of the curve above the pellet"),
    ("friction of the guides", "steepens it at 1 to 5 MPa: plungers in a polymer sleeve rub"),
    (
        "conductivity of the pellet under 25 MPa",
        "sets where the curve ends; 2.0 to 2.5 mS/cm are reported",
    ),
)


def draw(p, seen, law, up) -> None:
    figure, axes = canvas(7.2, 3.5, ncols=2, width_ratios=(3, 2))
    turn = [*np.flatnonzero(up)[-1:], *np.flatnonzero(~up)]
    axes[0].plot(p[up], law[up], "-", color=COLOURS[0], label="computed, loading")
    axes[0].plot(p[turn], law[turn], "--", color=COLOURS[0], label="computed, let back")
    axes[0].plot(p[up], seen[up], "o", color=COLOURS[1], label="published, loading")
    axes[0].plot(p[~up], seen[~up], "s", color=COLOURS[1], mfc="white", label="published, let back")
    axes[0].annotate("", (1, 900), (1, 500), arrowprops={"arrowstyle": "->", "color": COLOURS[1]})
    axes[0].set(
        yscale="log", xlabel="stack pressure (MPa)", ylabel="cell resistance (Ω)", ylim=(25, 2000)
    )
    plain_log(axes[0].yaxis)
    axes[0].legend(loc="upper right", bbox_to_anchor=(1, 0.8))
    shown = seen < lithium.OFF_SCALE
    names = np.array([f"{x:g}" if w else f"{x:g} back" for x, w in zip(p, up, strict=True)])
    axes[1].bar(names[shown], 100 * (law / seen - 1)[shown], color=COLOURS[0])
    axes[1].axhline(0, color="0.4", lw=0.8)
    axes[1].set(xlabel="pressure (MPa)", ylabel="computed over published, less 1 (%)")
    axes[1].set_title("Residuals")
    axes[1].tick_params(axis="x", rotation=30)
    save(figure)


def residuals(p, seen, law, up) -> None:
    shown = seen < lithium.OFF_SCALE
    rows = [
        (
            "loading" if up[i] else "let back",
            f"{p[i]:g} MPa",
            f"{seen[i]:g} Ω" if shown[i] else f"above {seen[i]:g} Ω",
            f"{law[i]:.4g} Ω",
            f"{100 * (law[i] / seen[i] - 1):+.0f} %" if shown[i] else "–",
        )
        for i in range(len(p))
    ]
    table("residuals", ("", "pressure", "published", "computed", "off by"), rows)
    off = lithium.residuals(law)[shown]
    snippet(
        "rms", f"The root mean square of the residuals is {percent(np.sqrt(np.mean(off**2)), 2)}."
    )


def fitted() -> None:
    values = lithium.FITTED.values()
    rows = [
        (name, value.replace("ohm cm^2", "Ω cm²"), text)
        for (name, text), value in zip(FITTED, values, strict=True)
    ]
    table("fitted", ("fitted on this curve", "value", "what it does"), rows)


def life() -> None:
    figure, axes = canvas(5.2, 3.0)
    p, hours = column(SHORTS, "pressure_MPa"), column(SHORTS, "time_to_short_h")
    stopped, at_once = hours >= 1000, hours == 0
    plain = ~stopped & ~at_once
    axes.plot(p[plain], hours[plain], "o", color=COLOURS[1], label="shorted")
    axes.plot(p[stopped], hours[stopped], "^", color=COLOURS[2], label="stopped without a short")
    axes.plot(p[at_once], [0.5], "x", color=COLOURS[1], label="shorted before any current")
    short = risk(OUTCOME, "mechanical-short")
    axes.axvspan(short.marginal / MPA, short.limit / MPA, color="#fbe3c0", zorder=0)
    axes.axvspan(short.limit / MPA, 100, color="#f2d0c4", zorder=0)
    axes.set(
        xscale="log",
        yscale="log",
        xlim=(3, 100),
        ylim=(0.3, 2000),
        xlabel="stack pressure (MPa)",
        ylabel="hours at 75 µA/cm²",
        title="Shaded: marginal and bad, as the program judges it",
    )
    plain_log(axes.xaxis)
    plain_log(axes.yaxis)
    axes.legend(loc="lower left")
    save(figure, "life")


def stripping() -> None:
    """The shipped cell operated at 3 and 7 MPa against what was published there."""
    seen, rows = published()[0], []
    for p, i in zip(seen.pressure, seen.current, strict=True):
        limits = run(
            "symmetric-cell", {"steps.operate.pressure": f"{p / MPA:g} MPa"}
        ).cell.critical_current_a_per_m2
        views = (limits.stripping, limits.stripping_interface_limited)
        rows.append(
            (
                f"{p / MPA:g} MPa",
                show(i, "mA/cm^2"),
                *(f"{show(view, 'mA/cm^2', 2)} ({view / i:.2g} times)" for view in views),
            )
        )
    heads = ("pressure", "published", "by creep and diffusion", "by the interface")
    table("stripping", heads, rows)


def comparison(p, seen, law, up) -> None:
    at = {f"{x:g}" if w else "back": i for i, (x, w) in enumerate(zip(p, up, strict=True))}
    end = next(s for s in asperity.press(lithium.recipe()).steps if s.name == "loading-25")
    short, currents = risk(OUTCOME, "mechanical-short"), OUTCOME.cell.critical_current_a_per_m2
    seven = published()[0].current[1]
    sulfide = asperity.material("Li6PS5Cl")
    own = walker(370 * MPA, C1=sulfide.value("walker_c1"), C2=sulfide.value("walker_c2"))
    fill(
        "compare",
        at1=f"{law[at['1']]:.4g}",
        at5=f"{law[at['5']]:.3g}",
        seen5=seen[at["5"]],
        at25=f"{law[at['25']]:.3g}",
        seen25=seen[at["25"]],
        back5=f"{law[at['back']]:.3g}",
        seenback=seen[at["back"]],
        contact25=percent(end.interfaces[0].contact_fraction),
        direct=f"{step(OUTCOME, 'press').cell_resistance_ohm:.3g}",
        pressed=percent(face(OUTCOME, "press").contact_fraction),
        operating=percent(face(OUTCOME, "operate").contact_fraction),
        thick=show(layer(OUTCOME, "press", "metal").thickness_m, "um"),
        density=percent(layer(OUTCOME, "press", "electrolyte").relative_density),
        own=percent(float(own)),
        short=percent(short.value / short.limit),
        strip=show(currents.stripping, "mA/cm^2"),
        plate=show(currents.plating, "mA/cm^2"),
        by_interface=show(currents.stripping_interface_limited, "mA/cm^2"),
        seven=show(seven, "mA/cm^2"),
    )


def main() -> None:
    curve = (
        column(lithium.TABLE, "pressure_MPa"),
        column(lithium.TABLE, "resistance_ohm"),
        lithium.predicted(),
        np.array(words(lithium.TABLE, "branch")) == "loading",
    )
    draw(*curve)
    residuals(*curve)
    fitted()
    life()
    stripping()
    verdict(OUTCOME)
    comparison(*curve)


if __name__ == "__main__":
    main()
