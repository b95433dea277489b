"""What is done to a measured map before it is used: level, fill, crop, coarsen, close its edges.

Every function takes a map and returns a new one.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy import fft
from scipy.interpolate import RectBivariateSpline
from scipy.sparse import coo_array
from scipy.sparse.linalg import spsolve

from asperity.errors import TopographyRefusal, one_of, quoted
from asperity.topography.map import SMALLEST, Array, TopographyMap

Level = Literal["none", "mean", "plane", "quadratic"]
Holes = Literal["refuse", "fill"]
LEVELS: tuple[Level, ...] = get_args(Level)
_DEGREE = MappingProxyType({"mean": 0, "plane": 1, "quadratic": 2})
MOST_HOLES = 0.2
"""Share of points that may be filled in; beyond, what is pressed would be an invention."""


def levelled(face: TopographyMap, kind: Level = "plane") -> TopographyMap:
    """The map without its mean, its best plane, or its best surface of second degree.

    Least squares over the points that have a height. "none" leaves it as it is. Raises
    `TopographyRefusal` for another word.
    """
    if kind not in LEVELS:
        raise TopographyRefusal("level", quoted(kind), one_of(str(kind), LEVELS))
    degree = _DEGREE.get(kind)
    return face if degree is None else face.with_heights(face.heights - _trend(face, degree))


def prepared(
    face: TopographyMap, *, level: Level = "plane", holes: Holes = "refuse"
) -> TopographyMap:
    """A measured map as a grid can press it: level, without holes, square points, periodic.

    Raises `TopographyRefusal` for holes where they are refused, and for too many of them.
    """
    flat = levelled(face, level)
    whole = fill(flat) if holes == "fill" else refuse_holes(flat)
    return seamless(squared(whole))


def _trend(face: TopographyMap, degree: int) -> Array:
    """The best polynomial of x and y of a degree, (N, M), m; powers summed row by row."""
    powers = [(i, j) for i in range(degree + 1) for j in range(degree + 1 - i)]
    y, x = (np.vander(np.linspace(-1, 1, n), 2 * degree + 1, increasing=True) for n in face.shape)
    known = ~face.holes
    moments = y.T @ known.astype(np.float64) @ x
    heights = y.T @ np.where(known, face.heights, 0.0) @ x
    matrix = np.array([[moments[i + k, j + m] for k, m in powers] for i, j in powers])
    found = np.linalg.lstsq(matrix, np.array([heights[i, j] for i, j in powers]), rcond=None)[0]
    coefficients = np.zeros((degree + 1, degree + 1))
    for (i, j), value in zip(powers, found, strict=True):
        coefficients[i, j] = value
    return np.asarray(y[:, : degree + 1] @ coefficients @ x[:, : degree + 1].T)


def fill(face: TopographyMap) -> TopographyMap:
    """The map with its holes spanned by the smoothest film: each point the mean of its neighbours.

    No filled height lies beyond those around its hole. Raises `TopographyRefusal` where more than
    a fifth of the points is missing.
    """
    if face.hole_share > MOST_HOLES:
        found = f"{face.hole_share:.0%} of the heights missing"
        raise TopographyRefusal("holes", found, "crop the map to where it was measured")
    holes = face.holes
    if not holes.any():
        return face
    heights = face.heights.copy()
    heights[holes] = _spanned(face.heights, holes, periodic=face.periodic)
    return face.with_heights(heights)


def _spanned(heights: Array, holes: NDArray[np.bool_], *, periodic: bool) -> Array:
    """Laplace's equation on the holes, the heights around them given."""
    number = np.cumsum(holes.ravel()) - 1
    where = np.flatnonzero(holes.ravel())
    rows, columns = holes.shape
    y, x = np.divmod(where, columns)
    count, given = np.zeros(where.size), np.zeros(where.size)
    links = []
    for dy, dx in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        near_y, near_x = y + dy, x + dx
        there = np.full(where.size, True) if periodic else _inside(near_y, near_x, holes.shape)
        near = (near_y % rows) * columns + near_x % columns
        count += there
        open_ = there & holes.ravel()[near]
        given += np.where(there & ~open_, np.nan_to_num(heights.ravel()[near]), 0.0)
        links.append((np.flatnonzero(open_), number[near[open_]]))
    here, other = (np.concatenate(column) for column in zip(*links, strict=True))
    diagonal = np.arange(where.size)
    entries = np.concatenate([count, np.full(here.size, -1.0)])
    places = (np.concatenate([diagonal, here]), np.concatenate([diagonal, other]))
    matrix = coo_array((entries, places), shape=(where.size, where.size)).tocsc()
    return np.asarray(spsolve(matrix, given))


def _inside(
    y: NDArray[np.int64], x: NDArray[np.int64], shape: tuple[int, ...]
) -> NDArray[np.bool_]:
    return (y >= 0) & (y < shape[0]) & (x >= 0) & (x < shape[1])


def refuse_holes(face: TopographyMap) -> TopographyMap:
    """The map itself if it has no holes; raises `TopographyRefusal` with their number if it has."""
    missing = np.argwhere(face.holes)
    if len(missing):
        row, column = missing[0]
        found = f"{len(missing)} of {face.heights.size} heights missing, the first at"
        cure = 'fill them (holes = "fill") or crop the map'
        raise TopographyRefusal("holes", f"{found} [{row}, {column}]", cure)
    return face


def crop(face: TopographyMap, rows: slice, columns: slice) -> TopographyMap:
    """Some rows and columns of the map, without gaps; it is periodic no more.

    Raises `TopographyRefusal` where fewer than 4 by 4 points are left, or every other one is asked.
    """
    if any(part.step not in {None, 1} for part in (rows, columns)):
        raise TopographyRefusal("crop", "a step", "crop neighbours; coarsen to keep every other")
    cut = face.heights[rows, columns]
    whole = cut.shape == face.heights.shape
    return replace(face, heights=cut, periodic=face.periodic and whole)


def coarsen(face: TopographyMap, factor: int) -> TopographyMap:
    """Means over `factor` by `factor` points; rows and columns beyond the last whole one are cut.

    A mean over some points without a height is that of the others.
    """
    if factor < 1 or min(face.shape) // max(factor, 1) < SMALLEST:
        most = min(face.shape) // SMALLEST
        raise TopographyRefusal("coarsen", quoted(factor), f"write a whole number, 1 to {most}")
    rows, columns = (n // factor for n in face.shape)
    blocks = face.heights[: rows * factor, : columns * factor]
    blocks = blocks.reshape(rows, factor, columns, factor).swapaxes(1, 2)
    known = ~np.isnan(blocks)
    count = known.sum(axis=(2, 3))
    total = np.where(known, blocks, 0.0).sum(axis=(2, 3))
    means = np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)
    even = all(n % factor == 0 for n in face.shape)
    dy, dx = face.spacing
    spacing = (dy * factor, dx * factor)
    return replace(face, heights=means, spacing=spacing, periodic=face.periodic and even)


def squared(face: TopographyMap) -> TopographyMap:
    """The map on points equally far apart along y and x, those of the finer direction.

    By cubic splines; the map must have no holes. It is periodic no more unless nothing changed.
    """
    if face.square:
        return face
    refuse_holes(face)
    step = min(face.spacing)
    y, x = (np.arange(n) * d for n, d in zip(face.shape, face.spacing, strict=True))
    fine = [np.arange(0.0, axis[-1] * (1 + 1e-12), step) for axis in (y, x)]
    heights = RectBivariateSpline(y, x, face.heights)(fine[0], fine[1])
    return replace(face, heights=heights, spacing=(step, step), periodic=False)


def seamless(face: TopographyMap) -> TopographyMap:
    """The map made periodic: its steps from edge to opposite edge are spread smoothly over it.

    The periodic part of the map in the sense of Moisan (2011, 10.1007/s10851-010-0227-1): the map
    minus the smooth surface whose curvature sits in the steps at the edges alone. Fine detail and
    every point count; no window is needed for its spectrum. Its mean is the map's. A map that is
    periodic already is returned as it is.
    """
    if face.periodic:
        return face
    heights = refuse_holes(face).heights
    steps = np.zeros_like(heights)
    rows, columns = heights[0] - heights[-1], heights[:, 0] - heights[:, -1]
    steps[0] += rows
    steps[-1] -= rows
    steps[:, 0] += columns
    steps[:, -1] -= columns
    y = 2 * np.cos(2 * np.pi * fft.fftfreq(face.shape[0]))
    x = 2 * np.cos(2 * np.pi * fft.rfftfreq(face.shape[1]))
    curvature = y[:, None] + x[None, :] - 4
    waves = fft.rfft2(steps)
    curvature[0, 0], waves[0, 0] = 1.0, 0.0
    smooth = fft.irfft2(waves / curvature, s=face.shape)
    return face.with_heights(heights + smooth, periodic=True)


def tapered(face: TopographyMap) -> TopographyMap:
    """The map times a Hann window, which falls to zero at the edges: periodic, for spectra only.

    The mean is taken off before and the window has a mean square of one, so that the spectrum of a
    homogeneous face is kept on average, blurred over the longest few waves. Needs no holes.
    """
    heights = refuse_holes(face).heights
    y, x = (np.sin(np.pi * (np.arange(n) + 0.5) / n) ** 2 for n in face.shape)
    window = np.outer(y, x)
    window /= np.sqrt(np.mean(window**2))
    return face.with_heights((heights - heights.mean()) * window, periodic=True)
