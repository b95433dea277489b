"""What a new layer, face or step says before anybody changed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from asperity.recipe.explain import KINDS
from asperity.recipe.quantities import Part

Table = dict[str, Any]

_LAYERS: Mapping[str, tuple[tuple[str, Any], ...]] = MappingProxyType(
    {
        "foil": (("name", "metal"), ("material", "sodium"), ("thickness", "200 um")),
        "pellet": (("name", "electrolyte"), ("material", "NaSICON"), ("thickness", "1 mm")),
        "powder": (("name", "electrolyte"), ("material", "Li6PS5Cl"), ("mass", "80 mg")),
        "composite": (
            ("name", "cathode"),
            ("active", "NMC622"),
            ("electrolyte", "Li6PS5Cl"),
            ("active_fraction", "50 %"),
            ("mass", "12 mg"),
        ),
        "film": (("name", "cathode"), ("material", "LiCoO2"), ("thickness", "5 um")),
        "plate": (("name", "rod"), ("material", "steel"), ("thickness", "10 mm")),
    }
)
_STEPS: Mapping[str, tuple[tuple[str, Any], ...]] = MappingProxyType(
    {
        "compact": (("name", "densify"), ("pressure", "250 MPa"), ("dwell", "1 min")),
        "bond": (("name", "bond"), ("pressure", "250 MPa"), ("dwell", "1 min")),
        "press": (("name", "press"), ("pressure", "10 MPa"), ("dwell", "10 min")),
        "heat": (("name", "heat"), ("temperature", "60 degC")),
        "cool": (("name", "cool"), ("temperature", "25 degC")),
        "hold": (("name", "anneal"), ("dwell", "1 h")),
        "release": (("name", "release"), ("pressure", "1 MPa")),
        "eject": (("name", "eject"),),
        "operate": (
            ("name", "operate"),
            ("pressure", "5 MPa"),
            ("current", "0.2 mA/cm^2"),
            ("capacity", "0.5 mAh/cm^2"),
        ),
    }
)
FACE = (("rms_height", "0.5 um"), ("hurst", 0.8), ("longest", "10 um"), ("shortest", "20 nm"))
_WAVES = (("rms_height", "1 um"), ("hurst", 0.8), ("longest", "1 mm"), ("shortest", "50 um"))


def entry(root: str, kind: str, others: Sequence[Mapping[str, Any]]) -> Table:
    """A new layer ("stack") or step ("steps") of a kind, with a name of its own."""
    known = dict((_LAYERS if root == "stack" else _STEPS)[kind])
    taken = {other["name"] for other in others}
    made: Table = {"name": _free(known.pop("name"), taken), "kind": kind, **known}
    if root == "stack":
        made["diameter"] = next((other["diameter"] for other in others if _wide(other)), "10 mm")
    return made


def face(pair: tuple[str, str]) -> Table:
    """A face between two layers, of a usual roughness."""
    return {"between": list(pair), **dict(FACE)}


def band() -> Table:
    """A band of waviness beside the roughness."""
    return dict(_WAVES)


def turned(before: Mapping[str, Any], root: str, kind: str) -> Table:
    """A layer or step made another kind: what that knows as well is kept."""
    model: type[Part] = KINDS[root][kind]
    made = entry(root, kind, ())
    kept = {name: value for name, value in before.items() if name in model.model_fields}
    return {**made, **kept, "kind": kind}


def _wide(other: Mapping[str, Any]) -> bool:
    return isinstance(other.get("diameter"), str)


def _free(name: str, taken: set[str]) -> str:
    """The name, with the first number behind it that is still free."""
    if name not in taken:
        return name
    return next(f"{name}-{i}" for i in range(2, len(taken) + 3) if f"{name}-{i}" not in taken)
