"""The map of a gap in a browser's hands: what a byte stands for, and how a message is read."""

import json
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from asperity.web.api.socket import message
from asperity.web.jobs.progress import GapMap
from asperity.web.jobs.work.eyes import in_bytes

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed")
TRY = """
import { readFileSync } from "node:fs";
const page = await import(process.argv[2]);
const bytes = readFileSync(process.argv[3]);
const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
let seen = null;
globalThis.requestAnimationFrame = () => 1;
const view = { paint() {}, turn: null };
page.default.methods.take.call(view, data, null);
seen = view.waiting;
const told = [0, 1, 128, 255].map((byte) => page.gap(seen.header, byte));
const table = Array.from(page.colours(seen.header));
console.log(JSON.stringify({ header: seen.header, pixels: Array.from(seen.pixels), told, table,
  lengths: [0, 1e-12, 3.3e-9, 2.5e-6, 4e-3].map(page.length) }));
"""


def in_page(seen: GapMap, folder: Path) -> dict[str, object]:
    script = (files("asperity.web.parts.gapmap") / "gapmap.js").read_text("utf-8")
    exported = f"{script}\nexport {{ gap, colours, length }};\n"
    (folder / "gapmap.mjs").write_text(exported, "utf-8")
    (folder / "try.mjs").write_text(TRY, "utf-8")
    (folder / "message").write_bytes(message(seen, (seen.face, "b:c")))
    assert NODE is not None
    asked = [NODE, str(folder / "try.mjs"), str(folder / "gapmap.mjs"), str(folder / "message")]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60)
    told: dict[str, object] = json.loads(done.stdout)
    return told


def a_map(gap: np.ndarray, *, widest: float) -> GapMap:
    (low, high), pixels = in_bytes(gap)
    return GapMap(
        number=7,
        face="a:b",
        step="press – µ",
        time_s=1.5,
        shape=(gap.shape[0], gap.shape[1]),
        low_m=low,
        high_m=high,
        pixels=pixels.tobytes(),
        contact_fraction=0.5,
        widest_m=widest,
        decades=low > 0,
    )


def test_the_page_reads_what_the_server_sends(tmp_path: Path) -> None:
    gap = np.array([[0.0, 1e-9, 1e-8], [1e-7, 5e-7, 1e-6]])
    seen = a_map(gap, widest=4e-6)
    told = in_page(seen, tmp_path)
    header = told["header"]
    assert isinstance(header, dict)
    assert (header["number"], header["step"], header["faces"]) == (7, "press – µ", ["a:b", "b:c"])
    assert bytes(told["pixels"]) == seen.pixels
    assert told["told"] == pytest.approx([0.0, 1e-10, 1e-8, 1e-6], rel=1e-6)
    assert told["lengths"] == ["0 nm", "0 nm", "3.3 nm", "2.5 µm", "4 mm"]


def test_colours_stay_while_the_face_closes(tmp_path: Path) -> None:
    wide = in_page(a_map(np.array([[0.0, 1e-6]]), widest=1e-6), tmp_path)["table"]
    narrow = in_page(a_map(np.array([[0.0, 1e-8]]), widest=1e-6), tmp_path)["table"]
    assert isinstance(wide, list)
    assert isinstance(narrow, list)
    assert wide[0] == narrow[0]  # contact
    assert wide[0] not in wide[1:]
    assert wide[128] != narrow[128]
    # 10 nm is 255 of the narrow map and halfway (in decades) up the wide one
    assert narrow[255] == wide[128]


def test_a_face_that_touches_everywhere_is_painted(tmp_path: Path) -> None:
    told = in_page(a_map(np.zeros((2, 2)), widest=0.0), tmp_path)
    table = told["table"]
    assert isinstance(table, list)
    assert all(isinstance(colour, int) for colour in table)
