"""Predicts what pressing does to a solid-state battery cell.

    import asperity

    recipe = asperity.load_recipe("na-thermal-press")
    outcome = asperity.press(recipe.replace({"steps.press.pressure": "20 MPa"}))
    print(outcome.verdict.level, outcome.cell.resistance_ohm)

Names are loaded when first used, so that `import asperity` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asperity.errors import AsperityError as AsperityError
    from asperity.errors import Refusal as Refusal
    from asperity.materials.library import material as material
    from asperity.outcome import Outcome as Outcome
    from asperity.recipe import Recipe as Recipe
    from asperity.recipe import load_recipe as load_recipe
    from asperity.run import check as check
    from asperity.run import press as press

__version__: str

__all__ = [
    "AsperityError",
    "Outcome",
    "Recipe",
    "Refusal",
    "__version__",
    "check",
    "load_recipe",
    "material",
    "press",
]

_ROOMS = ("contact", "layered", "solid", "study")
"""Rooms that are used by their own name: asperity.contact.elastic_contact."""
_HOMES = (
    ("asperity.errors", ("AsperityError", "Refusal")),
    ("asperity.materials.library", ("material",)),
    ("asperity.outcome", ("Outcome",)),
    ("asperity.recipe", ("Recipe", "load_recipe")),
    ("asperity.run", ("check", "press")),
)


def __getattr__(name: str) -> Any:
    """Load a public name from the room it lives in (PEP 562)."""
    if name in _ROOMS:
        return import_module(f"asperity.{name}")
    if name == "__version__":
        return import_module("importlib.metadata").version("asperity")
    for home, names in _HOMES:
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'asperity' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names."""
    return __all__
