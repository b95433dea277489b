"""Cycling as a picture: contact, resistance and drop over the cycles, or what a test has found."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from asperity.report.cycling.terminal import limited
from asperity.study.cycling.record import Cycling, VoidTime

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")
HOUR, MAH = 3600.0, 36000.0


def picture(found: Cycling, kind: str) -> bytes:
    """The picture as a file of this kind, "svg" or "png"."""
    figure = Figure(figsize=(7.2, 5.4 if found.cycles else 3.6), layout="constrained")
    if found.cycles:
        draw(figure, found)
    else:
        held(figure.subplots(), found)
    file = BytesIO()
    plain = {"svg": {"Date": None}, "png": {}}[kind]
    figure.savefig(file, format=kind, dpi=160, metadata=plain)
    return file.getvalue()


def draw(figure: Figure, found: Cycling) -> None:
    """Contact of each face and the drop over the cell against time; resistances by cycle."""
    contact, drop, ohms = figure.subplots(3, 1)
    if found.along is not None:
        hours = found.along.time_s / HOUR
        for index, face in enumerate(found.faces):
            contact.plot(
                hours,
                100 * found.along.contact_fraction[:, index],
                color=COLOURS[index],
                label=face.name,
            )
        drop.plot(hours, 1e3 * found.along.voltage_v, color="0.25")
        contact.sharex(drop)
        contact.legend(frameon=False, fontsize=8, loc="best")
    _by_cycle(ohms, found)
    contact.set(ylabel="contact (%)")
    drop.set(xlabel="time (h)", ylabel="drop over the cell (mV)")
    for axes in (contact, drop, ohms):
        axes.spines[["top", "right"]].set_visible(False)


def _by_cycle(axes: Axes, found: Cycling) -> None:
    numbers = [one.number for one in found.cycles]
    for index, face in enumerate(found.faces):
        values = [1e4 * one.faces[index].resistance_ohm_m2 for one in found.cycles]
        axes.plot(
            numbers,
            values,
            marker="o",
            markersize=3 + 2 * (index == 0),
            linewidth=1,
            color=COLOURS[index],
            markerfacecolor=COLOURS[index] if index else "none",
            label=face.name,
        )
    axes.set(xlabel="cycle", ylabel="face at its end (Ω cm²)")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def held(axes: Axes, found: Cycling) -> None:
    """Contact against charge at every current that was held, in the view that was asked for."""
    shown = [one for one in found.curve or found.void_times if one.view == found.view]
    shades = np.linspace(0.25, 1.0, max(len(shown), 1))
    for shade, one in zip(shades, shown, strict=False):
        _contact(axes, one, float(shade))
    axes.set(xlabel="charge stripped (mAh/cm²)", ylabel="contact (%)")
    axes.set_xlim(0, 1.3 * _most(shown))
    axes.set_ylim(bottom=0)
    axes.legend(
        frameon=False, fontsize=8, title=f"mA/cm², by {limited(found.view)}", title_fontsize=8
    )
    axes.spines[["top", "right"]].set_visible(False)


def _contact(axes: Axes, one: VoidTime, shade: float) -> None:
    charge = one.current_a_per_m2 * one.times_s / MAH
    axes.plot(
        charge,
        100 * one.contact_fraction,
        color=COLOURS[0],
        alpha=shade,
        label=f"{one.current_a_per_m2 / 10:.3g}",
    )


def _most(shown: Sequence[VoidTime]) -> float:
    """Largest charge (mAh/cm²) at which contact was lost, or that passed where it never was."""
    lost = [one.charge_c_per_m2 / MAH for one in shown if one.charge_c_per_m2 is not None]
    whole = [one.current_a_per_m2 * float(one.times_s[-1]) / MAH for one in shown]
    return max(lost or whole or [1.0])
