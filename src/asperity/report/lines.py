"""Tables, lists and headings on a terminal, at whatever width it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from asperity.report.rows import Table

ROOMY = 110
"""Columns from which on there is room for a remark beside a row."""
LEAST = 13
"""Letters of a first column below which no word of it is broken."""
INDENT = (0, 0, 0, 2)


def to_text(shown: RenderableType, *, width: int = 100) -> str:
    """What would be printed, as plain text without colour, `width` columns wide."""
    file = StringIO()
    console = Console(file=file, width=width, color_system=None, highlight=False)
    console.print(shown)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def title(text: str) -> Text:
    """The first line."""
    return Text(f"\n{text}\n", style="bold underline")


def heading(text: str) -> Text:
    """The line above a part."""
    return Text(f"\n{text}", style="bold")


def bullets(lines: Iterable[str]) -> RenderableType:
    """Lines of a list, each with a dash."""
    items = Grid.grid(padding=(0, 1, 0, 0))
    for line in lines:
        items.add_row(Text("-", style="dim"), Text(line))
    return Padding(items, INDENT)


def parted_lines(text: str, width: int) -> list[str]:
    """Lines of a text of parts "a; b; c", broken between parts where it is wider than `width`."""
    lines = [""]
    for part in text.split("; "):
        longer = f"{lines[-1]}; {part}" if lines[-1] else part
        if len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return [line for line in lines if line]


def grid(table: Table, *, hide: Iterable[str] = ()) -> Grid:
    """A table without ruled lines: first column bold, the rest as text."""
    drawn = Grid(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    drawn.show_header = any(table.headings)
    kept = [i for i, name in enumerate(table.headings) if name not in set(hide)]
    for position, i in enumerate(kept):
        words = [word for row in (table.headings, *table.rows) for word in row[i].split()]
        least = min(LEAST, max(map(len, words), default=0)) if position == 0 else None
        style = "bold" if position == 0 else ""
        drawn.add_column(table.headings[i], style=style, overflow="fold", min_width=least)
    for row in table.rows:
        drawn.add_row(*(Text(row[i]) for i in kept))
    return drawn


class Fitting:
    """A table which leaves its detail to the report where it would not fit.

    The first of the `tables` that fits is drawn; else the last, with as many columns of `detail`
    left out, one after the other, as it takes.
    """

    def __init__(self, *tables: Table, detail: Sequence[str]) -> None:
        self.tables = tables
        self.detail = detail

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it for the width there is."""
        tries: list[tuple[Table, Sequence[str]]] = [(table, ()) for table in self.tables]
        tries += [(self.tables[-1], self.detail[: i + 1]) for i in range(len(self.detail))]
        room = options.max_width - 4
        table, hide = next((one for one in tries if _width(*one) <= room), tries[-1])
        yield Padding(grid(table, hide=hide), INDENT)


def _width(table: Table, hide: Sequence[str]) -> int:
    """Columns a table takes without those hidden."""
    columns = zip(table.headings, *table.rows, strict=True)
    return sum(2 + max(map(len, column)) for column in columns if column[0] not in hide) - 2


class Remarked:
    """Rows in columns, each with a remark: beside it where there is room, else below it."""

    def __init__(self, table: Table, remarks: Sequence[str], *, heading: str, style: str) -> None:
        self.table = table
        self.remarks = remarks
        self.heading = heading
        self.style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it for the width there is: the last columns go into the remark if there is none."""
        table, remarks = _narrowed(self.table, self.remarks, options.max_width - 2)
        head, *lines = _padded([table.headings, *table.rows])
        roomy = options.max_width >= max(ROOMY, len(head) + 40)
        yield Text(f"  {head}{f'  {self.heading}' if roomy else ''}".rstrip(), style="dim")
        for line, remark in zip(lines, remarks, strict=True):
            if roomy:
                yield _beside(_line(line, table), Text(remark, style=self.style))
                continue
            yield _line(line.rstrip(), table)
            if remark:
                below = "\n".join(parted_lines(remark, options.max_width - 6))
                yield Padding(Text(below, style=self.style), (0, 0, 0, 6))


def _narrowed(table: Table, remarks: Sequence[str], width: int) -> tuple[Table, Sequence[str]]:
    """Table and remarks, columns that are too many handed from the end of one to the other."""
    while len(table.headings) > 2 and _width(table, ()) > width:
        moved = [row[-1] for row in table.rows]
        remarks = ["; ".join(filter(None, pair)) for pair in zip(moved, remarks, strict=True)]
        table = Table(headings=table.headings[:-1], rows=tuple(row[:-1] for row in table.rows))
    return table, remarks


def _beside(line: Text, remark: Text) -> Grid:
    pair = Grid.grid(padding=(0, 2, 0, 0))
    pair.add_column(no_wrap=True)
    pair.add_column(overflow="fold")
    pair.add_row(line, remark)
    return pair


def _line(line: str, table: Table) -> Text:
    text = Text(f"  {line}")
    text.stylize("bold", 0, 2 + max(len(row[0]) for row in table.rows))
    return text


def _padded(lines: Sequence[Sequence[str]]) -> list[str]:
    """Cells joined to lines in which the columns stand below each other."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return ["  ".join(map(str.ljust, line, widths)) for line in lines]


def listed(entries: Mapping[str, str], *, heading: str, told: str) -> RenderableType:
    """Names with what they stand for."""
    table = Table(headings=(heading, told), rows=tuple(entries.items()))
    return Padding(grid(table), INDENT)
