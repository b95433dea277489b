"""A map as a frozen record: axes, a quantity, risks, states, all over the same lattice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from asperity.outcome.risk import MARGINAL
from asperity.study.mapping.quantity import Quantity

Array = NDArray[np.float64]
Codes = NDArray[np.int8]
SCHEMA: Final = "asperity-map-1"
DONE, NOT_CARRIED_OUT, REFUSED = 0, 1, 2
STATES: tuple[Literal["done", "not carried out", "refused"], ...] = (
    "done",
    "not carried out",
    "refused",
)
"""What became of a point, by its code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One axis.

    Attributes:
        paths: paths of the recipe that have the same value, moved together
        unit: in which the values are written
        dimension: of the values, as `asperity.units` calls it
        logarithmic: whether neighbours are at equal ratios, else at equal steps
        written: the values as the recipe has them, N of them
        values: the same in SI, (N,), rising
    """

    paths: tuple[str, ...]
    unit: str
    dimension: str
    logarithmic: bool
    written: tuple[str, ...]
    values: Array

    def __post_init__(self) -> None:
        _closed(self.values)

    def __len__(self) -> int:
        return len(self.written)

    @property
    def path(self) -> str:
        """The first of the paths."""
        return self.paths[0]

    def at(self, index: float | Array) -> Array:
        """SI values at fractional places of the lattice, between its first and last."""
        places = np.arange(len(self), dtype=float)
        if self.logarithmic:
            return np.asarray(np.exp(np.interp(index, places, np.log(self.values))))
        return np.asarray(np.interp(index, places, self.values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """One risk over the map, at its gravest over all steps.

    Attributes:
        kind: fracture, melting, extrusion, mechanical-short, press, die, crushing, delamination
        where: the layer, interface or tool it concerns
        used: share of the way to the limit that is used, (Ny, Nx): 0 safe, 1 at the limit; NaN
            where the recipe is refused
        severity: as `used`, but never at odds with the level that a press tells: what is marginal
            because it fails too often lies between 0.8 and 1 as well
    """

    kind: str
    where: str
    used: Array
    severity: Array

    def __post_init__(self) -> None:
        _closed(self.used, self.severity)

    @property
    def level(self) -> Codes:
        """0 good, 1 marginal, 2 bad, (Ny, Nx)."""
        return level(self.severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """What comes of a recipe over two of its quantities.

    Fields are (Ny, Nx): a row a value of `y`, a column a value of `x`.

    Attributes:
        title: of the recipe
        digest: of the recipe as written
        x: the axis to the right
        y: the axis upwards
        quantity: what is told
        values: the quantity, SI, (Ny, Nx); NaN where the process is not carried out to its end
        dangers: every risk that some point has, gravest first
        status: `DONE`, `NOT_CARRIED_OUT` or `REFUSED`, (Ny, Nx)
        pressed: points that were pressed; the others lie between pressed ones, (Ny, Nx)
        reasons: why a point was refused or not carried out, by place (row, column)
        presses: how many points were pressed
        checks: how many of them were first foretold from those around them
        error: largest error of the quantity foretold and accepted, over the value itself (or over
            the map's spread, of a quantity that is not positive everywhere); None where all points
            are pressed, or none could be checked
        boundary: how many cells of the lattice a boundary of a risk may lie beside its place; at
            most 1 unless the number of presses was limited
        stopped: whether it was ended before it was done
        here: the recipe as written, SI (x, y); None where it leaves one of them out
    """

    title: str
    digest: str
    x: Line
    y: Line
    quantity: Quantity
    values: Array
    dangers: tuple[Danger, ...]
    status: Codes
    pressed: NDArray[np.bool_]
    reasons: Mapping[tuple[int, int], str]
    presses: int
    checks: int
    error: float | None
    boundary: float
    stopped: bool
    here: tuple[float, float] | None
    schema: str = SCHEMA

    def __post_init__(self) -> None:
        _closed(self.values, self.status, self.pressed)
        object.__setattr__(self, "reasons", MappingProxyType(dict(self.reasons)))

    @property
    def severity(self) -> Array:
        """The gravest of all risks at every point, (Ny, Nx); NaN where the recipe is refused."""
        if not self.dangers:
            return np.where(self.status == REFUSED, np.nan, 0.0)
        return np.asarray(np.max([danger.severity for danger in self.dangers], axis=0))

    @property
    def binding(self) -> Codes:
        """Which of `dangers` is the gravest, (Ny, Nx); -1 where all is good or nothing is known."""
        if not self.dangers:
            return np.full(self.status.shape, -1, dtype=np.int8)
        grave = np.array([danger.severity for danger in self.dangers])
        first = np.argmax(np.nan_to_num(grave, nan=-1.0), axis=0)
        return np.where(level(self.severity) > 0, first, -1).astype(np.int8)

    @property
    def level(self) -> Codes:
        """The gravest level of all risks, (Ny, Nx); 2 where the recipe is refused."""
        return level(self.severity)

    @property
    def safe(self) -> NDArray[np.bool_]:
        """Where every risk is good and the process is carried out, (Ny, Nx)."""
        return np.asarray((self.level == 0) & (self.status == DONE))

    @property
    def borne(self) -> NDArray[np.bool_]:
        """Where no risk is bad and the process is carried out, (Ny, Nx)."""
        return np.asarray((self.level < 2) & (self.status == DONE))


def level(severity: Array) -> Codes:
    """0 good, 1 marginal, 2 bad or not known."""
    marginal = ~(severity < MARGINAL)
    return (marginal.astype(np.int8) + ~(severity < 1)).astype(np.int8)


def _closed(*arrays: NDArray[np.generic]) -> None:
    for array in arrays:
        array.flags.writeable = False
