"""A press that can be gone on with: what its finished steps left, in the folder of the run.

A file a step, written whole: a line of JSON that says of which recipe, options and versions it is
and what the rest has to be, then the rest. It is read from the server's own folder only, and only
after that line fits.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from asperity.outcome import StepOutcome
from asperity.process.march import Trace
from asperity.run import Reached
from asperity.web.jobs.files import KEPT, written

FORMAT = "asperity-step-1"
LONGEST_LINE = 10_000


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """Steps of a run that are kept in a folder.

    Attributes:
        folder: the run's own
        key: what a step that is gone on with has to agree in: recipe, options, versions
    """

    folder: Path
    key: Mapping[str, Any]

    def keep(self, reached: Reached) -> None:
        """Write the newest step down."""
        at = len(reached.traces) - 1
        step = reached.steps[at] if at < len(reached.steps) else None
        body = _packed((reached.traces[at], step))
        head = {"format": FORMAT, **self.key, "sha256": sha256(body).hexdigest()}
        line = json.dumps(head, sort_keys=True).encode()
        written(self._file(at), line + b"\n" + body)

    def read(self) -> tuple[Reached, str]:
        """How far the run came, and why no farther although there is more; empty where it is all.

        Steps are taken up to the first that is missing, damaged, or of another recipe, other
        options or other versions.
        """
        traces: list[Trace] = []
        steps: list[StepOutcome] = []
        while True:
            file = self._file(len(traces))
            if file.is_symlink() or not file.is_file():
                return Reached(traces=tuple(traces), steps=tuple(steps)), ""
            try:
                trace, step = self._step(file)
            except _UnfitError as unfit:
                return Reached(traces=tuple(traces), steps=tuple(steps)), str(unfit)
            traces.append(trace)
            steps += [] if step is None else [step]

    def _file(self, at: int) -> Path:
        return self.folder / KEPT.format(at)

    def _step(self, file: Path) -> tuple[Trace, StepOutcome | None]:
        with file.open("rb") as stream:
            line, body = stream.readline(LONGEST_LINE), stream.read()
        try:
            head = json.loads(line)
        except ValueError:
            head = None
        if not isinstance(head, dict) or head.get("format") != FORMAT:
            raise _UnfitError("what was kept of it cannot be read")
        for name, wanted in json.loads(json.dumps(dict(self.key))).items():
            if head.get(name) != wanted:
                raise _UnfitError(f"what was kept of it is of other {name}{_told(head, wanted)}")
        if head.get("sha256") != sha256(body).hexdigest():
            raise _UnfitError("what was kept of it is damaged")
        found: tuple[Trace, StepOutcome | None] = pickle.loads(body)
        return found


class _UnfitError(Exception):
    """A file that cannot be gone on with."""


def _told(head: Mapping[str, Any], wanted: object) -> str:
    """Which versions, in words; nothing of what is no table of versions."""
    had = head.get("versions")
    if not isinstance(had, dict) or not isinstance(wanted, dict) or had == wanted:
        return ""
    differ = (f"{name} {had.get(name)}" for name in wanted if had.get(name) != wanted[name])
    return f" ({', '.join(differ)})"


class _Packer(pickle.Pickler):
    """Packs what steps hold; read-only tables stay so."""

    def reducer_override(self, thing: Any) -> Any:
        """How a thing is packed that packs itself badly, or not at all."""
        if isinstance(thing, MappingProxyType):
            return _read_only, (dict(thing),)
        return NotImplemented


def _read_only(table: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(table)


def _packed(thing: object) -> bytes:
    buffer = BytesIO()
    packer: Callable[[object], None] = _Packer(buffer, protocol=5).dump
    packer(thing)
    return buffer.getvalue()
