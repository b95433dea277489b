"""Elastic contact of a rough face with a half-space, on a periodic grid."""

from __future__ import annotations

from math import isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray

from asperity.contact.kernels import elastic_kernel
from asperity.contact.record import Contact, contact_record
from asperity.contact.solver import solve
from asperity.errors import Refusal, TopographyRefusal, quoted

Array = NDArray[np.float64]
SMALLEST = 4
FINEST, COARSEST = 1e-12, 0.1


def elastic_contact(
    heights: ArrayLike,
    *,
    spacing: float,
    modulus: float,
    pressure: float,
    tolerance: float = 1e-6,
) -> Contact:
    """Press a rigid rough face on an elastic half-space, without friction or adhesion.

    Only the composite of both faces matters: heights of one minus depressions of the other, and the
    contact modulus 1/E* = (1 - ν1²)/E1 + (1 - ν2²)/E2. Slopes are taken to be small.

    Args:
        heights: (N, M), m, at least 4 by 4; the highest points touch first. The map is periodic: a
            step between opposite edges is pressed like any other, so level a measured map before
        spacing: distance of neighbouring points, m
        modulus: contact modulus E*, Pa
        pressure: mean pressure over the whole map, Pa; 0 just touches
        tolerance: of the pressure, root mean square over root mean square, 1e-12 to 0.1

    Returns:
        Pressure and gap on the grid. It has a `reason` also where the solver gave up.

    Raises:
        TopographyRefusal: heights or spacing cannot be used.
        Refusal: another argument is out of its range.

    Source: `asperity.contact.solver`. Judged by Westergaard's wavy surface and Hertz's sphere.
    """
    face = _face(heights)
    _positive("spacing", spacing, "a distance in metres", TopographyRefusal)
    _positive("modulus", modulus, "a contact modulus in pascal")
    if not (isfinite(pressure) and pressure >= 0):
        raise Refusal("pressure", f"{pressure}", "write a mean pressure in pascal, 0 or more")
    if not FINEST <= tolerance <= COARSEST:
        raise Refusal("tolerance", f"{tolerance}", f"write {FINEST:g} to {COARSEST:g}")
    if pressure == 0:
        return _touching(face, tolerance)
    found = solve(elastic_kernel(_shape(face), spacing, modulus), face, pressure, tolerance)
    return contact_record(
        found.pressure,
        found.gap,
        iterations=found.iterations,
        residual=found.residual,
        tolerance=tolerance,
    )


def _touching(face: Array, tolerance: float) -> Contact:
    """The face as it lies on its highest point under no load."""
    gap = face.max() - face
    return contact_record(np.zeros_like(face), gap, iterations=0, residual=0.0, tolerance=tolerance)


def _shape(face: Array) -> tuple[int, int]:
    rows, columns = face.shape
    return rows, columns


def _positive(where: str, value: float, what: str, kind: type[Refusal] = Refusal) -> None:
    if not (isfinite(value) and value > 0):
        raise kind(where, f"{value}", f"write {what}, more than 0")


def _face(heights: ArrayLike) -> Array:
    """The heights as floats, (N, M), m; refused where they cannot be pressed."""
    told = f"a map of heights in metres, at least {SMALLEST} by {SMALLEST}"
    try:
        found = np.ma.asanyarray(heights) if np.ma.isMaskedArray(heights) else np.asarray(heights)
    except ValueError:
        raise TopographyRefusal("heights", "rows of unequal length", f"write {told}") from None
    if found.dtype.kind not in "fiub":
        raise TopographyRefusal("heights", f"values of type {found.dtype}", f"write {told}")
    if found.ndim != 2 or min(found.shape) < SMALLEST:
        raise TopographyRefusal("heights", f"an array of shape {found.shape}", f"write {told}")
    face: Array = np.ma.filled(found.astype(np.float64), np.nan)
    _finite(face)
    return face


def _finite(face: Array) -> None:
    holes = np.argwhere(~np.isfinite(face))
    if len(holes):
        row, column = holes[0]
        found = f"{len(holes)} of {face.size} heights missing, the first at [{row}, {column}]"
        raise TopographyRefusal("heights", found, "fill the holes or crop the map")
    with np.errstate(over="ignore"):
        reach = np.ptp(face)
    if not reach < 1.0:
        found = f"heights over {quoted(float(reach))} m"
        raise TopographyRefusal("heights", found, "write heights in metres")
