"""The list of runs: searched, picked from, removed from, kept up to date."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, cast, get_args

from nicegui import ui
from nicegui.events import GenericEventArguments

from asperity.errors import Refusal
from asperity.web.ended.told import HEADLINES, when
from asperity.web.house import House
from asperity.web.parts.comparing.pick import FEWEST, MOST
from asperity.web.parts.frame import act, heading, words
from asperity.web.parts.listing.row import KINDS, row, title_of
from asperity.web.parts.said import Said
from asperity.web.store.record import ENDED, Kept, Kind, State

A_PAGE = 30
EVERY_S = 1.0
"""How often the list looks whether anything is another."""
STATES = (("", "any"), *((state, HEADLINES[state]) for state in get_args(State)))
TYPED = "(event) => emit(event.target.value)"


class Listing:
    """What a visitor sees of the runs that are kept; each has their own."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._text, self._kind, self._state = "", "", ""
        self._tags: list[str] = []
        self._picked: dict[str, str] = {}
        self._most = A_PAGE
        self._shown: object = None
        self._asked = 0
        self._looks: list[Callable[[], None]] = []
        self._search()
        self._tag_place = ui.element("div")
        self._count = Said("", "soft small", tag="p").props('role="status"')
        self._place = ui.element("div")
        self._chosen()
        self._tell(self._read())
        ui.timer(EVERY_S, self._refresh)

    def _search(self) -> None:
        with ui.element("div").classes("sought").props('role="search" aria-label="Runs"'):
            with ui.element("label"):
                words("Search title, notes, tags and recipe", "sought-label")
                box = ui.element("input").props('type="search" autocomplete="off"')
                box.on("input", self._searched, js_handler=TYPED, throttle=0.25)
            self._choice("Kind", (("", "any"), *KINDS), self._of_kind)
            self._choice("State", STATES, self._in_state)

    def _choice(
        self,
        label: str,
        choices: Sequence[tuple[str, str]],
        chosen: Callable[[str], Awaitable[None]],
    ) -> None:
        with ui.element("label"):
            words(label, "sought-label")
            with ui.element("select") as box:
                for value, text in choices:
                    option = words(text, tag="option")
                    option.props["value"] = value
            box.on("change", lambda event: chosen(_text(event)), js_handler=TYPED)

    async def _searched(self, event: GenericEventArguments) -> None:
        self._text, self._most = _text(event), A_PAGE
        await self._refresh()

    async def _of_kind(self, kind: str) -> None:
        self._kind = kind if kind in dict(KINDS) else ""
        await self._refresh()

    async def _in_state(self, state: str) -> None:
        self._state = state if state in dict(STATES) else ""
        await self._refresh()

    async def _toggle(self, tag: str) -> None:
        if tag in self._tags:
            self._tags.remove(tag)
        else:
            self._tags.append(tag)
        await self._refresh()

    async def _refresh(self) -> None:
        """Look whether anything is another; only the newest of several looks is told."""
        self._asked += 1
        mine = self._asked
        read = await to_thread(self._read)
        if mine == self._asked:
            self._tell(read)

    def _read(self) -> tuple[list[Kept], list[str]]:
        """The runs that are sought, one more than are shown, and all tags there are."""
        known = self._house.store.tags()
        found = self._house.store.find(
            self._text,
            tags=[tag for tag in self._tags if tag in known],
            kind=cast("Kind | None", self._kind or None),
            state=cast("State | None", self._state or None),
            limit=self._most + 1,
        )
        return found, known

    def _tell(self, read: tuple[list[Kept], list[str]]) -> None:
        """Draw anew what is another, and tell how far runs under way are."""
        found, known = read
        self._tags = [tag for tag in self._tags if tag in known]
        seen = (found, known, tuple(self._tags), self._most)
        if seen != self._shown:
            self._shown = seen
            self._draw(found, known)
        for look in self._looks:
            look()

    def _draw(self, found: list[Kept], known: list[str]) -> None:
        self._looks.clear()
        self._draw_tags(known)
        self._bar.set_visibility(bool(found or self._picked))
        self._place.clear()
        with self._place:
            if not found:
                self._nothing()
            else:
                with ui.element("ul").classes("kept").props('aria-label="Runs"'):
                    looks = [row(self._house, kept, self) for kept in found[: self._most]]
                self._looks += [look for look in looks if look is not None]
            if len(found) > self._most:
                act("Show more runs").on("click", self._more)
        shown = min(len(found), self._most)
        more = " and more" if len(found) > self._most else ""
        self._count.say(f"{shown}{more} run{'s' * (shown != 1)}" if found else "")

    def _draw_tags(self, known: list[str]) -> None:
        self._tag_place.clear()
        if not known:
            return
        with (
            self._tag_place,
            ui.element("div").classes("tags").props('role="group" aria-label="Only with the tags"'),
        ):
            words("Tags", "soft small")
            for tag in known:
                with ui.element("button").classes("tag").props('type="button"') as button:
                    words(tag)
                button.props["aria-pressed"] = "true" if tag in self._tags else "false"
                button.on("click", lambda tag=tag: self._toggle(tag))

    def _nothing(self) -> None:
        """What stands where there is no run: why, and what to do."""
        sought = bool(self._text or self._tags or self._kind or self._state)
        with ui.element("div").classes("empty"):
            if sought:
                words("No run has all of that. Write fewer words, or take a filter off.", tag="p")
                return
            heading("No runs yet")
            words("Each press, map, design or spread you start is kept here.", tag="p")
            with ui.element("a").classes("act main plain").props('href="/"'):
                words("Go to the bench")

    async def _more(self) -> None:
        self._most += A_PAGE
        await self._refresh()

    def picked(self, run: str) -> bool:
        """Whether a run is picked for a comparison."""
        return run in self._picked

    def pick(self, kept: Kept, wanted: bool) -> None:
        """Pick a run for a comparison, or leave it."""
        if wanted:
            self._picked[kept.id] = title_of(kept)
        else:
            self._picked.pop(kept.id, None)
        self._tell_picked()

    def _chosen(self) -> None:
        self._bar = ui.element("div").classes("chosen row-of")
        with self._bar:
            act("Compare the picked runs", "main").on("click", self._compare)
            self._told = Said("", "soft small").props('role="status"')
        self._tell_picked()

    def _tell_picked(self) -> bool:
        """Say how many are picked; whether they can be compared."""
        count = len(self._picked)
        self._bar.classes(**{"add" if count else "remove": "some"})
        good = FEWEST <= count <= MOST
        advice = "" if good else f"; pick {FEWEST} to {MOST}"
        self._told.say(f"{count} picked{advice}")
        return good

    def _compare(self) -> None:
        if self._tell_picked():
            ui.navigate.to(f"/compare?ids={','.join(self._picked)}")

    def ask_to_remove(self, kept: Kept) -> None:
        """Ask whether a run shall be removed; there is no way back."""
        with ui.dialog(value=True) as dialog, ui.element("div").classes("sheet sure"):
            dialog.props('aria-label="Remove a run"')
            heading("Remove this run?")
            told = (
                f"{title_of(kept)}, of {when(kept.made)}: its outcome, maps and notes go for good."
            )
            words(told, tag="p")
            with ui.element("div").classes("row-of"):
                act("Keep it").props("autofocus").on("click", dialog.close)
                act("Remove it", "main").on("click", lambda: self._remove(kept, dialog))
        dialog.on("hide", dialog.delete)

    async def _remove(self, kept: Kept, dialog: ui.dialog) -> None:
        dialog.close()
        try:
            if self._house.desk.progress(kept.id).state not in ENDED:
                raise Refusal("state", "a run under way", "stop it first")
            self._house.store.remove(kept.id)
        except Refusal as refusal:
            ui.notify(str(refusal), type="warning")
            return
        self._picked.pop(kept.id, None)
        self._tell_picked()
        await self._refresh()
        self._count.say(f"Removed: {title_of(kept)}.")


def _text(event: GenericEventArguments) -> str:
    args: Any = event.args
    return args if isinstance(args, str) else ""
