"""The way in: six processes to begin with, or one's own."""

from __future__ import annotations

from dataclasses import dataclass

from nicegui import ui

from asperity.recipe.read import list_examples
from asperity.web.parts.frame import act, heading, words

_RECENT = """
const kept = JSON.parse(localStorage.getItem("asperity-draft") || "null");
const place = document.getElementById("recent");
if (kept && place && /^[0-9a-f]{16}$/.test(kept.key)) {
  const link = Object.assign(document.createElement("a"), {
    href: "/?draft=" + kept.key, className: "act", textContent: "Go on with: " + kept.title });
  place.replaceChildren(link);
}
"""
"""The browser remembers the draft that was open last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A shipped example: its name, what it is called on its card, what it is for."""

    name: str
    title: str
    about: str


PROCESSES = (
    Process(
        name="na-thermal-press",
        title="Press sodium warm onto a ceramic",
        about="Just below its melting point sodium flows into the hollows of a sintered pellet, at "
        "a pressure the pellet survives.",
    ),
    Process(
        name="na-foil",
        title="Squeeze a sodium foil",
        about="A block of sodium spreads between two flat plates; friction decides how thin it "
        "gets.",
    ),
    Process(
        name="na-cold-press",
        title="Press sodium cold onto a ceramic",
        about="Without heat it takes a high pressure, and a pellet that lies flat.",
    ),
    Process(
        name="multi-step",
        title="Build a cell step by step",
        about="Separator densified, cathode bonded to it, collector attached, then stack pressure "
        "in operation.",
    ),
    Process(
        name="symmetric-cell",
        title="Lithium on both sides of a pellet",
        about="A symmetric cell for impedance and critical current, under a modest stack pressure.",
    ),
    Process(
        name="anneal-under-pressure",
        title="Anneal under pressure",
        about="Pressed cold, then held warm at a low pressure that keeps the faces together.",
    ),
)


def processes() -> tuple[Process, ...]:
    """Every shipped example: those described here first, others by their titles."""
    known = {process.name for process in PROCESSES}
    others = [(name, title) for name, title in list_examples().items() if name not in known]
    return (*PROCESSES, *(Process(name=name, title=title, about="") for name, title in others))


def choose() -> ui.element:
    """Cards of the processes, and the ways to one's own; returned is the button to upload one."""
    heading("Begin with a process like yours")
    with ui.element("ul").classes("processes").props('role="list"'):
        for process in processes():
            with ui.element("li"):
                _card(process)
    heading("Or with your own")
    with ui.element("div").classes("row-of"):
        upload = act("Open a recipe file…")
        ui.element("span").props('id="recent"')
    ui.run_javascript(_RECENT)
    return upload


def _card(process: Process) -> None:
    with ui.element("a").classes("plain process") as link:
        words(process.title, "process-title")
        words(process.about, "process-about")
        words(process.name, "process-name")
    link.props["href"] = f"/?recipe={process.name}"
