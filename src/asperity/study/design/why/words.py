"""Limits in words that a person follows."""

from __future__ import annotations

from types import MappingProxyType

_PLACES = MappingProxyType(
    {
        "least force": "missing the least force",
        "bolts": "overloading the bolts",
        "spring": "overloading the spring",
        "plates": "overheating the plates",
        "daylight": "exceeding the daylight",
        "stroke": "exceeding the stroke",
        "punch": "overloading the punch",
        "heat": "overheating",
        "height": "overfilling",
        "evenness": "unevenness",
    }
)
"""What goes wrong, by the words with which a risk's place ends."""
_KINDS = MappingProxyType(
    {
        "press": "overloading {}",
        "die": "overloading {}",
        "mechanical-short": "metal coming through {}",
    }
)
"""What goes wrong at a place that ends in none of these words, where the kind itself is no noun."""
_ITSELF = frozenset({"overheating", "overfilling"})
"""What goes wrong with a tool itself, not with a part of it."""


def mishap(kind: str, where: str) -> str:
    """What goes wrong, and where: `missing the least force of hydraulic-15t`."""
    if kind in {"press", "die", "extrusion"}:
        for part, words in _PLACES.items():
            if where.endswith(f" {part}"):
                place = where.removesuffix(f" {part}")
                return f"{words} {place}" if words in _ITSELF else f"{words} of {place}"
    return _KINDS.get(kind, f"{kind} of {{}}").format(where)


def named(kind: str, where: str, by: str) -> str:
    """A limit: of a risk its value or its probability, a bound, or a target."""
    if by == "bound":
        return where
    if kind == "target":
        return f"target of {where}"
    told = mishap(kind, where)
    return told if by == "used" else f"probability of {told}"
