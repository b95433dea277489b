"""What each quantity of a card means: the one list of names that cards are checked against."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from asperity.units import DIMENSIONS

__all__ = ["FIXED", "MEANINGS", "USUAL_UNITS", "Meaning"]


class Meaning(NamedTuple):
    """The name of a quantity, its dimension (a key of `units.DIMENSIONS` or `FIXED`), its sense."""

    name: str
    dimension: str
    text: str

    @property
    def unit(self) -> str:
        """The unit that `Card.value` answers in: SI, or the fixed one."""
        return FIXED[self.dimension] if self.dimension in FIXED else DIMENSIONS[self.dimension].si


# Units that depend on an exponent or belong to one law: such numbers stay as they are.
FIXED = MappingProxyType(
    {
        "creep_rate": "MPa^-n/s",
        "per_pascal": "1/Pa",
        "per_kelvin": "1/K",
        "per_root_pascal": "Pa^-0.5",
    }
)

# Spellings known to fit, so that reading a card need not ask Pint. Any other is tried there.
USUAL_UNITS = MappingProxyType(
    {
        "pressure": frozenset({"Pa", "kPa", "MPa", "GPa", "bar"}),
        "temperature": frozenset({"K", "degC"}),
        "temperature_difference": frozenset({"K"}),
        "length": frozenset({"m", "mm", "um", "nm"}),
        "force": frozenset({"N", "kN", "t"}),
        "time": frozenset({"s", "min", "h"}),
        "mass": frozenset({"kg", "g", "mg"}),
        "area": frozenset({"m^2", "mm^2"}),
        "volume": frozenset({"m^3", "mm^3"}),
        "density": frozenset({"kg/m^3", "g/cm^3"}),
        "molar_volume": frozenset({"m^3/mol", "cm^3/mol"}),
        "energy_per_mol": frozenset({"J/mol", "kJ/mol", "eV"}),
        "energy_area": frozenset({"J/m^2"}),
        "rate": frozenset({"Pa/s", "MPa/s"}),
        "heating_rate": frozenset({"K/s", "K/min"}),
        "melting_slope": frozenset({"K/Pa", "K/MPa", "K/GPa"}),
        "stiffness": frozenset({"N/m", "N/mm", "kN/mm"}),
        "toughness": frozenset({"Pa m^0.5", "MPa m^0.5"}),
        "diffusivity": frozenset({"m^2/s", "cm^2/s"}),
        "thermal_conductivity": frozenset({"W/m/K"}),
        "specific_heat": frozenset({"J/kg/K"}),
        "specific_capacity": frozenset({"mAh/g"}),
        "area_resistance": frozenset({"ohm m^2", "ohm cm^2"}),
        "conductivity": frozenset({"S/m", "S/cm", "mS/cm"}),
        "current_density": frozenset({"A/m^2", "mA/cm^2"}),
        "capacitance_area": frozenset({"F/m^2", "uF/cm^2"}),
        "dimensionless": frozenset({"", "%"}),
        **{name: frozenset({unit}) for name, unit in FIXED.items()},
    }
)

_TABLE = """
density | density | mass per volume of the dense material
molar_volume | molar_volume | volume of a mole of metal atoms
melting_temperature | temperature | melting point at 1 bar
melting_slope | melting_slope | rise of the melting point with pressure
melting_volume_change | dimensionless | relative volume change on melting
glass_transition_temperature | temperature | glass transition at 1 bar
max_temperature | temperature | highest temperature it should see in use
youngs_modulus | pressure | Young's modulus, dense
poisson_ratio | dimensionless | Poisson ratio
bulk_modulus | pressure | bulk modulus, dense
shear_modulus | pressure | shear modulus, dense
yield_stress | pressure | yield stress in uniaxial loading
surface_energy | energy_area | energy of a free surface
adhesion_stress | pressure | pull-off stress of true contact with a solid, clean metal
adhesion_stress_filmed | pressure | the same through a native film
creep_prefactor | creep_rate | A of rate = A sigma^n, sigma in MPa, at creep_reference_temperature
creep_exponent | dimensionless | n of the same law
creep_activation_energy | energy_per_mol | Q of the same law
creep_activation_volume | molar_volume | how hydrostatic pressure slows creep: exp(-p dV/RT)
creep_reference_temperature | temperature | temperature at which creep_prefactor holds
power_law_breakdown | dimensionless | stress over shear modulus above which the power law fails
size_length | length | h* of sigma = sigma_bulk sqrt(1 + h*/length)
small_body_strength | pressure | strength of bodies of a micrometre and less, as the conditions say
hardness_250nm | pressure | indentation hardness at a depth of 250 nm
hardness_10um | pressure | indentation hardness at a depth of 10 um
size_softening | dimensionless | w of the size length falling with T: exp(-(T - T0)/(w Tm))
diffusivity | diffusivity | self-diffusion coefficient at 298 K
diffusivity_activation_energy | energy_per_mol | its activation energy
thermal_conductivity | thermal_conductivity | thermal conductivity, dense
specific_heat | specific_heat | heat capacity per mass
conductivity | conductivity | ionic (electrolytes) or electronic (metals, actives), at 298 K
conductivity_relative_density | dimensionless | relative density at which conductivity was measured
conductivity_stack_pressure | pressure | pressure under which conductivity was measured
conductivity_fabrication_pressure | pressure | largest pressure that pellet had seen
conductivity_lowest_pressure | pressure | lowest present pressure it was measured under at all
conduction_activation_energy | energy_per_mol | activation energy of conductivity times T
conduction_activation_volume | molar_volume | its activation volume
conductivity_density_exponent | dimensionless | m of conductivity = sigma0 D^m
grain_contact_pressure | pressure | p0 of 1 - exp(-p/p0), or of P/(P + p0) with grain_opening
grain_bonded_share | dimensionless | share of those contacts that stays when the pressure is off
grain_opening | dimensionless | b of contacts that open on release, 1/(1 + b (P/p - 1))
flexural_strength | pressure | characteristic strength in bending
compressive_strength | pressure | uniaxial, sides free; absent: ten times that in bending
weibull_modulus | dimensionless | Weibull modulus of that strength
strength_volume | volume | effective stressed volume of the bars behind flexural_strength
strength_area | area | effective stressed area of them, where flaws of the face break it
strength_relative_density | dimensionless | relative density that strength and modulus hold at
strength_porosity_exponent | dimensionless | b of strength = at that density times exp(-b (P - P0))
modulus_porosity_exponent | dimensionless | the same of Young's modulus
thermal_expansion | per_kelvin | relative change of length with temperature
fracture_toughness | toughness | mode I fracture toughness
pore_throat | length | throats of a powder that metal enters first, or open flaws of a sintered face
pore_throat_relative_density | dimensionless | density of pressed powder where that holds
metal_inclusion_pressure_lithium | pressure | pressure from which lithium enters the electrolyte
metal_inclusion_pressure_sodium | pressure | pressure from which sodium enters the electrolyte
mechanical_short_pressure_lithium | pressure | pressure at which lithium shorts it without a current
mechanical_short_pressure_sodium | pressure | pressure at which sodium shorts it without a current
void_nucleus_radius | length | radius of the pits of its face from which voids start on stripping
void_spacing | length | distance between those pits
stripping_share_lithium | dimensionless | critical stripping current over that of the creep law
stripping_share_sodium | dimensionless | the same of sodium
stripping_limit_lithium | current_density | the interface's limit to stripping, full contact, 298 K
stripping_limit_sodium | current_density | the same of sodium
stripping_limit_activation_energy | energy_per_mol | activation energy of either
charge_transfer_lithium | area_resistance | charge transfer on lithium, full contact, 298 K
charge_transfer_sodium | area_resistance | charge transfer on sodium, full contact, 298 K
charge_transfer_activation_energy | energy_per_mol | activation energy of either
double_layer_capacitance | capacitance_area | capacitance of the contact with the metal
relative_permittivity | dimensionless | of the solid, at the frequency where its ions relax
grain_boundary_share | dimensionless | share of grain boundaries in the resistance, full contact
grain_boundary_capacitance_ratio | dimensionless | their capacitance over that of the grains
friction_factor_lithium | dimensionless | shear over shear flow stress of lithium on this face, 0..1
friction_factor_sodium | dimensionless | the same for sodium, dry face
friction_factor_sodium_oiled | dimensionless | the same for sodium, oiled face
walker_c1 | dimensionless | 1/D = walker_c1 - walker_c2 log10(p in MPa), loaded
walker_c2 | dimensionless | slope of the same law
heckel_a | dimensionless | A of ln 1/(1-D) = p/heckel_py + heckel_a, loaded
heckel_py | pressure | mean yield pressure of the same law
panelli_ambrozio_a | per_root_pascal | a of ln 1/(1-D) = a sqrt(p) + b, loaded
panelli_ambrozio_b | dimensionless | b of the same law
kawakita_d0 | dimensionless | D0 of 1 - D0/D = a b p/(1 + b p), loaded
kawakita_a | dimensionless | a of the same law
kawakita_b | per_pascal | b of the same law
shapiro_e0 | dimensionless | e0 of ln(porosity) = ln(e0) - k p - b sqrt(p), loaded
shapiro_k | per_pascal | k of the same law
shapiro_b | per_root_pascal | b of the same law
cooper_eaton_d0 | dimensionless | D0 of (1/D0 - 1/D)/(1/D0 - 1) = sum of ai exp(-ki/p), loaded
cooper_eaton_a1 | dimensionless | a1 of the same law
cooper_eaton_k1 | pressure | k1 of the same law
cooper_eaton_a2 | dimensionless | a2 of the same law
cooper_eaton_k2 | pressure | k2 of the same law
initial_relative_density | dimensionless | relative density of the loose fill in the die
unloading_modulus | pressure | M0 of M(D) = M0 exp(-b (1-D)), springback strain = p/M in the die
unloading_exponent | dimensionless | b of the same law
fill_unevenness | dimensionless | rms departure of a levelled fill from flat, over its height
dwell_exponent | dimensionless | g of P (1 + t/t0)^g, the pressure a dwell is worth; absent: none
dwell_time | time | t0 of the same law
wall_friction | dimensionless | Coulomb friction of the powder on the die wall
wall_pressure_ratio | dimensionless | radial over axial pressure of the powder in the die
crushing_pressure | pressure | pressure at which 63 % of the particles are crushed
crushing_modulus | dimensionless | Weibull modulus of crushing in pressure
particle_diameter | length | median particle diameter
expansion | dimensionless | relative volume change of the active material on full charge
specific_capacity | specific_capacity | charge per mass between discharged and charged
max_force | force | largest force of the press
min_force | force | smallest force that can be set
force_resolution | force | smallest step of force that can be read
pressure_resolution | pressure | smallest step of pressure that can be read (isostatic press)
setting_scatter | dimensionless | scatter of a force that is set, over it, time and again
gauge_accuracy | dimensionless | largest error of the gauge over its full scale: its class
hold_drift | dimensionless | share of the force lost in an hour's hold if nobody pumps again
ram_diameter | length | ram of the hydraulics: force = gauge pressure times ram area
max_pressure | pressure | largest pressure on the sample (isostatic press, fixture)
pressing_rate | rate | pressure rate on a usual die unless the recipe says otherwise
max_plate_temperature | temperature | hottest plates
temperature_overshoot | temperature_difference | how far the controller overshoots its set point
heating_rate | heating_rate | heating rate of the plates unless the recipe says otherwise
cooling_rate | heating_rate | cooling rate of the plates unless the recipe says otherwise
heater_power | power | power of the heaters of both plates together
plate_heat_capacity | heat_capacity | heat capacity of both plates together
plate_heat_loss | heat_loss | heat that both plates lose to the room, per kelvin above it
cooling_conductance | heat_loss | the same, besides, while the plates are cooled
sensor_lag | time | time constant of the thermocouple that the controller reads
proportional_band | temperature_difference | deviation at which the controller gives full power
integral_time | time | integral time of the controller
derivative_time | time | derivative time of the controller; absent: it has none
plate_parallelism | length | difference of the plates' distance from edge to edge, over their width
plate_flatness | length | deviation of a plate from a plane over its width
stroke | length | travel of the ram
daylight | length | largest height that fits between the plates
stiffness | stiffness | force per displacement of a spring or bolted fixture
travel | length | usable compression of a spring fixture
bolt_count | dimensionless | bolts of a fixture
thread_diameter | length | nominal diameter of their threads
torque_coefficient | dimensionless | K of torque = K * diameter * force, a bolt
inner_diameter | length | bore of the die
outer_diameter | length | outer diameter of the die body
height | length | height of the die body
clearance | length | gap between punch and bore, half the difference of their diameters
rated_pressure | pressure | largest pressure on the sample that the die is meant for
punch_strength | pressure | axial stress at which a punch of the die yields or breaks
punch_modulus | pressure | Young's modulus of the punches
punch_length | length | length of a punch
punch_offset | length | how far off its axis a punch is loaded
punch_flatness | length | bow of the punches' faces over the bore, centre to rim, both together
half_strength_temperature | temperature | where a polymer bears half of what it bears at 23 degC
rating_time | time | how long the rated pressure was proven for
strength_loss_per_decade | dimensionless | strength a polymer loses for ten times the time held
creep_share | dimensionless | m of a polymer's creep, 1 + m (t/1 h)^n over its elastic strain
creep_time_exponent | dimensionless | n of the same law
creep_shift_energy | energy_per_mol | activation energy of its time below the glass transition
"""


def _read(row: str) -> Meaning:
    name, dimension, text = (part.strip() for part in row.split("|"))
    return Meaning(name, dimension, text)


MEANINGS: MappingProxyType[str, Meaning] = MappingProxyType(
    {meaning.name: meaning for meaning in map(_read, _TABLE.strip().splitlines())}
)
