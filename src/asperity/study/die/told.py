"""A pressed pellet in plain numbers, stage by stage."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Literal

from asperity.outcome.frozen import Record
from asperity.outcome.plain import to_plain
from asperity.outcome.record import Source
from asperity.run.chain import source_of
from asperity.solid import Compaction, Field
from asperity.study.die.pellet import PressedPellet

SCHEMA: Final = "asperity-die-1"
NOTHING = 1e-9
"""Share of the largest force of a run that is as good as none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StageOutcome(Record):
    """The pellet at the end of a stage.

    Attributes:
        name: load, release or eject
        height_m: distance of the middles of its faces
        radius_m: largest
        top_force_n, bottom_force_n: that the punches bring
        wall_force_n: all round on the die, outwards
        relative_density: mean
        relative_density_lowest, relative_density_highest: of an element
        tension_pa: largest principal tension, where it comes nearest to the strength
        tension_over_strength: there, over the assumed strength
        tension_radius_m, tension_height_m: where that is, height above the lower punch's face
    """

    name: str
    height_m: float
    radius_m: float
    top_force_n: float
    bottom_force_n: float
    wall_force_n: float
    relative_density: float
    relative_density_lowest: float
    relative_density_highest: float
    tension_pa: float
    tension_over_strength: float
    tension_radius_m: float
    tension_height_m: float


@dataclass(frozen=True, kw_only=True, slots=True)
class DieOutcome(Record):
    """A powder of a card pressed in a die by finite elements.

    Attributes:
        schema: version of this shape
        material: its card
        mass_kg, diameter_m, pressure_pa: what was asked
        action: which punch moves
        elements: across and along
        stages: in order, those that were reached
        rings_left: rings of the wall that left the die in one go
        converged: whether every stage was followed to its end, every ring by itself
        reason: why it ended, and where it did not converge, what to do
        assumptions: what it rests on; first that no electrolyte has a measured yield surface
        sources: every parameter of the card that was used
    """

    schema: Literal["asperity-die-1"] = SCHEMA
    material: str
    mass_kg: float
    diameter_m: float
    pressure_pa: float
    action: str
    elements: tuple[int, int]
    stages: tuple[StageOutcome, ...]
    rings_left: int
    converged: bool
    reason: str
    assumptions: tuple[str, ...]
    sources: tuple[Source, ...]

    def to_dict(self) -> dict[str, Any]:
        """As plain numbers, text, lists and dictionaries."""
        return to_plain(self)

    def to_json(self, *, indent: int | None = 2) -> str:
        """As JSON."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)


def told(
    pellet: PressedPellet,
    material: str,
    *,
    pressure: float,
    action: str,
    elements: tuple[int, int],
) -> DieOutcome:
    """What `press_pellet` found with these arguments (pressure in Pa)."""
    done = pellet.compaction
    return DieOutcome(
        material=material,
        mass_kg=done.mass,
        diameter_m=2 * done.radius,
        pressure_pa=pressure,
        action=action,
        elements=elements,
        stages=tuple(_stage(done, field) for field in done.fields),
        rings_left=done.rings_left,
        converged=done.converged,
        reason=done.reason,
        assumptions=pellet.assumptions,
        sources=tuple(source_of(card, quantity) for card, quantity in pellet.ledger.used),
    )


def _stage(done: Compaction, field: Field) -> StageOutcome:
    last = max(index for index, name in enumerate(done.stage) if name == field.stage)
    worst = field.worst
    radius, height = field.centres[worst]
    return StageOutcome(
        name=field.stage,
        height_m=float(done.height[last]),
        radius_m=float(field.nodes[:, 0].max()),
        top_force_n=_force(done, done.top_force[last]),
        bottom_force_n=_force(done, done.bottom_force[last]),
        wall_force_n=_force(done, done.wall_force[last]),
        relative_density=field.mean_density,
        relative_density_lowest=float(field.density.min()),
        relative_density_highest=float(field.density.max()),
        tension_pa=max(float(field.tension[worst]), 0.0),
        tension_over_strength=max(float(field.tension[worst] / field.strength[worst]), 0.0),
        tension_radius_m=float(radius),
        tension_height_m=float(height - field.nodes[:, 1].min()),
    )


def _force(done: Compaction, force: float) -> float:
    """A force (N); what is left of rounding beside the largest of the run is none."""
    return 0.0 if abs(force) < NOTHING * float(done.top_force.max()) else float(force)
