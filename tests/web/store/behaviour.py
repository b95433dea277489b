"""What every store does, whatever database is below it; each takes a way to open the same store."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text as sql

from asperity.errors import Refusal
from asperity.web.store.record import Asked, Kept
from asperity.web.store.store import Store

Open = Callable[[], Store]
DIGEST = "a" * 64


@contextmanager
def opened(open_store: Open) -> Iterator[Store]:
    store = open_store()
    try:
        yield store
    finally:
        store.close()


def press(store: Store, title: str = "Sodium", recipe: str = "title = 'x'", **asked) -> Kept:
    return store.add(Asked(recipe=recipe, **asked), title=title, digest=DIGEST)


def what_is_kept_comes_back(open_store: Open) -> None:
    options = {"goals": ("low", "high"), "grid": 256, "deep": {"a": None}, "endless": float("inf")}
    with opened(open_store) as store:
        before = datetime.now(UTC)
        kept = press(store, "Größe 大", "# µ\n" * 3, kind="design", options=options)
        assert len(kept.id) == 12
        assert store.folder_of(kept.id).is_dir()
        assert kept.asked.kind == "design"
        assert dict(kept.asked.options) == options | {"endless": None}
        assert (kept.state, kept.answer, kept.ended, kept.tags) == ("waiting", None, None, ())
        assert timedelta() <= kept.made - before < timedelta(minutes=5)
        assert store.get(kept.id) == kept
    with opened(open_store) as store:
        assert store.get(kept.id) == kept
        assert press(store).id != kept.id


def changes_are_kept(open_store: Open) -> None:
    answer = '{"long": "' + "ß" * 2_000_000 + '"}'
    with opened(open_store) as store:
        kept = press(store)
        assert store.change(kept.id, state="running").ended is None
        done = store.change(kept.id, state="done", answer=answer, summary={"resistance_ohm": 1.5})
        assert done.ended is not None
        assert done.ended >= done.made
        noted = store.change(kept.id, notes="a\0b\ud800", tags=[" b  c ", "a", "b c", ""])
        assert (noted.notes, noted.tags) == ("ab?", ("b c", "a"))
        assert store.change(kept.id, tags=("a", "d")).tags == ("a", "d")
        found = store.get(kept.id)
        assert found.answer == answer
        assert dict(found.summary) == {"resistance_ohm": 1.5}
        assert store.change(kept.id, state="waiting", ended=None).ended is None
        for name in ("id", "made", "asked", "unheard_of"):
            with pytest.raises(TypeError, match=name):
                store.change(kept.id, **{name: "x"})
        for field, value in (
            ("state", "lost"),
            ("tags", ["x" * 61]),
            ("tags", map(str, range(51))),
        ):
            with pytest.raises(Refusal):
                store.change(kept.id, **{field: value})
        assert store.get(kept.id).tags == ("a", "d"), "a refused change leaves nothing behind"


def unknown_ones_are_refused(open_store: Open) -> None:
    with opened(open_store) as store:
        for name in ("0" * 12, "", "../../../etc", "A" * 12, "x"):
            for ask in (store.get, store.remove, store.change):
                with pytest.raises(Refusal) as refusal:
                    ask(name)
                assert refusal.value.where == "id"
        with pytest.raises(Refusal):
            store.folder_of("../../etc/aa")


def runs_are_found(open_store: Open) -> None:
    with opened(open_store) as store:
        first = press(store, "Sodium on CERAMIC", "pressure = '20 MPa' # 100%_pure")
        second = press(store, "Lithium", "pressure = '5 MPa' # 100 %  pure", kind="map")
        third = press(store, "Straße", "x")
        store.change(second.id, notes="Pellet CRACKED", tags=["Monday", "thin"], answer="{}")
        store.change(third.id, tags=["Monday"], state="failed")
        cases = {
            "": [third, second, first],
            "ceramic": [first],
            "MPA pressure": [second, first],
            "100%_pure": [first],
            "cracked": [second],
            "MONDAY thin": [second],
            "STRASSE": [third],
            "mpa monday lithium": [second],
            "nothing of it": [],
        }
        for text, meant in cases.items():
            assert [kept.id for kept in store.find(text)] == [kept.id for kept in meant], text
        ids = {"first": first.id, "second": second.id, "third": third.id}
        found = {
            "second third": store.find(tags=["Monday"]),
            "second": store.find(tags=["Monday", "thin"]),
            "first third": store.find(kind="press"),
            "third": store.find(state="failed"),
        }
        for meant, kept in found.items():
            assert {one.id for one in kept} == {ids[name] for name in meant.split()}
        assert [kept.id for kept in store.find(limit=1, offset=1)] == [second.id]
        assert [kept.answer for kept in store.find()] == [None] * 3
        assert store.tags() == ["Monday", "thin"]


def removed_ones_are_gone(open_store: Open) -> None:
    with opened(open_store) as store:
        gone, stays = press(store), press(store)
        (store.folder_of(gone.id) / "maps.nc").write_bytes(b"x")
        store.change(gone.id, tags=["a"], state="running")
        with pytest.raises(Refusal, match="stop the run"):
            store.remove(gone.id)
        store.change(gone.id, state="stopped")
        folder = store.folder_of(gone.id)
        store.remove(gone.id)
        assert not folder.exists()
        assert [kept.id for kept in store.find()] == [stays.id]
        assert store.tags() == []
        with pytest.raises(Refusal):
            store.get(gone.id)


def many_threads_lose_nothing(open_store: Open) -> None:
    with opened(open_store) as store, opened(open_store) as other:
        shared = press(store)

        def at_work(number: int) -> str:
            mine = (store, other)[number % 2]
            kept = press(mine, f"run {number}")
            mine.change(kept.id, notes=f"note {number}", tags=[f"tag {number}"])
            mine.change(shared.id, **{("notes", "reason", "title")[number % 3]: f"from {number}"})
            assert mine.get(kept.id).notes == f"note {number}"
            return kept.id

        with ThreadPoolExecutor(8) as threads:
            ids = list(threads.map(at_work, range(24)))
        assert len(set(ids)) == 24
        for number, name in enumerate(ids):
            kept = other.get(name)
            assert (kept.title, kept.notes) == (f"run {number}", f"note {number}")
            assert kept.tags == (f"tag {number}",)
        last = store.get(shared.id)
        assert all(text.startswith("from ") for text in (last.notes, last.reason, last.title))


def what_was_left_is_told_to_its_own_folder(open_store: Open) -> None:
    with opened(open_store) as store:
        left, ended, other = press(store), press(store), press(store)
        store.change(ended.id, state="done")
        with store._engine.begin() as connection:
            connection.execute(
                sql("UPDATE asperity_run SET at = 'elsewhere:/x' WHERE id = :id"), {"id": other.id}
            )
        assert [kept.id for kept in store.left_over()] == [left.id]
        assert store.get(other.id).at == "elsewhere:/x"


def a_newer_store_is_refused(open_store: Open) -> None:
    with opened(open_store) as store, store._engine.begin() as connection:
        connection.execute(sql("UPDATE asperity_about SET value = '2' WHERE name = 'schema'"))
    with pytest.raises(
        Refusal, match=r"schema 2.*install a newer asperity; this one knows schema 1"
    ):
        open_store()


ALL = (
    what_is_kept_comes_back,
    changes_are_kept,
    unknown_ones_are_refused,
    runs_are_found,
    removed_ones_are_gone,
    many_threads_lose_nothing,
    what_was_left_is_told_to_its_own_folder,
    a_newer_store_is_refused,
)
