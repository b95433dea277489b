"""What a compaction answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.solid.body import Body, State

Array = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Field:
    """The half section at one moment. Arrays are read-only.

    Attributes:
        stage: the stage at whose end it is
        nodes: radius and height, (N, 2), m; quads: corners of the elements, (M, 4)
        density: relative density, mass over volume as it is strained, (M,)
        stress: Cauchy stress rr, rz, zz, θθ averaged over an element, (M, 4), Pa, tension positive
        tension: largest principal stress, (M,), Pa
        strength: uniaxial tensile strength d/(1 + tan(β)/3) at that density, (M,), Pa
        volume: of each element turned round the axis, (M,), m³
    """

    stage: str
    nodes: Array
    quads: Places
    density: Array
    stress: Array
    tension: Array
    strength: Array
    volume: Array

    @property
    def centres(self) -> Array:
        """Middles of the elements, (M, 2), m."""
        return np.asarray(self.nodes[self.quads].mean(axis=1))

    @property
    def worst(self) -> int:
        """The element whose tension comes nearest to its strength."""
        return int(np.argmax(self.tension / self.strength))

    @property
    def mean_density(self) -> float:
        """Mass over volume of the whole pellet, relative."""
        return float(np.average(self.density, weights=self.volume))

    @property
    def density_spread(self) -> float:
        """Standard deviation of the relative density, by volume."""
        off = self.density - self.mean_density
        return float(np.sqrt(np.average(off**2, weights=self.volume)))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Compaction:
    """How a filling was pressed, released and pushed out, step by step. Arrays are read-only.

    Attributes:
        stage: of each step, (T,): "load", "dwell", "release" or "eject"
        stroke: displacement of the upper punch towards the lower, (T,), m
        height: distance of the middles of both faces, (T,), m
        top_force, bottom_force: that the punches bring, (T,), N
        wall_friction: that the wall brings, upwards on the powder, (T,), N
        wall_force: all round on the die, outwards, (T,), N
        balance: top - bottom - friction over the largest force of all steps, (T,)
        fields: at the end of each stage that was reached
        radius: of the die, m; mass: of the powder, kg
        mass_error: of the mass by elastic and lasting densities, relative, at the end
        steps, iterations: of the march; Newton's
        rings_left: rings of nodes on the wall that left the die in one go, since they could not be
            followed one by one
        converged: whether every stage was followed to its end, every ring by itself
        reason: why it ended, and where it did not converge, what to do
    """

    stage: tuple[str, ...]
    stroke: Array
    height: Array
    top_force: Array
    bottom_force: Array
    wall_friction: Array
    wall_force: Array
    balance: Array
    fields: tuple[Field, ...]
    radius: float
    mass: float
    mass_error: float
    steps: int
    iterations: int
    rings_left: int
    converged: bool
    reason: str

    def after(self, stage: str) -> Field:
        """The field at the end of a stage; KeyError if it was not reached."""
        for field in self.fields:
            if field.stage == stage:
                return field
        raise KeyError(stage)


def row(body: Body, now: State) -> tuple[float, ...]:
    """Stroke, height, forces of punches, wall and its friction, and what they lack to balance."""
    wall, top, bottom = body.faces
    above = -float(now.acting[top.normal].sum())
    below = float(now.acting[bottom.normal].sum())
    inner = ~np.isin(wall.nodes, np.r_[top.nodes, bottom.nodes]) & ~now.touching[0]
    friction = -float((now.acting - now.forces)[wall.tangent].sum())
    friction += float(now.acting[wall.tangent][inner].sum())  # of a ring that is being let go
    outwards = -float(now.forces[wall.normal][now.touching[0]].sum())
    places = body.grid.unknowns
    axis = body.grid.axis
    span = float(body.grid.nodes[axis[-1], 1] - body.grid.nodes[axis[0], 1])
    height = span + float(now.U[places[axis[-1], 1]] - now.U[places[axis[0], 1]])
    stroke = float(now.U[-2] - now.U[-3])
    return stroke, height, above, below, friction, outwards, above - below - friction


def field(body: Body, now: State, stage: str, density: float) -> Field:
    """The half section of a state that began with an even relative density."""
    grid, cap = body.grid, body.cap
    F = grid.strain(now.U)
    J = ((F[:, 0] * F[:, 3] - F[:, 1] * F[:, 2]) * F[:, 4]).reshape(grid.weight.shape)
    volumes = J * grid.weight
    volume = volumes.sum(axis=1)
    shares = (volumes / volume[:, None])[..., None]
    stress = (now.stress.reshape(*volumes.shape, 4) * shares).sum(axis=1)
    rr, rz, zz, tt = stress.T
    plane = 0.5 * (rr + zz) + np.hypot(0.5 * (rr - zz), rz)
    lasting = np.exp(now.x.reshape(volumes.shape)).mean(axis=1)
    t, d = cap.at(lasting)[2:4]
    made = Field(
        stage=stage,
        nodes=grid.nodes + now.U[grid.unknowns],
        quads=grid.quads,
        density=density * grid.weight.sum(axis=1) / volume,
        stress=stress,
        tension=np.maximum(plane, tt),
        strength=d / (1 + t / 3),
        volume=volume,
    )
    for values in (made.nodes, made.density, stress, made.tension, made.strength, volume):
        values.setflags(write=False)
    return made


def failing(body: Body, now: State) -> float:
    """Share of the volume that is on its line of shear failure."""
    rr, rz, zz, tt = now.stress.T
    p = -(rr + zz + tt) / 3
    q = np.sqrt(1.5 * ((rr + p) ** 2 + (zz + p) ** 2 + (tt + p) ** 2 + 2 * rz**2))
    _, _, t, d, R, p_b = body.cap.at(np.exp(now.x))
    on = (q - p * t > (1 - 1e-6) * d) & (p < (p_b - R * d) / (1 + R * t))
    weight = body.grid.weight.ravel()
    return float(weight[on].sum() / weight.sum())


def mass_error(body: Body, now: State, density: float) -> float:
    """Mass by lasting density times elastic volume, over the mass filled in, less 1."""
    rr, rz, zz, tt = now.C.T
    lasting = np.exp(now.x) / np.sqrt((rr * zz - rz * rz) * tt)  # per volume of the filling
    weight = body.grid.weight.ravel()
    return float(lasting @ weight / (density * weight.sum()) - 1)
