"""Which value of a recipe makes a quantity what it should be."""

from __future__ import annotations

from math import isfinite

from asperity.errors import Refusal, one_of
from asperity.recipe import Recipe
from asperity.study.quantity import read
from asperity.study.ranges import Range
from asperity.study.search import Answer, search
from asperity.study.solution import Solution
from asperity.study.sweeping import sweep


def solve(
    recipe: Recipe,
    *,
    vary: str,
    between: tuple[str | float, str | float],
    quantity: str,
    target: float,
    looks: int = 9,
    fidelity: str = "mean-field",
    seed: int = 0,
) -> Solution:
    """The value of one path of a recipe at which a quantity of its outcome reaches a target.

    Which pressure makes the foil 40 µm:

        solve(recipe, vary="steps.press.pressure", between=("0.5 MPa", "50 MPa"),
              quantity="steps.press.layers.metal.thickness_m", target=40e-6)

    Args:
        recipe: what to press
        vary: path of the recipe, as `Recipe.replace` takes it
        between: lowest and highest value, as the recipe writes them, in one unit
        quantity: path of the outcome, as `asperity.study.quantity` describes it
        target: what the quantity is to be, SI
        looks: how many values over the range are tried first, to see where it crosses the target
        fidelity: as `asperity.press`
        seed: as `asperity.press`

    Returns:
        The first value from the low end, or why there is none. A value at which the process cannot
        be carried out is no solution.

    Raises:
        Refusal: an unknown path or quantity, a range neither end of which the recipe can hold, or a
            target that is no number.
    """
    if not isfinite(target):
        raise Refusal("target", f"{target}", "write a number in SI units")
    if looks < 2:
        raise Refusal("looks", f"{looks}", "write 2 or more")
    _known_step(recipe, quantity)
    span = Range.of(*between)
    _holds_an_end(recipe, vary, span)

    def answer(text: str) -> Answer:
        (run,) = sweep(recipe, [{vary: text}], fidelity=fidelity, seed=seed)
        if run.outcome is None or run.reason:
            return None, run.reason.partition("\n")[0]
        return read(run.outcome, quantity), "the outcome has no such number"

    return search(answer, span, target=target, looks=looks)


def _holds_an_end(recipe: Recipe, vary: str, span: Range) -> None:
    """Refuse a range as the recipe refuses its high end, if it refuses the low one too."""
    try:
        recipe.replace({vary: span.written(0)})
    except Refusal:
        recipe.replace({vary: span.written(1)})


def _known_step(recipe: Recipe, quantity: str) -> None:
    """Refuse a step the recipe does not have, which no outcome that was cut short could tell."""
    root, _, rest = quantity.strip().partition(".")
    names = [step.name for step in recipe.steps]
    name = rest.partition(".")[0]
    if root == "steps" and name not in names:
        raise Refusal(quantity, "an unknown step", one_of(name, names))
