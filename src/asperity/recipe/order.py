"""What a recipe must not contradict: the order of its steps, given what lies in the press."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asperity.errors import RecipeRefusal, one_of, quoted
from asperity.recipe.layers import Composite, Layer, Powder
from asperity.recipe.steps import AnyStep, Bond, Compact, Cool, Eject, Heat, Operate, Press, Release
from asperity.units import show


@dataclass
class _Now:
    """The press between two steps, as far as the order of the steps is concerned."""

    inside: tuple[str, ...]
    temperature: float
    pressure: float = 0.0
    pressed: bool = False
    ejected: bool = False


def layers_at(stack: Sequence[Layer], steps: Sequence[AnyStep]) -> tuple[tuple[str, ...], ...]:
    """The names of the layers in the press during each step, bottom to top.

    Layers that no step adds are there from the start.
    """
    names = [layer.name for layer in stack]
    present = set(names).difference(*(step.adds for step in steps))
    rows = []
    for step in steps:
        present = present.difference(step.removes).union(step.adds)
        rows.append(tuple(name for name in names if name in present))
    return tuple(rows)


def moves(stack: Sequence[Layer], steps: Sequence[AnyStep]) -> Iterator[RecipeRefusal]:
    """Layers added or removed that are unknown, that come twice, or that go without being there."""
    names = [layer.name for layer in stack]
    added: set[str] = set()
    removed: set[str] = set()
    for step in steps:
        for field, layers, seen in (("adds", step.adds, added), ("removes", step.removes, removed)):
            for name in layers:
                where = f"steps.{step.name}.{field}"
                if name not in names:
                    yield RecipeRefusal(where, quoted(name), one_of(name, names))
                elif name in seen:
                    yield RecipeRefusal(
                        where, f"{quoted(name)} a second time", "name each layer in one step only"
                    )
                seen.add(name)


def sequence(press: Press, stack: Sequence[Layer], steps: Sequence[AnyStep]) -> list[RecipeRefusal]:
    """Steps that cannot be done where they stand, each with its cure."""
    found: list[RecipeRefusal] = []
    names = [layer.name for layer in stack]
    loose = {layer.name for layer in stack if isinstance(layer, Powder | Composite)}
    start = set(names).difference(*(step.adds for step in steps))
    now = _Now(tuple(name for name in names if name in start), temperature=press.si("temperature"))
    for step, inside in zip(steps, layers_at(stack, steps), strict=True):
        found += _changed(step, now, names, inside, loose)
        if step.adds or step.removes:
            now.pressure = 0.0
        now.inside = inside
        found += _allowed(step, now, press, loose)
        _advance(step, now)
    return found


def _changed(
    step: AnyStep, now: _Now, names: list[str], inside: tuple[str, ...], loose: set[str]
) -> Iterator[RecipeRefusal]:
    """What adding and removing layers must keep: a stack without holes, powder only in a die."""
    for name in step.removes:
        if name not in now.inside:
            where = f"steps.{step.name}.removes"
            yield RecipeRefusal(
                where, f"{quoted(name)}, which is not in the press", "remove it later"
            )
    if now.ejected and loose.intersection(step.adds):
        name = min(loose.intersection(step.adds))
        yield RecipeRefusal(
            f"steps.{step.name}.adds",
            f"{quoted(name)}, a powder, after the stack has left the die",
            "add it before the eject step",
        )
    places = [names.index(name) for name in inside]
    holes = [names[i] for i in range(min(places, default=0), max(places, default=0))]
    missing = [name for name in holes if name not in inside]
    if missing:
        yield _hole(step, missing[0])


def _hole(step: AnyStep, missing: str) -> RecipeRefusal:
    """The refusal of a stack with a layer missing in between."""
    if missing in step.removes:
        field, verb = ".removes", "remove"
        found = f"{quoted(missing)}, which lies between others"
    else:
        field, verb = ".adds" if step.adds else "", "add"
        layers = " and ".join(map(quoted, step.adds)) or "a stack"
        found = f"{layers} with a hole where {quoted(missing)} is"
    cure = f"{verb} layers only below or above the others in the press"
    return RecipeRefusal(f"steps.{step.name}{field}", found, cure)


def _allowed(step: AnyStep, now: _Now, press: Press, loose: set[str]) -> Iterator[RecipeRefusal]:
    """Whether the step can be done with what is in the press now."""
    where = f"steps.{step.name}"
    if not now.inside:
        yield RecipeRefusal(where, "nothing in the press", 'add a layer first, with adds = ["…"]')
    elif isinstance(step, Compact):
        yield from _compact(where, now, loose)
    elif isinstance(step, Bond | Operate) and len(now.inside) < 2:
        yield RecipeRefusal(
            where,
            f"only {quoted(now.inside[0])} in the press",
            f"{step.kind} needs two layers or more, add the other before this step",
        )
    elif isinstance(step, Heat | Cool):
        yield from _turned(step, where, now)
    elif isinstance(step, Release):
        yield from _released(step, where, now)
    elif isinstance(step, Eject):
        yield from _ejected(where, now, press)


def _compact(where: str, now: _Now, loose: set[str]) -> Iterator[RecipeRefusal]:
    if now.ejected:
        yield RecipeRefusal(where, "compact after eject", "compact while the stack is in the die")
    elif not loose.intersection(now.inside):
        yield RecipeRefusal(
            where,
            "compact with no powder in the press",
            'add the powder before this step, or write kind = "press"',
        )


def _turned(step: Heat | Cool, where: str, now: _Now) -> Iterator[RecipeRefusal]:
    """Heating goes up and cooling goes down; staying where one is is neither wrong."""
    target = step.si("temperature")
    present = show(now.temperature, "degC", 4)
    warmer = isinstance(step, Heat)
    if target < now.temperature if warmer else target > now.temperature:
        bound = "more" if warmer else "less"
        other = "cool" if warmer else "heat"
        yield RecipeRefusal(
            f"{where}.temperature",
            f"{quoted(step.temperature)} while it is at {present}",
            f'write {present} or {bound}, or kind = "{other}"',
        )


def _released(step: Release, where: str, now: _Now) -> Iterator[RecipeRefusal]:
    if now.pressure == 0:
        yield RecipeRefusal(
            where, "release with no pressure on", "put it after a step that presses"
        )
    elif step.si("pressure") > now.pressure:
        yield RecipeRefusal(
            f"{where}.pressure",
            quoted(step.pressure),
            f"write the present {show(now.pressure, 'MPa', 4)} or less",
        )


def _ejected(where: str, now: _Now, press: Press) -> Iterator[RecipeRefusal]:
    if press.die is None:
        yield RecipeRefusal(
            where, "eject without a die", "name a die in [press], or leave the step out"
        )
    elif now.ejected:
        yield RecipeRefusal(where, "eject a second time", "leave this step out")
    elif not now.pressed:
        yield RecipeRefusal(
            where, "eject before anything is pressed", "put it after a step that presses"
        )


def _advance(step: AnyStep, now: _Now) -> None:
    """What the step leaves behind."""
    if isinstance(step, Eject):
        now.ejected, now.pressure = True, 0.0
        return
    now.pressure = step.si("pressure", now.pressure)
    now.pressed = now.pressed or now.pressure > 0
    if not isinstance(step, Release):
        now.temperature = step.si("temperature", now.temperature)
