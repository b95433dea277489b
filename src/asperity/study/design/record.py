"""What a design answers, as frozen records."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Literal

from asperity.outcome.frozen import Record
from asperity.outcome.plain import to_plain

SCHEMA: Final = "asperity-design-1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Aimed(Record):
    """A goal, and what was reached of it.

    Attributes:
        name: of the goal
        title: what its number is, in words
        sense: lowest or highest
        dimension: of its number, as `asperity.units` calls it; numbers are SI
        unit: in which people write it
        target: what is enough
        given: its number with the recipe as given
        reached: its number with the recipe that was found
        moves: whether anything that was varied moves its number
    """

    name: str
    title: str
    sense: str
    dimension: str
    unit: str
    target: float | None = None
    given: float | None = None
    reached: float | None = None
    moves: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Varied(Record):
    """What was varied.

    Attributes:
        path: in the recipe; further paths moved with it stand after a comma
        low: lowest value that was tried, as a recipe writes it
        high: highest value that was tried
        given: the value of the given recipe
        found: the value that was found
    """

    path: str
    low: str
    high: str
    given: str | None = None
    found: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Change(Record):
    """What could be bought or changed, and what the goal would then be.

    Attributes:
        what: in words
        reached: the goal's number, recipe and change together at their best, SI
        gain: by how much better that is, over the number now; above 0 is better
        found: the values of what is varied then, as recipes write them, in order
    """

    what: str
    reached: float
    gain: float
    found: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Binding(Record):
    """A limit at which the answer lies, or the target it meets.

    Attributes:
        name: in words
        kind: kind of risk, "range", "bound" or "target"
        where: layer, tool or path
        step: the step it holds in; empty for a range
        by: what is limited: of a risk its "probability", or the share "used" of the way to where
            it goes wrong; else a "number"
        unit: of a number, as people write it; value and limit are SI
        value: what was reached
        limit: what is allowed
        most: whether the limit is the most, else the least
        gain: by how much better the goal gets, over its number, if the limit alone gives by a
            tenth; None where that was not asked
        changes: what moves it
    """

    name: str
    kind: str
    where: str
    step: str = ""
    by: str = "used"
    unit: str = ""
    value: float | None = None
    limit: float | None = None
    most: bool = True
    gain: float | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificate(Record):
    """How sure the answer is.

    Attributes:
        looks: presses spread over the ranges before anything was refined
        feasible: share of them that keep every limit
        starts: how many starts were refined
        agree: how many of them ended within a thousandth of the best
        ends: the goal's number where each start ended, best first, SI; with a target what was made
            least instead, all varied pressures added, each over its highest
        presses: all that were made
        seed: of the looks
    """

    looks: int
    feasible: float
    starts: int
    agree: int
    ends: tuple[float, ...]
    presses: int
    seed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice(Record):
    """One recipe among several, none of which is better than another in every goal.

    Attributes:
        found: the values of what is varied, in order
        reached: the numbers of the goals, in order, SI
        recipe: as a file
        knee: whether it is the one nearest to the best of every goal
    """

    found: tuple[str, ...]
    reached: tuple[float, ...]
    recipe: str
    knee: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Way(Record):
    """A way of pressing the same stack in other steps, at its best.

    Attributes:
        name: in words
        steps: how many steps press
        reached: the goal's number, SI; None where no recipe of this way keeps every limit
        broken: the limits that then conflict, in words
        gain: by how much better the chosen way is, over this one's number
        recipe: as a file
    """

    name: str
    steps: int
    reached: float | None = None
    broken: tuple[str, ...] = ()
    gain: float | None = None
    recipe: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Design(Record):
    """The recipe that serves a goal best, or why there is none.

    Attributes:
        schema: version of this shape
        title: of the given recipe
        digest: of the given recipe
        found: whether a recipe keeps every limit
        stopped: whether the search was ended before it was done
        goals: what was aimed at
        variables: what was varied
        risk: probability that was allowed of a risk
        recipe: the recipe that was found, as a file
        verdict: of its outcome, as `asperity press` tells it
        reasons: of the verdict
        given_breaks: limits that the given recipe does not keep, in words
        bindings: limits at which the answer lies, and the targets
        closest: risks nearest to what is allowed of them, binding or not
        conflicts: where there is no recipe, a smallest set of limits that cannot be kept together
        nearest: where there is none, by what each limit is missed at the nearest recipe, in words
        certificate: how sure the answer is
        front: of several goals, the recipes to choose from
        ways: of several ways of pressing, each at its best
    """

    schema: Literal["asperity-design-1"] = SCHEMA
    title: str
    digest: str
    found: bool
    stopped: bool = False
    goals: tuple[Aimed, ...]
    variables: tuple[Varied, ...]
    risk: float
    recipe: str | None = None
    verdict: str = ""
    reasons: tuple[str, ...] = ()
    given_breaks: tuple[str, ...] = ()
    bindings: tuple[Binding, ...] = ()
    closest: tuple[Binding, ...] = ()
    conflicts: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    certificate: Certificate
    front: tuple[Choice, ...] = ()
    ways: tuple[Way, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain numbers, text and lists."""
        return to_plain(self)

    def to_json(self, *, indent: int | None = 2) -> str:
        """As JSON."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)
