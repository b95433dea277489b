"""Where a recipe is safe over two of its quantities, and what comes of it there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from nicegui import ui

from asperity.errors import Refusal
from asperity.recipe.read import parse_recipe
from asperity.report import words as said
from asperity.report.mapping import data
from asperity.report.mapping.page import page as as_page
from asperity.report.mapping.page import subtitle
from asperity.report.mapping.picture import picture
from asperity.report.mapping.points import nearest_to, place, settings, told_at
from asperity.report.mapping.terminal import facts as told_of
from asperity.report.mapping.terminal import made, window_title
from asperity.study.mapping import Map, from_dict, window
from asperity.study.mapping.lines import line_of
from asperity.study.offered import Offer, offered, pair, told_by
from asperity.study.ranges import axis_of
from asperity.web.house import House
from asperity.web.jobs.work.map import POINTS
from asperity.web.link import address
from asperity.web.parts.frame import act, heading, words
from asperity.web.parts.studies.ask.fields import Box, Ranged
from asperity.web.parts.studies.ask.source import Source
from asperity.web.parts.studies.facts import capital, facts, go
from asperity.web.parts.studies.mapfield.mapfield import MapField, drawing, key
from asperity.web.parts.studies.taking import taking
from asperity.web.parts.studies.whole import Study, start, whole_page
from asperity.web.store.record import Asked, Kept

LEDE = (
    "Vary two quantities of a recipe against each other: where every risk is good the map stays "
    "clear, elsewhere it says what goes wrong. Every point of it is a recipe you can load."
)
FINENESS = MappingProxyType(
    {"50": "50 points a side, quick", "100": "100 points a side", "200": "200 points a side, fine"}
)
EMPTY = (
    "Nothing is drawn yet. Choose two quantities and press Draw the map. It takes a minute or two; "
    "the page may be closed meanwhile."
)
Known = tuple[dict[str, str], dict[str, Offer], tuple[Offer, Offer] | None]


def draw(house: House) -> None:
    """Draw the page that the visitor's address asks for."""
    study = Study(
        kind="map",
        title="Map",
        lede=LEDE,
        asks="What to map",
        empty=EMPTY,
        making="Making the map",
        before="Maps made before",
        known=_known,
        form=_form,
        ready=_ready,
        result=_result,
    )
    whole_page(house, study)


def _known(source: Source) -> Known:
    recipe = source.recipe
    return told_by(recipe), {one.path: one for one in offered(recipe)}, pair(recipe)


def _form(house: House, source: Source, known: Known) -> None:
    goals, offers, usual = known
    if usual is None:
        words("This recipe has no two quantities to vary.", "empty", tag="p")
        return
    before = dict(source.kept.asked.options) if source.kept else {}
    axes = []
    for label, name, first in (("To the right", "x", usual[0]), ("Upwards", "y", usual[1])):
        path, ends = _before(before.get(name), first.path, offers)
        axes.append(Ranged(source.recipe, offers, label=label, begin=path, ends=ends))
    titles = capital(goals)
    titles.pop("reproducibility", None)  # a spread is told by no single press
    begin = str(before.get("of", ""))
    of = Box("Told as contours", begin if begin in titles else next(iter(titles)), choices=titles)
    count = str(before.get("points", POINTS))
    fine = Box("How fine", count, choices={count: f"{count} points a side", **FINENESS})
    draw = act("Draw the map", "main")
    trouble = ui.element("div")

    def begun() -> None:
        if not all(axis.good() for axis in axes) or not _lines(source, axes, int(fine.value)):
            return
        x, y = (axis.axis for axis in axes)
        options = {"x": x, "y": y, "of": of.value, "points": int(fine.value)}
        start(house, Asked(kind="map", recipe=source.text, options=options), trouble)

    draw.on("click", begun)


def _before(
    written: object, path: str, offers: Mapping[str, Offer]
) -> tuple[str, tuple[str, str] | None]:
    """Path and ends of an axis that was asked for before, else the path that is usual."""
    try:
        axis = axis_of(str(written or ""))
    except Refusal:
        return path, None
    paths = ",".join(axis.paths)
    if axis.span is None or paths not in offers:
        return path, None
    return paths, (axis.span.written(0.0), axis.span.written(1.0))


def _lines(source: Source, axes: list[Ranged], points: int) -> bool:
    """Whether the axes make a map; else it is told beside the one that does not."""
    paths: set[str] = set()
    for name, axis in zip("xy", axes, strict=True):
        try:
            line = line_of(source.recipe, axis.axis, points, name)
        except Refusal as refusal:
            axis.refused(refusal)
            return False
        if paths & set(line.paths):
            axis.path.refuse("the same as to the right; choose another")
            return False
        paths |= set(line.paths)
    return True


def _ready(kept: Kept) -> tuple[Map, dict[str, Any]]:
    found = from_dict(json.loads(kept.answer or ""), parse_recipe(kept.asked.recipe))
    return found, drawing(found)


def _result(_house: House, kept: Kept, ready: tuple[Map, dict[str, Any]]) -> None:
    found, drawn = ready
    title = said.pretty(subtitle(found))

    def point(row: int, column: int) -> None:
        if 0 <= row < len(found.y) and 0 <= column < len(found.x):
            at.clear()
            with at:
                heading(f"At {said.pretty(place(found, row, column))}", level=3)
                facts(told_at(found, row, column))
                _load(kept, found, (row, column), "Load this recipe")

    with ui.element("section").classes("sheet"):
        heading(title)
        words(found.title, "soft", tag="p")
        MapField(drawn, name=f"Map: {title}", chosen=point)
        at = ui.element("div").classes("study-point").props('aria-live="polite"')
        key(drawn["drawn"], found.quantity.title)
    with ui.element("section").classes("sheet study-form"):
        _window(kept, found)
        _files(kept, found)


def _window(kept: Kept, found: Map) -> None:
    one = window(found)
    heading(window_title(one))
    facts(told_of(found, one))
    if one.best is not None:
        _load(kept, found, nearest_to(found, *one.best[:2]), "Load the best point")
    words(said.pretty(made(found)), "soft small", tag="p")


def _load(kept: Kept, found: Map, at: tuple[int, int], text: str) -> None:
    """The way to the bench with the recipe of a point."""
    changes = settings(found, *at)
    with ui.element("p"):
        go(text, address(run=kept.id, changes=changes), main=True)


def _files(kept: Kept, found: Map) -> None:
    stem = f"map-{kept.id}"
    taking(
        {
            f"{stem}.png": partial(picture, found, "png"),
            f"{stem}.svg": partial(picture, found, "svg"),
            f"{stem}.html": partial(as_page, found),
            f"{stem}.csv": partial(data.as_csv, found),
            f"{stem}.json": lambda: kept.answer or "",
        }
    )
