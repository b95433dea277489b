"""SI numbers as people write them: units in words, so that they can go back into a recipe.

The one place where numbers leave SI. `pretty` then sets the words as signs where there is type.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType

from asperity.outcome import CriticalCurrent
from asperity.outcome.risk import in_words
from asperity.units import from_si, show

ABSENT = ""
LEAST_SHARE = 1e-6
LEAST_LENGTH = 1e-11
LEAST_AREA_RESISTANCE = 1e-8
MOST_CRITICAL = 1e3
"""Beyond these (SI) digits are noise: a share, a length in m, in ohm m^2, in A/m^2."""
CREEP = "creep and diffusion"
"""What the view limits stripping by that is called creep-limited: pits fill by both."""


def pressure(value: float) -> str:
    """Pascal as MPa, small ones as kPa."""
    return show(value, "kPa" if 0 < abs(value) < 1e4 else "MPa")


def gauge(value: float) -> str:
    """Pascal as the bar of a gauge."""
    return show(value, "bar")


def temperature(value: float) -> str:
    """Kelvin as degC, to a tenth of a degree."""
    return show(value, "degC", 4 if abs(from_si(value, "degC")) >= 100 else 3)


def duration(value: float) -> str:
    """Seconds in the unit people would use."""
    for limit, unit in ((120.0, "s"), (7200.0, "min"), (172800.0, "h")):
        if value < limit:
            return show(value, unit)
    return show(value, "d")


def length(value: float) -> str:
    """Metres as nm, um or mm; below a tenth of an atom nothing."""
    if abs(value) < LEAST_LENGTH:
        return "0 nm"
    size = abs(value) * (1 + 1e-9)
    return show(value, "mm" if size >= 1e-3 else "um" if size >= 1e-6 else "nm")


def force(value: float) -> str:
    """Newton as kN, small ones as N."""
    return show(value, "N" if 0 < abs(value) < 100 else "kN")


def tons(value: float) -> str:
    """Newton as the metric tons of a press."""
    return show(value, "t", dimension="force")


def percent(value: float, digits: int = 3) -> str:
    """A share in percent; near to all of it with more digits, and never rounded up to all."""
    if 0 < value < LEAST_SHARE:
        return f"<{show(LEAST_SHARE, '%')}"
    digits = digits if value < 0.99 else 4
    text = show(value, "%", digits)
    return "99.99 %" if text == "100 %" and value < 0.99995 else text


def chance(value: float) -> str:
    """A probability in two digits; beyond what tails tell "<0.01 %", ">99 %"; "0 %" if never."""
    return in_words(value)


def number(value: float) -> str:
    """A plain number."""
    return show(value, "")


def resistance(value: float) -> str:
    """Ohm."""
    return show(value, "ohm")


def area_resistance(value: float) -> str:
    """Ohm square metres as ohm cm^2."""
    if 0 < value < LEAST_AREA_RESISTANCE:
        return f"<{show(LEAST_AREA_RESISTANCE, 'ohm cm^2')}"
    return show(value, "ohm cm^2")


def conductivity(value: float) -> str:
    """Siemens per metre as mS/cm, metals as S/cm."""
    return show(value, "mS/cm" if abs(value) < 1e3 else "S/cm")


def current_density(value: float) -> str:
    """Ampere per square metre as mA/cm^2."""
    return show(value, "mA/cm^2")


def critical_current(value: float) -> str:
    """Ampere per square metre as mA/cm^2, to the one digit such estimates are worth."""
    if value > MOST_CRITICAL:
        return f">{show(MOST_CRITICAL, 'mA/cm^2')}"
    return f"about {show(value, 'mA/cm^2', 1)}"


def stripping(critical: CriticalCurrent) -> str:
    """The critical stripping current in each view that knows anything of it."""
    creep, interface = critical.stripping, critical.stripping_interface_limited
    told = [
        f"{critical_current(value)}{view}"
        for value, view in ((creep, f" by {CREEP}"), (interface, " by the interface"))
        if value is not None
    ]
    return ", ".join(told) if interface is not None else "".join(told).removesuffix(f" by {CREEP}")


def volume(value: float) -> str:
    """Cubic metres as mm^3."""
    return show(value, "mm^3")


def maybe(words: Callable[[float], str], value: float | None) -> str:
    """The words for a value, nothing for none."""
    return ABSENT if value is None else words(value)


_BY_UNIT: MappingProxyType[str, Callable[[float], str]] = MappingProxyType(
    {
        "Pa": pressure,
        "K": temperature,
        "N": force,
        "m": length,
        "s": duration,
        "A/m2": current_density,
        "A/m^2": current_density,
        "ohm": resistance,
        "ohm m2": area_resistance,
        "m3": volume,
    }
)
SHARES = frozenset({"crushing", "extrusion", "delamination"})
"""Kinds of risk whose plain number is a share; of a fracture it is a probability."""


def risk_amount(value: float | None, unit: str, kind: str) -> str:
    """A risk's value or limit, from its SI unit."""
    if value is None:
        return ABSENT
    if unit in {"1", ""}:
        if kind == "fracture":
            return chance(value)
        return percent(value) if kind in SHARES else number(value)
    return _BY_UNIT[unit](value) if unit in _BY_UNIT else f"{number(value)} {unit}"


_SIGNS = (
    (r"\bohm\b", "Ω"),
    (r"\bdegC\b", "°C"),
    (r"\bu(?=[mF]\b)", "µ"),
    (r"(?<=[a-zA-ZΩ])\^2\b", "²"),
    (r"(?<=[a-zA-Z])\^3\b", "³"),
    (r"(?<=m)\^0\.5\b", "½"),
)


def pretty(text: str) -> str:
    """Unit words as signs: "5 ohm cm^2" becomes "5 Ω cm²"."""
    for word, sign in _SIGNS:
        text = re.sub(rf"{word}", sign, text)
    return re.sub(r"(?<=\d) (?=[%°µΩa-zA-Z])", "\N{NO-BREAK SPACE}", text)
