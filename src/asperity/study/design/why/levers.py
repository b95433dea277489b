"""What a person could buy or change to move a limit, and what the goal would then be.

Each change is made by a tenth and the recipe sought again around the answer with it; no gain is
taken from a table. Only changes that are felt are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from asperity.errors import AsperityError
from asperity.materials import die, material, press
from asperity.materials.card import Card
from asperity.recipe import Recipe
from asperity.stack import build
from asperity.study.design.least.known import Known
from asperity.study.design.least.search import look, refine
from asperity.study.design.problem import Problem, gained, number
from asperity.study.design.record import Binding, Change
from asperity.study.design.variables import part_at
from asperity.study.design.why.bindings import FELT, NEARBY, Answer
from asperity.study.many.table import Array
from asperity.units import show, to_si

STRONGER, LESS = 1.1, 0.9
WARM = 8.0
"""K below its melting point at which a metal is then pressed."""
ASKED = replace(NEARBY, looks=8)


@dataclass(frozen=True, slots=True)
class Lever:
    """A change: of a layer's field, or of a number of the card of press, die or layer."""

    words: str
    of: str  # "field", "faces", "press", "die", "layer"
    name: str
    factor: float


LEVERS: Mapping[str, tuple[Lever, ...]] = MappingProxyType(
    {
        "fracture": (
            Lever("a pellet a tenth flatter", "field", "flatness", LESS),
            Lever("a pellet a tenth thicker", "field", "thickness", STRONGER),
            Lever("a ceramic a tenth stronger", "layer", "flexural_strength", STRONGER),
            Lever("plates or punches a tenth flatter", "die", "punch_flatness", LESS),
            Lever("plates a tenth flatter", "press", "plate_flatness", LESS),
        ),
        "mechanical-short": (
            Lever("an electrolyte a tenth tougher", "layer", "fracture_toughness", STRONGER),
            Lever("pores a tenth narrower", "layer", "pore_throat", LESS),
            Lever("an electrolyte pressed a tenth harder", "field", "fabrication_pressure", 1.1),
        ),
        "extrusion": (
            Lever("a punch that fits a tenth more closely", "die", "clearance", LESS),
            Lever("plates a tenth more parallel", "press", "plate_parallelism", LESS),
            Lever("a tenth more metal", "field", "thickness", STRONGER),
        ),
        "melting": (
            Lever(
                "a controller that overshoots a tenth less", "press", "temperature_overshoot", LESS
            ),
        ),
        "press": (
            Lever("a press a tenth stronger", "press", "max_force", STRONGER),
            Lever(
                "plates a tenth hotter (in degrees Celsius)", "press", "max_plate_temperature", 0
            ),
            Lever(
                "a press, or a spring fixture, that holds a tenth less", "press", "min_force", LESS
            ),
            Lever("a gauge a tenth finer", "press", "force_resolution", LESS),
        ),
        "target": (
            Lever("faces a tenth smoother", "faces", "rms_height", LESS),
            Lever("a pellet a tenth thinner", "field", "thickness", LESS),
            Lever("an electrolyte that conducts a tenth better", "layer", "conductivity", STRONGER),
        ),
        "die": (
            Lever("a die of a tenth higher rating", "die", "rated_pressure", STRONGER),
            Lever("a die a tenth stronger", "die", "yield_stress", STRONGER),
            Lever("punches a tenth stronger", "die", "punch_strength", STRONGER),
        ),
    }
)


Through = Callable[[Problem, Array], Known]
"""Answers of a problem at shares."""


def mover(
    problem: Problem, answer: Answer, through: Through
) -> Callable[[Binding], tuple[Change, ...]]:
    """What moves a limit of this problem, each change with what the goal then is."""

    def changes(one: Binding) -> tuple[Change, ...]:
        kinds = _kinds(one)
        where = one.where if one.kind not in {"range", "target"} else _layer(problem.recipe)
        found = [
            change
            for kind in kinds
            for words, other in _changed(problem, kind, where)
            if (change := _asked(words, other, answer, through)) is not None
        ]
        return tuple(sorted(found, key=lambda change: change.gain, reverse=True))

    return changes


def _kinds(one: Binding) -> tuple[str, ...]:
    """Kinds of change that may move a limit: heat as well where force or strength is short."""
    if one.kind == "range":
        return ("heat",) if one.where.endswith("pressure") else ()
    return (
        (one.kind, "heat")
        if one.kind in {"press", "die", "fracture", "crushing", "target"}
        else (one.kind,)
    )


def _changed(problem: Problem, kind: str, where: str) -> Iterator[tuple[str, Problem]]:
    """The problem with every change of a kind, where it can be made."""
    if kind == "heat":
        yield from _heated(problem)
    for lever in LEVERS.get(kind, ()):
        try:
            other = _with(problem, lever, where)
        except AsperityError:
            continue
        if other is not None:
            yield lever.words, other


def _with(problem: Problem, lever: Lever, where: str) -> Problem | None:
    """The problem with one change; None where there is nothing to change."""
    if lever.of == "field":
        path = f"stack.{where}.{lever.name}"
        part, field = part_at(problem.recipe, path)
        if part is None or getattr(part, field, None) is None:
            return None
        if path in {path for one in problem.variables for path in one.paths}:
            return None
        unit = "MPa" if lever.name.endswith("pressure") else "um"
        written = show(part.si(field) * lever.factor, unit, 6)
        return replace(problem, recipe=problem.recipe.replace({path: written}))
    if lever.of == "faces":
        return _faced(problem, lever)
    name, card = _card(problem.recipe, lever.of, where)
    if card is None or not card.has(lever.name):
        return None
    value = card.value(lever.name)
    moved = value * lever.factor if lever.factor else value + 0.1 * (value - 273.15)
    return replace(problem, cards={**problem.cards, (name, lever.name): moved})


def _faced(problem: Problem, lever: Lever) -> Problem | None:
    """The problem with a length of all faces changed; None where none has it."""
    changes: dict[str, object] = {}
    for face in problem.recipe.interfaces:
        if getattr(face, lever.name, None) is not None:
            path = f"interfaces.{':'.join(face.between)}.{lever.name}"
            changes[path] = show(face.si(lever.name) * lever.factor, "um", 6)
    varied = {path for one in problem.variables for path in one.paths}
    if not changes or varied & set(changes):
        return None
    return replace(problem, recipe=problem.recipe.replace(changes))


def _card(recipe: Recipe, of: str, where: str) -> tuple[str, Card | None]:
    """The card of press, die, or of a layer's material (a mixture's: the active one)."""
    if of == "press":
        return recipe.press.machine, press(recipe.press.machine)
    if of == "die":
        name = recipe.press.die or ""
        return name, die(name) if name else None
    layer = next((one for one in recipe.stack if one.name == where), None)
    name = "" if layer is None else getattr(layer, "material", getattr(layer, "active", ""))
    return name, material(name) if name else None


def _layer(recipe: Recipe) -> str:
    return next((one.name for one in recipe.stack if one.kind == "pellet"), "")


def _heated(problem: Problem) -> Iterator[tuple[str, Problem]]:
    """Pressing metal warm, where its temperature is not varied: with a press that can."""
    varied = {path for one in problem.variables for path in one.paths}
    stack = build(problem.recipe, problem.cards)
    melting = [one.melting_temperature for one in stack.layers if one.metal is not None]
    known = [value for value in melting if value is not None]
    for step in problem.recipe.steps:
        path = f"steps.{step.name}.temperature"
        if step.kind != "press" or path in varied or not known:
            continue
        warm = min(known) - WARM
        if stack.die is not None:
            warm = min(warm, stack.die.max_temperature - WARM)
        now = getattr(step, "temperature", None)
        if now is not None and to_si(str(now), "temperature") >= warm:
            continue
        written = show(warm, "degC", 4, dimension="temperature")
        recipe = problem.recipe.replace({path: written})
        words, cards = f"{step.name} warmed to {written}", dict(problem.cards)
        if stack.machine.max_temperature < warm + 20:
            words += ", in a press with heated plates"
            cards[problem.recipe.press.machine, "max_plate_temperature"] = warm + 60
        yield words, replace(problem, recipe=recipe, cards=cards)


def _asked(words: str, problem: Problem, answer: Answer, through: Through) -> Change | None:
    """The best recipe around the answer with a change; None where it is not felt."""
    ask = partial(through, problem)
    known = look(ask, len(answer.shares), ASKED, given=answer.shares[None, :])
    found = refine(ask, known, answer.aim, effort=replace(ASKED, first=0.15))
    best = answer.aim.best(found.known)
    if best is None:
        return None
    after = float(answer.aim.worth(found.known)[best])
    gain = gained(answer.worth, after, lowest=answer.lowest)
    if gain < FELT:
        return None
    values = problem.written(found.known.shares[best])
    return Change(
        what=words,
        reached=float(number(problem.goals[0], found.known.numbers[best, 0])),
        gain=gain,
        found=tuple(str(values[one.path]) for one in problem.variables),
    )
