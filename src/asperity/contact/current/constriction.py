"""Steady current through a face that touches in places."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isinf

import numpy as np
from numpy.typing import ArrayLike, NDArray

from asperity.contact.current import inputs
from asperity.contact.current.edge import edge_share, edge_weights
from asperity.contact.current.kernel import response
from asperity.contact.current.operators import Steady
from asperity.contact.current.record import Current, current_record, no_current
from asperity.contact.current.solve import solve
from asperity.contact.elastic.crew import Crew

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Watch = Callable[[int, float], None]


def constriction(
    contact_map: ArrayLike,
    *,
    spacing: float,
    conductivity: float,
    thickness: float = inf,
    charge_transfer: ArrayLike = 0.0,
    other_conductivity: float = inf,
    other_thickness: float = inf,
    tolerance: float = 1e-6,
    threads: int = 1,
    most_steps: int = 300,
    watch: Watch | None = None,
) -> Current:
    """The resistance of a face that touches in places, and how it shares the current.

    Current crosses where the map says so, through charge transfer, and spreads into a conductor on
    either side whose far end is at one potential. The map is periodic.

    Args:
        contact_map: (N, M), True where the faces touch; any rectangle from 4 by 4
        spacing: distance of neighbouring points, m
        conductivity: of the one side, S/m
        thickness: of the one side, m
        charge_transfer: resistance of the reaction per contact area, Ω m²: a number or a map
            (N, M); where a map is inf, nothing crosses
        other_conductivity: of the other side, S/m; inf for a metal beside an electrolyte
        other_thickness: of the other side, m
        tolerance: of the local current density, root mean square over root mean square, 1e-10 to
            0.1; the error of the resistance is far smaller
        threads: that share the work; the digits do not depend on them
        most_steps: after which the solver gives up
        watch: called at each step with its number and the error so far; what it raises, ends it

    Returns:
        Resistance and current map. It has a `reason` also where nothing touches (`resistance` is
        then inf) and where the solver gave up.

    Raises:
        Refusal: an argument is out of its range.

    Source: kernel tanh(qL)/(σq) of a slab (Holm, Electric Contacts, 1967, for the half-space);
    `asperity.contact.current.kernel`, `operators`, `solve`, `edge`. Judged by spots on a lattice,
    strips, clusters of spots.
    """
    contact = inputs.contact_mask(contact_map)
    _refuse_sides(spacing, conductivity, thickness, other_conductivity, other_thickness)
    inputs.settings(tolerance, threads, most_steps)
    told = "a resistance in Ω m²"
    transfer = inputs.over_contact("charge_transfer", charge_transfer, contact, told)
    contact &= np.isfinite(transfer)
    if not contact.any():
        return no_current((contact.shape[0], contact.shape[1]))
    transfer[~contact] = 0.0
    even = float(transfer[0, 0])
    if contact.all() and (transfer == even).all():
        return _known(contact, even, tolerance)
    unit = spacing / conductivity
    other = 0.0 if isinf(other_conductivity) else conductivity / other_conductivity
    kernel = response((contact.shape[0], contact.shape[1]), thickness / spacing)
    share = edge_share(thickness / spacing)
    if other > 0:
        kernel += other * response((contact.shape[0], contact.shape[1]), other_thickness / spacing)
        share += other * edge_share(other_thickness / spacing)
    with Crew(threads) as crew:
        operator = Steady(contact, kernel, transfer / unit, crew)
        uniform = contact.astype(np.float64)
        found = solve(operator, uniform, tolerance=tolerance, most=most_steps, watch=watch)
    squares = found.current**2
    return current_record(
        found.current,
        bound=unit * float(found.resistance.real),
        edges=unit * share * float(np.mean(edge_weights(contact) * squares)),
        transfer=float(np.mean(transfer * squares)),
        iterations=found.iterations,
        residual=found.residual,
        tolerance=tolerance,
    )


def _known(contact: Mask, transfer: float, tolerance: float) -> Current:
    """Full contact under an even charge transfer: nothing to solve."""
    return current_record(
        np.ones(contact.shape),
        bound=transfer,
        edges=0.0,
        transfer=transfer,
        iterations=0,
        residual=0.0,
        tolerance=tolerance,
    )


def _refuse_sides(
    spacing: float,
    conductivity: float,
    thickness: float,
    other_conductivity: float,
    other_thickness: float,
) -> None:
    inputs.positive("spacing", spacing, "a distance in metres", most=1e300)
    inputs.positive("conductivity", conductivity, "a conductivity in S/m", most=1e300)
    inputs.positive("thickness", thickness, "a thickness in metres")
    inputs.positive("other_conductivity", other_conductivity, "a conductivity in S/m")
    inputs.positive("other_thickness", other_thickness, "a thickness in metres")
