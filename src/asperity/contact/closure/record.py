"""What a closing interface answers, and what it carries over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.contact.record import Contact

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Labels = NDArray[np.int32]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Frame:
    """The fields at one moment: time (s), pressure (Pa) and gap (m), (N, M)."""

    time: float
    pressure: Array
    gap: Array


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class ClosureState:
    """Everything that carries over to what comes next. Arrays are read-only.

    Attributes:
        viscous: displacement that has flowed and stays, (N, M), m, of mean zero
        pressure: pressure that acts on the metal, gas included, (N, M), Pa
        gap: distance of the faces, (N, M), m
        welded: where metal has been in contact since it last was, (N, M)
        voids: number of the sealed void each point lies in, 0 outside and -1 in contact, (N, M)
        gas: moles times the gas constant in each sealed void, J/K, (voids,)
        stress: equal-dissipation stress of the contact, Pa; 0 before first contact
        dose: flow so far, the integral of 3 rate/stress at the middle wavelength, 1/Pa
        step: of the dose that seems right next, 1/Pa; 0 where nothing is known
    """

    viscous: Array
    pressure: Array
    gap: Array
    welded: Mask
    voids: Labels
    gas: Array
    stress: float
    dose: float
    step: float


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Closure:
    """How a face closed, at the T moments of its steps and of its programme. Arrays read-only.

    Attributes:
        time, pressure, temperature: s, mean Pa, K, (T,)
        contact_fraction: share of the grid points in contact, (T,)
        mean_gap: m, (T,)
        gas_pressure: largest absolute pressure in a sealed void, Pa, (T,); 0 where there is none
        wavenumber: mean wavenumber of the contact pressure, 1/m, (T,)
        frames: fields at the moments asked for
        last: fields at the end
        state: what carries over
        steps: steps of time taken; `iterations` those of the solver in all
        converged: whether the programme was followed to its end within the tolerance
        reason: why it ended and, where it did not converge, what to do
    """

    time: Array
    pressure: Array
    temperature: Array
    contact_fraction: Array
    mean_gap: Array
    gas_pressure: Array
    wavenumber: Array
    frames: tuple[Frame, ...]
    last: Contact
    state: ClosureState
    steps: int
    iterations: int
    converged: bool
    reason: str


def frozen(*fields: NDArray[np.generic]) -> None:
    """Make arrays read-only."""
    for field in fields:
        field.setflags(write=False)
