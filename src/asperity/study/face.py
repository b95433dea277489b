"""One face by itself: what its map amounts to, and how a material closes on it, on the grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType

import numpy as np

from asperity.contact import Contact, elastic_contact
from asperity.errors import Refusal, quoted
from asperity.outcome.face import (
    FaceOutcome,
    FaceStatistics,
    MapMark,
    SelfAffine,
    Touching,
)
from asperity.recipe import Foil, Plate
from asperity.run import source_of, versions
from asperity.stack.common import find
from asperity.stack.layer import Layer
from asperity.stack.ledger import Ledger
from asperity.stack.make import make_layer
from asperity.topography import TopographyMap, autocorrelation, correlation_length, fit_hurst
from asperity.topography import statistics as told
from asperity.topography.prepare import Holes, Level, levelled, prepared

_TAKEN = MappingProxyType(
    {"mean": "mean", "plane": "best plane", "quadratic": "best surface of second degree"}
)
Watch = Callable[[float, float], None]
"""Called with the share that is done, 0 to 1, and the time within the hold, s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What touches: two layers, or only the contact modulus of the two (Pa)."""

    soft: Layer | None
    hard: Layer | None
    modulus: float
    ledger: Ledger


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PressedFace:
    """The numbers of a pressed face, with the fields they come from.

    Attributes:
        outcome: the numbers
        face: the map as it was pressed: level, whole, periodic
        elastic: pressure and gap on its grid before anything flows
    """

    outcome: FaceOutcome
    face: TopographyMap
    elastic: Contact


def pair_of(
    *, material: str | None = None, modulus: float | None = None, against: str | None = None
) -> Pair:
    """What touches: a material, or a contact modulus in its place.

    Args:
        material: card of the softer side; a metal that flows, or any solid with a modulus
        modulus: contact modulus E*, Pa, where no card is wanted
        against: card of the face's own material; rigid where it is left out

    Raises:
        Refusal: both or neither of material and modulus, or a modulus that is none.
        CardRefusal: an unknown card.
    """
    ledger = Ledger()
    if (material is None) == (modulus is None):
        found = "neither" if material is None else "modulus and material"
        raise Refusal("modulus", found, 'write a contact modulus, such as "5 GPa", or a material')
    if modulus is not None:
        if against is not None:
            found = f"{quoted(against)} beside a contact modulus"
            raise Refusal("against", found, "leave it out: the modulus is that of the pair")
        if not (isfinite(modulus) and modulus > 0):
            raise Refusal("modulus", f"{modulus:g} Pa", "write a contact modulus of more than 0")
        return Pair(soft=None, hard=None, modulus=modulus, ledger=ledger)
    soft = _layer(material or "", "material", ledger)
    hard = _layer(against, "against", ledger) if against is not None else None
    compliance = soft.compliance + (hard.compliance if hard is not None else 0.0)
    return Pair(soft=soft, hard=hard, modulus=1 / compliance, ledger=ledger)


def _layer(name: str, where: str, ledger: Ledger) -> Layer:
    """A piece of a material, of a size that does not matter here."""
    size = {"name": where, "material": name, "thickness": "1 mm", "diameter": "10 mm"}
    if find(name, where).kind == "metal":
        return make_layer(Foil.model_validate({**size, "kind": "foil"}), ledger)
    return make_layer(Plate.model_validate({**size, "kind": "plate"}), ledger)


def press_face(
    face: TopographyMap,
    pair: Pair,
    *,
    pressure: float,
    level: Level = "plane",
    holes: Holes = "refuse",
    tolerance: float = 1e-6,
) -> PressedFace:
    """Press a map on a half-space of the pair's modulus.

    The map is levelled, its holes filled or refused, resampled to square points where it has none,
    and made periodic (`asperity.topography.prepared`).

    Args:
        face: the measured map, heights pointing out of the harder side
        pair: what touches
        pressure: nominal, Pa
        level: what is taken off the map before
        holes: whether points that were not measured are refused or filled
        tolerance: of the contact pressure, root mean square over root mean square

    Raises:
        TopographyRefusal: a map that cannot be pressed.
        Refusal: a pressure or tolerance out of its range.
    """
    ready = prepared(face, level=level, holes=holes)
    elastic = elastic_contact(
        ready.heights,
        spacing=ready.spacing[0],
        modulus=pair.modulus,
        pressure=pressure,
        tolerance=tolerance,
    )
    outcome = FaceOutcome(
        map=_mark(face, level),
        face=statistics(face, ready, level),
        material=pair.soft.material if pair.soft else None,
        against=pair.hard.material if pair.hard else None,
        contact_modulus_pa=pair.modulus,
        elastic=touching(elastic, pressure),
        warnings=_warnings(ready, elastic),
        sources=tuple(source_of(card, quantity) for card, quantity in pair.ledger.used),
        versions=versions(),
    )
    return PressedFace(outcome=outcome, face=ready, elastic=elastic)


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
        correlation_length_m=correlation_length(autocorrelation(flat)),
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


def _mark(face: TopographyMap, level: Level) -> MapMark:
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


def _warnings(ready: TopographyMap, elastic: Contact) -> tuple[str, ...]:
    """What the reader should know: what the map cannot show, and what did not converge."""
    found = []
    steep = told.slope(ready)
    if steep > 1:
        found.append(
            f"the map has an rms slope of {steep:.2g}; the theory takes slopes to be small, and a "
            "slope of the grid's own making is noise: coarsen or filter the map"
        )
    if not elastic.converged:
        found.append(elastic.reason)
    return tuple(found)
