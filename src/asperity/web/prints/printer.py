"""Reports and pictures of outcomes, made by a process beside the server, for they take seconds."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from pathlib import Path
from typing import Any, Final

from asperity.web.prints.made import begin, made

LIVES: Final = 200
"""Prints after which a process makes way for a fresh one."""


class Printer:
    """Makes one print at a time; whoever asks waits, the pages of others do not."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: ProcessPoolExecutor | None = None
        self._closed = False

    def report(self, outcome: str, maps: Path | None = None) -> str:
        """The HTML report of an outcome's JSON, with the maps in a file."""
        done: str = self._made("report", outcome, maps=maps)
        return done

    def pdf(self, outcome: str, maps: Path | None = None) -> bytes:
        """The report as a PDF. Raises Refusal where the typesetter is not installed."""
        done: bytes = self._made("pdf", outcome, maps=maps)
        return done

    def drawn(self, outcome: str) -> list[tuple[str, str]]:
        """Titles and figures, SVG in the colours of whichever page they stand on."""
        done: list[tuple[str, str]] = self._made("drawn", outcome)
        return done

    def figures(self, outcome: str) -> dict[str, str]:
        """The figures of an outcome's JSON by name, each an SVG by itself."""
        done: dict[str, str] = self._made("figures", outcome)
        return done

    def png(self, svg: str) -> bytes:
        """A figure as pixels. Raises Refusal where the typesetter is not installed."""
        done: bytes = self._made("png", svg)
        return done

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._closed = True
            process, self._process = self._process, None
        if process is not None:
            process.shutdown(wait=False, cancel_futures=True)
            _ended(process)

    def _made(self, kind: str, told: str, **more: Path | None) -> Any:
        """A print of a text; a process that was killed is begun anew once."""
        try:
            return self._begun().submit(made, kind, told, **more).result()
        except BrokenExecutor:
            with self._lock:
                self._process = None
            return self._begun().submit(made, kind, told, **more).result()

    def _begun(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._closed:
                raise RuntimeError("the printer is closed")
            if self._process is None:
                spawn = multiprocessing.get_context("spawn")
                self._process = ProcessPoolExecutor(
                    1, mp_context=spawn, max_tasks_per_child=LIVES, initializer=begin
                )
            return self._process


def _ended(pool: ProcessPoolExecutor) -> None:
    """End what it is at: its prints can be made again at any time."""
    for worker in list((getattr(pool, "_processes", None) or {}).values()):
        worker.terminate()
