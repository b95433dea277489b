"""What the documentation does while it is built: folders become sections, formulas MathML."""

import html
import re
from pathlib import Path
from typing import Any

from latex2mathml.converter import convert
from mkdocs.exceptions import PluginError

FORMULA = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">(?P<tex>.*?)</(?P=tag)>', re.DOTALL | re.IGNORECASE
)


def pages(docs: Path, folder: str) -> list[str]:
    """Return the pages of a folder, index.md first, then by file name."""
    names = sorted(page.name for page in (docs / folder).glob("*.md"))
    names.sort(key=lambda name: name != "index.md")
    return [f"{folder}{name}" for name in names if name != "template.md"]


def on_config(config: Any) -> Any:
    """Put the pages of each folder into the navigation."""
    docs = Path(config["docs_dir"])
    nav = []
    for entry in config["nav"]:
        ((title, target),) = entry.items()
        if target.endswith("/"):
            target = pages(docs, target)
        if target:
            nav.append({title: target})
    config["nav"] = nav
    return config


def mathml(formula: re.Match[str]) -> str:
    """Return a formula, marked by arithmatex, as MathML, which browsers draw without a script."""
    text = html.unescape(formula["tex"]).strip()
    tex = text.removeprefix("\\(").removesuffix("\\)").removeprefix("\\[").removesuffix("\\]")
    try:
        return convert(tex.strip(), display="block" if formula["tag"] == "div" else "inline")
    except Exception as error:  # any failure of the converter is the formula's
        raise PluginError(f"formula {tex!r}: {error!r}") from error


def on_page_content(content: str, **_: Any) -> str:
    """Turn the formulas of a page into MathML."""
    return FORMULA.sub(mathml, content)
