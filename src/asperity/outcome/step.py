"""What one step of a recipe leaves behind: layers, interfaces, risks, and its history."""

from __future__ import annotations

from dataclasses import dataclass

from asperity.outcome.frozen import Array, Record, equal
from asperity.outcome.risk import Risk
from asperity.outcome.spectrum.record import Spectrum
from asperity.outcome.survival import Survival


@dataclass(frozen=True, kw_only=True, slots=True)
class LayerOutcome(Record):
    """A layer at the end of a step.

    Attributes:
        name: name of the layer in the recipe
        material: name of its material card
        kind: foil, pellet, powder, composite, film or plate
        thickness_m: thickness
        diameter_m: diameter
        relative_density: solid volume over total volume, 0 to 1
        conductivity_s_per_m: effective conductivity through the layer at the present state
        resistance_ohm: resistance through the layer
        relative_density_lowest: of a powder, in its least dense slice
        relative_density_highest: of a powder, in its densest slice
        density_profile: of a powder, relative density of slices of equal mass, bottom to top
        thinnest_m: of a powder, thickness where its buried face is deepest, three rms of it
        largest_pressure_pa: of a powder, largest axial pressure it has seen where it was highest
        ejection_tension_pa: of a powder in a die, tension at its rim if it were let go and ejected
        ejection_failure_probability: of a powder in a die, that it caps or laminates then
        bow_m: of a powder out of its die, bow it took
        extruded_volume_m3: volume squeezed out at the edge so far
        thickness_lowest_m: of a foil, where it is thinnest: tilt and bow of what presses it
        thickness_highest_m: of a foil, where it is thickest
        thickness_rms_m: of a foil, rms departure from its mean thickness
        evenness: of a foil, thickest less thinnest over the mean; 0 is even
        wrinkle_m: of a wrinkled foil, height of its wrinkles that is left
        stays_on: of a foil, the neighbour it stays on when the press opens; absent where both hold
            it alike
        crushed_fraction: share of the active particles crushed so far
        ionic_conductivity_s_per_m: of a mixture, ions alone
        electronic_conductivity_s_per_m: of a mixture, electrons alone
        ionic_tortuosity: conductivity of the electrolyte times its volume fraction over the above
        electronic_tortuosity: the same of the active material, without additive
        active_area_per_m: area of active material that faces electrolyte, per volume of mixture
        survival: of a brittle layer that bore a load, how likely that breaks it
    """

    name: str
    material: str
    kind: str
    thickness_m: float
    diameter_m: float
    relative_density: float | None = None
    conductivity_s_per_m: float | None = None
    resistance_ohm: float | None = None
    relative_density_lowest: float | None = None
    relative_density_highest: float | None = None
    density_profile: tuple[float, ...] | None = None
    thinnest_m: float | None = None
    largest_pressure_pa: float | None = None
    ejection_tension_pa: float | None = None
    ejection_failure_probability: float | None = None
    bow_m: float | None = None
    extruded_volume_m3: float | None = None
    thickness_lowest_m: float | None = None
    thickness_highest_m: float | None = None
    thickness_rms_m: float | None = None
    evenness: float | None = None
    wrinkle_m: float | None = None
    stays_on: str | None = None
    crushed_fraction: float | None = None
    ionic_conductivity_s_per_m: float | None = None
    electronic_conductivity_s_per_m: float | None = None
    ionic_tortuosity: float | None = None
    electronic_tortuosity: float | None = None
    active_area_per_m: float | None = None
    survival: Survival | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class InterfaceOutcome(Record):
    """An interface at the end of a step; areas are nominal.

    Attributes:
        between: names of the layer below and the layer above
        contact_fraction: share of the area in contact, 0 to 1
        clean_fraction: share of the area in contact without a native film between
        mean_gap_m: gap averaged over the whole area
        waviness_m: between two powders, rms departure of their face from flat
        gas_pressure_pa: pressure of the gas shut in the voids
        charge_transfer_ohm_m2: part of the resistance due to charge transfer
        constriction_ohm_m2: part of the resistance due to current crowding into the contacts
        resistance_ohm_m2: area resistance of the interface, all parts together
        current_focusing: highest over mean current density; in the mean field that of a current
            shared evenly by the contact, where constriction counts it is more
        current_focusing_95: on a map, what 5 % of the contact exceed, over the mean
        current_focusing_99: on a map, what 1 % of the contact exceed, over the mean
        embedding_depth_m: depth to which active particles have sunk into the other side
        pull_off_pa: of a metal's face, mean tension that pulls it off
    """

    between: tuple[str, str]
    contact_fraction: float
    clean_fraction: float | None = None
    mean_gap_m: float | None = None
    waviness_m: float | None = None
    gas_pressure_pa: float | None = None
    charge_transfer_ohm_m2: float | None = None
    constriction_ohm_m2: float | None = None
    resistance_ohm_m2: float | None = None
    current_focusing: float | None = None
    current_focusing_95: float | None = None
    current_focusing_99: float | None = None
    embedding_depth_m: float | None = None
    pull_off_pa: float | None = None

    @property
    def name(self) -> str:
        """The interface as recipes and paths write it: "metal:electrolyte"."""
        return ":".join(self.between)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class History(Record):
    """What happened within a step, at T moments, for I interfaces and L layers.

    Attributes:
        time_s: time since the step began, (T,)
        pressure_pa: nominal pressure, (T,)
        plate_temperature_k: temperature of the press plates, (T,)
        temperature_k: temperature of the stack, (T,)
        interfaces: names of the interfaces ("a:b"), in the order of the columns
        contact_fraction: (T, I)
        resistance_ohm_m2: (T, I)
        mean_gap_m: (T, I)
        layers: names of the layers, in the order of the columns
        thickness_m: (T, L)
    """

    time_s: Array
    pressure_pa: Array
    plate_temperature_k: Array | None = None
    temperature_k: Array | None = None
    interfaces: tuple[str, ...] = ()
    contact_fraction: Array | None = None
    resistance_ohm_m2: Array | None = None
    mean_gap_m: Array | None = None
    layers: tuple[str, ...] = ()
    thickness_m: Array | None = None

    def __eq__(self, other: object) -> bool:
        return equal(self, other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatingOutcome(Record):
    """How plates and sample came to the temperature of a step.

    Attributes:
        target_k: temperature asked for
        time_to_temperature_s: from when the plates set off until the sample is there for good
        lag_s: delay of the sample behind a long ramp of the plates
        plate_overshoot_k: farthest the plates went beyond, where the press's controller is known
        sample_overshoot_k: the same of the sample
    """

    target_k: float
    time_to_temperature_s: float
    lag_s: float
    plate_overshoot_k: float | None = None
    sample_overshoot_k: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StepOutcome(Record):
    """One step of the recipe, done.

    Attributes:
        name: name of the step
        kind: compact, bond, press, heat, cool, hold, release, eject or operate
        duration_s: how long it took
        applied_pressure_pa: nominal pressure at its end
        temperature_k: temperature of the stack at its end
        highest_temperature_k: highest temperature the stack saw in it
        heating: how plates and sample came to its temperature, where that changed
        pressure_lowest_pa: lowest nominal pressure while the cell breathes, in operation
        pressure_highest_pa: highest nominal pressure while the cell breathes, in operation
        force_n: force of the press at its end
        force_scatter_n: standard deviation of the largest force from pressing to pressing: reading,
            setting, and what a hold loses
        force_doubt: standard deviation of the logarithm of that force by the gauge's calibration or
            the bolts' nut factor, the same in every pressing
        area_m2: pressed area
        layers: the layers at its end, bottom to top
        interfaces: the interfaces at its end, bottom to top
        risks: what could break, melt or leak in it
        cell_resistance_ohm: resistance of the whole stack at its end
        spectrum: impedance of the whole stack at its end, where it conducts
        ended: why it ended ("dwell over", "molten", ...)
        carried_out: false when it could not be done as written
        history: the course of it
    """

    name: str
    kind: str
    duration_s: float
    applied_pressure_pa: float
    temperature_k: float
    highest_temperature_k: float | None = None
    heating: HeatingOutcome | None = None
    pressure_lowest_pa: float | None = None
    pressure_highest_pa: float | None = None
    force_n: float
    force_scatter_n: float | None = None
    force_doubt: float | None = None
    area_m2: float
    layers: tuple[LayerOutcome, ...] = ()
    interfaces: tuple[InterfaceOutcome, ...] = ()
    risks: tuple[Risk, ...] = ()
    cell_resistance_ohm: float | None = None
    spectrum: Spectrum | None = None
    ended: str = ""
    carried_out: bool = True
    history: History | None = None
