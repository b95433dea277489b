"""How far the outcomes of a recipe spread."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asperity.study.spread.again import Repeats as Repeats
    from asperity.study.spread.again import reproducibility as reproducibility
    from asperity.study.spread.bands import Band as Band
    from asperity.study.spread.indices import Index as Index
    from asperity.study.spread.record import Spread as Spread
    from asperity.study.spread.run import spread_recipe as spread_recipe

_HOMES = (
    ("again", ("Repeats", "reproducibility")),
    ("bands", ("Band",)),
    ("indices", ("Index",)),
    ("record", ("Spread",)),
    ("run", ("spread_recipe",)),
)
"""Loaded when first used: reproducibility needs nothing of what takes variances apart."""


def __getattr__(name: str) -> Any:
    """Load a name from where it lives (PEP 562)."""
    for home, names in _HOMES:
        if name in names:
            return getattr(import_module(f"asperity.study.spread.{home}"), name)
    raise AttributeError(f"module 'asperity.study.spread' has no attribute {name!r}")
