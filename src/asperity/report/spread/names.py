"""Paths of numbers and of sources in words, and SI numbers by the unit at the end of a path."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from asperity.report import words
from asperity.study.spread.engine import REST, SCATTER
from asperity.study.spread.record import Spread
from asperity.study.spread.sources.process import EACH

_ENDS: MappingProxyType[str, tuple[str, Callable[[float], str], float]] = MappingProxyType(
    {
        "_ohm_m2": ("ohm cm^2", words.area_resistance, 1e4),
        "_ohm": ("ohm", words.resistance, 1.0),
        "_a_per_m2": ("mA/cm^2", words.current_density, 0.1),
        "_s_per_m": ("mS/cm", words.conductivity, 10.0),
        "_pa": ("MPa", words.pressure, 1e-6),
        "_k": ("K", lambda value: f"{value:.4g} K", 1.0),
        "_m3": ("mm^3", words.volume, 1e9),
        "_m2": ("mm^2", lambda value: f"{value * 1e6:.3g} mm^2", 1e6),
        "_n": ("kN", words.force, 1e-3),
        "_s": ("s", words.duration, 1.0),
        "_m": ("um", words.length, 1e6),
    }
)
"""Ends of names: unit on an axis, words for a number, number on the axis over SI."""
_SHARES = ("fraction", "density", "probability", "evenness", "share")
_CRITICAL = "critical_current_a_per_m2"
_PLACES = MappingProxyType({SCATTER: "all that scatters", REST: "everything else together"})


def _end(path: str) -> str:
    stem = path.removesuffix(".stripping").removesuffix(".plating")
    name = (stem if _CRITICAL in stem else path).rpartition(".")[2]
    return next((end for end in _ENDS if name.endswith(end)), "")


def value(path: str, number: float | None) -> str:
    """A number of the outcome as people write it; nothing for none."""
    if number is None:
        return words.ABSENT
    end = _end(path)
    if end:
        return _ENDS[end][1](number)
    if any(word in path.rpartition(".")[2] for word in _SHARES):
        return words.percent(number)
    return words.number(number)


def axis(path: str) -> tuple[str, float]:
    """The unit of an axis for a number of the outcome, and its numbers over SI."""
    end = _end(path)
    if end:
        return _ENDS[end][0], _ENDS[end][2]
    share = any(word in path.rpartition(".")[2] for word in _SHARES)
    return ("%", 100.0) if share else ("", 1.0)


def quantity(path: str) -> str:
    """A number of the outcome in words: "contact fraction of metal:electrolyte, press"."""
    parts = path.split(".")
    name = parts[-1]
    if _CRITICAL in path:
        name = f"critical current, {name.replace('_', ' ')}"
    else:
        end = _end(path)
        name = name.removesuffix(end).replace("_", " ").strip()
    if parts[0] == "cell":
        return name if _CRITICAL in path else f"{name} of the cell"
    if len(parts) > 3 and parts[2] == "risks":
        last = "" if parts[3] == parts[-1] else f", {parts[-1]}"
        return f"{parts[3].replace('-', ' ')}{last}, {parts[1]}"
    if len(parts) > 4:
        return f"{name} of {parts[3]}, {parts[1]}"
    return f"{name}, {parts[1]}" if len(parts) > 2 else path


def source(name: str, found: Spread) -> str:
    """A source in words: "conductivity (Na5SmSi4O12)", "pressure of press"."""
    if name in _PLACES:
        return _PLACES[name]
    if name.endswith(EACH):
        return next((one.words for one in found.sources if one.name == name), name)
    if name.startswith("cards."):
        card, _, rest = name.removeprefix("cards.").rpartition(".")
        return f"{rest.replace('_', ' ')} ({card})"
    if name.startswith("press."):
        return next((one.words for one in found.sources if one.name == name), name)
    head, _, field = name.rpartition(".")
    place = head.partition(".")[2]
    return f"{field.replace('_', ' ')} of {place}"


def kind(name: str, found: Spread) -> str:
    """Whether a source scatters or is in doubt."""
    return next((one.family for one in found.sources if one.name == name), "")
