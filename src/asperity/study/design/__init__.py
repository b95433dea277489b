"""The recipe that serves a goal best within what press, die and materials bear."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asperity.study.design.design import STAGES as STAGES
    from asperity.study.design.design import design_recipe as design_recipe
    from asperity.study.design.goals import GOALS as GOALS
    from asperity.study.design.goals import Goal as Goal
    from asperity.study.design.record import Design as Design

_HOMES = (
    ("design", ("STAGES", "design_recipe")),
    ("goals", ("GOALS", "Goal")),
    ("record", ("Design",)),
)
"""Where names are at home that are loaded when first used: the goals need no optimiser."""


def __getattr__(name: str) -> Any:
    """Load a name from the room it lives in (PEP 562)."""
    for home, names in _HOMES:
        if name in names:
            return getattr(import_module(f"asperity.study.design.{home}"), name)
    raise AttributeError(f"module 'asperity.study.design' has no attribute {name!r}")
