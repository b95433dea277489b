"""What is written down while a face is stripped."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from asperity.contact.closure.record import ClosureState, frozen
from asperity.contact.closure.stage import Moment, Stage
from asperity.contact.stripping.march import March, Point
from asperity.contact.stripping.record import Segment, Stripping, StrippingFrame

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
_SERIES = 16


class Notes:
    """Rows of numbers and frames of fields; `volume` is V_m/F, m³/C."""

    def __init__(self, stage: Stage, *, live: Mask, volume: float, wanted: Sequence[float]) -> None:
        self._live, self._stage, self._volume, self._wanted = live, stage, volume, set(wanted)
        self._rows: list[tuple[float, ...]] = []
        self._frames: list[StrippingFrame] = []
        self._start: tuple[float, float] | None = None
        self.last: Point | None = None

    def take(self, point: Point, segment: Segment) -> None:
        """Note a point that was reached."""
        joint = point.joint
        moment, current = joint.moment, joint.current
        gap = float(moment.gap.mean())
        stripped = self._volume * point.charge
        place = self._place(point) + stripped
        if self._start is None:
            self._start = gap, place
        travel = place - self._start[1]
        through = current.contact_fraction > 0
        density = float(current.density.mean()) if through else 1.0
        ohms = current.resistance * segment.current if through or segment.current else 0.0
        row = (
            point.time,
            segment.current,
            segment.pressure,
            point.charge,
            float(np.where(self._live, joint.share, ~moment.free).mean()),
            float(joint.share.mean()),
            current.resistance,
            current.upper_bound,
            current.focusing,
            float(current.percentiles[-1]),
            ohms,
            gap,
            stripped,
            travel,
            density - 1.0,
            stripped - (gap - self._start[0]) - travel,
        )
        assert len(row) == _SERIES
        self._rows.append(row)
        self.last = point
        if point.time in self._wanted:
            self._wanted.discard(point.time)
            self._frames.append(self._frame(point))

    def record(self, march: March, *, finished: bool, reason: str) -> Stripping:
        """The record of all that was noted."""
        assert self.last is not None
        columns = [np.array(column) for column in zip(*self._rows, strict=True)]
        frozen(*columns)
        names = list(Stripping.__dataclass_fields__)[:_SERIES]
        return Stripping(
            **dict(zip(names, columns, strict=True)),
            frames=tuple(self._frames),
            last=self._frame(self.last),
            state=self._state(self.last),
            steps=march.steps,
            iterations=march.iterations[0],
            current_iterations=march.iterations[1],
            finished=finished,
            reason=reason,
        )

    def _place(self, point: Point) -> float:
        """Where the body of the metal is, less what was stripped on average: read off contact."""
        moved = (
            point.flowed
            + self._stage.metal.elastic * point.joint.moment.waves
            - self._stage.heights
        )
        found = self._stage.solver.field(moved) + point.uneven
        return float(found[~point.joint.moment.free].mean())

    def _frame(self, point: Point) -> StrippingFrame:
        pressure = self._pressure(point.joint.moment)
        gap, density = point.joint.moment.gap.copy(), point.joint.current.density
        recession = point.uneven + self._volume * point.charge
        frozen(pressure, gap, recession)
        return StrippingFrame(
            time=point.time, pressure=pressure, gap=gap, density=density, recession=recession
        )

    def _pressure(self, moment: Moment) -> Array:
        """On the metal, (N, M), Pa; 0 in voids."""
        pressure = self._stage.solver.field(moment.waves.copy()) + moment.pressure
        return np.where(moment.free, 0.0, np.maximum(pressure, 0.0))

    def _state(self, point: Point) -> ClosureState:
        """All displacement that stays counts as flow, wherever it came from."""
        moment = point.joint.moment
        viscous = self._stage.solver.field(point.flowed.copy()) + point.uneven
        viscous -= viscous.mean()
        pressure, gap = self._pressure(moment), moment.gap.copy()
        voids = np.where(moment.free, 0, -1).astype(np.int32)
        welded, gas = np.zeros(gap.shape, dtype=np.bool_), np.zeros(0)
        frozen(viscous, pressure, gap, voids, welded, gas)
        return ClosureState(
            viscous=viscous,
            pressure=pressure,
            gap=gap,
            welded=welded,
            voids=voids,
            gas=gas,
            stress=moment.stress,
            dose=point.dose,
            step=0.0,
        )
