"""A fit of compaction laws as lines for a terminal: which law, how sure, what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, log10

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from asperity.report import words
from asperity.report.face import facts
from asperity.report.lines import INDENT, bullets, grid, heading, title
from asperity.report.rows import Table, table
from asperity.study.calibrate import CompactionFit
from asperity.study.calibrate.told import FittedLaw
from asperity.units import from_si, show

Fact = tuple[str, str]
LEGEND = "errors in points of porosity; unseen: on rows left out; free: fitted parameters"
CLEAR = 4.0
"""Of Akaike's criterion: a law that is so much worse has little support."""


def render(fit: CompactionFit, *, card: str = "", based_on: str = "") -> RenderableType:
    """The whole report; `card` is the file a card was written to, `based_on` that beneath it."""
    parts: list[RenderableType] = [
        title(f"Compaction of {fit.record.source}"),
        facts(_record(fit)),
        heading("Laws, best first"),
        Padding(Text(LEGEND, style="dim"), INDENT),
        Padding(grid(_laws(fit)), INDENT),
        Padding(Text(verdict(fit)), (1, 0, 0, 2)),
        *(Padding(Text(f"{law.name}: {law.reason}", style="dim"), INDENT) for law in fit.skipped),
        heading("Parameters, with one standard error"),
        facts((law.name, parameters(law)) for law in fit.laws),
        heading("After release"),
        *_release(fit),
    ]
    if fit.warnings or fit.record.ignored:
        parts += [heading("Keep in mind"), bullets(_warnings(fit))]
    return Group(*parts, heading("Next"), bullets(_next(fit, card, based_on)))


def _record(fit: CompactionFit) -> Iterable[Fact]:
    sample, mark, rows = fit.sample, fit.record, fit.rows
    density = show(sample.crystal_density_kg_per_m3, "g/cm^3", 4)
    mass, across = show(sample.mass_kg, "mg", 4), show(sample.diameter_m, "mm", 4)
    yield "pellet", f"{mass} on {across}, crystal {density}"
    solid = show(sample.solid_thickness_m, "mm", 4)
    yield "without pores", f"{solid} thick"
    means = f", fitted as {mark.fitted_rows} means" if mark.fitted_rows < mark.rows else ""
    span = _span(mark.lowest_pressure_pa, mark.highest_pressure_pa, "MPa")
    yield "rows", f"{mark.rows} from {span}{means}"
    ends = float(rows.relative_density[0]), float(rows.relative_density[-1])
    yield "relative density", _span(*ends, "%")
    if fit.loose_relative_density is not None:
        yield "loose, without pressure", words.percent(fit.loose_relative_density)
    if mark.weighted_by:
        yield "weighted by", mark.weighted_by
    if mark.machine:
        yield "machine removed", mark.machine
    if sample.density_error:
        told = show(sample.density_error, "%", 2)
        yield "known together", f"to {told}, by mass, diameter and crystal density"


def _span(low: float, high: float, unit: str) -> str:
    first, last = (f"{float(f'{from_si(end, unit):.4g}'):g}" for end in (low, high))
    return f"{first} to {last} {unit}"


def _laws(fit: CompactionFit) -> Table:
    return table(
        fit.laws,
        {
            "law": lambda law: law.name,
            "unseen": lambda law: points(law.cross_validated_porosity),
            "rms": lambda law: points(law.rms_porosity),
            "at most": lambda law: points(law.largest_porosity),
            "AICc": lambda law: "" if law.aicc is None else f"{law.aicc:.1f}",
            "free": lambda law: str(len(law.parameters) - len(law.at_bound)),
            "": lambda law: "as good" if law.name in fit.alike else "",
        },
    )


def points(porosity: float) -> str:
    """An error in porosity, in points (hundredths)."""
    return f"{100 * porosity:.2f}" if porosity > 5e-6 else "0"


def parameters(law: FittedLaw) -> str:
    """The parameters of a law with their standard errors, pressures in MPa."""
    return ", ".join(_parameter(law, name) for name in law.parameters)


def _parameter(law: FittedLaw, name: str) -> str:
    """One of them; "at its bound" where it ran to the end of what it may be."""
    unit, factor = _handy(law.units[name])
    value, error = law.parameters[name] * factor, law.uncertainties.get(name)
    if name in law.at_bound:
        return f"{name} {value:.3g}{unit} (at its bound)"
    if error is None:
        return f"{name} {value:.3g}{unit} (unsettled)"
    return f"{name} {plus_minus(value, error * factor)}{unit}"


def _handy(unit: str) -> tuple[str, float]:
    """A unit people read, and by what an SI value is multiplied for it."""
    known = {"Pa": (" MPa", 1e-6), "1/Pa": ("/MPa", 1e6), "Pa^-0.5": (" MPa^-0.5", 1e3)}
    return known.get(unit, ("", 1.0))


def plus_minus(value: float, error: float) -> str:
    """A value to the second digit of its error: "1.6615 ± 0.0068"; six digits at most."""
    if error <= 0 or error < 1e-6 * abs(value):
        return f"{value:.6g}"
    if error >= 1e4 or max(abs(value), error) < 1e-3:
        return f"{value:.2g} ± {error:.1g}"
    digits = max(1 - floor(log10(error)), 0)
    return f"{value:.{digits}f} ± {error:.{digits}f}"


def verdict(fit: CompactionFit) -> str:
    """Which law it is, how sure that is, and what speaks against it."""
    if fit.best.objection is not None:
        return _none(fit)
    return " ".join([_choice(fit), *_dissent(fit)])


def _dissent(fit: CompactionFit) -> Iterable[str]:
    """Akaike's criterion, where it clearly wants another law: small records and many parameters."""
    known = {law.name: law.aicc for law in fit.laws if law.aicc is not None}
    own = known.get(fit.best.name)
    if own is None or not known:
        return
    least = min(known, key=lambda name: known[name])
    if own - known[least] > CLEAR:
        yield (
            f"AICc, which charges a small record for each parameter, would take {least}: "
            "more pressures will tell."
        )


def _choice(fit: CompactionFit) -> str:
    best = fit.best
    error = points(best.cross_validated_porosity)
    told = (
        f"Take {best.name}: on rows it had not seen it is off by {error} points of porosity (rms)."
    )
    if len(fit.laws) == 1:
        return told
    if not fit.alike:
        runner = fit.laws[1]
        error = points(runner.cross_validated_porosity)
        return f"{told} The others do clearly worse: the next, {runner.name}, {error}."
    cure = "between these pressures it does not matter which; beyond them it does."
    return f"{told} This record cannot tell it from {_listed(fit.alike)}: {cure}"


def _none(fit: CompactionFit) -> str:
    """Why the best law is not to be taken, and which may be."""
    other = fit.usable
    if other is None:
        none = "No law is to be taken" if len(fit.laws) > 1 else "The law is not to be taken"
        return f"{none}: {fit.best.name} comes first, but {fit.best.objection}."
    error = points(other.cross_validated_porosity)
    return (
        f"{fit.best.name} comes first, but {fit.best.objection}. "
        f"--law {other.name} may do instead, off by {error} points on unseen rows (rms)."
    )


def _listed(names: tuple[str, ...]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def _release(fit: CompactionFit) -> Iterable[RenderableType]:
    spring = fit.springback
    if spring is None:
        yield Padding(Text(f"Not fitted: {fit.no_springback}."), INDENT)
        return
    modulus, error = spring.unloading_modulus_pa, spring.unloading_modulus_error_pa
    exponent, doubt = spring.unloading_exponent, spring.unloading_exponent_error
    plain = f"{from_si(modulus, 'GPa'):.3g}"
    told = plain if error is None else plus_minus(modulus / 1e9, error / 1e9)
    loss = f"{exponent:.3g}" if doubt is None else plus_minus(exponent, doubt)
    errors = f"{points(spring.rms_porosity)} points rms, {points(spring.largest_porosity)} at most"
    within = f"within {errors}, {spring.rows} rows"
    yield facts(
        [
            ("unloading modulus, dense", f"{told} GPa"),
            ("its exponent with porosity", loss),
            (
                "released porosity",
                within,
            ),
        ]
    )


def _warnings(fit: CompactionFit) -> Iterable[str]:
    yield from fit.warnings
    if fit.record.ignored:
        yield f"columns passed over: {', '.join(fit.record.ignored)}"


def _next(fit: CompactionFit, card: str, based_on: str) -> Iterable[str]:
    if fit.best.objection is not None:
        yield "See to the record: columns and units, mass, diameter, density, the machine's share"
        return
    ends = fit.record.lowest_pressure_pa, fit.record.highest_pressure_pa
    yield f"The law holds from {_span(*ends, 'MPa')}, for this powder; beyond, measure."
    if card and based_on:
        yield f'{card} is written; a recipe takes it as material = "{card}"'
        yield f"asperity materials {card} shows it with what it is based on"
    elif card:
        yield (
            f"{card} is written, with the compaction alone: no recipe can take it yet. Write it "
            'again with --based-on CARD --force, or add based_on = "CARD" to it'
        )
    else:
        yield "--out CARD.toml --based-on CARD writes a material card that a recipe can name"
