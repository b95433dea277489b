"""The whole chain: a recipe goes in, what the press does to the cell comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from platform import python_version
from types import MappingProxyType

import numpy as np
import scipy

from asperity.errors import Refusal, quoted
from asperity.laws.tools.force import gauge_of
from asperity.materials.card import Quantity
from asperity.outcome import (
    Outcome,
    Plan,
    PlannedStep,
    RecipeMark,
    Risk,
    Source,
    judge,
    judge_risks,
)
from asperity.outcome.gather import cell_of, step_outcomes
from asperity.outcome.gather.caveats import caveats
from asperity.outcome.gather.risks import planned_melting
from asperity.outcome.gather.tools import tool_risks
from asperity.process.march import run
from asperity.process.watch import Watch
from asperity.recipe import Recipe
from asperity.stack import Stack, build

__all__ = ["check", "press", "source_of", "versions"]


def press(
    recipe: Recipe, *, fidelity: str = "mean-field", watch: Watch | None = None, seed: int = 0
) -> Outcome:
    """Press a recipe.

    Args:
        recipe: what to press
        fidelity: "mean-field"; the grid ("full-field") is not available in this version
        watch: called with every `asperity.process.watch.Event` of the march; may raise `Stopped`
        seed: of generated topographies; the mean field generates none, so it changes nothing

    Returns:
        What the press did, SI inside. A recipe that cannot be carried out (molten metal, a press
        too weak) has an outcome too: verdict bad, `carried_out` False.

    Raises:
        Refusal: the recipe names unknown cards, or recipe and cards do not fit.
    """
    _refuse_no_recipe(recipe)
    if fidelity != "mean-field":
        raise Refusal("fidelity", f'"{fidelity}"', 'write "mean-field"')
    del seed
    stack = build(recipe)
    traces = run(stack, watch)
    steps = step_outcomes(stack, traces)
    done = all(step.carried_out for step in steps)
    cell = cell_of(stack, traces, steps) if done else None
    return Outcome(
        recipe=RecipeMark(title=stack.title, digest=stack.digest),
        fidelity="mean-field",
        steps=steps,
        cell=cell,
        verdict=judge(steps, cell),
        warnings=(*stack.warnings, *caveats(stack, traces, cell)),
        sources=tuple(source_of(card, quantity) for card, quantity in stack.used),
        versions=versions(),
    )


def check(recipe: Recipe) -> Plan:
    """Judge a recipe, its press and its die without pressing.

    Raises:
        Refusal: as `press`.
    """
    _refuse_no_recipe(recipe)
    stack = build(recipe)
    risks = tuple(_tool_risks(stack))
    return Plan(
        recipe=RecipeMark(title=stack.title, digest=stack.digest),
        steps=tuple(_planned(stack)),
        risks=risks,
        verdict=judge_risks(risks),
        warnings=stack.warnings,
    )


def _refuse_no_recipe(recipe: object) -> None:
    if not isinstance(recipe, Recipe):
        cure = 'load it first: asperity.press(asperity.load_recipe("na-foil"))'
        raise Refusal("recipe", quoted(recipe), cure)


def _planned(stack: Stack) -> Iterator[PlannedStep]:
    for step in stack.steps:
        force = None if step.pressure is None else step.pressure * stack.area
        ram = stack.machine.ram_diameter
        yield PlannedStep(
            name=step.name,
            kind=step.kind,
            pressure_pa=step.pressure,
            temperature_k=step.temperature,
            duration_s=step.dwell,
            force_n=force,
            gauge_pa=None if force is None or ram is None else float(gauge_of(force, ram)),
        )


def _tool_risks(stack: Stack) -> Iterator[Risk]:
    pressure, plates, ejected = 0.0, stack.temperature, False
    for step in stack.steps:
        pressure = pressure if step.pressure is None else step.pressure
        plates = plates if step.temperature is None else step.temperature
        ejected = ejected or step.kind == "eject"
        yield from tool_risks(stack, pressure, plates, step.layers, ejected=ejected)
        yield from planned_melting(stack, step.layers, pressure, plates)


def source_of(card: str, quantity: Quantity) -> Source:
    """Where a number of a card comes from, as an outcome tells it."""
    low, high = quantity.low, quantity.high
    return Source(
        material=card,
        quantity=quantity.name,
        value=f"{quantity.value:g}",
        unit=quantity.unit,
        source=quantity.source,
        trust=quantity.trust,
        spread=None if low is None or high is None else f"{low:g} to {high:g}",
        conditions=quantity.conditions or None,
    )


@cache
def versions() -> Mapping[str, str]:
    """Versions of the software that makes an outcome."""
    return MappingProxyType(_named())


def _named() -> dict[str, str]:
    return {
        "asperity": version("asperity"),
        "python": python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    }
