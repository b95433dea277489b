"""Colours and hatches of risks on a map: apart on a screen, and without colour on paper."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from matplotlib.colors import to_rgb
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, zoom

from asperity.report.mapping.names import BOUNDS
from asperity.study.mapping import Map
from asperity.study.mapping.cells.lattice import squeezed
from asperity.study.mapping.record import REFUSED, Array, Codes, level

COLOURS = MappingProxyType(
    dict(
        zip(
            BOUNDS,
            (
                "#8c4a1f",
                "#d62728",
                "#0072b2",
                "#35a5c4",
                "#e69f00",
                "#cc6fa8",
                "#6a3d9a",
                "#009e73",
            ),
            strict=True,
        )
    )
)
HATCHES = MappingProxyType(
    dict(zip(BOUNDS, ("//", "..", "\\\\", "--", "oo", "++", "||", "xx"), strict=True))
)
Mask = NDArray[np.bool_]
OTHER = "#999999"
NOTHING = "#c9ccd1"
"""Where the recipe itself is refused."""
PALE, DEEP = 0.22, 0.58
"""How much of its colour a risk has where it is marginal, and where it is bad."""
FINE = 600
"""Points of a painted side, at least."""


def colour(kind: str) -> str:
    """The colour of a kind of risk."""
    return COLOURS.get(kind, OTHER)


def mixed(of: str, share: float) -> tuple[float, float, float]:
    """A colour on white paper."""
    red, green, blue = (1 - share * (1 - part) for part in to_rgb(of))
    return red, green, blue


@dataclass(frozen=True, slots=True)
class Painted:
    """A map on a finer lattice, severities by straight lines between its points.

    Attributes:
        x: SI, (columns,)
        y: SI, (rows,)
        severity: the gravest, (rows, columns)
        colours: (rows, columns, 3)
    """

    x: Array
    y: Array
    severity: Array
    colours: Array


def painted(found: Map) -> Painted:
    """The map as colours: white where all is good, else that of the gravest risk."""
    by = max(1, -(-FINE // max(found.status.shape)))
    size, first, gravest, refused = _finer(found, by)
    picture, grave = np.ones((*size, 3)), level(gravest)
    for index, one in enumerate(found.dangers):
        for state, share in ((1, PALE), (2, DEEP)):
            picture[(first == index) & (grave == state)] = mixed(colour(one.kind), share)
    picture[refused] = mixed(NOTHING, 1.0)
    return Painted(
        x=found.x.at(np.linspace(0, len(found.x) - 1, size[1])),
        y=found.y.at(np.linspace(0, len(found.y) - 1, size[0])),
        severity=np.where(refused, np.nan, gravest),
        colours=picture,
    )


def severities(found: Map, by: int) -> tuple[NDArray[np.intp], Codes, Mask]:
    """On a lattice `by` times as fine: which danger is the gravest, its level, what is refused."""
    _, first, gravest, refused = _finer(found, by)
    return first, level(gravest), refused


def _finer(found: Map, by: int) -> tuple[list[int], NDArray[np.intp], Array, Mask]:
    """Size of a finer lattice, which danger is the gravest there, how grave, what is refused."""
    size = [(count - 1) * by + 1 for count in found.status.shape]
    refused = _nearest(found.status == REFUSED, size)
    if not found.dangers:
        return size, np.zeros(size, dtype=np.intp), np.zeros(size), refused
    fields = np.array([_between(one.severity, size) for one in found.dangers])
    return size, fields.argmax(axis=0), fields.max(axis=0), refused


def _between(severity: Array, size: list[int]) -> Array:
    """Finer by straight lines, on the scale on which severities are interpolated.

    Where nothing is known, as next to it, so that no seam is left beside it.
    """
    known = ~np.isnan(severity)
    if not known.any():
        return np.zeros(size)
    rows, columns = distance_transform_edt(~known, return_distances=False, return_indices=True)
    plain = squeezed(severity[rows, columns])
    factors = [new / old for new, old in zip(size, plain.shape, strict=True)]
    return np.asarray(zoom(plain, factors, order=1, grid_mode=False))


def _nearest(mask: Mask, size: list[int]) -> Mask:
    rows, columns = (
        np.rint(np.linspace(0, old - 1, new)).astype(int)
        for old, new in zip(mask.shape, size, strict=True)
    )
    return np.asarray(mask[np.ix_(rows, columns)])
