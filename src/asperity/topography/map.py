"""A face as it was measured or generated: heights on a grid of points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray

from asperity.errors import TopographyRefusal, quoted

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
SMALLEST = 4
"""Points a side: fewer hold no wave worth the name."""
FARTHEST = 1.0
"""Heights in m that span more are in another unit."""
_TOLD = f"a map of heights in metres, at least {SMALLEST} by {SMALLEST}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TopographyMap:
    """Heights of a face on a rectangular grid. Arrays are read-only.

    Attributes:
        heights: (N, M), m, pointing out of the solid; nan where nothing was measured. N rows along
            y, M columns along x
        spacing: distance of neighbouring points along y and along x, m; one number stands for both
        periodic: whether the map goes on beyond its edges with its opposite edges
        source: where it came from, in words
        digest: SHA-256 of the file it was read from; empty for a generated one

    Raises:
        TopographyRefusal: heights or spacing that are none.
    """

    heights: Array
    spacing: tuple[float, float]
    periodic: bool = False
    source: str = ""
    digest: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "heights", _heights(self.heights))
        object.__setattr__(self, "spacing", _spacing(self.spacing))

    @property
    def shape(self) -> tuple[int, int]:
        """(N, M)."""
        rows, columns = self.heights.shape
        return rows, columns

    @property
    def size(self) -> tuple[float, float]:
        """Extent along y and x, m: a spacing for every point."""
        return self.shape[0] * self.spacing[0], self.shape[1] * self.spacing[1]

    @property
    def holes(self) -> Mask:
        """Where nothing was measured, (N, M)."""
        return np.isnan(self.heights)

    @property
    def hole_share(self) -> float:
        """Share of the points without a height, 0 to 1."""
        return float(np.count_nonzero(self.holes) / self.heights.size)

    @property
    def square(self) -> bool:
        """Whether the points lie as far apart along y as along x, to a part in a million."""
        return abs(self.spacing[0] / self.spacing[1] - 1) < 1e-6

    def with_heights(self, heights: ArrayLike, *, periodic: bool | None = None) -> TopographyMap:
        """The same face with other heights, (N, M), m."""
        kept = self.periodic if periodic is None else periodic
        return replace(self, heights=np.asarray(heights), periodic=kept)


def _heights(heights: ArrayLike) -> Array:
    """The heights as a read-only copy, (N, M), m, holes as nan."""
    try:
        found = np.ma.asanyarray(heights) if np.ma.isMaskedArray(heights) else np.asarray(heights)
    except ValueError:
        raise TopographyRefusal("heights", "rows of unequal length", f"write {_TOLD}") from None
    if found.dtype.kind not in "fiu":
        raise TopographyRefusal("heights", f"values of type {found.dtype}", f"write {_TOLD}")
    if found.ndim != 2 or min(found.shape) < SMALLEST:
        raise TopographyRefusal("heights", f"an array of shape {found.shape}", f"write {_TOLD}")
    face = np.ma.filled(found.astype(np.float64), np.nan)
    if not face.flags.c_contiguous:
        face = np.ascontiguousarray(face)
    if np.isinf(face).any():
        raise TopographyRefusal("heights", "an infinite height", "leave what is no height empty")
    _refuse_reach(face)
    face.setflags(write=False)
    return face


def _refuse_reach(face: Array) -> None:
    known = face[~np.isnan(face)]
    if known.size < SMALLEST**2:
        found = f"{known.size} heights in a map of {face.size} points"
        raise TopographyRefusal("heights", found, f"write {_TOLD}")
    with np.errstate(over="ignore"):
        reach = float(np.ptp(known))
    if not reach < FARTHEST:
        found = f"heights over {quoted(reach)} m"
        raise TopographyRefusal("heights", found, 'name their unit, for example "um"')


def _spacing(spacing: float | Sequence[float]) -> tuple[float, float]:
    both = (spacing, spacing) if isinstance(spacing, int | float) else tuple(spacing)
    if len(both) != 2 or not all(isfinite(one) and one > 0 for one in both):
        found = quoted(str(spacing))[1:-1]
        raise TopographyRefusal("spacing", found, "write a distance in metres, more than 0")
    return float(both[0]), float(both[1])
