"""What a recipe says of its discs that changes nothing, or less than one would think."""

from __future__ import annotations

from collections.abc import Iterator

from asperity.laws.strength.ceramic.flaw import flaw_strength
from asperity.recipe import Recipe
from asperity.recipe import layers as written
from asperity.stack.layer import Layer
from asperity.stack.program import Step
from asperity.units import show

_OF_STRENGTH = ("flexural_strength", "flaw_size", "thickness_variation")


def idle_of_discs(
    recipe: Recipe, layers: tuple[Layer, ...], steps: tuple[Step, ...]
) -> Iterator[str]:
    """Of every pellet, film and foil."""
    for part, layer in zip(recipe.stack, layers, strict=True):
        if isinstance(part, written.Foil) and layer.wrinkles[0] > 0:
            yield (
                f"stack.{layer.name}.wrinkle_height: how much of the wrinkles is left is told; "
                "contact is counted as of a flat foil"
            )
        if isinstance(part, written.Pellet | written.Film):
            yield from _unjudged(part, layer)
        if isinstance(part, written.Pellet):
            yield from (*_weaker(part, layer), *_evened(layer, layers, steps), *_shells(layer))


def _unjudged(part: written.Pellet | written.Film, layer: Layer) -> Iterator[str]:
    """What is said of the strength of a layer whose card tells none."""
    if layer.brittle is not None:
        return
    told = [name for name in _OF_STRENGTH if name in part.model_fields_set]
    if told:
        yield (
            f"stack.{layer.name}: the card of {layer.material} has no strength, and whether it "
            f"breaks is not judged; {' and '.join(told)} {_have(told)} no effect"
        )


def _have(names: list[str]) -> str:
    return "has" if len(names) == 1 else "have"


def _weaker(part: written.Pellet, layer: Layer) -> Iterator[str]:
    """Which of flaw and strength decides where one of the two is told for nothing."""
    if layer.brittle is None or part.flaw_size is None:
        return
    if layer.toughness is None:
        yield (
            f"stack.{layer.name}.flaw_size: the card of {layer.material} has no fracture "
            "toughness; the strength decides, and the flaw has no effect"
        )
        return
    alone = float(flaw_strength(layer.toughness, part.si("flaw_size")))
    bears, strength = show(alone, "MPa"), show(layer.brittle.strength, "MPa")
    flaw = f"a flaw of {part.flaw_size} alone bears {bears}"
    if alone >= layer.brittle.strength:
        yield (
            f"stack.{layer.name}.flaw_size: {flaw}, more than the strength of {strength}, which "
            "other flaws set: the strength decides, and the flaw has no effect"
        )
    elif part.flexural_strength is not None:
        yield (
            f"stack.{layer.name}.flexural_strength: {flaw}, less than the strength of {strength}: "
            "the flaw decides, and the strength has no effect"
        )


def _evened(layer: Layer, layers: tuple[Layer, ...], steps: tuple[Step, ...]) -> Iterator[str]:
    """Uneven thickness that soft metal takes up in every step."""
    if layer.brittle is None or layer.brittle.variation <= 0:
        return
    soft = {one.name for one in layers if one.metal is not None}
    there = [step.layers for step in steps if layer.name in step.layers and step.kind != "eject"]
    if there and all(soft.intersection(_beside(layer.name, names)) for names in there):
        yield (
            f"stack.{layer.name}.thickness_variation: soft metal on a face evens it out, and it "
            "has no effect; it counts between stiff faces"
        )


def _beside(name: str, present: tuple[str, ...]) -> tuple[str, ...]:
    index = present.index(name)
    return present[max(index - 1, 0) : index + 2]


def _shells(layer: Layer) -> Iterator[str]:
    """Discs bowed by more than their thickness."""
    if layer.bow > layer.thickness:
        yield (
            f"stack.{layer.name}.flatness: {show(layer.bow, 'um')} of bow on "
            f"{show(layer.thickness, 'um')} of thickness; that is a shell rather than a disc, and "
            "the stress of pressing it flat is no more than a hint"
        )
