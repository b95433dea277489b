"""The local current on the contact there is, as `asperity.contact.constriction` finds it.

What does not change with the contact is made once; what was found last is where the next begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from asperity.contact.current.edge import edge_share, edge_weights
from asperity.contact.current.kernel import response
from asperity.contact.current.operators import Steady
from asperity.contact.current.record import Current, current_record, no_current
from asperity.contact.current.solve import solve
from asperity.contact.elastic.crew import Crew

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
MOST_STEPS = 400
HELD = 0.99
"""Share of the last current that must flow where there still is contact, to begin from it."""


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


class Wiring:
    """Finds currents, with so many threads; use it as a context."""

    def __init__(self, electrolyte: Electrolyte, threads: int) -> None:
        self._known = electrolyte
        transfer = electrolyte.charge_transfer
        self._live = np.isfinite(transfer)
        self._transfer = np.where(self._live, transfer, 0.0)
        self._even = bool(self._live.all()) and float(np.ptp(transfer)) == 0
        shape = (transfer.shape[0], transfer.shape[1])
        self._kernel = response(shape, electrolyte.thickness / electrolyte.spacing)
        self._crew = Crew(threads)
        self._last: tuple[Mask, Current] | None = None
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

    def on(self, contact: Mask) -> Current:
        """The current through a contact map (N, M)."""
        through = contact & self._live
        if self._last is None or not np.array_equal(through, self._last[0]):
            self._last = through, self._found(through)
        return self._last[1]

    def _found(self, through: Mask) -> Current:
        shape = (through.shape[0], through.shape[1])
        if not through.any():
            return no_current(shape)
        if self._even and through.all():
            return self._record(np.ones(shape), bound=float(self._transfer[0, 0]))
        known = self._known
        unit = known.spacing / known.conductivity
        operator = Steady(through, self._kernel, self._transfer / unit, self._crew)
        found = solve(
            operator,
            through.astype(np.float64),
            self._start(through),
            tolerance=known.tolerance,
            most=MOST_STEPS,
        )
        self.iterations += found.iterations
        return self._record(
            found.current,
            bound=unit * float(found.resistance.real),
            iterations=found.iterations,
            residual=found.residual,
        )

    def _start(self, through: Mask) -> Array | None:
        """The last current where it still may flow; None where that is far from it."""
        if self._last is None:
            return None
        before = np.where(through, self._last[1].density, 0.0)
        mean = float(before.mean())
        return before / mean if mean > HELD else None

    def _record(
        self, density: Array, *, bound: float, iterations: int = 0, residual: float = 0.0
    ) -> Current:
        known, squares = self._known, density**2
        edges = 0.0
        if not (density != 0).all():
            share = edge_share(known.thickness / known.spacing) * known.spacing
            weights = edge_weights(density != 0)
            edges = share / known.conductivity * float(np.mean(weights * squares))
        return current_record(
            density,
            bound=bound,
            edges=edges,
            transfer=float(np.mean(self._transfer * squares)),
            iterations=iterations,
            residual=residual,
            tolerance=known.tolerance,
        )
