"""Press a map on its grid."""

from __future__ import annotations

from dataclasses import dataclass

from asperity.contact import Closure, Contact, elastic_contact
from asperity.outcome.face import FaceOutcome
from asperity.run import source_of, versions
from asperity.study.face.hold import Hold, Watch, held, molten, refuse_stiff
from asperity.study.face.pair import Pair
from asperity.study.face.tell import closing, mark, statistics, touching, warnings
from asperity.topography import TopographyMap
from asperity.topography.prepare import Holes, Level, prepared


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PressedFace:
    """The numbers of a pressed face, with the fields they come from.

    Attributes:
        outcome: the numbers
        face: the map as it was pressed: level, whole, periodic
        elastic: pressure and gap on its grid before anything flows
        closure: the same over time; None where no hold was asked for, or the metal melts
    """

    outcome: FaceOutcome
    face: TopographyMap
    elastic: Contact
    closure: Closure | None = None


def press_face(
    face: TopographyMap,
    pair: Pair,
    *,
    pressure: float,
    level: Level = "plane",
    holes: Holes = "refuse",
    tolerance: float = 1e-6,
    hold: Hold | None = None,
    watch: Watch | None = None,
) -> PressedFace:
    """Press a map on a half-space of the pair's modulus, and hold it there while the metal creeps.

    The map is levelled, its holes filled or refused, resampled to square points where it has none,
    and made periodic (`asperity.topography.prepared`).

    Args:
        face: the measured map, heights pointing out of the harder side
        pair: what touches
        pressure: nominal, Pa
        level: what is taken off the map before
        holes: whether points that were not measured are refused or filled
        tolerance: of the contact pressure, root mean square over root mean square
        hold: how long and how warm; None for the first touch alone
        watch: told of the progress of the hold; may raise to stop it

    Returns:
        The numbers and the fields. A metal that would melt has an outcome too, without the hold,
        `carried_out` False.

    Raises:
        TopographyRefusal: a map that cannot be pressed.
        Refusal: a pressure or tolerance out of its range, or a hold of what does not flow.
    """
    refuse_stiff(pair, hold)
    ready = prepared(face, level=level, holes=holes)
    elastic = elastic_contact(
        ready.heights,
        spacing=ready.spacing[0],
        modulus=pair.modulus,
        pressure=pressure,
        tolerance=tolerance,
    )
    reasons = tuple(molten(pair, pressure, hold))
    closure = None if reasons else held(ready, pair, pressure, hold, watch)
    outcome = FaceOutcome(
        map=mark(face, level),
        face=statistics(face, ready, level),
        material=pair.soft.material if pair.soft else None,
        against=pair.hard.material if pair.hard else None,
        contact_modulus_pa=pair.modulus,
        elastic=touching(elastic, pressure),
        closing=closing(closure, pressure, hold),
        reasons=reasons,
        warnings=warnings(ready, elastic, closure),
        sources=tuple(source_of(card, quantity) for card, quantity in pair.ledger.used),
        versions=versions(),
    )
    return PressedFace(outcome=outcome, face=ready, elastic=elastic, closure=closure)
