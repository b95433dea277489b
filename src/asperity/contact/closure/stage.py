"""One moment of a closing face: contact, gas and welds that fit each other.

    w = w_v + (X S + 2/(E* q)) p        X S  compliance that flows with this p, m/Pa

Sealed gas gives way within the solver; welds that come apart are broken, and the contact is found
anew from the last one until all that are left hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from asperity.contact.closure.gaps import Gaps, GapSolver
from asperity.contact.closure.metal import Metal
from asperity.contact.closure.voids import Cushion, Gas

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
        self._cushion = Cushion(begin.gas, begin.gas_pressure, begin.temperature)
        self._stiffness = np.divide(
            1, compliance, out=np.zeros_like(compliance), where=compliance > 0
        )
        self._lacking = stage.heights - flowed
        self._pushed = np.asarray(stage.solver.field(self._stiffness * self._lacking))
        self._iterations = 0

    def run(self) -> Moment:
        """Passes until no weld breaks any more, or there have been too many."""
        for _ in range(MOST_PASSES):
            found = self._solved()
            enough = found.residual <= self._stage.tolerance
            if not enough or not self._broken(found):
                break
        return self._moment(found, settled=enough)

    def _solved(self) -> Gaps:
        """The contact with welds as they are."""
        offset = self._pushed + self._load
        if self._stage.adhesion > 0:
            offset[self._welded] += self._stage.adhesion
        found = self._stage.solver.solve(
            self._compliance,
            offset,
            self._gap,
            tolerance=self._stage.tolerance,
            cushion=self._cushion if self._gas.any else None,
            tick=self._stage.tick,
        )
        self._gap = found.gap
        self._iterations += found.iterations
        return found

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
            driving -= float(self._gas.laid(self._cushion.pressure).mean())
        exponent = self._stage.metal.exponent(self._temperature, self._load)
        return self._stage.metal.stress(waves, fraction, driving, exponent)

    def _moment(self, found: Gaps, *, settled: bool) -> Moment:
        waves = self._stiffness * (found.waves + self._lacking)
        return replace(
            self._begin,
            gap=found.gap,
            free=found.free,
            waves=waves,
            stress=self._stress(found, waves),
            welded=self._welded,
            gas_pressure=self._cushion.pressure,
            iterations=self._iterations,
            residual=found.residual,
            settled=settled,
        )
