"""What a sweep is to press, settled before anything is pressed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import product
from typing import Any, Literal, cast, get_args

from asperity.errors import Refusal, one_of, quoted
from asperity.outcome.record import Fidelity
from asperity.recipe import Recipe
from asperity.run import versions
from asperity.run.fidelity import known
from asperity.study.many import Points
from asperity.study.ranges import Axis

SCHEMA = "asperity-sweep-1"
Kept = Literal["full", "columns"]
FEW = 100
"""Runs of which whole outcomes are kept unless one says otherwise: some 20 MB."""
MOST = 100_000
"""Runs of a sweep: its index is joined in memory, of some 500 columns 4 kB a run, three times."""
LEAST_ROWS, MOST_ROWS, PARTS = 500, 2000, 8
"""Runs of a part: enough that pressing them together pays, few enough that little is lost."""
WHOLE_ROWS = 8
"""Runs of a part whose outcomes are kept whole, which are pressed one by one."""
TRIED = 20
"""Values of a path between its ends that are tried before a sweep is refused."""
NOT_SET = ""
"""A value left as it stands in the recipe."""
Text = str | None


@dataclass(frozen=True, slots=True)
class Part:
    """Runs that are pressed and stored together.

    Attributes:
        number: which part
        runs: numbers of the runs, ascending
        recipe: what is pressed
        name: name of the recipe, empty where the sweep has only one
        values: by path, a value a run, as written
        plan: digest of the sweep
        fidelity: as `asperity.press`
        seed: as `asperity.press`
        kept: whether whole outcomes are kept
    """

    number: int
    runs: tuple[int, ...]
    recipe: Recipe
    name: str
    values: Mapping[str, tuple[Text, ...]]
    plan: str
    fidelity: Fidelity
    seed: int
    kept: Kept

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"part-{self.number:05d}.parquet"


@dataclass(frozen=True, slots=False, kw_only=True)
class Plan:
    """A sweep.

    Attributes:
        recipes: what is pressed, by name
        of: name of the recipe of every run, (N,)
        columns: by path, a value a run as written, (N,); None leaves the field out, `NOT_SET`
            leaves it as the recipe has it
        fidelity: as `asperity.press`
        seed: as `asperity.press`
        kept: whether whole outcomes are kept
    """

    recipes: Mapping[str, Recipe]
    of: tuple[str, ...]
    columns: Mapping[str, tuple[Text, ...]]
    fidelity: Fidelity
    seed: int
    kept: Kept

    def __len__(self) -> int:
        return len(self.of)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that the outcomes depend on."""
        told = {
            **self.told,
            "recipes": {name: recipe.digest for name, recipe in self.recipes.items()},
            "of": self.of,
            "columns": {path: self.columns[path] for path in self.columns},
        }
        return sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()

    @property
    def told(self) -> dict[str, Any]:
        """What is said of it in few words."""
        return {
            "schema": SCHEMA,
            "asperity": versions()["asperity"],
            "runs": len(self),
            "recipes": list(self.recipes),
            "paths": list(self.columns),
            "fidelity": self.fidelity,
            "seed": self.seed,
            "outcomes": self.kept,
        }

    @property
    def named(self) -> bool:
        """Whether runs differ in their recipe."""
        return len(self.recipes) > 1

    def parts(self) -> tuple[Part, ...]:
        """The sweep cut in parts, which depends on nothing but the sweep itself."""
        alike: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        for run, name in enumerate(self.of):
            paths = tuple(path for path, column in self.columns.items() if column[run] != NOT_SET)
            alike.setdefault((name, paths), []).append(run)
        digest, size, found = self.digest, self._size(), list[Part]()
        for (name, paths), runs in alike.items():
            for first in range(0, len(runs), size):
                some = tuple(runs[first : first + size])
                part = Part(
                    number=len(found),
                    runs=some,
                    recipe=self.recipes[name],
                    name=name if self.named else "",
                    values={path: tuple(self.columns[path][run] for run in some) for path in paths},
                    plan=digest,
                    fidelity=self.fidelity,
                    seed=self.seed,
                    kept=self.kept,
                )
                found.append(part)
        return tuple(found)

    def _size(self) -> int:
        if self.fidelity != "mean-field":
            return 1
        if self.kept == "full":
            return WHOLE_ROWS
        return min(max(-(-len(self) // PARTS), LEAST_ROWS), MOST_ROWS)


def plan_of(
    recipe: Recipe | Mapping[str, Recipe],
    points: Points | Iterable[Mapping[str, object]],
    *,
    of: Sequence[str] = (),
    fidelity: str = "mean-field",
    seed: int = 0,
    outcomes: str | None = None,
) -> Plan:
    """A sweep over points.

    Args:
        recipe: what to press; or several by name, and `of`, the name of every run's
        points: a column of values for every path; or values by path for every run, where a path
            that is not there stays as the recipe has it
        of: which recipe each run presses, where there are several
        fidelity: as `asperity.press`
        seed: as `asperity.press`
        outcomes: "full" keeps whole outcomes, which are pressed one by one; "columns" keeps every
            number of them; None keeps whole ones of up to `FEW` runs, and always of a full field

    Raises:
        Refusal: nothing to press, an unknown path, or options that do not fit.
    """
    columns, rows = _columns(points, len(of))
    recipes = {"": recipe} if isinstance(recipe, Recipe) else dict(recipe)
    names = tuple(of) or (next(iter(recipes)),) * rows
    if not 0 < rows <= MOST:
        raise Refusal("points", f"{rows} runs", f"give 1 to {MOST}")
    if len(names) != rows or not set(names) <= set(recipes):
        raise Refusal("of", f"{len(names)} recipes of {rows} runs", "name one of them for each")
    closely = known(fidelity)
    plan = Plan(
        recipes={name: recipes[name] for name in dict.fromkeys(names)},
        of=names,
        columns=columns,
        fidelity=closely,
        seed=seed,
        kept=_kept(outcomes, rows, closely),
    )
    _refuse_what_no_run_can(plan)
    return plan


def product_of(axes: Sequence[Axis]) -> Points:
    """Every combination of the values of some axes; the last varies fastest.

    Raises:
        Refusal: a path on two axes, a range without a number of values, or too many runs.
    """
    texts = [axis.texts() for axis in axes]
    size = 1
    for some in texts:
        size *= len(some)
    if size > MOST:
        raise Refusal("grid", f"{size} runs", f"ask for at most {MOST}")
    columns: dict[str, list[object]] = {}
    for axis, column in zip(axes, zip(*product(*texts), strict=True), strict=True):
        for path, values in axis.values(column).items():
            if path in columns:
                raise Refusal("grid", f"{path} twice", "vary every path once")
            columns[path] = values
    return Points(values=columns)


def _kept(outcomes: str | None, rows: int, fidelity: str) -> Kept:
    if outcomes is None:
        return "full" if rows <= FEW or fidelity != "mean-field" else "columns"
    if outcomes not in get_args(Kept):
        raise Refusal("outcomes", quoted(outcomes), one_of(outcomes, get_args(Kept)))
    if outcomes == "columns" and fidelity != "mean-field":
        raise Refusal("outcomes", '"columns" of a full field', 'write "full"')
    return cast("Kept", outcomes)


def _columns(
    points: Points | Iterable[Mapping[str, object]], at_least: int
) -> tuple[dict[str, tuple[Text, ...]], int]:
    """A column of texts for every path, and how many rows."""
    if isinstance(points, Points):
        if points.cards:
            cure = "vary paths of the recipe; cards are varied by a spread"
            raise Refusal("points", "numbers of cards", cure)
        rows = len(points) if points.values else max(at_least, 1)
        given: Mapping[str, Sequence[object]] = points.values
    else:
        every = list(points)
        paths = dict.fromkeys(path for row in every for path in row)
        given = {path: [row.get(path, NOT_SET) for row in every] for path in paths}
        rows = len(every)
    return {path.strip(): tuple(map(_text, column)) for path, column in given.items()}, rows


def _text(value: object) -> Text:
    """A value as it is written in a recipe file."""
    if value is None or isinstance(value, str):
        return value
    plain = value.item() if hasattr(value, "item") else value
    return json.dumps(list(plain) if isinstance(plain, tuple) else plain)


def _refuse_what_no_run_can(plan: Plan) -> None:
    """Refuse unknown paths, and values of a path none of which its recipe can hold by itself."""
    for name, recipe in plan.recipes.items():
        for path, column in plan.columns.items():
            values = [
                value
                for value, other in zip(column, plan.of, strict=True)
                if other == name and value != NOT_SET
            ]
            if values:
                recipe.written_at(path)
                _holds_one(recipe, path, list(dict.fromkeys(values)))


def _holds_one(recipe: Recipe, path: str, values: list[Text]) -> None:
    """Refuse where the recipe holds none of the values: of many, the ends and some in between."""
    first: Refusal | None = None
    between = values[1 : -1 : max(len(values) // TRIED, 1)]
    for value in (values[0], values[-1], *between):
        try:
            recipe.replace({path: value})
        except Refusal as refusal:
            if refusal.where != path:  # other values may mend it
                return
            first = first or refusal
        else:
            return
    if first is not None:
        raise first
