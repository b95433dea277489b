"""The same stack pressed in other steps: steps that press powders merged, or parted.

Merged, all powders are in before one step presses them. Parted, a step that presses a powder and a
mixture on it at once becomes two: the powder first, then the mixture on it. A step that presses one
thing is parted in two that press it one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from asperity.errors import Refusal
from asperity.recipe import Recipe
from asperity.study.design.variables import Variable
from asperity.study.multistep.merge import one_step

POWDERS = frozenset({"compact", "bond"})
PRESSES = frozenset({"compact", "bond", "press"})
FIRST = "-first"
"""Ends the name of a step that was put before another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A recipe in other steps, and what is varied in it."""

    name: str
    recipe: Recipe
    variables: tuple[Variable, ...]

    @property
    def presses(self) -> int:
        """How many of its steps press."""
        return sum(1 for step in self.recipe.steps if step.kind in PRESSES)


def variants(recipe: Recipe, variables: tuple[Variable, ...]) -> tuple[Variant, ...]:
    """The recipe as given, and in every other way that its layers allow."""
    found = [Variant(name="as given", recipe=recipe, variables=variables)]
    for name, other in _others(recipe):
        steps = {step.name for step in other.steps}
        kept = tuple(one for one in variables if _there(one, steps))
        found.append(Variant(name=name, recipe=other, variables=(*kept, *_new(other, variables))))
    return tuple(found)


def _others(recipe: Recipe) -> Iterator[tuple[str, Recipe]]:
    powders = [step for step in recipe.steps if step.kind in POWDERS]
    if len(powders) > 1:
        highest = max(step.si("pressure") for step in powders)
        yield "powders pressed at once", one_step(recipe, highest)
    for index, step in enumerate(recipe.steps):
        if step.kind not in PRESSES:
            continue
        parted = _parted(recipe, index)
        if parted is not None:
            yield parted
        yield f"{step.name} in two stages", _staged(recipe, index)


def _plain(recipe: Recipe) -> dict[str, Any]:
    data: dict[str, Any] = recipe.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return data


def _staged(recipe: Recipe, index: int) -> Recipe:
    """A step done twice, at pressures of their own; what it adds is added by the first."""
    data = _plain(recipe)
    step = data["steps"][index]
    first = {**step, "name": f"{step['name']}{FIRST}"}
    second = {key: value for key, value in step.items() if key not in {"adds", "removes"}}
    data["steps"][index : index + 1] = [first, second]
    return Recipe.model_validate(data)


def _parted(recipe: Recipe, index: int) -> tuple[str, Recipe] | None:
    """A step that presses powder and mixture at once as two; None where it does not."""
    kinds = {layer.name: layer.kind for layer in recipe.stack}
    before = set(recipe.layers_at()[index - 1]) if index else set()
    new = [name for name in recipe.layers_at()[index] if name not in before]
    mixed = [name for name in new if kinds[name] == "composite"]
    if recipe.steps[index].kind not in POWDERS or not mixed:
        return None
    if not any(kinds[name] == "powder" for name in new):
        return None
    data = _plain(recipe)
    step = data["steps"][index]
    first = {**step, "name": f"{step['name']}{FIRST}", "kind": "compact"}
    rest = [name for name in step.get("adds", ()) if name not in mixed]
    first.pop("adds", None)
    if rest:
        first["adds"] = rest
    second = {**step, "kind": "bond", "adds": mixed}
    data["steps"][index : index + 1] = [first, second]
    try:
        return f"{' and '.join(mixed)} pressed on after the rest", Recipe.model_validate(data)
    except Refusal:
        return None


def _there(one: Variable, steps: set[str]) -> bool:
    """Whether a variable's paths are in a recipe of these steps."""
    roots = [path.split(".") for path in one.paths]
    return all(words[0] != "steps" or words[1] in steps for words in roots)


def _new(recipe: Recipe, variables: tuple[Variable, ...]) -> Iterator[Variable]:
    """What is varied of a step that was put in: as of the step it stands before."""
    for step in recipe.steps:
        if not step.name.endswith(FIRST):
            continue
        other = f"steps.{step.name.removesuffix(FIRST)}."
        for one in variables:
            if len(one.paths) == 1 and one.path.startswith(other):
                path = f"steps.{step.name}.{one.path.removeprefix(other)}"
                yield Variable(paths=(path,), span=one.span, dimension=one.dimension, what=one.what)
