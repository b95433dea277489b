"""Distributions that somebody asks for: `PATH=FROM..TO`, `PATH=10 %`, `PATH=2 MPa`, `PATH=0`.

A range holds nine of ten, half of them on either side of what the recipe or the card says, as the
spread of a card does; a share or an amount is a standard deviation. What stands at a path of the
recipe then differs from pressing to pressing; `cards.CARD.QUANTITY` is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from asperity.errors import Refusal, one_of, quoted
from asperity.materials.card import Quantity
from asperity.materials.meaning import FIXED
from asperity.recipe import Recipe
from asperity.stack import Stack
from asperity.study.ranges import axis_of
from asperity.study.spread.sources.cards import bounds, name_of
from asperity.study.spread.sources.law import FREE, Bounds, Law, band, even
from asperity.study.spread.sources.parameter import (
    Source,
    Target,
    dimension_of,
    known,
    middle_of,
)
from asperity.units import DIMENSIONS, to_si

CARDS = "cards."
CURE = 'write FROM..TO, a share such as "10 %", an amount such as "2 MPa", or 0'
_ASKED = "as asked for"
_DIFFERENCE = {"temperature": "temperature_difference"}.get


def with_given(
    sources: Sequence[Source], given: Mapping[str, str], recipe: Recipe, stack: Stack
) -> tuple[Source, ...]:
    """The sources, those of some paths as somebody asks for instead, also those kept at rest.

    Raises `Refusal` for an unknown path, or what is no distribution of what stands there.
    """
    kept = list(sources)
    for path, text in given.items():
        one = _asked(path, text, recipe, stack)
        (target, _), *_ = one.effects
        kept = [left for source in kept for left in _without(source, target, one.family)]
        kept.append(one)
    return tuple(kept)


def _without(source: Source, target: Target, family: str) -> Iterator[Source]:
    """What is left of a source that no longer moves a target."""
    effects = tuple(effect for effect in source.effects if effect[0] != target)
    if source.family != family or len(effects) == len(source.effects):
        yield source
    elif effects:
        yield replace(source, effects=effects)


def _asked(path: str, text: str, recipe: Recipe, stack: Stack) -> Source:
    if path.strip().startswith(CARDS):
        return _of_card(path.strip(), text, stack)
    path = known(recipe, path)
    dimension = dimension_of(recipe, path)
    law = _law(path, text, dimension, middle_of(recipe, path), FREE)
    return Source(
        name=path,
        family="scatter",
        effects=((path, law),),
        words=path.rpartition(".")[2].replace("_", " "),
        basis=_ASKED,
        assumed=False,
        given=True,
    )


def _of_card(path: str, text: str, stack: Stack) -> Source:
    used = {name_of(card, one.name): (card, one) for card, one in stack.used}
    if path not in used:
        raise Refusal(path, "a number this recipe does not use", one_of(path, used))
    card, quantity = used[path]
    law = _law(path, text, quantity.dimension, quantity.si, bounds(quantity))
    return Source(
        name=path,
        family="doubt",
        effects=(((card, quantity.name), law),),
        words=_words(quantity),
        basis=_ASKED,
        assumed=False,
        given=True,
    )


def _words(quantity: Quantity) -> str:
    return quantity.name.replace("_", " ")


def _law(path: str, text: str, dimension: str, middle: float | None, bound: Bounds) -> Law:
    """How something is spread by what was asked for."""
    if middle is None:
        raise Refusal(path, "nothing there to vary", f"set it first: --set {path}=…")
    if ".." in text:
        return _between(path, text, dimension, middle, bound)
    if text.strip() in {"0", "0 %", "0%"}:
        return even(0.0)
    if text.strip().endswith("%") and dimension != "dimensionless":
        return even(_positive(path, text, "dimensionless"), bounds=bound)
    amount = _positive(path, text, _DIFFERENCE(dimension, dimension))
    if text.strip().endswith("%"):
        return even(amount, bounds=bound)
    return even(amount, scale="shift", bounds=bound)


def _positive(path: str, text: str, dimension: str) -> float:
    amount = _si(path, text, dimension)
    if amount < 0:
        raise Refusal(path, quoted(text), CURE)
    return amount


def _between(path: str, text: str, dimension: str, middle: float, bound: Bounds) -> Law:
    span = axis_of(f"{path}={text}", where="vary").span
    if span is None:
        raise Refusal(path, quoted(text), CURE)
    low, high = (_si(path, span.written(end), dimension) for end in (0.0, 1.0))
    if low < bound[0] or high > bound[1]:
        least, most = (f"{end:g} {_unit(dimension)}".strip() for end in bound)
        cure = f"write {most} or less" if high > bound[1] else f"write {least} or more"
        raise Refusal(path, f"{quoted(text)}, beyond what there can be", cure)
    if not low <= middle <= high:
        cure = "let the range hold it, or set another value"
        raise Refusal(path, f"{text}, which does not hold what is written there", cure)
    return band(low, middle, high, bounds=bound)


def _unit(dimension: str) -> str:
    return FIXED[dimension] if dimension in FIXED else DIMENSIONS[dimension].si


def _si(path: str, text: str, dimension: str) -> float:
    if dimension not in FIXED:
        return to_si(text, dimension, path)
    number = text.replace(FIXED[dimension], "").strip()
    try:
        return float(number)
    except ValueError:
        raise Refusal(path, quoted(text), f"write it in {FIXED[dimension]}") from None
