"""What every page has around it: name, ways to the other pages, light or dark, one heading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nicegui import ui

from asperity.web.house import House
from asperity.web.parts.look import COOKIE, style
from asperity.web.parts.text import escaped

WAYS = (
    ("Bench", "/"),
    ("Runs", "/runs"),
    ("Compare", "/compare"),
    ("Map", "/map"),
    ("Design", "/design"),
    ("Spread", "/spread"),
)
OTHER_LOOK = f"""() => {{
  const dark = !Quasar.Dark.isActive;
  const look = dark ? "dark" : "light";
  setDark(dark);
  document.cookie = `{COOKIE}=${{look}}; path=/; max-age=31536000; samesite=strict`;
}}"""


@contextmanager
def page_frame(house: House, title: str, *, lede: str = "") -> Iterator[None]:
    """A page of the house; what is drawn within stands in its main landmark, below the heading.

    `lede` says in one or two sentences what the page is for.
    """
    ui.page_title(f"{title} · asperity")
    ui.add_head_html(f"<style>{style()}</style>")
    _remembered_look()
    with ui.header(fixed=False, wrap=False):
        _link("Skip to the content", "#content", "frame-skip")
        with ui.element("div").classes("frame-top"):
            _link("asperity", "/", "frame-name")
            _ways()
            if house.settings.token is not None:
                words("Shared bench", "soft small")
            _look_switch()
    with ui.element("div").classes("frame-main").props('id="content" tabindex="-1"'):
        heading(title, level=1)
        if lede:
            words(lede, "lede", tag="p")
        yield


def heading(text: str, *, level: int = 2) -> ui.html:
    """A heading; the page's own, of level 1, is drawn by its frame."""
    return words(text, tag=f"h{level}")


def words(text: str, classes: str = "", *, tag: str = "span") -> ui.html:
    """Plain text in a plain element."""
    return ui.html(escaped(text), sanitize=False, tag=tag).classes(classes)


def act(text: str, classes: str = "", *, label: str = "") -> ui.element:
    """A button that shows `text`; `label` is its whole name where the text repeats on a page."""
    with ui.element("button").classes(f"act {classes}").props('type="button"') as button:
        words(text)
    if label:
        button.props["aria-label"] = label
    return button


def _link(text: str, target: str, classes: str = "") -> ui.element:
    with ui.element("a").classes(classes) as link:
        words(text)
    link.props["href"] = target
    return link


def _ways() -> None:
    here = _path()
    with ui.element("nav").classes("frame-nav").props('aria-label="Pages"'):
        for name, target in WAYS:
            link = _link(name, target)
            if target == here or (target != "/" and here.startswith(target + "/")):
                link.props["aria-current"] = "page"


def _look_switch() -> None:
    with ui.element("button").classes("act quiet frame-look").props('type="button"') as button:
        words("Dark colours", "when-light")
        words("Light colours", "when-dark")
    button.on("click", js_handler=OTHER_LOOK)


def _remembered_look() -> None:
    """Dark or light as chosen last, from the visitor's cookie."""
    request = ui.context.client.request
    chosen = request.cookies.get(COOKIE) if request else None
    if chosen in {"dark", "light"}:
        ui.dark_mode(chosen == "dark")


def _path() -> str:
    request = ui.context.client.request
    return request.url.path if request else "/"
