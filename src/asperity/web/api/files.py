"""What there is of a run to take along: recipe, outcome, report, maps, figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi import Path as InPath
from fastapi.responses import FileResponse, Response

from asperity.errors import Refusal, one_of, quoted
from asperity.web.api.errors import refused, responses
from asperity.web.house import House
from asperity.web.store.record import Kept

MAPS: Final = "maps.nc"
"""Name of the maps of a full-field run in its folder."""
CLOSED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""What a report may do: nothing but be looked at."""
JSON, TOML, NETCDF = "application/json", "application/toml", "application/x-netcdf"
Keep = Annotated[bool, Query(description="whether a browser keeps it as a file")]
Figure = Annotated[str, InPath(pattern=r"^[\w-]{1,100}$")]


def files_of(house: House, kept: Kept) -> dict[str, str]:
    """Addresses of what there is of a run, by name."""
    names = {"recipe": "recipe.toml"}
    if kept.answer is not None or kept.summary or kept.state in {"done", "not carried out"}:
        names["outcome"] = "outcome.json"
        if kept.asked.kind == "press":
            names |= {"report": "report.html", "pdf": "report.pdf", "figures": "figures"}
    if kept.at == house.store.here and (house.store.folder_of(kept.id) / MAPS).is_file():
        names["maps"] = MAPS
    return {name: f"/api/runs/{kept.id}/{file}" for name, file in names.items()}


def routes(house: House) -> APIRouter:
    """What is answered about files of runs."""
    router = APIRouter(prefix="/api/runs", tags=["files"], responses=responses(401, 404, 422))
    _plain(router, house)
    _printed(router, house)
    _figures(router, house)
    return router


def _plain(router: APIRouter, house: House) -> None:
    @router.get("/{id}/recipe.toml", response_class=Response, responses=_kind(TOML))
    def recipe(id: str, keep: Keep = False) -> Response:  # noqa: A002
        """The recipe as it was sent."""
        kept = house.store.get(id)
        return _file(kept, "recipe.toml", kept.asked.recipe, TOML, keep=keep)

    @router.get("/{id}/outcome.json", response_class=Response, responses=_kind(JSON))
    def outcome(id: str, keep: Keep = False) -> Response:  # noqa: A002
        """The outcome (asperity-outcome-1); of a map, design or spread its own document."""
        kept = house.store.get(id)
        return _file(kept, "outcome.json", _answer(kept), JSON, keep=keep)

    @router.get("/{id}/maps.nc", response_class=Response, responses=_kind(NETCDF))
    def maps(id: str) -> Response:  # noqa: A002
        """Gap and pressure of every face of a full-field run, as netCDF."""
        kept = house.store.get(id)
        if kept.at != house.store.here:
            machine = kept.at.partition(":")[0]
            raise Refusal("id", "files on another machine", f"ask the server on {machine}")
        file = house.store.folder_of(id) / MAPS
        if not file.is_file():
            raise Refusal("id", "no maps", "press it with the fidelity full-field")
        return FileResponse(file, media_type=NETCDF, filename=_named(kept, MAPS))


def _printed(router: APIRouter, house: House) -> None:
    @router.get("/{id}/report.html", response_class=Response, responses=_kind("text/html"))
    def report(id: str, keep: Keep = False) -> Response:  # noqa: A002
        """The report as one page that fetches nothing."""
        kept = house.store.get(id)
        page = house.printer.report(_outcome(kept), _maps(house, kept))
        answer = _file(kept, "report.html", page, "text/html; charset=utf-8", keep=keep)
        answer.headers["content-security-policy"] = CLOSED
        return answer

    @router.get("/{id}/report.pdf", response_class=Response, responses=_kind("application/pdf"))
    def pdf(id: str, keep: Keep = False) -> Response:  # noqa: A002
        """The report as a PDF."""
        kept = house.store.get(id)
        made = house.printer.pdf(_outcome(kept), _maps(house, kept))
        return _file(kept, "report.pdf", made, "application/pdf", keep=keep)


def _figures(router: APIRouter, house: House) -> None:
    @router.get("/{id}/figures")
    def names(id: str) -> dict[str, str]:  # noqa: A002
        """Addresses of the figures of a press by name; .png instead of .svg gives pixels."""
        found = house.printer.figures(_outcome(house.store.get(id)))
        return {name: f"/api/runs/{id}/figures/{name}.svg" for name in found}

    def picture(name: str, figure: str, make: Callable[[str], str | bytes], kind: str) -> Response:
        kept = house.store.get(name)
        found = house.printer.figures(_outcome(kept))
        if figure not in found:
            return refused(Refusal("figure", quoted(figure), one_of(figure, found)), status=404)
        ending = "png" if kind.endswith("png") else "svg"
        answer = _file(kept, f"{figure}.{ending}", make(found[figure]), kind, keep=False)
        answer.headers["content-security-policy"] = CLOSED
        return answer

    @router.get("/{id}/figures/{figure}.svg", response_class=Response, responses=_kind("image/svg"))
    def svg(id: str, figure: Figure) -> Response:  # noqa: A002
        """A figure of the report as lines."""
        return picture(id, figure, str, "image/svg+xml")

    @router.get("/{id}/figures/{figure}.png", response_class=Response, responses=_kind("image/png"))
    def png(id: str, figure: Figure) -> Response:  # noqa: A002
        """A figure of the report as pixels."""
        return picture(id, figure, house.printer.png, "image/png")


def _kind(media: str) -> dict[int | str, dict[str, object]]:
    return {200: {"content": {media: {}}}}


def _answer(kept: Kept) -> str:
    if kept.answer is None:
        raise Refusal("id", f"a run that is {kept.state}", "ask again once it has an outcome")
    return kept.answer


def _outcome(kept: Kept) -> str:
    """The outcome of a press; other kinds have no report."""
    if kept.asked.kind != "press":
        raise Refusal("id", f"a {kept.asked.kind}", "ask for the report of a press")
    return _answer(kept)


def _maps(house: House, kept: Kept) -> Path | None:
    """The file of its maps, where they are on this machine."""
    return house.store.folder_of(kept.id) / MAPS if kept.at == house.store.here else None


def _file(kept: Kept, name: str, content: str | bytes, media: str, *, keep: bool) -> Response:
    how = "attachment" if keep else "inline"
    shown = f'{how}; filename="{_named(kept, name)}"'
    return Response(
        content,
        media_type=media,
        headers={"content-disposition": shown, "cache-control": "no-cache"},
    )


def _named(kept: Kept, name: str) -> str:
    """The name of a file that tells what it is of, among others in one folder."""
    plain = re.sub(r"[^a-z0-9]+", "-", kept.title.lower()).strip("-")[:40].strip("-")
    stem, dot, ending = Path(name).stem, ".", Path(name).suffix.lstrip(".")
    return "-".join(part for part in (plain, kept.id[:6], stem) if part) + dot + ending
