"""From a stack to what it bears, at one load or along a path of loads.

    pellet = Slab(0.5e-3, 5e-3, modulus=1e11, poisson=0.25)
    low = Plate("free", gap=lambda r: bow * (1 - (r / 5e-3) ** 2))
    high = Plate("free", gap=lambda r: bow * (r / 5e-3) ** 2, pressure=10e6)
    path = press(Stack((pellet,), bottom=low, top=high), levels=(0.01, 0.1, 1.0))
    path.end.peak(0)            the largest tension of slab 0, and where
    path.end.effective(0, m)    effective volume and area at that tension, for a Weibull modulus
    path.end.field(0, "bottom") stress, displacement and area at points of a face
    path.end.touch(0)           pressure and gap between slab 0 and what lies below it

`model` factors a stack once; `model(stack).at(level)` is then cheap. `solve` is one load.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from asperity.layered.body import Body, bodies
from asperity.layered.contact import Contact, contact
from asperity.layered.mesh import Mesh
from asperity.layered.refine import refined
from asperity.layered.solution import Solution
from asperity.layered.stack import Array, Stack


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A stack factored and condensed: solutions at any multiple of its loads are cheap."""

    stack: Stack
    parts: tuple[Body, ...]
    contact: Contact

    @property
    def unknowns(self) -> int:
        """Degrees of freedom of all bodies."""
        return sum(body.size for body in self.parts)

    def at(self, level: float = 1.0, after: Solution | None = None) -> Solution:
        """The stack at `level` times its loads; `after` is a solution nearby to begin from."""
        start = None if after is None else after.state.pressure
        pressure, shift, pivots = self.contact.solved(level, start)
        state = refined(self.parts, self.contact, level, pressure, shift)
        return Solution(self.stack, self.parts, self.contact, level, state, pivots)


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """Solutions along a path of loads."""

    steps: tuple[Solution, ...]

    @property
    def levels(self) -> Array:
        """Multiples of the loads, (steps,)."""
        return np.array([step.level for step in self.steps])

    @property
    def end(self) -> Solution:
        """The last one."""
        return self.steps[-1]

    def tension(self, k: int) -> Array:
        """Largest tension in slab k, (steps,), Pa."""
        return np.array([step.peak(k).stress for step in self.steps])

    def share(self, joint: int) -> Array:
        """Share of a seam that touches, (steps,)."""
        return np.array([step.touch(joint).share for step in self.steps])


def model(stack: Stack, mesh: Mesh | None = None) -> Model:
    """Factor a stack.

    Raises:
        Refusal: for a stack or mesh that makes no sense, or loads that no plate holds.
    """
    parts = bodies(stack, mesh or Mesh())
    return Model(stack, parts, contact(stack, parts))


def solve(stack: Stack, mesh: Mesh | None = None) -> Solution:
    """A stack under its loads."""
    return model(stack, mesh).at(1.0)


def press(stack: Stack, levels: Sequence[float], mesh: Mesh | None = None) -> Path:
    """A stack followed over multiples of its loads, from first touch to full load.

    There is no friction in seams that open, so that a state does not depend on the path to it.
    """
    made = model(stack, mesh)
    steps: list[Solution] = []
    for level in levels:
        steps.append(made.at(level, steps[-1] if steps else None))
    return Path(tuple(steps))
