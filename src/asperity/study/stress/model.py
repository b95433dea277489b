"""A brittle layer and the hard ones around it as elastic slabs between metal films and plates.

Soft metal has no stiffness here: it hands on its pressure, evenly over its disc, or as the hill of
a foil that slips from under its free edge, and then it drags the face along. Hard faces that may
be bowed touch without friction and part where nothing presses them together. A bowed pellet is a
shell: one of its faces touches at the rim first, the other in the middle; which way round it lies
is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import pi
from typing import Final

from asperity import layered
from asperity.layered.stack import Array, Shape
from asperity.stack import Layer

FIRSTS: Final = ("rim", "middle")
"""Where the lower face of a bowed pellet touches first."""
FILM: Final = "film"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A layer as it lies in the press, with its modulus (Pa).

    `traction` is what it drags a face with if it is metal, Pa; `hill` whether its pressure is one;
    `bulge` how much thicker a pellet is in the middle, m, where hard faces feel it.
    """

    layer: Layer
    modulus: float
    traction: float = 0.0
    hill: bool = False
    bulge: float = 0.0

    @property
    def soft(self) -> bool:
        """Whether it follows any face."""
        return self.layer.metal is not None

    @property
    def radius(self) -> float:
        """m."""
        return self.layer.diameter / 2

    @property
    def area(self) -> float:
        """m²."""
        return pi * self.radius**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What presses: nominal pressure (Pa) over an area (m²), bow of the plates (m), from all sides.

    The parts lie from below upwards. `bow` is what is to be pressed out of the brittle layer where
    it lies alone between metal and plates, after what foils have taken up, m.
    """

    parts: tuple[Part, ...]
    pressure: float
    area: float
    plate_bow: float
    bow: float
    isostatic: bool


def hard_run(parts: Sequence[Part], name: str) -> tuple[int, int]:
    """First and last index of the hard layers that lie together with the one of this name."""
    first = last = next(i for i, part in enumerate(parts) if part.layer.name == name)
    while first > 0 and not parts[first - 1].soft:
        first -= 1
    while last + 1 < len(parts) and not parts[last + 1].soft:
        last += 1
    return first, last


def body(pressed: Pressed, name: str, *, first: str) -> tuple[layered.Stack, int]:
    """The elastic stack around a brittle layer, and which of its slabs the layer is."""
    low, high = hard_run(pressed.parts, name)
    run = pressed.parts[low : high + 1]
    slabs = tuple(
        layered.Slab(part.layer.thickness, part.radius, part.modulus, part.layer.poisson)
        for part in run
    )
    index = next(i for i, part in enumerate(run) if part.layer.name == name)
    if pressed.isostatic:
        loose = layered.Face()
        return layered.Stack(slabs, bottom=loose, top=loose, isostatic=pressed.pressure), index
    below = pressed.parts[low - 1] if low > 0 else None
    above = pressed.parts[high + 1] if high + 1 < len(pressed.parts) else None
    outer = pressed.bow if len(run) == 1 else None
    bottom = _end(pressed, below, run[0], rim=first == "rim", bow=outer)
    top = _end(pressed, above, run[-1], rim=first != "rim", bow=outer, bulge=run[-1].bulge)
    if outer and below is not None and above is not None:  # foils too thin to follow it
        bottom = _end(pressed, None, run[0], rim=first == "rim", bow=outer)
    if isinstance(bottom, layered.Plate) and isinstance(top, layered.Plate):
        share = pressed.area / run[-1].area
        top = replace(top, pressure=pressed.pressure * share)
    ends = below is None, above is None
    grown = {_ground(run, i, ends=ends) for i, part in enumerate(run) if part.layer.kind == FILM}
    seams = tuple(
        layered.Seam("tied") if i in grown else _seam(one, other, first=first)
        for i, (one, other) in enumerate(pairwise(run))
    )
    return layered.Stack(slabs, seams, bottom, top), index


def _end(
    pressed: Pressed,
    metal: Part | None,
    hard: Part,
    *,
    rim: bool,
    bow: float | None,
    bulge: float = 0.0,
) -> layered.Plate | layered.Face:
    """What a run of hard layers ends at: a film of metal, or the plate of the press."""
    if metal is None and hard.layer.kind == FILM:
        return layered.Plate(kind="tied")  # it was grown on something stiff
    if metal is None:
        own = hard.layer.bow + pressed.plate_bow if bow is None else bow
        return layered.Plate(kind="free", gap=_gap(own, hard.radius, rim=rim, bulge=bulge))
    radius = min(metal.radius, hard.radius)
    mean = pressed.pressure * pressed.area / (pi * radius**2)

    def hill(r: Array) -> Array:
        return 3.0 * mean * (1.0 - r / radius).clip(min=0.0)

    return layered.Face(pressure=hill if metal.hill else mean, shear=metal.traction, radius=radius)


def _ground(run: Sequence[Part], film: int, *, ends: tuple[bool, bool]) -> int | None:
    """The seam by which a film is one with what it was grown on; None where that is the plate.

    Of two hard neighbours it is the one that is no electrolyte.
    """
    last = len(run) - 1
    if (film == 0 and ends[0]) or (film == last and ends[1]):
        return None
    below = film > 0 and (film == last or not run[film - 1].layer.electrolyte)
    return film - 1 if below else film


def _seam(lower: Part, upper: Part, *, first: str) -> layered.Seam:
    """Hard faces slide on each other, and part."""
    width = min(lower.radius, upper.radius)  # a bow goes as the square of the width
    bow = sum(part.layer.bow * (width / part.radius) ** 2 for part in (lower, upper))
    rim = (first == "rim") == (upper.layer.brittle is not None)
    return layered.Seam("free", _gap(bow, width, rim=rim, bulge=lower.bulge))


def _gap(bow: float, radius: float, *, rim: bool, bulge: float = 0.0) -> Shape:
    """Opening of a face against a flat one (m), over r (m).

    A bowed face touches at the rim, or in the middle, as does one that bulges.
    """
    if bow == 0 and bulge == 0:
        return 0.0

    def gap(r: Array) -> Array:
        far = (r / radius) ** 2
        return bow * (1.0 - far if rim else far) + bulge * far

    return gap
