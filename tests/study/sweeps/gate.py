"""A sweep whose parts wait at a gate, so that whatever is killed is killed in the middle of it.

    python -m tests.study.sweeps.gate FOLDER sweep RECIPE …

The gate is a folder: whoever takes a token from it may press a part. Each process leaves its number
there; once the gate is gone nobody waits any more, and what has waited comes to nothing.
"""

import os
import sys
from functools import partial
from pathlib import Path
from time import sleep

from asperity.study.sweeps import plan, run
from asperity.study.sweeps.batch import Pressed, press_part

TOKEN, WORKER = "token-", "worker-"


def pressed(gate: Path, part: plan.Part) -> Pressed:
    """A part, pressed when there is a token for it."""
    (gate / f"{WORKER}{os.getpid()}").touch()
    while gate.exists():
        for token in gate.glob(f"{TOKEN}*"):
            try:
                token.unlink()
            except FileNotFoundError:  # another was faster
                continue
            return press_part(part)
        sleep(0.01)
    raise RuntimeError("the gate is gone")


def let_pass(gate: Path, *names: str) -> None:
    """Let so many parts pass."""
    gate.mkdir(exist_ok=True)
    for name in names:
        (gate / f"{TOKEN}{name}").touch()


def workers(gate: Path) -> list[int]:
    """Numbers of the processes that have come to the gate."""
    return sorted(int(file.name.removeprefix(WORKER)) for file in gate.glob(f"{WORKER}*"))


if __name__ == "__main__":
    from asperity.cli.app import app
    from tests.study.sweeps import gate

    run.press_part = partial(gate.pressed, Path(sys.argv.pop(1)))
    plan.WHOLE_ROWS = int(os.environ["WHOLE_ROWS"])
    app()
