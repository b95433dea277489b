"""The folder of a sweep: one at a time stores in it, and what ends a sweep is what is told."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import asperity
from asperity.errors import Refusal
from asperity.study import open_sweep, sweep_to
from asperity.study.sweeps import plan_of, store
from asperity.study.sweeps.lock import NAME, Lock

PRESSURE = "steps.press.pressure"
RECIPE = asperity.load_recipe("na-foil")
POINTS = [{PRESSURE: f"{number} MPa"} for number in (2, 3, 4)]


def test_one_at_a_time(tmp_path: Path) -> None:
    first = Lock(tmp_path)
    told = f"process {os.getpid()} on .*; wait for its end"
    with pytest.raises(Refusal, match=told):
        Lock(tmp_path)
    with pytest.raises(Refusal, match="a sweep that is running in"):
        sweep_to(RECIPE, POINTS, tmp_path, workers=1, resume=True)
    assert [file.name for file in tmp_path.iterdir()] == [NAME]
    first.release()
    sweep_to(RECIPE, POINTS, tmp_path, workers=1, resume=True)
    assert not (tmp_path / NAME).exists()


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = {"host": socket.gethostname(), "pid": gone.pid, "born": ""}
    (tmp_path / NAME).write_text(json.dumps(left))
    second = Lock(tmp_path)
    assert json.loads((tmp_path / NAME).read_text())["pid"] == os.getpid() != left["pid"]
    second.release()
    assert list(tmp_path.iterdir()) == []


def test_a_number_that_came_again_is_another_process(tmp_path: Path) -> None:
    Lock(tmp_path)
    told = json.loads((tmp_path / NAME).read_text())
    if not told["born"]:
        pytest.skip("a system that does not tell when a process was begun")
    (tmp_path / NAME).write_text(json.dumps({**told, "born": "before 1"}))
    Lock(tmp_path).release()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "torn", '{"host": "elsewhere", "pid": 1, "born": ""}'])
def test_what_nobody_here_can_know_stays(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(Refusal, match=f"delete the file {NAME}"):
        Lock(tmp_path)
    assert (tmp_path / NAME).read_text() == text


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the index may still not be replaced, as where another program reads it."""
    real, left = store._write, [0]

    def write(path: Path, content: bytes) -> None:
        if path.name == store.INDEX and left[0] > 0:
            left[0] -= 1
            raise PermissionError("held open")
        real(path, content)

    monkeypatch.setattr(store, "_write", write)
    monkeypatch.setattr(store, "PAUSE_S", 0.0)
    return left


@pytest.mark.parametrize("times", [store.PATIENT, 99])
def test_an_index_held_open_ends_no_sweep(tmp_path: Path, held: list[int], times: int) -> None:
    held[0] = times
    found = sweep_to(RECIPE, POINTS, tmp_path, workers=1, outcomes="columns")
    assert found.complete
    assert (tmp_path / store.INDEX).exists() == (times == store.PATIENT)
    assert open_sweep(tmp_path).table.equals(found.table)


def test_what_ended_a_sweep_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space left")

    def stop(done: int, _: int) -> None:
        if done:
            raise KeyboardInterrupt

    monkeypatch.setattr(store, "parquet", full)
    monkeypatch.setattr(store.Store, "_begin", lambda *_: (tmp_path / store.RUNS).mkdir())
    monkeypatch.setattr(store.Store, "put", lambda *_: None)
    with pytest.raises(KeyboardInterrupt):
        sweep_to(RECIPE, POINTS, tmp_path, workers=1, outcomes="columns", told=stop)
    assert not (tmp_path / NAME).exists()


def test_a_long_column_of_bad_values_is_refused_by_some(monkeypatch: pytest.MonkeyPatch) -> None:
    real, tried = asperity.Recipe.replace, list[object]()

    def replace(recipe: asperity.Recipe, values: dict[str, object]) -> asperity.Recipe:
        tried.append(values)
        return real(recipe, values)

    monkeypatch.setattr(asperity.Recipe, "replace", replace)
    with pytest.raises(Refusal, match="write 2 GPa or less"):
        plan_of(RECIPE, [{PRESSURE: f"{3 + number / 999:.4f} GPa"} for number in range(999)])
    assert len(tried) <= 24
    one_good = [{PRESSURE: "3 GPa"}, {PRESSURE: "1 MPa"}, {PRESSURE: "4 GPa"}]
    assert len(plan_of(RECIPE, one_good)) == 3
