"""The grid through every door: one outcome, maps that come back, a stop that keeps its steps."""

import json
import pathlib
import subprocess
import sys
from functools import cache
from io import BytesIO

import h5netcdf
import numpy as np
import pytest
from typer.testing import CliRunner

import asperity
from asperity.cli.app import app
from asperity.errors import Interrupted, Refusal, Stopped
from asperity.outcome import Outcome
from asperity.report.html import page
from asperity.run import fidelity, machine
from asperity.stack import build

CHANGES = {
    "steps.press.pressure": "0.3 MPa",
    "steps.press.dwell": "10 s",
    "steps.release.pressure": "0.1 MPa",
    "press.atmosphere": "vacuum",
}
WORDS = ["press", "na-cold-press", *(f"--set={path}={value}" for path, value in CHANGES.items())]
FULL = ["--fidelity", "full-field", "--grid", "32", "--threads", "1"]


def recipe():
    return asperity.load_recipe("na-cold-press").replace(CHANGES)


@cache
def outcome():
    return asperity.press(recipe(), fidelity="full-field", grid=32, seed=5, threads=1)


@cache
def pressed_by_command(folder):
    files = {flag: folder / flag for flag in ("json", "maps", "report")}
    words = [word for flag, file in files.items() for word in (f"--{flag}", str(file))]
    return CliRunner().invoke(app, [*WORDS, *FULL, "--seed", "5", *words]), files


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    return pressed_by_command(tmp_path_factory.mktemp("pressed"))


def test_python_and_command_line(command):
    result, files = command
    assert result.exit_code == 0
    with pathlib.Path(files["json"]).open(encoding="utf-8") as file:
        assert Outcome.from_dict(json.load(file)) == outcome()
    with pathlib.Path(files["maps"]).open("rb") as file:
        assert_maps(BytesIO(file.read()), outcome())
    with pathlib.Path(files["report"]).open(encoding="utf-8") as file:
        assert file.read() == page(outcome())
    assert "Full-field prediction" in result.stdout


def assert_maps(file, made):
    (maps,) = made.maps
    with h5netcdf.File(file, "r") as read:
        assert read.attrs["recipe_digest"] == made.digest
        assert read.attrs["fidelity"] == "full-field"
        group = read["metal_electrolyte"]
        assert group.attrs["interface"] == "metal:electrolyte"
        assert group.attrs["seed"] == 5
        assert [name.decode() for name in group["step"][:]] == ["press", "release"]
        for name, unit, frames in (
            ("gap", "m", maps.ends),
            ("pressure", "Pa", maps.ends),
            ("frame_gap", "m", maps.frames),
            ("frame_pressure", "Pa", maps.frames),
        ):
            field = "contact_pa" if name.endswith("pressure") else "gap_m"
            stored = group[name]
            assert stored.attrs["units"] == unit
            assert len(stored.dimensions) == 3
            for index, frame in enumerate(frames):
                np.testing.assert_array_equal(stored[index], getattr(frame, field))
        np.testing.assert_allclose(group["x"][:], 20e-6 / 32 * np.arange(32))
        times = [frame.time_s for frame in maps.frames]
        np.testing.assert_array_equal(group["frame_time"][:], times)


def test_maps_stay_out_of_the_json():
    data = outcome().to_dict()
    assert data["fidelity"] == "full-field"
    assert "maps" not in data
    assert Outcome.from_dict(data) == outcome()
    assert Outcome.from_dict(data).maps == ()
    assert not outcome().maps[0].ends[0].gap_m.flags.writeable


def test_the_outcome_says_what_it_rests_on():
    (told,) = [text for text in outcome().warnings if text.startswith("interfaces.")]
    for part in (
        "32 by 32 points 625 nm apart",
        "20 um by 20 um",
        "seed 5",
        "10 um to 2.5 um",
        "2.38 um to 0.02 um in the mean field",
    ):
        assert part in told
    assert any("points across" in text for text in outcome().warnings)


def test_threads_and_watching_change_nothing():
    events = []
    watched = asperity.press(
        recipe(), fidelity="full-field", grid=32, seed=5, threads=2, watch=events.append
    )
    assert watched == outcome()
    assert len(events) > 100
    for step in watched.steps:
        shares = [event.fraction for event in events if event.step == step.name]
        assert shares == sorted(shares)
        assert (shares[0], shares[-1]) == (0.0, 1.0)


# --- stopping ---


def stopping(how, step):
    def watch(event):
        if event.step == step and event.fraction > 0:
            raise how

    return watch


@pytest.mark.parametrize(("how", "kind"), [(Stopped, Stopped), (KeyboardInterrupt, Interrupted)])
@pytest.mark.parametrize("closely", ["mean-field", "full-field"])
def test_a_stop_keeps_the_finished_steps(how, kind, closely):
    with pytest.raises(kind) as stop:
        asperity.press(
            recipe(), fidelity=closely, grid=32, seed=5, watch=stopping(how, "release"), threads=1
        )
    kept = stop.value.kept
    assert [step.name for step in kept.steps] == ["press"]
    assert kept.stopped == "release"
    assert kept.cell is None
    assert kept.warnings[0].startswith("stopped during step release")
    whole = outcome() if closely == "full-field" else asperity.press(recipe())
    assert kept.steps[0] == whole.steps[0]
    assert [[end.step for end in face.ends] for face in kept.maps] == (
        [["press"]] if closely == "full-field" else []
    )
    assert Outcome.from_dict(kept.to_dict()) == kept
    assert "stopped during release" in page(kept)


def test_a_stop_in_the_first_step_keeps_nothing():
    with pytest.raises(Stopped) as stop:
        asperity.press(recipe(), fidelity="full-field", grid=32, watch=stopping(Stopped, "press"))
    assert stop.value.kept is None


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_keeps_and_writes_what_is_finished(tmp_path):
    """The run ends at the signal: what comes after is only writing."""
    file = tmp_path / "kept.json"
    script = (
        "import os, signal, sys\n"
        "from asperity.cli import app, progress\n"
        "from contextlib import contextmanager\n"
        "seen = []\n"
        "def watch(event):\n"
        "    if event.step == 'release' and event.fraction > 0:\n"
        "        seen.append(event)\n"
        "        assert len(seen) < 3, 'the signal was not heard'\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "@contextmanager\n"
        "def watching(*, quiet):\n"
        "    yield watch\n"
        "from asperity.cli.verbs import press\n"
        "press.watching = watching\n"
        f"sys.argv = ['asperity', *{[*WORDS, *FULL]!r}, '--json', {str(file)!r}]\n"
        "app.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 130, done.stderr
    assert "stopped during release" in done.stderr
    kept = Outcome.from_dict(json.loads(file.read_text("utf-8")))
    assert [step.name for step in kept.steps] == ["press"]


# --- refusals ---


def test_a_grid_beyond_the_memory_is_refused_with_its_size(monkeypatch):
    monkeypatch.setattr(machine, "memory", lambda: 2_000_000_000)
    with pytest.raises(Refusal) as refused:
        asperity.press(recipe(), fidelity="full-field", grid=4096)
    words = str(refused.value)
    assert words.startswith("grid: found 4096, which needs ")
    assert " GB of 2 GB; write " in words
    fits = int(words.split("; write ")[1].split(maxsplit=1)[0])
    stack = build(recipe())
    assert fidelity.needed(stack, fits) <= 2e9 < fidelity.needed(stack, fits + 1)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"grid": 16}, "grid: found 16; write a number of points a side, 32 to 8192"),
        ({"grid": 9000}, "grid: found 9000; write a number of points a side, 32 to 8192"),
        ({"grid": 64.5}, "grid: found 64.5; write a number of points a side, 32 to 8192"),
        ({"threads": 0}, "threads: found 0; write 1 or more"),
        ({"fidelity": "full"}, 'fidelity: found "full"; write one of: mean-field, full-field'),
    ],
)
def test_refusals(options, words):
    with pytest.raises(Refusal) as refused:
        asperity.press(recipe(), **({"fidelity": "full-field"} | options))
    assert str(refused.value) == words


def test_no_grid_without_a_rough_face():
    foil = asperity.load_recipe("na-foil")
    full = asperity.press(foil, fidelity="full-field", grid=8192)
    mean = asperity.press(foil)
    assert full.steps == mean.steps
    assert full.maps == ()


def test_the_mean_field_loads_no_compiler():
    script = (
        "import sys, asperity\n"
        "asperity.press(asperity.load_recipe('na-cold-press'))\n"
        "heavy = [m for m in sys.modules if m in {'numba', 'h5py', 'PIL', 'asperity.contact'}]\n"
        "print(heavy)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    assert done.stdout.decode().strip() == "[]"
