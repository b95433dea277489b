"""An outcome as lines for a terminal: the steps, what there is at the end, the verdict last.

Everything is said in words; colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from asperity.outcome import Outcome, Plan, Risk, Verdict
from asperity.outcome.risk import worst
from asperity.report import rows, words
from asperity.report.changes import changes
from asperity.report.facts import cell_facts
from asperity.report.rows import Table

STYLES = {"good": "green", "marginal": "yellow", "bad": "bold red"}
ROOMY = 110
"""Columns from which on there is room for a step's changes beside its numbers."""
DETAIL = ("clean", "gas", "charge transfer", "constriction", "diameter", "crushed", "squeezed out")
INDENT = (0, 0, 0, 2)


def to_text(shown: RenderableType, *, width: int = 100) -> str:
    """What `render` made, as plain text without colour, `width` columns wide."""
    file = StringIO()
    console = Console(file=file, width=width, color_system=None, highlight=False)
    console.print(shown)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def render(outcome: Outcome) -> RenderableType:
    """The whole report of an outcome."""
    return Group(
        _title(outcome.title),
        _Steps(rows.steps(outcome), changes(outcome.steps)),
        *_end(outcome),
        *_cell(outcome),
        *_risks(rows.risks(outcome)),
        *_verdict(outcome.verdict),
        *_notes(outcome.warnings),
        *_sources(outcome),
    )


def render_plan(plan: Plan) -> RenderableType:
    """What `check` found: the steps as the press has to do them, and the tools' margins."""
    table = rows.table(
        plan.steps,
        {
            "step": lambda step: step.name,
            "kind": lambda step: step.kind,
            "pressure": lambda step: words.maybe(words.pressure, step.pressure_pa),
            "temperature": lambda step: words.maybe(words.temperature, step.temperature_k),
            "time": lambda step: words.maybe(words.duration, step.duration_s),
            "force": lambda step: words.maybe(words.force, step.force_n),
            "on the gauge": lambda step: words.maybe(words.gauge, step.gauge_pa),
        },
    )
    return Group(
        _title(plan.recipe.title),
        Padding(grid(table), INDENT),
        *_risks(worst(plan.risks)),
        *_verdict(plan.verdict),
        *_notes(plan.warnings),
    )


def grid(table: Table, *, hide: Iterable[str] = ()) -> Grid:
    """A table without ruled lines: first column bold, the rest as text."""
    drawn = Grid(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    kept = [i for i, name in enumerate(table.headings) if name not in set(hide)]
    for position, i in enumerate(kept):
        drawn.add_column(table.headings[i], style="bold" if position == 0 else "", overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(row[i]) for i in kept))
    return drawn


class _Steps:
    """The steps: numbers in columns, what changed beside them or, where it is narrow, below."""

    def __init__(self, table: Table, changed: Sequence[Sequence[str]]) -> None:
        self.table = table
        self.changed = changed

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        head, *lines = _padded([self.table.headings, *self.table.rows])
        roomy = options.max_width >= ROOMY
        yield Text(f"  {head}{'  what changed' if roomy else ''}", style="dim")
        for line, changed in zip(lines, self.changed, strict=True):
            told = Text("; ".join(changed))
            if roomy:
                yield _beside(line, told)
                continue
            yield _line(line)
            if changed:
                told.stylize("cyan")
                yield Padding(told, (0, 0, 0, 6))


def _beside(line: str, told: Text) -> Grid:
    pair = Grid.grid(padding=(0, 2, 0, 0))
    pair.add_column(no_wrap=True)
    pair.add_column()
    told.stylize("cyan")
    pair.add_row(_line(line), told)
    return pair


def _line(line: str) -> Text:
    text = Text(f"  {line}")
    text.stylize("bold", 0, 2 + len(line.split(" ", 1)[0]))
    return text


def _padded(lines: Sequence[Sequence[str]]) -> list[str]:
    """Cells joined to lines in which the columns stand below each other."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return ["  ".join(map(str.ljust, line, widths)) for line in lines]


def _title(title: str) -> Text:
    return Text(f"\n{title}\n", style="bold underline")


def _heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _end(outcome: Outcome) -> Iterable[RenderableType]:
    touching = rows.touching(outcome)
    if touching is not None:
        yield _heading(f"Interfaces after {touching.name}")
        yield _Fitting(rows.interfaces(touching))
    if outcome.steps:
        yield _heading(f"Layers after {outcome.steps[-1].name}, bottom to top")
        yield _Fitting(rows.layers(outcome.steps[-1]))


class _Fitting:
    """A table which leaves its detail to the report where it would not fit."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = _padded([self.table.headings, *self.table.rows])
        fits = len(lines[0]) + 4 <= options.max_width
        yield Padding(grid(self.table, hide=() if fits else DETAIL), INDENT)


def _cell(outcome: Outcome) -> Iterable[RenderableType]:
    cell = outcome.cell
    if cell is None:
        return
    yield _heading("Cell")
    facts = Grid.grid(padding=(0, 2, 0, 0))
    facts.add_column(style="bold", no_wrap=True)
    for name, value in cell_facts(outcome, cell):
        facts.add_row(Text(name), Text(value))
    yield Padding(facts, INDENT)


class _Risks:
    """Margins as bars, full at the limit."""

    def __init__(self, risks: Sequence[Risk]) -> None:
        self.risks = risks

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        signs = ("█", "░") if console.encoding.lower().startswith("utf") else ("#", ".")
        width = 20 if options.max_width >= ROOMY else 12
        drawn = Grid(box=None, show_header=False, padding=(0, 2, 0, 0), show_edge=False)
        for style in ("bold", "", "", "", ""):
            drawn.add_column(style=style, overflow="fold")
        for risk in self.risks:
            level = Text(risk.level, style=STYLES[risk.level])
            kind = Text(risk.kind.replace("-", " "), no_wrap=True)
            bar = _bar(risk, width, signs)
            drawn.add_row(kind, Text(risk.where), bar, Text(rows.against(risk)), level)
        yield drawn


def _bar(risk: Risk, width: int, signs: tuple[str, str]) -> Text:
    share = risk.used
    count = 0 if share is None else round(min(share, 1.0) * width)
    bar = Text(signs[0] * count, style=STYLES[risk.level], no_wrap=True)
    return bar.append(signs[1] * (width - count), style="dim")


def _risks(risks: Sequence[Risk]) -> Iterable[RenderableType]:
    if risks:
        yield _heading("Risks: the fuller the bar, the nearer the limit")
        yield Padding(_Risks(risks), INDENT)


def _verdict(verdict: Verdict) -> Iterable[RenderableType]:
    yield Text.assemble(("\nVerdict: ", "bold"), (verdict.level, f"bold {STYLES[verdict.level]}"))
    yield _list(verdict.reasons)
    if verdict.advice:
        yield _heading("What to change")
        yield _list(verdict.advice)


def _list(lines: Iterable[str]) -> RenderableType:
    items = Grid.grid(padding=(0, 1, 0, 0))
    for line in lines:
        items.add_row(Text("-", style="dim"), Text(line))
    return Padding(items, INDENT)


def _notes(warnings: Sequence[str]) -> Iterable[RenderableType]:
    if warnings:
        yield _heading("Keep in mind")
        yield _list(warnings)


def _sources(outcome: Outcome) -> Iterable[RenderableType]:
    if outcome.sources:
        yield Text(
            f"\n{len(outcome.sources)} parameters were used, {rows.doubtful(outcome)} of them "
            "recalled, assumed or fitted; --report lists every one with its source.",
            style="dim",
        )
