"""A map for a page that draws it itself: shares of the axes, and texts that keep their size.

Everything is told by shares of the axes, 0 to 1 from left to right and from below. A lattice is
evenly spaced on its axes whether those are by ratio or not, so a share is a place in the lattice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from contourpy import contour_generator
from matplotlib.image import imsave
from matplotlib.ticker import LogLocator, MaxNLocator
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, label

from asperity.outcome.risk import MARGINAL
from asperity.report.mapping import names
from asperity.report.mapping.colours import DEEP, FINE, NOTHING, PALE, colour, severities
from asperity.report.mapping.picture import MANY, levels
from asperity.study.mapping import Line, Map
from asperity.study.mapping.record import NOT_CARRIED_OUT, REFUSED, Array
from asperity.units import from_si

DRAWN = 1000
"""Units of a side in which lines are drawn, downwards."""
ROOM = 0.09
"""Share of a side that a region needs about its middle to be named there."""
MIDDLE = 0.8
"""Share of the greatest distance from its edges that counts as the middle of a region."""
NEAR = 0.16
"""Labels of contours keep so far from each other."""
TICKS = 6
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Told:
    """A text at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A map, ready to be drawn.

    Attributes:
        x_label, y_label: of the axes, with units
        x_ticks, y_ticks: share and text of each
        image: PNG, see-through where all is good
        limits: SVG path where the gravest risk reaches its limit
        margins: the same where it becomes marginal
        contours: SVG path of lines of equal quantity
        values: what these lines are, where they run
        regions: what bounds, where there is room for the word
        here: the recipe as written, by shares; None where that is outside
        best: the best point of the window, likewise
        kinds: colour and words of every kind of risk that binds anywhere, the widest first
    """

    x_label: str
    y_label: str
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    image: bytes
    limits: str
    margins: str
    contours: str
    values: tuple[Told, ...]
    regions: tuple[Told, ...]
    here: tuple[float, float] | None
    best: tuple[float, float] | None
    kinds: tuple[tuple[str, str], ...]


def screen(found: Map, best: tuple[float, float] | None = None) -> Screen:
    """The map to be drawn; `best` (SI) is a point to be marked."""
    grave = _known(found.severity)
    values, told = _contours(found)
    return Screen(
        x_label=names.axis_label(found.x),
        y_label=names.axis_label(found.y),
        x_ticks=tuple(_ticks(found.x)),
        y_ticks=tuple(_ticks(found.y)),
        image=_image(found),
        limits=_path(grave, (1.0,)),
        margins=_path(grave, (MARGINAL,)),
        contours=values,
        values=told,
        regions=tuple(_regions(found)),
        here=_place(found, found.here),
        best=_place(found, best),
        kinds=tuple(_kinds(found)),
    )


def _image(found: Map) -> bytes:
    """Colours of the gravest risk over nothing: pale where marginal, deep where bad."""
    by = max(1, -(-FINE // max(found.status.shape)))
    first, grave, refused = severities(found, by)
    picture = np.zeros((*grave.shape, 4))
    for index, one in enumerate(found.dangers):
        for state, share in ((1, PALE), (2, DEEP)):
            picture[(first == index) & (grave == state)] = (*_rgb(colour(one.kind)), share)
    picture[refused] = (*_rgb(NOTHING), 1.0)
    file = BytesIO()
    imsave(file, picture[::-1], format="png")
    return file.getvalue()


def _rgb(text: str) -> tuple[float, float, float]:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _known(field: Array) -> Array:
    """Where nothing is known, as next to it, so that no line runs along the edge of it."""
    known = ~np.isnan(field)
    if known.all() or not known.any():
        return np.nan_to_num(field)
    rows, columns = distance_transform_edt(~known, return_distances=False, return_indices=True)
    return np.asarray(field[rows, columns])


def _lines(field: Array | np.ma.MaskedArray, value: float) -> list[Array]:
    """Lines of equal value, each (points, 2) as shares."""
    rows, columns = field.shape
    across, up = np.linspace(0, 1, columns), np.linspace(0, 1, rows)
    return list(contour_generator(across, up, field).lines(value))  # type: ignore[arg-type]


def _path(field: Array | np.ma.MaskedArray, values: tuple[float, ...] | list[float]) -> str:
    parts = []
    for value in values:
        for line in _lines(field, value):
            places = (f"{x * DRAWN:.1f} {(1 - y) * DRAWN:.1f}" for x, y in line.tolist())
            parts.append("M" + "L".join(places))
    return "".join(parts)


def _contours(found: Map) -> tuple[str, tuple[Told, ...]]:
    unit = found.quantity.unit
    field = np.ma.masked_invalid(from_si(found.values, unit) if unit else found.values)
    at = levels(field.compressed())
    told: list[Told] = []
    for value in at:
        place = _free(_lines(field, value), told)
        if place is not None:
            told.append(Told(*place, f"{value:.4g}"))
    return _path(field, at), tuple(told)


def _free(lines: list[Array], told: list[Told]) -> tuple[float, float] | None:
    """A place on the longest line that keeps away from other labels and from the edges."""
    for line in sorted(lines, key=lambda one: -float(np.hypot(*np.ptp(one, axis=0)))):
        middle = len(line) // 2
        by = max(1, len(line) // 24)
        order = [*range(middle, len(line), by), *range(middle % by, middle, by)]
        for at in order:
            x, y = line[at].tolist()
            inside = 0.06 < x < 0.94 and 0.04 < y < 0.96
            if inside and all((x - one.x) ** 2 + (y - one.y) ** 2 > NEAR**2 for one in told):
                return x, y
        if told or len(line) < 3:
            break
    return None


def _ticks(line: Line) -> Iterator[tuple[float, str]]:
    ends = names.on_axis(line, line.values[[0, -1]])
    low, high = float(ends[0]), float(ends[1])
    if line.logarithmic:
        short = high / low <= MANY
        locator = LogLocator(subs=(1.0, 2.0, 5.0) if short else (1.0,))
        at = np.asarray(locator.tick_values(low, high))
        shares = np.log(at / low) / np.log(high / low)
    else:
        at = np.asarray(MaxNLocator(TICKS, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high))
        shares = (at - low) / (high - low)
    for share, value in zip(shares.tolist(), at.tolist(), strict=True):
        if -1e-9 <= share <= 1 + 1e-9:
            yield share, f"{value:.6g}"


def _place(found: Map, point: tuple[float, float] | None) -> tuple[float, float] | None:
    if point is None:
        return None
    shares = [_share(line, value) for line, value in zip((found.x, found.y), point, strict=True)]
    inside = all(0 <= share <= 1 for share in shares)
    return (shares[0], shares[1]) if inside else None


def _share(line: Line, value: float) -> float:
    low, high = float(line.values[0]), float(line.values[-1])
    if line.logarithmic:
        return float(np.log(value / low) / np.log(high / low)) if value > 0 else -1.0
    return (value - low) / (high - low)


def _regions(found: Map) -> Iterator[Told]:
    """The word for what bounds, in the middle of each of its larger regions."""
    for index, one in enumerate(found.dangers):
        text = names.bound(one.kind)
        yield from _middles((found.binding == index) & (found.status != REFUSED), text)
    yield from _middles(found.status == REFUSED, "recipe refused")
    yield from _middles(found.safe, "safe")


def _middles(mask: Mask, text: str) -> Iterator[Told]:
    """The places farthest from the edges of a mask's parts, where there is room."""
    parts, count = label(mask)
    side = min(mask.shape)
    for number in range(1, count + 1):
        depth = distance_transform_edt(np.pad(parts == number, 1))[1:-1, 1:-1]
        if depth.max() >= ROOM * side:
            places = np.argwhere(depth > MIDDLE * depth.max())
            off = np.abs(places - np.argwhere(parts == number).mean(axis=0)).sum(axis=1)
            row, column = places[int(off.argmin())].tolist()
            yield Told(column / (mask.shape[1] - 1), row / (mask.shape[0] - 1), text)


def _kinds(found: Map) -> Iterator[tuple[str, str]]:
    counts: dict[str, int] = {}
    for index, one in enumerate(found.dangers):
        many = int(((found.binding == index) & (found.level >= 1)).sum())
        if many:
            counts[one.kind] = counts.get(one.kind, 0) + many
    for kind in sorted(counts, key=lambda kind: -counts[kind]):
        yield colour(kind), names.bound_by(found, kind)
    if (found.status == NOT_CARRIED_OUT).any():
        yield "", "no number: cannot be carried out there"
    if (found.status == REFUSED).any():
        yield NOTHING, "the recipe is refused there"
