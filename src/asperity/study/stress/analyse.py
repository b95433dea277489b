"""Press a recipe, and solve each brittle layer of a step from first touch to full load."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from asperity import layered
from asperity.errors import Refusal, one_of, quoted
from asperity.outcome import Outcome
from asperity.outcome.gather.breaking.hazard import stresses
from asperity.outcome.gather.breaking.loads import Load, as_lies, load_on
from asperity.outcome.gather.breaking.loads import pressed as moment_of
from asperity.outcome.gather.breaking.survival import FLATNESS, THICKNESS
from asperity.outcome.record import RecipeMark
from asperity.process.march import Trace
from asperity.recipe import Recipe
from asperity.run import pressed as press_it
from asperity.run import source_of, versions
from asperity.stack import Layer, Stack
from asperity.study.stress.breaks import chance, own_exposure
from asperity.study.stress.lean import load_offset
from asperity.study.stress.model import FIRSTS, Part, Pressed, body
from asperity.study.stress.told import Course, LayerStress, StressOutcome, Survey
from asperity.units import show

LEVELS = tuple(np.geomspace(1e-4, 1.0, 17).tolist())
"""Shares of the load at which a layer is solved: many where it is still pressed flat."""
COARSE = layered.Mesh(across=20, along=4)
Told = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analysis:
    """What was solved: the numbers, and the solutions behind them for whoever draws them.

    `solutions` holds by layer the one under which its tension is largest, and the slab it is.
    """

    outcome: StressOutcome
    solutions: Mapping[str, tuple[layered.Solution, int]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solved:
    """A layer lying one way round: its path, and the step of it that breaks it most often."""

    layer: Layer
    load: Load
    path: layered.Path
    slab: int
    first: str
    exposures: tuple[float, ...]

    @property
    def worst(self) -> int:
        """Number of that step."""
        return int(np.argmax(self.exposures))

    @property
    def solution(self) -> layered.Solution:
        """That step."""
        return self.path.steps[self.worst]


def analyse(
    recipe: Recipe,
    step: str | None = None,
    *,
    survey: bool = False,
    mesh: layered.Mesh | None = None,
    told: Told | None = None,
) -> Analysis:
    """The stress in every brittle layer under the highest pressure of a step.

    Args:
        recipe: what is pressed
        step: which step; the one with the highest pressure where none is named
        survey: whether to ask too how it were at other flatness and thickness, and from all sides
        mesh: how finely; 32 elements across and 6 along each slab if not given
        told: called with the share that is done, 0 to 1; may raise

    Raises:
        Refusal: no such step, or nothing brittle is pressed in it; else as `press`.
    """
    _refuse_unknown(recipe, step)
    done = press_it(recipe)
    trace = _chosen(done.traces, step)
    names = _brittle(done.stack, trace)
    if not names:
        where = "step" if step else "recipe"
        found = f"{trace.step.name}, where nothing brittle is pressed by the plates or by metal"
        raise Refusal(where, found, "name a step that presses a pellet or a film")
    tell = told or (lambda _: None)
    layers, surveys, solutions, coarse = [], [], {}, []
    for number, name in enumerate(names):
        tell(number / len(names))
        solved = _worse(done.stack, trace, name, mesh=mesh or layered.Mesh())
        layers.append(_layer(done.stack, done.outcome, trace, solved, mesh or layered.Mesh()))
        solutions[name] = (solved.solution, solved.slab)
        coarse += [f"{name}: {one}" for one in solved.solution.coarse]
        if survey and done.stack.layer(name).kind != "film":
            parts = _part_of(number, len(names), tell)
            surveys.append(_survey(done.stack, trace, name, parts))
    tell(1.0)
    outcome = StressOutcome(
        recipe=RecipeMark(title=done.stack.title, digest=done.stack.digest),
        step=trace.step.name,
        pressure_pa=_highest(trace),
        isostatic=done.stack.machine.isostatic,
        carried_out=done.outcome.carried_out,
        ended="" if done.outcome.carried_out else done.outcome.verdict.reasons[0],
        unknowns=max(_unknowns(one) for one, _ in solutions.values()),
        layers=tuple(layers),
        surveys=tuple(surveys),
        assumptions=(*coarse, *_assumptions(done.stack, trace, names)),
        sources=tuple(source_of(card, quantity) for card, quantity in done.stack.used),
        versions=versions(),
    )
    return Analysis(outcome=outcome, solutions=MappingProxyType(solutions))


def _unknowns(solution: layered.Solution) -> int:
    return sum(body.size for body in solution.parts)


def _part_of(number: int, count: int, tell: Told) -> Told:
    return lambda share: tell((number + share) / count)


def _refuse_unknown(recipe: Recipe, step: str | None) -> None:
    names = [one.name for one in recipe.steps]
    if step is not None and step not in names:
        raise Refusal("step", f"{quoted(step)}, no step of this recipe", one_of(step, names))


def _chosen(traces: tuple[Trace, ...], step: str | None) -> Trace:
    """The step that was named, else the one that presses hardest."""
    for trace in traces:
        if trace.step.name == step:
            return trace
    if step is not None:
        found = f"{quoted(step)}, which the process does not come to"
        raise Refusal("step", found, f"name one up to {traces[-1].step.name}")
    return max(traces, key=_highest)


def _highest(trace: Trace) -> float:
    """Highest nominal pressure of a step, Pa; where it only falls, the one it ends with."""
    if not trace.courses:
        return 0.0
    highest = max(float(np.max(course.applied)) for course in trace.courses)
    begins, ends = trace.courses[0].applied[0], trace.courses[-1].applied[-1]
    return highest if highest > begins else float(ends)


def _brittle(stack: Stack, trace: Trace) -> list[str]:
    """Layers that may break; a powder in its die takes the shape of the punches."""
    return [
        name
        for name in trace.step.layers
        for layer in [stack.layer(name)]
        if layer.brittle is not None
        and _highest(trace) > 0
        and (layer.kind != "powder" or trace.state.ejected)
    ]


def _worse(
    stack: Stack, trace: Trace, name: str, *, mesh: layered.Mesh, change: Change | None = None
) -> Solved:
    """The layer the way round in which it breaks more often."""
    tried = [_solved(stack, trace, name, mesh=mesh, first=first, change=change) for first in FIRSTS]
    return max(tried, key=lambda one: max(one.exposures))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is otherwise in a survey: bow of the layer, thickness (m), pressed from all sides."""

    bow: float
    thickness: float
    isostatic: bool


def _solved(
    stack: Stack, trace: Trace, name: str, *, mesh: layered.Mesh, first: str, change: Change | None
) -> Solved:
    layer = _as_lies(stack, trace, name, change)
    load = load_on(stack, moment_of(stack, trace, _highest(trace)), layer)
    pressed = _pressed(stack, trace, layer, load)
    if change is not None:
        pressed = replace(pressed, isostatic=change.isostatic or pressed.isostatic)
    whole, slab = body(pressed, name, first=first)
    path = layered.press(whole, LEVELS, mesh)
    exposures = tuple(own_exposure(layer, one, slab) for one in path.steps)
    return Solved(layer=layer, load=load, path=path, slab=slab, first=first, exposures=exposures)


def _as_lies(stack: Stack, trace: Trace, name: str, change: Change | None) -> Layer:
    lying = as_lies(stack.layer(name), trace.state.layers[name])
    return lying if change is None else replace(lying, thickness=change.thickness, bow=change.bow)


def _pressed(stack: Stack, trace: Trace, layer: Layer, load: Load) -> Pressed:
    """The stack at that moment, the brittle layer as it lies (or would)."""
    parts = []
    foils = sum(stack.layer(name).metal is not None for name in _beside(trace, layer.name))
    for name in trace.step.layers:
        own = layer if name == layer.name else _as_lies(stack, trace, name, None)
        beside = name in _beside(trace, layer.name) and own.metal is not None
        parts.append(
            Part(
                layer=own,
                modulus=load.E if name == layer.name else own.modulus,
                traction=load.drag / foils if beside else 0.0,
                hill=beside and load.hill > 0,
                bulge=load.variation if name == layer.name else 0.0,
            )
        )
    return Pressed(
        parts=tuple(parts),
        pressure=_highest(trace),
        area=stack.area,
        plate_bow=stack.machine.plate_bow,
        bow=float(np.asarray(load.bow)),
        isostatic=stack.machine.isostatic,
    )


def _beside(trace: Trace, name: str) -> tuple[str, ...]:
    names = trace.step.layers
    at = names.index(name)
    return names[max(at - 1, 0) : at] + names[at + 1 : at + 2]


def _layer(
    stack: Stack, outcome: Outcome, trace: Trace, solved: Solved, mesh: layered.Mesh
) -> LayerStress:
    layer, slab = solved.layer, solved.slab
    peak = solved.solution.peak(slab)
    pressure = np.array(LEVELS) * _highest(trace)
    volume, area = solved.solution.effective(slab, layer.brittle.weibull_modulus)  # type: ignore[union-attr]
    likely, low, high = chance(stack, solved.load, layer, solved.solution, slab)
    aside = load_offset(stack, trace)
    leant = layered.leant(solved.path.end, slab, mesh, offset=aside) if aside > 0 else None
    return LayerStress(
        name=layer.name,
        material=layer.material,
        thickness_m=layer.thickness,
        diameter_m=layer.diameter,
        bow_m=float(np.asarray(solved.load.bow)),
        touches_first=solved.first,
        tension_pa=peak.stress,
        tension_radius_m=peak.r,
        tension_height_m=peak.z - float(solved.solution.stack.heights[slab]),
        tension_where=peak.where,
        tension_pressure_pa=float(pressure[solved.worst]),
        tension_full_pa=solved.path.end.peak(slab).stress,
        load_offset_m=aside,
        tension_leaning_pa=None if leant is None else leant.tension,
        failure_probability=likely,
        failure_probability_low=low,
        failure_probability_high=high,
        effective_volume_m3=volume,
        effective_area_m2=area,
        simple_probability=_simple(outcome, trace, layer.name),
        course=Course(
            pressure_pa=pressure,
            tension_pa=solved.path.tension(slab),
            touching=_touching(solved),
        ),
    )


def _touching(solved: Solved) -> layered.stack.Array:
    """Least share of the seams next to the layer that touches."""
    shares = [np.ones(len(solved.path.steps))]
    for joint in (solved.slab, solved.slab + 1):
        part = solved.path.end.stack.joints[joint]
        if not isinstance(part, layered.Face) and part.kind != "tied":
            shares.append(solved.path.share(joint))
    return np.asarray(np.min(shares, axis=0))


def _simple(outcome: Outcome, trace: Trace, name: str) -> float | None:
    """The probability that the closed forms give for the same."""
    found = [
        layer.survival.probability
        for step in outcome.steps
        if step.name == trace.step.name
        for layer in step.layers
        if layer.name == name and layer.survival is not None
    ]
    return found[0] if found else None


def _survey(stack: Stack, trace: Trace, name: str, tell: Told) -> Survey:
    """Other flatness and thickness, uniaxial and from all sides, on a coarser mesh."""

    def likely(bow: float, thickness: float, *, isostatic: bool) -> float:
        change = Change(bow=bow, thickness=thickness, isostatic=isostatic)
        solved = _worse(stack, trace, name, mesh=COARSE, change=change)
        return chance(stack, solved.load, solved.layer, solved.solution, solved.slab)[0]

    rows = []
    for number, bow in enumerate(FLATNESS):
        rows.append([likely(bow, thickness, isostatic=False) for thickness in THICKNESS])
        tell((number + 1) / len(FLATNESS))
    return Survey(
        name=name,
        flatness_m=np.array(FLATNESS),
        thickness_m=np.array(THICKNESS),
        probability=np.array(rows),
        isostatic=np.array([likely(0.0, thickness, isostatic=True) for thickness in THICKNESS]),
    )


LEFT_OUT = ("unlike expansion",)
"""Sources of tension that closed forms know and elements are not told."""


def _assumptions(stack: Stack, trace: Trace, names: list[str]) -> Iterator[str]:
    """What the solution rests on."""
    yield "layers are elastic and isotropic; hard faces touch without friction"
    if stack.machine.isostatic:
        yield "pressed from all sides, through a bag that follows every face"
    else:
        yield (
            "soft metal has no stiffness: it hands on its pressure, and drags the face where it is "
            "squeezed outwards; that plates lean is told beside, and not in the probability"
        )
    if stack.die is not None and not trace.state.ejected:
        yield "the die's wall does not press on the rim: with metal around it that helps"
    for name in names:
        layer = stack.layer(name)
        load = load_on(stack, moment_of(stack, trace, _highest(trace)), layer)
        for source in LEFT_OUT:
            pulls = float(stresses(load).sources[source])
            if pulls > 0:
                yield f"{name}: {source}, {show(pulls, 'MPa', 2)} by closed forms, is left out"
        if layer.brittle is not None and layer.brittle.assumed:
            yield f"{layer.material}: {', '.join(layer.brittle.assumed)} assumed"
