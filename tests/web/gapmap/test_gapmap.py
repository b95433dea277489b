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
  lengths: [0, 1e-12, 3.3e-9, 2.5e-6, 4e-3].map((one) => page.length(one)),
  read: [1, 2, 255].map((byte) => page.told(seen.header, byte)),
  times: [0, 5e-4, 0.25, 600].map(page.duration), contact: page.CONTACT, anchors: page.ANCHORS }));
"""


def in_page(seen: GapMap, folder: Path) -> dict[str, object]:
    script = (files("asperity.web.parts.gapmap") / "gapmap.js").read_text("utf-8")
    exported = f"{script}\nexport {{ gap, colours, length, told, duration, CONTACT, ANCHORS }};\n"
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
    assert told["read"] == ["0.1 nm or less", "0.1 nm", "1 µm"]
    assert told["times"] == ["0 s", "500 µs", "250 ms", "10 min"]


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


NO_RED_OR_GREEN = (
    np.eye(3),
    np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
)
"""Linear RGB as seen by most, without green cones, without red cones (Machado et al. 2009)."""
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def lab(colour: np.ndarray, sight: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of sRGB 0 to 1, (..., 3), to an eye."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ sight.T, 0, 1) @ TO_XYZ.T / TO_XYZ.sum(axis=1)
    f = np.where(seen > 0.008856, np.cbrt(seen), 7.787 * seen + 16 / 116)
    x, y, z = np.moveaxis(f, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


@pytest.mark.parametrize("sight", NO_RED_OR_GREEN, ids=["most", "no green", "no red"])
def test_contact_looks_like_no_gap(sight: np.ndarray, tmp_path: Path) -> None:
    """Far from every shade of the scale for every eye; orange was as near as 8."""
    told = in_page(a_map(np.array([[0.0, 1e-6]]), widest=1e-6), tmp_path)
    anchors = np.array(told["anchors"]) / 255
    place = np.linspace(0, len(anchors) - 1, 101)
    known = np.arange(len(anchors))
    scale = np.stack([np.interp(place, known, column) for column in anchors.T], axis=-1)
    contact = lab(np.array(told["contact"]) / 255, sight)
    assert np.linalg.norm(lab(scale, sight) - contact, axis=-1).min() > 18
