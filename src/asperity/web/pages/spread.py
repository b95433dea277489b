"""How far outcomes scatter and are in doubt, and what to control first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from types import MappingProxyType

from nicegui import ui

from asperity.outcome.plain import from_plain
from asperity.report import words as said
from asperity.report.spread.files import ENDINGS, content
from asperity.report.spread.lines import counted, ended, risky, sources
from asperity.study.offered import Offer, offered
from asperity.study.spread import Spread
from asperity.study.spread.run import SAMPLES
from asperity.web.house import House
from asperity.web.jobs.work.options import texts
from asperity.web.parts.frame import act, heading, words
from asperity.web.parts.studies.ask.fields import Box, name_of
from asperity.web.parts.studies.ask.source import Source
from asperity.web.parts.studies.bands import band_key, bands
from asperity.web.parts.studies.facts import lines, table
from asperity.web.parts.studies.taking import taking
from asperity.web.parts.studies.whole import Study, start, whole_page
from asperity.web.store.record import Asked, Kept

LEDE = (
    "Press a recipe many times with all that is never twice alike and all that nobody knows: "
    "how far each number spreads, how often it goes wrong, and what to control first."
)
EMPTY = (
    "Nothing is spread yet. Press Find the spread to see how sure the outcome of this recipe is. "
    "It takes a minute or two; the page may be closed meanwhile."
)
HOW_MANY = MappingProxyType(
    {
        "64": "64 samples, a first look",
        "256": "256 samples",
        "1024": "1024 samples, sure",
    }
)
HOW_FAR = "10 % or 2 K: a standard deviation; 0.3 µm..0.8 µm: nine of ten between; 0: none."
WHAT = MappingProxyType(
    {
        "": "all that scatters or is in doubt",
        "process": "only the scatter of pressings",
        "cards": "only the doubt of the cards",
        "given": "only what is set below",
    }
)


def draw(house: House) -> None:
    """Draw the page that the visitor's address asks for."""
    study = Study(
        kind="spread",
        title="Spread",
        lede=LEDE,
        asks="What may vary",
        empty=EMPTY,
        making="Pressing it many times",
        before="Spreads made before",
        known=_known,
        form=_form,
        ready=_ready,
        result=_result,
    )
    whole_page(house, study)


def _known(source: Source) -> dict[str, Offer]:
    return {path: one for one in offered(source.recipe) for path in one.paths}


def _form(house: House, source: Source, offers: dict[str, Offer]) -> None:
    before = dict(source.kept.asked.options) if source.kept else {}
    only = Box("What varies", str(before.get("only") or ""), choices=WHAT)
    count = str(before.get("samples", SAMPLES))
    samples = Box(
        "How many",
        count,
        choices={count: f"{count} samples", **HOW_MANY},
        hint="each is pressed again for every thing that varies",
    )
    own = _Own(offers, texts(before.get("vary")))
    of = Box(
        "Numbers to take apart",
        ", ".join(texts(before.get("of"))),
        usual="the usual ones",
        hint="paths of the outcome with commas between, such as cell.resistance_ohm",
    )
    find = act("Find the spread", "main")
    trouble = ui.element("div")

    def begun() -> None:
        if only.value == "given" and not own.written:
            only.refuse("nothing is set below; set how far something varies")
            return
        options = {
            "samples": int(samples.value),
            "only": only.value,
            "vary": own.written,
            "of": [path.strip() for path in of.value.split(",") if path.strip()],
        }
        start(house, Asked(kind="spread", recipe=source.text, options=options), trouble)

    find.on("click", begun)


class _Own:
    """Quantities of which a person knows how far they vary."""

    def __init__(self, offers: dict[str, Offer], before: Sequence[str]) -> None:
        self._offers = offers
        self._rows: dict[str, Box] = {}
        asked = dict(_parted(one) for one in before)
        with ui.element("details").classes("study-more") as more:
            more.props["open"] = bool(asked)
            words("Set how far something varies", tag="summary")
            with ui.element("div"):
                words(HOW_FAR, "soft small", tag="p")
                names = {path: name_of(one) for path, one in offers.items()}
                choices = {"": "choose a quantity", **names}
                self._more = Box("Quantity", "", choices=choices, then=self._added)
                self._list = ui.element("div").classes("study-form")
        for path, by in asked.items():
            self._row(path, by)

    @property
    def written(self) -> list[str]:
        """As a command takes them."""
        rows = ((path, box.value.strip()) for path, box in self._rows.items())
        return [f"{path}={by}" for path, by in rows if by]

    def _added(self, path: str) -> None:
        if path and path not in self._rows:
            self._row(path, "10 %")
        self._more.put("")

    def _row(self, path: str, by: str) -> None:
        offer = self._offers.get(path)
        label = path if offer is None else name_of(offer)
        given = "" if offer is None else f"as written {said.pretty(offer.given)}"
        with self._list:
            self._rows[path] = Box(label, by, hint=f"{given}; empty: as usual")


def _parted(written: str) -> tuple[str, str]:
    path, _, by = written.partition("=")
    return path.strip(), by.strip()


def _ready(kept: Kept) -> Spread:
    return from_plain(Spread, json.loads(kept.answer or ""))


def _result(_house: House, kept: Kept, found: Spread) -> None:
    with ui.element("section").classes("sheet study-form"):
        heading(found.recipe.title)
        words(said.pretty(counted(found)), "soft", tag="p")
        lines("How it ends", ended(found))
        if found.risks:
            heading("Risks that are not good", level=3)
            table(risky(found), "Risks that are not good", first="risk")
    with ui.element("section").classes("sheet study-form"):
        heading("How far it spreads, and what to control first")
        bands(found)
        band_key()
    with ui.element("section").classes("sheet study-form"):
        heading("What varies most")
        table(sources(found), "What varies most", first="source")
        lines("Keep in mind", found.remarks)
        taking({name: partial(content, found, name) for name in _names(kept)})


def _names(kept: Kept) -> list[str]:
    return [f"spread-{kept.id}{ending}" for ending in ENDINGS]
