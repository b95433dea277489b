"""Runs under way: started, followed, stopped, gone on with. Pages only look."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from asperity.errors import Refusal, quoted
from asperity.recipe import Recipe, parse_recipe
from asperity.web.jobs.errand import Errand
from asperity.web.jobs.files import ended, let_go, stored
from asperity.web.jobs.hand import Hand
from asperity.web.jobs.past import past_points, past_steps
from asperity.web.jobs.progress import GapMap, Point, Progress
from asperity.web.jobs.work.tell import Done
from asperity.web.store.record import ENDED, Asked, Kept, State
from asperity.web.store.store import Store

SOON_S = 10.0
"""How long the end of a run may take from when it is stored to when nothing of it is left."""
AGAIN_S = 2.0
"""After which a store that did not answer is asked again."""
REMEMBERED = 20
"""Ended runs of which the live points and maps are still at hand."""
RESUMABLE: tuple[State, ...] = ("interrupted", "stopped", "failed")
CUT_OFF = "the server ended while it ran"


Admit = Callable[[Recipe, Mapping[str, object]], None]


class Desk:
    """Starts runs, a process each, follows them whether anybody looks or not, and stores their end.

    Args:
        store: where runs are kept
        at_once: runs that are pressed at the same time; further ones wait in the order they came
        admit: refuses recipes and options that may not be begun here, for the files they name

    Runs of this folder that no process works on any more are marked interrupted, or as they ended.
    """

    def __init__(self, store: Store, *, at_once: int, admit: Admit | None = None) -> None:
        self._store, self._at_once, self._admit = store, max(at_once, 1), admit
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._waiting: list[str] = []
        self._hands: dict[str, Hand] = {}
        self._errands: dict[str, Errand] = {}
        self._threads: dict[str, threading.Thread] = {}
        for left in store.left_over():
            found = ended(store.folder_of(left.id))
            self._settle(left.id, found or Done(state="interrupted", reason=CUT_OFF))

    def start(self, asked: Asked) -> str:
        """Begin a run, or let it wait its turn; its identifier.

        Raises:
            Refusal: a recipe that is none.
        """
        recipe = self._admitted(asked)
        kept = self._store.add(asked, title=recipe.title, digest=recipe.digest, state="waiting")
        self._queue(kept.id)
        return kept.id

    def resume(self, id: str) -> None:  # noqa: A002 (it is called so everywhere)
        """Go on with a run that was cut off or stopped, after the last step that was finished.

        Raises:
            Refusal: one that is unknown, under way, or has nothing to go on with.
        """
        thread = self._threads.get(id)
        if thread is not None and self._store.get(id).state in ENDED:  # it is just letting go
            thread.join(SOON_S)
        with self._lock:
            kept = self._store.get(id)
            if kept.state not in RESUMABLE or self._busy(id):
                known = " or ".join(RESUMABLE)
                cure = f"only a run that is {known} can be gone on with; start it anew instead"
                raise Refusal("state", quoted(kept.state), cure)
            if kept.at != self._store.here:
                machine = kept.at.partition(":")[0]
                cure = f"go on with it on {machine}, or start it anew here"
                raise Refusal("state", "a run whose steps are on another machine", cure)
            self._admitted(kept.asked)  # it may have been asked for where nobody else could ask
            self._store.change(id, state="waiting", reason="", ended=None)
            self._queue(id)

    def stop(self, id: str) -> None:  # noqa: A002
        """Let a run stop and keep what is finished; one that has ended stays as it is.

        Raises:
            Refusal: one that is unknown.
        """
        with self._lock:
            if id in self._waiting:
                self._waiting.remove(id)
                self._settle(id, Done(state="stopped", reason="stopped before it began"))
            elif id in self._hands:
                self._hands[id].stop()
            else:
                self._store.get(id)

    def progress(self, id: str) -> Progress:  # noqa: A002
        """How far a run is. Raises Refusal for one that is unknown."""
        errand = self._errands.get(id)
        if errand is not None and self.under_way(id):
            return errand.progress
        kept = self._store.get(id)
        told = _ended(kept) if errand is None else errand.progress
        resumable = kept.state in RESUMABLE and kept.at == self._store.here
        return replace(told, state=kept.state, reason=kept.reason, resumable=resumable)

    def points(self, id: str, since: int = 0) -> tuple[Point, ...]:  # noqa: A002
        """What is known of the faces over time, from a number on, in the order it was told."""
        errand = self._errands.get(id)
        if errand is not None:
            return errand.points(since)
        return past_points(self._store.get(id).answer)[max(since, 0) :]

    def newest_map(self, id: str, face: str | None = None) -> GapMap | None:  # noqa: A002
        """The newest map of a face, or of whichever was told last; None where there is none."""
        errand = self._errands.get(id)
        return None if errand is None else errand.newest(face)

    def faces(self, id: str) -> tuple[str, ...]:  # noqa: A002
        """Names of the faces of which there are maps, in the order they were first seen."""
        errand = self._errands.get(id)
        return () if errand is None else errand.faces()

    def under_way(self, id: str) -> bool:  # noqa: A002
        """Whether a run is waiting or running here."""
        errand = self._errands.get(id)
        return errand is not None and errand.progress.state not in ENDED

    def step_answers(self, id: str) -> tuple[Mapping[str, Any], ...]:  # noqa: A002
        """Steps that are finished, each as its outcome is written."""
        errand = self._errands.get(id)
        if errand is not None:
            return errand.steps()
        return past_steps(self._store.get(id).answer)

    def close(self) -> None:
        """End what is under way, as interrupted."""
        with self._lock:
            self._closing.set()
            waiting, self._waiting = self._waiting, []
            threads = list(self._threads.values())
            for name in waiting:
                self._settle(name, Done(state="interrupted", reason="the server ended before it"))
            for hand in self._hands.values():
                hand.end()
        for thread in threads:
            thread.join()

    def _admitted(self, asked: Asked) -> Recipe:
        recipe = parse_recipe(asked.recipe)
        if self._admit is not None:
            self._admit(recipe, asked.options)
        return recipe

    def _busy(self, name: str) -> bool:
        return name in self._hands or name in self._waiting

    def _queue(self, name: str) -> None:
        with self._lock:
            if self._closing.is_set():
                raise Refusal("server", "one that is ending", "ask again once it is back")
            self._errands.pop(name, None)
            self._errands[name] = Errand()
            self._waiting.append(name)
            self._forget()
        self._fill()

    def _forget(self) -> None:
        """Let go of what ended long ago."""
        over = [name for name in self._errands if not self._busy(name)]
        for name in over[: max(len(over) - REMEMBERED, 0)]:
            del self._errands[name]

    def _fill(self) -> None:
        """Begin those whose turn it is."""
        with self._lock:
            while self._waiting and len(self._hands) < self._at_once and not self._closing.is_set():
                name = self._waiting.pop(0)
                try:
                    self._begin(name)
                except OSError as trouble:  # no more processes, no more room
                    told = f"it could not be begun: {(trouble.strerror or str(trouble)).lower()}"
                    self._settle(name, Done(state="failed", reason=told))
                except SQLAlchemyError:  # the store does not answer: its turn is a little later
                    self._waiting.insert(0, name)
                    self._later()
                    return

    def _later(self) -> None:
        timer = threading.Timer(AGAIN_S, self._fill)
        timer.daemon = True
        timer.start()

    def _begin(self, name: str) -> None:
        """Start the process of a run, and the thread that follows it."""
        kept = self._store.change(name, state="running")
        folder = self._store.folder_of(name)
        stored(folder)
        errand, hand = self._errands[name], Hand(kept.asked, folder)
        self._hands[name] = hand
        errand.begin()
        thread = threading.Thread(target=self._follow, args=(name, errand, hand))
        self._threads[name] = thread
        thread.start()

    def _follow(self, name: str, errand: Errand, hand: Hand) -> None:
        """Read what a worker tells until it ends, then store how."""
        try:
            for message in hand.messages():
                errand.take(message)
            lost = hand.lost()
            if self._closing.is_set():
                lost = Done(state="interrupted", reason=CUT_OFF)
            self._settle_at_last(name, errand.done or ended(self._store.folder_of(name)) or lost)
        finally:
            hand.end()
            with self._lock:
                del self._hands[name]
                del self._threads[name]
            self._fill()

    def _settle_at_last(self, name: str, done: Done) -> None:
        """Store how a run ended, as soon as the store answers; else the next server will."""
        while True:
            try:
                self._settle(name, done)
            except SQLAlchemyError:
                if self._closing.wait(AGAIN_S):
                    return
            except Refusal:  # somebody else has removed it
                return
            else:
                return

    def _settle(self, name: str, done: Done) -> None:
        """Store how a run ended, then let those see it who look."""
        fields: dict[str, object] = {"state": done.state, "reason": done.reason}
        if done.answer is not None:
            fields |= {"answer": done.answer, "summary": done.summary}
        self._store.change(name, **fields)
        with suppress(OSError):  # a disk that does not answer: what is left there does no harm
            stored(self._store.folder_of(name))
            if done.state in {"done", "not carried out"}:
                let_go(self._store.folder_of(name))
        errand = self._errands.get(name)
        if errand is not None:
            errand.change(done.state)


def _ended(kept: Kept) -> Progress:
    """How far a run came that is no longer at hand."""
    steps = past_steps(kept.answer)
    names = tuple(str(step["name"]) for step in steps)
    whole = kept.state in {"done", "not carried out"}
    return Progress(
        state=kept.state,
        step=names[-1] if names else "",
        index=max(len(names) - 1, 0),
        count=max(len(names), 1),
        fraction=1.0 if whole else 0.0,
        finished=names,
        points=len(past_points(kept.answer)),
    )
