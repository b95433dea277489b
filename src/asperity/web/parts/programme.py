"""What a press does, as two curves one reads at a glance: temperature above, pressure below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asperity.report import words
from asperity.web.bench.judge.record import Melting, Stretch
from asperity.web.parts.text import escaped

SIDE, TOP, BAND, GAP, FOOT = 8, 20, 74, 12, 24
LEAST_SHARE = 0.5
"""Of an even share of the width: what a step gets at least."""
CRAMPED, CRAMPED_SHARE = 100, 0.8
"""The same where an even share has fewer pixels than that."""
LETTER = 7
"""Pixels of a letter, at most."""
SAME = 0.02
"""Part of the range within which two values need one label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """From a value to its height in a band."""

    low: float
    high: float
    top: float

    def y(self, value: float) -> float:
        span = self.high - self.low or 1.0
        return self.top + BAND - 4 - (BAND - 18) * (value - self.low) / span


def programme_drawing(
    stretches: Sequence[Stretch], melting: Sequence[Melting], *, wide: int
) -> str:
    """The programme as SVG, `wide` pixels wide; "" where there is none."""
    if not stretches:
        return ""
    edges = _edges(stretches, wide)
    high = TOP + 2 * BAND + GAP + FOOT
    body = "".join(
        [
            *_frame(stretches, edges),
            *_melting_lines(stretches, melting, wide),
            *_curve(stretches, edges, _warm(stretches, melting), hot=True),
            *_curve(stretches, edges, _pressed(stretches), hot=False),
        ]
    )
    return (
        f'<svg class="programme" viewBox="0 0 {wide} {high}" role="img" '
        f'aria-label="{escaped(spoken(stretches, melting))}">{body}</svg>'
    )


def spoken(stretches: Sequence[Stretch], melting: Sequence[Melting]) -> str:
    """The programme as a sentence."""
    told = [
        f"{stretch.name}: {words.pressure(stretch.pressure_pa[-1])}, "
        f"{words.temperature(stretch.temperature_k[-1])} after {words.duration(_takes(stretch))}"
        for stretch in stretches
    ]
    told += [f"{one.layer} melts at {words.temperature(one.limit_k)}" for one in melting]
    return words.pretty(f"Pressure and temperature over time. {'; '.join(told)}.")


def _takes(stretch: Stretch) -> float:
    return stretch.time_s[-1] - stretch.time_s[0]


def _edges(stretches: Sequence[Stretch], wide: int) -> list[tuple[float, float]]:
    """Where each step begins and ends: longer steps wider, by the root of their time."""
    roots = [max(_takes(stretch), 0.0) ** 0.5 for stretch in stretches]
    total = sum(roots) or 1.0
    even = 1 / len(stretches)
    room = wide - 2 * SIDE
    least = even * (LEAST_SHARE if room * even > CRAMPED else CRAMPED_SHARE)
    shares = [max(root / total, least) for root in roots]
    at, edges = float(SIDE), []
    for share in shares:
        width = room * share / sum(shares)
        edges.append((at, at + width))
        at += width
    return edges


def _frame(stretches: Sequence[Stretch], edges: Sequence[tuple[float, float]]) -> Iterator[str]:
    """A lane a step, with its name above and its time below."""
    low, high = TOP, TOP + 2 * BAND + GAP
    for index, (stretch, (left, right)) in enumerate(zip(stretches, edges, strict=True)):
        middle = (left + right) / 2
        lane = "lane odd" if index % 2 else "lane"
        fits = int((right - left - 4) / LETTER)
        name = stretch.name if len(stretch.name) <= fits else f"{stretch.name[: fits - 1]}…"
        takes = words.pretty(words.duration(_takes(stretch)))
        yield (
            f'<rect class="{lane}" x="{left:.1f}" y="{low}" width="{right - left:.1f}" '
            f'height="{high - low}"/>'
            f'<text class="lane-name" x="{middle:.1f}" y="{TOP - 6}">{escaped(name)}</text>'
            f'<text class="lane-time" x="{middle:.1f}" y="{high + 16}">'
            f"{escaped(takes if len(takes) <= fits else '')}</text>"
        )


def _warm(stretches: Sequence[Stretch], melting: Sequence[Melting]) -> _Scale:
    values = [value for stretch in stretches for value in stretch.temperature_k]
    values += [one.limit_k for one in melting]
    low, high = min(values), max(values)
    return _Scale(low=low, high=max(high, low + 10.0), top=TOP)


def _pressed(stretches: Sequence[Stretch]) -> _Scale:
    high = max(value for stretch in stretches for value in stretch.pressure_pa)
    return _Scale(low=0.0, high=high or 1.0, top=TOP + BAND + GAP)


def _melting_lines(
    stretches: Sequence[Stretch], melting: Sequence[Melting], wide: int
) -> Iterator[str]:
    scale = _warm(stretches, melting)
    for one in melting:
        y = scale.y(one.limit_k)
        told = words.pretty(f"{one.layer} melts at {words.temperature(one.limit_k)}")
        yield (
            f'<line class="melts" x1="{SIDE}" x2="{wide - SIDE}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text class="melts-told" x="{wide - SIDE - 2}" y="{y - 4:.1f}">{escaped(told)}</text>'
        )


def _curve(
    stretches: Sequence[Stretch],
    edges: Sequence[tuple[float, float]],
    scale: _Scale,
    *,
    hot: bool,
) -> Iterator[str]:
    """The curve of one quantity, with the value it comes to where a step changes it."""
    points: list[tuple[float, float]] = []
    labels: list[str] = []
    last: float | None = None
    for stretch, (left, right) in zip(stretches, edges, strict=True):
        values = stretch.temperature_k if hot else stretch.pressure_pa
        begin, takes = stretch.time_s[0], _takes(stretch) or 1.0
        places = [left + (right - left) * (time - begin) / takes for time in stretch.time_s]
        points += zip(places, map(scale.y, values), strict=True)
        value = values[-1]
        span = scale.high - scale.low or 1.0
        if last is None or abs(value - last) > SAME * span:
            labels.append(_label(value, (left, right), scale, hot=hot))
        last = value
    name, base = ("heat", None) if hot else ("press", scale.y(0.0))
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    if base is not None:
        area = f"{points[0][0]:.1f},{base:.1f} {line} {points[-1][0]:.1f},{base:.1f}"
        yield f'<polygon class="area {name}" points="{area}"/>'
    yield f'<polyline class="curve {name}" points="{line}"/>'
    yield from labels


def _label(value: float, edge: tuple[float, float], scale: _Scale, *, hot: bool) -> str:
    told = words.pretty(words.temperature(value) if hot else words.pressure(value))
    y = scale.y(value)
    y = y + 15 if hot and y < scale.top + 24 else y - 5
    name = "heat" if hot else "press"
    x = max(edge[1] - 5, SIDE + LETTER * len(told))  # no farther left than the drawing
    return f'<text class="value {name}" x="{x:.1f}" y="{y:.1f}">{escaped(told)}</text>'
