"""The report set in type, and figures as pixels: the one place that needs the typesetter."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib as mpl
from jinja2 import PackageLoader

from asperity.errors import Refusal
from asperity.outcome import Outcome
from asperity.report.figures.alone import FONT, alone
from asperity.report.html import templates
from asperity.report.pdf.content import told

STANDARD = "ua-1"
"""Tagged, so that it can be read aloud."""
_FIGURE = f"""
#set text(font: "{FONT}")
#set page(width: auto, height: auto, margin: 6pt)
#image(bytes(sys.inputs.told))
"""


def pdf(outcome: Outcome) -> bytes:
    """The report as a PDF with what the page has; nothing is fetched, the same for the same.

    Raises:
        Refusal: the typesetter, an optional extra, is not installed.
    """
    template = PackageLoader("asperity.report", "templates").get_source(templates(), "page.typ")[0]
    content = json.dumps(told(outcome))
    return _compiled(template, content, format="pdf", pdf_standards=STANDARD, timestamp=0)


def png(svg: str, *, ppi: float = 200.0) -> bytes:
    """A figure of `asperity.report.figures` as pixels on white.

    Raises:
        Refusal: the typesetter, an optional extra, is not installed.
    """
    return _compiled(_FIGURE, alone(svg, FONT), format="png", ppi=ppi)


def _compiled(template: str, content: str, **how: Any) -> bytes:
    typst = typesetter()
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(Path(mpl.get_data_path()) / "fonts" / "ttf")],
    )
    made = typst.compile(template.encode(), font_paths=fonts, sys_inputs={"told": content}, **how)
    return bytes(made[0] if isinstance(made, list) else made)


def typesetter() -> ModuleType:
    """What sets type, an optional extra.

    Raises:
        Refusal: it is not installed.
    """
    try:
        import typst  # noqa: PLC0415 (an optional extra)
    except ImportError:
        cure = 'install it with "asperity[web]"'
        raise Refusal("PDF", "no typesetter (the package typst)", cure) from None
    return typst
