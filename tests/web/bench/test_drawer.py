"""Drafts kept on the server."""

from pathlib import Path

import pytest

from asperity.errors import Refusal
from asperity.web.bench import drawer
from asperity.web.bench.drawer import Drawer


def test_a_draft_is_found_again_by_another_server(tmp_path: Path) -> None:
    key = Drawer(tmp_path).key()
    Drawer(tmp_path).put(key, "a = 1")
    Drawer(tmp_path).put(key, 'µ = "Ω"')
    assert Drawer(tmp_path).get(key) == 'µ = "Ω"'


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "0" * 16, "A" * 16, "0" * 15, "f" * 17])
def test_no_other_file_is_read(tmp_path: Path, key: str) -> None:
    with pytest.raises(Refusal):
        Drawer(tmp_path).get(key)
    if len(key) != 16 or key.startswith("A"):
        with pytest.raises(Refusal):
            Drawer(tmp_path).put(key, "")


def test_a_draft_that_is_too_long_is_refused(tmp_path: Path) -> None:
    kept = Drawer(tmp_path)
    key = kept.key()
    with pytest.raises(Refusal):
        kept.put(key, "x" * 1_000_001)
    with pytest.raises(Refusal):
        kept.get(key)


def test_there_are_never_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawer, "MOST", 3)
    kept = Drawer(tmp_path)
    keys = [kept.key() for _ in range(5)]
    for key in keys:
        kept.put(key, key)
    assert len(list((tmp_path / "drafts").glob("*.toml"))) == 3
    assert len(set(keys)) == 5
