"""Fields of a study: a label, what is written, and the refusal beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from nicegui import ui

from asperity.errors import Refusal
from asperity.recipe import Recipe
from asperity.report import words as said
from asperity.report.mapping.names import varied
from asperity.study.offered import Offer
from asperity.web.bench.form import Field
from asperity.web.parts.fields.field import FieldBox
from asperity.web.parts.frame import words

Then = Callable[[str], None]


def told(refusal: Refusal) -> str:
    """A refusal beside its field, whose place needs no words."""
    return f"found {refusal.found}; {refusal.instead}" if refusal.instead else refusal.found


def name_of(offer: Offer) -> str:
    """What is varied, in words, as the first of a line."""
    text = varied(offer.paths)
    return text[:1].upper() + text[1:]


class Box:
    """A field with what is written in it; `of` is what it belongs to, for those who hear it."""

    def __init__(
        self,
        label: str,
        value: str,
        *,
        of: str = "",
        choices: Mapping[str, str] | None = None,
        hint: str = "",
        usual: str = "",
        then: Then | None = None,
    ) -> None:
        self.value, self._then, self._of = value, then, of
        self._field = Field(
            key=("study", label),
            label=label,
            sort="choice" if choices else "text",
            value=value,
            usual=usual,
            hint=hint,
            choices=tuple((choices or {}).items()),
            needed=True,
        )
        self._box = FieldBox(self._field, of=of, choices=self._field.choices, typed=self._typed)

    def put(self, value: str) -> None:
        """Write something else in it."""
        self.value = value
        self._show(anew=True)

    def refuse(self, text: str = "") -> None:
        """Tell what is wrong with it; nothing is fine."""
        self._field = replace(self._field, refusals=(said.pretty(text),) if text else ())
        self._show()

    def _show(self, *, anew: bool = False) -> None:
        self._field = replace(self._field, value=self.value)
        self._box.show(self._field, of=self._of, choices=self._field.choices, anew=anew)

    def _typed(self, text: str) -> None:
        if text == self.value:
            return
        self.value = text
        self.refuse()
        if self._then is not None:
            self._then(text)


class Ranged:
    """A quantity and its range, as fields; `begin` and `ends` are what they say at first."""

    def __init__(
        self,
        recipe: Recipe,
        offers: Mapping[str, Offer],
        *,
        label: str,
        begin: str,
        ends: tuple[str, str] | None = None,
    ) -> None:
        self._recipe, self._offers = recipe, offers
        first = offers[begin]
        low, high = ends or (first.low, first.high)
        names = {path: name_of(one) for path, one in offers.items()}
        with ui.element("div").classes("study-range").props(f'role="group" aria-label="{label}"'):
            with ui.element("div").classes("study-path"):
                self.path = Box(label, begin, choices=names, then=self._turned)
            self.low = Box("from", said.pretty(low), of=label)
            self.high = Box("to", said.pretty(high), of=label)
            self._hint = ui.label(_hint(first)).classes("soft small study-hint")

    @property
    def axis(self) -> str:
        """Path and range, as a command takes them."""
        low, high = (box.value.strip().replace("°C", "degC") for box in (self.low, self.high))
        return f"{self.path.value}={low}..{high}"

    def good(self) -> bool:
        """Whether both ends are quantities that may stand there; else it is told beside them."""
        low, high = self._good(self.low), self._good(self.high)
        return low and high

    def refused(self, refusal: Refusal) -> None:
        """Tell what is wrong with the range as a whole."""
        self.high.refuse(told(refusal))

    def _good(self, box: Box) -> bool:
        try:
            for path in self.path.value.split(","):
                written = self._recipe.written_at(path)
                if written is not None:
                    written.checked(box.value.strip(), path)
        except Refusal as refusal:
            box.refuse(told(refusal))
            return False
        box.refuse()
        return True

    def _turned(self, path: str) -> None:
        now = self._offers.get(path)
        if now is not None:
            self.low.put(said.pretty(now.low))
            self.high.put(said.pretty(now.high))
            self._hint.text = _hint(now)


def _hint(offer: Offer) -> str:
    given = said.pretty(offer.given)
    if not offer.why[0]:
        return f"as written: {given}"
    return f"as written {given}; offered from {offer.why[0]} to {offer.why[1]}"


def refused_whole(text: str) -> None:
    """A refusal that belongs to no field."""
    words(said.pretty(text), "study-refused", tag="p").props('role="alert"')
