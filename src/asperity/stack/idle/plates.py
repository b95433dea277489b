"""What a recipe says of its press that changes nothing, or less than one would think."""

from __future__ import annotations

from collections.abc import Iterator

from asperity.recipe import Recipe
from asperity.recipe import layers as written
from asperity.recipe.steps import Press
from asperity.stack.layer import Layer
from asperity.stack.program import Step
from asperity.stack.tools import Die, Machine
from asperity.units import show

_PLATES = ("plate_flatness", "plate_tilt", "seat")


def idle_of_plates(
    recipe: Recipe,
    layers: tuple[Layer, ...],
    steps: tuple[Step, ...],
    *,
    machine: Machine,
    die: Die | None,
) -> Iterator[str]:
    """Of flatness, tilt and seat of the plates."""
    if machine.isostatic:
        yield from _all_round(recipe, machine)
        return
    free, walled = _foils(layers, steps, die)
    if not free and not walled:
        yield from _unfelt(recipe.press)
        return
    if walled and die is not None:
        yield from _guided(recipe.press, layers, machine, die)
    yield from _unturned(recipe.press, machine, free=free)


def _all_round(recipe: Recipe, machine: Machine) -> Iterator[str]:
    """A fluid has no plates."""
    told = [f"press.{name}" for name in _PLATES if getattr(recipe.press, name) is not None]
    for part in recipe.stack:
        if isinstance(part, written.Pellet | written.Plate) and part.si("flatness") > 0:
            told.append(f"stack.{part.name}.flatness")
        if isinstance(part, written.Pellet) and part.si("thickness_variation") > 0:
            told.append(f"stack.{part.name}.thickness_variation")
    if told:
        yield (
            f"press.machine: {machine.name} presses from all sides, and nothing is pressed flat; "
            f"no effect of {', '.join(told)}"
        )


def _foils(
    layers: tuple[Layer, ...], steps: tuple[Step, ...], die: Die | None
) -> tuple[bool, bool]:
    """Whether any foil is pressed with its rim free, and whether any is in the die."""
    soft = {layer.name for layer in layers if layer.metal is not None}
    free = walled = False
    inside = die is not None
    for step in steps:
        inside = inside and step.kind != "eject"
        if step.kind != "eject" and soft.intersection(step.layers):
            free, walled = free or not inside, walled or inside
    return free, walled


def _unfelt(press: Press) -> Iterator[str]:
    """Tilt and seat with no foil between the plates."""
    for name in ("plate_tilt", "seat"):
        if getattr(press, name) is not None:
            yield f"press.{name}: there is no foil to come out uneven; it changes no number"


def _guided(press: Press, layers: tuple[Layer, ...], machine: Machine, die: Die) -> Iterator[str]:
    """A tilt of the plates that the punches of a die cannot follow."""
    if press.plate_tilt is not None and machine.plate_slope > die.leaning:
        counts = show(die.leaning * max(layer.diameter for layer in layers), "um")
        yield (
            f"press.plate_tilt: the die guides its punches, and {counts} of "
            f"{press.plate_tilt} count in it"
        )


def _unturned(press: Press, machine: Machine, *, free: bool) -> Iterator[str]:
    """A seat that has nothing to follow."""
    if press.seat is None:
        return
    if machine.plate_slope <= 0:
        yield (
            "press.seat: the plates are taken as parallel, and a seat has nothing to follow; write "
            "press.plate_tilt"
        )
    elif not free:
        yield (
            "press.seat: in a die its guidance says how far a punch can lean; the seat does not "
            "make the foil more even"
        )
