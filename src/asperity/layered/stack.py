"""What lies on what: slabs from below upwards, the seams between them, what presses.

A pressure is positive when it presses; a shear is positive along +r on a lower or upper face, and
along +z on a rim. `Shape` is a number or a function of an array of places. A load path multiplies
pressures, shears, rings and forces, and leaves gaps and strains as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import isfinite
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal

Array = NDArray[np.float64]
Shape = float | Callable[[Array], Array]
Spread = float | Callable[[Array, Array], Array]
Kind = Literal["tied", "sliding", "free"]
KINDS = ("tied", "sliding", "free")


@dataclass(frozen=True, slots=True)
class Slab:
    """A layer of one isotropic elastic material.

    Attributes:
        thickness: m
        radius: m; half the width in plane strain
        modulus: Young's modulus, Pa
        poisson: Poisson ratio, -1 to below 0.5
        strain: stress-free strain, equal in all directions (thermal, springback): a number or a
            function of r and of z above the slab's lower face, both in m
    """

    thickness: float
    radius: float
    modulus: float
    poisson: float
    strain: Spread = 0.0


@dataclass(frozen=True, slots=True)
class Seam:
    """Between two slabs: "tied", "sliding" (closed without friction) or "free" (opens and closes).

    `gap` is how far the unloaded faces lie apart, m, a number or a function of r; only where they
    are not tied. Seams reach to the smaller of both radii; beyond it the larger face is free.
    """

    kind: Kind = "tied"
    gap: Shape = 0.0


@dataclass(frozen=True, slots=True)
class Plate:
    """A rigid plate below or above the stack, and its seam with it.

    Attributes:
        kind, gap: as of a `Seam`; a tied plate sticks, so the face cannot spread
        pressure: force of the plate over the face of the slab it touches, Pa; None is a plate at
            rest, which holds the stack
    """

    kind: Kind = "tied"
    gap: Shape = 0.0
    pressure: float | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """Traction given on a lower or upper face, or on rims (where places are heights z in m).

    Attributes:
        pressure: Pa, positive when it presses
        shear: Pa, positive outwards on faces, upwards on rims
        radius: the traction acts inside it only, m; None is the whole face
    """

    pressure: Shape = 0.0
    shear: Shape = 0.0
    radius: float | None = None


@dataclass(frozen=True, slots=True)
class Ring:
    """A force spread evenly along a circle on a face, N (N/m for one side in plane strain)."""

    radius: float
    force: float
    where: Literal["top", "bottom"] = "top"


@dataclass(frozen=True, slots=True)
class Stack:
    """A pressed stack.

    Attributes:
        slabs: from below upwards
        seams: between neighbours, one less than slabs; empty is all tied
        bottom, top: a rigid plate or given tractions
        rim: traction on every rim, or one `Face` a slab; heights count from the stack's lower face
        rings: forces along circles of the lowest and highest face
        isostatic: pressure on all outer faces: rims, ledges, and faces that touch no plate, Pa
        bore: radius of a hole through all slabs, m
        bore_pressure: Pa
        geometry: "round", or "plane" for plane strain, symmetric about x = 0, a metre deep
    """

    slabs: tuple[Slab, ...]
    seams: tuple[Seam, ...] = ()
    bottom: Plate | Face = field(default_factory=Plate)
    top: Plate | Face = field(default_factory=Face)
    rim: Face | tuple[Face, ...] = field(default_factory=Face)
    rings: tuple[Ring, ...] = ()
    isostatic: float = 0.0
    bore: float = 0.0
    bore_pressure: float = 0.0
    geometry: Literal["round", "plane"] = "round"

    def __post_init__(self) -> None:
        _check_slabs(self)
        _check_joints(self)

    @property
    def joints(self) -> tuple[Seam | Plate | Face, ...]:
        """What lies below each slab, and above the last: one more than slabs."""
        between = self.seams or (Seam(),) * (len(self.slabs) - 1)
        return (self.bottom, *between, self.top)

    @property
    def heights(self) -> Array:
        """Height of each face in m, from 0 upwards."""
        return np.concatenate([[0.0], np.cumsum([slab.thickness for slab in self.slabs])])

    def rims(self) -> tuple[Face, ...]:
        """The traction on each slab's rim."""
        return self.rim if isinstance(self.rim, tuple) else (self.rim,) * len(self.slabs)


def _check_slabs(stack: Stack) -> None:
    if not stack.slabs:
        raise Refusal("slabs", "none", "give one slab at least")
    for k, slab in enumerate(stack.slabs):
        for name in ("thickness", "radius", "modulus"):
            value = getattr(slab, name)
            if not (isfinite(value) and value > 0):
                raise Refusal(f"slabs[{k}].{name}", f"{value:g}", "give a positive number")
        if not -1 < slab.poisson < 0.5:
            raise Refusal(
                f"slabs[{k}].poisson", f"{slab.poisson:g}", "give a number above -1 and below 0.5"
            )
        if not 0 <= stack.bore < slab.radius:
            raise Refusal("bore", f"{stack.bore:g}", f"stay below the radius of slabs[{k}]")
    if stack.bore and stack.geometry == "plane":
        raise Refusal("bore", f"{stack.bore:g}", "leave it out in plane strain")


def _check_joints(stack: Stack) -> None:
    wanted = len(stack.slabs) - 1
    if stack.seams and len(stack.seams) != wanted:
        raise Refusal("seams", f"{len(stack.seams)}", f"give {wanted}, one between neighbours")
    if isinstance(stack.rim, tuple) and len(stack.rim) != len(stack.slabs):
        raise Refusal("rim", f"{len(stack.rim)} faces", f"give {len(stack.slabs)}, one a slab")
    for k, joint in enumerate(stack.joints):
        if isinstance(joint, Face):
            continue
        if joint.kind not in KINDS:
            raise Refusal(f"joints[{k}].kind", f"{joint.kind}", f"write one of: {', '.join(KINDS)}")
        if joint.kind == "tied" and (callable(joint.gap) or joint.gap != 0):
            raise Refusal(f"joints[{k}].gap", "a gap in a tied seam", 'write kind "free"')
    for ring in stack.rings:
        slab = stack.slabs[-1 if ring.where == "top" else 0]
        if not stack.bore <= ring.radius <= slab.radius:
            raise Refusal("rings", f"radius {ring.radius:g}", f"stay within {slab.radius:g} m")
