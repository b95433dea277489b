"""Voids of a periodic map, and the gas that the sealed ones keep.

    P (V + 2a A) = n T        V, A  volume (m³) and area (m²) of the void        a  adsorbed, m
                              n     moles times the gas constant, J/K

A void is a set of neighbouring points with a gap. It is sealed when no way leads through it from
one period of the map to the next: then nothing in it reaches the edge. What is sealed keeps its gas
(Boyle and Mariotte, with the temperature); what splits shares it by volume, what merges adds it,
and what opens to the edge loses it. What the faces adsorb goes with the pressure, as if each void
were 2a wider (`asperity.laws.closure.gas`); under a point that closes it stays behind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Labels = NDArray[np.int32]
Single = NDArray[np.float32]
CONTACT = -1
MOST_CHANGE = 4.0
"""By what a gas pressure may change at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Gas:
    """The gas in the sealed voids.

    Attributes:
        voids: number of the sealed void, from 1, of each point, 0 outside, -1 in contact, (N, M)
        amount: n of each, (voids,), J/K
        atmosphere: absolute pressure outside, Pa; 0 in vacuum, where gas is of no concern
        cell: area of one point, m²
        lining: 2a, by how much wider each void is for what its faces adsorb, m
    """

    voids: Labels
    amount: Array
    atmosphere: float
    cell: float
    lining: float = 0.0

    @property
    def any(self) -> bool:
        """Whether there is any."""
        return bool(self.amount.size)

    def volumes(self, gap: Array) -> Array:
        """Of each sealed void with its lining, (voids,), m³."""
        return self.widths(gap) * self.cell

    def widths(self, gap: Array) -> Array:
        """Sums of the gap and the lining over each sealed void, (voids,), m."""
        return self.sums(gap + self.lining if self.lining > 0 else gap)

    def laid(self, pressure: Array) -> Array:
        """Absolute pressures (voids,) as pressures beyond the atmosphere's on the map, (N, M)."""
        beyond = np.concatenate([[0.0], pressure - self.atmosphere, [0.0]])
        return np.asarray(beyond[self.voids])

    def fair(self, gap: Array, temperature: float) -> Array:
        """Absolute pressures, (voids,), Pa, of the gas in its voids as they are."""
        volumes = np.maximum(self.volumes(gap), 1e-300)
        return np.asarray(self.amount * temperature / volumes)

    def settled(self, gap: Array, free: Mask, temperature: float) -> Gas:
        """The same gas in the voids as they have become."""
        if self.atmosphere <= 0:
            return self
        apart = free & (gap > 0)
        content = np.where(apart, self._content(gap, temperature), 0.0)
        voids, count = sealed_voids(apart)
        sums = np.bincount(voids.ravel(), content.ravel(), minlength=count + 1)
        amount = np.asarray(sums[1 : count + 1], dtype=np.float64)
        return replace(self, voids=np.where(apart, voids, CONTACT).astype(np.int32), amount=amount)

    def _content(self, gap: Array, temperature: float) -> Array:
        """n of each point, (N, M), J/K."""
        volumes = self.volumes(gap)
        dense = np.divide(self.amount, volumes, out=np.zeros_like(volumes), where=volumes > 0)
        outside = self.atmosphere / temperature
        known = np.concatenate([[outside], dense, [0.0]])[self.voids]
        return np.asarray(known * (gap + self.lining) * self.cell)

    def sums(self, field: NDArray[np.floating]) -> Array:
        """Of a field over each sealed void, (voids,)."""
        count = len(self.amount)
        if count == 0:
            return np.zeros(0)
        inside = np.where(self.voids > 0, self.voids, 0).ravel()
        sums = np.bincount(inside, field.ravel(), minlength=count + 1)
        return np.asarray(sums[1 : count + 1], dtype=np.float64)


class Cushion:
    """Gas that gives way while a contact is sought: its pressure goes with the gap.

    Attributes:
        pressure: absolute, of each void, (voids,), Pa
    """

    def __init__(self, gas: Gas, pressure: Array, temperature: float) -> None:
        self.gas, self.pressure, self._temperature = gas, pressure, temperature
        self._size = np.zeros_like(pressure)
        self._give = np.zeros_like(pressure)

    def laid(self, gap: Array) -> Array:
        """What it presses with beyond the atmosphere, (N, M), Pa, at this gap."""
        self._size = self.gas.widths(gap)
        size = np.maximum(self._size, 1e-300) * self.gas.cell
        fair = self.gas.amount * self._temperature / size
        self.pressure = np.clip(fair, self.pressure / MOST_CHANGE, self.pressure * MOST_CHANGE)
        return self.gas.laid(self.pressure)

    def stiffness(self, direction: NDArray[np.floating]) -> float:
        """Second derivative of its energy along a direction, (N, M), m; Pa m."""
        return float(self._stiff() @ self.gas.sums(direction) ** 2)

    def everywhere(self, free: Mask) -> Single:
        """One in all voids that are open, (N, M)."""
        return np.asarray((self.gas.voids > 0) & free, dtype=np.float32)

    def learn(self, moved: Single) -> None:
        """From how far the free points move under one in `everywhere`: what each void gives."""
        self._give = np.maximum(self.gas.sums(moved), 0.0)

    def push(self, moved: Single, free: Mask) -> Single:
        """The pressure with which it answers a displacement, (N, M), once the metal gave way."""
        stiff = self._stiff()
        share = stiff / (1 + stiff * self._give)
        answer = np.concatenate([[0.0], share * self.gas.sums(moved), [0.0]])
        return np.asarray(np.where(free, answer[self.gas.voids], 0.0), dtype=np.float32)

    def _stiff(self) -> Array:
        """-dP/d(sum of the gap over a void), Pa/m."""
        return np.divide(
            self.pressure, self._size, out=np.zeros_like(self.pressure), where=self._size > 0
        )


def no_gas(shape: tuple[int, int], *, atmosphere: float, cell: float, lining: float) -> Gas:
    """All voids open."""
    return Gas(np.zeros(shape, dtype=np.int32), np.zeros(0), atmosphere, cell, lining)


def sealed_voids(apart: Mask) -> tuple[Labels, int]:
    """Number of the sealed void of each point, (N, M), from 1, 0 elsewhere; and how many."""
    found, count = ndimage.label(apart)
    labels = np.asarray(found, dtype=np.int32)
    where = _Winding(count + 1)
    for inside, outside in _pairs(labels[0], labels[-1]):
        where.join(inside, outside, (1, 0))
    for inside, outside in _pairs(labels[:, 0], labels[:, -1]):
        where.join(inside, outside, (0, 1))
    roots = np.array([where.root(k)[0] for k in range(count + 1)])
    open_ = np.isin(roots, [root for root in range(count + 1) if where.winds[root]])
    kept = np.where(open_ | (np.arange(count + 1) == 0), 0, roots)
    _, number = np.unique(np.concatenate([[0], kept]), return_inverse=True)
    return np.asarray(number[1:][labels], dtype=np.int32), int(number.max())


def _pairs(first: Labels, last: Labels) -> list[tuple[int, int]]:
    """Different pairs of labels that meet across a seam."""
    both = np.unique(np.stack([first, last]), axis=1).T.tolist()
    return [(a, b) for a, b in both if a and b]


class _Winding:
    """Sets that are joined across the seams, with how many periods lie between their members."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self._offset = [(0, 0)] * count
        self.winds = [False] * count

    def root(self, member: int) -> tuple[int, tuple[int, int]]:
        """The root of a member, and its offset in periods."""
        rows, columns = 0, 0
        while self._parent[member] != member:
            rows += self._offset[member][0]
            columns += self._offset[member][1]
            member = self._parent[member]
        return member, (rows, columns)

    def join(self, inside: int, outside: int, seam: tuple[int, int]) -> None:
        """`inside`, at the start of a period, follows `outside`, at the end of the last one."""
        (a, at), (b, other) = self.root(inside), self.root(outside)
        turn = (other[0] + seam[0] - at[0], other[1] + seam[1] - at[1])
        if a == b:
            self.winds[a] = self.winds[a] or turn != (0, 0)
            return
        self._parent[a], self._offset[a] = b, turn
        self.winds[b] = self.winds[b] or self.winds[a]
