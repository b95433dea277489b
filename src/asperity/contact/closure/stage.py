"""One moment of a closing face: contact, gas and welds that fit each other.

    w = w_v + (X S + 2/(E* q)) p        X S  compliance that flows with this p, m/Pa

What depends on the contact itself is found around it: the pressure of sealed gas by Newton's method
void by void, welds by breaking those that have come apart. Each pass begins at the contact of the
one before, coarsely while the gas is far off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from asperity.contact.closure.gaps import Gaps, GapSolver
from asperity.contact.closure.metal import Metal
from asperity.contact.closure.voids import Gas

Array = NDArray[np.float64]
Waves = NDArray[np.complex128]
Mask = NDArray[np.bool_]
MOST_PASSES = 40


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """The face at one moment.

    Attributes:
        gap: (N, M), m            free: where there is a gap, (N, M)
        waves: transform of the pressure, (N, M//2 + 1), Pa; its mean is left out
        stress: σe, Pa, 0 where nothing presses
        pressure, temperature: mean Pa, K
        welded: where contact would pull, (N, M)
        gas: in the sealed voids; `gas_pressure` its absolute pressures, Pa
        iterations: of the solver; `residual` its error of the pressure; `settled` if all fits
    """

    gap: Array
    free: Mask
    waves: Waves
    stress: float
    pressure: float
    temperature: float
    welded: Mask
    gas: Gas
    gas_pressure: Array
    iterations: int
    residual: float
    settled: bool

    @property
    def fraction(self) -> float:
        """Share of the points in contact."""
        return 1.0 - float(np.count_nonzero(self.free)) / self.free.size

    @property
    def touches(self) -> bool:
        """Whether the faces hold each other, by load or by welds."""
        return not bool(self.free.all())


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """Finds moments of one face.

    Attributes:
        solver, metal: of the grid       heights: their transform, m, mean left out
        adhesion: stress that breaks a weld, Pa
        tolerance: of the pressure       tick: called every step of the solver
    """

    solver: GapSolver
    metal: Metal
    heights: Waves
    adhesion: float
    tolerance: float
    tick: Callable[[], None] | None = field(default=None)

    def find(
        self, flowed: Waves, flowing: Array, *, pressure: float, temperature: float, begin: Moment
    ) -> Moment:
        """The moment when `flowed` (transform, m) has flowed, and `flowing` (m/Pa) flows with it.

        `begin` is the moment before: its gap to start from, its gas and welds to keep.
        """
        begin = replace(begin, pressure=pressure, temperature=temperature)
        if pressure <= 0 and not (self.adhesion > 0 and begin.welded.any()):
            return self._apart(flowed, begin)
        return _Search(self, flowed, self.metal.elastic + flowing, begin).run()

    def _apart(self, flowed: Waves, begin: Moment) -> Moment:
        """The faces without load: they rest on one point."""
        gap = np.asarray(self.solver.field(flowed - self.heights), dtype=np.float64)
        gap -= gap.min()
        return replace(
            begin,
            gap=gap,
            free=np.ones(gap.shape, dtype=np.bool_),
            waves=np.zeros_like(flowed),
            stress=0.0,
            welded=np.zeros(gap.shape, dtype=np.bool_),
            gas=replace(begin.gas, voids=np.zeros_like(begin.gas.voids), amount=np.zeros(0)),
            gas_pressure=np.zeros(0),
            iterations=0,
            residual=0.0,
            settled=True,
        )


class _Search:
    """The passes that lead to one moment."""

    def __init__(self, stage: Stage, flowed: Waves, compliance: Array, begin: Moment) -> None:
        self._stage, self._compliance, self._begin = stage, compliance, begin
        self._load, self._temperature = begin.pressure, begin.temperature
        self._gap, self._welded, self._gas = begin.gap, begin.welded, begin.gas
        self._gas_pressure = begin.gas.fair(begin.gap, begin.temperature)
        self._stiffness = np.divide(
            1, compliance, out=np.zeros_like(compliance), where=compliance > 0
        )
        self._lacking = stage.heights - flowed
        self._pushed = np.asarray(stage.solver.field(self._stiffness * self._lacking))
        self._low = self._high = np.zeros(0)
        self._iterations = 0

    def run(self) -> Moment:
        """Passes until gas and welds fit, or there have been too many."""
        off, tolerance = 1.0, self._stage.tolerance
        alone = not self._gas.any and self._stage.adhesion <= 0
        for _ in range(MOST_PASSES):
            found = self._solved(tolerance if alone or off < 1e-2 else 10 * tolerance)
            broken, off = self._broken(found), self._gas_error(found)
            if not broken and off <= tolerance and found.residual <= tolerance:
                return self._moment(found, settled=True)
            if alone:
                break
        return self._moment(found, settled=False)

    def _solved(self, tolerance: float) -> Gaps:
        """The contact under gas and welds as they are."""
        offset = self._pushed + self._load - self._lower()
        found = self._stage.solver.solve(
            self._compliance,
            offset,
            self._gap,
            tolerance=tolerance,
            least=1 if self._gas.any else 0,
            tick=self._stage.tick,
        )
        self._gap = found.gap
        self._iterations += found.iterations
        return found

    def _lower(self) -> Array:
        """Pressure that acts where there is a gap, (N, M); it carries less than the load."""
        lower = self._gas.laid(self._gas_pressure) if self._gas.any else np.zeros(self._gap.shape)
        mean = float(lower.mean())
        if mean > 0.95 * self._load:
            lower *= 0.95 * self._load / mean
        if self._stage.adhesion > 0:
            lower[self._welded] = -self._stage.adhesion
        return lower

    def _broken(self, found: Gaps) -> bool:
        """Whether welds came apart; they are no more."""
        if self._stage.adhesion <= 0:
            return False
        broken = self._welded & (found.gap > 0)
        self._welded = self._welded & ~broken
        return bool(broken.any())

    def _stress(self, found: Gaps, waves: Waves) -> float:
        fraction = 1 - np.count_nonzero(found.free) / found.free.size
        driving = self._load
        if self._gas.any:
            driving -= float(self._gas.laid(self._gas_pressure).mean())
        exponent = self._stage.metal.exponent(self._temperature, self._load)
        return self._stage.metal.stress(waves, fraction, driving, exponent)

    def _gas_error(self, found: Gaps) -> float:
        """Error of the gas pressures over the load, and mend them: Newton in a bracket."""
        if not self._gas.any:
            return 0.0
        volumes = self._gas.volumes(found.gap)
        off = self._gas.off(self._gas_pressure, volumes, self._temperature)
        if self._low.size == 0:
            self._low, self._high = np.zeros_like(off), np.full_like(off, np.inf)
        pressure = self._gas_pressure
        self._low = np.where(off < 0, pressure, self._low)
        self._high = np.where(off > 0, pressure, self._high)
        unit = ((self._gas.voids > 0) & found.free).astype(np.float32)
        soft = self._compliance.astype(np.float32)
        give = self._gas.give(self._stage.solver.preconditioned(soft, unit, found.free))
        better = self._gas.pressures(pressure, volumes, give, self._temperature)
        between = (self._low > 0) & (self._high < np.inf)
        middle = np.sqrt(self._low * np.where(between, self._high, 1.0))
        outside = between & ((better <= self._low) | (better >= self._high))
        narrow = self._high < self._low * (1 + 1e-3)
        self._gas_pressure = np.where(outside & ~narrow, middle, better)
        self._low = np.where(narrow, 0.0, self._low)
        self._high = np.where(narrow, np.inf, self._high)
        return float(np.abs(off).sum()) / self._load if self._load > 0 else 0.0

    def _moment(self, found: Gaps, *, settled: bool) -> Moment:
        waves = self._stiffness * (found.waves + self._lacking)
        return replace(
            self._begin,
            gap=found.gap,
            free=found.free,
            waves=waves,
            stress=self._stress(found, waves),
            welded=self._welded,
            gas_pressure=self._gas_pressure,
            iterations=self._iterations,
            residual=found.residual,
            settled=settled,
        )
