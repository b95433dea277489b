"""The local current on the contact there is, as `asperity.contact.constriction` finds it.

    k i + D i = V where it touches    D = R_ct/θ + k0 (1/θ - 1)    a = (V - k i + k0 i)/(R_ct + k0)

θ   share of a point's square that touches    a  current that the whole of it would carry: i = θ a
k0  potential of a square under its own current, with which it spreads into the squares that touch

What does not change with the contact is made once; what was found last is where the next begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from asperity.contact.current.edge import edge_share, edge_weights
from asperity.contact.current.kernel import response
from asperity.contact.current.operators import Steady
from asperity.contact.current.record import Current, current_record, no_current
from asperity.contact.current.solve import solve
from asperity.contact.elastic.crew import Crew

Array = NDArray[np.float64]
MOST_STEPS = 400
HELD = 0.5
"""Share of the last current that must flow where it still may, to begin from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Electrolyte:
    """What the current meets: spacing (m), conductivity (S/m), thickness (m), Ω m² of the face.

    `charge_transfer` is a map (N, M), inf where nothing crosses.
    """

    spacing: float
    conductivity: float
    thickness: float
    charge_transfer: Array
    tolerance: float


@dataclass(frozen=True, slots=True, eq=False)
class Wired:
    """The current of a face, and what each point would carry if all of it touched, (N, M).

    `asked` is over the mean current, as the density is; 0 where nothing can cross.
    """

    current: Current
    asked: Array


class Wiring:
    """Finds currents, with so many threads; use it as a context."""

    def __init__(self, electrolyte: Electrolyte, threads: int) -> None:
        self._known = electrolyte
        transfer = electrolyte.charge_transfer
        self.live = np.isfinite(transfer)
        self._transfer = np.where(self.live, transfer, 0.0)
        self._even = bool(self.live.all()) and float(np.ptp(transfer)) == 0
        shape = (transfer.shape[0], transfer.shape[1])
        unit = electrolyte.spacing / electrolyte.conductivity
        self._unit, self._kernel = (
            unit,
            response(shape, electrolyte.thickness / electrolyte.spacing),
        )
        self._own = unit * float(fft.irfft2(self._kernel, s=shape)[0, 0])
        self._crew = Crew(threads)
        self._last: tuple[Array, Wired] | None = None
        self.iterations = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._crew.__exit__(kind, error, trace)

    def on(self, share: Array) -> Wired:
        """The current where so much of each point touches, (N, M), 0 to 1; 0 where it is dead."""
        if self._last is None or not np.array_equal(share, self._last[0]):
            self._last = share, self._wired(share)
        return self._last[1]

    def _wired(self, share: Array) -> Wired:
        shape, through = (share.shape[0], share.shape[1]), share > 0
        if not through.any():
            return Wired(no_current(shape), np.zeros(shape))
        if self._even and bool((share == 1).all()):
            even = self._record(np.ones(shape), self._transfer, float(self._transfer[0, 0]))
            return Wired(even, np.ones(shape))
        part = np.divide(1.0, share, out=np.zeros(shape), where=through)
        face = np.where(through, self._transfer * part + self._own * (part - 1), 0.0)
        found = solve(
            Steady(through, self._kernel, face / self._unit, self._crew),
            through.astype(np.float64),
            self._start(through),
            tolerance=self._known.tolerance,
            most=MOST_STEPS,
        )
        self.iterations += found.iterations
        bound = self._unit * float(found.resistance.real)
        current = self._record(found.current, face, bound, found.iterations, found.residual)
        return Wired(current, self._asked(current.density, bound))

    def _asked(self, density: Array, volts: float) -> Array:
        """a at the potential `volts` a unit of current (Ω m²)."""
        waves = fft.rfft2(density, workers=self._crew.threads)
        potential = self._unit * fft.irfft2(waves * self._kernel, s=density.shape)
        asked = (volts - potential + self._own * density) / (self._transfer + self._own)
        return np.where(self.live, np.maximum(asked, 0.0), 0.0)

    def _start(self, through: NDArray[np.bool_]) -> Array | None:
        """The last current where it still may flow; None where that is far from it."""
        if self._last is None:
            return None
        before = np.where(through, self._last[1].current.density, 0.0)
        mean = float(before.mean())
        return before / mean if mean > HELD else None

    def _record(
        self, density: Array, face: Array, bound: float, iterations: int = 0, residual: float = 0.0
    ) -> Current:
        known, squares, through = self._known, density**2, density != 0
        edges = 0.0
        if not through.all():
            share = edge_share(known.thickness / known.spacing)
            edges = self._unit * share * float(np.mean(edge_weights(through) * squares))
        return current_record(
            density,
            bound=bound,
            edges=edges,
            transfer=float(np.mean(face * squares)),
            iterations=iterations,
            residual=residual,
            tolerance=known.tolerance,
        )
