"""What may be varied: paths with ranges, or those that suit the recipe where none are given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log, log10

from asperity.errors import Refusal
from asperity.materials import press as press_card
from asperity.recipe import Recipe
from asperity.recipe.layers import Layer
from asperity.recipe.quantities import Part, written_as
from asperity.recipe.steps import AnyStep
from asperity.stack import Stack, build
from asperity.study.ranges import Range, axis_of
from asperity.units import from_si, show, to_si

PRESSES = frozenset({"compact", "bond", "press", "operate"})
"""Kinds of step whose pressure, temperature and dwell are varied where nobody says what to vary."""
DWELLS = 5.0
"""A dwell is then varied from a fifth of what is written to five times it."""
RAISED = 2.0
"""K above its melting point without pressure up to which a metal is then tried."""
LEAST = 0.1e6
"""Pa: lowest pressure that is then tried where a fixture, not the press, keeps it."""
MOST = 1e9
"""Pa: highest pressure that is then tried where neither press nor die sets an end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A value of the recipe and its range.

    Attributes:
        paths: that have the same value
        span: from where to where
        dimension: as `asperity.units` calls it
        what: what ends it below and above, in words
    """

    paths: tuple[str, ...]
    span: Range
    dimension: str
    what: tuple[str, str] = ("the range given", "the range given")

    @property
    def path(self) -> str:
        """The first of its paths."""
        return self.paths[0]

    def si(self, share: float) -> float:
        """The value at a share of the range, SI."""
        return to_si(self.span.written(share), self.dimension)

    def share(self, value: float) -> float:
        """Where a value (SI) lies in the range: 0 and 1 are its ends, beyond them it is outside."""
        here = from_si(value, self.span.unit, dimension=self.dimension) if self.span.unit else value
        low, high = self.span.low, self.span.high
        if self.span.logarithmic:
            return log(here / low) / log(high / low) if here > 0 else -1.0
        return (here - low) / (high - low)


def given(recipe: Recipe, variable: Variable) -> float | None:
    """The value that a recipe has there, SI; None where it has none."""
    part, field = part_at(recipe, variable.path)
    return None if part is None or getattr(part, field) is None else part.si(field)


def variable(recipe: Recipe, written: str, where: str = "--vary") -> Variable:
    """A variable as people write it: `steps.press.pressure=1 MPa..400 MPa`.

    Raises:
        Refusal: no range, an unknown path, or a range neither end of which the recipe can hold.
    """
    axis = axis_of(written, where=where)
    if axis.span is None:
        raise Refusal(f"{where} {axis.path}", "a list of values", "write a range FROM..TO")
    if axis.count is not None:
        cure = "write FROM..TO: a design finds the values by itself"
        raise Refusal(f"{where} {axis.path}", f"a range of {axis.count} values", cure)
    low, high = (axis.span.written(share) for share in (0, 1))
    try:
        recipe.replace(dict.fromkeys(axis.paths, low))
    except Refusal:
        _held(recipe, axis.paths, high, where)
    part, field = part_at(recipe, axis.path)
    kind = None if part is None else written_as(type(part).model_fields[field])
    if kind is None:
        cure = "vary a pressure, a temperature, a time, a length or another number"
        raise Refusal(f"{where} {axis.path}", "a path that is no quantity", cure)
    return Variable(paths=axis.paths, span=axis.span, dimension=kind.dimension)


def _held(recipe: Recipe, paths: Sequence[str], text: str, where: str) -> None:
    """Refuse an end that a recipe cannot hold, told of the option."""
    try:
        recipe.replace(dict.fromkeys(paths, text))
    except Refusal as refusal:
        found = refusal.found.removeprefix("value error, ")
        raise Refusal(f"{where} {refusal.where}", found, refusal.instead) from None


def usual(recipe: Recipe) -> tuple[Variable, ...]:
    """Pressures, temperatures and dwells of the steps that press, as far as they are written.

    Pressures go from what the press can hold to what press and die bear, temperatures from the room
    to what the plates reach or the metal melts at, dwells five times either way.
    """
    stack = build(recipe)
    found = tuple(one for step in recipe.steps for one in _of_step(step, recipe, stack))
    if not found:
        cure = "say what to vary: --vary PATH=FROM..TO"
        raise Refusal("--vary", "a recipe without a step that presses", cure)
    return found


def _of_step(step: AnyStep, recipe: Recipe, stack: Stack) -> Iterator[Variable]:
    if step.kind not in PRESSES:
        return
    yield _pressure(step, stack)
    if getattr(step, "temperature", None) is not None:
        yield from _temperature(step, recipe, stack)
    if step.kind != "operate" and getattr(step, "dwell", None) and step.si("dwell") > 0:
        dwell = step.si("dwell")
        ends = (show(dwell / DWELLS, "min", 4), show(dwell * DWELLS, "min", 4))
        words = ("a fifth of what is written", "five times what is written")
        yield _over(step, "dwell", ends, "time", words)


def _pressure(step: AnyStep, stack: Stack) -> Variable:
    machine, die = stack.machine, stack.die
    ends = {
        f"what {machine.name} exerts": min(machine.max_force / stack.area, machine.max_pressure),
        "the highest that is tried": MOST,
    }
    if die is not None and die.rated_pressure is not None:
        ends[f"what {die.name} is rated for"] = die.rated_pressure
    why = min(ends, key=lambda name: ends[name])
    held = machine.min_force / stack.area if isfinite(stack.area) else 0.0
    kept, reason = held, f"what {machine.name} can hold"
    if step.kind == "operate" or held < LEAST:
        kept, reason = LEAST, "the lowest that is tried"
    texts = (f"{_digits(kept / 1e6, ceil)} MPa", f"{_digits(ends[why] / 1e6, floor)} MPa")
    return _over(step, "pressure", texts, "pressure", (reason, why))


def _temperature(step: AnyStep, recipe: Recipe, stack: Stack) -> Iterator[Variable]:
    machine = stack.machine
    ends = {f"what the plates of {machine.name} reach": machine.max_temperature}
    for layer in stack.layers:
        if layer.melting_temperature is not None and layer.metal is not None:
            ends[f"where {layer.name} melts under pressure"] = layer.melting_temperature + RAISED
    if stack.die is not None:
        ends[f"what {stack.die.name} bears"] = stack.die.max_temperature
    why = min(ends, key=lambda name: ends[name])
    room = recipe.press.si("temperature") - 273.15
    high = floor(10 * (ends[why] - 273.15)) / 10
    heated = press_card(recipe.press.machine).options.get("heated", True)
    if heated and high > room + 1:
        texts = (f"{room:.4g} degC", f"{high:.4g} degC")
        yield _over(step, "temperature", texts, "temperature", ("that of the room", why))


def _over(
    step: AnyStep, field: str, ends: Sequence[str], dimension: str, what: tuple[str, str]
) -> Variable:
    path = f"steps.{step.name}.{field}"
    return Variable(paths=(path,), span=Range.of(*ends), dimension=dimension, what=what)


def _digits(value: float, rounded: Callable[[float], int]) -> str:
    """Two significant digits, rounded into the range."""
    scale = 10.0 ** (floor(log10(value)) - 1)
    whole = rounded(value / scale)
    return f"{whole * scale:.6g}"


def part_at(recipe: Recipe, path: str) -> tuple[Part | None, str]:
    """The table a path ends in, and its last word; None for what is no table's."""
    words = path.strip().split(".")
    field = words[-1]
    if words[0] == "press":
        return recipe.press, field
    rooms: dict[str, tuple[AnyStep, ...] | tuple[Layer, ...]] = {
        "stack": recipe.stack,
        "steps": recipe.steps,
    }
    for part in rooms.get(words[0], ()):
        if words[1:-1] == [part.name]:
            return part, field
    for face in recipe.interfaces:
        if words[0] == "interfaces" and sorted(words[1].split(":")) == sorted(face.between):
            return (face, field) if len(words) == 3 else (face.bands[int(words[3])], field)
    return None, field
