"""The current that a face of one potential carries: conjugate gradients with its mean held.

    (k + D) i = V on the set,    mean i = 1        V  the potential wanted: the resistance

A symmetric system; products are not conjugated, so that the same lines solve the complex symmetric
one of an impedance (COCG, van der Vorst & Melissen 1990, 10.1109/20.106415): one product with the
operator an iteration, where GMRES would keep and orthogonalise all directions. The mean is held by
projecting along m, what the preconditioner makes of a uniform potential, which is the projection
that leaves its inverse product alone. Directions follow Polak and Ribière, since the preconditioner
works in single precision. The resistance <i, (k + D) i> is stationary, so its error is about the
square of that of the current.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

Field = TypeVar("Field", NDArray[np.float64], NDArray[np.complex128])


class Operator(Protocol[Field]):
    """A symmetric operator and about its inverse, on fields (N, M) that are 0 off its set."""

    def apply(self, current: Field) -> Field:
        """(k + D) i."""

    def steer(self, rest: Field) -> Field:
        """About the inverse of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Solved(Generic[Field]):
    """Current of mean 1, the potential it needs, and how the solver got there.

    Attributes:
        current: i, (N, M)
        potential: (k + D) i, (N, M)
        resistance: <i, (k + D) i>/NM, in units of the grid
        iterations: products with the operator, but for those of the beginning
        residual: root mean square error of i over its root mean square, estimated
    """

    current: Field
    potential: Field
    resistance: complex
    iterations: int
    residual: float


def solve(
    operator: Operator[Field],
    uniform: Field,
    start: Field | None = None,
    *,
    tolerance: float,
    most: int,
    watch: Callable[[int, float], None] | None = None,
) -> Solved[Field]:
    """March from `start`, a current of mean 1, or from what the preconditioner makes of V = 1.

    `uniform` is 1 on the set and 0 elsewhere.
    """
    size: int = uniform.size
    m: Any = operator.steer(uniform)
    whole = m.sum()
    x: Any = m * (size / whole) if start is None else start.copy()
    y: Any = operator.apply(x)
    r: Any = uniform * _dot(x, y) / size - y
    p: Any = None
    before, length, turned, work = 1.0, 0.0, y, np.empty_like(y)
    for count in range(most + 1):
        z = operator.steer(r)
        level = z.sum() / whole
        z -= np.multiply(m, level, out=work)
        r -= np.multiply(uniform, level, out=work)
        error = float(np.linalg.norm(z) / np.linalg.norm(x))
        if watch is not None:
            watch(count, error)
        if error <= tolerance or count == most:
            break
        power = _dot(r, z)
        if p is None:
            p = z
        else:
            p *= -length * _dot(z, turned) / before
            p += z
        before, turned = power, operator.apply(p)
        length = _dot(r, p) / _dot(p, turned)
        x += np.multiply(p, length, out=work)
        y += np.multiply(turned, length, out=work)
        r -= work
    return Solved(x, y, _dot(x, y) / size, count, error)


def _dot(a: Any, b: Any) -> Any:
    """Σ a b, not conjugated."""
    return np.dot(a.ravel(), b.ravel())
