"""The histories of the steps behind each other on one axis of time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes

from asperity.outcome import History, StepOutcome
from asperity.outcome.frozen import Array
from asperity.report import words
from asperity.report.figures.ink import FAINT, short

CROWDED = 5
"""With more steps than this their names are written at a slant."""
SPREAD_OUT = 20.0
"""From this ratio of the longest to the shortest step on, every step is drawn equally wide."""


class Timeline:
    """Where every moment of every step lies on the axis.

    Where steps last very unequally, every step gets the same width, so that a press of a second
    beside a cycle of hours can still be seen.
    """

    def __init__(self, steps: Sequence[StepOutcome]) -> None:
        told = [(step, step.history) for step in steps if step.history is not None]
        kept = [(step, past) for step, past in told if len(past.time_s) > 1 and past.time_s[-1] > 0]
        self.names = [step.name for step, _ in kept]
        self.parts: list[History] = [past for _, past in kept]
        lasting = [float(past.time_s[-1]) for past in self.parts]
        self.even = bool(lasting) and max(lasting) > SPREAD_OUT * min(lasting)
        widths = np.ones(len(lasting)) if self.even else np.array(lasting)
        self.edges = np.concatenate([[0.0], np.cumsum(widths)])
        self.lasting = lasting
        self.unit, self.scale = _time_unit(self.edges[-1])

    def times(self, index: int) -> Array:
        """Where the moments of a step lie on the axis."""
        start, end = self.edges[index : index + 2] / (1.0 if self.even else self.scale)
        return np.asarray(start + (end - start) * self.parts[index].time_s / self.lasting[index])

    def label(self, upper: Axes, lower: Axes) -> None:
        """Part the steps on both axes, and name them or the time below the lower one."""
        edges = self.edges / (1.0 if self.even else self.scale)
        for axes in (upper, lower):
            axes.set_xlim(edges[0], edges[-1])
            if self.even:
                axes.tick_params(axis="x", length=0)
            axes.grid(visible=True, axis="y", color=FAINT, linewidth=0.3)
            for edge in edges[1:-1]:
                axes.axvline(edge, color=FAINT, linewidth=0.6, linestyle=":")
        self._name(lower, edges)

    def _name(self, axes: Axes, edges: Array) -> None:
        if not self.even:
            axes.set_xlabel(f"time / {self.unit}")
            return
        told = [words.pretty(words.duration(lasting)) for lasting in self.lasting]
        names = [f"{short(name)}\n{time}" for name, time in zip(self.names, told, strict=True)]
        axes.set_xticks([(low + high) / 2 for low, high in pairwise(edges)], names)
        crowded = len(names) > CROWDED
        axes.tick_params(axis="x", length=0, labelsize=7)
        if crowded:
            for label in axes.get_xticklabels():
                label.set(rotation=35, ha="right", rotation_mode="anchor")


def _time_unit(longest: float) -> tuple[str, float]:
    if longest < 300:
        return "s", 1.0
    return ("min", 60.0) if longest < 3 * 3600 else ("h", 3600.0)
