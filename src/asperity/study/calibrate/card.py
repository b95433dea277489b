"""A fit as a fragment of a material card: the law, its parameters, their ranges, their origin."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath

from asperity.errors import CardRefusal, Refusal, one_of, quoted
from asperity.materials import MEANINGS, material, names
from asperity.study.calibrate.told import CompactionFit, FittedLaw
from asperity.units import from_si, show

HEAD = """\
# Written by asperity fit compaction. A recipe that names this file as a material needs the rest of
# a card too: {rest}
"""
DIGITS = 8
POWDERS = ("soft-electrolyte", "active")
"""Kinds of materials that are pressed as powders."""


def card_text(
    fit: CompactionFit, *, name: str = "", title: str = "", based_on: str | None = None
) -> str:
    """The TOML text of a card with the best law of a fit.

    Args:
        fit: what was fitted
        name: of the card; that of the record's file where it is empty
        title: a line that says what it is
        based_on: a card that gives all the rest (elasticity, conductivity, ...)

    Raises:
        CardRefusal: an unknown card to base it on.
        Refusal: one that is no powder; a law that is not to be taken.
    """
    if based_on is not None:
        _refuse_base(based_on)
    refuse_law(fit)
    plain = name or PurePath(fit.record.source).stem or "powder"
    lines = [f"name = {_text(plain)}"]
    if based_on is None:
        rest = 'add based_on = "..." with the card of a like material.'
        lines += ['kind = "soft-electrolyte"']
    else:
        rest = f"it takes that from {plain_line(based_on)}."
        lines += [f"based_on = {_text(based_on)}"]
    lines += [f"title = {_text(title or f'{plain}, compaction as fitted')}"]
    lines += [f"notes = {_text(_notes(fit, based_on))}"]
    lines += ["", "[options]", f"compaction_law = {_text(fit.best.name)}"]
    return HEAD.format(rest=rest) + "\n".join([*lines, *_quantities(fit)]) + "\n"


def refuse_law(fit: CompactionFit) -> None:
    """No card of a law that is not to be taken; raises Refusal, with the best of the others."""
    if fit.best.objection is None:
        return
    other = fit.usable
    cure = f"write --law {other.name}, which may be taken" if other else "see to the record"
    raise Refusal("out", f"{fit.best.name} as the best law: {fit.best.objection}", cure)


def _refuse_base(based_on: str) -> None:
    """A card to base it on that is unknown, or of no powder."""
    try:
        kind = material(based_on).kind
    except CardRefusal as refusal:
        if refusal.where != "material":
            raise
        cure = one_of(based_on, _powders(), limit=24)
        raise CardRefusal("based-on", refusal.found, cure) from None
    if kind not in POWDERS:
        found = f"{quoted(based_on)}, a {kind}"
        raise Refusal("based-on", found, 'write a powder, for example "Li6PS5Cl"')


def _powders() -> list[str]:
    return [name for name in names("materials") if material(name).kind in POWDERS]


def _notes(fit: CompactionFit, based_on: str | None) -> str:
    """Its own: those of the card it is based on speak of another powder."""
    own = f"Compaction is fitted on the record {PurePath(fit.record.source).name}"
    if fit.springback is not None and fit.springback.settled:
        own += ", springback too"
    rest = "" if based_on is None else f" All else is that of {based_on}."
    return f"{own}.{rest}"


def _quantities(fit: CompactionFit) -> Iterable[str]:
    law, source = fit.best, f"asperity fit compaction {PurePath(fit.record.source).name}"
    yield from _quantity(
        "density",
        fit.sample.crystal_density_kg_per_m3,
        None,
        origin=(source, "measured", "crystal density that the fit was made with"),
    )
    for symbol, value in law.parameters.items():
        told = _conditions(fit, law, symbol)
        name = f"{law.name.replace('-', '_')}_{symbol.lower()}"
        error = law.uncertainties.get(symbol)
        yield from _quantity(name, value, error, origin=(source, "fitted", told))
    spring = fit.springback
    if spring is not None and spring.settled:
        told = (
            f"{spring.rows} released thicknesses, with the {law.name} law above for the density "
            f"under load; {spring.rms_porosity:.2g} rms and {spring.largest_porosity:.2g} at most "
            "in released porosity; the range is one standard error"
        )
        pairs = (
            ("unloading_modulus", spring.unloading_modulus_pa, spring.unloading_modulus_error_pa),
            ("unloading_exponent", spring.unloading_exponent, spring.unloading_exponent_error),
        )
        for name, value, error in pairs:
            yield from _quantity(name, value, error, origin=(source, "fitted", told))
    if fit.loose_relative_density is not None:
        origin = (source, "measured", "the row without pressure")
        yield from _quantity(
            "initial_relative_density", fit.loose_relative_density, None, origin=origin
        )


def _conditions(fit: CompactionFit, law: FittedLaw, symbol: str) -> str:
    """Under what a parameter holds, and how well."""
    mark, sample = fit.record, fit.sample
    low, high = (
        f"{from_si(end, 'MPa'):.4g}" for end in (mark.lowest_pressure_pa, mark.highest_pressure_pa)
    )
    mass, across = show(sample.mass_kg, "mg", 4), show(sample.diameter_m, "mm", 4)
    errors = f"{law.rms_porosity:.2g} rms and {law.largest_porosity:.2g} at most in porosity"
    parts = [
        f"loaded, {low} to {high} MPa, {mark.rows} rows, {mass} in {across}",
        f"{errors}, {law.cross_validated_porosity:.2g} rms on rows left out",
    ]
    if symbol in law.at_bound:
        parts.append("at the end of what it may be")
    elif symbol in law.uncertainties:
        parts.append("the range is one standard error")
    return "; ".join([*parts, f"SHA-256 of the record begins {mark.digest[:12]}"])


def _quantity(
    name: str, value: float, error: float | None, *, origin: tuple[str, str, str]
) -> Iterable[str]:
    """One table of a card; pressures in MPa, densities in g/cm³, all else in SI."""
    dimension = MEANINGS[name].dimension
    unit = {"pressure": "MPa", "density": "g/cm^3"}.get(dimension, MEANINGS[name].unit)
    convert = unit if dimension in {"pressure", "density"} else ""
    source, trust, conditions = origin
    yield from ("", f"[quantities.{name}]", f"value = {_number(value, convert)}")
    if error is not None:
        yield f"low = {_number(max(value - error, 0.0), convert)}"
        yield f"high = {_number(value + error, convert)}"
    if unit:
        yield f"unit = {_text(unit)}"
    yield from (
        f"source = {_text(source)}",
        f"trust = {_text(trust)}",
        f"conditions = {_text(conditions)}",
    )


def _number(value: float, unit: str) -> str:
    told = f"{from_si(value, unit) if unit else value:.{DIGITS}g}"
    return told if any(sign in told for sign in ".e") else f"{told}.0"


def _text(value: str) -> str:
    """A string of TOML: JSON's escapes, and nothing that a card may not hold."""
    return json.dumps(plain_line(value), ensure_ascii=False)


def plain_line(value: str) -> str:
    """Text on one line without anything that does not print."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in value)
