"""Loops of the pyramid that continues a field: sums over cells, values between them.

A level of cells is half as fine as the one before; levels above the first lie one behind the other
in a store, level k as rows, columns and place `plan[k]`.
"""

# mypy: disable-error-code="no-untyped-def"
from __future__ import annotations

import numpy as np
from numba import njit

DAMPING = 1.75
"""κ: what a cell hands on is damped by min(1, κ √(share of its points in the set))."""


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def gather(begin, end, values, weights, totals, sums):
    """Sum values and weights over cells of 2 × 2 (fewer at an odd edge); coarse rows."""
    rows, columns = values.shape
    across = columns // 2
    for i in range(begin, end):
        a = 2 * i
        b = min(a + 1, rows - 1)
        twice = np.float32(1 if b > a else 0)
        for j in range(across):
            k = 2 * j
            below = values[b, k] + values[b, k + 1]
            totals[i, j] = values[a, k] + values[a, k + 1] + twice * below
            sums[i, j] = (
                np.float32(weights[a, k])
                + np.float32(weights[a, k + 1])
                + twice * (np.float32(weights[b, k]) + np.float32(weights[b, k + 1]))
            )
        if columns % 2:
            k = columns - 1
            totals[i, across] = values[a, k] + twice * values[b, k]
            sums[i, across] = np.float32(weights[a, k]) + twice * np.float32(weights[b, k])


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def share(begin, end, weights, shares, cell):
    """What a cell hands on of its sum: one over its weight, damped; 0 where it is empty."""
    for i in range(begin, end):
        for j in range(weights.shape[1]):
            w = weights[i, j]
            damped = min(np.float32(1), np.float32(DAMPING * np.sqrt(w * cell)))
            shares[i, j] = damped / w if w > 0 else np.float32(0)


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def fill(begin, end, coarse, totals, shares, out):
    """Finer values: their own share of their sum; where that is 0, the coarse ones between."""
    rows, columns = out.shape
    down, across = coarse.shape
    near, far = np.float32(0.75), np.float32(0.25)
    blend = np.empty(across + 2, dtype=np.float32)
    for i in range(begin, end):
        for odd in range(2):
            row = 2 * i + odd
            if row >= rows:
                break
            other = (i + 1) % down if odd else (i - 1) % down
            for j in range(across):
                blend[j + 1] = near * coarse[i, j] + far * coarse[other, j]
            blend[0], blend[across + 1] = blend[across], blend[1]
            for j in range(columns // 2):
                k = 2 * j
                left = near * blend[j + 1] + far * blend[j]
                right = near * blend[j + 1] + far * blend[j + 2]
                s, t = shares[row, k], shares[row, k + 1]
                out[row, k] = totals[row, k] * s if s > 0 else left
                out[row, k + 1] = totals[row, k + 1] * t if t > 0 else right
            if columns % 2:
                k = columns - 1
                s = shares[row, k]
                left = near * blend[across] + far * blend[across - 1]
                out[row, k] = totals[row, k] * s if s > 0 else left


@njit(nogil=True, cache=True)
def _edge(blend, j, across):
    """What the points of a row hand to the first or last cell, around the periodic edge."""
    near, far = np.float32(0.75), np.float32(0.25)
    value = near * blend[2 * j] + far * blend[2 * ((j + 1) % across)]
    if 2 * j + 1 < blend.size:
        value += near * blend[2 * j + 1]
    left = 2 * ((j - 1) % across) + 1
    if left < blend.size:
        value += far * blend[left]
    return value


@njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})
def collect(begin, end, field, shares, out):
    """The transpose of interpolation: what the empty fine points hand to each coarse cell."""
    rows, columns = field.shape
    down, across = out.shape
    near, far = np.float32(0.75), np.float32(0.25)
    none = np.float32(0)
    blend = np.empty(columns, dtype=np.float32)
    for i in range(begin, end):
        a = 2 * i
        b = a + 1
        above = 2 * ((i - 1) % down) + 1
        below = 2 * ((i + 1) % down)
        for k in range(columns):
            blend[k] = near * (field[a, k] if shares[a, k] == 0 else none) + far * (
                field[below, k] if shares[below, k] == 0 else none
            )
        if b < rows:
            for k in range(columns):
                blend[k] += near * (field[b, k] if shares[b, k] == 0 else none)
        if above < rows:
            for k in range(columns):
                blend[k] += far * (field[above, k] if shares[above, k] == 0 else none)
        for j in range(1, across - 1):
            k = 2 * j
            out[i, j] = near * (blend[k] + blend[k + 1]) + far * (blend[k - 1] + blend[k + 2])
        out[i, 0] = _edge(blend, 0, across)
        out[i, across - 1] = _edge(blend, across - 1, across)


@njit(nogil=True, cache=True)
def descend(begin, end, field, shares, coarse):
    """Down again: each cell's own part, its share of what came up, with its parent's."""
    for i in range(begin, end):
        for j in range(field.shape[1]):
            field[i, j] = field[i, j] * shares[i, j] + coarse[i // 2, j // 2]


@njit(nogil=True, cache=True)
def _level(plan, level, store):
    """A level of a store as a field of cells."""
    rows, columns, at = plan[level]
    return store[at : at + rows * columns].reshape((rows, columns))


@njit(nogil=True, cache=True)
def up(plan, points, totals, weights, shares, fields):
    """From the sums of level 1: the sums of all levels, then their values from the top down."""
    top = len(plan) - 1
    for k in range(top):
        s, w = _level(plan, k, totals), _level(plan, k, weights)
        above, heavy = _level(plan, k + 1, totals), _level(plan, k + 1, weights)
        gather(0, above.shape[0], s, w, above, heavy)
    for k in range(top + 1):
        w = _level(plan, k, weights)
        share(0, w.shape[0], w, _level(plan, k, shares), w.size / points)
    field = _level(plan, top, fields)
    field[...] = _level(plan, top, totals) * _level(plan, top, shares)
    for k in range(top - 1, -1, -1):
        out = _level(plan, k, fields)
        above = _level(plan, k + 1, fields)
        s, own = _level(plan, k, totals), _level(plan, k, shares)
        fill(0, above.shape[0], above, s, own, out)


@njit(nogil=True, cache=True)
def down(plan, shares, fields):
    """The transpose of `up`: from what level 1 has collected, what it hands down."""
    top = len(plan) - 1
    for k in range(top):
        above = _level(plan, k + 1, fields)
        collect(0, above.shape[0], _level(plan, k, fields), _level(plan, k, shares), above)
    field, own = _level(plan, top, fields), _level(plan, top, shares)
    field[...] = field * own
    for k in range(top - 1, -1, -1):
        field, above = _level(plan, k, fields), _level(plan, k + 1, fields)
        descend(0, field.shape[0], field, _level(plan, k, shares), above)
