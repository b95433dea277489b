"""What takes a minute and is asked for by pages and by tests alike, worked out once.

An answer is kept under `build/` with a mark of all it rests on: the source and the data of the
program, the script that asks, and the versions of what they compute with. With another mark it is
worked out anew.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import scipy

import asperity
from asperity.outcome.plain import from_plain
from asperity.study.design import Design

SOURCE = Path(asperity.__file__).parent
HERE = Path(__file__).parent
FOLDER = HERE.parent / "build" / "kept"
READ = (".py", ".toml", ".csv", ".json")


@cache
def mark() -> str:
    """A digest of everything that an answer rests on."""
    told = hashlib.sha256(f"{sys.version} {np.__version__} {scipy.__version__}".encode())
    for root in (SOURCE, HERE):
        for file in sorted(one for one in root.rglob("*") if one.suffix in READ):
            told.update(f"\n{file.relative_to(root).as_posix()}\n".encode())
            told.update(file.read_bytes())
    return told.hexdigest()


def kept(name: str, work: Callable[[], Design]) -> Design:
    """The design of that name as it was kept, else as it is worked out now."""
    file = FOLDER / f"{name}.json"
    if file.is_file():
        found = json.loads(file.read_text("utf-8"))
        if found["mark"] == mark():
            return from_plain(Design, found["design"])
    made = work()
    FOLDER.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(f".{os.getpid()}")
    text = json.dumps({"mark": mark(), "design": made.to_dict()}, allow_nan=False)
    half.write_text(text, "utf-8")
    half.replace(file)  # whoever reads meanwhile has the old one or the new one, whole
    return made
