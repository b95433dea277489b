"""What all pages of a server share: runs kept, runs under way, live verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from asperity.web.address import only_here
from asperity.web.bench.live import Live
from asperity.web.jobs.desk import Desk
from asperity.web.prints.printer import Printer
from asperity.web.settings import Settings
from asperity.web.store.faces import Faces
from asperity.web.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What all pages of a server share.

    Attributes:
        settings: how it is served
        store: runs kept
        desk: runs under way
        live: verdicts while somebody types
        faces: measured faces that visitors brought along
        printer: makes reports and pictures of outcomes
    """

    settings: Settings
    store: Store
    desk: Desk
    live: Live
    faces: Faces
    printer: Printer


def open_house(settings: Settings) -> House:
    """Store, desk and live verdicts of a server; runs that were cut off are marked so."""
    store = Store(settings.store, folder=settings.folder)
    faces = Faces(settings.folder, anywhere=only_here(settings))
    try:
        desk = Desk(store, at_once=settings.at_once, admit=faces.admit)
    except BaseException:
        store.close()
        raise
    return House(
        settings=settings,
        store=store,
        desk=desk,
        live=Live(),
        faces=faces,
        printer=Printer(),
    )


def close_house(house: House) -> None:
    """End what is under way, as interrupted, and let go of the store."""
    house.live.close()
    house.printer.close()
    house.desk.close()
    house.store.close()
