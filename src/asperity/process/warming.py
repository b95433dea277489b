"""How plates and sample come to a temperature: a controller, plates, die and layers as one column.

The column is a punch, the layers and a punch between two plates. A metal die's wall stands between
the plates too and shares the temperature of what it surrounds (heat crosses it in a second, and
goes along it in minutes); a polymer sleeve takes no part. Where the card of a press has no
controller, plates follow their programme and the sample follows them with one lag.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import pi

import numpy as np
from numpy.typing import NDArray

from asperity.laws.heat.column import Column, column
from asperity.laws.heat.controller import Driven, drive
from asperity.laws.heat.lag import stack_lag
from asperity.stack import Stack

Array = NDArray[np.float64]
SETTLED = 0.02
"""Kelvin between sample, plates and set point at which a dwell begins."""
PLATE_CONTACT = 2e-4
"""Thermal resistance of a pressed metal joint, K m²/W (usual range 1e-5 to 5e-4)."""
PUNCH_DIFFUSIVITY = 4e-6
"""Thermal diffusivity of the steel punches in a die, m²/s."""
PUNCH_CAPACITY = 3.8e6
"""Heat capacity of steel, J/m³/K."""
CELLS = 20
QUIET = 100.0
"""Seconds it has to stay settled."""
LONGEST = 6 * 3600.0
"""Seconds after which nobody waits any longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warming:
    """The course of plates and sample from one temperature to another.

    Attributes:
        time: s, from 0 to where both have settled
        plates, sample: K, at these times
        target: K; heats: whether it lies above where it began
        lag: of the sample behind a long ramp of the plates, s
        joints: share of the lag that goes with the resistance of the joints
    """

    time: tuple[float, ...]
    plates: tuple[float, ...]
    sample: tuple[float, ...]
    target: float
    heats: bool
    lag: float
    joints: float

    @property
    def duration(self) -> float:
        """Time until the sample is at temperature, s."""
        return self.time[-1]

    def plates_at(self, t: float) -> float:
        """Temperature of the plates, K; held at the target from the end on."""
        return self.target if t >= self.time[-1] else self._between(self.plates, t)

    def sample_at(self, t: float) -> float:
        """Temperature of the sample, K."""
        return self.sample[-1] if t >= self.time[-1] else self._between(self.sample, t)

    def plates_peak(self) -> tuple[float, float]:
        """When (s) the plates are farthest beyond the target, and by how much (K, not below 0)."""
        return self._peak(self.plates)

    def sample_peak(self) -> tuple[float, float]:
        """The same of the sample."""
        return self._peak(self.sample)

    def _between(self, values: tuple[float, ...], t: float) -> float:
        at = max(bisect_right(self.time, t) - 1, 0)
        begun, value = self.time[at], values[at]
        return value + (values[at + 1] - value) * (t - begun) / (self.time[at + 1] - begun)

    def _peak(self, values: tuple[float, ...]) -> tuple[float, float]:
        farthest = max(values) if self.heats else min(values)
        beyond = farthest - self.target if self.heats else self.target - farthest
        return self.time[values.index(farthest)], max(beyond, 0.0)


def warming(
    stack: Stack,
    present: Sequence[str],
    begins: tuple[float, float],
    *,
    target: float,
    rate: float,
) -> Warming | None:
    """Plates and sample on their way to `target` (K), the set point moving at `rate` (K/s).

    `begins` are the temperatures of plates and sample (K). None without a controller, or where
    something is colder than the room: heaters cannot cool.
    """
    controller, room = stack.machine.controller, stack.temperature
    if controller is None or not present or min(*begins, target) < room - SETTLED:
        return None
    body = _column(stack, present, contact=PLATE_CONTACT)
    lags = np.where(body.segment >= 0, body.lags(), -1.0)
    own = _own(stack, present, body)
    where = int(np.argmax(np.where(own, lags, -1.0)))
    start = np.full(len(body.capacity), begins[1] - room)
    start[[0, -1]] = begins[0] - room
    course = drive(
        body,
        controller,
        start,
        target=target - room,
        rate=rate,
        cool=target < begins[0],
        longest=LONGEST,
    )
    ramp = abs(target - begins[0]) / rate
    table = _until_settled(course, where, target - room, after=ramp)
    ideal = float(_column(stack, present, contact=1e-9).lags()[where])
    return Warming(
        time=tuple(table[0].tolist()),
        plates=tuple((table[1] + room).tolist()),
        sample=tuple((table[2] + room).tolist()),
        target=target,
        heats=target >= begins[0],
        lag=float(lags[where]),
        joints=1.0 - ideal / float(lags[where]),
    )


def _until_settled(pieces: Iterable[Driven], where: int, target: float, *, after: float) -> Array:
    """Time, plates and sample (3, T) until both stay at the target (K above the room)."""
    rows: list[Array] = []
    left = after
    for piece in pieces:
        table = np.stack([piece.time, piece.plates, piece.nodes[where]])
        rows.append(table[:, 1:] if rows else table)
        off = np.abs(table[1:] - target).max(axis=0) > SETTLED
        if off.any():
            left = max(left, float(table[0][off][-1]))
        if table[0, -1] > left + QUIET:
            break
    whole = np.concatenate(rows, axis=1)
    return whole[:, : int(np.searchsorted(whole[0], left, side="right")) + 1]


def lag_of(stack: Stack, present: Sequence[str]) -> float:
    """Delay of the sample behind the plates, s: through the layers, and the punches of a die."""
    if not present:
        return 0.0
    thickness, conductivity, capacity = _layers(stack, present)
    lags = stack_lag(thickness, conductivity, capacity, contacts=(PLATE_CONTACT, PLATE_CONTACT))
    punches = stack.die.height**2 / (8 * PUNCH_DIFFUSIVITY) if stack.die else 0.0
    return float(np.max(lags)) + punches


def _layers(stack: Stack, present: Sequence[str]) -> tuple[Array, Array, Array]:
    """Thickness (m), conductivity (W/m/K) and heat capacity (J/m³/K) of the layers, bottom up."""
    layers = [stack.layer(name) for name in present]
    return (
        np.array([layer.thickness for layer in layers]),
        np.array([layer.heat_conductivity for layer in layers]),
        np.array([layer.heat_capacity for layer in layers]),
    )


def _column(stack: Stack, present: Sequence[str], *, contact: float) -> Column:
    """What stands between the plates; `contact` is the resistance of a joint, K m²/W."""
    thickness, conductivity, capacity = _layers(stack, present)
    joints, area, die = np.zeros(len(present) + 1), stack.area, stack.die
    joints[[0, -1]] = contact
    if die is not None:
        steel = PUNCH_DIFFUSIVITY * PUNCH_CAPACITY
        bore = pi / 4 * die.bore**2
        area = bore if die.by_rating else pi / 4 * die.outer**2
        share = bore / area  # beside the layers stands the wall
        punch = np.array([die.height / 2])
        thickness = np.concatenate([punch, thickness, punch])
        conductivity = _within(conductivity, steel, share)
        capacity = _within(capacity, PUNCH_CAPACITY, share)
        joints = np.concatenate([[contact], joints, [contact]])
    machine = stack.machine.controller
    plates, loss = (machine.plates / 2, machine.loss / 2) if machine else (np.inf, 0.0)
    return column(
        thickness,
        conductivity,
        capacity,
        joints=joints,
        area=area,
        plates=(plates, plates),
        losses=(loss, loss),
        cells=CELLS,
    )


def _within(values: Array, steel: float, share: float) -> Array:
    """Of the cross section with the wall in it, between two punches."""
    return np.concatenate([[steel], share * values + (1 - share) * steel, [steel]])


def _own(stack: Stack, present: Sequence[str], body: Column) -> NDArray[np.bool_]:
    """Which nodes lie in a layer."""
    first = 1 if stack.die is not None else 0
    return (body.segment >= first) & (body.segment < first + len(present))
