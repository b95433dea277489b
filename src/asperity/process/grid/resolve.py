"""One face on its grid along a stretch: closed in time where metal flows, pressed where none does.

The grid knows one band. The pressure on it is that on the face over the share of the face that
longer waves let touch; of each of its contacts, shorter waves let a share touch. Both shares are
the mean field's (`cut`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from asperity.contact import ClosureState, Contact, Schedule, close_interface, elastic_contact
from asperity.laws.closure.weld import weld_strength
from asperity.laws.flow.flow import Flow
from asperity.process.faces.face import Face
from asperity.process.faces.view import Still, small, still
from asperity.process.grid.cut import Cut

Array = NDArray[np.float64]


class Told(Protocol):
    """Hears how far a face is; it may raise to stop."""

    def done(self, share: float) -> None:
        """A share of the stretch is done."""

    def seen(self, time: float, gap: Array, accepted: bool) -> None:
        """The face was brought to a time (s), where its gap is so (N, M), m; tried or accepted."""


PRECISE = 1e-4
"""Error of an elastic contact's pressure: contact follows to the same."""
SLENDER = 2.0
"""Points across a patch of contact below which its size is that of the grid."""
FEW = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """How the band on the grid touches at T moments.

    Attributes:
        fraction, gap (m), gas (Pa, above the atmosphere): (T,)
        stills: fields on the way; `last` at the end
        state: what carries over; None where nothing flows
        remarks: what to keep in mind
    """

    fraction: Array
    gap: Array
    gas: Array
    stills: tuple[Still, ...]
    last: Still
    state: ClosureState | None
    remarks: tuple[str, ...]


def closed(
    cut: Cut,
    programme: Schedule,
    times: Array,
    *,
    state: ClosureState | None,
    thickness: float,
    frames: Sequence[float],
    tell: Told,
    threads: int,
) -> Resolved:
    """A face of a metal that flows, at the times (T,), s, within a programme."""
    face = cut.face
    found = close_interface(
        cut.heights,
        spacing=cut.spacing,
        modulus=modulus(face),
        creep=Flow(face.creep, face.size),
        schedule=programme,
        state=state,
        atmosphere=face.atmosphere,
        adhesion=_weld(cut),
        thickness=thickness,
        frames=frames,
        watch=lambda done, _: tell.done(done),
        seen=tell.seen,
        threads=threads,
    )
    gas = np.maximum(found.gas_pressure - face.atmosphere, 0.0)
    end = programme.duration
    return Resolved(
        fraction=np.interp(times, found.time, found.contact_fraction),
        gap=np.interp(times, found.time, found.mean_gap),
        gas=np.interp(times, found.time, gas),
        stills=tuple(small(frame.time, frame.gap, frame.pressure) for frame in found.frames),
        last=still(end, found.last.gap, found.last.pressure),
        state=found.state,
        remarks=(*(() if found.converged else (found.reason,)), *_coarse(found.last)),
    )


def _weld(cut: Cut) -> float:
    """Tension that parts welded points, Pa: no less than that of the whole joint."""
    face = cut.face
    edge = weld_strength(face.weld_energy, modulus=modulus(face), spacing=cut.spacing)
    return max(face.adhesion, edge)


def pressed(
    cut: Cut, pressures: Array, times: Array, *, frames: Sequence[float], tell: Told, threads: int
) -> Resolved:
    """A face where nothing flows, under pressures (T,), Pa: elastic, with nothing to remember."""
    found: list[Contact] = []
    for index, pressure in enumerate(pressures):
        tell.done(index / len(times))
        if index and pressure == pressures[index - 1]:
            found.append(found[-1])
        else:
            found.append(
                elastic_contact(
                    cut.heights,
                    spacing=cut.spacing,
                    modulus=modulus(cut.face),
                    pressure=float(pressure),
                    tolerance=PRECISE,
                    threads=threads,
                )
            )
        tell.seen(float(times[index]), found[-1].gap, True)
    last = found[-1]
    moments = zip(times.tolist(), found, strict=True)
    return Resolved(
        fraction=np.array([contact.contact_fraction for contact in found]),
        gap=np.array([contact.mean_gap for contact in found]),
        gas=np.zeros(len(times)),
        stills=tuple(small(t, one.gap, one.pressure) for t, one in moments if t in set(frames)),
        last=still(float(times[-1]), last.gap, last.pressure),
        state=None,
        remarks=(*(() if last.converged else (last.reason,)), *_coarse(last)),
    )


def modulus(face: Face) -> float:
    """Contact modulus E* of the pair, Pa."""
    return 1 / ((1 - face.poisson**2) / face.modulus + face.other)


def _coarse(contact: Contact) -> tuple[str, ...]:
    """What there is to say where the grid is too coarse for the patches of contact."""
    touching = contact.gap <= 0
    points = int(np.count_nonzero(touching))
    edges = int(np.count_nonzero(touching & ~np.roll(touching, 1, axis=1)))
    if not 0 < contact.contact_fraction < 1 or points == 0:
        return ()
    if points >= FEW and points >= SLENDER * edges:
        return ()
    across = f"{points / max(edges, 1):.2g} points across at the end ({points} points touch)"
    return (f"patches of contact are {across}: a finer grid is needed to tell their area",)
