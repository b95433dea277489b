"""A map, its contact and its closure as the numbers of an outcome."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np

from asperity.contact import Closure, Contact
from asperity.outcome.face import Closing, FaceStatistics, MapMark, SelfAffine, Touching
from asperity.study.face.hold import Hold
from asperity.topography import TopographyMap, autocorrelation, correlation_length, fit_hurst
from asperity.topography import statistics as told
from asperity.topography.map import SMALLEST
from asperity.topography.prepare import Level, coarsen, levelled

LARGE = 1500
"""Points a side from which on correlations are summed over blocks, to spare memory."""
_TAKEN = MappingProxyType(
    {"mean": "mean", "plane": "best plane", "quadratic": "best surface of second degree"}
)


def mark(face: TopographyMap, level: Level) -> MapMark:
    """Which map it is, and what is done to it before it is pressed."""
    changes = [] if level == "none" else [f"its {_TAKEN[level]} taken off"]
    if face.hole_share > 0:
        changes.append("holes filled in")
    if not face.square:
        changes.append("resampled to square points")
    if not face.periodic:
        changes.append("made periodic")
    return MapMark(
        source=face.source,
        digest=face.digest,
        rows=face.shape[0],
        columns=face.shape[1],
        spacing_y_m=face.spacing[0],
        spacing_x_m=face.spacing[1],
        filled_fraction=face.hole_share,
        changes=tuple(changes),
    )


def statistics(face: TopographyMap, ready: TopographyMap, level: Level) -> FaceStatistics:
    """The numbers of a map: of the measured points where that can be, of the ready map else."""
    flat = levelled(face, level)
    law = fit_hurst(ready)
    return FaceStatistics(
        rms_height_m=told.rms(flat),
        rms_slope=told.slope(flat),
        skewness=told.skewness(flat),
        kurtosis=told.kurtosis(flat),
        reach_m=told.reach(flat),
        correlation_length_m=correlation_length(autocorrelation(_smaller(flat))),
        self_affine=None
        if law is None
        else SelfAffine(
            hurst=law.hurst,
            hurst_error=law.error,
            longest_m=law.longest,
            shortest_m=law.shortest,
            rms_height_m=law.rms_height,
        ),
    )


def _smaller(face: TopographyMap) -> TopographyMap:
    """The face itself, a large one by means over blocks: lengths to a thousandth of its side."""
    factor = min(max(face.shape) // LARGE, min(face.shape) // SMALLEST)
    return coarsen(face, factor) if factor > 1 else face


def touching(contact: Contact, pressure: float) -> Touching:
    """The numbers of a contact under a nominal pressure, Pa."""
    fraction = contact.contact_fraction
    return Touching(
        pressure_pa=pressure,
        contact_fraction=fraction,
        mean_gap_m=contact.mean_gap,
        mean_contact_pressure_pa=pressure / fraction if fraction > 0 else None,
        largest_contact_pressure_pa=float(np.max(contact.pressure)),
        iterations=contact.iterations,
        converged=contact.converged,
        reason=contact.reason,
    )


def closing(closure: Closure | None, pressure: float, hold: Hold | None) -> Closing | None:
    """The numbers of a hold under a nominal pressure, Pa."""
    if closure is None or hold is None:
        return None
    end = touching(closure.last, pressure)
    return Closing(
        temperature_k=hold.temperature,
        duration_s=float(closure.time[-1]),
        time_s=closure.time,
        contact_fraction=closure.contact_fraction,
        mean_gap_m=closure.mean_gap,
        end=replace(
            end,
            gas_pressure_pa=float(closure.gas_pressure[-1]) if hold.gas > 0 else None,
            iterations=closure.iterations,
            converged=closure.converged,
            reason=closure.reason,
        ),
        steps=closure.steps,
    )


def warnings(ready: TopographyMap, elastic: Contact, closure: Closure | None) -> tuple[str, ...]:
    """What the reader should know: what the map cannot show, and what did not converge."""
    found = []
    steep = told.slope(ready)
    if steep > 1:
        found.append(
            f"the map has an rms slope of {steep:.2g}; the theory takes slopes to be small, and a "
            "slope of the grid's own making is noise: coarsen or filter the map"
        )
    found += [done.reason for done in (elastic, closure) if done and not done.converged]
    return tuple(found)
