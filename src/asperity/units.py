"""Where "360 MPa", "97 degC", "5 min" and "3 t" become SI numbers, and back.

The only file that knows Pint. Numbers are carried as exact fractions and rounded once, so
"360 MPa", "0.36 GPa" and "3600 bar" are the same float to the last bit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from tokenize import TokenError
from types import MappingProxyType
from typing import NamedTuple, TypeVar
from unicodedata import normalize

import numpy as np
import pint
from numpy.typing import NDArray

from asperity.errors import UnitRefusal, quoted

__all__ = ["DIMENSIONS", "Dimension", "from_si", "into_si", "show", "to_si"]

Number = TypeVar("Number", float, NDArray[np.float64])


class Dimension(NamedTuple):
    """What a quantity may be: its SI unit, the unit people write, its name in a sentence."""

    si: str
    usual: str
    title: str


DIMENSIONS: MappingProxyType[str, Dimension] = MappingProxyType(
    {
        "pressure": Dimension("Pa", "MPa", "a pressure"),
        "temperature": Dimension("K", "degC", "a temperature"),
        "temperature_difference": Dimension("K", "K", "a temperature difference"),
        "time": Dimension("s", "min", "a time"),
        "length": Dimension("m", "um", "a length"),
        "mass": Dimension("kg", "mg", "a mass"),
        "force": Dimension("N", "kN", "a force"),
        "area": Dimension("m^2", "cm^2", "an area"),
        "volume": Dimension("m^3", "mm^3", "a volume"),
        "density": Dimension("kg/m^3", "g/cm^3", "a density"),
        "molar_volume": Dimension("m^3/mol", "cm^3/mol", "a molar volume"),
        "energy_per_mol": Dimension("J/mol", "kJ/mol", "an energy per mole"),
        "energy_area": Dimension("J/m^2", "J/m^2", "an energy per area"),
        "rate": Dimension("Pa/s", "MPa/s", "a pressure rate"),
        "heating_rate": Dimension("K/s", "K/min", "a heating rate"),
        "melting_slope": Dimension("K/Pa", "K/GPa", "a melting slope"),
        "strain_rate": Dimension("1/s", "1/s", "a strain rate"),
        "stiffness": Dimension("N/m", "kN/mm", "a stiffness"),
        "compliance": Dimension("m/N", "um/kN", "a compliance"),
        "torque": Dimension("N m", "N m", "a torque"),
        "toughness": Dimension("Pa m^0.5", "MPa m^0.5", "a toughness"),
        "diffusivity": Dimension("m^2/s", "cm^2/s", "a diffusivity"),
        "thermal_conductivity": Dimension("W/m/K", "W/m/K", "a thermal conductivity"),
        "specific_heat": Dimension("J/kg/K", "J/kg/K", "a specific heat"),
        "heat_transfer": Dimension("W/m^2/K", "W/m^2/K", "a heat transfer coefficient"),
        "power": Dimension("W", "kW", "a power"),
        "heat_capacity": Dimension("J/K", "kJ/K", "a heat capacity"),
        "heat_loss": Dimension("W/K", "W/K", "a heat loss"),
        "current": Dimension("A", "mA", "a current"),
        "current_density": Dimension("A/m^2", "mA/cm^2", "a current density"),
        "areal_capacity": Dimension("C/m^2", "mAh/cm^2", "a capacity per area"),
        "specific_capacity": Dimension("C/kg", "mAh/g", "a specific capacity"),
        "voltage": Dimension("V", "mV", "a voltage"),
        "resistance": Dimension("ohm", "ohm", "a resistance"),
        "area_resistance": Dimension("ohm m^2", "ohm cm^2", "an area resistance"),
        "conductivity": Dimension("S/m", "mS/cm", "a conductivity"),
        "capacitance_area": Dimension("F/m^2", "uF/cm^2", "a capacitance per area"),
        "dimensionless": Dimension("", "%", "a plain number"),
    }
)

# The units people write at a press and at an impedance bench, in Pint's notation. Nothing else is
# known, so that "5 min" can only be minutes and an unknown unit is refused instead of guessed.
# Exact by definition, or CODATA 2018 (elementary charge times Avogadro's number: exact since 2019).
_UNITS = """
pico- = 1e-12 = p-
nano- = 1e-9 = n-
micro- = 1e-6 = μ- = u-
milli- = 1e-3 = m-
centi- = 1e-2 = c-
deci- = 1e-1 = d-
hecto- = 1e2 = h-
kilo- = 1e3 = k-
mega- = 1e6 = M-
giga- = 1e9 = G-
meter = [length] = m = metre
kilogram = [mass] = kg
second = [time] = s = sec
ampere = [current] = A
kelvin = [temperature]; offset: 0 = K
mole = [substance] = mol
percent = 0.01
gram = 1e-3 kilogram = g
tonne = 1000 kilogram = t = ton
pound = 0.45359237 kilogram = lb
minute = 60 second = min
hour = 3600 second = h = hr
day = 86400 second = d
angstrom = 1e-10 meter = Å
inch = 0.0254 meter = in
foot = 0.3048 meter = ft = feet
litre = 1e-3 meter**3 = l = L = liter
degC = kelvin; offset: 273.15
degF = 5/9 kelvin; offset: 255.37222222222222222
newton = kilogram * meter / second**2 = N
kilogram_force = 9.80665 newton = kgf = kp
tonne_force = 9806.65 newton = tf = tonf
pound_force = 4.4482216152605 newton = lbf
pascal = newton / meter**2 = Pa
bar = 1e5 pascal
atm = 101325 pascal = atmosphere
torr = 101325/760 pascal = Torr = mmHg
psi = 4.4482216152605 / 0.00064516 pascal
ksi = 4448.2216152605 / 0.00064516 pascal
joule = newton * meter = J
calorie = 4.184 joule = cal
electronvolt = 1.602176634e-19 joule = eV
electronvolt_per_particle = 96485.33212331001864 joule / mole = eV_per_particle
watt = joule / second = W
coulomb = ampere * second = C
ampere_hour = 3600 coulomb = Ah
volt = joule / coulomb = V
ohm = volt / ampere = Ω
siemens = ampere / volt = S
farad = coulomb / volt = F
hertz = 1 / second = Hz
"""

# What a lab means where the dimension leaves no doubt: tons on a gauge are metric ton-force, "C" of
# a hot plate is not a coulomb, "Nm" of a wrench is no nanometre, "eV" of an activation energy is
# per particle.
_TONS = dict.fromkeys(("t", "ton", "tons", "tonne", "tonnes"), "tf")
_AS_FORCE = MappingProxyType(_TONS | {"kg": "kgf", "lb": "lbf", "lbs": "lbf"})
_AS_KELVIN = MappingProxyType({"degC": "K", "C": "K", "delta_degC": "K"})
_MEANT: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "force": _AS_FORCE,
        "pressure": _AS_FORCE,
        "temperature": {"C": "degC", "F": "degF"},
        "temperature_difference": _AS_KELVIN,
        "heating_rate": _AS_KELVIN,
        "torque": {"Nm": "N*m", "mNm": "mN*m", "cNm": "cN*m", "Ncm": "N*cm", "kNm": "kN*m"},
        "energy_per_mol": {"eV": "eV_per_particle", "meV": "meV_per_particle"},
    }
)
_COMMA = re.compile(r"\s*[-+]?\d+,\d")
_NUMBER = re.compile(
    r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)(?![\d,.]|[eE][+-]?\d)\s*(.*)", re.DOTALL
)
_NAME = re.compile(r"[^\W\d_]+(?:_[^\W\d]+)*")
_POWER = re.compile(r"(?<=[^\W\d_])\s*\^?\s*(-?\d(?:\.\d)?)")
_ALLOWED = re.compile(r"(?:[^\W\d_]|[_*/() ]|\*\*-?\d(?:\.\d)?|(?<![\w.])1(?=\s*/))*")
_LONGEST = 80
_PINT_TROUBLE = (
    pint.PintError,
    TokenError,
    ArithmeticError,
    AssertionError,
    LookupError,
    TypeError,
    ValueError,
)


@lru_cache(maxsize=4096)
def to_si(text: str, dimension: str, where: str = "") -> float:
    """The SI value of a written quantity, such as "360 MPa" or "5 ohm cm^2".

    `dimension` is a key of `DIMENSIONS`; `where` names the place for the refusal. Temperatures are
    absolute, in kelvin. Raises `UnitRefusal` for a missing, unknown or foreign unit, for what is
    no finite number, and below absolute zero.
    """
    wanted = DIMENSIONS[dimension]
    number, unit = _parts(text, wanted, where)
    if not unit and wanted.si:
        cure = f'give a unit, for example "{number} {wanted.usual}"'
        raise UnitRefusal(where, text.strip(), cure)
    known = _unit(unit, dimension)
    if known is None:
        cure = f'the unit "{unit}" is unknown, write for example "{number} {wanted.usual}"'
        raise UnitRefusal(where, quoted(text), cure)
    if known.dimensions != _dimensions(wanted.si):
        cure = f"write {wanted.title}, for example {_example(number, wanted)}"
        raise UnitRefusal(where, f"{quoted(text)}, {known.title}", cure)
    value = Fraction(number) * known.factor + known.offset
    if dimension == "temperature" and value < 0:
        raise UnitRefusal(where, f"{quoted(text)}, below absolute zero", 'write "0 K" or more')
    return _rounded(value, text, where)


def into_si(value: Number, unit: str, *, dimension: str = "") -> Number:
    """`value` given in `unit`, in SI: the inverse of `from_si`. Arrays keep their shape."""
    known = _known(unit, dimension)
    return value * float(known.factor) + float(known.offset)


def from_si(value: Number, unit: str, *, dimension: str = "") -> Number:
    """An SI value in `unit` ("MPa", "degC", "%"). Arrays keep their shape.

    `dimension` settles what a lab word means: "t" is a mass, and a force where that is asked.
    Raises `UnitRefusal` for an unknown unit.
    """
    known = _known(unit, dimension)
    return (value - float(known.offset)) / float(known.factor)


def show(value_si: float, unit: str, digits: int = 3, *, dimension: str = "") -> str:
    """An SI value as people read it: `show(3.6e8, "MPa")` is "360 MPa"."""
    rounded = float(f"{from_si(value_si, unit, dimension=dimension):.{digits}g}")
    plain = rounded == 0 or 1e-4 <= abs(rounded) < 1e7
    number = f"{rounded:.12g}" if plain else f"{rounded:.{digits}g}"
    return f"{number} {unit}".strip()


class _Unit(NamedTuple):
    """One unit: SI = factor * number + offset."""

    factor: Fraction
    offset: Fraction
    dimensions: frozenset[tuple[str, object]]

    @property
    def title(self) -> str:
        """What it measures, in a sentence."""
        for entry in DIMENSIONS.values():
            if _dimensions(entry.si) == self.dimensions:
                return entry.title
        return "something else"


def _parts(text: str, wanted: Dimension, where: str) -> tuple[str, str]:
    """The number and the unit of a written quantity, both as text."""
    match = _NUMBER.fullmatch(text.replace("\N{MINUS SIGN}", "-"))
    if match is None or len(text) > _LONGEST:
        found = text.strip() if text.strip() in ("nan", "inf", "-inf") else quoted(text)
        if _COMMA.match(text):
            told = f"write decimals with a point, for example {_example('1.5', wanted)}"
            raise UnitRefusal(where, found, told)
        what = "a number and a unit" if wanted.si else "a number"
        raise UnitRefusal(where, found, f"write {what}, for example {_example('', wanted)}")
    return match[1], match[2].strip()


def _example(number: str, wanted: Dimension) -> str:
    """How such a quantity is written, with the user's own number where there is one."""
    if not wanted.si:
        return number or "0.8"
    return f'"{number or "10"} {wanted.usual}"'


def _rounded(value: Fraction, text: str, where: str) -> float:
    try:
        return float(value)
    except OverflowError:
        raise UnitRefusal(where, quoted(text), "write a smaller number") from None


def _known(unit: str, dimension: str) -> _Unit:
    known = _unit(unit, dimension)
    if known is None:
        raise UnitRefusal("", quoted(unit), 'write a unit, for example "MPa"')
    return known


@lru_cache(maxsize=1024)
def _unit(spelling: str, dimension: str) -> _Unit | None:
    """The unit so spelled, as `dimension` means it; None when it is unknown."""
    meant = _MEANT.get(dimension, {})
    plain = normalize("NFKC", spelling).replace("\N{MINUS SIGN}", "-").replace("**", "^")
    plain = plain.replace("°", "deg").replace("%", " percent ").replace("⁄", "/")
    plain = re.sub(r"√\(?([A-Za-z]+)\)?", r" \1^0.5", plain)
    plain = re.sub(r"\^\(?1/2\)?", "^0.5", plain)
    plain = _POWER.sub(r"**\1", re.sub(r"[·⋅×]", "*", plain))
    plain = _NAME.sub(lambda name: meant.get(name[0], name[0]), plain).strip()
    if plain not in ("degC", "degF"):
        plain = re.sub(r"\b(?:delta_)?degC\b", "K", plain)
    return _coherent(plain) if _ALLOWED.fullmatch(plain) else None


@lru_cache(maxsize=1024)
def _coherent(expression: str) -> _Unit | None:
    """A unit expression in Pint's own notation, measured against SI."""
    registry = _registry()
    try:
        unit = registry.parse_units(expression.replace("^", "**"))
        dimensions = frozenset(dict(registry.get_dimensionality(unit)).items())
        one, zero = (
            registry.Quantity(Fraction(number), unit).to_root_units().magnitude for number in (1, 0)
        )
    except _PINT_TROUBLE:
        return None
    return _Unit(Fraction(one) - Fraction(zero), Fraction(zero), dimensions)


def _dimensions(si: str) -> frozenset[tuple[str, object]]:
    """The dimensions of an SI unit of the table above."""
    unit = _coherent(si)
    return unit.dimensions if unit else frozenset()


@lru_cache(maxsize=1)
def _registry() -> pint.UnitRegistry[Fraction]:
    """The units above and no others: far faster to build than Pint's own list, and strict."""
    registry: pint.UnitRegistry[Fraction] = pint.UnitRegistry(None, non_int_type=Fraction)
    for line in _UNITS.strip().splitlines():
        registry.define(line)
    return registry
