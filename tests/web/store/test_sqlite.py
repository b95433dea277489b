"""The store in a file of its folder."""

import sqlite3

import pytest

from asperity.errors import Refusal
from asperity.web.store.lock import Lock
from asperity.web.store.store import Store
from tests.web.store import behaviour


@pytest.mark.parametrize("what", behaviour.ALL, ids=lambda what: what.__name__)
def test_the_store(tmp_path, what):
    what(lambda: Store(None, folder=tmp_path / "deep" / "runs"))


def test_readers_do_not_wait_for_writers(tmp_path):
    store = Store(None, folder=tmp_path)
    try:
        with sqlite3.connect(tmp_path / "runs.sqlite") as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.close()
    finally:
        store.close()


def test_a_file_that_is_no_store(tmp_path):
    (tmp_path / "runs.sqlite").write_text("what a person wrote here " * 100)
    with pytest.raises(Refusal, match=r"not a database.*write another folder"):
        Store(None, folder=tmp_path)


def test_a_folder_that_is_none(tmp_path):
    (tmp_path / "file").write_text("")
    for make in (lambda at: Store(None, folder=at), Lock):
        with pytest.raises(Refusal) as refusal:
            make(tmp_path / "file" / "below")
        assert refusal.value.where == "folder"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://root:secret@localhost/x", "mysql"),
        ("sqlite:///other.db", "sqlite"),
        ("no address: secret", "no address"),
        ("postgresql://me:secret@localhost", "without the name"),
        ("postgresql://me:secret@localhost:99999999/x", "found"),
        ("postgresql://me:secret@localhost/x?sslmode=maybe", "maybe"),
        ("postgresql://me:secret@localhost/x?secret=1", "the setting"),
        ("postgresql://me:secret@127.0.0.1:1/x", "write|start the server"),
    ],
)
def test_an_address_that_is_refused_keeps_its_password(tmp_path, url, told):
    with pytest.raises(Refusal, match=told) as refusal:
        Store(url, folder=tmp_path)
    assert refusal.value.where == "store"
    assert "secret@" not in str(refusal.value)
    assert ":secret" not in str(refusal.value)


def test_one_server_a_folder(tmp_path):
    first = Lock(tmp_path)
    first.tell("http://127.0.0.1:8080")
    with pytest.raises(Refusal, match=r"another server.*http://127.0.0.1:8080; use that one"):
        Lock(tmp_path)
    first.release()
    second = Lock(tmp_path)
    second.release()
    second.release()
