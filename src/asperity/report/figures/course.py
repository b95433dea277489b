"""Pressure, temperature, contact and resistance over time."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from asperity.outcome import Outcome
from asperity.outcome.frozen import Array
from asperity.report.figures.ink import SERIES, short, svg
from asperity.report.figures.timeline import Timeline
from asperity.units import from_si

LEAST = 1e-3
"""Ohm cm^2 below which nobody can measure an interface; drawn as that much."""
WIDE = 5.0
"""Least ratio of the ends of a logarithmic axis: 1, 2 and 5 are numbered."""
_COURSE = "Pressure and temperature over time"
_CONTACT = "Contact fraction and interface resistance over time"


def course(outcome: Outcome) -> str:
    """Pressure and temperature over time; empty where no step has a history."""
    timed = Timeline(outcome.steps)
    return svg(lambda figure: _draw_course(figure, timed), 3.2, _COURSE) if timed.parts else ""


def contact(outcome: Outcome) -> str:
    """Contact fraction and resistance of the interfaces over time; empty where there is none."""
    timed = Timeline(outcome.steps)
    if not any(part.contact_fraction is not None and part.interfaces for part in timed.parts):
        return ""
    return svg(lambda figure: _draw_contact(figure, timed), 3.2, _CONTACT)


def _draw_course(figure: Figure, timed: Timeline) -> None:
    upper, lower = figure.subplots(2, 1, sharex=True)
    for index, past in enumerate(timed.parts):
        times = timed.times(index)
        upper.plot(times, from_si(past.pressure_pa, "MPa"), color=SERIES[0])
        for values, style in ((past.plate_temperature_k, ":"), (past.temperature_k, "-")):
            if values is not None:
                lower.plot(times, from_si(values, "degC"), style, color=SERIES[1])
    upper.set_ylabel("pressure / MPa")
    upper.set_ylim(bottom=0)
    lower.set_ylabel("temperature / °C")
    if any(past.plate_temperature_k is not None for past in timed.parts):
        lower.plot([], [], ":", color=SERIES[1], label="plates")
        lower.plot([], [], "-", color=SERIES[1], label="stack")
        lower.legend(frameon=False, fontsize=8)
    timed.label(upper, lower)


def _draw_contact(figure: Figure, timed: Timeline) -> None:
    upper, lower = figure.subplots(2, 1, sharex=True)
    names = list(dict.fromkeys(name for past in timed.parts for name in past.interfaces))
    for index, past in enumerate(timed.parts):
        times = timed.times(index)
        for column, name in enumerate(past.interfaces):
            colour = SERIES[names.index(name) % len(SERIES)]
            if past.contact_fraction is not None:
                upper.plot(times, 100 * past.contact_fraction[:, column], color=colour)
            if past.resistance_ohm_m2 is not None:
                _resistance(lower, times, past.resistance_ohm_m2[:, column], colour)
    for name in names:
        colour = SERIES[names.index(name) % len(SERIES)]
        upper.plot([], [], color=colour, label=short(name.replace(":", " – "), 32))
    upper.set_ylabel("contact / %")
    upper.set_ylim(0, 104)
    upper.legend(frameon=False, fontsize=8)
    if lower.get_yscale() == "log":
        _numbered(lower)
    lower.set_ylabel("resistance / Ω cm²")
    timed.label(upper, lower)


def _numbered(axes: Axes) -> None:
    """At least two numbers on a logarithmic axis, however little it spans."""
    low, high = axes.get_ylim()
    if high < WIDE * low:
        middle = (low * high) ** 0.5
        axes.set_ylim(min(low, middle / WIDE**0.5), max(high, middle * WIDE**0.5))
    narrow = high < 1e3 * low
    axes.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0) if narrow else (1.0,)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.yaxis.set_minor_formatter(NullFormatter())


def _resistance(axes: Axes, times: Array, values: Array, colour: str) -> None:
    known = np.isfinite(values) & (values > 0)
    if known.any():
        axes.set_yscale("log")
        told = np.maximum(from_si(values[known], "ohm cm^2"), LEAST)
        axes.plot(times[known], told, color=colour)
