"""A pressed face as lines for a terminal: the map, its statistics, how it touches and closes."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from asperity.outcome.face import FaceOutcome, Touching
from asperity.report import words
from asperity.report.lines import INDENT, bullets, heading, title
from asperity.units import show

Fact = tuple[str, str]


def render(outcome: FaceOutcome) -> RenderableType:
    """The whole report of a face."""
    parts: list[RenderableType] = [
        title(f"Contact of {outcome.map.source or 'a face'}"),
        facts(_map(outcome)),
        heading("The face"),
        facts(_face(outcome)),
        heading(f"Pressed on {_partner(outcome)}, before anything flows"),
        facts(_touching(outcome.elastic)),
        *_closing(outcome),
    ]
    if outcome.reasons:
        parts += [Text("\nNot carried out as asked", style="bold red"), bullets(outcome.reasons)]
    if outcome.warnings:
        parts += [heading("Keep in mind"), bullets(outcome.warnings)]
    return Group(*parts)


def facts(rows: Iterable[Fact]) -> RenderableType:
    """Names with their values, below each other."""
    drawn = Grid.grid(padding=(0, 2, 0, 0))
    drawn.add_column(style="bold", no_wrap=True)
    for name, value in rows:
        drawn.add_row(Text(name), Text(value))
    return Padding(drawn, INDENT)


def _map(outcome: FaceOutcome) -> Iterable[Fact]:
    mark = outcome.map
    across = words.length(mark.columns * mark.spacing_x_m)
    along = words.length(mark.rows * mark.spacing_y_m)
    yield "points", f"{mark.rows} by {mark.columns}, over {along} by {across}"
    steps = dict.fromkeys((words.length(mark.spacing_y_m), words.length(mark.spacing_x_m)))
    yield "spacing", " by ".join(steps)
    if mark.filled_fraction > 0:
        yield "not measured", words.percent(mark.filled_fraction)
    if mark.changes:
        yield "made ready", ", ".join(mark.changes)


def _face(outcome: FaceOutcome) -> Iterable[Fact]:
    face = outcome.face
    yield "rms height", words.length(face.rms_height_m)
    yield "lowest to highest", words.length(face.reach_m)
    yield "rms slope", words.number(face.rms_slope)
    yield "skewness", words.number(face.skewness)
    yield "kurtosis", words.number(face.kurtosis)
    if face.correlation_length_m is not None:
        yield "correlation length", words.length(face.correlation_length_m)
    law = face.self_affine
    if law is None:
        yield "Hurst exponent", "none: the spectrum is no power law over half a decade"
    else:
        span = f"{words.length(law.shortest_m)} to {words.length(law.longest_m)}"
        yield "Hurst exponent", f"{law.hurst:.2f} ± {max(law.hurst_error, 0.005):.2f}, from {span}"


def _partner(outcome: FaceOutcome) -> str:
    modulus = show(outcome.contact_modulus_pa, "GPa")
    if outcome.material is None:
        return f"a contact modulus of {modulus}"
    of = f", {outcome.against} below" if outcome.against else ""
    return f"{outcome.material} (contact modulus {modulus}{of})"


def _touching(touch: Touching) -> Iterable[Fact]:
    yield "pressure", words.pressure(touch.pressure_pa)
    yield "contact", words.percent(touch.contact_fraction)
    yield "mean gap", words.length(touch.mean_gap_m)
    if touch.mean_contact_pressure_pa is not None:
        most = words.maybe(words.pressure, touch.largest_contact_pressure_pa)
        mean = words.pressure(touch.mean_contact_pressure_pa)
        yield "where it touches", f"{mean} on average, {most} at most"
    if touch.gas_pressure_pa:
        yield "gas in voids", f"up to {words.pressure(touch.gas_pressure_pa)}"
    if touch.iterations:
        yield "solver", f"{touch.iterations} steps: {touch.reason}"


def _closing(outcome: FaceOutcome) -> Iterable[RenderableType]:
    closing = outcome.closing
    if closing is None:
        return
    held = words.duration(closing.duration_s)
    yield heading(f"After {held} at {words.temperature(closing.temperature_k)}")
    yield facts(_touching(closing.end))
