"""A field of a recipe on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nicegui.element import Element
from nicegui.events import GenericEventArguments

from asperity.web.bench.form import Field

Typed = Callable[[str], None]


class FieldBox(Element, component="field.js"):
    """One field: it shows what a person types, and what the server thinks of it.

    `of` is the layer or step it belongs to, for those who hear the page. `typed` is called with the
    text soon after each keystroke.
    """

    def __init__(
        self,
        field: Field,
        *,
        of: str,
        choices: Sequence[tuple[str, str]] = (),
        typed: Typed,
        about: Typed | None = None,
        leave: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._stamp = 0
        self._props.update(uid=f"field-{self.id}", removable=leave is not None, card=bool(about))
        self.show(field, of=of, choices=choices)
        self.on("typed", lambda event: typed(_text(event)))
        if about is not None:
            self.on("about", lambda event: about(_text(event)))
        if leave is not None:
            self.on("leave", leave)

    def show(
        self,
        field: Field,
        *,
        of: str,
        choices: Sequence[tuple[str, str]] = (),
        anew: bool = False,
    ) -> None:
        """Show what is thought of the field; `anew` also what it says, over what is typed."""
        self._stamp += anew
        told = {
            "label": field.label,
            "of": of,
            "sort": field.sort,
            "value": field.value,
            "stamp": self._stamp,
            "usual": field.usual,
            "hint": field.hint,
            "bounds": field.bounds,
            "reads": field.reads,
            "choices": [list(choice) for choice in _known(field, choices or field.choices)],
            "wrong": list(field.refusals),
            "needed": field.needed,
            "late": field.key[-1:] == ("name",),
            "wide": field.sort in {"card", "layers"} or field.key[-1] == "map",
        }
        if any(self._props.get(name) != value for name, value in told.items()):
            self._props.update(told)
            self.update()


def _known(field: Field, choices: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """What can be chosen: nothing where it may be left out, what is written if it is another."""
    if not choices or field.sort == "layers":
        return tuple(choices)
    known = {word for word, _ in choices}
    left_out = () if field.needed or "" in known else (("", f"{field.usual or 'left out'}"),)
    other = () if not field.value or field.value in known else ((field.value, field.value),)
    return (*left_out, *choices, *other)


def _text(event: GenericEventArguments) -> str:
    """The text an event brings; whatever else a page may send counts as none."""
    return event.args if isinstance(event.args, str) else ""
