"""What a recipe may say, whole: press, stack, interfaces, steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import (
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)

from asperity.errors import RecipeRefusal
from asperity.recipe.check import contradictions
from asperity.recipe.explain import explain
from asperity.recipe.layers import Interface, Layer
from asperity.recipe.order import layers_at
from asperity.recipe.paths import all_paths, plain, replaced, value_at, written_at
from asperity.recipe.quantities import PLAIN, Part, Written
from asperity.recipe.steps import AnyStep, Press
from asperity.recipe.write import as_toml, digest

SCHEMA = "asperity-recipe-1"


class Recipe(Part):
    """One pressing process, from what lies in the die to what is done with it.

    However it is made (`load_recipe`, `replace`, `Recipe.model_validate`), a recipe that exists is
    valid: everything wrong with it is told at once, in one `RecipeRefusal`.
    """

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    version: Literal["asperity-recipe-1"] = Field(
        alias="schema", description="Version of this format.", examples=[SCHEMA]
    )
    title: str = Field(
        default="",
        max_length=200,
        pattern=PLAIN,
        description="One line that says what is pressed.",
        examples=["Sodium on a sintered ceramic"],
    )
    press: Press
    stack: tuple[Layer, ...] = Field(min_length=1, max_length=100)
    interfaces: tuple[Interface, ...] = Field(default=(), max_length=100)
    steps: tuple[AnyStep, ...] = Field(min_length=1, max_length=100)

    @model_validator(mode="wrap")
    @classmethod
    def _tell(cls, data: Any, handler: ModelWrapValidatorHandler[Recipe]) -> Recipe:
        """Say every trouble in the words of the recipe, whatever door it came through."""
        try:
            recipe = handler(data)
        except ValidationError as trouble:
            raise explain(trouble, data) from None
        found = contradictions(recipe.press, recipe.stack, recipe.interfaces, recipe.steps)
        if found:
            raise RecipeRefusal(found[0].where, found[0].found, found[0].instead, also=found[1:])
        return recipe

    def replace(self, changes: Mapping[str, object]) -> Recipe:
        """A new recipe with the values at some paths changed, checked as a whole.

        `recipe.replace({"steps.press.pressure": "20 MPa", "stack.electrolyte.flatness": "10 um"})`.
        Values are written as in a recipe; None leaves an optional field out. Raises `RecipeRefusal`
        for an unknown path or a value the recipe cannot hold.
        """
        return type(self).model_validate(replaced(plain(self), changes))

    def paths(self) -> tuple[str, ...]:
        """Every path `replace` knows, in the order of the recipe."""
        return all_paths(plain(self))

    def written_at(self, path: str) -> Written | None:
        """Dimension and bounds of the quantity at a path; None where a path leads to none.

        Raises `RecipeRefusal` for an unknown path; it names the nearest one.
        """
        return written_at(plain(self), path)

    def value_at(self, path: str) -> object:
        """What is written at a path; None where it is left out. Raises as `written_at`."""
        return value_at(plain(self), path)

    def to_toml(self) -> str:
        """The recipe as a file; reading it back gives the same recipe."""
        return as_toml(plain(self))

    @property
    def digest(self) -> str:
        """SHA-256 of what the recipe means: the same for every spelling, order and comment."""
        return digest(self)

    def layers_at(self) -> tuple[tuple[str, ...], ...]:
        """The names of the layers that are in the press during each step, bottom to top."""
        return layers_at(self.stack, self.steps)
