"""A database opened: SQLite of the folder, or PostgreSQL by its address."""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, insert, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from asperity.errors import Refusal, quoted
from asperity.web.store.tables import SCHEMA, About, Table

FILE = "runs.sqlite"
PATIENCE_S = 10
"""How long a connection is waited for, and a lock of another process."""
CURE = 'write "postgresql://USER:PASSWORD@HOST/DATABASE", or leave it out for a file in the folder'
SERVERS = ("postgres", "postgresql", "postgresql+pg8000")


def opened(url: str | None, folder: Path) -> Engine:
    """The database, with its tables made or found to be of this program's schema.

    Raises:
        Refusal: an address that is none, a database that cannot be reached or is no store, or one
            of a newer program. No password is told.
    """
    address = _address(url, folder)
    shown = address.render_as_string(hide_password=True)
    where = "store" if url else str(folder)
    try:
        engine = _engine(address)
    except ModuleNotFoundError:
        cure = "install what reads it: pip install asperity[postgres]"
        raise Refusal("store", quoted(shown, limit=200), cure) from None
    try:
        _made(engine, shown)
    except DBAPIError as trouble:
        engine.dispose()
        found = f"{quoted(shown, limit=200)}, {_reason(trouble)}"
        cure = "start the server, or mend the address" if url else "write another folder"
        raise Refusal(where, found, cure) from None
    except Refusal:
        engine.dispose()
        raise
    return engine


def _address(url: str | None, folder: Path) -> URL:
    """The address as SQLAlchemy wants it; a refused one is not told, for its password's sake."""
    if url is None:
        return URL.create("sqlite", database=str(folder / FILE))
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise Refusal("store", "no address of a database", CURE) from None
    if address.drivername not in SERVERS:
        raise Refusal("store", f"a database of the kind {quoted(address.drivername)}", CURE)
    if not address.database:
        raise Refusal("store", "an address without the name of a database", CURE)
    password = address.password or os.environ.get("PGPASSWORD")
    return address.set(drivername="postgresql+pg8000", password=password)


def _engine(address: URL) -> Engine:
    if address.drivername == "sqlite":
        engine = create_engine(address, connect_args={"timeout": PATIENCE_S})
        event.listen(engine, "connect", _prepared)
        event.listen(engine, "begin", _begun)
        return engine
    asked: dict[str, Any] = {"timeout": PATIENCE_S}
    mode = address.query.get("sslmode", "prefer")
    foreign = set(address.query) - {"sslmode"}
    if foreign:
        raise Refusal("store", f"the setting {quoted(min(foreign))}", "write sslmode, or none")
    if mode != "prefer":
        asked["ssl_context"] = _encrypted(str(mode))
    return create_engine(
        address.difference_update_query(["sslmode"]), connect_args=asked, pool_pre_ping=True
    )


def _encrypted(mode: str) -> ssl.SSLContext | None:
    """How a connection is encrypted, by libpq's words."""
    if mode == "disable":
        return None
    context = ssl.create_default_context()
    if mode == "verify-full":
        return context
    if mode == "require":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    cure = "write disable, require or verify-full"
    raise Refusal("store", f"sslmode {quoted(mode)}", cure)


def _prepared(connection: Any, _record: object) -> None:
    """Readers do not wait for writers, keys hold, and a transaction begins when it is begun."""
    connection.isolation_level = None  # SQLAlchemy says BEGIN, not the driver
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")


def _begun(connection: Any) -> None:
    """Whoever may write waits at once; a reader who turned writer would be refused."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _made(engine: Engine, shown: str) -> None:
    """Make the tables, unless they are there and of this schema."""
    with engine.execution_options(writes=True).begin() as connection:
        if inspect(connection).has_table(About.__tablename__):
            found = connection.scalar(select(About.value).where(About.name == "schema"))
            if found != str(SCHEMA):
                raise _foreign(found, shown)
            return
        Table.metadata.create_all(connection)
        connection.execute(insert(About).values(name="schema", value=str(SCHEMA)))


def _foreign(found: str | None, shown: str) -> Refusal:
    told = f"{quoted(shown, limit=200)}, a store of schema {found or 'unknown'}"
    cure = f"install a newer asperity; this one knows schema {SCHEMA}"
    if not (found or "").isdigit():
        cure = "write the address of another database"
    return Refusal("store", told, cure)


def _reason(trouble: DBAPIError | NoSuchModuleError) -> str:
    """What the driver says, in a line; PostgreSQL says it as a table with M for the message."""
    told = getattr(trouble, "orig", None) or trouble
    first = told.args[0] if told.args else ""
    text = first.get("M", "") if isinstance(first, dict) else str(told)
    return " ".join(text.split()) or type(told).__name__
