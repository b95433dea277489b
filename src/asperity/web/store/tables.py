"""Tables of the store, the same in SQLite and in PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

SCHEMA: Final = 1
"""Counts up with every change of the tables that an older program would not understand."""


class Utc(TypeDecorator[datetime]):
    """A moment, kept in UTC without saying so, for SQLite cannot say it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as it is kept."""
        del dialect
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as it is told."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class Table(DeclarativeBase):
    """What all tables have in common."""

    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads it so)
        dict[str, Any]: JSON(none_as_null=True),
        datetime: Utc,
        str: Text,
    }


class About(Table):
    """What the store says of itself, by name."""

    __tablename__ = "asperity_about"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str]


class Run(Table):
    """A run that is kept; see `record.Kept`. `sought` is what a search looks through."""

    __tablename__ = "asperity_run"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(12), unique=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    recipe: Mapped[str]
    options: Mapped[dict[str, Any]]
    title: Mapped[str]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[str] = mapped_column(String(20), index=True)
    reason: Mapped[str] = mapped_column(default="")
    made: Mapped[datetime]
    ended: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(deferred=True)
    summary: Mapped[dict[str, Any]]
    notes: Mapped[str] = mapped_column(default="")
    at: Mapped[str]
    sought: Mapped[str] = mapped_column(deferred=True)
    tags: Mapped[list[Tag]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="Tag.place"
    )


class Tag(Table):
    """A tag of a run, and the how many-eth it is."""

    __tablename__ = "asperity_tag"

    run: Mapped[int] = mapped_column(ForeignKey(Run.number, ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    place: Mapped[int] = mapped_column(default=0)
