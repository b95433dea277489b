"""One recipe, pressed again and again with other values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from asperity.errors import Refusal
from asperity.outcome import Outcome
from asperity.recipe import Recipe
from asperity.run import press

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One row of a sweep.

    Attributes:
        values: what was set, by the path in the recipe
        outcome: what came of it; None where the recipe with these values was refused
        reason: why there is no outcome, or why it could not be carried out; else empty
    """

    values: Values
    outcome: Outcome | None
    reason: str = ""

    @property
    def status(self) -> Literal["done", "not carried out", "refused"]:
        """How it went."""
        if self.outcome is None:
            return "refused"
        return "done" if self.outcome.carried_out else "not carried out"


def grid(axes: Mapping[str, Sequence[object]]) -> Iterator[dict[str, object]]:
    """Every combination of the values of each path; the last path varies fastest."""
    for values in product(*axes.values()):
        yield dict(zip(axes, values, strict=True))


def sweep(
    recipe: Recipe,
    points: Iterable[Values],
    *,
    fidelity: str = "mean-field",
    seed: int = 0,
) -> Iterator[Run]:
    """Press a recipe at each point, one after the other, as they are asked for.

    Args:
        recipe: what to press
        points: values by path, as `Recipe.replace` takes them; `grid` makes them from lists
        fidelity: as `asperity.press`
        seed: as `asperity.press`, the same for every point

    Yields:
        A row a point, in order; what is refused, or cannot be carried out, is a row with its
        reason. `Stopped` passes through, and the rows before it are the caller's already.
    """
    for values in points:
        try:
            outcome = press(recipe.replace(values), fidelity=fidelity, seed=seed)
        except Refusal as refusal:
            yield Run(values=dict(values), outcome=None, reason=str(refusal))
        else:
            yield Run(values=dict(values), outcome=outcome, reason=_trouble(outcome))


def _trouble(outcome: Outcome) -> str:
    """Why an outcome could not be carried out, the gravest reason first; else nothing."""
    return "" if outcome.carried_out else "; ".join(outcome.verdict.reasons[:1])
