"""Runs in processes of their own, with real ones: their ends, kills, and how they go on."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

import asperity
from asperity.errors import Refusal
from asperity.recipe import example_text
from asperity.run import versions
from asperity.web.jobs.desk import Desk
from asperity.web.jobs.files import KEPT, keep
from asperity.web.jobs.hand import Hand
from asperity.web.jobs.past import past_points
from asperity.web.jobs.work.tell import Done
from asperity.web.store.faces import Faces
from asperity.web.store.record import ENDED, Asked
from asperity.web.store.store import Store

WARM, COLD = "na-thermal-press", "na-cold-press"
GRID = {"fidelity": "full-field", "grid": 32, "threads": 1}
PATIENCE, PAUSE_S = 60_000, 0.01


def until(there):
    """Wait for what is to come."""
    for _ in range(PATIENCE):
        found = there()
        if found:
            return found
        time.sleep(PAUSE_S)
    raise AssertionError("it never came")


def asked(changes=None, **options):
    recipe = asperity.load_recipe(WARM).replace(changes or {})
    return Asked(recipe=recipe.to_toml(), options=options)


def on_grid():
    """A press that takes seconds, of two steps."""
    return Asked(recipe=example_text(COLD), options=GRID)


@cache
def whole():
    """What an uninterrupted press on the grid tells."""
    return asperity.press(asperity.load_recipe(COLD), **GRID)


class Bench:
    """A store and a desk in a folder."""

    def __init__(self, folder, at_once=2):
        self.store = Store(None, folder=folder)
        self.desk = Desk(self.store, at_once=at_once)

    def ended(self, run):
        until(lambda: self.desk.progress(run).state in ENDED)
        return self.store.get(run)

    def close(self):
        self.desk.close()
        self.store.close()


@pytest.fixture
def bench(tmp_path):
    found = Bench(tmp_path)
    yield found
    found.close()


def workers(of):
    """Processes that a process has started and that live."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] not in "ZX" and int(fields[1]) == of:
            found.append(int(stat.parent.name))
    return found


def runs_a(worker):
    words = Path(f"/proc/{worker}/cmdline").read_bytes()
    return b"asperity.web.jobs.work" in words


# --- ends ---


def test_a_run_gives_the_outcome_of_python(bench):
    """Three at once of which two run: each comes to its own end, none disturbs another."""
    names = {
        "done": bench.desk.start(asked()),
        "not carried out": bench.desk.start(asked({"steps.press.temperature": "110 degC"})),
        "refused": bench.desk.start(asked(speed=3)),
    }
    assert bench.desk.progress(names["refused"]).state == "waiting"
    kept = {state: bench.ended(run) for state, run in names.items()}
    assert {run.state for run in kept.values()} == set(names)
    outcome = asperity.press(asperity.load_recipe(WARM))
    assert kept["done"].answer == outcome.to_json()
    assert kept["done"].summary["verdict"] == outcome.verdict.level
    assert kept["done"].summary["resistance_ohm"] == outcome.cell.resistance_ohm
    assert "molten" in kept["not carried out"].reason or kept["not carried out"].reason
    assert "options.speed" in kept["refused"].reason
    assert bench.desk.points(names["done"]) == past_points(kept["done"].answer)
    told = bench.desk.progress(names["done"])
    assert told.finished == tuple(step.name for step in outcome.steps)
    assert (told.fraction, told.left_s, told.resumable) == (1.0, None, False)
    assert [step["name"] for step in bench.desk.step_answers(names["done"])] == list(told.finished)
    with pytest.raises(Refusal, match="done"):
        bench.desk.resume(names["done"])


def test_what_is_no_recipe_is_not_begun(bench):
    with pytest.raises(Refusal):
        bench.desk.start(Asked(recipe="nothing"))
    assert bench.store.find() == []
    with pytest.raises(Refusal, match="no run"):
        bench.desk.progress("0" * 12)


def test_a_server_that_is_ended_marks_its_runs_and_another_goes_on_with_them(tmp_path):
    """The first lets go of one that runs and one that waits; one that waited can be stopped."""
    first = Bench(tmp_path, at_once=1)
    running, waiting, unwanted = (first.desk.start(one) for one in (on_grid(), asked(), asked()))
    first.desk.stop(unwanted)
    assert first.store.get(unwanted).state == "stopped", "it never began"
    until(lambda: first.desk.progress(running).points > 1)
    first.close()
    second = Bench(tmp_path)
    try:
        assert {second.store.get(run).state for run in (running, waiting)} == {"interrupted"}
        assert second.desk.progress(running).resumable
        second.desk.resume(waiting)
        assert second.ended(waiting).state == "done"
    finally:
        second.close()


def test_an_end_that_was_not_stored_yet_is(tmp_path):
    """The worker had ended, the server died before it stored that."""
    store = Store(None, folder=tmp_path)
    kept = store.add(asked(), title="warm", digest="d", state="running")
    done = Done(state="done", answer="{}", summary={"verdict": "good"})
    keep(store.folder_of(kept.id), done)
    Desk(store, at_once=1).close()
    found = store.get(kept.id)
    assert (found.state, found.answer, dict(found.summary)) == ("done", "{}", {"verdict": "good"})
    store.close()


# --- stopped, killed, gone on with ---


def first_step_kept(store, run):
    return until((store.folder_of(run) / KEPT.format(0)).exists)


def test_stopped_and_gone_on_with(bench):
    """A stop keeps the outcome of the steps that are finished; going on repeats none of them."""
    run = bench.desk.start(on_grid())
    first_step_kept(bench.store, run)
    bench.desk.stop(run)
    kept = bench.ended(run)
    assert kept.state == "stopped"
    told = json.loads(kept.answer)
    whole_steps = json.loads(whole().to_json())["steps"]
    assert told["steps"] == whole_steps[: len(told["steps"])]
    assert told["stopped"] == whole_steps[len(told["steps"])]["name"]
    before = (bench.store.folder_of(run) / KEPT.format(0)).stat().st_mtime_ns
    bench.desk.resume(run)
    until(lambda: bench.desk.progress(run).finished)
    assert (bench.store.folder_of(run) / KEPT.format(0)).stat().st_mtime_ns == before
    (worker,) = [one for one in workers(os.getpid()) if runs_a(one)]
    os.kill(worker, signal.SIGKILL)
    kept = bench.ended(run)
    assert kept.state == "interrupted"
    assert "SIGKILL" in kept.reason
    assert bench.desk.progress(run).resumable
    bench.desk.resume(run)
    kept = bench.ended(run)
    assert (kept.state, kept.answer) == ("done", whole().to_json())
    assert not (bench.store.folder_of(run) / KEPT.format(0)).exists()
    assert (bench.store.folder_of(run) / "maps.nc").is_file()


SERVER = """
import sys, time
from pathlib import Path
from asperity.web.jobs.desk import Desk
from asperity.web.store.record import Asked
from asperity.web.store.store import Store
folder, recipe, grid = sys.argv[1:]
store = Store(None, folder=Path(folder))
desk = Desk(store, at_once=1)
options = {"fidelity": "full-field", "grid": int(grid), "threads": 1}
print(desk.start(Asked(recipe=recipe, options=options)), flush=True)
while True:
    time.sleep(1)
"""


def test_a_server_killed_in_mid_run_loses_no_finished_step(tmp_path):
    """kill -9 of the server: its worker ends itself, the run is found interrupted and goes on."""
    words = [sys.executable, "-c", SERVER, str(tmp_path), example_text(COLD), "32"]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    run = server.stdout.readline().strip()
    kept_step = tmp_path / "runs" / run / KEPT.format(0)
    until(kept_step.exists)
    (worker,) = workers(server.pid)
    server.kill()
    server.wait()
    server.stdout.close()
    until(lambda: not Path(f"/proc/{worker}").exists() or not runs_a(worker))
    bench = Bench(tmp_path)
    try:
        told = bench.desk.progress(run)
        assert (told.state, told.resumable) == ("interrupted", True)
        assert "server" in told.reason
        before = kept_step.stat().st_mtime_ns
        bench.desk.resume(run)
        until(lambda: bench.desk.progress(run).finished)
        assert kept_step.stat().st_mtime_ns == before
        assert bench.ended(run).answer == whole().to_json()
    finally:
        bench.close()


def test_steps_of_other_versions_are_pressed_again_and_that_is_said(bench):
    wanted = asked()
    run = bench.store.add(wanted, title="warm", digest="d", state="interrupted").id
    folder = bench.store.folder_of(run)
    head = {
        "format": "asperity-step-1",
        "recipe": asperity.load_recipe(WARM).digest,
        "options": {"fidelity": "mean-field", "grid": 256, "seed": 0},
        "versions": {**versions(), "numpy": "1.0"},
    }
    (folder / KEPT.format(0)).write_bytes(json.dumps(head).encode() + b"\nnothing of worth")
    bench.desk.resume(run)
    kept = bench.ended(run)
    assert kept.state == "done"
    assert "other versions (numpy 1.0)" in kept.summary["note"]
    assert "from the beginning" in kept.summary["note"]
    assert kept.answer == asperity.press(asperity.load_recipe(WARM)).to_json()


def test_a_worker_that_does_not_stop_is_ended(tmp_path):
    """It is held up before it can heed anything."""
    hand = Hand(on_grid(), tmp_path)
    os.kill(hand.pid, signal.SIGSTOP)
    hand.stop(0.1)
    hand.stop(0.1)
    assert list(hand.messages()) == []
    done = hand.lost()
    assert done.state == "stopped"
    assert "did not stop by itself" in done.reason


def test_files_that_may_not_be_named_are_not_gone_on_with_either(tmp_path):
    """It was asked for while nobody else could ask; now others can."""
    store = Store(None, folder=tmp_path)
    wanted = asked({"stack.metal.material": "/tmp/card.toml"})
    run = store.add(wanted, title="x", digest="d", state="interrupted").id
    desk = Desk(store, at_once=1, admit=Faces(tmp_path, anywhere=False).admit)
    for begin in (lambda: desk.start(wanted), lambda: desk.resume(run)):
        with pytest.raises(Refusal, match="shipped card"):
            begin()
    assert store.get(run).state == "interrupted"
    desk.close()
    store.close()
