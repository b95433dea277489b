"""Loops over the rows of a grid in which several things are done to each point at once.

    p  pressure        g  gap        r  gap on the active set, its mean taken off
    z  what r asks of the pressure   d  direction        s  step taken

Each returns its sums a row at a time in `sums` (N, 6), so that threads do not change the digits.
"""

# mypy: disable-error-code="no-untyped-def"
from __future__ import annotations

import numpy as np
from numba import njit


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def judge(begin, end, p, g, active, cap, offset, sums):
    """Shift the gap by `offset`; find where pressure may change.

    Sums: gap on the active set, points of it, points that came or went, gap where it is open.
    """
    nothing = np.float32(0)
    for i in range(begin, end):
        gap, points, changed, between = nothing, np.int32(0), np.int32(0), nothing
        for j in range(p.shape[1]):
            here = g[i, j] - offset
            g[i, j] = here
            push = p[i, j]
            moves = ((push > 0) | (here < 0)) & ((push < cap) | (here > 0))
            changed += np.int32(moves != (active[i, j] != 0))
            active[i, j] = np.uint8(moves)
            gap += here if moves else nothing
            points += np.int32(moves)
            between += here if (push <= 0) & (here > 0) else nothing
        sums[i, 0], sums[i, 1], sums[i, 2], sums[i, 3] = gap, points, changed, between


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def balance(begin, end, g, active, mean, r, sums):
    """The gap on the active set with `mean` taken off. Sums: what of it is left, in magnitude."""
    for i in range(begin, end):
        left = np.float32(0)
        for j in range(g.shape[1]):
            here = g[i, j] - mean if active[i, j] else np.float32(0)
            r[i, j] = here
            left += abs(here)
        sums[i, 0] = left


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def land(begin, end, z, cells, r, before, d, active, sums):
    """Finish z = Eᵀ(...) on the active set from what the cells hand down.

    Sums: z, r z, before z, before, z², d, all on the active set; d has the rest of it cut off.
    """
    for i in range(begin, end):
        s0, s1, s2 = np.float32(0), np.float32(0), np.float32(0)
        s3, s4, s5 = np.float32(0), np.float32(0), np.float32(0)
        for j in range(z.shape[1]):
            on = np.float32(active[i, j])
            here = on * (z[i, j] + cells[i // 2, j // 2])
            z[i, j] = here
            turn = on * d[i, j]
            d[i, j] = turn
            old = on * before[i, j]
            s0 += here
            s1 += here * r[i, j]
            s2 += here * old
            s3 += old
            s4 += here * here
            s5 += turn
        sums[i, 0], sums[i, 1], sums[i, 2] = s0, s1, s2
        sums[i, 3], sums[i, 4], sums[i, 5] = s3, s4, s5


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def turn(begin, end, z, r, d, active, mean, keep, other, sums):
    """d = -(z - mean) + keep (d - other) on the active set. Sums: r d."""
    for i in range(begin, end):
        power = np.float32(0)
        for j in range(z.shape[1]):
            on = np.float32(active[i, j])
            here = on * (mean - z[i, j] + keep * (d[i, j] - other))
            d[i, j] = here
            power += here * r[i, j]
        sums[i, 0] = power


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def curvature(begin, end, waves, factor, last, sums):
    """Sums: k |d_q|², waves that stand for two counted twice; `last` column stands for itself."""
    columns = waves.shape[1]
    for i in range(begin, end):
        total = 0.0
        for j in range(columns):
            w = waves[i, j]
            total += np.float64(factor[i, j]) * (w.real * w.real + w.imag * w.imag)
        w = waves[i, 0]
        first = np.float64(factor[i, 0]) * (w.real * w.real + w.imag * w.imag)
        total = 2 * total - first
        if last:
            w = waves[i, columns - 1]
            total -= np.float64(factor[i, columns - 1]) * (w.real * w.real + w.imag * w.imag)
        sums[i, 0] = total


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def load(begin, end, p, d, length, shift, cap, sums):
    """Sums: min(max(p + length d - shift, 0), cap), points strictly between, points cut off."""
    for i in range(begin, end):
        total, free, cut = 0.0, np.int32(0), np.int32(0)
        for j in range(p.shape[1]):
            turn = np.float64(d[i, j])
            old = p[i, j]
            moves = ((old > 0) | (turn > 0)) & ((old < cap) | (turn < 0))
            here = old + length * turn - shift if moves else old
            total += min(max(here, 0.0), cap)
            inside = (here > 0) & (here < cap)
            free += np.int32(inside)
            cut += np.int32((not inside) & (turn != 0))
        sums[i, 0], sums[i, 1], sums[i, 2] = total, free, cut


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def within(begin, end, wanted, shift, cap, sums):
    """Sums: min(max(wanted - shift, 0), cap), points strictly between."""
    for i in range(begin, end):
        total, free = 0.0, np.int32(0)
        for j in range(wanted.shape[1]):
            here = wanted[i, j] - shift
            total += min(max(here, 0.0), cap)
            free += np.int32((here > 0) & (here < cap))
        sums[i, 0], sums[i, 1] = total, free


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def step(begin, end, p, d, length, shift, cap, s, sums):
    """Take the step that `load` has weighed: p in place, what was added in s. Sums: p²."""
    for i in range(begin, end):
        squares = 0.0
        for j in range(p.shape[1]):
            old = p[i, j]
            turn = np.float64(d[i, j])
            moves = ((old > 0) | (turn > 0)) & ((old < cap) | (turn < 0))
            here = old + length * turn - shift if moves else old
            new = min(max(here, 0.0), cap)
            p[i, j] = new
            s[i, j] = np.float32(new - old)
            squares += new * new
        sums[i, 0] = squares


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def follow(begin, end, p, g, s, change, times, cap, sums):
    """g += times change. Sums: old g s, new g s, new g under pressure, points of it."""
    for i in range(begin, end):
        first, second, gap = np.float32(0), np.float32(0), np.float32(0)
        points = np.int32(0)
        for j in range(p.shape[1]):
            old = g[i, j]
            new = old + times * change[i, j]
            g[i, j] = new
            first += old * s[i, j]
            second += new * s[i, j]
            free = (p[i, j] > 0) & (p[i, j] < cap)
            gap += new if free else np.float32(0)
            points += np.int32(free)
        sums[i, 0], sums[i, 1], sums[i, 2], sums[i, 3] = first, second, gap, points


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def retreat(begin, end, p, g, s, change, back, cap, sums):
    """Take back a share of a step that went too far. Sums: gap under pressure, points of it."""
    for i in range(begin, end):
        gap, points = np.float32(0), np.int32(0)
        for j in range(p.shape[1]):
            p[i, j] = max(p[i, j] - back * np.float64(s[i, j]), 0.0)
            g[i, j] -= np.float32(back * change[i, j])
            free = (p[i, j] > 0) & (p[i, j] < cap)
            gap += g[i, j] if free else np.float32(0)
            points += np.int32(free)
        sums[i, 0], sums[i, 1] = gap, points
