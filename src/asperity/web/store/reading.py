"""A process that reads one measured face and tells what it is: `python -m` this, file, options."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from asperity.errors import Refusal
from asperity.topography import levelled, read_map
from asperity.topography.statistics import rms
from asperity.units import to_si

if sys.platform != "win32":
    import resource

MEMORY: Final = 3_000_000_000
TIME_S: Final = 50
"""Of the processor; whoever asked waits somewhat longer."""


def limit() -> None:
    """From here on: so much memory and time, no new file, no memory image on its end."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (TIME_S, TIME_S))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(file: str, asked: Mapping[str, str | None]) -> dict[str, Any]:
    """What is in the file, SI. Raises Refusal for what is no map."""
    spacing = asked.get("spacing")
    face = read_map(
        file,
        spacing=to_si(spacing, "length", "spacing") if spacing else None,
        unit=asked.get("unit") or None,
        channel=asked.get("channel") or None,
    )
    return {
        "shape": face.shape,
        "size_m": face.size,
        "spacing_m": face.spacing,
        "rms_height_m": rms(levelled(face)),
        "hole_share": face.hole_share,
    }


def main(file: str, asked: str) -> dict[str, Any]:
    """What is in the file, or why it is refused."""
    limit()
    try:
        return read(file, json.loads(asked))
    except Refusal as refusal:
        return {"where": refusal.where, "found": refusal.found, "instead": refusal.instead}
    except MemoryError:
        found = "a map that is too large to be read here"
        return {"where": file, "found": found, "instead": "crop or coarsen it"}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(str(Path(sys.argv[1])), sys.argv[2])))
