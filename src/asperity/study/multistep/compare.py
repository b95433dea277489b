"""A cell pressed in several steps beside the same cell pressed in one, in numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from asperity.outcome import Outcome
from asperity.outcome.frozen import Record
from asperity.outcome.plain import to_plain
from asperity.outcome.step import LayerOutcome, StepOutcome
from asperity.process.watch import Watch
from asperity.recipe import Recipe
from asperity.run import press
from asperity.study.multistep.merge import one_step, pressings, pressures
from asperity.units import show

SCHEMA: Final = "asperity-steps-1"
NOTICED = 0.01
"""Relative difference from which on something counts as lost."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Variant(Record):
    """One way of pressing, and what it makes; what is not there tells nothing.

    Attributes:
        name: "in steps", or "at once, 250 MPa"
        pressures_pa: of the steps that press powders, in order
        separator_density: relative density of the separator at the end
        separator_evenness: its thinnest place over its mean thickness
        cathode_evenness: the same of the cathode
        bond_contact: contact fraction of separator and cathode at the end
        embedding_m: how deep particles of the cathode sit in the face of the separator
        cathode_density: relative density of the cathode at the end
        crushed_fraction: share of its active particles that are crushed
        ejection_tension_pa: tension at the rim of the separator if it left its die
        cracking_probability: that it caps or laminates then
        area_resistance_ohm_m2: of the whole stack at the end
        verdict: good, marginal or bad
        carried_out: false when it could not be done as written
    """

    name: str
    pressures_pa: tuple[float, ...]
    separator_density: float | None = None
    separator_evenness: float | None = None
    cathode_evenness: float | None = None
    bond_contact: float | None = None
    embedding_m: float | None = None
    cathode_density: float | None = None
    crushed_fraction: float | None = None
    ejection_tension_pa: float | None = None
    cracking_probability: float | None = None
    area_resistance_ohm_m2: float | None = None
    verdict: str = ""
    carried_out: bool = True


MORE: Final = (
    "separator_density",
    "separator_evenness",
    "cathode_evenness",
    "bond_contact",
    "cathode_density",
)
"""Of these more is better; of the next, less."""
LESS: Final = (
    "crushed_fraction",
    "ejection_tension_pa",
    "cracking_probability",
    "area_resistance_ohm_m2",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class StepsComparison(Record):
    """The recipe as written, and pressed at once at each of its pressures.

    Attributes:
        schema: version of this shape
        title, digest: of the recipe
        in_steps: as it is written
        at_once: with all powders in at once and one pressure, lowest first
    """

    schema: Literal["asperity-steps-1"] = SCHEMA
    title: str
    digest: str
    in_steps: Variant
    at_once: tuple[Variant, ...]

    def lost(self, variant: Variant) -> tuple[str, ...]:
        """Names of what a variant has less of, or is worse in, than the recipe as written."""
        return tuple(_differing(self.in_steps, variant, worse=True))

    def gained(self, variant: Variant) -> tuple[str, ...]:
        """Names of what a variant is better in than the recipe as written."""
        return tuple(_differing(self.in_steps, variant, worse=False))

    def to_dict(self) -> dict[str, Any]:
        """As plain numbers, text and lists, with what each variant loses and gains."""
        data = to_plain(self)
        for told, variant in zip(data["at_once"], self.at_once, strict=True):
            told["lost"], told["gained"] = list(self.lost(variant)), list(self.gained(variant))
        return data

    def to_json(self, *, indent: int | None = 2) -> str:
        """As JSON."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)


def compare_steps(recipe: Recipe, *, watch: Watch | None = None) -> StepsComparison:
    """Press a recipe as written, and with all its powders at once at each of its pressures.

    Args:
        recipe: with two or more steps of kind compact or bond
        watch: as `asperity.press`, for each way of pressing in turn

    Raises:
        RecipeRefusal: where there are less than two such steps
    """
    levels = pressures(recipe)
    written = tuple(recipe.steps[index].si("pressure") for index in pressings(recipe))
    runs = [("in steps", recipe, written)]
    runs += [
        (f"at once, {show(level, 'MPa')}", one_step(recipe, level), (level,)) for level in levels
    ]
    found = [_variant(name, pressed, press(one, watch=watch)) for name, one, pressed in runs]
    return StepsComparison(
        title=recipe.title, digest=recipe.digest, in_steps=found[0], at_once=tuple(found[1:])
    )


def _variant(name: str, pressed: tuple[float, ...], outcome: Outcome) -> Variant:
    last = outcome.steps[-1]
    area = outcome.cell.area_resistance_ohm_m2 if outcome.cell is not None else None
    return Variant(
        name=name,
        pressures_pa=pressed,
        area_resistance_ohm_m2=area,
        verdict=outcome.verdict.level,
        carried_out=outcome.carried_out,
        **_separator(outcome.steps),
        **_cathode(last),
    )


def _separator(steps: tuple[StepOutcome, ...]) -> dict[str, float | None]:
    """What the separator has become, and what it would suffer on leaving its die."""
    known = [(step, layer) for step in steps for layer in step.layers if layer.kind == "powder"]
    if not known:
        return {}
    _, layer = known[-1]
    same = [one for _, one in known if one.name == layer.name]
    return {
        "separator_density": layer.relative_density,
        "separator_evenness": _evenness(layer),
        "ejection_tension_pa": _last([one.ejection_tension_pa for one in same]),
        "cracking_probability": _last([one.ejection_failure_probability for one in same]),
    }


def _evenness(layer: LayerOutcome) -> float | None:
    """Thinnest place of a layer over its mean thickness."""
    return None if layer.thinnest_m is None else layer.thinnest_m / layer.thickness_m


def _last(values: list[float | None]) -> float | None:
    return next((value for value in reversed(values) if value is not None), None)


def _cathode(step: StepOutcome) -> dict[str, float | None]:
    """What the cathode has become, and how it sits on the separator."""
    kinds = {layer.name: layer.kind for layer in step.layers}
    mixed = next((layer for layer in step.layers if layer.kind == "composite"), None)
    face = next(
        (
            one
            for one in step.interfaces
            if {kinds[name] for name in one.between} == {"powder", "composite"}
        ),
        None,
    )
    return {
        "cathode_density": mixed.relative_density if mixed else None,
        "cathode_evenness": _evenness(mixed) if mixed else None,
        "crushed_fraction": mixed.crushed_fraction if mixed else None,
        "bond_contact": face.contact_fraction if face else None,
        "embedding_m": face.embedding_depth_m if face else None,
    }


def _differing(written: Variant, other: Variant, *, worse: bool) -> Iterator[str]:
    for names, sign in ((MORE, -1.0), (LESS, 1.0)):
        for name in names:
            one, two = getattr(written, name), getattr(other, name)
            if one is None or two is None:
                continue
            by = sign * (two - one) * (1.0 if worse else -1.0)
            if by > NOTICED * max(abs(one), abs(two)):
                yield name
