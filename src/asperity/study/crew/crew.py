"""Tasks spread over worker processes, or over a Dask cluster, as results come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from functools import partial
from itertools import islice
from threading import Lock
from typing import Any, Protocol, Self, TypeVar

from asperity.errors import Refusal, WorkerLostError
from asperity.run.machine import cores
from asperity.study.crew.hand import Hand

Task = TypeVar("Task")
Result = TypeVar("Result")
Told = Callable[[int, int], None]
ATTEMPTS = 3
"""A task that ends its worker so many times is not tried again."""
AHEAD = 2
"""Tasks under way for every worker, so that none waits for the asker."""

FEWEST = 8
"""Threads a cluster is taken to have at least: one that grows with its tasks has to see some."""
KILLED = "KilledWorker"
"""What Dask raises of a task that ended several workers; Dask itself may not be installed."""


class Client(Protocol):
    """A `distributed.Client`, as far as it is needed."""

    def get_executor(self, *, pure: bool) -> Executor:
        """Futures as Python's own."""

    def nthreads(self) -> dict[str, int]:
        """Threads by worker."""


class Crew:
    """Workers to be used again and again, ended when their block is left.

        with Crew() as crew:
            for index, result in crew.each(work, tasks):
                ...

    Args:
        workers: processes; as many as cores that may be used, if None; 1 is this process itself
        client: a `distributed.Client` whose workers do the tasks instead
    """

    def __init__(self, *, workers: int | None = None, client: Client | None = None) -> None:
        if workers is not None and workers < 1:
            raise Refusal("workers", f"{workers}", "write 1 or more")
        self._workers = cores() if workers is None else workers
        self._client = client
        self._threads: ThreadPoolExecutor | None = None
        self._lock = Lock()
        self._idle: list[Hand] = []
        self._busy: list[Hand] = []
        self._over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every worker process at once; a cluster's are not ours to end."""
        with self._lock:
            self._over = True
            hands = [*self._idle, *self._busy]
        for hand in hands:
            hand.end()
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=True)
        for hand in hands:
            hand.close()

    @property
    def pids(self) -> tuple[int, ...]:
        """The worker processes there are at present."""
        with self._lock:
            return tuple(hand.pid for hand in (*self._idle, *self._busy))

    def each(
        self, work: Callable[[Task], Result], tasks: Iterable[Task], *, told: Told | None = None
    ) -> Iterator[tuple[int, Result]]:
        """Do every task, and yield its index and result as soon as it is there.

        A task whose worker is killed is done again by another. The results do not depend on the
        workers, their order does.

        Args:
            work: a function that can be imported by name, of one argument
            tasks: its arguments
            told: how many are done, of how many, after each

        Raises:
            WorkerLostError: a task ended three workers, one after the other.
            Exception: whatever a task raised, with a note of its index; the others are given up.
        """
        every = list(tasks)
        for done, pair in enumerate(self._spread(work, every), start=1):
            if told is not None:
                told(done, len(every))
            yield pair

    def _spread(
        self, work: Callable[[Task], Result], tasks: list[Task]
    ) -> Iterator[tuple[int, Result]]:
        if self._client is None and (self._workers == 1 or len(tasks) < 2):
            for index, task in enumerate(tasks):
                yield index, _noted(index, lambda task=task: work(task))  # type: ignore[misc]
            return
        waiting = iter(enumerate(tasks))
        under_way: dict[Future[Result], int] = {}
        try:
            while True:
                self._hand_out(work, waiting, under_way)
                if not under_way:
                    return
                ready, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in sorted(ready, key=under_way.__getitem__):
                    index = under_way.pop(future)
                    yield index, _noted(index, future.result)
        finally:
            for future in under_way:
                future.cancel()

    def _hand_out(
        self,
        work: Callable[[Task], Result],
        waiting: Iterator[tuple[int, Task]],
        under_way: dict[Future[Result], int],
    ) -> None:
        """Have enough tasks under way."""
        staff: Executor
        done: Callable[[Task], Result]
        if self._client is not None:
            staff, done = self._client.get_executor(pure=False), work
            width = max(sum(self._client.nthreads().values()), FEWEST)
        else:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(self._workers, "asperity-crew")
            staff, done, width = self._threads, partial(self._do, work), self._workers
        for index, task in islice(waiting, max(AHEAD * width - len(under_way), 0)):
            under_way[staff.submit(done, task)] = index

    def _do(self, work: object, task: object) -> Any:
        """A task, done by an idle worker or a new one, again where the worker is lost."""
        for _ in range(ATTEMPTS):
            hand = self._taken()
            try:
                return hand.do(work, task)
            except WorkerLostError:
                if hand.stillborn:
                    raise
            finally:
                self._given_back(hand)
        found = f"a task that ended {ATTEMPTS} worker processes"
        raise WorkerLostError(f"{found}: is there enough memory?")

    def _taken(self) -> Hand:
        with self._lock:
            if self._over:
                raise WorkerLostError("the crew has ended")
            hand = self._idle.pop() if self._idle else Hand()
            self._busy.append(hand)
            return hand

    def _given_back(self, hand: Hand) -> None:
        """Have it idle, or end it where an answer may still be on its way."""
        with self._lock:
            self._busy.remove(hand)
            if hand.ready:
                self._idle.append(hand)
                return
        hand.end()
        hand.close()


def _noted(index: int, ask: Callable[[], Result]) -> Result:
    """What is answered; what is raised instead has a note of the task."""
    try:
        return ask()
    except CancelledError:
        told = "the cluster gave a task up: is its scheduler still there?"
        raise WorkerLostError(told) from None
    except Exception as trouble:
        if type(trouble).__name__ == KILLED:
            raise WorkerLostError(f"a task that ended worker after worker: {trouble}") from trouble
        trouble.add_note(f"in task {index}")
        raise


def each(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    workers: int | None = None,
    client: Client | None = None,
    told: Told | None = None,
) -> Iterator[tuple[int, Result]]:
    """Do every task with a crew of its own; see `Crew` and `Crew.each`."""
    with Crew(workers=workers, client=client) as crew:
        yield from crew.each(work, tasks, told=told)
