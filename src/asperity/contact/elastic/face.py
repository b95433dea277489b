"""Elastic contact of a rough face with a half-space."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, isfinite, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scipy.optimize import brentq

from asperity.contact.elastic.cascade import pressed
from asperity.contact.elastic.crew import Crew
from asperity.contact.elastic.engine import Solved, Task
from asperity.contact.record import Contact, contact_record
from asperity.errors import Refusal, TopographyRefusal, quoted

Array = NDArray[np.float64]
SMALLEST = 4
FINEST, COARSEST = 1e-12, 0.1
STRIDE = 2.0
"""Of the logarithm of a load in search of one that is too much or too little."""
BOUNDARIES = ("periodic", "free")


def elastic_contact(
    heights: ArrayLike,
    *,
    spacing: float,
    modulus: float,
    pressure: float | None = None,
    indentation: float | None = None,
    boundary: str = "periodic",
    hardness: float = inf,
    tolerance: float = 1e-6,
    threads: int = 1,
    most_steps: int = 300,
) -> Contact:
    """Press a rigid rough face on an elastic half-space, without friction or adhesion.

    Only the composite of both faces matters: heights of one minus depressions of the other, and the
    contact modulus 1/E* = (1 - ν1²)/E1 + (1 - ν2²)/E2. Slopes are taken to be small.

    Args:
        heights: (N, M), m, at least 4 by 4; the highest points touch first. A periodic map goes on
            over its edges, and a step between opposite edges is pressed like any other: level a
            measured map before
        spacing: distance of neighbouring points, m
        modulus: contact modulus E*, Pa
        pressure: mean pressure over the whole map, Pa; 0 just touches
        indentation: instead of `pressure`, how far the faces move together after they first touch,
            m: on a free face towards the far half-space, on a periodic one its mean plane
        boundary: "periodic", or "free" for a map with nothing around it
        hardness: pressure at which the softer side gives way for good, Pa; none without
        tolerance: of the pressure, root mean square over root mean square, 1e-12 to 0.1; overlap
            left in the contact stays below its root of the gap
        threads: that share the work; the digits do not depend on them
        most_steps: after which the solver gives up

    Returns:
        Pressure and gap on the grid. It has a `reason` also where the solver gave up.

    Raises:
        TopographyRefusal: heights or spacing cannot be used.
        Refusal: another argument is out of its range.

    Source: `asperity.contact.elastic.engine`. Judged by Westergaard's wavy surface and Hertz's
    sphere.
    """
    face = _face(heights)
    _positive("spacing", spacing, "a distance in metres", TopographyRefusal)
    _positive("modulus", modulus, "a contact modulus in pascal")
    _refuse_settings(boundary, hardness, tolerance)
    _whole("threads", threads)
    _whole("most_steps", most_steps)
    _refuse_drive(pressure, indentation, hardness)
    if pressure == 0 or indentation == 0:
        return _touching(face, tolerance)
    face -= face.mean()
    scale = float(face.std()) or spacing
    units = _Units(scale, modulus * scale / spacing, float(face.max()))
    face /= scale
    task = Task(
        load=(pressure or 0.0) / units.pressure * face.size,
        cap=hardness / units.pressure,
        tolerance=tolerance,
        gap_tolerance=sqrt(tolerance),
        most=most_steps,
    )
    with Crew(threads) as crew:
        asked = _Pressed(face, task, crew, boundary == "free")
        if indentation is not None:
            task = replace(task, load=asked.load(indentation, units))
        return _record(asked.under(task), units, task)


@dataclass(frozen=True, slots=True, eq=False)
class _Pressed:
    """A face, in units of the grid, that waits for its load."""

    face: Array
    task: Task
    crew: Crew
    island: bool

    def under(self, task: Task) -> Solved:
        """The answer to a task."""
        return pressed(self.face, task, self.crew, island=self.island)

    def load(self, indentation: float, units: _Units) -> float:
        """The sum of pressures that brings the faces together by `indentation`, m.

        The stiffness of a contact grows from nothing to infinity, so that the logarithm of the
        load over that of what is missing is smooth: Brent's method between loads that enclose it.
        """
        top = units.top / units.length
        if not self.island and indentation >= units.top:
            found = f"{indentation:g} m, beyond full contact at {units.top:g} m"
            raise Refusal("indentation", found, "write less, or a pressure")
        wanted = indentation / units.length

        def missing(log: float) -> float:
            task = replace(self.task, load=float(np.exp(log)))
            return (top + self.under(task).offset) / wanted - 1

        low = high = float(np.log(wanted * min(self.face.shape)))
        while missing(low) > 0:
            low -= STRIDE
        while missing(high) < 0:
            high += STRIDE
        return float(np.exp(brentq(missing, low, high, xtol=self.task.tolerance / 10)))


@dataclass(frozen=True, slots=True)
class _Units:
    """A length (m) and a pressure (Pa) in which the grid is solved; the highest point (m)."""

    length: float
    pressure: float
    top: float


def _record(found: Solved, units: _Units, task: Task) -> Contact:
    """The engine's answer in SI: no gap under pressure, no overlap without."""
    pressure, gap = found.pressure, found.gap
    plastic = None
    if isfinite(task.cap):
        plastic = np.where(pressure >= task.cap, np.maximum(-gap, 0.0), 0.0) * units.length
    np.maximum(gap, 0.0, out=gap)
    gap[pressure > 0] = 0.0
    gap *= units.length
    pressure *= units.pressure
    return contact_record(
        pressure,
        gap,
        indentation=units.top + found.offset * units.length,
        iterations=found.iterations,
        transforms=found.transforms,
        residual=found.residual,
        tolerance=task.tolerance,
        plastic=plastic,
    )


def _touching(face: Array, tolerance: float) -> Contact:
    """The face as it lies on its highest point under no load."""
    return contact_record(
        np.zeros_like(face),
        face.max() - face,
        indentation=0.0,
        iterations=0,
        transforms=0,
        residual=0.0,
        tolerance=tolerance,
    )


def _refuse_settings(boundary: str, hardness: float, tolerance: float) -> None:
    if boundary not in BOUNDARIES:
        raise Refusal("boundary", quoted(boundary), 'write "periodic" or "free"')
    if not hardness > 0:
        raise Refusal("hardness", f"{hardness}", "write a pressure in pascal, more than 0")
    if not FINEST <= tolerance <= COARSEST:
        raise Refusal("tolerance", f"{tolerance}", f"write {FINEST:g} to {COARSEST:g}")


def _whole(where: str, value: int) -> None:
    if value != int(value) or value < 1:
        raise Refusal(where, quoted(value), "write a whole number, 1 or more")


def _refuse_drive(pressure: float | None, indentation: float | None, hardness: float) -> None:
    """Exactly one of pressure and indentation drives the faces together."""
    if (pressure is None) == (indentation is None):
        found = "neither" if pressure is None else "both"
        raise Refusal("pressure, indentation", found, "give one of them")
    if indentation is not None and not (isfinite(indentation) and indentation >= 0):
        raise Refusal("indentation", f"{indentation}", "write a depth in metres, 0 or more")
    if pressure is None:
        return
    if not (isfinite(pressure) and pressure >= 0):
        raise Refusal("pressure", f"{pressure}", "write a mean pressure in pascal, 0 or more")
    if pressure >= hardness:
        found = f"{pressure:g} Pa, not less than the hardness of {hardness:g} Pa"
        raise Refusal("pressure", found, "write less: the whole face would give way")


def _positive(where: str, value: float, what: str, kind: type[Refusal] = Refusal) -> None:
    if not (isfinite(value) and value > 0):
        raise kind(where, f"{value}", f"write {what}, more than 0")


def _face(heights: ArrayLike) -> Array:
    """The heights as floats of their own, (N, M), m; refused where they cannot be pressed."""
    told = f"a map of heights in metres, at least {SMALLEST} by {SMALLEST}"
    try:
        found = np.ma.asanyarray(heights) if np.ma.isMaskedArray(heights) else np.asarray(heights)
    except ValueError:
        raise TopographyRefusal("heights", "rows of unequal length", f"write {told}") from None
    if found.dtype.kind not in "fiub":
        raise TopographyRefusal("heights", f"values of type {found.dtype}", f"write {told}")
    if found.ndim != 2 or min(found.shape) < SMALLEST:
        raise TopographyRefusal("heights", f"an array of shape {found.shape}", f"write {told}")
    if np.ma.isMaskedArray(found):
        found = np.ma.filled(found.astype(np.float64), np.nan)
    face = np.array(found, dtype=np.float64, order="C")
    _finite(face)
    return face


def _finite(face: Array) -> None:
    reach = float(np.ptp(face))
    if reach < 1.0:
        return
    holes = np.argwhere(~np.isfinite(face))
    if len(holes):
        row, column = holes[0]
        found = f"{len(holes)} of {face.size} heights missing, the first at [{row}, {column}]"
        raise TopographyRefusal("heights", found, "fill the holes or crop the map")
    raise TopographyRefusal("heights", f"heights over {quoted(reach)} m", "write heights in metres")
