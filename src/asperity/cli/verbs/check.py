"""`asperity check`: is the recipe consistent, and can the press and the die do it."""

from __future__ import annotations

from asperity.cli import lazy
from asperity.cli.guard import DONE, NOT_AS_WRITTEN, guarded, say
from asperity.cli.options import RecipeName, Settings, changes


@guarded
def check(recipe: RecipeName, settings: Settings = None) -> int:
    """Judge a recipe, its press and its die, without pressing."""
    plan = lazy.check(lazy.recipe(recipe, changes(settings)))
    say(lazy.plan_lines(plan))
    return DONE if plan.carried_out else NOT_AS_WRITTEN
