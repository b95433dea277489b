"""The impedance of the cell: the complex plane, and magnitude and phase over frequency."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Wedge
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from asperity.outcome import Outcome, StepOutcome
from asperity.outcome.frozen import Array
from asperity.outcome.spectrum import Spectrum
from asperity.outcome.spectrum.reading import Seen, together
from asperity.report.figures.ink import FAINT, FILLS, INK, SERIES, short, svg
from asperity.report.spectrum.lines import NAMES, prefixed
from asperity.report.words import pressure, pretty, temperature

ALIKE = 1e-3
"""Share of the resistance by which a step's spectrum must differ from the last one drawn."""
_NYQUIST = "Impedance of the cell in the complex plane"
_BODE = "Impedance of the cell over frequency"
Told = tuple[StepOutcome, Spectrum]


def nyquist(outcome: Outcome) -> str:
    """The complex plane, the arcs of the last step marked; empty where no step leaves a cell."""
    told = _told(outcome)
    if not told:
        return ""
    lines = len(told) + sum(map(len, together(told[-1][1])))
    return svg(lambda figure: _draw_nyquist(figure, told), 2.3 + 0.18 * lines, _NYQUIST)


def bode(outcome: Outcome) -> str:
    """Magnitude and phase; empty where no step leaves a cell."""
    told = _told(outcome)
    return svg(lambda figure: _draw_bode(figure, told), 3.6, _BODE) if told else ""


def _told(outcome: Outcome) -> list[Told]:
    """The steps to draw, the last one last: of those that look alike the last."""
    every = [(step, step.spectrum) for step in outcome.steps if step.spectrum is not None]
    found: list[Told] = []
    for step, spectrum in reversed(every):
        known = [other.resistance_ohm for _, other in found]
        size = spectrum.resistance_ohm
        if all(abs(size - other) > ALIKE * max(size, other) for other in known):
            found.append((step, spectrum))
    return found[: len(SERIES)][::-1]


def _draw_nyquist(figure: Figure, told: Sequence[Told]) -> None:
    axes = figure.subplots()
    arcs = [one for group in together(told[-1][1]) for one in group]
    _draw_arcs(axes, told[-1][1], arcs)
    for index, (step, spectrum) in enumerate(told):
        _draw_curve(axes, step, spectrum, colour=_colour(index, told), last=index == len(told) - 1)
    _mark_decades(axes, told[-1][1])
    axes.set_aspect("equal")
    axes.set_xlim(left=0)
    axes.set_ylim(bottom=0)
    axes.set_xlabel("Z' / Ω")
    axes.set_ylabel("−Z'' / Ω")
    figure.legend(loc="outside lower left", frameon=False, fontsize=8)


def _after(step: StepOutcome) -> str:
    state = f"{pressure(step.applied_pressure_pa)}, {temperature(step.temperature_k)}"
    return pretty(f"after {short(step.name)} ({state})")


def _colour(index: int, told: Sequence[Told]) -> str:
    return SERIES[len(told) - 1 - index]


def _draw_curve(
    axes: Axes, step: StepOutcome, spectrum: Spectrum, *, colour: str, last: bool
) -> None:
    width = 1.6 if last else 1.0
    axes.plot(
        spectrum.real_ohm,
        -spectrum.imaginary_ohm,
        color=colour,
        linewidth=width,
        label=_after(step),
    )


def _draw_arcs(axes: Axes, spectrum: Spectrum, arcs: Sequence[Seen]) -> None:
    """Each arc as the half circle it would be alone, the fastest to the left."""
    left = spectrum.resistance_ohm - sum(one.arc.resistance_ohm for one in arcs)
    for index, one in enumerate(arcs):
        radius = one.arc.resistance_ohm / 2
        peak = prefixed(one.arc.peak_frequency_hz, "Hz")
        label = f"{NAMES[one.arc.kind]}, {short(one.part.name, 28)}, {peak}"
        fill = FILLS[index % len(FILLS)]
        half = Wedge((left + radius, 0), radius, 0, 180, facecolor=fill, alpha=0.45, label=label)
        axes.add_patch(half)
        left += 2 * radius


def _mark_decades(axes: Axes, spectrum: Spectrum) -> None:
    """A dot at each power of ten, in hertz; told where it lies away from its neighbours."""
    logs = np.log10(spectrum.frequency_hz)
    powers = np.arange(np.ceil(logs[0] - 1e-9), np.floor(logs[-1] + 1e-9) + 1)
    real = np.interp(powers, logs, spectrum.real_ohm)
    minus = np.interp(powers, logs, -spectrum.imaginary_ohm)
    axes.plot(real, minus, "o", color=INK, markersize=3)
    apart = 0.06 * spectrum.resistance_ohm
    before = (np.inf, np.inf)
    for power, x, y in zip(powers.tolist(), real.tolist(), minus.tolist(), strict=True):
        if np.hypot(x - before[0], y - before[1]) < apart:
            continue
        before = (x, y)
        told = prefixed(10.0**power, "Hz")
        axes.annotate(told, (x, y), (3, 3), textcoords="offset points", fontsize=7, color=INK)


def _draw_bode(figure: Figure, told: Sequence[Told]) -> None:
    upper, lower = figure.subplots(2, 1, sharex=True)
    for index, (step, spectrum) in enumerate(told):
        size, angle = _polar(spectrum)
        colour, label = _colour(index, told), _after(step)
        upper.loglog(spectrum.frequency_hz, size, color=colour, label=label)
        lower.semilogx(spectrum.frequency_hz, -angle, color=colour)
    for group in together(told[-1][1]):
        for one in group:
            for axes in (upper, lower):
                axes.axvline(one.arc.peak_frequency_hz, color=FAINT, linewidth=0.8, zorder=0)
    _mark_groups(lower, told[-1][1])
    upper.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    upper.yaxis.set_minor_formatter(NullFormatter())
    upper.set_ylabel("|Z| / Ω")
    upper.legend(frameon=False, fontsize=8)
    lower.set_ylabel("−phase / °")
    lower.set_ylim(0, 92)
    lower.set_yticks([0, 30, 60, 90])
    lower.xaxis.set_major_locator(LogLocator(numticks=6))
    lower.xaxis.set_major_formatter(FuncFormatter(lambda value, _: prefixed(value, "Hz")))
    lower.xaxis.set_minor_formatter(NullFormatter())
    lower.set_xlabel("frequency")


def _mark_groups(axes: Axes, spectrum: Spectrum) -> None:
    """What relaxes at each line, in words, along it."""
    for group in together(spectrum):
        kinds = dict.fromkeys(NAMES[one.arc.kind] for one in group)
        at = group[0].arc.peak_frequency_hz
        axes.text(
            at, 89, ", ".join(kinds), rotation=90, fontsize=7, color=INK, ha="right", va="top"
        )


def _polar(spectrum: Spectrum) -> tuple[Array, Array]:
    """Magnitude, Ω, and phase, degrees, (F,)."""
    whole = spectrum.real_ohm + 1j * spectrum.imaginary_ohm
    return np.abs(whole), np.degrees(np.angle(whole))
