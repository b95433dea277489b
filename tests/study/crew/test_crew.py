"""Tasks over processes: whoever does them and whatever befalls the workers, the answers stay."""

import subprocess
import sys
from pathlib import Path
from typing import IO

import numpy as np
import pytest

import asperity
from asperity.errors import Refusal
from asperity.study.crew import Crew, WorkerLostError, cut, each, hand, press_all, worker
from asperity.study.many import Points
from asperity.study.many.together import FEWEST
from tests.study.crew import chores

COLD = asperity.load_recipe("na-foil")


@pytest.mark.parametrize("workers", [1, 2])
def test_every_task_is_answered_once_and_told(workers: int) -> None:
    told: list[tuple[int, int]] = []
    found = dict(each(chores.squared, range(9), workers=workers, told=lambda *n: told.append(n)))
    assert found == {number: number * number for number in range(9)}
    assert told == [(done, 9) for done in range(1, 10)]


def test_nothing_to_do_is_done() -> None:
    assert list(each(chores.squared, [], workers=2)) == []


def test_a_crew_keeps_its_workers_and_ends_them() -> None:
    with Crew(workers=2) as crew:
        assert len(dict(crew.each(chores.squared, range(4)))) == 4
        first = crew.pids
        assert set(dict(crew.each(chores.threads, range(4))).values()) == {"1"}
        assert set(crew.pids) == set(first)
    assert not [pid for pid in first if Path(f"/proc/{pid}").exists()]


def test_a_task_whose_worker_is_killed_is_done_again(tmp_path: Path) -> None:
    tasks = [(number, str(tmp_path)) for number in range(6)]
    found = dict(each(chores.dying_once, tasks, workers=2))
    assert found == {number: number * number for number in range(6)}
    assert len(list(tmp_path.iterdir())) == 2, "no worker was killed"


def test_a_task_that_ends_every_worker_is_not_tried_for_ever() -> None:
    with pytest.raises(WorkerLostError, match="ended 3 worker processes"):
        list(each(chores.dying, range(4), workers=2))


def test_a_worker_that_cannot_start_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asperity.study.crew.hand.START", "import sys; sys.exit(7)  # {module}")
    told = "^a worker could not start: it ended with exit code 7"
    with Crew(workers=2) as crew, pytest.raises(WorkerLostError, match=told):
        list(crew.each(chores.squared, range(2)))


def test_a_worker_whose_answer_was_not_read_is_not_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[bytes] = []

    def receive(stream: IO[bytes]) -> bytes:
        read.append(worker.receive(stream) if len(read) != 1 else b"")
        if not read[-1]:
            raise MemoryError
        return read[-1]

    monkeypatch.setattr(hand, "receive", receive)
    with Crew(workers=2) as crew:
        with pytest.raises(MemoryError):
            crew._do(chores.squared, 2)
        assert crew.pids == ()
        assert crew._do(chores.squared, 3) == 9


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_task_raises_comes_back_with_its_number(workers: int) -> None:
    with pytest.raises(Refusal) as caught:
        list(each(chores.refusing, range(5), workers=workers))
    assert str(caught.value) == "number: found 3; write another"
    assert "in task 3" in caught.value.__notes__


def test_an_answer_that_cannot_be_sent_is_told() -> None:
    with pytest.raises(Exception, match="pickle"):
        list(each(chores.unsendable, range(2), workers=2))


def test_a_crew_of_nobody() -> None:
    with pytest.raises(Refusal, match="workers: found 0; write 1 or more"):
        Crew(workers=0)


def test_a_script_needs_no_guard(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from asperity.study.crew import each\n"
        "from math import sqrt\n"
        "print(sorted(each(sqrt, [1.0, 4.0, 9.0], workers=2)))\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout == "[(0, 1.0), (1, 2.0), (2, 3.0)]\n"


@pytest.mark.parametrize("rows", [0, 1, 399, 400, 401, 2000, 3999, 20_000, 40_001])
def test_batches_are_cut_by_rows_alone(rows: int) -> None:
    parts = cut(rows)
    assert [row for begin, end in parts for row in range(begin, end)] == list(range(rows))
    assert all(0 < end - begin <= 2000 for begin, end in parts)
    assert len(parts) % 2 == 0 or rows < 400


def test_two_workers_press_what_one_presses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asperity.study.crew.batches.WORTH", FEWEST + 1)
    texts = [f"{number} MPa" for number in range(2 * FEWEST + 2)]
    points = Points(values={"steps.press.pressure": texts})
    told: list[tuple[int, int]] = []
    alone = press_all(COLD, points, workers=1)
    both = press_all(COLD, points, workers=2, told=lambda *n: told.append(n))
    assert told == [(FEWEST + 1, 2 * FEWEST + 2), (2 * FEWEST + 2, 2 * FEWEST + 2)]
    assert alone.status == both.status == ("refused", *["done"] * (2 * FEWEST + 1))
    assert list(alone.columns) == list(both.columns)
    for path, column in alone.columns.items():
        np.testing.assert_array_equal(column, both.columns[path], err_msg=path)
