"""What must not happen: every risk of every step, and what a person will not have, as columns.

A limit is a column that is at most 0 where it is kept. Of each risk there are two: its value stays
short of where it goes wrong, and the probability that it does anyway, by what scatters and what is
not known, stays at or below what is allowed. Probabilities are compared as standard deviations of a
normal distribution, in which they go nearly straight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import numpy as np
from scipy.special import ndtri

from asperity.errors import Refusal, one_of, quoted
from asperity.outcome.risk import LIKELY
from asperity.study.design.why.words import named
from asperity.study.many import Table
from asperity.study.many.table import Array
from asperity.units import DIMENSIONS, show, to_si

KINDS = (
    "fracture",
    "melting",
    "extrusion",
    "mechanical-short",
    "press",
    "die",
    "crushing",
    "delamination",
)
SHORT = 1e-6
"""By how much of the way to its limit a risk's value stays short of it."""
_RISK = re.compile(r"steps\.([^.]+)\.risks\.([^:.]+):(.+)\.(used|probability)")
_BOUND = re.compile(r"\s*(\S+?)\s*(<=|>=)\s*(.+?)\s*")
_ENDINGS = MappingProxyType(
    {
        "_ohm_m2": "area_resistance",
        "_ohm": "resistance",
        "_a_per_m2": "current_density",
        "_s_per_m": "conductivity",
        "_pa": "pressure",
        "_k": "temperature",
        "_n": "force",
        "_m3": "volume",
        "_m2": "area",
        "_m": "length",
        "_s": "time",
    }
)
"""What the end of an outcome's name says of its dimension."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A number of the outcome that a person will not have beyond a value.

    Attributes:
        quantity: its path in the outcome
        most: whether the value is the most, else the least
        value: SI
        dimension: as `asperity.units` calls it
    """

    quantity: str
    most: bool
    value: float
    dimension: str

    @property
    def told(self) -> str:
        """As people write it."""
        unit = DIMENSIONS[self.dimension].usual
        return f"{self.quantity} {'<=' if self.most else '>='} {show(self.value, unit, 4)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is allowed.

    Attributes:
        probability: that a risk comes true, at most
        kinds: the same by kind of risk, where it differs
        bounds: of numbers of the outcome
    """

    probability: float = LIKELY
    kinds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    bounds: tuple[Bound, ...] = ()

    def allowed(self, kind: str) -> float:
        """Probability that is allowed of a kind of risk."""
        return self.kinds.get(kind, self.probability)


@dataclass(frozen=True, slots=True)
class Name:
    """What a limit is of: a step's risk (its value or its probability), or a bound."""

    step: str
    kind: str
    where: str
    by: Literal["used", "probability", "bound"]

    @property
    def told(self) -> str:
        """In words."""
        return named(self.kind, self.where, self.by)


def limits_of(allowances: Iterable[str], bounds: Iterable[str]) -> Limits:
    """Limits as people write them: `0.05`, `fracture=0.01`; `steps.press.….thickness_m>=50 um`.

    Raises:
        Refusal: what is no probability, no risk, or no such bound.
    """
    general, kinds = LIKELY, {}
    for written in allowances:
        kind, equals, value = (part.strip() for part in written.rpartition("="))
        chance = to_si(value, "dimensionless", "--risk")
        if equals and kind not in KINDS:
            raise Refusal("--risk", f"the unknown risk {quoted(kind)}", one_of(kind, KINDS))
        if not 0 < chance <= 1:
            raise Refusal("--risk", quoted(value), "write a probability above 0, up to 1")
        if equals:
            kinds[kind] = chance
        else:
            general = chance
    found = tuple(bound(one) for one in bounds)
    _agree(found)
    return Limits(probability=general, kinds=MappingProxyType(kinds), bounds=found)


def bound(written: str) -> Bound:
    """A bound on a number of the outcome.

    Raises:
        Refusal: it is not written so, or its value is no quantity of its kind.
    """
    parts = _BOUND.fullmatch(written)
    if parts is None:
        cure = 'write QUANTITY<=VALUE or QUANTITY>=VALUE, for example "cell.resistance_ohm<=50 ohm"'
        raise Refusal("--limit", quoted(written), cure)
    last = parts[1].rpartition(".")[2]
    kind = next((kind for end, kind in _ENDINGS.items() if last.endswith(end)), "dimensionless")
    value = to_si(parts[3], kind, f"--limit {parts[1]}")
    return Bound(quantity=parts[1], most=parts[2] == "<=", value=value, dimension=kind)


def _agree(bounds: tuple[Bound, ...]) -> None:
    """Refuse a least of a quantity that lies above its most."""
    for least in bounds:
        for most in bounds:
            apart = least.quantity == most.quantity and most.most and not least.most
            if apart and least.value > most.value:
                found = f"{quoted(least.told)} and {quoted(most.told)}"
                raise Refusal("--limit", found, "write bounds that a number can keep together")


def columns(table: Table, limits: Limits) -> dict[str, Array]:
    """Every limit of a table by its written name, (N,), at most 0 where it is kept."""
    found: dict[str, Array] = {}
    for path, column in table.columns.items():
        risk = _RISK.fullmatch(path)
        if risk is None or np.isnan(column).all():
            continue
        name, kind = f"{risk[1]}|{risk[2]}|{risk[3]}|{risk[4]}", risk[2]
        if risk[4] == "used":
            if kind != "fracture":  # whose value is its probability
                found[name] = column - 1 + SHORT
        elif limits.allowed(kind) < 1:
            found[name] = deviations(column) - deviations(limits.allowed(kind))
    for one in limits.bounds:
        column = table.column(one.quantity)
        over = (column - one.value) / max(abs(one.value), 1e-300)
        found[f"||{one.told}|bound"] = over if one.most else -over
    return found


def name_of(written: str) -> Name:
    """What a limit is of."""
    step, kind, where, by = written.split("|")
    return Name(step, kind, where, by)  # type: ignore[arg-type]


def deviations(probability: Array | float) -> Array:
    """Standard deviations at which a normal distribution has this probability."""
    return np.asarray(ndtri(np.clip(probability, 1e-200, 1 - 1e-12)))
