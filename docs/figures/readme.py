"""The picture of the README: three ways to close the same rough face with sodium.

After a change of the physics: `python docs/figures/readme.py docs/images`.
"""

import numpy as np
from _kit import COLOURS, MINUTE, MPA, OUT, canvas, plain_log, sodium_contact, time_to_contact

COLD, WARM, HOT = COLOURS[0], COLOURS[2], COLOURS[1]
WAYS = (
    (10, 25.0, COLD, "--", "10 MPa, 25 °C: too cold"),
    (10, 97.0, HOT, "-", "10 MPa, 97 °C: warm press"),
    (360, 25.0, COLD, "-", "360 MPa, 25 °C: cold press"),
)


def against_pressure(axes) -> None:
    pressures = np.geomspace(0.3, 500, 26) * MPA
    for celsius, colour in ((25.0, COLD), (60.0, WARM), (97.0, HOT)):
        contact = [sodium_contact(p, celsius, 10 * MINUTE) for p in pressures]
        axes.plot(pressures / MPA, contact, color=colour, lw=2.2, label=f"{celsius:g} °C")
    for pressure, celsius, colour, text, where, side in (
        (1, 25.0, COLD, "1 MPa, 25 °C:\nkept in operation", (2.0, 0.02), "left"),
        (10, 97.0, HOT, "warm press\n10 MPa, 97 °C", (14, 0.80), "left"),
        (360, 25.0, COLD, "cold press\n360 MPa", (420, 0.80), "right"),
    ):
        contact = sodium_contact(pressure * MPA, celsius, 10 * MINUTE)
        axes.plot(pressure, contact, "o", ms=8, color=colour, mec="white", zorder=5)
        axes.annotate(
            text,
            (pressure, contact),
            where,
            ha=side,
            color=colour,
            arrowprops={"arrowstyle": "-", "color": colour, "lw": 0.8},
        )
    axes.set(
        xscale="log", xlabel="pressure (MPa)", ylabel="share of the face in contact", ylim=(0, 1.05)
    )
    axes.set_title("after 10 min")
    plain_log(axes.xaxis)
    axes.legend(title="sodium at", loc="lower right")


def against_time(axes) -> None:
    seconds = np.geomspace(0.1, 24 * 3600, 20)
    for pressure, celsius, colour, style, text in WAYS:
        contact = [sodium_contact(pressure * MPA, celsius, t) for t in seconds]
        axes.plot(seconds, contact, style, color=colour, lw=2.2, label=text)
    axes.axhline(0.99, color="0.6", lw=0.8, ls=":")
    late = time_to_contact(10 * MPA, 25.0)
    axes.plot(late, 0.99, "o", color=COLD, mec="white", ms=7)
    axes.annotate(
        f"0.99 after {late / 3600:.1f} h",
        (late, 0.99),
        (late, 0.78),
        ha="center",
        color=COLD,
        arrowprops={"arrowstyle": "-", "color": COLD, "lw": 0.8},
    )
    axes.set(xscale="log", xlabel="time under pressure", ylim=(0, 1.05))
    axes.set_xticks([1, 60, 3600, 86400], ["1 s", "1 min", "1 h", "1 day"])
    axes.set_xticks([], minor=True)
    axes.set_title("over time")
    axes.legend(loc="lower right")


def main() -> None:
    figure, axes = canvas(9.6, 3.7, ncols=2)
    against_pressure(axes[0])
    against_time(axes[1])
    figure.suptitle(
        "Clean sodium closing on a ground ceramic face (rms height 0.5 µm), as computed",
        x=0.01,
        ha="left",
        fontsize=11,
    )
    figure.savefig(OUT / "readme.png", dpi=160, metadata={"Software": None})


if __name__ == "__main__":
    main()
