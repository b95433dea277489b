"""The button that presses, and how closely."""

from __future__ import annotations

from time import monotonic
from typing import Protocol

from nicegui import ui

from asperity.errors import Refusal
from asperity.web.bench.draft import Draft
from asperity.web.bench.form import Field
from asperity.web.house import House
from asperity.web.parts.fields.field import FieldBox
from asperity.web.parts.frame import act, words
from asperity.web.store.record import Asked

CLOSELY = (("mean-field", "mean field, at once"), ("full-field", "full field, on a grid"))
GRIDS = tuple((str(2**power), f"{2**power} × {2**power}") for power in (6, 7, 8, 9, 10))
_ABOUT = {
    "mean-field": "Rough faces as an average.",
    "full-field": "Rough faces point by point, shown while they close. It takes minutes.",
}.items()

CLICKS_S = 3.0
"""Within this time a further click on the button means the same press."""


class Has(Protocol):
    """Whoever has the draft."""

    @property
    def now(self) -> Draft:
        """The draft as it is."""
        ...


class Pressing:
    """Presses the draft as it is, and leads to its run."""

    def __init__(self, house: House, draft: Has) -> None:
        self._house, self._draft = house, draft
        self._closely, self._grid = "mean-field", "256"
        self._again_at = 0.0
        with ui.element("div").classes("pressing"):
            with ui.element("div").classes("fields"):
                FieldBox(_field("closely", self._closely), of="", typed=self._closer)
                self._grid_place = ui.element("div").classes("grid-place")
                with self._grid_place:
                    FieldBox(_field("grid", self._grid), of="", typed=self._finer)
            self._grid_place.set_visibility(False)
            self._about = words(dict(_ABOUT)[self._closely], "soft small", tag="p")
            act("Press", "main press").on("click", self._press)
            self._wrong = words("", "section-wrong", tag="p").props('role="alert"')

    def _closer(self, text: str) -> None:
        self._closely = text if text in dict(CLOSELY) else self._closely
        self._about.set_content(dict(_ABOUT)[self._closely])
        self._grid_place.set_visibility(self._closely == "full-field")

    def _finer(self, text: str) -> None:
        self._grid = text if text in dict(GRIDS) else self._grid

    def _press(self) -> None:
        if monotonic() < self._again_at:  # a second click, before the page of the run is there
            return
        options: dict[str, object] = {"fidelity": self._closely, "seed": 0}
        if self._closely == "full-field":
            options["grid"] = int(self._grid)
        try:
            name = self._house.desk.start(
                Asked(kind="press", recipe=self._draft.now.text, options=options)
            )
        except Refusal as refusal:
            self._wrong.set_content(f"Not pressed: {refusal.line}")
            return
        self._again_at = monotonic() + CLICKS_S
        ui.navigate.to(f"/runs/{name}")


def _field(name: str, value: str) -> Field:
    closely = name == "closely"
    return Field(
        key=(name,),
        label="How closely" if closely else "Points of the grid",
        sort="choice",
        value=value,
        choices=CLOSELY if closely else GRIDS,
        needed=True,
    )
