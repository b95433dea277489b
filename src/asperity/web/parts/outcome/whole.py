"""All of an outcome: verdict, numbers, figures, maps, tables, where numbers come from."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from markupsafe import Markup
from nicegui import ui

from asperity.outcome import Outcome
from asperity.outcome.maps import FaceMaps
from asperity.report.html import in_words
from asperity.web.ended.margins import margins
from asperity.web.parts.frame import heading, words
from asperity.web.parts.outcome import markup
from asperity.web.parts.outcome.slider import maps_view
from asperity.web.parts.risks import risk_bars

Draw = Callable[[], Sequence[tuple[str, str, str]]]
"""Titles, drawings and the addresses to save them from; one may have to wait for them."""


def outcome_view(
    outcome: Outcome, maps: Sequence[FaceMaps], draw: Draw, beside: Callable[[], None]
) -> None:
    """Everything; figures are drawn aside and come a moment later.

    `beside` draws what stands beside the maps, where there are any.
    """
    told = in_words(outcome)
    _verdict(outcome, told)
    if maps:
        with _part("The gap, as it closed"), ui.element("div").classes("live-pair"):
            maps_view(maps)
            beside()
    if outcome.steps:
        with _part("Figures"):
            _figures(draw)
    _tables(outcome, told)


def _verdict(outcome: Outcome, told: dict[str, Any]) -> None:
    _put(markup.tiles(told["tiles"]))
    with ui.element("div").classes("told-twin"):
        for title, lines in (
            ("Why", outcome.verdict.reasons),
            ("What to change", outcome.verdict.advice),
        ):
            if lines:
                with ui.element("section"):
                    heading(title)
                    _put(markup.listed(lines))


def _figures(draw: Draw) -> None:
    with ui.element("div").classes("told-figures") as place:
        words("Drawing the figures …", "soft")

    async def show() -> None:
        drawn = await to_thread(draw)
        place.clear()
        with place:
            for title, picture, address in drawn:
                _put(markup.figure(title, picture, address))

    ui.timer(0.05, show, once=True)


def _tables(outcome: Outcome, told: dict[str, Any]) -> None:
    unreal = told["unreal"]
    if outcome.steps:
        _table("Steps", told["steps"])
    if told["interfaces"]:
        _table(f"Interfaces after {told['interfaces_after']}{unreal}", told["interfaces"])
    if told["layers"]:
        _table(f"Layers after {told['layers_after']}{unreal}, bottom to top", told["layers"])
    if told["facts"]:
        with _part("Cell"):
            _put(markup.facts(told["facts"]))
    if told["risks"]:
        with _part("Risks"):
            _put(Markup(risk_bars(margins(told["risks"]))))
            with ui.element("details").classes("told-more"):
                words("Why, and what helps", tag="summary")
                _wide(markup.risks(told["risks"]), "Risks")
    for one in told["survivals"]:
        if one.worth or not one.film:
            with _part(f"Will it break: {one.name}{unreal}"):
                _put(markup.facts(one.facts))
                if one.whole.rows:
                    title = f"How likely it breaks: {one.name}"
                    _wide(markup.table(one.whole, title), title)
    if outcome.warnings:
        with _part("Keep in mind"):
            _put(markup.listed(outcome.warnings))
    _sources(outcome, told)


def _sources(outcome: Outcome, told: dict[str, Any]) -> None:
    if not outcome.sources:
        return
    with ui.element("details").classes("told-part told-more sheet"):
        words("Parameters and where they come from", tag="summary")
        count = f"{len(outcome.sources)} parameters were used; {told['doubtful']} of them are"
        words(f"{count} recalled, assumed or fitted.", tag="p")
        title = "Parameters and their sources"
        _wide(markup.table(told["sources"], title, linking=True), title)
    made = ", ".join(f"{name} {version}" for name, version in outcome.versions.items())
    words(f"{outcome.fidelity} prediction; {made}", "soft small told-part", tag="p")


def _table(title: str, told: Any) -> None:
    with _part(title):
        _wide(markup.table(told, title), title)


@contextmanager
def _part(title: str) -> Iterator[None]:
    with ui.element("section").classes("told-part"):
        heading(title)
        yield


def _wide(text: Markup, title: str) -> None:
    """Markup that may be wider than the page: it scrolls by itself, with the keyboard too."""
    with ui.element("div").classes("sideways").props('tabindex="0" role="region"') as place:
        place.props["aria-label"] = title
        _put(text)


def _put(text: Markup) -> None:
    ui.html(str(text), sanitize=False)
