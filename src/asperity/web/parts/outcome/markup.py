"""Tables, lists and tiles of an outcome as markup; every text of a recipe is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from asperity.outcome import Risk
from asperity.report.html import linked
from asperity.report.rows import Table
from asperity.report.words import pretty


def table(told: Table, caption: str, *, linking: bool = False) -> Markup:
    """A table; on a narrow screen every row stands by itself, each cell with its heading."""
    heads = Markup().join(
        Markup('<th scope="col">{}</th>').format(pretty(name)) for name in told.headings
    )
    rows = Markup().join(_row(told.headings, row, linking=linking) for row in told.rows)
    return Markup(
        '<table class="plain-table told"><caption class="hidden-but-read">{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
    ).format(caption, heads, rows)


def _row(headings: Sequence[str], row: Sequence[str], *, linking: bool) -> Markup:
    shown = linked if linking else pretty
    cells = [Markup('<th scope="row">{}</th>').format(pretty(row[0]))]
    cells += [
        Markup('<td data-label="{}">{}</td>').format(pretty(name), shown(cell))
        for name, cell in zip(headings[1:], row[1:], strict=True)
    ]
    return Markup("<tr>{}</tr>").format(Markup().join(cells))


def risks(told: Iterable[tuple[Risk, str]]) -> Markup:
    """Every risk with its level in a word, its marks, why and what helps."""
    names = ("risk", "where", "level", "value, marks", "why", "cure")
    heads = Markup().join(Markup('<th scope="col">{}</th>').format(name) for name in names)
    rows = Markup().join(
        Markup(
            '<tr><th scope="row">{}</th><td data-label="where">{}</td>'
            '<td data-label="level">{}</td>'
            '<td data-label="value, marks">{}</td><td data-label="why">{}</td>'
            '<td data-label="cure">{}</td></tr>'
        ).format(
            risk.kind.replace("-", " "),
            risk.where,
            level(risk.level),
            pretty(against),
            pretty(risk.reason),
            pretty(risk.cure),
        )
        for risk, against in told
    )
    return Markup(
        '<table class="plain-table told"><caption class="hidden-but-read">Risks</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
    ).format(heads, rows)


def level(name: str) -> Markup:
    """A level as a word on its colour."""
    return Markup('<span class="level {}">{}</span>').format(name, name)


def listed(lines: Iterable[str]) -> Markup:
    """Lines of a list."""
    items = Markup().join(Markup("<li>{}</li>").format(pretty(line)) for line in lines)
    return Markup('<ul class="told-list">{}</ul>').format(items)


def facts(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Names and what is said of them."""
    items = Markup().join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, pretty(value)) for name, value in pairs
    )
    return Markup('<dl class="told-facts">{}</dl>').format(items)


def tiles(told: Iterable[tuple[str, str, str]]) -> Markup:
    """The few numbers people look for first."""
    items = Markup().join(
        Markup(
            '<div class="told-tile"><dt>{}</dt><dd class="told-value">{}</dd>'
            '<dd class="soft small">{}</dd></div>'
        ).format(name, pretty(value), pretty(detail))
        for name, value, detail in told
    )
    return Markup('<dl class="told-tiles" aria-label="In short">{}</dl>').format(items)


def figure(title: str, picture: str, address: str) -> Markup:
    """A drawing of the report with its title, and the addresses to save it from."""
    drawn = Markup(picture)  # Matplotlib escapes the text it draws
    saves = Markup().join(
        Markup('<a href="{0}.{1}" download aria-label="{2}, save as {3}">{3}</a>').format(
            address, ending, title, ending.upper()
        )
        for ending in ("svg", "png")
    )
    return Markup(
        '<figure><figcaption>{}</figcaption>{}<p class="told-save">{}</p></figure>'
    ).format(title, drawn, saves)
