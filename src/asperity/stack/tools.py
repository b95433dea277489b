"""Press and die in SI."""

from __future__ import annotations

from dataclasses import dataclass, field

from asperity.laws.heat.controller import Controller
from asperity.stack.fittings.parts import Clamp, Polymer, Punch


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """The press.

    Attributes:
        name: of its card
        isostatic: whether it presses from all sides
        min_force: smallest force that can be held, N
        max_force: N; inf for an isostatic press
        max_pressure: on the sample, Pa; inf where the force alone limits it
        ram_diameter: m; None where nobody reads a gauge
        pressing_rate: Pa/s; heating_rate, cooling_rate: K/s
        max_temperature: of the plates, K; overshoot of their controller, K
        plate_bow: departure from flat over the sample of the plates, or of the punches in a die,
            m; plate_doubt: standard deviation of its logarithm
        stiffness: of a fixture, N/m; None where the force is held
        friction: friction factor of each metal on its punches, by carrier
        friction_doubt: standard deviation of its logarithm, by carrier
        plate_slope: angle between its plates, rad; seated: whether one of them turns freely
        controller: heaters, plates and controller; None where the card has none
        overshoot_doubt: standard deviation of the logarithm of the overshoot
        resolution: smallest step that its gauge shows, N, or Pa of an isostatic press
        setting: scatter of a force that is set, over it
        accuracy: class of its gauge, largest error over full scale
        drift: share of the force lost in an hour's hold
        torque_doubt: standard deviation of the logarithm of its bolts' nut factor; 0 without bolts
        force_doubt, heat_doubt: of the logarithm of its largest force (or pressure), and of the
            temperature its plates reach, K
        stroke: of its ram, m; daylight: between its plates, m; inf where its card does not say
        clamp: bolts or springs of a fixture; None of a press
    """

    name: str
    isostatic: bool
    min_force: float
    max_force: float
    max_pressure: float
    ram_diameter: float | None
    pressing_rate: float
    heating_rate: float
    cooling_rate: float
    max_temperature: float
    overshoot: float
    plate_bow: float
    stiffness: float | None
    friction: dict[str, float]
    friction_doubt: dict[str, float] = field(default_factory=dict)
    plate_doubt: float = 0.0
    plate_slope: float = 0.0
    seated: bool = False
    controller: Controller | None = None
    overshoot_doubt: float = 0.0
    resolution: float = 0.0
    setting: float = 0.0
    accuracy: float = 0.0
    drift: float = 0.0
    torque_doubt: float = 0.0
    force_doubt: float = 0.0
    heat_doubt: float = 0.0
    stroke: float = float("inf")
    daylight: float = float("inf")
    clamp: Clamp | None = None


GUIDED = 0.5
"""Share of a die's height along which a punch is guided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DieDoubts:
    """What the card of a die leaves unknown.

    Attributes:
        strength, outer, rating: standard deviation of the logarithm of yield stress, outer diameter
            and rated pressure
        temperature: standard deviation of the largest temperature, K
    """

    strength: float = 0.0
    outer: float = 0.0
    rating: float = 0.0
    temperature: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Die:
    """The die: bore and outer diameter, height (m), yield stress and rated pressure (Pa).

    `both` says that both punches press, or that the die floats: its wall carries no net force.
    `by_rating` says that its rated pressure decides, not the stress in its wall (polymer sleeves).
    `punch` and `polymer` are what its card tells of its punches and of a plastic wall; `doubts`
    what they leave unknown.
    `clearance` is the gap between punch and bore, half the difference of their diameters (m), and
    `clearance_doubt` the standard deviation of its logarithm; 0 where no metal gets past.
    """

    name: str
    bore: float
    outer: float
    height: float
    yield_stress: float
    rated_pressure: float
    max_temperature: float
    by_rating: bool
    wall_friction: float
    both: bool = False
    punch: Punch | None = None
    polymer: Polymer | None = None
    doubts: DieDoubts = DieDoubts()
    clearance: float = 0.0
    clearance_doubt: float = 0.0

    @property
    def guided(self) -> float:
        """Length along which a punch is guided, m."""
        return GUIDED * self.height

    @property
    def leaning(self) -> float:
        """Angle (rad) between its punches at most: each leans by its clearance over its guide."""
        return 2 * self.clearance / self.guided
