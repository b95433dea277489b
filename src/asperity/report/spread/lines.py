"""A spread on a terminal: how it ends, how far numbers reach, what to control first."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from asperity.report import words
from asperity.report.lines import INDENT, Fitting, bullets, grid, heading, title
from asperity.report.rows import Table
from asperity.report.spread import names
from asperity.study.spread.engine import REST, SCATTER
from asperity.study.spread.indices import Index
from asperity.study.spread.record import Spread, Watched

MOST = 6
"""Sources told of each number."""
LEAST = 0.02
"""Total index below which a source is not worth a line."""
RISKS = 8
SEEN = 3.0
"""What never came in N presses comes in less than 3/N of them, at 95 %."""
_ONLY = MappingProxyType(
    {
        "scatter": " (only the process)",
        "doubt": " (only the cards)",
        "given": " (only what was asked for)",
    }
)


def render(found: Spread) -> RenderableType:
    """The whole report."""
    parts: list[RenderableType] = [title(found.recipe.title), Text(counted(found), style="dim")]
    parts += [heading("How it ends"), bullets(ended(found))]
    if found.risks:
        parts += [heading("Risks that are not good"), Padding(grid(risky(found)), INDENT)]
    parts += [heading("How far it spreads"), _bands(found)]
    for one in found.watched:
        parts += list(_shares(one, found))
    parts += [heading("What varies most"), _sources(found)]
    if found.remarks:
        parts += [heading("Keep in mind"), bullets(found.remarks)]
    return Group(*parts)


def counted(found: Spread) -> str:
    """How many presses there were, and what varied."""
    what = _ONLY[found.only] if found.only else ""
    way = found.method.replace("-", " ")
    return (
        f"{found.runs} presses, 2 × {found.samples} of them for the bands ({way}, seed "
        f"{found.seed}); what varies: {len(found.sources)} numbers{what}."
    )


def ended(found: Spread) -> Iterator[str]:
    """How the presses ended, a line a reason."""
    told = found.ends
    parts = {
        "good": told.good,
        "marginal": told.marginal,
        "bad": told.bad,
        "cannot be carried out": told.not_carried_out,
        "refused": told.refused,
    }
    shares = ", ".join(f"{name} {share:.0%}" for name, share in parts.items() if share)
    known = f"each ± {told.error:.1%} at most"
    if max(parts.values()) == 1.0:
        known = f"at least {1.0 - SEEN / (2 * found.samples):.1%} are"
    yield f"{shares}; {known}"
    for reason, share in told.reasons.items():
        yield f"{share:.1%} {reason}"


def risky(found: Spread) -> Table:
    """A row a risk that is not always good."""
    rows = [
        (
            f"{risk.kind.replace('-', ' ')}, {risk.where}",
            risk.step,
            f"{risk.marginal:.1%}",
            f"{risk.bad:.1%}",
        )
        for risk in found.risks[:RISKS]
    ]
    return Table(headings=("", "step", "marginal", "bad"), rows=tuple(rows))


def _bands(found: Spread) -> RenderableType:
    heads = ("", "as written", "median", "nine of ten", "half", "ends known to")
    return Fitting(
        Table(headings=heads, rows=tuple(_band(one) for one in found.watched)),
        detail=("ends known to", "half", "as written"),
    )


def _band(one: Watched) -> tuple[str, ...]:
    name, written = names.quantity(one.path), names.value(one.path, one.written)
    band = one.band
    if band is None:
        return (name, written, "too few have it", "", "", "")

    def told(number: float) -> str:
        return names.value(one.path, number)

    errors = (f"± {told(error)}" for error in (band.low_error, band.high_error))
    return (
        name,
        written,
        told(band.median),
        f"{told(band.low)} to {told(band.high)}",
        f"{told(band.lower)} to {told(band.upper)}",
        ", ".join(errors),
    )


def leading(one: Watched) -> tuple[Index, ...]:
    """Sources worth a line, the largest total first; groups are told apart."""
    single = (index for index in one.indices if index.name not in {SCATTER, REST})
    return tuple(index for index in single if index.total >= LEAST)[:MOST]


def in_all(index: Index) -> float:
    """A total share as it can be: estimates from few samples may come out above all there is."""
    return min(max(index.total, 0.0), 1.0)


def by_itself(index: Index) -> float:
    """A first share as it can be, no more than the total one."""
    return min(max(index.first, 0.0), in_all(index))


def first_of(one: Watched, found: Spread) -> str:
    """What to control first, in a sentence; and how much of it is scatter."""
    lead, scatter = leading(one), _group(one, SCATTER)
    if not lead:
        return "nothing that varies here moves it much by itself"
    names_ = [names.source(index.name, found) for index in lead[:2]]
    told = f"first {names_[0]} ({in_all(lead[0]):.0%} of its variance)"
    if len(lead) > 1:
        told += f", then {names_[1]} ({in_all(lead[1]):.0%})"
    if scatter is not None:
        told += f"; {in_all(scatter):.0%} differs from pressing to pressing, the rest is in doubt"
    return told


def _group(one: Watched, name: str) -> Index | None:
    return next((index for index in one.indices if index.name == name), None)


def _shares(one: Watched, found: Spread) -> Iterator[RenderableType]:
    if not one.indices:
        return
    yield heading(f"What to control first: {names.quantity(one.path)}")
    yield Padding(Text(first_of(one, found), style="italic"), INDENT)
    rows = tuple(_share(index, one, found) for index in leading(one))
    if rows:
        heads = ("", "what it is", "in all", "by itself", "low → high of it")
        yield Fitting(Table(headings=heads, rows=rows), detail=("low → high of it", "what it is"))


def _share(index: Index, one: Watched, found: Spread) -> tuple[str, ...]:
    low, high = (names.value(one.path, end) or "fails" for end in (index.at_low, index.at_high))
    return (
        names.source(index.name, found),
        names.kind(index.name, found),
        f"{in_all(index):.0%} ± {min(index.total_error, 1.0):.0%}",
        f"{by_itself(index):.0%} ± {min(index.first_error, 1.0):.0%}",
        f"{low} → {high}",
    )


def _sources(found: Spread) -> RenderableType:
    return Fitting(sources(found), detail=("from", "middle"))


def sources(found: Spread) -> Table:
    """A row a source, of those that matter most."""
    heads = ("", "what it is", "nine of ten", "middle", "from")
    rows = tuple(
        (
            names.source(one.name, found),
            one.family,
            f"{_si(one.low, one.unit)} to {_si(one.high, one.unit)}",
            _si(one.middle, one.unit),
            one.basis,
        )
        for one in found.sources[:MOST]
    )
    return Table(headings=heads, rows=rows)


def _si(number: float, unit: str) -> str:
    if unit == "kg":
        return f"{number * 1e6:.3g} mg"
    return words.risk_amount(number, unit, "")
