"""Measured faces that visitors bring along: kept as files, read by a process apart."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from types import MappingProxyType
from typing import Any, Final

from asperity.errors import Refusal, quoted
from asperity.recipe import Recipe
from asperity.web.store.named import asked_files, card_files

LARGEST: Final = 64_000_000
"""Bytes of a file."""
ALL: Final = 8_000_000_000
"""Bytes of all files that were ever brought."""
PATIENCE_S: Final = 60
CLIPPED: Final = 40
"""Letters of a path that a refusal surely tells."""
READERS: Final = 2
"""Files that are read at the same time."""
ELSEWHERE = "bring the file along by uploading it, and name what the upload tells"
SHIPPED = "name a shipped card: files of the server are read where nobody else can ask"
_NONE: Final[Mapping[str, object]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A measured face that was read.

    Attributes:
        path: of its file on the server; what a recipe names as `map`
        name: of the file, as the visitor calls it
        shape: rows and columns
        size_m: extent along y and x
        spacing_m: distance of neighbouring points along y and x
        rms_height_m: of the heights that were measured, about their best plane
        hole_share: share of points without a height
    """

    path: str
    name: str
    shape: tuple[int, int]
    size_m: tuple[float, float]
    spacing_m: tuple[float, float]
    rms_height_m: float
    hole_share: float


class Faces:
    """Files of faces, in a folder of their own; any number of threads may use it at once.

    Args:
        folder: of the server
        anywhere: whether recipes may name files of this machine that were not brought: where
            nobody else can ask
    """

    def __init__(self, folder: Path, *, anywhere: bool) -> None:
        self._folder = (folder / "uploads").resolve()
        self._anywhere = anywhere
        self._turn = threading.BoundedSemaphore(READERS)

    def keep(
        self,
        name: str,
        content: bytes,
        *,
        spacing: str | None = None,
        unit: str | None = None,
        channel: str | None = None,
    ) -> Face:
        """Keep a file that is a map; one that is none is not kept.

        Args:
            name: of the file; its ending tells the format
            content: of the file
            spacing: distance of its points, "50 nm" for example, where the file does not tell it
            unit: of its heights, likewise
            channel: of heights, where the file has several

        Raises:
            Refusal: a file that is no map, too large, or takes too long or too much to read.
        """
        if not 0 < len(content) <= LARGEST:
            found = f"{len(content) / 1e6:.3g} MB" if content else "an empty file"
            raise Refusal("file", found, f"send a map of at most {LARGEST / 1e6:.0f} MB")
        place = self._folder / hashlib.sha256(content).hexdigest()[:16]
        file = place / _decent(name)
        with self._turn:
            part = self._written(file, content)
            try:
                told = _told(part, name, {"spacing": spacing, "unit": unit, "channel": channel})
                part.replace(file)
            finally:
                part.unlink(missing_ok=True)
                _swept(part.parent, place)
        return Face(
            path=str(file),
            name=name,
            shape=(told["shape"][0], told["shape"][1]),
            size_m=(told["size_m"][0], told["size_m"][1]),
            spacing_m=(told["spacing_m"][0], told["spacing_m"][1]),
            rms_height_m=told["rms_height_m"],
            hole_share=told["hole_share"],
        )

    def admit(self, recipe: Recipe, options: Mapping[str, object] = _NONE) -> None:
        """Let a recipe, and what is asked of it, name only what was brought, where others can ask.

        Cards are then shipped ones: a card file is on the server's disk.

        Raises:
            Refusal: another file of this machine is named.
        """
        named = () if self._anywhere else (*card_files(recipe), *asked_files(options))
        for where, text in named:
            raise Refusal(where, quoted(text), SHIPPED)
        for number, face in enumerate(recipe.interfaces):
            if face.map is None:
                continue
            file, where = Path(face.map), f"interfaces[{number}].map"
            if not file.is_absolute():
                raise Refusal(where, quoted(face.map), ELSEWHERE)
            if not self._anywhere and not file.resolve().is_relative_to(self._folder):
                raise Refusal(where, quoted(file.name), ELSEWHERE)

    def _written(self, file: Path, content: bytes) -> Path:
        """The content in a file under the same name, aside."""
        kept = sum(one.stat().st_size for one in self._folder.rglob("*") if one.is_file())
        if kept + len(content) > ALL:
            found = f"{kept / 1e9:.1f} GB of uploads already"
            raise Refusal("file", found, f"remove old ones from {self._folder} on the server")
        aside = file.parent / token_hex(6)
        aside.mkdir(parents=True)
        part = aside / file.name
        part.write_bytes(content)
        return part


def _decent(name: str) -> str:
    """The name of a file that no system minds, with its ending."""
    plain = name.replace("\\", "/").rpartition("/")[2]
    found = re.sub(r"[^A-Za-z0-9._-]+", "_", plain).lstrip(".")[-80:]
    return found or "face"


def _swept(*folders: Path) -> None:
    """Remove folders that are empty."""
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:
            continue


def _told(file: Path, name: str, asked: dict[str, str | None]) -> dict[str, Any]:
    """What a process of its own reads in the file, in limited time and memory."""
    # -P: nothing is imported from where the process happens to be
    command = [sys.executable, "-P", "-m", "asperity.web.store.reading"]
    try:
        done = subprocess.run(
            [*command, str(file), json.dumps(asked)],
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        told: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        found = f"a file that is still not read after {PATIENCE_S} s"
        raise Refusal(_shown(name), found, "crop or coarsen it") from None
    except ValueError:
        found = "a file that cannot be read in the memory there is"
        cure = "crop or coarsen it, or save it again as text or .npy"
        raise Refusal(_shown(name), found, cure) from None
    if "where" in told:
        of_file = told["where"][:CLIPPED] == str(file)[:CLIPPED]
        where = _shown(name) if of_file else told["where"]
        raise Refusal(where, told["found"], told["instead"])
    return told


def _shown(name: str) -> str:
    return quoted(name)[1:-1] or "file"
