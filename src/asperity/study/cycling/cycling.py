"""Press a recipe and cycle its cell, or test which current it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, get_args

import numpy as np

from asperity.errors import Interrupted, Refusal, Stopped, one_of, quoted
from asperity.outcome.gather.electric.stripped import VIEWS, View
from asperity.process.watch import Event, Watch
from asperity.recipe import Recipe
from asperity.study.cycling.march import Course, cycled
from asperity.study.cycling.protocols import (
    LEVELS,
    Steps,
    half_cycle_test,
    ramp_test,
    steps_test,
    stripped_faces,
    void_time,
)
from asperity.study.cycling.ready import Moment, Ready, ready
from asperity.study.cycling.record import CriticalTest, Cycling, FaceMark, Test, VoidTime
from asperity.study.cycling.whole import Put
from asperity.study.cycling.words import Told

CUTOFF = 1.0
"""Drop over a face that ends its stripping, V, where nobody says otherwise."""
RAMP = 10.0 / 3600.0
"""A/m²/s, 1 mA/cm² an hour, likewise."""
MOST = 10_000
"""Cycles, and cycles at each current: some minutes of computing."""
_CURVE = (0.5, 1.0, 2.0)
"""Currents over that of the recipe at which a hold tells the time to voids."""


def cycle(
    recipe: Recipe,
    *,
    cycles: int = 20,
    current: float | None = None,
    capacity: float | None = None,
    view: str = "creep-limited",
    test: str = "cycles",
    currents: Sequence[float] = (),
    each: int = 1,
    ramp: float = RAMP,
    cutoff: float = CUTOFF,
    flaws: bool = True,
    watch: Watch | None = None,
) -> Cycling:
    """Press a recipe, and cycle its cell as its last step of kind `operate` says.

    Args:
        recipe: with such a step; a cell with metal on one side of its electrolyte or on both
        cycles: how many, at most 10000, where the test is "cycles"
        current: of a half cycle, A/m²; that of the step where None
        capacity: of a half cycle, C/m²; likewise
        view: what limits stripping: "creep-limited" or "interface-limited"; critical currents and
            times to voids are told of both
        test: "cycles", "steps" (cycled at rising currents), "ramp" (a current that rises from
            nothing) or "hold" (time to voids at several currents)
        currents: of steps and holds, A/m², rising; chosen from the step's where there are none
        each: cycles at each current, where the test is "steps"
        ramp: by how much the current of a ramp rises, A/m²/s
        cutoff: drop over a face that ends its stripping, V
        flaws: whether cycles and steps end where plating opens a flaw of an assumed size
        watch: called with every `asperity.process.watch.Event`; may raise `Stopped`

    Returns:
        What became of it. Where the recipe cannot be pressed as written there are no cycles.

    Raises:
        RecipeRefusal: no step operates, or the stack is no cell with a metal electrode
        Refusal: no recipe, a test or a view of another name, a number out of range, a view that
            knows nothing of this metal on this electrolyte
        Stopped, Interrupted: by `watch`, by Ctrl-C; `kept` has the cycles finished before
    """
    _refuse_no_recipe(recipe)
    asked, taken = _known("test", test, get_args(Test)), _known("view", view, VIEWS)
    _refuse_odd(cycles=cycles, each=each, currents=currents)
    _refuse_small(current=current, capacity=capacity, ramp=ramp, cutoff=cutoff)
    cell = ready(recipe, current=current, capacity=capacity, watch=watch)
    begun = _mark(cell, asked, taken)
    if cell.first is None:
        return begun
    _refuse_view(cell, cell.first, taken)
    put = Put(
        current=cell.step.current or 0.0,
        capacity=cell.step.capacity or 0.0,
        view=taken,
        cutoff=cutoff,
        flaws=flaws,
    )
    bench = _Bench(cell, cell.first, put, watch)
    found = bench.always(begun)
    if asked == "steps":
        return bench.steps(found, Steps(currents=tuple(currents), each=each))
    if asked == "ramp":
        return bench.ramp(found, ramp)
    if asked == "hold":
        return bench.hold(found, tuple(currents))
    return bench.cycles(found, cycles)


class _Bench:
    """A pressed cell and what it is put through."""

    def __init__(self, cell: Ready, first: Moment, put: Put, watch: Watch | None) -> None:
        self._cell, self._first, self._put, self._watch = cell, first, put, watch
        breath = first.trace.breath
        held = breath.held if breath else first.felt[0]
        self._told = Told(
            held=held,
            face=first.felt[0] * min(face.share for face in first.faces),
            charged=breath.charged if breath else held,
            rim=min(face.sideways for face in first.faces),
            temperature=float(first.trace.state.sample),
            cutoff=put.cutoff,
        )
        self.views = tuple(view for view in VIEWS if all(view in f.supplies for f in first.faces))

    def always(self, begun: Cycling) -> Cycling:
        """What every test tells: times to voids and critical currents of half a cycle."""
        critical = tuple(
            half_cycle_test(self._cell, self._first, view, self._put.capacity, self._told)
            for view in self.views
        )
        return replace(
            begun,
            void_times=tuple(self._soonest(view, self._put.current) for view in self.views),
            critical=critical,
            view_ratio=_ratio(critical),
        )

    def _soonest(self, view: View, current: float) -> VoidTime:
        """Of the faces that are stripped, that which is lost first."""
        felt = self._first.felt[0] if self._cell.symmetric else self._first.felt[2]
        found = [
            void_time(face, view, current, felt) for face in stripped_faces(self._cell, self._first)
        ]
        return min(found, key=lambda one: np.inf if one.time_s is None else one.time_s)

    def hold(self, found: Cycling, currents: tuple[float, ...]) -> Cycling:
        """Times to voids at several currents."""
        asked = currents or tuple(factor * self._put.current for factor in _CURVE)
        curve = []
        for index, current in enumerate(asked):
            self._tell("hold", index, len(asked))
            curve += [self._soonest(view, current) for view in self.views]
        return replace(found, curve=tuple(curve), ended="all currents held")

    def steps(self, found: Cycling, steps: Steps) -> Cycling:
        """Critical currents by steps, in both views."""
        tests = tuple(
            steps_test(
                self._cell,
                self._first,
                replace(self._put, view=view),
                steps,
                told=self._told,
                tell=lambda name, index: self._tell(name, index, len(steps.currents) or LEVELS),
            )
            for view in self.views
        )
        return self._with(found, tests)

    def ramp(self, found: Cycling, slope: float) -> Cycling:
        """Critical currents by a ramp, in both views."""
        tests = tuple(
            ramp_test(
                self._cell,
                self._first,
                view,
                slope=slope,
                cutoff=self._put.cutoff,
                told=self._told,
            )
            for view in self.views
        )
        return self._with(found, tests)

    def _with(self, found: Cycling, tests: tuple[CriticalTest, ...]) -> Cycling:
        own = next(test for test in tests if test.view == self._put.view)
        return replace(
            found,
            critical=(*tests, *found.critical),
            ended=own.reason,
        )

    def cycles(self, found: Cycling, count: int) -> Cycling:
        """Cycle it so many times, or until it fails."""
        course = Course(self._cell, self._first, self._put)
        try:
            for number in self._numbers(count):
                if not course.go(number, self._told):
                    break
        except Stopped as stop:
            stop.kept = _stopped(found, course)
            raise
        except KeyboardInterrupt:
            raise Interrupted(_stopped(found, course)) from None
        return cycled(found, course)

    def _numbers(self, count: int) -> Iterator[int]:
        for number in range(1, count + 1):
            self._tell(f"cycle {number}", number - 1, count)
            yield number

    def _tell(self, name: str, index: int, count: int) -> None:
        if self._watch is not None:
            lasts = 2 * self._put.capacity / self._put.current
            event = Event(step=name, index=index, count=count, fraction=0.0, time_s=index * lasts)
            self._watch(event)


def _stopped(found: Cycling, course: Course) -> Cycling:
    done = cycled(found, course)
    name = f"cycle {len(done.cycles) + 1}"
    return replace(done, stopped=name, ended=f"stopped during {name}")


def _mark(cell: Ready, test: Any, view: View) -> Cycling:
    """The record before anything flows."""
    stack, step, first, pressed = cell.stack, cell.step, cell.first, cell.outcome
    breath = first.trace.breath if first else None
    held = step.pressure or 0.0
    return Cycling(
        recipe=pressed.recipe,
        step=step.name,
        test=test,
        view=view,
        kind="symmetric" if cell.symmetric else "full",
        temperature_k=float(first.trace.state.sample) if first else stack.temperature,
        area_m2=min(face.area for face in first.faces) if first else stack.area,
        current_a_per_m2=step.current or 0.0,
        capacity_c_per_m2=step.capacity or 0.0,
        pressure_held_pa=breath.held if breath else held,
        pressure_charged_pa=breath.charged if breath else held,
        pressure_returned_pa=breath.returned if breath else held,
        faces=tuple(
            FaceMark(
                between=face.pair,
                contact_fraction=face.voids.fraction,
                pressure_pa=first.felt[0] * face.share,
                void_nucleus_m=face.voids.nucleus,
                void_spacing_m=face.voids.spacing,
                opening_v=face.opening,
                sideways=face.sideways,
                creep_share=face.creep_share,
            )
            for face in first.faces
        )
        if first
        else (),
        ended=cell.reason,
        carried_out=first is not None,
        warnings=pressed.warnings,
        sources=pressed.sources,
        versions=pressed.versions,
    )


def _ratio(tests: Sequence[CriticalTest]) -> float | None:
    """Highest over lowest current from which on voids start: what charge there is has no say."""
    known = [test.starts_a_per_m2 for test in tests if test.starts_a_per_m2]
    return max(known) / min(known) if len(known) > 1 else None


def _refuse_no_recipe(recipe: object) -> None:
    if not isinstance(recipe, Recipe):
        cure = 'give a recipe, for example load_recipe("symmetric-cell"): cycling presses it itself'
        raise Refusal("recipe", f"{type(recipe).__name__}, no recipe", cure)


def _known(where: str, name: str, names: Sequence[Any]) -> Any:
    if name not in names:
        raise Refusal(where, quoted(name), one_of(str(name), names))
    return name


def _refuse_odd(*, cycles: int, each: int, currents: Sequence[float]) -> None:
    for where, count in (("cycles", cycles), ("each", each)):
        if not 1 <= count <= MOST:
            raise Refusal(where, quoted(count), f"write 1 to {MOST}")
    rising = all(one < other for one, other in pairwise(currents))
    if not rising or any(not (0 < one < np.inf) for one in currents):
        raise Refusal("currents", quoted(list(currents)), "write currents above 0 that rise")


def _refuse_small(**amounts: float | None) -> None:
    for where, value in amounts.items():
        if value is not None and not (0 < value < np.inf):
            raise Refusal(where, quoted(value), "write one above 0")


def _refuse_view(cell: Ready, first: Moment, view: View) -> None:
    for face in first.faces:
        if view not in face.supplies:
            electrolyte = next(name for name in face.pair if name != face.metal)
            material = cell.stack.layer(electrolyte).material
            found = f"{quoted(view)}, of which {material} has no current on its card"
            raise Refusal("view", found, f'take "{VIEWS[0]}", or give stripping_limit on a card')
