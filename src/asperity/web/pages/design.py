"""The recipe that serves a goal best, what binds it, and what would move that."""

from __future__ import annotations

import json
from functools import partial

from nicegui import ui

from asperity.errors import AsperityError
from asperity.outcome.plain import from_plain
from asperity.report import words as said
from asperity.report.design.binding import value
from asperity.report.design.lines import choices, headline, lists, settings, sure
from asperity.report.mapping.names import varied
from asperity.report.rows import Table
from asperity.study.design import Design
from asperity.study.offered import Offer, offered, told_by
from asperity.web.house import House
from asperity.web.jobs.work.options import texts
from asperity.web.link import BEST, WAY, address, chosen
from asperity.web.parts.frame import act, heading, words
from asperity.web.parts.studies.ask.fields import Box, refused_whole
from asperity.web.parts.studies.ask.goals import Allowed, Goals, Varied
from asperity.web.parts.studies.ask.source import Source
from asperity.web.parts.studies.facts import facts, go, lines, table
from asperity.web.parts.studies.front import front
from asperity.web.parts.studies.taking import taking
from asperity.web.parts.studies.whole import Study, start, whole_page
from asperity.web.store.record import Asked, Kept

LEDE = (
    "Say what you want and what may change: the answer is a recipe to press, what it gains, which "
    "limit binds it, and what would move that limit. Several goals give recipes to choose from."
)
EMPTY = (
    "Nothing is designed yet. Tick a goal and press Find the recipe. It takes a minute or two; "
    "the page may be closed meanwhile."
)
STEPS = (("fixed", "as written"), ("free", "may be merged and split"))
CONTACT = "contact-fraction"
Known = tuple[dict[str, str], dict[str, Offer]]


def draw(house: House) -> None:
    """Draw the page that the visitor's address asks for."""
    study = Study(
        kind="design",
        title="Design",
        lede=LEDE,
        asks="What you want",
        empty=EMPTY,
        making="Looking for the recipe",
        before="Designs made before",
        known=_known,
        form=_form,
        ready=_ready,
        result=_result,
    )
    whole_page(house, study)


def _known(source: Source) -> Known:
    titles = told_by(source.recipe)
    titles.pop(CONTACT, None)  # a map tells it, a design does not aim at it
    return titles, {one.path: one for one in offered(source.recipe)}


def _form(house: House, source: Source, known: Known) -> None:
    titles, offers = known
    before = dict(source.kept.asked.options) if source.kept else {}
    goals = Goals(titles, texts(before.get("goals")))
    changing = Varied(source.recipe, offers, texts(before.get("vary")))
    allowed = Allowed(texts(before.get("risks")), texts(before.get("limits")))
    steps = Box("Steps that press", str(before.get("steps", "fixed")), choices=dict(STEPS))
    find = act("Find the recipe", "main")
    trouble = ui.element("div")

    def begun() -> None:
        fine = [goals.good(), changing.good(), allowed.good()]
        if not all(fine):
            return
        options = {
            "goals": goals.written,
            "vary": changing.written,
            "risks": allowed.risks,
            "limits": allowed.limits,
            "steps": steps.value,
        }
        start(house, Asked(kind="design", recipe=source.text, options=options), trouble)

    find.on("click", begun)


def _ready(kept: Kept) -> Design:
    return from_plain(Design, json.loads(kept.answer or ""))


def _result(house: House, kept: Kept, found: Design) -> None:
    with ui.element("section").classes("sheet study-form"):
        if found.found:
            heading("A recipe is found")
        else:
            heading("No recipe keeps every limit")
        for line in headline(found):
            words(said.pretty(line), "study-gain", tag="p")
        if found.verdict:
            with ui.element("p"):
                words("Pressed so, it is ")
                words(found.verdict, f"level {found.verdict}")
        if not found.found:
            words("Allow more, vary more, or ask for less, and look again.", "soft", tag="p")
        if found.front:
            _front(house, kept, found)
        elif found.found:
            _take(house, kept, BEST)
    with ui.element("section").classes("sheet study-form"):
        if found.found:
            heading("What to change")
            table(_named(settings(found)), "Values given and found", first="quantity")
        for head, told in lists(found):
            lines(head, told)
        _ways(kept, found)
        lines("How sure", sure(found.certificate))
        _files(kept, found)


def _front(house: House, kept: Kept, found: Design) -> None:
    """Recipes to choose from; the one that is chosen, with the ways to it."""
    heading("To choose from", level=3)
    words("None is better than another in every goal. Choose a point.", "soft", tag="p")

    def chosen_(at: int) -> None:
        shown.clear()
        one = found.front[at]
        with shown:
            heading(f"Recipe {at + 1}{', the knee' if one.knee else ''}", level=3)
            goals = zip(found.goals, one.reached, strict=True)
            rows = [(aim.title, value(aim, number)) for aim, number in goals]
            rows += [
                (varied(what.path.split(",")), text)
                for what, text in zip(found.variables, one.found, strict=True)
            ]
            facts(rows)
            _take(house, kept, str(at + 1))

    shown = ui.element("div").classes("study-point").props('aria-live="polite"')
    front(found, chosen_)
    shown.move(target_index=-1)
    with ui.element("details").classes("study-more"):
        words("All of them as a table", tag="summary")
        with ui.element("div"):
            table(choices(found), "Recipes to choose from", first="recipe")


def _take(house: House, kept: Kept, choice: str) -> None:
    """The ways to a recipe: onto the bench, or pressed at once."""

    def press() -> None:
        try:
            text = chosen(house.store.get(kept.id), choice)
            begun = house.desk.start(Asked(kind="press", recipe=text))
        except AsperityError as refusal:
            with row:
                refused_whole(str(refusal))
            return
        ui.navigate.to(f"/runs/{begun}")

    with ui.element("div").classes("row-of") as row:
        go("Load this recipe", address(run=kept.id, choice=choice), main=True)
        act("Press it").on("click", press)


def _ways(kept: Kept, found: Design) -> None:
    """Where steps were merged and split: the recipe of every way that has one."""
    with ui.element("div").classes("row-of"):
        for number, way in enumerate(found.ways, start=1):
            if way.recipe is not None:
                link = address(run=kept.id, choice=f"{WAY}{number}")
                go(f"Load: {way.name}", link)


def _named(told: Table) -> Table:
    """The same with words for the paths that its rows begin with."""
    rows = tuple((varied([path]), *cells) for path, *cells in told.rows)
    return Table(headings=told.headings, rows=rows)


def _files(kept: Kept, found: Design) -> None:
    files = {f"design-{kept.id}.json": lambda: kept.answer or ""}
    if found.recipe is not None:
        files = {f"design-{kept.id}.toml": partial(str, found.recipe), **files}
    taking(files)
