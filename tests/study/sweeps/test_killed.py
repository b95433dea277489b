"""Whatever is killed in mid-sweep: resumed, no row is lost and none is there twice."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

import asperity
from asperity.study import StoredSweep, axis_of, open_sweep, sweep_to
from asperity.study.sweeps import product_of
from tests.study.sweeps.cluster import Cluster, cluster, ended, killed, until

NAME, RUNS, PARTS = "na-foil", 48, 6
GRID = f"steps.press.pressure=1 MPa..60 MPa:{RUNS}"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> StoredSweep:
    """The same sweep by one process, undisturbed."""
    recipe, points = asperity.load_recipe(NAME), product_of([axis_of(GRID)])
    return sweep_to(recipe, points, tmp_path_factory.mktemp("whole"), workers=1)


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers; a test that kills one hires another."""
    with cluster(tmp_path_factory.mktemp("dask"), 2) as found:
        yield found


def sweeping(out: Path, *options: str) -> subprocess.Popen[bytes]:
    words = ["sweep", NAME, "--grid", GRID, "--out", str(out), *options]
    return subprocess.Popen([sys.executable, "-m", "asperity", *words], stdout=subprocess.DEVNULL)


def stored(out: Path) -> dict[str, int]:
    """Parts that are there, and when they were written."""
    return {file.name: file.stat().st_mtime_ns for file in (out / "runs").glob("part-*")}


def killed_in_the_middle(client: subprocess.Popen[bytes], out: Path, worker: int) -> dict[str, int]:
    """Kill a worker when the first part is stored, the client when more are; tell what is there."""
    killed(worker)
    there = len(stored(out))
    until(lambda: len(stored(out)) > there, "the sweep goes on without the worker")
    ended(client)
    found = stored(out)
    assert 0 < len(found) < PARTS, "killed too late to show anything"
    kept = open_sweep(out)
    assert not kept.complete
    assert len(kept) == len(found) * RUNS // PARTS
    return found


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
    client = sweeping(out, "--outcomes", "full", "--workers", "2")
    try:
        until(lambda: bool(stored(out)), "a first part")
        workers = psutil.Process(client.pid).children()
        assert len(workers) == 2
        before = killed_in_the_middle(client, out, workers[0].pid)
        _, alive = psutil.wait_procs(workers, timeout=30)
        assert alive == [], "workers outlive the one they work for"
    finally:
        ended(client)
    (out / "runs" / f"part-{PARTS - 1:05d}.parquet").write_bytes(b"torn")
    (out / "runs" / ".part-00003.parquet.1.part").write_bytes(b"half")
    assert sweeping(out, "--outcomes", "full", "--workers", "2", "--resume").wait() == 0
    assert_same(out, whole, before)


def test_on_a_cluster(tmp_path: Path, whole: StoredSweep, dask: Cluster) -> None:
    out = tmp_path / "out"
    client = sweeping(out, "--scheduler", dask.address)
    try:
        until(lambda: bool(stored(out)), "a first part")
        fired = dask.workers.pop(0)
        before = killed_in_the_middle(client, out, fired.pid)
        fired.wait()
    finally:
        ended(client)
    dask.hire()
    assert sweeping(out, "--scheduler", dask.address, "--resume").wait() == 0
    assert_same(out, whole, before)


def test_two_workers_of_a_cluster_give_the_table_of_one_process(
    tmp_path: Path, dask: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr("asperity.study.sweeps.plan.LEAST_ROWS", 3)
    recipe, points = asperity.load_recipe(NAME), product_of([axis_of(GRID.replace("48", "12"))])
    with distributed.Client(dask.address, set_as_default=False) as client:
        there = sweep_to(recipe, points, tmp_path / "there", client=client, outcomes="columns")
    here = sweep_to(recipe, points, tmp_path / "here", workers=1, outcomes="columns")
    assert len(stored(here.folder)) == 4
    assert there.table.equals(here.table)
    for name in stored(here.folder):
        paths = (there.folder / "runs" / name, here.folder / "runs" / name)
        assert paths[0].read_bytes() == paths[1].read_bytes()
