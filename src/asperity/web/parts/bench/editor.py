"""The fields of a draft on the page: layers and faces, steps, press."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from nicegui import ui

from asperity.recipe.explain import KINDS
from asperity.web.bench import edit
from asperity.web.bench.draft import Draft, Key
from asperity.web.bench.form import COLUMNS, Field, Form, Section
from asperity.web.bench.labels import KINDS as NAMED
from asperity.web.parts.bench.cards import card_choices, show_card
from asperity.web.parts.bench.drawing import summary, target
from asperity.web.parts.fields.field import FieldBox
from asperity.web.parts.frame import act, words
from asperity.web.parts.text import escaped

FEW = 3
"""Layers up to which all of them lie open."""


class Doing(Protocol):
    """What a page does when somebody touches its fields."""

    def typed(self, field: Field, text: str) -> None:
        """Something was typed or chosen."""
        ...

    def change(self, made: Callable[[Draft], Draft]) -> None:
        """Something was added, removed, moved."""
        ...

    def open_field(self, key: Key) -> None:
        """A field is to be shown that is left out so far."""
        ...

    def leave(self, field: Field) -> None:
        """A field is to be left out."""
        ...

    def measured(self, section: Section) -> None:
        """A measured map is to be taken for a face."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """Widgets of a section that change while somebody types."""

    name: ui.html
    told: ui.html
    wrong: ui.html
    result: ui.html | None = None


def shape(form: Form) -> tuple[object, ...]:
    """What the widgets depend on: while it stays, they need not be built anew."""
    sections = [
        (section.key, section.kind, tuple(field.key for field in section.fields), section.more)
        for section in form.sections()
    ]
    return (*sections, form.bare)


class Editor:
    """The fields of a form, in places for the stack, the steps and the press.

    `show` keeps what is typed and where somebody is; only another shape of the form is built anew.
    """

    def __init__(self, doing: Doing, places: tuple[ui.element, ui.element, ui.element]) -> None:
        self._doing = doing
        self._shape: tuple[object, ...] | None = None
        self._fields: dict[Key, FieldBox] = {}
        self._shown: dict[Key, _Shown] = {}
        self.stack, self.steps, self.press = places

    def show(self, form: Form, *, anew: bool = False) -> None:
        """Show a form; `anew` also writes its values over what is typed."""
        if shape(form) != self._shape:
            self._build(form)
            return
        for section in form.sections():
            self._tell(section)
            for field in section.fields:
                choices = _choices(field, section, form)
                self._fields[field.key].show(field, of=section.name, choices=choices, anew=anew)

    def focus(self, key: Key) -> None:
        """Put the cursor into a field."""
        box = self._fields.get(key)
        if box is not None:
            box.client.run_javascript(f"document.getElementById('field-{box.id}')?.focus()")

    def results(self, told: Sequence[str]) -> None:
        """What came of each step, below its fields."""
        for index, text in enumerate(told):
            shown = self._shown.get(("steps", index))
            if shown is not None and shown.result is not None:
                shown.result.set_content(escaped(text))

    def _build(self, form: Form) -> None:
        self._fields, self._shown, self._shape = {}, {}, shape(form)
        for place in (self.stack, self.steps, self.press):
            place.clear()
        with self.stack:
            self._stack(form)
        with self.steps:
            for section in form.steps:
                self._step(section, form)
            self._adding("steps", "Add a step")
        with self.press:
            self._press(form.press, form)

    def _stack(self, form: Form) -> None:
        """Layers from top to bottom, as they lie, each face between the two it joins."""
        faces = {frozenset(section.name.split(":")): section for section in form.faces}
        few = len(form.layers) <= FEW
        above = ""
        for section in reversed(form.layers):
            pair = frozenset((section.name, above))
            if pair in faces:
                self._folded(faces[pair], form, opened=True)
            elif above:
                self._bare((section.name, above))
            self._folded(section, form, opened=few)
            above = section.name
        self._adding("stack", "Add a layer on top")

    def _bare(self, pair: tuple[str, str]) -> None:
        """A face nobody described: of two powders, say, that need no roughness."""
        with ui.element("div").classes("bare"):
            button = act(f"Describe the face {pair[0]} : {pair[1]}", "quiet small")
            button.on("click", lambda: self._doing.change(lambda now: edit.with_face(now, pair)))

    def _folded(self, section: Section, form: Form, *, opened: bool) -> None:
        """A layer or face that folds."""
        face = section.key[0] == "interfaces"
        with ui.element("details").classes(f"section {'of-face' if face else 'of-layer'}") as fold:
            fold.props["id"] = target(section.key)
            fold.props["open"] = opened or bool(section.refusals)
            with ui.element("summary"):
                name = words(_title(section), "section-name")
                told = words(summary(section), "soft")
            wrong = words("", "section-wrong", tag="p")
            self._shown[section.key] = _Shown(name=name, told=told, wrong=wrong)
            self._tell(section)
            self._grid(section, form)
            for band in section.bands:
                self._band(band, form)
            if face:
                self._measuring(section)
            with self._aside(section, form):
                if face:
                    self._face_tools(section)
                else:
                    self._order(section, len(form.layers), "Lower", "Higher")

    def _band(self, band: Section, form: Form) -> None:
        with ui.element("div").classes("band").props(f'role="group" aria-label="{band.name}"'):
            words(f"Further {band.name}, such as waviness", "soft small", tag="p")
            wrong = words("", "section-wrong", tag="p")
            name, told = words("", "hidden"), words("", "hidden")
            self._shown[band.key] = _Shown(name=name, told=told, wrong=wrong)
            self._grid(band, form)
            leave = act("Leave this band out", "quiet")
            leave.on("click", lambda: self._doing.change(lambda now: edit.without(now, band.key)))

    def _step(self, section: Section, form: Form) -> None:
        with ui.element("div").classes("section step") as box:
            box.props["id"] = target(section.key)
            box.props["role"] = "group"
            with ui.element("div").classes("step-head"):
                name = words(section.name, "section-name", tag="h3")
                told = words(NAMED.get(section.kind, section.kind), "soft small")
            wrong = words("", "section-wrong", tag="p")
            self._grid(section, form)
            result = words("", "step-result number", tag="p")
            with self._aside(section, form):
                self._order(section, len(form.steps), "Earlier", "Later")
            self._shown[section.key] = _Shown(name=name, told=told, wrong=wrong, result=result)
            self._tell(section)

    def _grid(self, section: Section, form: Form) -> None:
        """What is usually said; its name and what else could be said lie aside."""
        with ui.element("div").classes("fields"):
            for field in section.fields:
                if field.key[-1] != "name":
                    self._field(field, section, form)

    @contextmanager
    def _aside(self, section: Section, form: Form) -> Iterator[None]:
        """Name, kind, further details, and the buttons that are drawn within."""
        named = [field for field in section.fields if field.key[-1] == "name"]
        with ui.element("details").classes("more") as fold:
            fold.props["open"] = any(field.refusals for field in named)
            with ui.element("summary"):
                words("More")
                words(f" of {section.name}", "hidden-but-read")
            with ui.element("div").classes("fields"):
                self._more(section)
                for field in named:
                    self._field(field, section, form)
                    self._kinds(section)
            with ui.element("div").classes("row-of small"):
                yield

    def _press(self, section: Section, form: Form) -> None:
        with ui.element("div").props(f'id="{target(section.key)}"'):
            wrong, hidden = words("", "section-wrong", tag="p"), words("", "hidden")
            self._shown[section.key] = _Shown(name=hidden, told=hidden, wrong=wrong)
            self._tell(section)
            self._grid(section, form)
            with self._aside(section, form):
                pass

    def _field(self, field: Field, section: Section, form: Form) -> None:
        doing, shelf = self._doing, field.shelf
        self._fields[field.key] = FieldBox(
            field,
            of=section.name,
            choices=_choices(field, section, form),
            typed=lambda text: doing.typed(field, text),
            about=(lambda name: show_card(shelf, name)) if shelf else None,
            leave=None if field.needed or _column(field) else lambda: doing.leave(field),
        ).classes(f"of-{field.key[-1]}")

    def _kinds(self, section: Section) -> None:
        """What kind of layer or step it is."""
        root = str(section.key[0])
        chosen = Field(
            key=(*section.key, "kind"),
            label="Kind",
            sort="choice",
            value=section.kind,
            choices=_kinds_of(root),
            needed=True,
        )

        def turn(kind: str) -> None:
            if kind in KINDS[root]:
                self._doing.change(lambda now: edit.of_kind(now, section.key, kind))

        FieldBox(chosen, of=section.name, typed=turn)

    def _more(self, section: Section) -> None:
        """What may be said besides."""
        if not section.more:
            return
        more = Field(
            key=(*section.key, ""),
            label="Add a detail",
            sort="choice",
            value="",
            choices=(("", "choose…"), *((name, label) for name, label, _ in section.more)),
        )
        known = {name for name, _, _ in section.more}

        def opened(name: str) -> None:
            if name in known:
                self._doing.open_field((*section.key, name))

        FieldBox(more, of=section.name, typed=opened)

    def _adding(self, root: str, told: str) -> None:
        adding = Field(
            key=(root, ""),
            label=told,
            sort="choice",
            value="",
            choices=(
                ("", "choose a kind…"),
                *((kind, NAMED.get(kind, kind)) for kind in KINDS[root]),
            ),
        )
        make = edit.with_layer if root == "stack" else edit.with_step

        def add(kind: str) -> None:
            if kind in KINDS[root]:
                self._doing.change(lambda now: make(now, kind))

        with ui.element("div").classes("adding"):
            FieldBox(adding, of="", typed=add)

    def _order(self, section: Section, count: int, down: str, up: str) -> None:
        """Buttons that move a layer or step, or leave it out."""
        place, key = int(section.key[1]), section.key
        if place > 0:
            self._tool(down, section, lambda now: edit.moved(now, key, -1))
        if place < count - 1:
            self._tool(up, section, lambda now: edit.moved(now, key, 1))
        if count > 1:
            self._tool("Remove", section, lambda now: edit.without(now, key))

    def _tool(self, told: str, section: Section, made: Callable[[Draft], Draft]) -> None:
        button = act(told, "quiet", label=f"{told} {section.name}")
        button.on("click", lambda: self._doing.change(made))

    def _measuring(self, section: Section) -> None:
        """From a roughness to a measured map and back."""
        key = section.key
        with ui.element("div").classes("row-of small"):
            if _measured(section):
                self._tool("Back to a roughness", section, lambda now: edit.without_map(now, key))
            else:
                button = act("Use a measured map…", "quiet", label=f"Use a map of {section.name}")
                button.on("click", lambda: self._doing.measured(section))

    def _face_tools(self, section: Section) -> None:
        key = section.key
        self._tool("Add waviness", section, lambda now: edit.with_band(now, key))
        self._tool("Leave out this face", section, lambda now: edit.without(now, key))

    def _tell(self, section: Section) -> None:
        """The name of a section, what it is in short, what is wrong with it as a whole."""
        shown = self._shown.get(section.key)
        if shown is None:
            return
        if section.key[0] in {"stack", "interfaces"} and len(section.key) == 2:
            shown.name.set_content(escaped(_title(section)))
            shown.told.set_content(escaped(summary(section)))
        elif section.key[0] == "steps":
            shown.name.set_content(escaped(section.name))
        shown.wrong.set_content("<br>".join(map(escaped, section.refusals)))


def _title(section: Section) -> str:
    if section.key[0] != "interfaces":
        return section.name
    return f"Face {section.name.replace(':', ' : ')}"


def _kinds_of(root: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, NAMED.get(kind, kind)) for kind in KINDS[root])


def _measured(section: Section) -> bool:
    return any(field.key[-1] == "map" for field in section.fields)


def _column(field: Field) -> bool:
    """Fields every step shows, written or not."""
    return field.key[0] == "steps" and field.key[-1] in COLUMNS


def _choices(field: Field, section: Section, form: Form) -> tuple[tuple[str, str], ...]:
    if field.sort == "card":
        name = str(field.key[-1])
        return card_choices(field.shelf, kind=section.kind, field=name)
    if field.sort == "layers":
        return tuple((layer.name, layer.name) for layer in form.layers)
    return field.choices
