"""Press a recipe, or only judge it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from platform import python_version
from types import MappingProxyType

import numpy as np
import scipy

from asperity.errors import Interrupted, Refusal, Stopped, quoted
from asperity.laws.tools.force import gauge_of
from asperity.materials.card import Quantity
from asperity.outcome import (
    Outcome,
    Plan,
    PlannedStep,
    RecipeMark,
    Source,
    StepOutcome,
    judge,
    judge_risks,
)
from asperity.outcome.gather import cell_of, step_outcomes
from asperity.outcome.gather.ahead.risks import planned_risks
from asperity.outcome.gather.caveats import caveats
from asperity.outcome.gather.grid import face_maps, grid_caveats
from asperity.outcome.gather.hazards.setting import force_scatter_of, pressure_doubt
from asperity.outcome.record import Fidelity
from asperity.process.march import Trace, run
from asperity.process.watch import Event, Watch
from asperity.recipe import Recipe
from asperity.run.fidelity import GRID, follower, known, reader
from asperity.stack import Stack, Step, build

__all__ = [
    "Pressed",
    "Reached",
    "check",
    "planned_steps",
    "press",
    "pressed",
    "source_of",
    "versions",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far a press has come: all that is needed to go on with it.

    Attributes:
        traces: how each finished step was marched
        steps: what each left, up to the one that could not be carried out
    """

    traces: tuple[Trace, ...] = ()
    steps: tuple[StepOutcome, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A recipe that was pressed, for whoever goes on with the cell.

    Attributes:
        outcome: what it did, as `press` tells it
        stack: what was pressed, in SI
        traces: how each step was marched; the last one's state is that of the cell
    """

    outcome: Outcome
    stack: Stack
    traces: tuple[Trace, ...]


def press(
    recipe: Recipe,
    *,
    fidelity: str = "mean-field",
    watch: Watch | None = None,
    seed: int = 0,
    grid: int = GRID,
    threads: int | None = None,
    cards: Mapping[tuple[str, str], float] | None = None,
) -> Outcome:
    """Press a recipe.

    Args:
        recipe: what to press
        fidelity: "mean-field", or "full-field": rough faces resolved on a grid
        watch: called with every `asperity.process.watch.Event` of the march; may raise `Stopped`
        seed: of generated topographies; the mean field generates none, so it changes nothing
        grid: points a side of a full field, 32 to 8192
        threads: that share the work of a full field, all by default; the digits do not depend on it
        cards: numbers (SI) by (card, quantity) that stand for the cards' own

    Returns:
        What the press did, SI inside; with `maps`, if on a grid. A recipe that cannot be carried
        out (molten metal, a press too weak) has an outcome too: verdict bad, `carried_out` False.

    Raises:
        Refusal: the recipe names unknown cards, or recipe and cards do not fit; a grid that this
            machine has no memory for.
        Stopped, Interrupted: by `watch`, by Ctrl-C; `kept` is the outcome of the steps that were
            finished before, None if there are none.
    """
    done = pressed(
        recipe,
        fidelity=fidelity,
        watch=watch,
        seed=seed,
        grid=grid,
        threads=threads,
        cards=cards,
    )
    return done.outcome


def pressed(
    recipe: Recipe,
    *,
    adjust: Callable[[Stack], Stack] | None = None,
    fidelity: str = "mean-field",
    watch: Watch | None = None,
    seed: int = 0,
    grid: int = GRID,
    threads: int | None = None,
    cards: Mapping[tuple[str, str], float] | None = None,
    begun: Reached | None = None,
    keep: Callable[[Reached], None] | None = None,
) -> Pressed:
    """Press a recipe and keep what the outcome was read from.

    `adjust` makes of the stack, as written, the one that is pressed, and may refuse it. `keep` is
    called after every step that is finished with how far the press has come. `begun` is how far it
    came before, with the same arguments and versions: the outcome has the same digits as if it had
    never been interrupted. All else, and what is raised, is as of `press`.
    """
    _refuse_no_recipe(recipe)
    closely = known(fidelity)
    stack = build(recipe, cards)
    if adjust is not None:
        stack = adjust(stack)
    faces = follower(stack, closely, grid=grid, seed=seed, threads=threads)
    reached = begun or Reached()
    try:
        for trace in run(stack, watch, faces=faces, begun=reached.traces):
            traces = (*reached.traces, trace)
            maps = reader(closely, threads=threads, watch=_reading(stack, traces, watch))
            steps = step_outcomes(stack, traces, maps, known=reached.steps)
            reached = Reached(traces=traces, steps=steps)
            if keep is not None:
                keep(reached)
    except Stopped as stop:
        stop.kept = _kept(stack, reached, closely)
        raise
    except KeyboardInterrupt:
        raise Interrupted(_kept(stack, reached, closely)) from None
    outcome = _outcome(stack, reached, closely)
    return Pressed(outcome=outcome, stack=stack, traces=reached.traces)


def _reading(
    stack: Stack, traces: Sequence[Trace], watch: Watch | None
) -> Callable[[], None] | None:
    """Tells that the currents of the last of the steps are read, as often as it is called."""
    if watch is None:
        return None
    last = traces[-1]
    event = Event(
        step=last.step.name,
        index=len(traces) - 1,
        count=len(stack.steps),
        fraction=1.0,
        time_s=float(last.courses[-1].time[-1]) if last.courses else 0.0,
        reading=True,
    )
    return partial(watch, event)


def _kept(stack: Stack, reached: Reached, fidelity: Fidelity) -> Outcome | None:
    """What was finished before the step that was stopped; the whole, if that was the last."""
    at = len(reached.traces)
    if at == 0:
        return None
    stopped = stack.steps[at].name if at < len(stack.steps) else None
    return _outcome(stack, reached, fidelity, stopped=stopped)


def _outcome(
    stack: Stack, reached: Reached, fidelity: Fidelity, *, stopped: str | None = None
) -> Outcome:
    traces, steps = reached.traces, reached.steps
    done = stopped is None and all(step.carried_out for step in steps)
    cell = cell_of(stack, traces, steps) if done else None
    told = () if stopped is None else (_stop(steps, stopped),)
    named = grid_caveats(traces)
    return Outcome(
        recipe=RecipeMark(title=stack.title, digest=stack.digest),
        fidelity=fidelity,
        steps=steps,
        cell=cell,
        verdict=judge(steps, cell),
        warnings=(*told, *stack.warnings, *caveats(stack, traces, cell), *named),
        sources=tuple(source_of(card, quantity) for card, quantity in stack.used),
        versions=versions(),
        stopped=stopped,
        maps=face_maps(traces),
    )


def _stop(steps: Sequence[StepOutcome], stopped: str) -> str:
    names = ", ".join(step.name for step in steps)
    return f"stopped during step {stopped}; told is what was finished before: {names}"


def check(recipe: Recipe) -> Plan:
    """Judge a recipe without pressing: every margin that does not need its rough faces.

    Press, die and punches, melting, fracture, mechanical short, extrusion, crushing, and capping
    where something is ejected, as `press` finds them; delamination is left out.

    Raises:
        Refusal: as `press`.
    """
    _refuse_no_recipe(recipe)
    stack = build(recipe)
    risks = tuple(planned_risks(stack))
    return Plan(
        recipe=RecipeMark(title=stack.title, digest=stack.digest),
        steps=tuple(planned_steps(stack)),
        risks=risks,
        verdict=judge_risks(risks),
        warnings=stack.warnings,
        versions=versions(),
    )


def _refuse_no_recipe(recipe: object) -> None:
    if not isinstance(recipe, Recipe):
        cure = 'load it first: asperity.press(asperity.load_recipe("na-foil"))'
        raise Refusal("recipe", quoted(recipe), cure)


def planned_steps(stack: Stack) -> Iterator[PlannedStep]:
    """The steps as the press will have to do them, of a stack that need not be pressed."""
    pressure, plates = 0.0, stack.temperature
    for step in stack.steps:
        begins = 0.0 if step.fresh else pressure, plates
        pressure = begins[0] if step.pressure is None else step.pressure
        plates = begins[1] if step.temperature is None else step.temperature
        force = None if step.pressure is None else step.pressure * stack.area
        ram = stack.machine.ram_diameter
        yield PlannedStep(
            name=step.name,
            kind=step.kind,
            pressure_pa=step.pressure,
            temperature_k=step.temperature,
            duration_s=step.dwell + _ramps(stack, step, begins),
            force_n=force,
            force_scatter_n=None if not force else force_scatter_of(stack, *_set(step)),
            force_doubt=None if not force else pressure_doubt(stack, _set(step)[0]),
            gauge_pa=None if force is None or ram is None else float(gauge_of(force, ram)),
        )


def _ramps(stack: Stack, step: Step, begins: tuple[float, float]) -> float:
    """Least time (s) a step takes to its pressure and temperature, from those it begins at."""
    machine, (pressure, plates) = stack.machine, begins
    time = 0.0
    if step.pressure is not None:
        time += abs(step.pressure - pressure) / (step.rate or machine.pressing_rate)
    if step.temperature is not None:
        rising = step.temperature > plates
        usual = machine.heating_rate if rising else machine.cooling_rate
        time += abs(step.temperature - plates) / (step.heating_rate or usual)
    return time


def _set(step: Step) -> tuple[float, float]:
    """Pressure (Pa) and dwell (s) of a step."""
    return step.pressure or 0.0, step.dwell


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
