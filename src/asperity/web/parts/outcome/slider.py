"""Maps of faces as they closed, with a slider through the moments and the ends of steps."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui import ui
from nicegui.events import GenericEventArguments

from asperity.outcome.maps import FaceMaps, Frame
from asperity.report import words as said
from asperity.report.words import pretty
from asperity.web.ended.maps import moments, small
from asperity.web.parts.frame import act, words
from asperity.web.parts.gapmap import GapMapView
from asperity.web.parts.said import Said


def maps_view(faces: Sequence[FaceMaps]) -> None:
    """One face at a time, at one moment at a time; the last of all at first."""
    with ui.element("div").classes("sheet"):
        if len(faces) == 1:
            _one(faces[0])
            return
        places: list[ui.element] = []
        with ui.element("div").classes("gapmap-faces").props('role="group"') as group:
            group.props["aria-label"] = "Face shown"
            buttons = [_choice(face.name.replace(":", " – ")) for face in faces]
        for face in faces:
            with ui.element("div") as place:
                _one(face)
            places.append(place)

        def choose(chosen: int) -> None:
            for index, (button, place) in enumerate(zip(buttons, places, strict=True)):
                button.props["aria-pressed"] = "true" if index == chosen else "false"
                place.set_visibility(index == chosen)
                button.update()

        for index, button in enumerate(buttons):
            button.on("click", lambda index=index: choose(index))
        choose(0)


def _choice(text: str) -> ui.element:
    with ui.element("button").classes("act").props('type="button"') as button:
        words(text)
    return button


def _one(face: FaceMaps) -> None:
    shown = moments(face)
    last = len(shown) - 1
    spoken = face.name.replace(":", " – ")
    if last > 0:
        with ui.element("label").classes("told-step"):
            words("Moment")
            with ui.element("input").props('type="range" min="0" step="1"') as slider:
                slider.props["max"] = str(last)
                slider.props["value"] = str(last)
                slider.props["aria-label"] = f"Moment shown of {spoken}"
            name = Said("", "number")
        with ui.element("div").classes("row-of told-ends"):
            for end in face.ends:
                place = next(i for i, one in enumerate(shown) if one is end)
                button = act(f"End of {end.step}", label=f"{spoken} at the end of {end.step}")
                button.on("click", lambda place=place: show(place, move=True))
    view = GapMapView(empty="No map of this face.")

    def show(index: int, *, move: bool = False) -> None:
        view.show(small(face, shown[index], number=index + 1))
        if last > 0:
            name.say(_told(shown[index], index == last))
            slider.props["aria-valuetext"] = _told(shown[index], index == last)
            if move:
                slider.props["value"] = str(index)

    def slide(event: GenericEventArguments) -> None:
        show(max(0, min(int(event.args), last)))

    if last > 0:
        slider.on("input", slide, js_handler="(e) => emit(Number(e.target.value))", throttle=0.05)
    ui.timer(0.1, lambda: show(last, move=True), once=True)


def _told(frame: Frame, ended: bool) -> str:
    when = pretty(f"{frame.step}, {said.duration(frame.time_s)}")
    return f"{when}, the end" if ended else when
