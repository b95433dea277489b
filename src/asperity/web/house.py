"""What all pages of a server share: runs kept, runs under way, live verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from asperity.web.bench.live import Live
from asperity.web.jobs.desk import Desk
from asperity.web.settings import Settings
from asperity.web.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What all pages of a server share.

    Attributes:
        settings: how it is served
        store: runs kept
        desk: runs under way
        live: verdicts while somebody types
    """

    settings: Settings
    store: Store
    desk: Desk
    live: Live


def open_house(settings: Settings) -> House:
    """Store, desk and live verdicts of a server; runs that were cut off are marked so."""
    store = Store(settings.store, folder=settings.folder)
    desk = Desk(store, at_once=settings.at_once)
    return House(settings=settings, store=store, desk=desk, live=Live())


def close_house(house: House) -> None:
    """End what is under way, as interrupted, and let go of the store."""
    house.live.close()
    house.desk.close()
    house.store.close()
