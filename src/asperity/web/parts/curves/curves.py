"""The widget that draws numbers over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from nicegui.element import Element

Row = tuple[str, float, Mapping[str, float | None]]
"""Key of a line, time in s, values by key of a panel; None where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One quantity over time.

    Attributes:
        key: by which rows tell its values
        title: above it, with the unit
        name: in a sentence: "contact"
        unit: of the values
        log: drawn by decades
        zero: drawn from 0 on
        top: drawn up to here
    """

    key: str
    title: str
    name: str
    unit: str
    log: bool = False
    zero: bool = False
    top: float | None = None


class CurvesView(Element, component="curves.js"):
    """Panels below each other with one time axis; panels without values are left out.

    Args:
        label: what is drawn, for those who cannot see it
        panels: from top to bottom
        lines: names of the lines by their keys, each with its own colour and dashes
        named: whether a single line is named
        tall: height of a panel in pixels
        steps: names of steps that are all drawn equally wide, time then being told in steps; empty
            where it is told in s
    """

    def __init__(
        self,
        label: str,
        *,
        panels: Sequence[Panel],
        lines: Mapping[str, str],
        named: bool = False,
        tall: int = 132,
        steps: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._props["label"] = label
        self._props["panels"] = [asdict(panel) for panel in panels]
        self._props["lines"] = [{"key": key, "label": told} for key, told in lines.items()]
        self._props["named"] = named
        self._props["tall"] = tall
        self._props["steps"] = list(steps)

    def add(self, rows: Sequence[Row], *, marks: Sequence[tuple[float, str]] = ()) -> None:
        """Draw further points; `marks` are the times at which steps begin."""
        told = [{"time": time, "name": name} for time, name in marks]
        self.run_method("add", [list(row) for row in rows], told)

    def name_lines(self, lines: Mapping[str, str]) -> None:
        """Name the lines anew, where another one comes in."""
        self._props["lines"] = [{"key": key, "label": told} for key, told in lines.items()]
