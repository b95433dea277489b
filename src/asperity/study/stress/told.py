"""What finite elements say of the brittle layers of a recipe, in plain numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from asperity.outcome.frozen import Array, Record
from asperity.outcome.plain import to_plain
from asperity.outcome.record import RecipeMark, Source

SCHEMA: Final = "asperity-stress-1"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Course(Record):
    """A layer from first touch to full load.

    Attributes:
        pressure_pa: nominal pressures, (N,)
        tension_pa: largest tension in the layer, (N,)
        touching: least share of a hard face of it that touches, (N,); 1 where it lies on metal only
    """

    pressure_pa: Array
    tension_pa: Array
    touching: Array


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class LayerStress(Record):
    """A brittle layer under the step, lying the worse way round.

    Attributes:
        name: of the layer
        material: its card
        thickness_m: as it is in the step
        diameter_m: likewise
        bow_m: of the layer and of the plates it lies on
        touches_first: "rim" or "middle": where its lower face begins to touch
        tension_pa: largest principal tension on the way to full load
        tension_radius_m: where, from the axis
        tension_height_m: where, above the layer's lower face
        tension_where: "inside", "bottom", "top" or "rim"
        tension_pressure_pa: nominal pressure at which it is largest
        tension_full_pa: largest tension under full load
        load_offset_m: distance of the centre of pressure from the axis, by plates that lean
        tension_leaning_pa: largest tension under full load so far aside, contact kept closed;
            absent where the load comes down in the middle
        failure_probability: of the layer, at the numbers of its card
        failure_probability_low: lower end of its nine in ten band
        failure_probability_high: upper end of that band
        effective_volume_m3: volume that, all at the largest tension, would break as often
        effective_area_m2: the same of its faces
        simple_probability: what `press` says of this layer and step, by closed forms
        course: from first touch to full load
    """

    name: str
    material: str
    thickness_m: float
    diameter_m: float
    bow_m: float
    touches_first: str
    tension_pa: float
    tension_radius_m: float
    tension_height_m: float
    tension_where: str
    tension_pressure_pa: float
    tension_full_pa: float
    load_offset_m: float = 0.0
    tension_leaning_pa: float | None = None
    failure_probability: float
    failure_probability_low: float
    failure_probability_high: float
    effective_volume_m3: float
    effective_area_m2: float
    simple_probability: float | None = None
    course: Course


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Survey(Record):
    """Failure probability of one layer were it flatter or bowed more, thinner or thicker.

    Attributes:
        name: of the layer
        flatness_m: bows of the layer, (F,); the plates' comes on top
        thickness_m: (T,)
        probability: pressed between plates, (F, T)
        isostatic: pressed from all sides, (T,)
    """

    name: str
    flatness_m: Array
    thickness_m: Array
    probability: Array
    isostatic: Array


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class StressOutcome(Record):
    """The brittle layers of a recipe under a step, by finite elements.

    Attributes:
        schema: version of this shape
        recipe: which recipe
        step: which step
        pressure_pa: its highest nominal pressure
        isostatic: whether it presses from all sides
        carried_out: whether press and die can do the process as written
        ended: why not
        unknowns: degrees of freedom of the largest stack that was solved
        layers: from below upwards
        surveys: likewise, where they were asked for
        assumptions: what it rests on
        sources: every parameter that was used
        versions: of the software
    """

    schema: Literal["asperity-stress-1"] = SCHEMA
    recipe: RecipeMark
    step: str
    pressure_pa: float
    isostatic: bool
    carried_out: bool
    ended: str = ""
    unknowns: int
    layers: tuple[LayerStress, ...]
    surveys: tuple[Survey, ...] = ()
    assumptions: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As plain numbers, text, lists and dictionaries."""
        return to_plain(self)

    def to_json(self, *, indent: int | None = 2) -> str:
        """As JSON."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)
