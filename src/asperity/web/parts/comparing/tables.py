"""Rows of what runs have, as markup: what differs is marked by a sign as well as a ground."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from asperity.web.compare.record import Cell, Part, Row


def table(part: Part, keys: Sequence[str]) -> Markup:
    """A column a run; changes are against the first."""
    heads = Markup().join(
        Markup('<th scope="col"><span class="hidden-but-read">run </span>{}</th>').format(key)
        for key in keys
    )
    rows = Markup().join(_row(row, keys) for row in part.rows)
    return Markup(
        '<table class="side"><caption class="hidden-but-read">{}</caption><thead><tr>'
        '<th scope="col"><span class="hidden-but-read">what</span></th>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(part.title, heads, rows)


def _row(row: Row, keys: Sequence[str]) -> Markup:
    cells = Markup().join(_cell(cell, key) for cell, key in zip(row.cells, keys, strict=True))
    kind = Markup("") if row.differs else Markup(' class="same"')
    return Markup('<tr{}><th scope="row">{}</th>{}</tr>').format(kind, row.name, cells)


def _cell(cell: Cell, key: str) -> Markup:
    kind = Markup(' class="differs"') if cell.differs else Markup("")
    text = Markup("{}").format(cell.text)
    if cell.level:
        text += Markup(' <span class="level {}">{}</span>').format(cell.level, cell.level)
    if cell.differs:
        text += Markup('<span class="hidden-but-read"> (differs)</span>')
    if cell.change:
        text += Markup('<span class="change">{}</span>').format(cell.change)
    return Markup('<td data-label="{}"{}>{}</td>').format(key, kind, text)
