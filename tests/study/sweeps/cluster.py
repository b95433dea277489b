"""Real processes: a Dask scheduler and its workers on loopback, and what is killed in mid-sweep."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE_S = 180.0
ROOT = Path(__file__).parents[3]
QUIET = {**os.environ, "OMP_NUM_THREADS": "1", "DASK_DISTRIBUTED__ADMIN__LOG_FORMAT": "%(message)s"}


def until(ready: Callable[[], bool], what: str) -> None:
    """Look again and again, until it is so."""
    for _ in range(round(PATIENCE_S / 0.01)):
        if ready():
            return
        time.sleep(0.01)
    raise AssertionError(f"waited in vain: {what}")


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a process, whatever it does."""
    process.kill()
    process.wait()


def killed(pid: int) -> None:
    """`kill -9`."""
    os.kill(pid, signal.SIGKILL)


def gone(pid: int) -> bool:
    """Whether a process is no more, or is but a name that nobody has asked for."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state in "ZX"


@dataclass
class Cluster:
    """A scheduler and its workers, each a process."""

    folder: Path
    address: str
    workers: list[subprocess.Popen[bytes]]

    def staffed(self, count: int) -> None:
        """Have so many workers, for some may have been killed."""
        for _ in range(count - sum(worker.poll() is None for worker in self.workers)):
            self.hire()
            log = self.folder / f"worker-{len(self.workers) - 1}"
            until(lambda log=log: "Registered to:" in log.read_text(), log.name)

    def hire(self) -> subprocess.Popen[bytes]:
        words = ["worker", self.address, "--nworkers", "1", "--nthreads", "1", "--no-nanny"]
        local = ["--no-dashboard", "--local-directory", str(self.folder)]
        log = self.folder / f"worker-{len(self.workers)}"
        self.workers.append(dask([*words, *local], log))
        return self.workers[-1]


def dask(words: list[str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *words],
            stdout=out, stderr=out, env=QUIET, cwd=ROOT, start_new_session=True,
        )  # fmt: skip


@contextmanager
def cluster(folder: Path, count: int) -> Iterator[Cluster]:
    """So many workers, and a scheduler at a port that was free."""
    file = folder / "scheduler.json"
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    scheduler = dask(["scheduler", *words], folder / "scheduler")
    found = Cluster(folder, "", [])
    try:
        until(lambda: file.exists() and file.read_text().endswith("}"), "scheduler")
        found.address = json.loads(file.read_text())["address"]
        for _ in range(count):
            found.hire()
        for number in range(count):
            log = folder / f"worker-{number}"
            until(lambda log=log: "Registered to:" in log.read_text(), f"worker {number}")
        yield found
    finally:
        for process in (*found.workers, scheduler):
            ended(process)
