"""Several runs side by side."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Iterator
from dataclasses import dataclass

from nicegui import ui

from asperity.errors import Refusal
from asperity.outcome import Outcome
from asperity.recipe import Recipe, parse_recipe
from asperity.web.ended.reading import outcome_of
from asperity.web.house import House
from asperity.web.parts.comparing.beside import KEYS, drawn, heads, tables
from asperity.web.parts.comparing.pick import FEWEST, MOST, Pick
from asperity.web.parts.frame import page_frame, words
from asperity.web.parts.look import sheet
from asperity.web.store.record import Kept

LEDE = "See what differs between runs: what was asked for, and what came of it."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A run with what is compared of it."""

    kept: Kept
    recipe: Recipe
    outcome: Outcome


def attach(house: House) -> None:
    """Make the page known to the server."""

    @ui.page("/compare")
    async def page(ids: str = "") -> None:
        wanted = list(dict.fromkeys(one for one in ids.replace(" ", "").split(",") if one))
        found, troubles = await to_thread(_read, house, wanted[:MOST])
        if len(wanted) > MOST:
            troubles.append(f"Only the first {MOST} runs are shown.")
        with page_frame(house, "Compare", lede=LEDE):
            _styles()
            for trouble in troubles:
                words(trouble, "sheet run-notice marginal", tag="p").props('role="status"')
            _beside(house, found)


def _beside(house: House, found: list[_Run]) -> None:
    picked = [one.kept.id for one in found]
    if len(found) < FEWEST:
        with ui.element("section").classes("sheet"):
            Pick(house, picked)
        return
    heads([one.kept for one in found])
    tables([one.recipe for one in found], [one.outcome for one in found])
    names = {key: f"{key}: {one.kept.title}" for key, one in zip(KEYS, found, strict=False)}
    drawn({key: one.outcome for key, one in zip(KEYS, found, strict=False)}, names)
    with ui.element("details").classes("told-part told-more sheet"):
        words("Pick other runs", tag="summary")
        Pick(house, picked)


def _read(house: House, wanted: list[str]) -> tuple[list[_Run], list[str]]:
    """Runs that can be compared, and a word on each that cannot."""
    found: list[_Run] = []
    troubles: list[str] = []
    for run in wanted:
        try:
            found += _runs(house, run)
        except Refusal as refusal:
            troubles.append(f"Run {run} is left out: {refusal.line}.")
    return found, troubles


def _runs(house: House, run: str) -> Iterator[_Run]:
    kept = house.store.get(run)
    outcome = outcome_of(kept)
    if outcome is None:
        raise Refusal("outcome", "none", "only a press that left one can be compared")
    yield _Run(kept=kept, recipe=parse_recipe(kept.asked.recipe), outcome=outcome)


def _styles() -> None:
    for room in ("curves", "outcome", "following", "comparing"):
        sheet(f"asperity.web.parts.{room}", f"{room}.css")
