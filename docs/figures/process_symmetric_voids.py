"""Page of `symmetric-cell`: time to voids at three pressures, critical current after pressing."""

import numpy as np
from _kit import COLOURS, canvas, column, fill, load, plain_log, save, show, span, table, words

from asperity.study import cycle

SHORTS = "li-on-li6ps5cl-time-to-short"
PUBLISHED = "critical-stripping-current"
OPERATED = (1.0, 5.0, 25.0)
PRESSED = (1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 25.0, 35.0, 50.0, 75.0)
VIEWS = ("creep-limited", "interface-limited")
MILLI = 10.0
"""A/m² in 1 mA/cm²."""


def operated(pressure: float):
    """The shipped cell under another pressure, held at the current of its recipe and above."""
    changed = load("symmetric-cell").replace({"steps.operate.pressure": f"{pressure} MPa"})
    factors = (1.0, 1.5, 2.0, 4.0, 8.0)
    return cycle(changed, test="hold", currents=[2.0 * factor for factor in factors])


def pressed(pressure: float):
    """The same pressed at another pressure both times, operated at 5 MPa."""
    steps = {f"steps.{name}.pressure": f"{pressure} MPa" for name in ("pre-press", "press")}
    return cycle(load("symmetric-cell").replace(steps), cycles=1)


def draw(held, limits) -> None:
    figure, axes = canvas(7.4, 3.5, ncols=2)
    for colour, (pressure, found) in zip(COLOURS, held.items(), strict=False):
        for one in found.curve:
            if one.current_a_per_m2 not in {2.0, 8.0}:
                continue
            style = {2.0: "-", 8.0: "--"}[one.current_a_per_m2]
            own = found.curve[0].contact_fraction[0]
            if one.view == VIEWS[0]:
                axes[0].plot(
                    *_course(one, own),
                    style,
                    color=colour,
                    lw=4.5 if pressure == OPERATED[1] and one.time_s is None else 1.8,
                    label=f"{pressure:g} MPa" if style == "-" else None,
                )
    axes[0].set(
        xlim=(0, 60),
        ylim=(0, 105),
        xlabel="time (min)",
        ylabel="contact, of what was pressed (%)",
        title="Stripped at 0.2 (line), 0.8 mA/cm² (dashes)",
    )
    axes[0].axhline(50, color="0.6", lw=0.8)
    axes[0].legend(loc="lower right", title="operated at, by creep and diffusion")
    _limits(axes[1], limits)
    save(figure)


def _course(one, whole):
    """Minutes and per cent; contact that voids leave in peace stays."""
    time, left = one.times_s / 60, 100 * one.contact_fraction / whole
    return (np.append(time, 1e3), np.append(left, left[-1])) if one.time_s is None else (time, left)


def _limits(axes, limits) -> None:
    p = np.array(list(limits))
    for colour, view in zip(COLOURS, VIEWS, strict=False):
        found = [one for c in limits.values() for one in c.critical if one.view == view]
        strip = np.array([one.stripping_a_per_m2 or np.nan for one in found])
        axes.plot(p, strip / MILLI, color=colour, label=f"stripping, {view}")
    plate = np.array([c.critical[0].plating_a_per_m2 for c in limits.values()])
    axes.plot(p, plate / MILLI, color=COLOURS[6], ls=":", label="plating")
    lithium = np.array(["Li" in name for name in words(PUBLISHED, "interface")])
    at, seen = column(PUBLISHED, "pressure_MPa"), column(PUBLISHED, "current_mA_cm2")
    axes.plot(
        at[lithium], seen[lithium], "s", color="k", mfc="none", label="published, stack pressure"
    )
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="pressed at (MPa), operated at 5 MPa",
        ylabel="critical current (mA/cm²)",
        title="Half cycles of 0.5 mAh/cm²",
    )
    plain_log(axes.xaxis)
    plain_log(axes.yaxis)
    axes.set_ylim(0.05, 100)
    axes.legend(loc="upper left", fontsize=7.5)


def times(held) -> None:
    rows = []
    for pressure, found in held.items():
        contact = found.faces[0].contact_fraction
        for current in (2.0, 4.0, 8.0):
            both = [one for one in found.curve if one.current_a_per_m2 == current]
            rows.append(
                (
                    f"{pressure:g} MPa",
                    f"{100 * contact:.3g} %",
                    show(current, "mA/cm^2"),
                    *(_lasts(one) for one in both),
                )
            )
    table(
        "times",
        (
            *("operated at", "contact", "current"),
            *("half lost, by creep and diffusion", "half lost, by the interface"),
        ),
        rows,
    )


def _lasts(one) -> str:
    if one.time_s is None:
        return "never"
    return f"{span(one.time_s)}, {_charge(one)}"


def _charge(one) -> str:
    return show(one.charge_c_per_m2, "mAh/cm^2", 2).replace("^2", "²")


def currents(limits) -> None:
    rows = []
    for pressure, found in limits.items():
        creep, interface = (
            next(one for one in found.critical if one.view == view) for view in VIEWS
        )
        rows.append(
            (
                f"{pressure:g} MPa",
                f"{100 * found.faces[0].contact_fraction:.3g} %",
                f"{found.cycles[0].cell_resistance_ohm:.3g} Ω",
                show(creep.stripping_a_per_m2, "mA/cm^2"),
                show(interface.stripping_a_per_m2, "mA/cm^2"),
                show(creep.plating_a_per_m2, "mA/cm^2"),
            )
        )
    headings = (
        "pressed at",
        "contact at 5 MPa",
        "cell",
        "stripping, by creep and diffusion",
        "stripping, by the interface",
        "plating",
    )
    table("currents", headings, rows)


def against(held, limits) -> None:
    """What is published beside it, for the words of the page."""
    low, high = limits[5.0].critical[0], limits[25.0].critical[0]
    slow = cycle(load("symmetric-cell"), current=0.75, capacity=0.75 * 3600, cycles=10)
    pressures, hours = column(SHORTS, "pressure_MPa"), column(SHORTS, "time_to_short_h")
    at = dict(zip(pressures, hours, strict=True))
    one = next(x for x in held[1.0].curve if x.view == VIEWS[0])
    fill(
        "against",
        gain=f"{high.stripping_a_per_m2 / low.stripping_a_per_m2:.2g}",
        strip=show(high.stripping_a_per_m2, "mA/cm^2", 2),
        plate=show(high.plating_a_per_m2, "mA/cm^2", 2),
        apart=f"{limits[25.0].view_ratio:.2g}",
        five=f"{at[5]:g}",
        twentyfive=f"{at[25]:g}",
        slow="no void" if slow.void_times[0].time_s is None else span(slow.void_times[0].time_s),
        charge=_charge(one),
        least=show(held[1.0].critical[0].stripping_a_per_m2, "mA/cm^2", 2),
        seen=" and ".join(f"{one:g}" for one in column(PUBLISHED, "current_mA_cm2")[:2]),
        stack=" and ".join(f"{one:g}" for one in column(PUBLISHED, "pressure_MPa")[:2]),
        found=" and ".join(
            show(operated(p).critical[0].stripping_a_per_m2, "mA/cm^2", 2)
            for p in column(PUBLISHED, "pressure_MPa")[:2]
        ),
    )


def main() -> None:
    held = {pressure: operated(pressure) for pressure in OPERATED}
    limits = {pressure: pressed(pressure) for pressure in PRESSED}
    draw(held, limits)
    times(held)
    currents(limits)
    against(held, limits)


if __name__ == "__main__":
    main()
