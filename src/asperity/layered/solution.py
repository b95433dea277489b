"""What a pressed stack bears: stress and displacement, contact, largest tension, rupture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from asperity.errors import Refusal
from asperity.layered.body import Body
from asperity.layered.contact import Contact
from asperity.layered.elements import points, stiffness
from asperity.layered.loads import free_strain
from asperity.layered.refine import State
from asperity.layered.stack import Array, Stack

Where = Literal["inside", "bottom", "top", "rim", "bore"]
FACES: tuple[Where, ...] = ("bottom", "top", "rim")
LINES = 6
"""Lines on which contact that ends within a face has to rest."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Stress and displacement at points of quadrature of a slab, or of a face of it.

    Attributes:
        where: "inside", "bottom", "top", "rim" or "bore"
        r, z: radius and height above the stack's lower face, (N,), m
        weight: volume (m³) or area (m²) that a point stands for, (N,)
        stress: rr, zz, θθ, rz, tension positive, (N, 4), Pa
        moved: radial and axial displacement, (N, 2), m
    """

    where: Where
    r: Array
    z: Array
    weight: Array
    stress: Array
    moved: Array

    def principal(self) -> Array:
        """Principal stresses, largest first, (N, 3), Pa."""
        rr, zz, around, rz = self.stress.T
        middle, half = (rr + zz) / 2, np.hypot((rr - zz) / 2, rz)
        return np.sort(np.stack([middle + half, middle - half, around], axis=1), axis=1)[:, ::-1]

    def tension(self) -> Array:
        """Largest principal stress at each point, (N,), Pa; negative under pressure all round."""
        return np.asarray(self.principal()[:, 0])

    def rupture(self, m: float) -> float:
        """Sum over volume or area of positive principal stresses to the power m, Paᵐ m³ (or m²).

        Principle of independent action: `rupture(m)/σ0**m/V0` is the hazard of Weibull's law.
        Infinite where that overflows, from an m of some 35; `effective` does not.
        """
        top = np.maximum(self.tension().max(), 0.0)
        with np.errstate(over="ignore"):
            return float(top**m * self.effective(m))

    def effective(self, m: float, stress: float | None = None) -> float:
        """Volume (m³) or area (m²) that, all at `stress`, would break as often; 0 if none pulls.

        `stress` (Pa) is the largest tension of this field unless given.
        """
        pulled = np.maximum(self.principal(), 0.0)
        top = float(pulled.max()) if stress is None else stress
        if top <= 0:
            return 0.0
        return float(self.weight @ ((pulled / top) ** m).sum(axis=1))

    def force(self) -> float:
        """Axial force through a lower or upper face, tension positive, N."""
        return float(self.weight @ self.stress[:, 1])


@dataclass(frozen=True, slots=True)
class Peak:
    """The largest tension, Pa, and its place (m)."""

    stress: float
    r: float
    z: float
    where: Where


@dataclass(frozen=True, slots=True, eq=False)
class Touch:
    """A seam that slides or opens.

    Attributes:
        r: its lines, (m,), m
        pressure: at the lines, linear between them, (m,), Pa
        gap: mean gap round each line, (m,), m
        weight: area of each line, (m,), m²
    """

    r: Array
    pressure: Array
    gap: Array
    weight: Array

    @property
    def force(self) -> float:
        """N."""
        return float(self.weight @ self.pressure)

    @property
    def share(self) -> float:
        """Share of the area whose lines touch, 0 to 1."""
        return float(self.weight[self.pressure > 0].sum() / self.weight.sum())

    @property
    def reach(self) -> tuple[float, float]:
        """Innermost and outermost line that touches, m; both nan where none does."""
        touching = self.r[self.pressure > 0]
        return (float(touching[0]), float(touching[-1])) if len(touching) else (np.nan, np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """A stack at one multiple of its loads. Fields are worked out when asked for.

    Attributes:
        level: multiple of the loads
        state: pressures of all seams that are not tied, shifts and displacements
        pivots: of the contact, 0 where nothing slides or opens
    """

    stack: Stack
    parts: tuple[Body, ...]
    contact: Contact
    level: float
    state: State
    pivots: int

    def moved(self, k: int) -> tuple[Body, Array]:
        """The body of slab k and the displacements of its nodes, (N, 2), m."""
        if not 0 <= k < len(self.stack.slabs):
            raise Refusal("slab", f"{k}", f"give 0 to {len(self.stack.slabs) - 1}")
        n = next(i for i, body in enumerate(self.parts) if k in body.grid.slabs)
        U = self.parts[n].spread(self.state.moved[n])
        if self.contact.shifted[n] >= 0:
            U[:, 1] += self.state.shift[self.contact.shifted[n]]
        return self.parts[n], U

    def field(self, k: int, where: Where = "inside") -> Field:
        """Stress and displacement in slab k, or along its "bottom", "top", "rim" or "bore"."""
        body, U = self.moved(k)
        slab = self.stack.slabs[k]
        at = points(body.grid, k, where, geometry=self.stack.geometry, poisson=slab.poisson)
        strain = at.strain(U)
        strain[..., :3] -= free_strain(slab, at, float(self.stack.heights[k]))[..., None]
        stress = strain @ stiffness(slab.modulus, slab.poisson)
        flat = (at.r.ravel(), at.z.ravel(), at.weight.ravel(), stress.reshape(-1, 4))
        moved = at.moved(U).reshape(-1, 2)
        for array in (*flat, moved):
            array.setflags(write=False)
        return Field(where, *flat, moved)

    def fields(self, k: int) -> tuple[Field, ...]:
        """Inside, bottom, top and rim of slab k (and its bore)."""
        faces = (*FACES, "bore") if self.stack.bore else FACES
        return tuple(self.field(k, where) for where in ("inside", *faces))

    def peak(self, k: int) -> Peak:
        """The largest tension in slab k, its faces included.

        Where contact ends at a sharp edge, as under a rod narrower than the slab, or where a tied
        rim meets a stiffer slab, elasticity has no bound there and this grows with every finer
        mesh: compare `equivalent` then, or two meshes.
        """
        best = None
        for field in self.fields(k):
            tension = field.tension()
            i = int(np.argmax(tension))
            if best is None or tension[i] > best.stress:
                best = Peak(float(tension[i]), float(field.r[i]), float(field.z[i]), field.where)
        assert best is not None
        return best

    def effective(self, k: int, m: float) -> tuple[float, float]:
        """Effective volume (m³) and area of all faces (m²) of slab k at its largest tension.

        Where that tension grows with the mesh these shrink with it; `equivalent` is what stays.
        """
        top = self.peak(k).stress
        if top <= 0:
            return 0.0, 0.0
        inside, *faces = self.fields(k)
        return inside.effective(m, top), sum(face.effective(m, top) for face in faces)

    def equivalent(
        self, k: int, m: float, *, volume: float | None = None, area: float | None = None
    ) -> float:
        """Even tension (Pa) of a volume (m³), or area (m²) of faces, that breaks as slab k does.

        By Weibull's law of the modulus m, on the slab's own volume unless one is given: strength
        of specimens is told for theirs. Unlike the largest tension it does not depend on the mesh
        at edges of unbounded stress, as long as m is not too large: a stress that grows as s^-a
        towards an edge, at the distance s, is summed while a m < 2 inside and a m < 1 on faces (a
        is a half at most, at the edge of a rigid punch).
        """
        top = max(self.peak(k).stress, 0.0)
        broken = self.effective(k, m)
        if area is not None:
            return float(top * (broken[1] / area) ** (1 / m))
        whole = float(self.field(k).weight.sum()) if volume is None else volume
        return float(top * (broken[0] / whole) ** (1 / m))

    @property
    def coarse(self) -> tuple[str, ...]:
        """Where the mesh is too coarse for the contact, in words; none where it is fine enough.

        Contact that ends within a face rests on fewer lines than `LINES`: its pressure, and the
        tension beside it, may then be off by a tenth or more.
        """
        found = []
        for o in self.contact.openings:
            touch = self.touch(o.number)
            lines = int((touch.pressure > 0).sum())
            if not o.closed and 0 < lines < min(LINES, len(touch.r)):
                inner, outer = touch.reach
                where = f"from {1e3 * inner:.3g} to {1e3 * outer:.3g} mm"
                found.append(f"joint {o.number} touches on {lines} lines only, {where}")
        return tuple(found)

    def touch(self, joint: int) -> Touch:
        """The seam below slab `joint` (or above the last), where it is not tied."""
        for o, first in zip(self.contact.openings, self.contact.starts, strict=False):
            if o.number == joint:
                there = slice(first, first + len(o.lines))
                gap = self.state.gap[there] / o.weight
                gap.setflags(write=False)
                return Touch(o.lines, self.state.pressure[there], gap, o.weight)
        raise Refusal("joint", f"{joint}", "ask for a seam or plate that slides or is free")
