"""What can go wrong, as a tree.

    AsperityError                 everything this package raises on purpose
    ├── Refusal                   the input is refused: where, what was found, what to write instead
    │   ├── UnitRefusal           a quantity that cannot be read ("400", "5 parsec")
    │   ├── RecipeRefusal         a recipe that contradicts itself or the schema
    │   ├── CardRefusal           a material, press or die that is unknown or lacks a quantity
    │   └── TopographyRefusal     a measured or described surface that cannot be used
    ├── Stopped                   whoever watches ended the run
    └── WorkerLostError           worker processes ended before their task did
    KeyboardInterrupt
    └── Interrupted               Ctrl-C ended the run

A process that cannot be carried out as written (the metal melts, the press is too weak) is *not* an
error: it is a result, and its reason stands in the outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


class AsperityError(Exception):
    """Root of every error this package raises on purpose."""


class Refusal(AsperityError):  # noqa: N818 (it refuses; the tree says it is an error)
    """Input that is refused, told so that it can be mended.

    `where` is the place ("steps.press.pressure"), `found` what stands there, `instead` the cure.
    `also` holds further refusals of the same input; `str()` gives one line for each.
    """

    def __init__(
        self, where: str, found: str, instead: str, *, also: Sequence[Refusal] = ()
    ) -> None:
        super().__init__(where, found, instead)
        self.where = where
        self.found = found
        self.instead = instead
        self.also = tuple(also)

    @property
    def line(self) -> str:
        """This refusal alone, on one line: "where: found …; cure"."""
        place = f"{_clipped(self.where, 200)}: " if self.where else ""
        return f"{place}found {self.found}; {self.instead}"

    def __str__(self) -> str:
        return "\n".join([self.line, *(str(other) for other in self.also)])


class UnitRefusal(Refusal):
    """A quantity that cannot be read: no unit, an unknown one, or one of another dimension."""


class RecipeRefusal(Refusal):
    """A recipe that cannot be read, breaks the schema, or contradicts itself."""


class CardRefusal(Refusal):
    """A material, press or die that is unknown, or a card that lacks a quantity."""


class TopographyRefusal(Refusal):
    """A measured or described surface that cannot be used."""


class Stopped(AsperityError):  # noqa: N818
    """Whoever watches ended the run; what was finished is `kept`, an outcome or None."""

    kept: object = None


class WorkerLostError(AsperityError):
    """Worker processes, or the cluster they are in, ended before their task did."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C ended the run; what was finished is `kept`, an outcome or None."""

    def __init__(self, kept: object = None) -> None:
        super().__init__()
        self.kept = kept


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, whatever its case; None when none is like it."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    close = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[close[0]] if close else None


def one_of(name: str, known: Iterable[str], *, limit: int = 12) -> str:
    """The cure for an unknown name: the nearest known one, or else the known ones themselves."""
    names = list(known)
    near = nearest(name, names)
    if near is not None:
        return f'did you mean "{near}"?'
    if not names:
        return "nothing is known here"
    shown = ", ".join(names[:limit]) + (", …" if len(names) > limit else "")
    return f"write one of: {shown}"


def quoted(value: object, *, limit: int = 60) -> str:
    """A found value as people would write it: text in double quotes, long ones clipped."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return _clipped(text, limit)


def _clipped(text: str, limit: int) -> str:
    """Text of decent length without anything a terminal would obey."""
    text = text if len(text) <= limit else f"{text[: limit - 2]}…{text[-1]}"
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
