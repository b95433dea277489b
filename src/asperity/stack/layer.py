"""A layer as the physics sees it, in SI: what it is, and whether it flows, compacts or breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import pi

from asperity.laws import Floats
from asperity.laws.current.conductivity import Conduction, PelletState
from asperity.laws.flow.creep import Creep
from asperity.laws.flow.size import SizeEffect


@dataclass(frozen=True, slots=True, kw_only=True)
class Metal:
    """What flows.

    Attributes:
        carrier: the ion it gives, "lithium" or "sodium": its card's name
        creep, size: how it flows, and how much stronger it is when small
        melting_temperature: at 1 bar, K; melting_slope: K/Pa
        molar_volume: m³/mol
        diffusivity: at 298.15 K, m²/s; diffusivity_energy: J/mol
        surface_energy: J/m²
        adhesion: pull-off stress of its true contact, Pa, film or not
        weld_energy: work of adhesion of what has welded on, J/m², film or not
    """

    carrier: str
    creep: Creep
    size: SizeEffect
    melting_temperature: float
    melting_slope: float
    molar_volume: float
    diffusivity: float
    diffusivity_energy: float
    surface_energy: float
    adhesion: float
    weld_energy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Powder:
    """What compacts.

    Attributes:
        density_at: relative density on loading at a pressure in Pa
        loose: relative density of the loose fill
        modulus, modulus_exponent: M1 (Pa) and b of the springback law
        solid_thickness: thickness at full density, m
        wall_friction, wall_ratio: on the die, and radial over axial pressure
        yield_stress: of the solid, Pa; inf where its law does not tell
        hard: share of hard grains in its solids, by volume
        unevenness: of its loose fill, rms over its height
        dwell: exponent and time (s) of the dwell law; exponent 0 where it knows no time
    """

    density_at: Callable[[Floats], Floats]
    loose: float
    modulus: float
    modulus_exponent: float
    solid_thickness: float
    wall_friction: float
    wall_ratio: float
    yield_stress: float = float("inf")
    hard: float = 0.0
    unevenness: float = 0.0
    dwell: tuple[float, float] = (0.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrittleDoubts:
    """Standard deviations of the logarithm of what a brittle layer's card does not know well.

    Attributes:
        strength, stiffness, toughness: flexural strength, Young's modulus, toughness
        size: volume or area behind the strength
    """

    strength: float = 0.0
    stiffness: float = 0.0
    toughness: float = 0.0
    size: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Brittle:
    """What breaks.

    Attributes:
        strength: characteristic flexural strength, Pa; weibull_modulus; tested_volume, m³
        tested_area: effective area (m²) behind the strength where flaws of the face break it, 0
            where flaws of the volume do
        modulus_range: lower and upper end of the Weibull modulus
        doubts: of all this, by the spread of its card
        softening: factor on Young's modulus by pores beyond those of the card's piece
        flaw: depth of the largest flaw, m; 0 where nobody looked, or where the strength is less
            than that of a crack so deep
        variation: how much thicker it is in the middle than at the rim, m
        assumed: names of the quantities behind all this that were not measured
        compressive: strength in compression with free sides, Pa; 0 where its card does not tell
    """

    strength: float
    weibull_modulus: float
    tested_volume: float
    tested_area: float = 0.0
    modulus_range: tuple[float, float] = (0.0, 0.0)
    doubts: BrittleDoubts = BrittleDoubts()
    softening: float = 1.0
    flaw: float = 0.0
    variation: float = 0.0
    assumed: tuple[str, ...] = ()
    compressive: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Conductor:
    """What conducts: the stated conductivity (S/m), the state it holds in, how it answers others.

    `carrier` is the ion it carries, or "electrons"; `made_at` the largest pressure (Pa) a ready
    pellet of it has seen, inf where that does not matter; `lowest` the lowest present pressure (Pa)
    its conductivity was measured under, 0 where its card does not say.
    """

    carrier: str
    stated: float
    state: PelletState
    law: Conduction
    made_at: float = float("inf")
    lowest: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dielectric:
    """What an electrolyte does beside conducting ions.

    Attributes:
        permittivity: relative, of the solid without pores
        boundary_share: share of grain boundaries in its resistance where every grain contact
            conducts
        boundary_ratio: capacitance of those boundaries over that of the grains
        double_layer: of its contact with a metal, F/m²
    """

    permittivity: float
    boundary_share: float
    boundary_ratio: float
    double_layer: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Voids:
    """What a face gives a metal that is stripped from it.

    Attributes:
        nucleus: radius of the pits of the face from which voids start, m; spacing: of them, m
        share: critical stripping current over that of the creep law, by carrier; 1 if none is known
        limit: critical stripping current that the interface sets at 298.15 K, A/m² of contact, by
            carrier
        limit_energy: its activation energy, J/mol
    """

    nucleus: float
    spacing: float
    share: dict[str, float]
    limit: dict[str, float]
    limit_energy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pores:
    """What a metal under pressure finds to go into.

    Attributes:
        throat: width of the throats it enters first, or depth of the open flaws of a sintered face,
            m; 0 where none is known
        pressed: whether they are throats of a pressed powder, open to the other face
        density: relative density at which they are that wide; 0 where they are told as they are
        entered, shorted: at which each metal was seen to enter, and to short it, Pa, by carrier
        doubt, toughness_doubt: of throat and of fracture toughness, standard deviation of the
            logarithm; shorted_doubt: of shorted
    """

    throat: float
    pressed: bool
    density: float
    entered: dict[str, float]
    shorted: dict[str, float]
    doubt: float
    toughness_doubt: float
    shorted_doubt: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """What takes ions in.

    Attributes:
        expansion: relative change of its volume from discharged to charged; negative: it shrinks
        charge_density: charge it gives up per volume in that, C/m³
    """

    expansion: float
    charge_density: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Composite:
    """A mixture of active material and electrolyte.

    Attributes:
        active: card of its active material
        volumes: shares of active material, electrolyte and additive in the solids, by volume
        particle_diameter: of the active material, m
        active_conductivity: electronic, of the active phase, S/m
        crushing_pressure: at which 63 % of the active particles are crushed, Pa; crushing_modulus
    """

    active: str
    volumes: tuple[float, float, float]
    particle_diameter: float
    active_conductivity: float
    crushing_pressure: float
    crushing_modulus: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer of the stack before anything is pressed.

    Attributes:
        name, kind, material: as the recipe names them
        thickness: as it is put in, m (of a powder: its loose fill)
        diameter: m
        density: of the solid, kg/m³
        relative_density: as it is put in; 1 for what is dense
        modulus, poisson: Young's modulus (Pa) and Poisson ratio of the dense solid
        heat_conductivity: W/m/K; heat_capacity: J/m³/K
        bow: departure of its faces from flat, m; grain: diameter of its particles, m
        toughness: K_Ic, Pa √m
        pores: what a metal is pressed into
        friction: friction factor of each metal on its face, by carrier
        friction_doubt: standard deviation of its logarithm, by carrier
        wrinkles: height from trough to crest and wavelength of a foil's wrinkles, m
        transfer: charge-transfer resistance of each metal on it, Ω m², by carrier
        transfer_energy: activation energy of the charge transfer, J/mol
        dielectric: of what carries ions
        expansion: thermal, 1/K; None where its card does not tell; yield_stress: of a metal, Pa
    """

    name: str
    kind: str
    material: str
    thickness: float
    diameter: float
    density: float
    relative_density: float = 1.0
    modulus: float
    poisson: float
    heat_conductivity: float
    heat_capacity: float
    bow: float = 0.0
    grain: float = 1e-6
    toughness: float | None = None
    pores: Pores
    melting_temperature: float | None = None
    melting_slope: float = 0.0
    friction: dict[str, float]
    friction_doubt: dict[str, float] = field(default_factory=dict)
    wrinkles: tuple[float, float] = (0.0, 0.0)
    transfer: dict[str, float]
    transfer_energy: float
    metal: Metal | None = None
    powder: Powder | None = None
    brittle: Brittle | None = None
    conductor: Conductor | None = None
    composite: Composite | None = None
    voids: Voids | None = None
    host: Host | None = None
    dielectric: Dielectric | None = None
    expansion: float | None = None
    yield_stress: float = float("inf")

    @property
    def area(self) -> float:
        """Of its face before pressing, m²."""
        return pi / 4 * self.diameter**2

    @property
    def solid_volume(self) -> float:
        """Without pores, m³: what pressing cannot change."""
        return self.area * self.thickness * self.relative_density

    @property
    def compliance(self) -> float:
        """(1 - ν²)/E, 1/Pa."""
        return (1 - self.poisson**2) / self.modulus

    @property
    def electrolyte(self) -> bool:
        """Whether it separates the electrodes and carries ions."""
        ions = self.conductor is not None and self.conductor.carrier != "electrons"
        return ions and self.composite is None
