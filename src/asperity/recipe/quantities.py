"""What a number in a recipe may be: its dimension, its bounds, how it is written.

Quantities stay the text a person wrote ("360 MPa"); only plain fractions become numbers, so that
"82 %" and 0.82 are one. The SI value is asked for with `Part.si`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError, core_schema

from asperity.errors import RecipeRefusal, UnitRefusal, quoted
from asperity.units import to_si


@dataclass(frozen=True, kw_only=True)
class Written:
    """A quantity as it is written: its dimension and the range it may lie in (SI inside)."""

    dimension: str
    low: str
    high: str
    above: bool = False  # `low` itself is refused
    below: bool = False  # `high` itself is refused

    def read(self, value: object) -> str | float:
        """The quantity as the recipe keeps it: text, or a number where it has no dimension."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            _refuse(describe(value), "")  # the field's example is the cure
        text = str(value).strip()
        try:
            si = to_si(text, self.dimension)
        except UnitRefusal as refusal:
            _refuse(refusal.found, refusal.instead)
        self._bound(si, quoted(value))
        return si if self.dimension == "dimensionless" else text

    def checked(self, text: str, where: str) -> None:
        """Raise `RecipeRefusal` of `where` for a text that cannot stand there."""
        try:
            self.read(text)
        except PydanticCustomError as trouble:
            told = trouble.context or {}
            raise RecipeRefusal(where, told["found"], told["instead"]) from None

    def _bound(self, si: float, found: str) -> None:
        low, high = (to_si(text, self.dimension) for text in (self.low, self.high))
        if si < low or (self.above and si == low):
            least = f"more than {self.low}" if self.above else f"{self.low} or more"
            _refuse(found, f"write {least}")
        if si > high or (self.below and si == high):
            most = f"less than {self.high}" if self.below else f"{self.high} or less"
            _refuse(found, f"write {most}")

    @property
    def range(self) -> str:
        """The range in words, for the reference."""
        low = f"more than {self.low}" if self.above else f"{self.low}"
        return f"{low} to {'less than ' if self.below else ''}{self.high}"

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Validation as `read` does it."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        """A string, with dimension and range told in words (JSON Schema knows no units)."""
        kind = ["number", "string"] if self.dimension == "dimensionless" else "string"
        return {"type": kind, "x-dimension": self.dimension, "x-range": self.range}


class Part(BaseModel):
    """Anything written in a recipe: frozen, and nothing unknown passes."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def si(self, field: str, default: float | None = None) -> float:
        """The SI value of a quantity of this part.

        Returns `default` where the quantity is left out; without a default it is then refused.
        """
        value = getattr(self, field)
        written = written_as(type(self).model_fields[field])
        if written is None:
            raise TypeError(f"{type(self).__name__}.{field} is no quantity")
        if value is not None:
            return to_si(str(value), written.dimension, field)
        if default is None:
            told = example(type(self).model_fields[field])
            raise RecipeRefusal(field, "nothing", f"write {field} = {told}")
        return default


def written_as(field: FieldInfo) -> Written | None:
    """How a model's field is written, if it is a quantity; looks through `| None`."""
    inner = (extra for option in get_args(field.annotation) for extra in get_args(option)[1:])
    return next((item for item in (*field.metadata, *inner) if isinstance(item, Written)), None)


def example(field: FieldInfo) -> str:
    """How a field is written, as TOML: its first example, or else its default."""
    value = field.examples[0] if field.examples else field.default
    return json.dumps(value, ensure_ascii=False)


def describe(value: object) -> str:
    """A found value for a refusal; tables and lists by what they are, not by what they hold."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return quoted(value)


def _refuse(found: str, instead: str) -> None:
    """Tell pydantic what was found and what to write; `explain` turns it into a refusal."""
    raise PydanticCustomError("refusal", "refused", {"found": found, "instead": instead})


NAME = r"^[A-Za-z][A-Za-z0-9_-]{0,59}$"
Name = Annotated[str, Field(pattern=NAME)]
FIRST = ("name", "kind", "between", "adds", "removes")  # what a table begins with
PLAIN = r"^[^\x00-\x1f\x7f-\x9f]*$"  # one line, nothing a terminal obeys
CardName = Annotated[
    str, Field(min_length=1, max_length=300, pattern=PLAIN)
]  # a name, or the path of a card file

FilePath = Annotated[str, Field(min_length=1, max_length=1000, pattern=PLAIN)]

Pressure = Annotated[str, Written(dimension="pressure", low="0 MPa", high="2 GPa")]
PressingPressure = Annotated[
    str, Written(dimension="pressure", low="0 MPa", high="2 GPa", above=True)
]
GasPressure = Annotated[str, Written(dimension="pressure", low="0 bar", high="100 bar")]
Strength = Annotated[str, Written(dimension="pressure", low="0 MPa", high="10 GPa", above=True)]
Temperature = Annotated[str, Written(dimension="temperature", low="1 K", high="2000 K")]
Duration = Annotated[str, Written(dimension="time", low="0 s", high="366 days")]
PressureRate = Annotated[str, Written(dimension="rate", low="0 MPa/s", high="10 GPa/s", above=True)]
HeatingRate = Annotated[
    str, Written(dimension="heating_rate", low="0 K/min", high="10000 K/min", above=True)
]
Thickness = Annotated[str, Written(dimension="length", low="0 um", high="10 cm", above=True)]
Diameter = Annotated[str, Written(dimension="length", low="0 mm", high="1 m", above=True)]
Flatness = Annotated[str, Written(dimension="length", low="0 um", high="10 mm")]
FlawDepth = Annotated[str, Written(dimension="length", low="10 nm", high="10 mm")]
RoughnessHeight = Annotated[str, Written(dimension="length", low="0 um", high="1 mm", above=True)]
Wavelength = Annotated[str, Written(dimension="length", low="0.1 nm", high="10 cm")]
PointSpacing = Annotated[str, Written(dimension="length", low="0 nm", high="1 mm", above=True)]
PoreSize = Annotated[str, Written(dimension="length", low="0 nm", high="1 mm", above=True)]
Mass = Annotated[str, Written(dimension="mass", low="0 mg", high="1 kg", above=True)]
Conductivity = Annotated[
    str, Written(dimension="conductivity", low="0 mS/cm", high="1e9 S/m", above=True)
]
AreaResistance = Annotated[
    str, Written(dimension="area_resistance", low="0 ohm cm^2", high="1e9 ohm cm^2")
]
ArealCapacitance = Annotated[
    str, Written(dimension="capacitance_area", low="0 uF/cm^2", high="1e6 uF/cm^2", above=True)
]
CurrentDensity = Annotated[
    str, Written(dimension="current_density", low="0 mA/cm^2", high="1000 A/cm^2", above=True)
]
ArealCapacity = Annotated[
    str, Written(dimension="areal_capacity", low="0 mAh/cm^2", high="1000 mAh/cm^2", above=True)
]
Stiffness = Annotated[
    str, Written(dimension="stiffness", low="0 kN/mm", high="1e9 kN/mm", above=True)
]
Hurst = Annotated[
    float, Written(dimension="dimensionless", low="0", high="1", above=True, below=True)
]
Density = Annotated[float, Written(dimension="dimensionless", low="0", high="1", above=True)]
Share = Annotated[float, Written(dimension="dimensionless", low="0", high="1", below=True)]
ActiveShare = Annotated[
    float, Written(dimension="dimensionless", low="0", high="1", above=True, below=True)
]
CleanShare = Annotated[float, Written(dimension="dimensionless", low="0", high="1", above=True)]
Unevenness = Annotated[float, Written(dimension="dimensionless", low="0", high="0.3")]
