"""What every runner does: takes jobs, a line of JSON each, from whoever started it, and answers so.

A runner lives inside the environment of the code it runs, so this file asks for numpy alone. Fields
travel as `.npy` files. What the code itself prints goes to stderr, not between the answers.

    {"do": "about"}                                        -> versions and settings of the code
    {"do": "load", "heights": FILE, "spacing": m}          -> a face to press, modulus 1 Pa
    {"do": "solve", "pressure": Pa, "tolerance": its own, "runs": least, "seconds": enough,
     "save": FILE or null}                                 -> times, iterations, peak memory
    {"do": "history", "pressure": Pa, "reference": FILE, "wanted": error, "until": error}
                                                           -> its criterion and true error, by step
    {"do": "transforms", "seconds": enough}                -> CPU time of one, alone
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Protocol

import numpy as np


@dataclass(frozen=True)
class Solved:
    """A pressure (N, N), Pa, and what it took."""

    pressure: Any
    iterations: int
    transforms: float | None


class EnoughError(Exception):
    """The history has come as far as it was asked to."""


class Code(Protocol):
    """One contact code, at a contact modulus of 1 Pa and on a periodic square."""

    def about(self) -> dict[str, Any]: ...
    def load(self, heights: Any, spacing: float) -> None: ...
    def solve(self, pressure: float, tolerance: float) -> Solved: ...
    def history(self, pressure: float, watch: "Watch") -> list[float]: ...
    def pair(self) -> Callable[[], object]: ...


class Watch:
    """Keeps the true error of each iterate; raises `EnoughError` when it is small.

    Also where it does not become so in twice the steps that it took to the error wanted.
    """

    def __init__(self, reference: Any, wanted: float, until: float) -> None:
        self.reference, self.wanted, self.until = reference, wanted, until
        self.most = float("inf")
        self.scale = float(np.linalg.norm(reference))
        self.errors: list[float] = []

    def __call__(self, pressure: Any) -> None:
        error = float(np.linalg.norm(pressure.reshape(self.reference.shape) - self.reference))
        self.errors.append(error / self.scale)
        steps = len(self.errors)
        if self.errors[-1] <= self.wanted:
            self.most = min(self.most, 2 * steps)
        if self.errors[-1] <= self.until or steps >= self.most:
            raise EnoughError


def serve(code: Code) -> None:
    """Answer jobs until there are no more."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    state: dict[str, Any] = {}
    for line in sys.stdin:
        job = json.loads(line)
        try:
            answer = JOBS[job["do"]](code, job, state)
        except Exception as trouble:  # noqa: BLE001  whatever it is, it is the answer
            answer = {"trouble": f"{type(trouble).__name__}: {trouble}"}
        print(json.dumps(answer), file=answers, flush=True)


def about(code: Code, _job: dict[str, Any], _state: dict[str, Any]) -> dict[str, Any]:
    return code.about()


def load(code: Code, job: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    """Memory is counted from before the heights are read, so that they count too."""
    state["before"] = memory("VmRSS")
    heights = np.load(job["heights"])
    state["array"] = heights.nbytes
    code.load(heights, job["spacing"])
    return {}


def solve(code: Code, job: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    """The fastest of some runs, each of the solve alone."""
    forget_peak()
    cpu: list[float] = []
    wall: list[float] = []
    solved = None
    while len(cpu) < job["runs"] or (sum(cpu) < job["seconds"] and len(cpu) < 20 * job["runs"]):
        solved = None  # the last answer is not part of this one's memory
        began, started = process_time(), perf_counter()
        solved = code.solve(job["pressure"], job["tolerance"])
        cpu.append(process_time() - began)
        wall.append(perf_counter() - started)
    peak = memory("VmHWM")
    if job["save"]:
        np.save(job["save"], solved.pressure)
    return {
        "cpu": min(cpu),
        "wall": min(wall),
        "runs": len(cpu),
        "iterations": solved.iterations,
        "transforms": solved.transforms,
        "contact_fraction": float(np.count_nonzero(solved.pressure > 0) / solved.pressure.size),
        "arrays": (peak - state["before"]) / state["array"],
    }


def history(code: Code, job: dict[str, Any], _state: dict[str, Any]) -> dict[str, Any]:
    watch = Watch(np.load(job["reference"]), job["wanted"], job["until"])
    began = process_time()
    criteria = code.history(job["pressure"], watch)
    return {"criteria": criteria, "errors": watch.errors, "cpu": process_time() - began}


def transforms(code: Code, job: dict[str, Any], _state: dict[str, Any]) -> dict[str, Any]:
    pair = code.pair()
    pair()
    pairs, spent = 0, 0.0
    fastest = float("inf")
    while spent < job["seconds"] or pairs < 3:
        began = process_time()
        pair()
        fastest = min(fastest, process_time() - began)
        spent, pairs = spent + process_time() - began, pairs + 1
    return {"cpu": fastest / 2}


def memory(name: str) -> int:
    """A line of the kernel's account of this process, bytes."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return 1024 * int(line.split()[1])
    raise LookupError(name)


def forget_peak() -> None:
    """Start the peak of resident memory (VmHWM) anew: importing may have used more than solving."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


JOBS = {
    "about": about,
    "load": load,
    "solve": solve,
    "history": history,
    "transforms": transforms,
}
