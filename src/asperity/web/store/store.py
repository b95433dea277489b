"""Runs kept in a database, their files in a folder."""

from __future__ import annotations

import json
import math
import re
import shutil
import socket
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from types import MappingProxyType
from typing import Any, get_args

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, undefer

from asperity.errors import Refusal, quoted
from asperity.web.store.database import opened
from asperity.web.store.record import ENDED, Asked, Kept, Kind, State
from asperity.web.store.tables import Run, Tag

ID = re.compile(r"[0-9a-f]{12}")
CHANGES = frozenset(
    {"title", "digest", "state", "reason", "ended", "answer", "summary", "notes", "tags"}
)
LONGEST_TAG, MOST_TAGS, LONGEST_NOTE = 60, 50, 100_000


class Store:
    """Runs that were asked for, and what came of them; any number of threads may use it at once.

    Args:
        url: address of a PostgreSQL database; None for SQLite in the folder
        folder: where runs keep their files; made if it is not there

    Raises:
        Refusal: a database that cannot be used, a folder that cannot be made.
    """

    def __init__(self, url: str | None, *, folder: Path) -> None:
        try:
            (folder / "runs").mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            told = (trouble.strerror or str(trouble)).lower()
            raise Refusal("folder", f"{quoted(str(folder))}, {told}", "write another") from None
        self._folder = folder.resolve()
        self._engine = opened(url, self._folder)
        self._writing = self._engine.execution_options(writes=True)
        self.here = f"{socket.gethostname()}:{self._folder}"
        """This machine and folder: a database may be shared by several."""

    def add(self, asked: Asked, *, title: str, digest: str, state: State = "waiting") -> Kept:
        """Keep a new run, with a folder for its files."""
        while True:
            row = Run(
                id=token_hex(6),
                kind=asked.kind,
                recipe=asked.recipe,
                options=_plain(asked.options),
                title=_decent(title),
                digest=digest,
                state=state,
                reason="",
                made=datetime.now(UTC),
                ended=None,
                answer=None,
                summary={},
                notes="",
                at=self.here,
                sought="",
            )
            row.sought = _sought(row)
            try:
                with Session(self._writing, expire_on_commit=False) as session, session.begin():
                    session.add(row)
                    session.flush()
                    self._files(row.id).mkdir(parents=True)
                    return _kept(row)
            except (IntegrityError, FileExistsError):  # an identifier that was given before
                continue

    def get(self, id: str) -> Kept:  # noqa: A002 (it is called so everywhere)
        """The run of an identifier. Raises Refusal for one that is unknown."""
        with Session(self._engine) as session:
            return _kept(_row(session, id))

    def change(self, id: str, **fields: object) -> Kept:  # noqa: A002
        """The run with other values of some fields of `Kept`.

        One that comes to its end is given the time of it, unless `ended` tells another.
        """
        foreign = set(fields) - CHANGES
        if foreign:
            raise TypeError(f"not to be changed: {', '.join(sorted(foreign))}")
        if fields.get("state") in ENDED:
            fields.setdefault("ended", datetime.now(UTC))
        with Session(self._writing, expire_on_commit=False) as session, session.begin():
            row = _row(session, id, to_write=True)
            _set(row, fields)
            session.flush()
            return _kept(row)

    def find(
        self,
        text: str = "",
        *,
        tags: Sequence[str] = (),
        kind: Kind | None = None,
        state: State | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> list[Kept]:
        """Runs, the newest first, without their answers (`get` has them).

        Args:
            text: words that all have to be in title, notes, tags or recipe, in any case
            tags: that a run all has to have
            kind: of what was asked for
            state: how far it is
            limit: most runs that are told
            offset: how many of the newest are passed over
        """
        query = select(Run).order_by(Run.number.desc()).limit(limit).offset(offset)
        for word in _folded(text).split():
            query = query.where(Run.sought.contains(word, autoescape=True))
        for tag in tags:
            query = query.where(Run.tags.any(Tag.name == tag))
        if kind is not None:
            query = query.where(Run.kind == kind)
        if state is not None:
            query = query.where(Run.state == state)
        with Session(self._engine) as session:
            return [_kept(row, answer=False) for row in session.scalars(query)]

    def tags(self) -> list[str]:
        """All tags that runs have, in order of the alphabet."""
        with Session(self._engine) as session:
            return sorted(session.scalars(select(Tag.name).distinct()), key=str.casefold)

    def left_over(self) -> list[Kept]:
        """Runs that this machine and folder have not ended, oldest first."""
        query = select(Run).where(Run.at == self.here, Run.state.not_in(ENDED))
        with Session(self._engine) as session:
            rows = session.scalars(query.order_by(Run.number))
            return [_kept(row, answer=False) for row in rows]

    def remove(self, id: str) -> None:  # noqa: A002
        """Forget a run and its files. Raises Refusal for one that is under way, or unknown."""
        with Session(self._writing) as session, session.begin():
            row = _row(session, id, to_write=True)
            if row.state not in ENDED:
                raise Refusal("state", f"{quoted(row.state)}", "stop the run before you remove it")
            session.delete(row)
        shutil.rmtree(self._files(id), ignore_errors=True)

    def folder_of(self, id: str) -> Path:  # noqa: A002
        """Where a run keeps its files. Raises Refusal for what is no identifier."""
        _named(id)
        folder = self._files(id)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _files(self, name: str) -> Path:
        return self._folder / "runs" / name


def _named(name: str) -> None:
    if not ID.fullmatch(name):
        raise _unknown(name)


def _unknown(name: str) -> Refusal:
    return Refusal("id", f"no run {quoted(name)}", "write the 12 digits of a run that is kept")


def _row(session: Session, name: str, *, to_write: bool = False) -> Run:
    """The row of a run, which nobody else changes until it is written."""
    _named(name)
    query = select(Run).where(Run.id == name).options(undefer(Run.answer))
    row = session.scalar(query.with_for_update() if to_write else query)
    if row is None:
        raise _unknown(name)
    return row


def _set(row: Run, fields: Mapping[str, Any]) -> None:
    """Write the fields into the row, and anew what a search looks through."""
    for name, value in fields.items():
        if name == "tags":
            row.tags = _tags(row, value)
        elif name == "summary":
            row.summary = _plain(value)
        elif name == "state" and value not in get_args(State):
            raise Refusal("state", quoted(value), f"write one of: {', '.join(get_args(State))}")
        else:
            setattr(row, name, _decent(value) if name in {"title", "notes", "reason"} else value)
    row.sought = _sought(row)


def _tags(row: Run, names: Iterable[str]) -> list[Tag]:
    """Tags in the order they are given, each once; those that were there stay the same rows."""
    there = {tag.name: tag for tag in row.tags}
    cleaned = [" ".join(_decent(name).split()) for name in names]
    found = list(dict.fromkeys(name for name in cleaned if name))
    for name in found:
        if len(name) > LONGEST_TAG:
            raise Refusal("tags", quoted(name), f"write at most {LONGEST_TAG} letters")
    if len(found) > MOST_TAGS:
        raise Refusal("tags", f"{len(found)} tags", f"keep at most {MOST_TAGS}")
    tags = [there.get(name) or Tag(name=name) for name in found]
    for place, tag in enumerate(tags):
        tag.place = place
    return tags


def _decent(text: str) -> str:
    """Text that every database takes: of decent length, without half signs or end signs."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole[:LONGEST_NOTE].replace("\0", "")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("\0", "")


def _sought(row: Run) -> str:
    return _folded("\n".join((row.title, row.notes, *(tag.name for tag in row.tags), row.recipe)))


def _plain(values: Mapping[str, object]) -> dict[str, Any]:
    """Values as JSON takes them; a number that is none (inf, nan) becomes null."""
    text = json.dumps(dict(values), default=_as_json)
    found: dict[str, Any] = json.loads(text, parse_constant=lambda _name: None)
    return found


def _as_json(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)


def _frozen(value: object) -> Any:
    """What came out of JSON, so that nobody changes it."""
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(inner) for inner in value)
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _kept(row: Run, *, answer: bool = True) -> Kept:
    kind: Any = row.kind
    state: Any = row.state
    return Kept(
        id=row.id,
        asked=Asked(kind=kind, recipe=row.recipe, options=_frozen(row.options)),
        title=row.title,
        digest=row.digest,
        state=state,
        reason=row.reason,
        made=row.made,
        ended=row.ended,
        answer=row.answer if answer else None,
        summary=_frozen(row.summary),
        notes=row.notes,
        tags=tuple(tag.name for tag in row.tags),
        at=row.at,
    )
