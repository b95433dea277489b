"""An outcome as one self-contained page: figures inside, nothing fetched from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from asperity.outcome import Outcome, Risk, Source
from asperity.outcome.measures import conducting
from asperity.report import figures, rows, words
from asperity.report.breaking.rows import survivals
from asperity.report.changes import changes
from asperity.report.facts import cell_facts
from asperity.report.maps.closing import closing
from asperity.report.rows import Table
from asperity.report.usual.values import of_source, spread, value

_DOI = re.compile(
    r"\b(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s;,\"<>]+)", re.IGNORECASE
)
_ARXIV = re.compile(r"\barXiv[: ]\s*(\d{4}\.\d{4,5})", re.IGNORECASE)


def page(outcome: Outcome) -> str:
    """The whole HTML document. Every text of the recipe is escaped."""
    environment = templates()
    environment.filters["linked"] = linked
    return environment.get_template("page.html.j2").render(content(outcome))


def templates() -> Environment:
    """The templates of pages: all text escaped, and nothing left out unseen."""
    environment = Environment(
        loader=PackageLoader("asperity.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["pretty"] = words.pretty
    return environment


def linked(text: str) -> Markup:
    """Text with its DOIs and arXiv numbers as links, everything else escaped."""
    link = Markup('<a href="{}" rel="noreferrer">{}</a>')
    parts = (
        link.format(address, told) if address else escape(told) for told, address in parted(text)
    )
    return Markup().join(parts)


def parted(text: str) -> Iterable[tuple[str, str]]:
    """Text in parts, each with its address: of DOIs and arXiv numbers, else empty."""
    for pattern, address in ((_DOI, "https://doi.org/"), (_ARXIV, "https://arxiv.org/abs/")):
        match = pattern.search(text)
        if match:
            yield from ((text[: match.start()], ""), (match[0], address + match[1].rstrip(".)")))
            yield from parted(text[match.end() :])
            return
    yield text, ""


def content(outcome: Outcome) -> dict[str, Any]:
    """What there is to be shown of an outcome, by the names that the template of the page uses."""
    return {
        **in_words(outcome),
        "figures": list(pictures(outcome)),
        "faces": [closing(face) for face in outcome.maps],
    }


def in_words(outcome: Outcome) -> dict[str, Any]:
    """What of it is text, lists and tables: soon found, other than what is drawn."""
    touching = rows.touching(outcome)
    last = outcome.steps[-1] if outcome.steps else None
    risks = rows.risks(outcome)
    return {
        "outcome": outcome,
        "tiles": list(_tiles(outcome, risks)),
        "steps": _with_changes(outcome),
        "layers": rows.layers(last) if last else None,
        "layers_after": last.name if last else "",
        "interfaces": rows.interfaces(touching) if touching else None,
        "interfaces_after": touching.name if touching else "",
        "facts": list(cell_facts(outcome, outcome.cell)) if outcome.cell else [],
        "risks": [(risk, rows.against(risk)) for risk in risks],
        "survivals": survivals(outcome),
        "unreal": rows.unreal(outcome),
        "sources": _sources(outcome.sources),
        "doubtful": rows.doubtful(outcome),
    }


def _tiles(outcome: Outcome, risks: tuple[Risk, ...]) -> Iterable[tuple[str, str, str]]:
    """The few numbers people look for first: what, how much, of what."""
    cell, touching = outcome.cell, rows.touching(outcome)
    if cell and cell.resistance_ohm is not None and cell.area_resistance_ohm_m2 is not None:
        per_area = words.area_resistance(cell.area_resistance_ohm_m2)
        yield "cell resistance", words.resistance(cell.resistance_ohm), per_area
    if touching and outcome.carried_out:
        worst = min(
            conducting(touching) or touching.interfaces, key=lambda face: face.contact_fraction
        )
        yield "least contact", words.percent(worst.contact_fraction), worst.name
    critical = cell.critical_current_a_per_m2 if cell else None
    if critical and critical.stripping is not None:
        yield "critical current", words.stripping(critical), "stripping"
    if critical and critical.plating is not None:
        yield "critical current", words.critical_current(critical.plating), "plating"
    if risks and risks[0].used is not None:
        kind = risks[0].kind.replace("-", " ")
        yield "nearest limit", kind, f"{risks[0].where}: {rows.against(risks[0])}"


def _with_changes(outcome: Outcome) -> Table:
    table = rows.steps(outcome)
    told = ("; ".join(changed) for changed in changes(outcome.steps))
    return Table(
        headings=(*table.headings, "what changed"),
        rows=tuple((*row, text) for row, text in zip(table.rows, told, strict=True)),
    )


def _sources(sources: tuple[Source, ...]) -> Table:
    return rows.table(
        sources,
        {
            "material": lambda source: source.material,
            "quantity": lambda source: source.quantity.replace("_", " "),
            "value": _value,
            "spread": _spread,
            "trust": lambda source: source.trust,
            "source, conditions": lambda source: "\n".join(_origin(source)),
        },
    )


def _value(source: Source) -> str:
    known = of_source(source)
    plain = f"{source.value} {source.unit}".removesuffix(" 1").strip()
    return words.pretty(value(known) if known else plain)


def _spread(source: Source) -> str:
    known = of_source(source)
    return spread(known) if known else source.spread or ""


def _origin(source: Source) -> Iterable[str]:
    yield source.source
    if source.conditions:
        yield source.conditions


def pictures(outcome: Outcome) -> Iterable[tuple[str, Markup]]:
    """Titles and figures; those with nothing to show are left out."""
    risks = rows.risks(outcome)
    layers = outcome.steps[-1].layers if outcome.steps else ()
    drawn = {
        "Pressure and temperature": figures.course(outcome),
        "Contact and resistance": figures.contact(outcome),
        "Impedance": figures.nyquist(outcome),
        "Impedance over frequency": figures.bode(outcome),
        "The stack, thickness to scale": figures.stack(layers),
        "How near the limits are": figures.margins(risks),
    }
    drawn |= {
        f"How likely it breaks: {one.name}": figures.breaking(one.found)
        for one in survivals(outcome)
        if one.worth or not one.film
    }
    drawn["How even foils are"] = figures.evenness(layers)
    # Matplotlib escapes the text it draws.
    yield from ((title, Markup(picture)) for title, picture in drawn.items() if picture)
