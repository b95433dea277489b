"""Whatever is killed in mid-sweep: resumed, no row is lost and none is there twice."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import numpy as np
import pytest
from typer.testing import CliRunner

import asperity
from asperity.cli.app import app
from asperity.study import StoredSweep, axis_of, open_sweep, sweep_to
from asperity.study.many.together import FEWEST
from asperity.study.sweeps import product_of
from tests.study.sweeps import gate
from tests.study.sweeps.cluster import ROOT, Cluster, cluster, ended, gone, killed, until

NAME, ROWS, PARTS = "na-foil", 2, 6
RUNS = ROWS * PARTS
GRID = f"steps.press.pressure=1 MPa..60 MPa:{RUNS}"


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many runs a part, whose outcomes are kept."""
    monkeypatch.setattr("asperity.study.sweeps.plan.WHOLE_ROWS", ROWS)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> StoredSweep:
    """The same sweep by one process, undisturbed."""
    recipe, points = asperity.load_recipe(NAME), product_of([axis_of(GRID)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("asperity.study.sweeps.plan.WHOLE_ROWS", ROWS)
        return sweep_to(recipe, points, tmp_path_factory.mktemp("whole"), workers=1)


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers; who needs both looks that they are there."""
    with cluster(tmp_path_factory.mktemp("dask"), 2) as found:
        yield found


def words(out: Path, *options: str) -> list[str]:
    return ["sweep", NAME, "--grid", GRID, "--out", str(out), "--outcomes", "full", *options]


def sweeping(out: Path, *options: str) -> subprocess.Popen[bytes]:
    """The command, whose parts wait at a gate."""
    command = [sys.executable, "-m", gate.__name__, str(out.parent / "gate"), *words(out, *options)]
    told = {**os.environ, "WHOLE_ROWS": f"{ROWS}"}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env=told, cwd=ROOT)


def stored(out: Path) -> dict[str, int]:
    """Parts that are there, and when they were written."""
    return {file.name: file.stat().st_mtime_ns for file in (out / "runs").glob("part-*")}


def killed_in_the_middle(out: Path, *options: str) -> tuple[dict[str, int], list[int]]:
    """Kill a worker when two parts are stored, the client when four are.

    Tells what is there, and the workers there were.
    """
    way = out.parent / "gate"
    gate.let_pass(way, "a", "b")
    client = sweeping(out, *options)
    try:
        until(lambda: len(stored(out)) == 2 == len(gate.workers(way)), "two parts, two workers")
        killed(gate.workers(way)[0])
        gate.let_pass(way, "c", "d")
        until(lambda: len(stored(out)) == 4, "the sweep goes on without the worker")
    finally:
        ended(client)
        workers = gate.workers(way)
        rmtree(way)
    kept = open_sweep(out)
    assert not kept.complete
    assert len(kept) == 4 * ROWS
    return stored(out), workers


def resumed(out: Path, *options: str) -> None:
    result = CliRunner().invoke(app, words(out, "--resume", *options))
    assert result.exit_code == 0, result.output


def assert_same(out: Path, whole: StoredSweep, before: dict[str, int]) -> None:
    found = open_sweep(out)
    np.testing.assert_array_equal(found.runs, np.arange(RUNS))
    assert found.table.equals(whole.table)
    assert before.items() <= stored(out).items(), "a finished part was pressed again"
    assert len(list((out / "outcomes").iterdir())) == RUNS
    for run in (0, RUNS - 1):
        assert found.outcome(run).to_json() == whole.outcome(run).to_json()
    assert list(out.rglob(".*")) == []


def test_local(tmp_path: Path, whole: StoredSweep) -> None:
    out = tmp_path / "out"
    before, workers = killed_in_the_middle(out, "--workers", "2")
    for pid in workers:
        until(lambda pid=pid: gone(pid), "workers end with the one they work for")
    torn = {f"part-{number:05d}.parquet" for number in range(PARTS)} - set(before)
    (out / "runs" / torn.pop()).write_bytes(b"torn")
    (out / "runs" / ".part-00003.parquet.1.part").write_bytes(b"half")
    resumed(out, "--workers", "1")
    assert_same(out, whole, before)


def test_two_workers_of_a_cluster_give_the_table_of_one_process(
    tmp_path: Path, dask: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    dask.staffed(2)
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr("asperity.study.sweeps.plan.LEAST_ROWS", FEWEST)
    points = product_of([axis_of(GRID.replace(f":{RUNS}", f":{2 * FEWEST}"))])
    recipe = asperity.load_recipe(NAME)
    with distributed.Client(dask.address, set_as_default=False) as client:
        there = sweep_to(recipe, points, tmp_path / "there", client=client, outcomes="columns")
    here = sweep_to(recipe, points, tmp_path / "here", workers=1, outcomes="columns")
    assert len(stored(here.folder)) == 2
    assert there.table.equals(here.table)
    for name in stored(here.folder):
        paths = (there.folder / "runs" / name, here.folder / "runs" / name)
        assert paths[0].read_bytes() == paths[1].read_bytes()


def test_on_a_cluster(tmp_path: Path, whole: StoredSweep, dask: Cluster) -> None:
    dask.staffed(2)
    out = tmp_path / "out"
    before, _ = killed_in_the_middle(out, "--scheduler", dask.address)
    resumed(out, "--scheduler", dask.address)
    assert_same(out, whole, before)
