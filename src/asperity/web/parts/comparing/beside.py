"""Runs beside each other: what was asked for, what came of it, how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from nicegui import ui

from asperity.outcome import Outcome
from asperity.recipe import Recipe
from asperity.web.compare import outcomes, recipes
from asperity.web.compare.course import Course, course
from asperity.web.compare.record import Part
from asperity.web.ended.told import HEADLINES, how, when
from asperity.web.parts.comparing.tables import table
from asperity.web.parts.curves import CurvesView, Panel
from asperity.web.parts.frame import heading, words
from asperity.web.store.record import Kept

KEYS = "ABCDEF"
CHANGES = (
    "≠ marks what differs from run A. Changes are shares of its value, "
    "of what is in % too: from 20 % to 30 % is +50 %."
)


def heads(runs: Sequence[Kept]) -> None:
    """A card a run, with its letter, its verdict, and the way to it or away from here."""
    with ui.element("ul").classes("side-heads"):
        for key, kept in zip(KEYS, runs, strict=False):
            with ui.element("li").classes("sheet"):
                named = Markup('<span class="side-key">{}</span>{}').format(key, kept.title)
                ui.html(str(named), sanitize=False, tag="h2")
                with ui.element("p"):
                    verdict = str(kept.summary.get("verdict", ""))
                    words(f"{HEADLINES[kept.state]} ")
                    if verdict:
                        words(verdict, f"level {verdict}")
                words(f"{how(kept)}; {when(kept.made)}", "soft small", tag="p")
                with ui.element("p").classes("row-of small"):
                    _link("Open", f"/runs/{kept.id}", f"Open run {key}")
                    _link("Edit", f"/?run={kept.id}", f"Edit the recipe of run {key}")
                    rest = ",".join(other.id for other in runs if other.id != kept.id)
                    _link("Leave out", f"/compare?ids={rest}", f"Leave out run {key}")


def tables(asked: Sequence[Recipe], came: Sequence[Outcome]) -> None:
    """Differences of recipes, then of outcomes; what is the same is hidden at first."""
    keys = KEYS[: len(came)]
    with ui.element("section").classes("told-part"):
        heading("What was asked for")
        told = recipes.differences(asked)
        if told.rows:
            _put(table(told, keys))
        else:
            words("The recipes mean the same.", "soft", tag="p")
    with ui.element("div").classes("only-other told-part") as place:
        heading("What came of it")
        every = ui.checkbox("Show what is the same, too", value=False)
        words(CHANGES, "soft small", tag="p")
        for part in outcomes.differences(came):
            _part(part, keys)
    every.on_value_change(
        lambda event: (
            place.classes(remove="only-other") if event.value else place.classes("only-other")
        )
    )


def drawn(runs: Mapping[str, Outcome], names: Mapping[str, str]) -> None:
    """Contact and resistance of all runs over time."""
    told = course(runs)
    if not told.rows:
        return
    with ui.element("section").classes("sheet told-part"):
        heading("Contact and resistance over time")
        if told.steps:
            words("Steps last very unequally, so each is drawn as wide.", "soft small", tag="p")
        view = CurvesView(
            "Contact and resistance of the runs over time",
            panels=_panels(told),
            lines=names,
            named=True,
            tall=168,
            steps=told.steps,
        )
        ui.timer(0.1, lambda: view.add(told.rows), once=True)


def _panels(told: Course) -> list[Panel]:
    panels = []
    for face in told.faces:
        name = face.replace(":", " – ")
        panels.append(
            Panel(
                key=f"contact {face}",
                title=f"Contact, {name} / %",
                name="contact",
                unit="%",
                zero=True,
                top=100.0,
            )
        )
        panels.append(
            Panel(
                key=f"resistance {face}",
                title=f"Resistance, {name} / Ω cm²",
                name="resistance",
                unit="Ω cm²",
                log=True,
            )
        )
    return panels


def _part(part: Part, keys: Sequence[str]) -> None:
    alike = not any(row.differs for row in part.rows)
    with ui.element("section").classes("told-part alike" if alike else "told-part"):
        heading(part.title, level=3)
        if alike:
            words("Nothing differs.", "soft all-same", tag="p")
        _put(table(part, keys))


def _link(text: str, target: str, label: str) -> None:
    with ui.element("a") as link:
        words(text)
    link.props["href"] = target
    link.props["aria-label"] = label


def _put(text: Markup) -> None:
    with ui.element("div").classes("sideways"):
        ui.html(str(text), sanitize=False)
