"""Value and spread of a card's quantity as people write them: GPa, not 4.6e+09 Pa."""

from __future__ import annotations

from types import MappingProxyType

from asperity.materials import Quantity
from asperity.materials.meaning import MEANINGS
from asperity.outcome import Source
from asperity.units import show

DIGITS = 6
HANDY = MappingProxyType(
    {
        "pressure": ((1e9, "GPa"), (1e5, "MPa"), (1e2, "kPa")),
        "length": ((1e-3, "mm"), (1e-6, "um"), (0.0, "nm")),
        "force": ((1e3, "kN"),),
        "volume": ((0.0, "mm^3"),),
        "toughness": ((0.0, "MPa m^0.5"),),
        "energy_per_mol": ((0.0, "kJ/mol"),),
        "molar_volume": ((0.0, "cm^3/mol"),),
        "melting_slope": ((0.0, "K/GPa"),),
        "area_resistance": ((0.0, "ohm cm^2"),),
        "conductivity": ((1e3, "S/cm"), (1e-4, "mS/cm")),
        "current_density": ((0.0, "mA/cm^2"),),
        "capacitance_area": ((0.0, "uF/cm^2"),),
        "rate": ((0.0, "MPa/s"),),
        "heating_rate": ((0.0, "K/min"),),
        "stiffness": ((0.0, "kN/mm"),),
        "diffusivity": ((0.0, "cm^2/s"),),
    }
)
"""For dimensions whose SI numbers are unhandy: from which SI size on which unit reads well."""


def of_source(source: Source) -> Quantity | None:
    """The quantity a source tells of; None where its number or its name is no card's."""
    meaning = MEANINGS.get(source.quantity)
    try:
        number = float(source.value)
        ends = [float(end) for end in (source.spread or "").split(" to ") if end]
    except ValueError:
        return None
    if meaning is None or len(ends) not in {0, 2}:
        return None
    return Quantity(
        name=source.quantity,
        dimension=meaning.dimension,
        unit=source.unit,
        source=source.source,
        trust="paper",
        value=number,
        low=ends[0] if ends else None,
        high=ends[1] if ends else None,
    )


def value(quantity: Quantity) -> str:
    """Its value with a unit, "unknown" where its card has none."""
    if quantity.value is None:
        return "unknown"
    unit = _handy(quantity)
    if unit is None:
        return f"{quantity.value:.6g} {quantity.unit}".removesuffix(" 1").strip()
    return show(quantity.si, unit, DIGITS)


def spread(quantity: Quantity) -> str:
    """From the lowest to the highest reported, in the unit of the value."""
    unit = _handy(quantity)
    if unit is None or quantity.value is None:
        ends = (quantity.low, quantity.high)
        told = ["..." if end is None else f"{end:.6g}" for end in ends]
    else:
        ends = (quantity.si_low, quantity.si_high)
        told = ["..." if end is None else show(end, unit, DIGITS).split()[0] for end in ends]
    return "" if ends == (None, None) else " to ".join(told)


def _handy(quantity: Quantity) -> str | None:
    """A unit that suits the size of the value; None to leave it as the card has it."""
    suiting = HANDY.get(quantity.dimension, ())
    if quantity.value is None:
        return None
    return next((unit for least, unit in suiting if abs(quantity.si) >= least), None)
