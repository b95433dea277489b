"""Heat along the column between the plates of a press: plates, punches, layers, joints.

    C dT/dt = -K (T - T0) + P

T    temperature of the nodes, K: lower plate, cells from bottom to top, upper plate; T0 the room
C    heat capacity of the nodes, J/K; infinite for a plate that is held at its temperature
K    conductances between neighbours and from the plates to the room, W/K
P    power put into the nodes, W

Cells of equal thickness within a segment, of second order; a joint is a resistance between two
segments. The equation is linear, so its matrix exponential gives it exactly in time.
Carslaw & Jaeger, Conduction of Heat in Solids, 2.5 (slab) and 3.4 (half-space); Patankar,
Numerical Heat Transfer and Fluid Flow, 4.2 (conductance of a face between two cells).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """What conducts between two plates. Arrays become read-only.

    Attributes:
        capacity: of the nodes, J/K, (n,); the first and last are the plates
        conductance: between neighbours, W/K, (n - 1,)
        loss: of each node to the room, W/K, (n,)
        segment: which segment a cell belongs to, (n,); -1 for the plates
    """

    capacity: Array
    conductance: Array
    loss: Array
    segment: NDArray[np.intp]

    def __post_init__(self) -> None:
        for array in (self.capacity, self.conductance, self.loss, self.segment):
            array.setflags(write=False)

    def matrix(self) -> Array:
        """A (1/s) of dθ/dt = A θ + P/C, with θ = T - T0, (n, n)."""
        stiff = np.diag(self.loss.copy())
        at = np.arange(len(self.conductance))
        stiff[at, at] += self.conductance
        stiff[at + 1, at + 1] += self.conductance
        stiff[at, at + 1] -= self.conductance
        stiff[at + 1, at] -= self.conductance
        return np.asarray(-stiff / self.capacity[:, None])

    def lags(self) -> Array:
        """Delay of each node behind a long ramp of both plates, s, (n,); 0 for the plates."""
        inner = self.matrix()[1:-1, 1:-1]
        return np.concatenate([[0.0], -np.linalg.solve(inner, np.ones(len(inner))), [0.0]])


def column(
    thickness: Array,
    conductivity: Array,
    capacity: Array,
    *,
    joints: Array,
    area: float,
    plates: tuple[float, float],
    losses: tuple[float, float] = (0.0, 0.0),
    cells: int = 24,
) -> Column:
    """A column of N segments between two plates.

    `thickness` m, `conductivity` W/m/K, `capacity` J/m3/K, each (N,); `joints` are the thermal
    resistances (K m2/W) below the first segment, between them and above the last, (N + 1,); `area`
    m2; `plates` and `losses` are the heat capacity (J/K) of the lower and upper plate, and what
    they lose to the room (W/K). About `cells` cells are shared out by the time heat takes through
    each segment, one at least.
    """
    slow = thickness * np.sqrt(capacity / conductivity)
    count = np.maximum(1, np.round(cells * slow / slow.sum())).astype(int)
    segment = np.repeat(np.arange(len(thickness)), count)
    wide = (thickness / count)[segment]
    half = wide / conductivity[segment] / 2.0
    first = np.concatenate([[True], np.diff(segment) > 0])
    between = np.where(first, joints[segment], 0.0)
    resistance = np.concatenate([between + half, [joints[-1]]])
    resistance[1:] += half
    ends = np.zeros(len(segment))
    return Column(
        capacity=np.concatenate([plates[:1], wide * capacity[segment] * area, plates[1:]]),
        conductance=area / resistance,
        loss=np.concatenate([losses[:1], ends, losses[1:]]),
        segment=np.concatenate([[-1], segment, [-1]]),
    )
