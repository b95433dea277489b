"""Alternating current through a face that touches in places and faces a gap in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import inf, isinf, pi

import numpy as np
from numpy.typing import ArrayLike, NDArray

from asperity.contact.current import inputs
from asperity.contact.current.edge import SIDES, edge_share, edge_weights
from asperity.contact.current.kernel import response
from asperity.contact.current.operators import Harmonic, Layout
from asperity.contact.current.solve import solve
from asperity.contact.elastic.crew import Crew
from asperity.errors import AsperityError, Refusal

Array = NDArray[np.float64]
Complex = NDArray[np.complex128]
Mask = NDArray[np.bool_]
Watch = Callable[[float, float], None]
VACUUM = 8.8541878128e-12
"""Permittivity of the gap, F/m (CODATA 2018, 10.1103/RevModPhys.93.025010)."""
LARGEST = 1e-6
"""F/m; more than any permittivity."""
KEPT = 8
"""Currents at other frequencies from whose span the next one begins."""


def impedance(
    gap: ArrayLike,
    contact_map: ArrayLike,
    frequencies: Iterable[float],
    *,
    spacing: float,
    conductivity: float,
    permittivity: float,
    charge_transfer: ArrayLike,
    double_layer: ArrayLike,
    thickness: float = inf,
    other_conductivity: float = inf,
    other_permittivity: float = 0.0,
    other_thickness: float = inf,
    tolerance: float = 1e-5,
    threads: int = 1,
    most_steps: int = 300,
    watch: Watch | None = None,
) -> Complex:
    """The impedance of a face that touches in places, at each frequency.

    Contact passes current by charge transfer beside its double layer, a gap as the capacitor it is
    (in vacuum or gas), and the conductors by conduction and displacement. Maps are periodic.

    Args:
        gap: distance of the faces, (N, M), m; read only where they do not touch
        contact_map: (N, M), True where the faces touch; any rectangle from 4 by 4
        frequencies: (F,), Hz, above 0, in any order
        spacing: distance of neighbouring points, m
        conductivity: of the one side, S/m
        permittivity: of the one side, F/m: the relative one times 8.854e-12
        charge_transfer: resistance of the reaction per contact area, Ω m²: a number or a map
            (N, M); inf for a face that blocks
        double_layer: capacitance per contact area, F/m²: a number or a map (N, M)
        thickness: of the one side, m
        other_conductivity: of the other side, S/m; inf for a metal
        other_permittivity: of the other side, F/m
        other_thickness: of the other side, m
        tolerance: of the local current density, root mean square over root mean square, 1e-10 to
            0.1; the error of the impedance is far smaller
        threads: that share the work; the digits do not depend on them
        most_steps: at one frequency, after which the solver gives up
        watch: called after each frequency with the share done and the frequency; it may raise

    Returns:
        Impedances, (F,), Ω m² of the whole area, beyond thickness/(σ + jωε) of what is on either
        side.

    Raises:
        Refusal: an argument is out of its range.
        AsperityError: the solver gave up.

    Source: the kernel of `constriction` with σ + jωε for σ. Judged by its limits, by full contact
    and by the Kramers-Kronig relations.
    """
    contact = inputs.contact_mask(contact_map)
    wanted = _frequencies(frequencies)
    inputs.settings(tolerance, threads, most_steps)
    inputs.positive("spacing", spacing, "a distance in metres", most=1e300)
    one = _side("", conductivity, permittivity, thickness)
    two = _side("other_", other_conductivity, other_permittivity, other_thickness)
    if isinf(conductivity):
        raise Refusal("conductivity", "inf", "write that of the electrolyte, in S/m")
    passing = inputs.over_contact(
        "charge_transfer", charge_transfer, contact, "a resistance in Ω m²"
    )
    layer = inputs.over_contact("double_layer", double_layer, contact, "a capacitance in F/m²")
    _refuse_open(passing, layer)
    sides = tuple(side for side in (one, two) if side.conducts)
    with Crew(threads) as crew:
        face = _Face.of(inputs.over_gap(gap, contact), contact, spacing, sides, crew)

        def at(frequency: float) -> complex:
            pulsation = 2 * pi * frequency
            conduct = [side.at(pulsation) for side in sides]
            answer = _reaction(passing, layer, pulsation)
            return face.at(pulsation, conduct, answer, tolerance, most_steps)

        return _swept(at, wanted, watch)


def dispersive_impedance(
    gap: ArrayLike,
    contact_map: ArrayLike,
    frequencies: Iterable[float],
    *,
    spacing: float,
    conduction: Callable[[float], complex],
    reaction: Callable[[float], complex],
    thickness: float = inf,
    tolerance: float = 1e-5,
    threads: int = 1,
    most_steps: int = 300,
) -> Complex:
    """`impedance` where conductor and contact answer each frequency (Hz) in a way of their own.

    `conduction` is that of the one conductor, S/m, in the place of σ + jωε; `reaction` that of the
    contact, the same everywhere, Ω m² of it, in the place of R/(1 + jωRC). All else, what is
    returned and what is raised are as with `impedance`.
    """
    contact = inputs.contact_mask(contact_map)
    wanted = _frequencies(frequencies)
    inputs.settings(tolerance, threads, most_steps)
    inputs.positive("spacing", spacing, "a distance in metres", most=1e300)
    side = _side("", 1.0, 0.0, thickness)
    with Crew(threads) as crew:
        face = _Face.of(inputs.over_gap(gap, contact), contact, spacing, (side,), crew)

        def at(frequency: float) -> complex:
            answer = np.asarray(reaction(frequency), dtype=np.complex128)
            conduct = [complex(conduction(frequency))]
            return face.at(2 * pi * frequency, conduct, answer, tolerance, most_steps)

        return _swept(at, wanted, None)


def _swept(at: Callable[[float], complex], wanted: Array, watch: Watch | None) -> Complex:
    """The answers, (F,), from the lowest frequency on."""
    found = np.empty(wanted.size, dtype=np.complex128)
    for done, place in enumerate(np.argsort(wanted), start=1):
        found[place] = at(float(wanted[place]))
        if watch is not None:
            watch(done / wanted.size, float(wanted[place]))
    return found


@dataclass(frozen=True, slots=True)
class _Side:
    """A conductor: conductivity (S/m), permittivity (F/m), thickness (m)."""

    conductivity: float
    permittivity: float
    thickness: float

    @property
    def conducts(self) -> bool:
        """Whether its resistance is any."""
        return not isinf(self.conductivity)

    def at(self, pulsation: float) -> complex:
        """σ + jωε, S/m."""
        return self.conductivity + 1j * pulsation * self.permittivity


@dataclass(frozen=True, slots=True, eq=False)
class _Conductor:
    """A side on the grid: its kernel over the whole spectrum (N, M), and how it sees edges."""

    kernel: Array
    share: float

    @classmethod
    def of(cls, side: _Side, contact: Mask, spacing: float) -> _Conductor:
        """A side under a contact map."""
        rows, columns = contact.shape
        half = response((rows, columns), side.thickness / spacing)
        back = np.roll(half[::-1], 1, axis=0)[:, 1 : (columns + 1) // 2][:, ::-1]
        kernel = np.concatenate([half, back], axis=1)
        return cls(kernel, edge_share(side.thickness / spacing))


@dataclass(slots=True, eq=False)
class _Face:
    """A face and the conductors on it, that remembers its currents at the last frequencies.

    Of each it keeps i and k i, once for each conductor, which do not depend on the frequency: what
    of the operator does is a number for each conductor and a number for each point.
    """

    gap: Array
    layout: Layout
    spacing: float
    conductors: tuple[_Conductor, ...]
    edges: Array
    known: list[tuple[Complex, ...]] = field(default_factory=list)

    @classmethod
    def of(
        cls, gap: Array, contact: Mask, spacing: float, sides: tuple[_Side, ...], crew: Crew
    ) -> _Face:
        """A face of this gap (m), (N, M), between conductors."""
        conductors = tuple(_Conductor.of(side, contact, spacing) for side in sides)
        return cls(gap, Layout.of(contact, crew), spacing, conductors, _each_way(contact))

    def at(
        self,
        pulsation: float,
        conduct: list[complex],
        reaction: Complex,
        tolerance: float,
        most: int,
    ) -> complex:
        """Z, Ω m², where each side conducts so (S/m) and contact answers so (Ω m²)."""
        parts = [conduct[0] / each for each in conduct]
        unit = self.spacing / conduct[0]
        out = self.gap / (1j * pulsation * VACUUM)
        through = np.where(self.layout.contact, reaction, out) / unit
        kernels = (part * one.kernel for part, one in zip(parts, self.conductors, strict=True))
        operator = Harmonic(self.layout, np.asarray(sum(kernels)), through)
        uniform = np.ones(self.gap.shape, dtype=np.complex128)
        start = self._begun(parts, through)
        found = solve(operator, uniform, start, tolerance=tolerance, most=most)
        if found.residual > tolerance:
            raise AsperityError(
                f"gave up at {pulsation / (2 * pi):g} Hz after {most} steps at a current error of "
                f"{found.residual:.1e}; allow more of either"
            )
        if found.iterations or not self.known:
            self._keep(found.current)
        share = sum(p * one.share for p, one in zip(parts, self.conductors, strict=True))
        return complex(unit * (found.resistance - share * self._edges(found.current, through)))

    def _begun(self, parts: list[complex], through: Complex) -> Complex | None:
        """The current of mean 1 in the span of those known that is nearest to one potential.

        By least squares, a point counting as what its potential is worth in current. What is
        stationary of <i, (k + D) i> would be nearer still, but need not be near at all, since the
        form is complex.
        """
        if not self.known:
            return None
        fields = [one[0] for one in self.known]
        spread = [sum(p * k for p, k in zip(parts, one[1:], strict=True)) for one in self.known]
        needed = [s + through * i for s, i in zip(spread, fields, strict=True)]
        worth = 1 / np.sqrt(1 + np.abs(through))
        apart = [(each - needed[-1]) * worth for each in needed[:-1]]
        columns = np.array([*apart, worth]).reshape(len(needed), -1).T
        size = np.linalg.norm(columns, axis=0)
        size[size == 0] = 1
        rest = (-needed[-1] * worth).ravel()
        steps = np.linalg.lstsq(columns / size, rest, rcond=1e-10)[0][:-1] / size[:-1]
        away = (each - fields[-1] for each in fields[:-1])
        return np.asarray(fields[-1] + sum(c * a for c, a in zip(steps, away, strict=True)))

    def _keep(self, current: Complex) -> None:
        """Remember a current and what it needs of each conductor; forget the oldest."""
        waves = np.fft.fft2(current)
        spread = [np.fft.ifft2(one.kernel * waves) for one in self.conductors]
        self.known.append((current, *spread))
        del self.known[:-KEPT]

    def _edges(self, current: Complex, through: Complex) -> complex:
        """What edges add to Z, in units of the grid; less where the gap conducts as well."""
        closed = np.where(self.layout.contact, 0.0, through / (1 + through))
        beside = sum(np.roll(closed, side, axis=(0, 1)) for side in SIDES)
        return complex(np.mean(self.edges * current**2 * beside))


def _each_way(contact: Mask) -> Array:
    """The weight of each square's edges over their number."""
    count = sum(np.roll(~contact, side, axis=(0, 1)).astype(np.int64) for side in SIDES)
    return np.asarray(edge_weights(contact) / np.maximum(count, 1))


def _frequencies(frequencies: Iterable[float]) -> Array:
    wanted = np.array(list(frequencies), dtype=np.float64)
    if wanted.ndim != 1 or not (np.isfinite(wanted) & (wanted > 0)).all():
        raise Refusal("frequencies", "a value that is none", "write numbers in hertz, more than 0")
    return wanted


def _side(name: str, conductivity: float, permittivity: float, thickness: float) -> _Side:
    inputs.positive(f"{name}conductivity", conductivity, "a conductivity in S/m")
    inputs.not_negative(
        f"{name}permittivity", permittivity, "F/m: the relative one times 8.854e-12", most=LARGEST
    )
    inputs.positive(f"{name}thickness", thickness, "a thickness in metres")
    return _Side(conductivity, permittivity, thickness)


def _reaction(transfer: Array, layer: Array, pulsation: float) -> Complex:
    """Charge transfer beside its double layer, (N, M), Ω m²; a double layer alone where inf."""
    blocked = np.isinf(transfer)
    passing = np.where(blocked, 0.0, transfer)
    reaction = passing / (1 + 1j * pulsation * passing * layer)
    return np.asarray(np.divide(1.0, 1j * pulsation * layer, out=reaction, where=blocked))


def _refuse_open(transfer: Array, layer: Array) -> None:
    """Contact must pass current at some frequency."""
    if (np.isinf(transfer) & (layer == 0)).any():
        cure = "give it a double layer, or count it as gap"
        raise Refusal("charge_transfer", "inf on contact without a double layer", cure)
