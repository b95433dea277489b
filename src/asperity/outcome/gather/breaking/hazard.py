"""The stresses of a loaded disc, each by its law, and how often they break it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats
from asperity.laws.strength.bending import bent_depth, pressed_disc_stress
from asperity.laws.strength.ceramic import edge, field, flat, membrane
from asperity.outcome.gather.breaking.loads import Load
from asperity.stack import Brittle

Array = NDArray[np.float64]
_NOTHING = 1e-30
"""Pa."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stresses:
    """Tension in a disc, Pa; (..., N) at N places over the radius, leading axes of the load.

    Attributes:
        membrane, bend: radial and hoop, the same through the thickness, and at its faces
        ring: in the face at the edge of a punch, (...); rings: how many faces have one
        sources: largest of each, by what makes it, (...)
        nodes: where they are
    """

    membrane: tuple[Array, Array]
    bend: tuple[Array, Array]
    ring: Array
    rings: int
    sources: MappingProxyType[str, Array]
    nodes: field.Nodes

    @property
    def face(self) -> Array:
        """Largest tension in a face or at the rim, Pa, (...)."""
        pairs = zip(self.membrane, self.bend, strict=True)
        most = [np.max(level + np.abs(tilt), axis=-1) for level, tilt in pairs]
        return np.asarray(np.maximum(np.maximum(most[0], most[1]), 0.0))

    @property
    def largest(self) -> Array:
        """Largest tension anywhere, Pa, (...)."""
        return np.maximum(self.face, self.ring)


def stresses(load: Load) -> Stresses:
    """All that pulls at a disc under this load.

    Everything in the middle of a face points the same way and is added, bending as if all bows
    lay alike; unlike pressure and drag act in the plane, and so does the rim that a bow lacks. The
    edge of a punch is a narrow ring in the face, where the bending there comes on top: whether it
    pulls at that face is not known. Under a punch narrower than the disc bending is the most of
    what it is on the way and of what it is when the disc lies flat. None of it under pressure from
    all sides but what unlike expansion does.
    """
    thickness, bow = np.broadcast_arrays(
        np.asarray(load.thickness, dtype=float), np.asarray(load.bow, dtype=float)
    )
    nodes = field.radial_nodes(0.5 if load.variation and load.edge == 1.0 else load.edge)
    bent, levers = _bending(load, bow, thickness), _lever(load, thickness)
    ring = _ring(load, thickness, bent)
    stretched = _stretched(load, bow, thickness, bent)
    thermal, own = np.asarray(load.thermal.at(thickness)), load.thermal.own
    even = _uneven(load, thickness, nodes.rho)
    drag = _dragged(load, thickness, nodes.rho)
    taut = (np.zeros_like(nodes.rho), _taut(stretched, nodes.rho))
    shapes = _bent_shape(load, nodes.rho)
    tilt = (bent + levers)[..., None]
    found = {
        "bow": bent,
        "stretching": stretched,
        "uneven thickness": np.asarray(
            membrane.bulge_tension(_bulge(load, thickness), q=load.pressure, nu=load.nu)
        ),
        "pressed unevenly": _worst(even) * np.ones_like(thickness),
        "edge of a punch": ring,
        "unlike areas": levers,
        "metal squeezed out": _worst(drag) * np.ones_like(thickness),
        "unlike expansion": thermal + own,
    }
    found["pressed unevenly"] = np.where(load.variation > 0, 0.0, found["pressed unevenly"])
    return Stresses(
        membrane=tuple(np.asarray(sum(one) + own) for one in zip(even, drag, taut, strict=True)),  # type: ignore[arg-type]
        bend=tuple(np.asarray(tilt * one + thermal[..., None]) for one in shapes),  # type: ignore[arg-type]
        ring=ring,
        rings=1 + load.both,
        sources=MappingProxyType(found),
        nodes=nodes,
    )


def _worst(pair: tuple[Floats, Floats]) -> Array:
    return np.asarray(np.maximum(np.max(np.maximum(pair[0], pair[1]), axis=-1), 0.0))


def _bending(load: Load, bow: Array, thickness: Array) -> Array:
    return np.asarray(
        pressed_disc_stress(load.pressure, bow, load.radius, thickness, E=load.E, nu=load.nu)
    )


def _stretched(load: Load, bow: Array, thickness: Array, bent: Array) -> Array:
    """Hoop tension at the rim of a cap, Pa, pressed as flat as its bending tells."""
    whole = pressed_disc_stress(np.inf, bow, load.radius, thickness, E=load.E, nu=load.nu)
    pressed_out = bow * bent / np.maximum(whole, _NOTHING)
    return np.asarray(flat.stretching_tension(bow, pressed_out, load.radius, E=load.E))


def _taut(tension: Array, rho: Array) -> Array:
    """Its hoop stress, (..., N); the compression further in is not relied on.

    A flat disc that is pressed into hollow plates has it the other way round.
    """
    return np.maximum(flat.of_stretching(rho, tension[..., None])[1], 0.0)


def _bent_shape(load: Load, rho: Array) -> tuple[Floats, Floats]:
    radial, hoop = field.bending_shape(rho, load.nu)
    if not load.step:
        return radial, hoop
    under = flat.punched_shape(rho, load.step, nu=load.nu)
    return np.maximum(radial, under[0]), np.maximum(hoop, under[1])


def _bulge(load: Load, thickness: Array) -> Array:
    """What the rim lacks in pressure, Pa."""
    lacks = membrane.bulge_pressure(
        load.variation, thickness, E=load.E, nu=load.nu, backing=load.backing
    )
    return np.asarray(lacks)


def _uneven(load: Load, thickness: Array, rho: Array) -> tuple[Array, Array]:
    """Stress in the plane by pressure that differs over the radius, (..., N)."""
    nu, q = load.nu, load.pressure
    if not (load.variation or load.hill or load.step):
        return np.zeros_like(rho), np.zeros_like(rho)
    radial, hoop = membrane.of_bulge(rho, _bulge(load, thickness)[..., None], q=q, nu=nu)
    if load.edge < 1.0 or load.hill:  # of a foil under a punch, the foil's hill
        law = membrane.of_hill if load.hill else membrane.of_step
        level, around = law(rho, load.edge, q=q / load.edge**2, nu=nu)
        radial, hoop = radial + level, hoop + around
    return np.asarray(radial), np.asarray(hoop)


def _dragged(load: Load, thickness: Array, rho: Array) -> tuple[Array, Array]:
    """Stress in the plane by metal that is squeezed out, (..., N)."""
    if load.drag <= 0:
        return np.zeros_like(rho), np.zeros_like(rho)
    over = (thickness / load.radius)[..., None]
    radial, hoop = membrane.of_traction(rho, load.hill or 1.0, over, tau=load.drag, nu=load.nu)
    return np.asarray(radial), np.asarray(hoop)


def _depth(load: Load, thickness: Array) -> Array:
    """Where a punch's pressure has spread, m: the middle, or a stiff support."""
    return thickness / 2 if load.both else thickness


def _ring(load: Load, thickness: Array, bent: Array) -> Array:
    if not load.step or load.hill:
        return np.zeros_like(thickness)
    a, q = load.step, load.pressure / load.step**2
    local = edge.edge_tension(a * load.radius, _depth(load, thickness), q=q, nu=load.nu)
    return np.asarray(local + load.nu * q * a * a / 2 + bent * (1 - a * a))


def _lever(load: Load, thickness: Array) -> Array:
    if not load.lever:
        return np.zeros_like(thickness)
    a = load.lever * load.radius
    q = load.pressure / load.lever**2
    return np.asarray(edge.offset_bending(a, load.radius, thickness, q=q, nu=load.nu))


def hazard(load: Load, found: Stresses, brittle: Brittle, *, m: float, strength: float) -> Array:
    """S of P = 1 - exp(-S), (...), for one Weibull modulus and characteristic strength (Pa)."""
    thickness = np.broadcast_to(np.asarray(load.thickness, dtype=float), found.ring.shape)
    over = tuple(np.asarray(one) / strength for one in found.membrane)
    tilt = tuple(np.asarray(one) / strength for one in found.bend)
    disc = np.pi * load.radius**2
    on_faces = brittle.tested_area > 0
    integral = field.over_faces if on_faces else field.through_thickness
    inside = integral((over[0], over[1]), (tilt[0], tilt[1]), found.nodes.weight, m=m)
    rings = _ring_size(load, thickness, m, on_faces) * np.power(found.ring / strength, m)
    if on_faces:
        total = (disc * inside + rings) / brittle.tested_area
    else:
        skin = bent_depth(load.radius, thickness)
        below = _below(load, over, found, m=m) * (thickness - skin)
        total = (disc * (skin * inside + below) + rings) / brittle.tested_volume
    return np.where(found.largest > 0, total, 0.0)


def _below(load: Load, over: tuple[Array, ...], found: Stresses, *, m: float) -> Array:
    """S per volume below the skin in which a block bends: of what is even through the thickness."""
    still = np.zeros_like(over[0])
    if not (load.hill or load.step or load.drag or load.variation):
        return np.zeros(still.shape[:-1])
    return np.asarray(
        field.through_thickness((over[0], over[1]), (still, still), found.nodes.weight, m=m)
    )


def _ring_size(load: Load, thickness: Array, m: float, on_faces: bool) -> Array:
    """Effective area or volume of the rings at the edge of punches."""
    if not load.step or load.hill:
        return np.zeros_like(thickness)
    law = edge.ring_area if on_faces else edge.ring_volume
    a = load.step * load.radius
    return np.asarray((1 + load.both) * law(a, _depth(load, thickness), m, nu=load.nu))
