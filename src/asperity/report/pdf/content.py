"""What stands in the report on paper: that of the page, as plain values for a template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from asperity.outcome import Outcome
from asperity.report.figures.alone import FONT, PAPER_COLOURS, alone
from asperity.report.html import content, parted
from asperity.report.maps.closing import Closing, Picture
from asperity.report.rows import Table
from asperity.report.words import pretty

LONG = 22
"""Letters of a cell from which on a column shares what room is left."""
MOST = 150
"""Letters from which on a column gets no more of it."""
MAP_SHARE, FIGURE_SHARE = 0.8, 1.0
"""How much of its frame a map takes, and a figure."""


def told(outcome: Outcome) -> dict[str, Any]:
    """All of the report, as text, lists and tables of names."""
    page = content(outcome)
    return {
        "title": outcome.title,
        "made": _made(outcome),
        "colours": dict(PAPER_COLOURS),
        "verdict": {"level": outcome.verdict.level, "rest": _rest(outcome)},
        "tiles": [
            {"name": name, "value": pretty(value), "detail": pretty(detail)}
            for name, value, detail in page["tiles"]
        ],
        "lists": _lists(outcome),
        "figures": [
            {"title": title, "svg": alone(str(svg), FONT), "detail": "", "share": FIGURE_SHARE}
            for title, svg in page["figures"]
        ],
        "faces": [_face(face) for face in page["faces"]],
        "parts": list(_parts(outcome, page)),
    }


def _rest(outcome: Outcome) -> str:
    told = "" if outcome.carried_out else ", cannot be carried out as written"
    return f"{told}, stopped during {outcome.stopped}" if outcome.stopped else told


def _lists(outcome: Outcome) -> list[dict[str, Any]]:
    named = {"Why": outcome.verdict.reasons, "What to change": outcome.verdict.advice}
    return [
        {"title": title, "lines": [pretty(line) for line in lines]}
        for title, lines in named.items()
        if lines
    ]


def _face(face: Closing) -> dict[str, Any]:
    pictures = (*face.gaps, *face.pressures)  # paper shows no film
    return {"title": f"{face.name} on the grid", "pictures": [_map(one) for one in pictures]}


def _map(picture: Picture) -> dict[str, Any]:
    """A map in a frame of its own size, as the drawing that the template takes."""
    side = f'width="{picture.size[0]}" height="{picture.size[1]}"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {side}>'
        f'<image {side} image-rendering="optimizeSpeed" href="{picture.address}"/></svg>'
    )
    title, detail = pretty(picture.title), pretty(picture.meaning)
    return {"title": title, "svg": svg, "detail": detail, "share": MAP_SHARE}


def _part(
    title: str,
    *,
    lines: Sequence[str] = (),
    facts: Iterable[tuple[str, str]] = (),
    tables: Sequence[dict[str, Any]] = (),
    listed: Sequence[str] = (),
) -> dict[str, Any]:
    return {
        "title": title,
        "lines": list(lines),
        "facts": [(name, pretty(value)) for name, value in facts],
        "tables": list(tables),
        "list": [pretty(line) for line in listed],
    }


def _parts(outcome: Outcome, page: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """The parts below the figures, those with nothing in them left out."""
    unreal = page["unreal"]
    yield _part("Steps", tables=[_ruled(page["steps"])])
    if page["interfaces"]:
        after = f"Interfaces after {page['interfaces_after']}{unreal}"
        yield _part(after, tables=[_ruled(page["interfaces"])])
    if page["layers"]:
        after = f"Layers after {page['layers_after']}{unreal}, bottom to top"
        yield _part(after, tables=[_ruled(page["layers"])])
    if page["facts"]:
        yield _part("Cell", facts=page["facts"])
    if page["risks"]:
        yield _part("Risks", tables=[_risks(page["risks"])])
    for one in page["survivals"]:
        if one.worth or not one.film:
            tables = [_ruled(one.whole)] if one.whole.rows else []
            yield _part(f"Will it break: {one.name}{unreal}", facts=one.facts, tables=tables)
    if outcome.warnings:
        yield _part("Keep in mind", listed=outcome.warnings)
    if outcome.sources:
        count = f"{len(outcome.sources)} parameters were used; {page['doubtful']} of them are "
        lines = [f"{count}recalled, assumed or fitted."]
        table = _ruled(page["sources"], linking=True)
        yield _part("Parameters and where they come from", lines=lines, tables=[table])


def _risks(risks: Sequence[tuple[Any, str]]) -> dict[str, Any]:
    rows = tuple(
        (risk.kind.replace("-", " "), risk.where, risk.level, against, risk.reason, risk.cure)
        for risk, against in risks
    )
    headings = ("risk", "where", "level", "value, marks", "why", "cure")
    return _ruled(Table(headings=headings, rows=rows)) | {"level": headings.index("level")}


def _ruled(table: Table, *, linking: bool = False) -> dict[str, Any]:
    """A table with its cells in parts that may be links, and how wide its columns are.

    A width of 0 is as wide as what stands in the column, others are shares of what is left.
    """
    columns = list(zip(table.headings, *table.rows, strict=True))
    longest = [max(map(len, column)) for column in columns]
    return {
        "headings": [pretty(name) for name in table.headings],
        "widths": [0 if most < LONG else min(most, MOST) ** 0.5 for most in longest],
        "rows": [[_cell(cell, linking=linking) for cell in row] for row in table.rows],
        "level": -1,
    }


def _cell(text: str, *, linking: bool) -> list[dict[str, str]]:
    parts = parted(text) if linking else ((pretty(text), ""),)
    return [{"text": told, "address": address} for told, address in parts]


def _made(outcome: Outcome) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in outcome.versions.items())
    return f"{outcome.fidelity} prediction; {versions}; recipe {outcome.digest}"
