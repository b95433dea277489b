"""The recipe that a study begins with: shipped, of a run, or changed by the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nicegui import ui

from asperity.errors import AsperityError
from asperity.recipe import Recipe
from asperity.recipe.read import list_examples, parse_recipe
from asperity.web.compare.changed import changed
from asperity.web.house import House
from asperity.web.link import address, recipe_in
from asperity.web.parts.frame import words
from asperity.web.parts.studies.ask.fields import Box
from asperity.web.store.record import Kept, Kind

FIRST = "na-thermal-press"
"""Shown where nobody names a recipe."""
RECENT = 12
_RUN, _SHIPPED = "run:", "recipe:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a study begins.

    Attributes:
        text: of the recipe
        recipe: the same, read
        name: of a shipped recipe; empty where it is of a run
        run: it is of; empty where it is a shipped one
        kept: a study of this page's kind that the address names, to be shown
        trouble: why what the address names cannot be had; a shipped recipe is then there instead
    """

    text: str
    recipe: Recipe
    name: str = ""
    run: str = ""
    kept: Kept | None = None
    trouble: str = ""


def source_of(house: House, query: Mapping[str, str], kind: Kind) -> Source:
    """What an address names: `run=ID` a study of this kind, or the recipe of any other run."""
    try:
        text = recipe_in(query, house.store)
        kept = house.store.get(query["run"]) if query.get("run") else None
        if text is not None:
            shown = kept if kept is not None and kept.asked.kind == kind else None
            recipe = parse_recipe(text)
            house.faces.admit(recipe)
            return Source(
                text=text,
                recipe=recipe,
                name="" if kept is not None else query.get("recipe", ""),
                run="" if kept is None else kept.id,
                kept=shown,
            )
        trouble = ""
    except AsperityError as refusal:
        trouble = str(refusal)
    text = recipe_in({"recipe": FIRST}, house.store) or ""
    return Source(text=text, recipe=parse_recipe(text), name=FIRST, trouble=trouble)


def picker(house: House, source: Source, page: str) -> None:
    """The choice of a recipe; another one opens the page anew."""
    options = {f"{_SHIPPED}{name}": f"{title} (shipped)" for name, title in list_examples().items()}
    seen: set[str] = set()
    for kept in house.store.find(kind="press", limit=RECENT):
        if kept.digest not in seen:
            seen.add(kept.digest)
            own = changed(kept.asked.recipe)
            told = f"run of {kept.made:%d %b %H:%M}" + (f": {own}" if own else "")
            options[f"{_RUN}{kept.id}"] = f"{kept.title} ({told})"
    here = f"{_RUN}{source.run}" if source.run else f"{_SHIPPED}{source.name}"
    options.setdefault(here, source.recipe.title)

    def chosen(value: str) -> None:
        if value.startswith(_RUN):
            ui.navigate.to(address(run=value.removeprefix(_RUN), page=page))
        else:
            ui.navigate.to(address(recipe=value.removeprefix(_SHIPPED), page=page))

    Box("Recipe", here, choices=options, then=chosen)
    if source.trouble:
        words(source.trouble, "study-refused", tag="p").props('role="alert"')
