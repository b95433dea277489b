"""An outcome as lines for a terminal: the verdict, the steps, what there is at the end, and why.

Everything is said in words; colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from asperity.outcome import Outcome, Plan, PlannedStep, Risk, Verdict
from asperity.outcome.risk import worst
from asperity.report import rows, words
from asperity.report.breaking.rows import survivals
from asperity.report.changes import changes
from asperity.report.facts import cell_facts
from asperity.report.lines import (
    INDENT,
    ROOMY,
    Fitting,
    Remarked,
    bullets,
    grid,
    heading,
    parted_lines,
    title,
)
from asperity.units import show

STYLES = MappingProxyType({"good": "green", "marginal": "yellow", "bad": "bold red"})
OF_FACES = ("pull-off", "charge transfer", "constriction", "gas", "clean")
OF_LAYERS = ("tortuosity", "electrons", "squeezed out", "conductivity", "crushed", "diameter")
"""Columns that are left out, in this order, where a table is too wide."""


def render(outcome: Outcome) -> RenderableType:
    """The whole report of an outcome."""
    return Group(
        title(outcome.title),
        _level(outcome.verdict),
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
    if not outcome.carried_out:
        yield Text("Cannot be carried out as written: told is what would be.\n", style="bold red")
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
            "least time": lambda step: words.maybe(words.duration, step.duration_s),
            "force ± scatter": _force,
            "on the gauge": lambda step: words.maybe(words.gauge, step.gauge_pa),
        },
    )
    return Group(
        title(plan.recipe.title),
        _level(plan.verdict),
        Text(""),
        Fitting(table, detail=("on the gauge",)),
        *_too_small(plan),
        *_risks(worst(plan.risks)),
        *_verdict(plan.verdict),
        *_notes(plan.warnings),
    )


def _force(step: PlannedStep) -> str:
    """The force with its scatter in one unit: "28.3 ± 0.323 kN"."""
    force, scatter = step.force_n, step.force_scatter_n
    if force is None or not scatter:
        return words.maybe(words.force, force)
    number, _, unit = words.force(force).partition(" ")
    return f"{number} ± {show(scatter, unit)}"


def _too_small(plan: Plan) -> Iterable[RenderableType]:
    """Steps that ask for less than the press can set."""
    names = [
        step.name for step in plan.steps if 0 < (step.force_n or 0.0) < (step.force_scatter_n or 0)
    ]
    if names:
        told = f"This press scatters by more than the force of {', '.join(names)}."
        yield Padding(Text(told, style="yellow"), INDENT)


def _end(outcome: Outcome) -> Iterable[RenderableType]:
    touching = rows.touching(outcome)
    if touching is not None:
        yield heading(f"Interfaces after {touching.name}{rows.unreal(outcome)}")
        yield Fitting(rows.interfaces(touching), detail=OF_FACES)
    if outcome.steps:
        after = f"{outcome.steps[-1].name}{rows.unreal(outcome)}"
        yield heading(f"Layers after {after}, bottom to top")
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
        named = list(map(_names, self.risks))
        widths = [max(map(len, names)) for names in zip(*named, strict=True)]
        told = list(map(rows.against, self.risks))
        roomy = options.max_width >= ROOMY
        beside = sum(widths) + 36 + max(map(len, told)) <= options.max_width
        for risk, names, remark in zip(self.risks, named, told, strict=True):
            kind, where = map(str.ljust, names, widths)
            line = Text.assemble((kind, "bold"), f"  {where}  ")
            line.append_text(_bar(risk, 20 if roomy else 12, signs))
            line.append("  ").append(risk.level.ljust(8 * beside), style=STYLES[risk.level])
            yield line.append(f"  {remark}", style="dim") if beside else line
            if remark and not beside:
                parted = "\n".join(parted_lines(remark, options.max_width - 4))
                yield Padding(Text(parted, style="dim"), (0, 0, 0, 4))


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
    """Of what may well break all there is to say, of other ceramics a line."""
    for one in survivals(outcome):
        if not one.worth and one.film:
            continue
        yield heading(f"Will it break: {one.name}{rows.unreal(outcome)}")
        if not one.worth:
            yield Padding(Text(one.line), INDENT)
            continue
        facts = Grid.grid(padding=(0, 2, 0, 0))
        facts.add_column(style="bold", no_wrap=True)
        for name, value in one.facts:
            facts.add_row(Text(name), Text(value))
        yield Padding(facts, INDENT)
        if one.short.rows:
            yield Padding(grid(one.short), INDENT)


def _level(verdict: Verdict) -> RenderableType:
    return Text.assemble(("Verdict: ", "bold"), (verdict.level, f"bold {STYLES[verdict.level]}"))


def _verdict(verdict: Verdict) -> Iterable[RenderableType]:
    if verdict.reasons:
        yield heading(f"Why {verdict.level}")
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
