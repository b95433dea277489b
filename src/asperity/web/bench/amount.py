"""What a quantity is read as, and within which bounds, in words."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from asperity.errors import UnitRefusal
from asperity.recipe.quantities import Written
from asperity.report import words
from asperity.units import DIMENSIONS, show, to_si

_SAID: MappingProxyType[str, Callable[[float], str]] = MappingProxyType(
    {
        "pressure": words.pressure,
        "temperature": words.temperature,
        "length": words.length,
        "time": words.duration,
    }
)


_AT_ONCE = frozenset({"nm", "um", "µm", "μm", "mm", "cm", "s", "min", "h", "d", "MPa", "kPa", "mg"})
"""Units nobody has to be told the meaning of."""


def reading(typed: str, written: Written | None) -> str:
    """What a typed quantity is read as: "= 10 MPa" for "100 bar"; "" where that tells nothing."""
    if written is None or not typed.strip():
        return ""
    try:
        si = to_si(typed, written.dimension)
    except UnitRefusal:
        return ""
    if written.dimension == "dimensionless":
        return f"= {words.pretty(words.percent(si))}" if "%" not in typed and si > 1 else ""
    if typed.lstrip("+-0123456789.,eE ").strip() in _AT_ONCE:
        return ""
    told = words.pretty(_said(si, written.dimension))
    return "" if _same(told, typed) else f"= {told}"


def within(written: Written | None) -> str:
    """Dimension and bounds of a quantity: "Pressure, more than 0 MPa to 2 GPa, in any unit."."""
    if written is None:
        return ""
    name = DIMENSIONS[written.dimension].title.removeprefix("a ").removeprefix("an ")
    unit = "" if written.dimension == "dimensionless" else ", in any unit"
    return words.pretty(f"{name.capitalize()}, {written.range}{unit}.")


def _said(si: float, dimension: str) -> str:
    said = _SAID.get(dimension)
    return said(si) if said else show(si, DIMENSIONS[dimension].usual)


def _same(told: str, typed: str) -> bool:
    """Whether a person would see no difference."""
    return _bare(told) == _bare(words.pretty(typed))


def _bare(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace("μ", "µ")
