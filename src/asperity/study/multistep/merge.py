"""A recipe whose powders are pressed one after the other, with all of them pressed at once."""

from __future__ import annotations

from asperity.errors import RecipeRefusal
from asperity.recipe import Recipe
from asperity.units import show

_PRESSING = frozenset({"compact", "bond"})


def pressings(recipe: Recipe) -> tuple[int, ...]:
    """Where the steps of kind compact and bond are, the steps that press powders.

    Raises `RecipeRefusal` where there is less than two of them.
    """
    found = [index for index, step in enumerate(recipe.steps) if step.kind in _PRESSING]
    if len(found) < 2:
        raise RecipeRefusal(
            "steps",
            f"{len(found)} of kind compact or bond",
            "give two or more, for example one for the separator and one for the cathode on it",
        )
    return tuple(found)


def pressures(recipe: Recipe) -> tuple[float, ...]:
    """The different pressures (Pa) of those steps, lowest first."""
    return tuple(sorted({recipe.steps[index].si("pressure") for index in pressings(recipe)}))


def one_step(recipe: Recipe, pressure: float) -> Recipe:
    """The recipe with all its powders filled in first, and pressed once at `pressure` (Pa).

    The one step stands where the last of them stood, with its name, temperature and dwell; what is
    done between them goes, and what follows stays. Raises `RecipeRefusal` for a recipe without two
    steps that press powders.
    """
    at = pressings(recipe)
    data = recipe.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    before, merged, after = (
        data["steps"][: at[0]],
        data["steps"][at[0] : at[-1] + 1],
        data["steps"][at[-1] + 1 :],
    )
    one = {**merged[-1], "kind": "bond", "pressure": show(pressure, "MPa", 9)}
    added = [name for step in merged for name in step.get("adds", ())]
    one.pop("adds", None)
    if at[0] > 0 and added:
        one["adds"] = added
    return Recipe.model_validate({**data, "steps": [*before, one, *after]})
