"""The process that forms verdicts: it stays warm, and lets go of what nobody wants any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from asperity.errors import Refusal, Stopped
from asperity.process.watch import Event
from asperity.recipe.read import example_text, parse_recipe
from asperity.run import planned_steps, pressed
from asperity.web.bench.judge.memory import Memory, measured
from asperity.web.bench.judge.record import Judgement
from asperity.web.bench.judge.tell import judgement, refusal
from asperity.web.bench.judge.wanted import Wanted

WARM = "na-thermal-press"
"""Pressed once before anybody asks, so that nothing is left to be loaded."""


class Waiting:
    """The newest request of every key, in the order they came."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._by_key: dict[str, Wanted] = {}

    def take(self) -> None:
        """Take note of all that came in meanwhile."""
        while self._pipe.poll():
            self._note(self._pipe.recv())

    def next(self) -> Wanted:
        """The request that waits longest; waits for one. Raises EOFError once nobody asks."""
        self.take()
        if not self._by_key:
            self._note(self._pipe.recv())
            self.take()
        return self._by_key.pop(next(iter(self._by_key)))

    def outdated(self, wanted: Wanted) -> bool:
        """Whether a newer request has come in of the same key."""
        self.take()
        return wanted.key in self._by_key

    def _note(self, wanted: Wanted) -> None:
        self._by_key[wanted.key] = wanted


def work(pipe: Connection) -> None:
    """Answer requests until nobody asks any more."""
    waiting, memory = Waiting(pipe), Memory()
    answer(Wanted(key="", number=0, text=example_text(WARM)), memory, lambda _wanted: False)
    try:
        while True:
            wanted = waiting.next()
            told = answer(wanted, memory, waiting.outdated)
            if told is not None:
                pipe.send((wanted.key, told))
    except (EOFError, OSError, KeyboardInterrupt):
        return


def answer(wanted: Wanted, memory: Memory, outdated: Callable[[Wanted], bool]) -> Judgement | None:
    """The verdict; None where a newer request made it idle.

    Steps that did the same in the last press of this key are not pressed again.
    """

    def watch(_event: Event) -> None:
        if outdated(wanted):
            raise Stopped

    began = time.perf_counter()
    try:
        recipe = parse_recipe(wanted.text)
        faces = measured(recipe)
        known = memory.reached(wanted.key, recipe)
        reached = list(known)
        begun = known[-1] if known else None
        done = pressed(recipe, watch=watch, begun=begun, keep=reached.append)
    except Stopped:
        if len(reached) > len(known):
            memory.keep(wanted.key, recipe, tuple(reached), faces)
        return None
    except Refusal as refused:
        return refusal(wanted.number, refused)
    memory.keep(wanted.key, recipe, tuple(reached), faces)
    took = time.perf_counter() - began
    return judgement(wanted.number, done.outcome, tuple(planned_steps(done.stack)), took_s=took)
