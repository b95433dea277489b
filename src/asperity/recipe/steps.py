"""What is done: the press, and its steps in order."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from asperity.recipe.quantities import (
    ArealCapacity,
    CardName,
    CurrentDensity,
    Diameter,
    Duration,
    Flatness,
    GasPressure,
    HeatingRate,
    Name,
    Part,
    PressingPressure,
    Pressure,
    PressureRate,
    Stiffness,
    Temperature,
)

_SEATS = MappingProxyType({"spherical": "ball"})
"""Seats by their other names."""
Seat = Annotated[
    Literal["fixed", "ball", "spherical"], AfterValidator(lambda seat: _SEATS.get(seat, seat))
]


class Press(Part):
    """The machine, the die, and what surrounds them."""

    machine: CardName = Field(description="Press card.", examples=["hydraulic-30t-heated"])
    die: CardName | None = Field(
        default=None,
        description="Die card; without a die the metal is free to spread.",
        examples=["hardened-steel-10mm"],
    )
    action: Literal["one-sided", "two-sided", "floating"] = Field(
        default="one-sided",
        description="Which punch moves in the die: the upper one, both, or the upper one in a die "
        "that is free to follow.",
    )
    diameter: Diameter | None = Field(
        default=None,
        description="Pressed diameter; default: the die's, else the largest disc.",
        examples=["10 mm"],
    )
    atmosphere: Literal["argon", "vacuum", "air"] = Field(
        default="argon", description="Gas around the stack while it is put together."
    )
    gas_pressure: GasPressure | None = Field(
        default=None,
        description="Pressure of that gas; default: 1 bar, and 0 bar in vacuum.",
        examples=["1 bar"],
    )
    plate_flatness: Flatness | None = Field(
        default=None,
        description="Bow of the plates, or of a die's punches, over the disc; default: the card's.",
        examples=["5 um"],
    )
    plate_tilt: Flatness | None = Field(
        default=None,
        description="By how much the plates stand further apart at one edge of the widest disc "
        "than at the other; default: the card's parallelism.",
        examples=["10 um"],
    )
    seat: Seat | None = Field(
        default=None,
        description="Whether a plate sits on a ball seat and follows the foil (a spherical seat is "
        "the same); default: the card's.",
        examples=["ball"],
    )
    temperature: Temperature = Field(
        default="25 degC", description="Of press and stack before the first step."
    )
    guide_friction: Pressure = Field(
        default="0 MPa",
        description="Pressure that friction of plungers and seals keeps from the stack while the "
        "load rises, and keeps on it while the load falls.",
        examples=["0.5 MPa"],
    )


Squeeze = Annotated[
    PressingPressure, Field(description="Nominal pressure on the disc.", examples=["10 MPa"])
]
KeptPressure = Annotated[
    Pressure | None,
    Field(description="Nominal pressure; default: the present one.", examples=["1 MPa"]),
]
NewTemperature = Annotated[
    Temperature, Field(description="Temperature of the plates.", examples=["97 degC"])
]
KeptTemperature = Annotated[
    Temperature | None,
    Field(description="Temperature of the plates; default: the present one.", examples=["60 degC"]),
]
Dwell = Annotated[
    Duration, Field(description="Time at pressure and temperature.", examples=["10 min"])
]
Rate = Annotated[
    PressureRate | None,
    Field(
        description="How fast the pressure changes; default: the press card's.",
        examples=["1 MPa/s"],
    ),
]
Heating = Annotated[
    HeatingRate | None,
    Field(
        description="How fast the plates change; default: the press card's.", examples=["5 K/min"]
    ),
]


class Step(Part):
    """What every step may say."""

    name: Name = Field(description="Name of the step, as paths use it.", examples=["press"])
    adds: tuple[Name, ...] = Field(
        default=(),
        max_length=100,
        description="Layers put in before the step, the pressure being off; they are not there "
        "before it.",
        examples=[["metal"]],
    )
    removes: tuple[Name, ...] = Field(
        default=(),
        max_length=100,
        description="Layers taken out before the step, the pressure being off.",
        examples=[["rod"]],
    )


class Compact(Step):
    """Powder becomes a pellet."""

    kind: Literal["compact"]
    pressure: Squeeze
    temperature: KeptTemperature = None
    dwell: Dwell = "0 s"
    rate: Rate = None
    heating_rate: Heating = None


class Bond(Step):
    """Layers are pressed onto each other; powders among them are compacted further."""

    kind: Literal["bond"]
    pressure: Squeeze
    temperature: KeptTemperature = None
    dwell: Dwell = "0 s"
    rate: Rate = None
    heating_rate: Heating = None


class Pressing(Step):
    """The press closes and holds; metal flows."""

    kind: Literal["press"]
    pressure: Squeeze
    temperature: KeptTemperature = None
    dwell: Dwell
    rate: Rate = None
    heating_rate: Heating = None


class Heat(Step):
    """The plates are heated."""

    kind: Literal["heat"]
    temperature: NewTemperature
    pressure: KeptPressure = None
    dwell: Dwell = "0 s"
    rate: Rate = None
    heating_rate: Heating = None


class Cool(Step):
    """The plates are cooled."""

    kind: Literal["cool"]
    temperature: NewTemperature
    pressure: KeptPressure = None
    dwell: Dwell = "0 s"
    rate: Rate = None
    heating_rate: Heating = None


class Hold(Step):
    """Nothing changes but time, unless a pressure or temperature is given."""

    kind: Literal["hold"]
    dwell: Dwell
    pressure: KeptPressure = None
    temperature: KeptTemperature = None
    rate: Rate = None
    heating_rate: Heating = None


class Release(Step):
    """The pressure is taken off, wholly or to a lower one."""

    kind: Literal["release"]
    pressure: Pressure = Field(
        default="0 MPa", description="The pressure that is left.", examples=["1 MPa"]
    )
    dwell: Dwell = "0 s"
    rate: Rate = None


class Eject(Step):
    """What was pressed leaves the die, and no pressure is left on it."""

    kind: Literal["eject"]


class Operate(Step):
    """The cell is cycled under its stack pressure."""

    kind: Literal["operate"]
    pressure: Pressure = Field(description="Stack pressure.", examples=["5 MPa"])
    temperature: KeptTemperature = None
    dwell: Duration | None = Field(
        default=None,
        description="Time in operation; default: one cycle at this current and capacity.",
        examples=["10 h"],
    )
    rate: Rate = None
    heating_rate: Heating = None
    current: CurrentDensity = Field(
        description="Current per electrode area.", examples=["0.2 mA/cm^2"]
    )
    capacity: ArealCapacity = Field(
        description="Charge of a half cycle per electrode area.", examples=["1 mAh/cm^2"]
    )
    fixture: Literal["constant-force", "spring", "fixed-gap"] = Field(
        default="constant-force", description="What keeps the pressure while the cell breathes."
    )
    stiffness: Stiffness | None = Field(
        default=None,
        description="Stiffness of the fixture; default: the press card's.",
        examples=["2 kN/mm"],
    )


AnyStep = Annotated[
    Compact | Bond | Pressing | Heat | Cool | Hold | Release | Eject | Operate,
    Field(discriminator="kind"),
]
STEPS: Mapping[str, type[Step]] = MappingProxyType(
    {
        "compact": Compact,
        "bond": Bond,
        "press": Pressing,
        "heat": Heat,
        "cool": Cool,
        "hold": Hold,
        "release": Release,
        "eject": Eject,
        "operate": Operate,
    }
)
