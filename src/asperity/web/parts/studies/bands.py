"""How far a number spreads, as a band, and what that comes from, as bars."""

from __future__ import annotations

from math import log

from nicegui import ui

from asperity.report import words as said
from asperity.report.spread import names
from asperity.report.spread.lines import by_itself, first_of, in_all, leading
from asperity.report.spread.picture import WIDE
from asperity.study.spread import Band, Spread
from asperity.study.spread.indices import Index
from asperity.study.spread.record import Watched
from asperity.web.parts.frame import heading, words

ROOM = 0.04


def bands(found: Spread) -> None:
    """A row a number that was taken apart."""
    with ui.element("div").classes("band-rows"):
        for one in found.watched:
            with ui.element("div").classes("band"):
                title = names.quantity(one.path)
                heading(said.pretty(f"{title[:1].upper()}{title[1:]}"), level=3)
                if one.band is None:
                    words("Too few presses have it.", "soft", tag="p")
                    continue
                if one.indices:
                    words(f"Control {first_of(one, found)}.", tag="p")
                _band(one, one.band)
                _bars(one, found)


def _band(one: Watched, band: Band) -> None:
    def told(number: float) -> str:
        return said.pretty(names.value(one.path, number))

    nine = f"{told(band.low)} to {told(band.high)}"
    with ui.element("div"):
        label = f"nine of ten {nine}, half {told(band.lower)} to {told(band.upper)}"
        with ui.element("div").classes("band-line").props("role=img") as line:
            _marks(one, band)
        line.props["aria-label"] = f"{label}, median {told(band.median)}"
        with ui.element("div").classes("band-ends"):
            words(told(band.low))
            words(f"median {told(band.median)}")
            words(told(band.high))
        if one.written is not None:
            words(f"as written {told(one.written)}", "soft small", tag="p")


def _marks(one: Watched, band: Band) -> None:
    ends = [band.low, band.high] + ([] if one.written is None else [one.written])
    low, high = min(ends), max(ends)
    ratio = low > 0 and high > WIDE * low

    def share(number: float) -> float:
        if not high > low:
            return 50.0
        part = log(number / low) / log(high / low) if ratio else (number - low) / (high - low)
        return 100 * (ROOM + (1 - 2 * ROOM) * part)

    for classes, begin, end in (
        ("band-nine", band.low, band.high),
        ("band-half", band.lower, band.upper),
    ):
        width = share(end) - share(begin)
        ui.element("div").classes(classes).style(f"left: {share(begin):.2f}%; width: {width:.2f}%")
    ui.element("div").classes("band-median").style(f"left: {share(band.median):.2f}%")
    if one.written is not None:
        words("▼", "band-written").style(f"left: {share(one.written):.2f}%")


def _bars(one: Watched, found: Spread) -> None:
    lead = leading(one)
    with ui.element("div"):
        for index in lead:
            _bar(index, found)
        if not lead and one.indices:
            words("Nothing that varies here moves it much by itself.", "soft small", tag="p")


def _bar(index: Index, found: Spread) -> None:
    family = names.kind(index.name, found)
    with ui.element("div").classes(f"share {'scatter' if family == 'scatter' else 'doubt'}"):
        words(said.pretty(names.source(index.name, found)))
        with ui.element("div").classes("share-bar").props('aria-hidden="true"'):
            ui.element("div").classes("share-all").style(f"width: {100 * in_all(index):.1f}%")
            ui.element("div").classes("share-own").style(f"width: {100 * by_itself(index):.1f}%")
        words(said.pretty(f"{in_all(index):.0%}"), "share-number")


def band_key() -> None:
    """What bands and bars mean."""
    rows = (
        "thin line: nine of ten presses; bar: half of them; stroke: median; ▼ as written",
        "bars: share of the variance that a source has a part in (pale), and by itself (narrow)",
    )
    for row in rows:
        words(row, "soft small", tag="p")
    with ui.element("p").classes("row-of small"):
        for classes, text in (
            ("scatter", "scatters from pressing to pressing"),
            ("doubt", "in doubt: the same in every pressing, but not known"),
        ):
            with ui.element("span").classes(f"band-what {classes}"):
                ui.element("span").classes("band-swatch").props('aria-hidden="true"')
                words(text)
