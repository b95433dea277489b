"""Work that worker processes can import."""

import os
import signal
from pathlib import Path

from asperity.errors import Refusal


def squared(number: int) -> int:
    print("what a task prints is no answer")  # noqa: T201
    return number * number


def threads(_: int) -> str:
    return os.environ["OMP_NUM_THREADS"]


def refusing(number: int) -> int:
    if number == 3:
        raise Refusal("number", "3", "write another")
    return number


def unsendable(_: int) -> object:
    return lambda: 0


def dying_once(task: tuple[int, str]) -> int:
    """Die on the first try of every third task, as by `kill -9`."""
    number, folder = task
    mark = Path(folder) / f"{number}"
    if number % 3 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def dying(number: int) -> int:
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
