"""The locks name packages, versions and hashes, never a place, and lie within the ranges."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
PIN = re.compile(r"^([a-z0-9.-]+)==([^ \\]+)( ; [^\\]+)? \\$", re.MULTILINE)


def pins(lock: str) -> set[tuple[str, ...]]:
    return set(PIN.findall((REQUIREMENTS / lock).read_text("utf-8")))


@pytest.mark.parametrize("lock", ["run.lock", "dev.lock"])
def test_a_lock_names_no_place(lock: str) -> None:
    lines = (REQUIREMENTS / lock).read_text("utf-8").splitlines()
    assert [line for line in lines if re.search(r"://|file:|[ =][/~]|--index|--find", line)] == []


@pytest.mark.parametrize("lock", ["run.lock", "dev.lock"])
def test_every_pin_has_hashes(lock: str) -> None:
    text = (REQUIREMENTS / lock).read_text("utf-8")
    entries = re.findall(
        r"^[a-z0-9.-]+==.*\n(?:    --hash=sha256:[0-9a-f]{64}.*\n)+", text, re.MULTILINE
    )
    assert len(entries) == len(re.findall("==", re.sub(r" ; .*", "", text))) > 0


def test_both_locks_agree() -> None:
    assert {pin[:2] for pin in pins("run.lock")} <= {pin[:2] for pin in pins("dev.lock")}
