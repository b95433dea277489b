"""An outcome as lines for a terminal: the steps, what there is at the end, the verdict last.

Everything is said in words; colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from asperity.outcome import Outcome, Plan, Risk, Verdict
from asperity.outcome.risk import worst
from asperity.report import rows, words
from asperity.report.breaking.rows import survivals
from asperity.report.changes import changes
from asperity.report.facts import cell_facts
from asperity.report.lines import INDENT, ROOMY, Fitting, Remarked, bullets, grid, heading, title

STYLES = MappingProxyType({"good": "green", "marginal": "yellow", "bad": "bold red"})
OF_FACES = ("charge transfer", "constriction", "gas", "clean")
OF_LAYERS = ("tortuosity", "electrons", "squeezed out", "conductivity", "crushed", "diameter")
"""Columns that are left out, in this order, where a table is too wide."""


def render(outcome: Outcome) -> RenderableType:
    """The whole report of an outcome."""
    return Group(
        title(outcome.title),
        *_fidelity(outcome),
        _steps(outcome),
        *_end(outcome),
        *_cell(outcome),
        *_risks(rows.risks(outcome)),
        *_survivals(outcome),
        *_verdict(outcome.verdict),
        *_notes(outcome.warnings),
        *_sources(outcome),
    )


def _fidelity(outcome: Outcome) -> Iterable[RenderableType]:
    yield Text(f"{outcome.fidelity.capitalize()} prediction.\n", style="dim")
    if outcome.stopped is not None:
        yield Text(f"Stopped during {outcome.stopped}.\n", style="bold red")


def _steps(outcome: Outcome) -> Remarked:
    told = ["; ".join(changed) for changed in changes(outcome.steps)]
    return Remarked(rows.steps(outcome), told, heading="what changed", style="cyan")


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
            "give or take": lambda step: words.maybe(words.force, step.force_scatter_n),
            "on the gauge": lambda step: words.maybe(words.gauge, step.gauge_pa),
        },
    )
    return Group(
        title(plan.recipe.title),
        Fitting(table, detail=("give or take",)),
        *_risks(worst(plan.risks)),
        *_verdict(plan.verdict),
        *_notes(plan.warnings),
    )


def _end(outcome: Outcome) -> Iterable[RenderableType]:
    touching = rows.touching(outcome)
    if touching is not None:
        yield heading(f"Interfaces after {touching.name}")
        yield Fitting(rows.interfaces(touching), detail=OF_FACES)
    if outcome.steps:
        yield heading(f"Layers after {outcome.steps[-1].name}, bottom to top")
        tables = (rows.layers(outcome.steps[-1], metals_conduct=told) for told in (True, False))
        yield Fitting(*tables, detail=OF_LAYERS)


def _cell(outcome: Outcome) -> Iterable[RenderableType]:
    cell = outcome.cell
    if cell is None:
        return
    yield heading("Cell")
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
        roomy = options.max_width >= ROOMY
        kinds, places = (
            max(map(len, names)) for names in zip(*map(_names, self.risks), strict=True)
        )
        for risk in self.risks:
            kind, where = _names(risk)
            line = Text.assemble((kind.ljust(kinds), "bold"), f"  {where.ljust(places)}  ")
            line.append_text(_bar(risk, 20 if roomy else 12, signs))
            line.append("  ").append(risk.level.ljust(8 * roomy), style=STYLES[risk.level])
            yield line.append(f"  {rows.against(risk)}") if roomy else line
            if not roomy and rows.against(risk):
                yield Padding(Text(rows.against(risk), style="dim"), (0, 0, 0, 4))


def _names(risk: Risk) -> tuple[str, str]:
    return risk.kind.replace("-", " "), risk.where


def _bar(risk: Risk, width: int, signs: tuple[str, str]) -> Text:
    share = risk.used
    count = 0 if share is None else round(min(share, 1.0) * width)
    bar = Text(signs[0] * count, style=STYLES[risk.level], no_wrap=True)
    return bar.append(signs[1] * (width - count), style="dim")


def _risks(risks: Sequence[Risk]) -> Iterable[RenderableType]:
    if risks:
        yield heading("Risks: the fuller the bar, the nearer the limit")
        yield Padding(_Risks(risks), INDENT)


def _survivals(outcome: Outcome) -> Iterable[RenderableType]:
    for shown in survivals(outcome):
        yield heading(f"Will it break: {shown.name}")
        facts = Grid.grid(padding=(0, 2, 0, 0))
        facts.add_column(style="bold", no_wrap=True)
        for name, value in shown.facts:
            facts.add_row(Text(name), Text(value))
        yield Padding(facts, INDENT)
        yield Padding(grid(shown.short), INDENT)


def _verdict(verdict: Verdict) -> Iterable[RenderableType]:
    yield Text.assemble(("\nVerdict: ", "bold"), (verdict.level, f"bold {STYLES[verdict.level]}"))
    yield bullets(verdict.reasons)
    if verdict.advice:
        yield heading("What to change")
        yield bullets(verdict.advice)


def _notes(warnings: Sequence[str]) -> Iterable[RenderableType]:
    if warnings:
        yield heading("Keep in mind")
        yield bullets(warnings)


def _sources(outcome: Outcome) -> Iterable[RenderableType]:
    if outcome.sources:
        yield Text(
            f"\n{len(outcome.sources)} parameters were used, {rows.doubtful(outcome)} of them "
            "recalled, assumed or fitted; --report lists every one with its source.",
            style="dim",
        )
