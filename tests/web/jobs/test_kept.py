"""Steps that are kept in a run's folder: the same again, and never of anything else."""

import os
from functools import cache
from types import MappingProxyType

import pytest

import asperity
from asperity.run import pressed
from asperity.web.jobs.files import KEPT, ended, keep, let_go, stored, written
from asperity.web.jobs.work.checkpoint import Checkpoints
from asperity.web.jobs.work.tell import Done

KEY = {"recipe": "a", "options": {"grid": 32}, "versions": {"asperity": "1", "numpy": "2"}}


@cache
def whole():
    reached = []
    outcome = pressed(asperity.load_recipe("multi-step"), keep=reached.append).outcome
    return outcome, tuple(reached)


def kept_in(folder, key=KEY):
    kept = Checkpoints(folder, key)
    for reached in whole()[1][:-1]:
        kept.keep(reached)
    return kept


def test_a_press_goes_on_from_what_is_kept_to_the_same_digits(tmp_path):
    outcome, _ = whole()
    begun, why = kept_in(tmp_path).read()
    assert [trace.step.name for trace in begun.traces] == [step.name for step in outcome.steps[:-1]]
    assert why == ""
    again = pressed(asperity.load_recipe("multi-step"), begun=begun).outcome
    assert again.to_json() == outcome.to_json()


def test_read_only_tables_stay_so(tmp_path):
    begun, _ = kept_in(tmp_path).read()
    assert isinstance(begun.traces[0].state.layers, MappingProxyType)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"recipe": "b"}, "of other recipe"),
        ({"options": {"grid": 64}}, "of other options"),
        ({"versions": {"asperity": "1", "numpy": "3"}}, "of other versions (numpy 2)"),
    ],
)
def test_what_is_of_something_else_is_not_used_and_said_so(tmp_path, other, told):
    kept_in(tmp_path)
    begun, why = Checkpoints(tmp_path, KEY | other).read()
    assert begun.traces == ()
    assert told in why


def test_a_damaged_step_ends_what_is_gone_on_with(tmp_path):
    kept = kept_in(tmp_path)
    file = tmp_path / KEPT.format(1)
    content = bytearray(file.read_bytes())
    content[-10] ^= 1
    file.write_bytes(bytes(content))
    begun, why = kept.read()
    assert len(begun.traces) == len(begun.steps) == 1
    assert "damaged" in why


@pytest.mark.parametrize("content", [b"", b"no line", b"[1]\nrest", b'{"format": "other"}\n'])
def test_what_is_no_step_is_not_read(tmp_path, content):
    (tmp_path / KEPT.format(0)).write_bytes(content)
    begun, why = Checkpoints(tmp_path, KEY).read()
    assert begun.traces == ()
    assert "cannot be read" in why


def test_a_link_to_elsewhere_is_not_followed(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    kept_in(tmp_path / "one")
    (tmp_path / "two" / KEPT.format(0)).symlink_to(tmp_path / "one" / KEPT.format(0))
    assert Checkpoints(tmp_path / "two", KEY).read()[0].traces == ()


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    file = tmp_path / "some"
    written(file, b"before")

    def full(_handle):
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        written(file, b"after")
    assert [one.name for one in tmp_path.iterdir()] == ["some"]
    assert file.read_bytes() == b"before"


def test_the_end_of_a_run_waits_for_its_store(tmp_path):
    done = Done(state="stopped", reason="why", answer="{}", summary={"verdict": "good"})
    assert ended(tmp_path) is None
    keep(tmp_path, done)
    assert ended(tmp_path) == done
    stored(tmp_path)
    assert ended(tmp_path) is None


def test_nothing_is_left_of_what_nobody_goes_on_with(tmp_path):
    kept_in(tmp_path)
    (tmp_path / "maps.nc").write_bytes(b"maps")
    let_go(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["maps.nc"]
