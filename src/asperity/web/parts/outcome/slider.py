"""Maps of faces at the ends of steps, with a slider through the steps."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui import ui
from nicegui.events import GenericEventArguments

from asperity.outcome.maps import FaceMaps
from asperity.web.ended.maps import at_ends
from asperity.web.jobs.progress import GapMap
from asperity.web.parts.frame import words
from asperity.web.parts.gapmap import GapMapView
from asperity.web.parts.said import Said


def maps_view(faces: Sequence[FaceMaps]) -> None:
    """One face at a time, at the end of one step at a time; the last of all at first."""
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
    shown = at_ends(face)
    last = len(shown) - 1
    if len(shown) > 1:
        with ui.element("label").classes("told-step"):
            words("Step")
            with ui.element("input").props('type="range" min="0" step="1"') as slider:
                slider.props["max"] = str(last)
                slider.props["value"] = str(last)
                slider.props["aria-label"] = f"Step shown of {face.name.replace(':', ' – ')}"
                slider.props["aria-valuetext"] = _told(shown[last])
            name = Said(_told(shown[last]), "number")
    view = GapMapView(empty="No map of this face.")

    def show(index: int) -> None:
        view.show(shown[index])
        if len(shown) > 1:
            slider.props["aria-valuetext"] = _told(shown[index])
            name.content = _told(shown[index])

    def slide(event: GenericEventArguments) -> None:
        show(max(0, min(int(event.args), last)))

    if len(shown) > 1:
        slider.on("input", slide, js_handler="(e) => emit(Number(e.target.value))", throttle=0.05)
    ui.timer(0.1, lambda: show(last), once=True)


def _told(seen: GapMap) -> str:
    return f"{seen.step} ({seen.number})"
