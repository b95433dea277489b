"""The address of the bench with a recipe and some of its values changed, written and read.

`/?run=ID&steps.press.pressure=20 MPa` is the recipe of a run with another pressure,
`/?recipe=na-foil&…` a shipped one. In a query every name with a dot in it is a path of the recipe,
and several paths that are moved together stand there one by one. `choice=best` is the recipe that a
design found, `choice=2` the second that it offers to choose from, `choice=way-1` its first way of
pressing.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from urllib.parse import urlencode

from asperity.errors import Refusal, quoted
from asperity.recipe.paths import replaced
from asperity.recipe.read import example_text, parse_recipe
from asperity.web.bench.retouch import retouched
from asperity.web.store.record import Kept
from asperity.web.store.store import Store

BEST, WAY = "best", "way-"


def address(
    *,
    run: str = "",
    recipe: str = "",
    choice: str = "",
    changes: Mapping[str, str] | None = None,
    page: str = "/",
) -> str:
    """The address of a page with the recipe of a run, or a shipped one, and other values."""
    source = {"run": run, "recipe": recipe, "choice": choice}
    query = {name: value for name, value in source.items() if value} | dict(changes or {})
    return f"{page}?{urlencode(query)}" if query else page


def changes_in(query: Mapping[str, str]) -> dict[str, str]:
    """Values of the recipe that a query changes, by path."""
    return {path: value for path, value in query.items() if "." in path}


def recipe_in(query: Mapping[str, str], store: Store) -> str | None:
    """The text of the recipe that a query names, changed as it says; None where it names none.

    Comments and lines stay where nothing is changed.

    Raises:
        Refusal: an unknown run, recipe or choice, a path that the recipe does not have, a value it
            cannot hold.
    """
    if query.get("run"):
        text = chosen(store.get(query["run"]), query.get("choice", ""))
    elif query.get("recipe"):
        text = example_text(query["recipe"])
    else:
        return None
    changes = changes_in(query)
    return text if not changes else with_changes(text, changes)


def with_changes(text: str, changes: Mapping[str, str]) -> str:
    """A recipe with other values, as like the text it was as can be."""
    parse_recipe(text).replace(changes)  # refuses what it cannot hold
    return retouched(text, replaced(tomllib.loads(text), changes))


def chosen(kept: Kept, choice: str) -> str:
    """The recipe of a run, or one that it found."""
    if not choice:
        return kept.asked.recipe
    answer = json.loads(kept.answer or "{}")
    if choice == BEST:
        found = answer.get("recipe")
    elif choice.startswith(WAY):
        found = _at(answer.get("ways"), choice.removeprefix(WAY))
    else:
        found = _at(answer.get("front"), choice)
    if not isinstance(found, str):
        raise Refusal("choice", quoted(choice), "the run has no such recipe; leave it out")
    return found


def _at(entries: object, number: str) -> object:
    """The recipe of an entry, counted from 1; None where there is none."""
    at = int(number) - 1 if number.isascii() and number.isdigit() else -1
    if not isinstance(entries, list) or not 0 <= at < len(entries):
        return None
    return entries[at].get("recipe")
