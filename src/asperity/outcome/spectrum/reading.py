"""Reading a spectrum: its arcs, the fastest first, and those that cannot be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from asperity.outcome.spectrum.record import Arc, Part, Spectrum

APART = 10.0
"""Factor by which two arcs of one resistance and one capacitance must differ to be two."""
SEEN = 0.01
"""Share of the resistance of the cell from which on an arc is looked for."""
FASTEST = 1e7
"""Hz, the end of most instruments."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An arc and the part that draws it."""

    part: Part
    arc: Arc


def arcs(spectrum: Spectrum) -> tuple[Seen, ...]:
    """Every arc, the fastest first: as they stand in the complex plane from left to right."""
    found = (Seen(part, arc) for part in spectrum.parts for arc in part.arcs)
    return tuple(sorted(found, key=lambda one: -one.arc.peak_frequency_hz))


def seen(spectrum: Spectrum) -> tuple[Seen, ...]:
    """Those of them that are wide enough to be looked for."""
    least = SEEN * spectrum.resistance_ohm
    return tuple(one for one in arcs(spectrum) if one.arc.resistance_ohm >= least)


def together(spectrum: Spectrum) -> tuple[tuple[Seen, ...], ...]:
    """Arcs that a measurement shows as one, in groups of one or more, the fastest first.

    Each lies within a factor `APART` of its neighbour.
    """
    groups: list[list[Seen]] = []
    before = inf
    for one in seen(spectrum):
        peak = one.arc.peak_frequency_hz
        if before > APART * peak:
            groups.append([])
        groups[-1].append(one)
        before = peak
    return tuple(map(tuple, groups))


def too_fast(group: Sequence[Seen]) -> bool:
    """Whether an instrument that ends at `FASTEST` sees only the right end of these arcs."""
    return all(one.arc.peak_frequency_hz > FASTEST for one in group)
