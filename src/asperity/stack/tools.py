"""Press and die in SI."""

from __future__ import annotations

from dataclasses import dataclass

from asperity.laws.heat.controller import Controller


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
        plate_bow: departure of the plates from flat over the sample, m
        stiffness: of a fixture, N/m; None where the force is held
        friction: friction factor of each metal on its punches, by carrier
        controller: heaters, plates and controller; None where the card has none
        overshoot_doubt: standard deviation of the logarithm of the overshoot
        resolution: smallest step that its gauge shows, N, or Pa of an isostatic press
        setting: scatter of a force that is set, over it
        accuracy: class of its gauge, largest error over full scale
        drift: share of the force lost in an hour's hold
        torque_doubt: standard deviation of the logarithm of its bolts' nut factor; 0 without bolts
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
    controller: Controller | None = None
    overshoot_doubt: float = 0.0
    resolution: float = 0.0
    setting: float = 0.0
    accuracy: float = 0.0
    drift: float = 0.0
    torque_doubt: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Die:
    """The die: bore and outer diameter, height (m), yield stress and rated pressure (Pa).

    `both` says that both punches press, or that the die floats: its wall carries no net force.
    `by_rating` says that its rated pressure decides, not the stress in its wall (polymer sleeves).
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
