"""Runs over HTTP: begin, look, stop, go on, note, remove."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from asperity.errors import Refusal
from asperity.recipe import example_text, list_examples, parse_recipe
from asperity.web.api.errors import responses
from asperity.web.api.files import files_of
from asperity.web.api.shapes import (
    LONGEST_RECIPE,
    Change,
    NewRun,
    PointTold,
    RunTold,
    point_told,
    told,
)
from asperity.web.house import House
from asperity.web.store.record import Asked, Kept, Kind, State

Words = Annotated[str, Query(description="words in title, notes, tags or recipe", max_length=500)]
Tags = Annotated[list[str] | None, Query(description="a tag it has; all of several")]
Most = Annotated[int, Query(ge=1, le=500, description="most runs that are told")]
Over = Annotated[int, Query(ge=0, description="newest runs that are passed over")]
Since = Annotated[int, Query(ge=0, description="number of the first point that is told")]


def routes(house: House) -> APIRouter:
    """What is answered about runs."""
    router = APIRouter(prefix="/api/runs", tags=["runs"], responses=responses(401, 422))
    _of_many(router, house)
    _of_one(router, house)
    return router


def _of_many(router: APIRouter, house: House) -> None:
    @router.post("", status_code=201, responses=responses(413, 422))
    def begin(new: NewRun, response: Response) -> RunTold:
        """Begin a run; it goes on by itself. Ask for it by its id to see how far it is."""
        asked = Asked(kind=new.kind, recipe=_recipe(new), options=new.options)
        name = house.desk.start(asked)
        if new.notes or new.tags:
            house.store.change(name, notes=new.notes, tags=new.tags)
        response.headers["location"] = f"/api/runs/{name}"
        return _told(house, name)

    @router.get("", responses=responses(422))
    def find(  # noqa: PLR0917 (each a part of the address)
        text: Words = "",
        tag: Tags = None,
        kind: Kind | None = None,
        state: State | None = None,
        limit: Most = 50,
        offset: Over = 0,
    ) -> list[RunTold]:
        """Runs that are kept, the newest first."""
        found = house.store.find(
            text, tags=tag or (), kind=kind, state=state, limit=limit, offset=offset
        )
        return [told(kept, files_of(house, kept)) for kept in found]


def _of_one(router: APIRouter, house: House) -> None:
    @router.get("/{id}", responses=responses(404))
    def look(id: str) -> RunTold:  # noqa: A002 (it is called so everywhere)
        """A run, and how far it is."""
        return _told(house, id)

    @router.get("/{id}/points", responses=responses(404))
    def points(id: str, since: Since = 0) -> list[PointTold]:  # noqa: A002
        """What is known of the faces over time, from a number on."""
        house.store.get(id)
        return [point_told(point) for point in house.desk.points(id, since)]

    @router.post("/{id}/stop", responses=responses(404))
    def stop(id: str) -> RunTold:  # noqa: A002
        """Stop a run; what is finished is kept. One that has ended stays as it is."""
        house.desk.stop(id)
        return _told(house, id)

    @router.post("/{id}/resume", responses=responses(404, 409))
    def resume(id: str) -> RunTold:  # noqa: A002
        """Go on with a run that was cut off or stopped, after its last finished step."""
        house.desk.resume(id)
        return _told(house, id)

    @router.patch("/{id}", responses=responses(404, 422))
    def note(id: str, change: Change) -> RunTold:  # noqa: A002
        """Change notes and tags."""
        fields = change.model_dump(exclude_none=True)
        if fields:
            house.store.change(id, **fields)
        return _told(house, id)

    @router.delete("/{id}", status_code=204, responses=responses(404, 409))
    def remove(id: str) -> None:  # noqa: A002
        """Remove a run with all of its files, for good; one under way has to be stopped first."""
        house.store.remove(id)


def _recipe(new: NewRun) -> str:
    """The recipe that is meant: as it was sent, unless values are to be changed."""
    if len(new.recipe.encode()) > LONGEST_RECIPE:
        found = f"{len(new.recipe.encode()) / 1e6:.1f} MB"
        raise Refusal("recipe", found, f"send at most {LONGEST_RECIPE / 1e6:.0f} MB")
    text = new.recipe
    if text in list_examples():
        text = example_text(text)
    return parse_recipe(text).replace(new.set).to_toml() if new.set else text


def _told(house: House, name: str) -> RunTold:
    kept: Kept = house.store.get(name)
    return told(kept, files_of(house, kept), house.desk.progress(name))
