"""Fail if a page, style or report fetches anything from another host.

    python offline.py PATH

Links a reader may follow are free; what a browser loads by itself (scripts, styles, pictures,
fonts, frames) must come from the site itself.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

LOADS = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
ONLY_NAMED = {"canonical", "alternate", "next", "prev", "author", "license", "edit"}
OUTSIDE = re.compile(r"(^|[\s,])(https?:)?//", re.IGNORECASE)
IN_STYLE = re.compile(r"(?:url\(\s*|@import\s+)['\"]?((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)


class Page(HTMLParser):
    """Collects what a browser would fetch from elsewhere while showing one page."""

    def __init__(self) -> None:
        super().__init__()
        self.outside: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element's addresses and inline style."""
        values = {name: value or "" for name, value in attrs}
        self._style = tag == "style"
        self.outside += IN_STYLE.findall(values.get("style", ""))
        if "mermaid" in values.get("class", "").split():
            self.outside.append("class=mermaid (its script is fetched from outside)")
        if tag == "link" and ONLY_NAMED & set(values.get("rel", "").lower().split()):
            return
        for name in LOADS.get(tag, ()):
            value = values.get(name, "")
            if OUTSIDE.search(value) and not value.startswith("data:"):
                self.outside.append(f"<{tag} {name}={value}>")

    def handle_endtag(self, tag: str) -> None:
        """Leave a style element."""
        self._style = self._style and tag != "style"

    def handle_data(self, data: str) -> None:
        """Look into a style element."""
        if self._style:
            self.outside += IN_STYLE.findall(data)


def outside(file: Path) -> list[str]:
    """Return what `file` loads from another host."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".css":
        return IN_STYLE.findall(text)
    page = Page()
    page.feed(text)
    return page.outside


def main(path: Path) -> int:
    """Check one file or a whole site; return the exit code."""
    kinds = {".html", ".css", ".svg"}
    files = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.suffix in kinds)
    if not files:
        print(f"offline: no page in {path}", file=sys.stderr)
        return 1
    found = [f"{file}: {what}" for file in files for what in outside(file)]
    for line in found:
        print(f"offline: {line}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
