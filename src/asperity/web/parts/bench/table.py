"""The table one works at: drawing, fields, programme, verdict, and the button that presses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

from nicegui import ui

from asperity.errors import Refusal
from asperity.web.bench import edit
from asperity.web.bench.draft import Draft, Key, read
from asperity.web.bench.drawer import Drawer
from asperity.web.bench.form import Field, Form, Section, form
from asperity.web.bench.judge.record import Judgement
from asperity.web.bench.trail import Trail
from asperity.web.house import House
from asperity.web.parts.bench.drawing import drawn
from asperity.web.parts.bench.editor import Editor
from asperity.web.parts.bench.layout import Layout
from asperity.web.parts.bench.maps import ask_for_map
from asperity.web.parts.programme import programme_drawing

WIDE, NARROW = 720, 340
_KEEP = """
history.replaceState(null, "", "/?draft=%s");
const title = document.title.split(" · ")[0];
localStorage.setItem("asperity-draft", JSON.stringify({key: "%s", title}));
"""


class Table:
    """A draft on a page, and all that follows from it."""

    def __init__(self, house: House, drawer: Drawer, *, text: str, key: str) -> None:
        self._house, self._drawer, self._key = house, drawer, key
        self._trail = Trail(now=read(text))
        self._opened: frozenset[Key] = frozenset()
        self._told: Judgement | None = None
        self._beyond: tuple[Refusal, ...] = ()
        self._form: Form | None = None
        self._client = ui.context.client
        self._layout = Layout(house, title=_title(self._trail.now), doing=self)
        self._editor = Editor(self, self._layout.places)
        self._client.on_delete(lambda: house.live.forget(self._client.id))
        self._show(anew=True)
        self._ask()

    @property
    def now(self) -> Draft:
        """The draft as it is."""
        return self._trail.now

    def typed(self, field: Field, text: str) -> None:
        """A field says something else."""
        self._opened |= {field.key}
        self._to(edit.typed(self.now, field, text), doing=field.key)

    def change(self, made: Callable[[Draft], Draft]) -> None:
        """Something was added, removed, moved."""
        self._opened = frozenset()
        self._to(made(self.now), anew=True)

    def open_field(self, key: Key) -> None:
        """A field is to be shown that is left out so far."""
        self._opened |= {key}
        self._show()
        self._editor.focus(key)

    def leave(self, field: Field) -> None:
        """A field is to be left out."""
        self._opened -= {field.key}
        gone, section = str(field.key[-1]), field.key[:-1]
        self._to(edit.with_field(self.now, section, gone, None))

    def measured(self, section: Section) -> None:
        """A measured map is to be taken for a face."""

        def taken(path: str, told: Mapping[str, str]) -> None:
            self.change(lambda now: edit.with_map(now, section.key, path, told))

        with self._layout.root:
            ask_for_map(section.name, taken)

    def written(self, text: str) -> None:
        """The recipe was written as text."""
        if text.strip() != self.now.text.strip():
            self._opened = frozenset()
            self._to(read(text), doing="text", anew=True, but_text=True)

    def brought(self, text: str) -> None:
        """A file was opened in the place of what there was; one that is no recipe is told of."""
        draft = read(text)
        if draft.tables is None:
            told = tuple(refusal.line for refusal in draft.refusals)
            self._layout.tell(("The file is no recipe, and was not taken.", *told))
            return
        self._opened = frozenset()
        self._to(draft, anew=True)

    def undo(self) -> None:
        """One change back."""
        self._turn(self._trail.undo())

    def redo(self) -> None:
        """One change on again."""
        self._turn(self._trail.redo())

    def share(self) -> str:
        """The address of the draft as it is now; what is changed later does not change it."""
        key = self._drawer.key()
        self._drawer.put(key, self.now.text)
        return f"/?shared={key}"

    def _turn(self, trail: Trail) -> None:
        if trail is not self._trail:
            self._trail = trail
            self._opened = frozenset()
            self._follow(anew=True)

    def _to(
        self, draft: Draft, *, doing: object = None, anew: bool = False, but_text: bool = False
    ) -> None:
        if draft.text == self.now.text:
            return
        self._trail = self._trail.to(draft, doing=doing)
        self._follow(anew=anew, but_text=but_text)

    def _follow(self, *, anew: bool, but_text: bool = False) -> None:
        """Everything that hangs on the draft: verdict first, for it takes longest."""
        self._beyond = ()
        self._ask()
        self._show(anew=anew, but_text=but_text)
        self._keep()

    def _ask(self) -> None:
        """Ask for the verdict, or say why there can be none."""
        if self._wrong() or self.now.recipe is None:
            self._house.live.forget(self._client.id)
            return
        loop = asyncio.get_running_loop()

        def then(told: Judgement) -> None:
            loop.call_soon_threadsafe(self._judged, told)

        self._house.live.judge(self._client.id, self.now.text, then)

    def _wrong(self) -> tuple[Refusal, ...]:
        """What is wrong before any card is asked; of a recipe, files it may not name."""
        if self.now.recipe is None:
            return self.now.refusals
        try:
            self._house.faces.admit(self.now.recipe)
        except Refusal as refusal:
            self._beyond = (refusal,)
        return self._beyond

    def _judged(self, told: Judgement) -> None:
        if self._client.is_deleted:
            return
        with self._layout.root:
            self._beyond = tuple(
                Refusal(one.where, one.found, one.instead) for one in told.refusals
            )
            if told.level is not None:
                self._told = told
            if told.refusals:
                self._show_fields(anew=False)
            else:
                self._layout.verdict.show(told)
            self._draw()

    def _show(self, *, anew: bool = False, but_text: bool = False) -> None:
        self._show_fields(anew=anew)
        self._draw()
        self._layout.show(self._trail, but_text=but_text)

    def _show_fields(self, *, anew: bool) -> None:
        """The fields; where the text has none, those from before, with what is wrong with it."""
        wrong = self._beyond or self.now.refusals
        if self.now.tables is not None:
            self._form = form(self.now, more=self._beyond, opened=self._opened)
            self._editor.show(self._form, anew=anew)
            self._layout.tell(self._form.refusals)
        else:
            self._layout.tell(tuple(refusal.line for refusal in self.now.refusals))
        if wrong:
            self._layout.verdict.stale(_in_short(wrong, self._form))

    def _draw(self) -> None:
        """Stack and programme as pictures, and what came of each step."""
        told = self._told
        if self._form is not None:
            thickness = dict(told.thickness_m) if told else {}
            self._layout.draw_stack(*drawn(self._form, thickness))
        if told is not None:
            wide, narrow = (
                programme_drawing(told.programme, told.melting, wide=wide)
                for wide in (WIDE, NARROW)
            )
            self._layout.draw_programme(wide, narrow)
            self._editor.results([_result(told, index) for index in range(len(told.steps))])

    def _keep(self) -> None:
        """Put the draft where a page that is loaded again finds it."""
        first = not self._key
        self._key = self._key or self._drawer.key()
        self._drawer.put(self._key, self.now.text)
        if first:
            self._client.run_javascript(_KEEP % (self._key, self._key))


def _result(told: Judgement, index: int) -> str:
    """What came of a step, in one line."""
    step = told.steps[index]
    facts = (
        ("takes", step.takes),
        ("force", step.force),
        ("gauge", step.gauge),
        ("contact", step.contact),
        ("interface", step.resistance),
        ("cell", step.cell),
    )
    return " · ".join(f"{name} {text}" for name, text in facts if text)


def _in_short(refusals: Sequence[Refusal], shown: Form | None) -> str:
    """What is refused: the field, where there is one alone."""
    sections = shown.sections() if shown else ()
    named = [
        f"{field.label} of {section.name} is refused"
        for section in sections
        for field in section.fields
        if field.refusals
    ]
    if len(refusals) == 1:
        return named[0] if named else f"The recipe is refused at {refusals[0].where}"
    return f"{len(refusals)} things are refused"


def _title(draft: Draft) -> str:
    named = str((draft.tables or {}).get("title", "")).strip()
    return named or "Your process"
