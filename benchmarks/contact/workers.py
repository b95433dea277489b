"""Runners as processes: started with the threads they may use, asked, stopped."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

HERE = Path(__file__).parent
THREADS = ("OMP", "MKL", "OPENBLAS", "NUMBA")
TAMAAS = "tamaas>=2.9"
PARTS = {
    "tamaas": (TAMAAS,),
    "tamaas+mkl": (TAMAAS, "mkl-service"),
    "ContactMechanics": ("ContactMechanics>=1.8",),
}
"""What is installed into the environment of each peer."""
RUNNERS = {
    "asperity": ("run_asperity.py", 1),
    "asperity, 2 threads": ("run_asperity.py --two-threads", 2),
    "tamaas": ("run_tamaas.py", 1),
    "tamaas+mkl": ("run_tamaas.py --mkl", 1),
    "ContactMechanics": ("run_contactmechanics.py", 1),
}
"""The script of each code, and its threads."""
OURS, OURS_TWICE = "asperity", "asperity, 2 threads"


class TroubleError(RuntimeError):
    """A runner could not do what it was asked."""


def python(code: str, folder: Path) -> Path:
    """The interpreter of a code's environment; a peer's is made on first use."""
    if code not in PARTS:
        return Path(sys.executable)
    environment = folder / code
    there = environment / "bin" / "python"
    done = environment / "installed"
    if not done.exists():
        print(f"installing {', '.join(PARTS[code])} into {environment}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(environment)], check=True)
        install = [str(there), "-m", "pip", "install", "--quiet", *PARTS[code]]
        subprocess.run(install, check=True)
        done.touch()
    return there


@dataclass(frozen=True, eq=False)
class Worker:
    """A runner that waits for jobs."""

    code: str
    process: subprocess.Popen[str]

    @classmethod
    def start(cls, code: str, folder: Path, *more: str) -> Self:
        """Start a code's runner; `more` is added to its command."""
        words, threads = RUNNERS[code]
        script, *options = *words.split(), *more
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        environment |= {f"{name}_NUM_THREADS": str(threads) for name in THREADS}
        process = subprocess.Popen(
            [str(python(code, folder)), str(HERE / script), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(folder / f"{code}.log").open("w", encoding="utf-8"),
            env=environment,
            text=True,
        )
        return cls(code, process)

    def ask(self, what: str, **words: Any) -> dict[str, Any]:
        """The answer to a job.

        Raises:
            TroubleError: the runner said so, or died.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": what, **words}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        answer = json.loads(line) if line else {"trouble": f"died: {self.process.wait()}"}
        if "trouble" in answer:
            raise TroubleError(f"{self.code}: {what}: {answer['trouble']}")
        return answer

    def stop(self) -> None:
        """End it, and wait."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
