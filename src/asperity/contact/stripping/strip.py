"""Stripping and plating a metal on a rough face: what comes in, what goes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

import numpy as np
from numpy.typing import ArrayLike, NDArray

from asperity.contact.closure.close import face_of
from asperity.contact.closure.gaps import GapSolver
from asperity.contact.closure.metal import Creep, Metal
from asperity.contact.closure.record import ClosureState
from asperity.contact.closure.stage import Stage
from asperity.contact.current import inputs
from asperity.contact.stripping.currents import Electrolyte, Wiring
from asperity.contact.stripping.flow import FARADAY, Mobility
from asperity.contact.stripping.joint import Finder
from asperity.contact.stripping.march import March, Rules
from asperity.contact.stripping.notes import Notes
from asperity.contact.stripping.record import Segment, Stripping
from asperity.contact.stripping.run import Clock, Run, start
from asperity.errors import Refusal, quoted

Array = NDArray[np.float64]
Watch = Callable[[float, float], None]
FINEST, COARSEST = 1e-6, 0.1
FOUND = 0.03
"""Tolerance of a contact over that of a step: it has to tell what bears from what just touches."""
FITTED = 0.1
"""Accuracy of the recession of a stage over that of a step."""
CURRENT_TOLERANCE = 1e-5
"""Of the local current, at most; its error is not that of the mean, which is exact."""


def strip_interface(
    heights: ArrayLike,
    *,
    spacing: float,
    modulus: float,
    creep: Creep,
    segments: Sequence[Segment],
    temperature: float,
    molar_volume: float,
    conductivity: float,
    thickness: float = inf,
    charge_transfer: ArrayLike = 0.0,
    diffusivity: float = 0.0,
    metal_thickness: float = inf,
    state: ClosureState | None = None,
    least_contact: float = 0.0,
    most_polarisation: float = inf,
    tolerance: float = 1e-3,
    frames: Sequence[float] = (),
    watch: Watch | None = None,
    threads: int = 1,
    most_steps: int = 5000,
) -> Stripping:
    """Strip and plate a metal on a rigid rough face, under pressure, while it yields and flows.

    Where the faces touch and current passes, metal leaves by i V_m/F (or comes, when plated). The
    metal as a whole follows the load; under the contact pressure it creeps and diffuses to where it
    lags. Voids stay empty: gas, adhesion and surface tension are left out.

    Args:
        heights: of the electrolyte, (N, M), m, at least 4 by 4, periodic; highest touch first
        spacing: distance of neighbouring points, m
        modulus: contact modulus E* of the pair, Pa
        creep: equivalent strain rate, 1/s, of stress (Pa), temperature (K), pressure (Pa) and an
            array of wavelengths (m); see `asperity.laws.flow.flow`
        segments: of the protocol, one after the other: duration, current and pressure of each
        temperature: of the metal, K
        molar_volume: V_m of the metal per electron passed, m3/mol
        conductivity: of the electrolyte, S/m
        thickness: of the electrolyte, m
        charge_transfer: resistance of the reaction per contact area, Ω m2: a number or a map
            (N, M); inf where nothing crosses though it touches (a film, a dead grain)
        diffusivity: self-diffusivity D of the metal, m2/s; 0 leaves diffusion out
        metal_thickness: of the metal on a backing that holds it, m
        state: where `close_interface` or an earlier stripping of the same face ended; none for a
            face never touched, which is then first met at the first pressure
        least_contact: share of the face in conducting contact below which the run ends, 0 to 1
        most_polarisation: current times resistance above which the run ends, V
        tolerance: error of a step, of displacement over the roughness and of pressure, 1e-6 to
            0.1; contacts are solved four times finer
        frames: times at which to keep the fields, s
        watch: called often with the share of the protocol that is done, and the time (s); when it
            raises `asperity.errors.Stopped` the run ends there and keeps what was done
        threads: for the transforms; the digits do not depend on them
        most_steps: of time, after which the run ends

    Returns:
        How contact, resistance and voids went. It has a `reason` also where it ended early.

    Raises:
        TopographyRefusal: heights cannot be used.
        Refusal: another argument is out of its range.

    Source: `asperity.contact.stripping.march` and `flow`. Judged by a Maxwell half-space stripped
    in waves, by diffusion alone, by the balance of charge and volume. Even current alone makes no
    voids (Agier, Shishvan, Fleck & Deshpande 2022, 10.1016/j.actamat.2022.118303).
    """
    face = face_of(heights)
    shape = (face.shape[0], face.shape[1])
    _refuse(
        spacing=spacing,
        modulus=modulus,
        temperature=temperature,
        molar_volume=molar_volume,
        conductivity=conductivity,
        thickness=thickness,
        metal_thickness=metal_thickness,
        most_polarisation=most_polarisation,
    )
    inputs.not_negative("diffusivity", diffusivity, "a diffusivity in m2/s", most=1e300)
    inputs.not_negative("least_contact", least_contact, "a share of the face", most=1.0)
    _refuse_settings(tolerance, threads, most_steps)
    protocol = _protocol(segments)
    duration = sum(segment.duration for segment in protocol)
    wanted = _moments(frames, protocol)
    metal = Metal(shape, spacing=spacing, modulus=modulus, creep=creep, thickness=metal_thickness)
    clock = Clock(watch, duration)
    stage = _stage(face, metal, tolerance, threads, clock)
    mobility = Mobility(
        metal,
        modulus=modulus,
        temperature=temperature,
        molar_volume=molar_volume,
        diffusivity=diffusivity,
    )
    electrolyte = Electrolyte(
        spacing=spacing,
        conductivity=conductivity,
        thickness=thickness,
        charge_transfer=_everywhere(charge_transfer, shape),
        tolerance=min(tolerance, CURRENT_TOLERANCE),
    )
    elastic = float(metal.elastic.max()) * max(segment.pressure for segment in protocol)
    rules = Rules(
        tolerance=tolerance,
        scale=max(float(face.std()), elastic),
        volume=molar_volume / FARADAY,
        most_steps=most_steps,
    )
    with Wiring(electrolyte, threads) as wiring:
        run = Run(
            march=March(
                stage,
                mobility,
                Finder(stage, mobility, wiring, accuracy=FITTED * tolerance * rules.scale),
                rules,
            ),
            notes=Notes(stage, live=wiring.live, volume=rules.volume, wanted=wanted),
            clock=clock,
            limits=(least_contact, most_polarisation),
            frames=wanted,
        )
        return run.through(protocol, start(stage, state, temperature))


def _stage(face: Array, metal: Metal, tolerance: float, threads: int, clock: Clock) -> Stage:
    """What finds the contact of one face."""
    solver = GapSolver((face.shape[0], face.shape[1]), threads)
    return Stage(
        solver=solver,
        metal=metal,
        heights=np.asarray(solver.waves(face - face.mean()), dtype=np.complex128),
        adhesion=0.0,
        tolerance=FOUND * tolerance,
        tick=clock.tick,
    )


def _protocol(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    found = tuple(segments)
    if not found or not all(isinstance(segment, Segment) for segment in found):
        told = "one Segment(duration=…, current=…, pressure=…) or more"
        raise Refusal("segments", quoted(segments), f"write {told}")
    return found


def _moments(frames: Sequence[float], protocol: tuple[Segment, ...]) -> tuple[float, ...]:
    """When fields are kept, s; a moment next to the end of a segment is that end."""
    ends = np.cumsum([segment.duration for segment in protocol])
    wanted = np.array(sorted({float(time) for time in frames}))
    duration = float(ends[-1])
    if not ((wanted >= 0) & (wanted <= duration * (1 + 1e-12))).all():
        raise Refusal("frames", quoted(wanted.tolist()), f"write times from 0 to {duration:g} s")
    for end in ends.tolist():
        wanted[np.abs(wanted - end) <= 1e-9 * duration] = end
    return tuple(wanted.tolist())


def _everywhere(charge_transfer: ArrayLike, shape: tuple[int, int]) -> Array:
    """The resistance of the reaction, (N, M), Ω m²."""
    told = "a resistance in Ω m2"
    everywhere = np.ones(shape, dtype=np.bool_)
    found = inputs.over_contact("charge_transfer", charge_transfer, everywhere, told)
    if not np.isfinite(found).any():
        raise Refusal("charge_transfer", "inf everywhere", "let current cross somewhere")
    return found


def _refuse(**numbers: float) -> None:
    told = {
        "spacing": "a distance in metres",
        "modulus": "a contact modulus in pascal",
        "temperature": "kelvin",
        "molar_volume": "m3/mol",
        "conductivity": "a conductivity in S/m",
        "thickness": "a thickness in metres",
        "metal_thickness": "a thickness in metres",
        "most_polarisation": "volts",
    }
    endless = ("thickness", "metal_thickness", "most_polarisation")
    for where, value in numbers.items():
        most = inf if where in endless else 1e300
        inputs.positive(where, value, told[where], most=most)


def _refuse_settings(tolerance: float, threads: int, most_steps: int) -> None:
    inputs.settings(min(tolerance, inputs.COARSEST), threads, most_steps)
    if not FINEST <= tolerance <= COARSEST:
        raise Refusal("tolerance", quoted(tolerance), f"write {FINEST:g} to {COARSEST:g}")
