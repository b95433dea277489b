"""The fields of a design: what to aim at, what to vary, what may not happen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from nicegui import ui

from asperity.errors import Refusal
from asperity.recipe import Recipe
from asperity.report import words as said
from asperity.study.design.goals import GOALS, goal
from asperity.study.design.limits import KINDS, bound, limits_of
from asperity.study.design.variables import variable
from asperity.study.offered import Offer
from asperity.web.parts.frame import words
from asperity.web.parts.studies.ask.fields import Box, name_of, refused_whole, told
from asperity.web.parts.studies.ask.ticks import Tick

BEST = "the best there is"
USUAL = "10 %"


SLOW = "reproducibility"
"""A goal that presses each recipe many times over; ticked first only where there is no other."""


class Goals:
    """Goals to be ticked, each with a target that may be left open."""

    def __init__(self, titles: Mapping[str, str], before: Sequence[str]) -> None:
        asked = dict(_parted(one) for one in before)
        begin = asked or {min(titles, key=lambda name: name == SLOW): ""}
        self._goals: dict[str, tuple[Tick, Box]] = {}
        with _set("Aim at"):
            for name, title in titles.items():
                sense = GOALS[name].sense
                tick = Tick(f"{title[:1].upper()}{title[1:]}, {sense}", on=name in begin)
                with tick.under:
                    side = "at most" if GOALS[name].lowest else "at least"
                    box = Box(
                        f"{side} (empty: {BEST})",
                        begin.get(name, ""),
                        of=title,
                        usual=f"as a number with its unit, {said.pretty(GOALS[name].unit or '1')}",
                    )
                self._goals[name] = tick, box
            self._trouble = ui.element("div")

    @property
    def written(self) -> list[str]:
        """As a command takes them."""
        ticked = ((name, box.value.strip()) for name, (tick, box) in self._goals.items() if tick.on)
        return [f"{name}={target}" if target else name for name, target in ticked]

    def good(self) -> bool:
        """Whether there are goals, and their targets are quantities; else it is told beside."""
        self._trouble.clear()
        fine = True
        for written in self.written:
            box = self._goals[_parted(written)[0]][1]
            try:
                goal(written)
                box.refuse()
            except Refusal as refusal:
                box.refuse(told(refusal))
                fine = False
        if not self.written:
            with self._trouble:
                refused_whole("Tick one goal or more.")
        return fine and bool(self.written)


class Varied:
    """Quantities to be varied, each ticked with its range; others can be added."""

    def __init__(self, recipe: Recipe, offers: Mapping[str, Offer], before: Sequence[str]) -> None:
        self._recipe, self._offers = recipe, offers
        self._rows: dict[str, tuple[Tick, Box, Box]] = {}
        asked = dict(_parted(one) for one in before)
        with _set("Vary"):
            self._list = ui.element("div").classes("study-ticks")
            for path in dict.fromkeys((*(one for one in offers if offers[one].press), *asked)):
                if path in offers:
                    self._row(path, on=path in asked or not asked, ends=asked.get(path, ""))
            others = {path: name_of(one) for path, one in offers.items() if path not in self._rows}
            if others:
                nothing = {"": "choose a further quantity"}
                self._more = Box("Vary also", "", choices={**nothing, **others}, then=self._added)
            self._trouble = ui.element("div")

    @property
    def written(self) -> list[str]:
        """As a command takes them."""
        return [
            f"{path}={_plain(low.value)}..{_plain(high.value)}"
            for path, (tick, low, high) in self._rows.items()
            if tick.on
        ]

    def good(self) -> bool:
        """Whether something varies, over ranges that the recipe holds; else it is told beside."""
        self._trouble.clear()
        fine = True
        for written in self.written:
            _, low, high = self._rows[_parted(written)[0]]
            low.refuse()
            high.refuse()
            try:
                variable(self._recipe, written)
            except Refusal as refusal:
                high.refuse(told(refusal))
                fine = False
        if not self.written:
            with self._trouble:
                refused_whole("Tick one quantity or more.")
        return fine and bool(self.written)

    def _row(self, path: str, *, on: bool, ends: str = "") -> None:
        offer = self._offers[path]
        low, _, high = ends.partition("..") if ends else (offer.low, "", offer.high)
        with self._list:
            tick = Tick(f"{name_of(offer)} (as written {said.pretty(offer.given)})", on=on)
            with tick.under, ui.element("div").classes("study-range"):
                boxes = [
                    Box(label, said.pretty(end), of=name_of(offer), hint=why)
                    for label, end, why in zip(("from", "to"), (low, high), offer.why, strict=True)
                ]
        self._rows[path] = tick, boxes[0], boxes[1]

    def _added(self, path: str) -> None:
        if path and path not in self._rows:
            self._row(path, on=True)
        self._more.put("")


class Allowed:
    """How probable risks may be, and what numbers must be kept."""

    def __init__(self, risks: Sequence[str], limits: Sequence[str]) -> None:
        before = {kind: chance for kind, chance in map(_parted, risks) if chance}
        general = next((one for one in risks if "=" not in one), USUAL)
        self._all = Box(
            "How probable any risk may be", general, hint="100 %: only its value counts"
        )
        with ui.element("details").classes("study-more"):
            words("Risk by risk, and numbers to keep", tag="summary")
            with ui.element("div"):
                self._kinds = {
                    kind: Box(
                        kind.replace("-", " "), before.get(kind, ""), of="allowed", usual="as above"
                    )
                    for kind in KINDS
                }
                self._limits = Box(
                    "Keep a number of the outcome",
                    "; ".join(limits),
                    usual="cell.resistance_ohm<=50 ohm",
                    hint="its path, <= or >=, and a value; several with semicolons between",
                )

    @property
    def risks(self) -> list[str]:
        """As a command takes them."""
        kinds = ((kind, box.value.strip()) for kind, box in self._kinds.items())
        general = self._all.value.strip()
        return [*([general] if general else []), *(f"{kind}={one}" for kind, one in kinds if one)]

    @property
    def limits(self) -> list[str]:
        """As a command takes them."""
        return [one.strip() for one in self._limits.value.split(";") if one.strip()]

    def good(self) -> bool:
        """Whether all are what they should be; else it is told beside."""
        fine = _tried(self._all, lambda one: limits_of([one], ()))
        for kind, box in self._kinds.items():
            fine = _tried(box, partial(_of_kind, kind)) and fine
        return _tried(self._limits, lambda _: [bound(one) for one in self.limits]) and fine


def _of_kind(kind: str, chance: str) -> object:
    return limits_of([f"{kind}={chance}"], ())


def _tried(box: Box, read: Callable[[str], object]) -> bool:
    """Whether what is written can be read; else it is told beside."""
    text = box.value.strip()
    try:
        if text:
            read(text)
        box.refuse()
    except Refusal as refusal:
        box.refuse(told(refusal))
        return False
    return True


def _parted(written: str) -> tuple[str, str]:
    name, _, rest = written.partition("=")
    return name.strip(), rest.strip()


def _plain(text: str) -> str:
    """A value as ranges read it: both ends in one spelling."""
    return text.strip().replace("°C", "degC")


def _set(title: str) -> ui.element:
    with ui.element("fieldset").classes("study-set") as field:
        words(title, tag="legend")
    return field
