"""A metal on an electrolyte as the laws of stripping ask for them, in either view of the limit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

import numpy as np

from asperity.laws import GAS_CONSTANT, Floats
from asperity.laws.current.stripping import (
    StrippedMetal,
    creep_share,
    hardest_void,
    interface_limited,
    void_supply,
)
from asperity.laws.current.voids import VoidedFace
from asperity.laws.flow.creep import prefactor
from asperity.laws.flow.size import size_length
from asperity.outcome.step import InterfaceOutcome
from asperity.stack import Layer, Metal

View = Literal["creep-limited", "interface-limited"]
"""What is held to limit stripping: the metal's creep and diffusion, or the interface's kinetics."""
VIEWS: Final[tuple[View, ...]] = ("creep-limited", "interface-limited")

_ROOM = 298.15
"""Temperature (K) at which cards give diffusivities and the limits of interfaces."""


FASTEST = 1e-3
"""Fastest creep (1/s) that voids are fed with: assumed, thrice what lithium crept in the tension
tests its card rests on (3e-4 at 0.6 MPa, 10.1007/s10853-018-2971-3). Beyond, it is a guess."""

Supply = Callable[[Floats, float, float], Floats]
"""What fills a void: of its radius (m), pressure (Pa), temperature (K); A/m² over its mouth."""


def stripped_metal(metal: Metal, *, pressure: float, temperature: float) -> StrippedMetal:
    """The metal under a pressure (Pa) at a temperature (K)."""
    warmer = 1 / temperature - 1 / _ROOM
    return StrippedMetal(
        A=float(prefactor(metal.creep, temperature=temperature, pressure=pressure)),
        n=metal.creep.exponent,
        D=float(metal.diffusivity * np.exp(-metal.diffusivity_energy / GAS_CONSTANT * warmer)),
        Vm=metal.molar_volume,
        surface_energy=metal.surface_energy,
        size_length=float(size_length(metal.size, temperature)),
        temperature=temperature,
        fastest=FASTEST,
    )


def share_of(metal: Metal, layer: Layer) -> float:
    """Critical stripping current over that of the creep law, 1 where nobody has found it."""
    return 1.0 if layer.voids is None else layer.voids.share.get(metal.carrier, 1.0)


def nucleus_of(metal: Metal, layer: Layer, *, pressure: float, temperature: float) -> float:
    """Radius (m) voids start from: of the face's pits; unknown, that of the hardest void to fill.

    Without pressure the hardest void is the largest looked at, 1 mm.
    """
    if layer.voids is not None:
        return layer.voids.nucleus
    law = stripped_metal(metal, pressure=pressure, temperature=temperature)
    return float(hardest_void(pressure, law))


def supply_of(metal: Metal, layer: Layer, view: View = "creep-limited") -> Supply | None:
    """What fills the voids of a metal on an electrolyte; None where a view knows nothing of them.

    Of clean true contact: for the whole face times contact and clean fraction.
    """
    share, voids = share_of(metal, layer), layer.voids

    def creep(radius: Floats, pressure: float, temperature: float) -> Floats:
        law = stripped_metal(metal, pressure=pressure, temperature=temperature)
        return share * void_supply(pressure, radius, law)

    if view == "creep-limited":
        return creep
    if voids is None or metal.carrier not in voids.limit:
        return None
    limit, energy = voids.limit[metal.carrier], voids.limit_energy

    def interface(radius: Floats, _pressure: float, temperature: float) -> Floats:
        now = interface_limited(
            temperature, reference_current=limit, reference_temperature=_ROOM, Ea=energy
        )
        return now * np.ones_like(np.asarray(radius, dtype=float))

    return interface


def creep_brings(metal: Metal, layer: Layer, *, pressure: float, temperature: float) -> float:
    """Share, 0..1, that creep has in what fills voids where they start; the rest diffuses."""
    state = {"pressure": pressure, "temperature": temperature}
    nucleus = nucleus_of(metal, layer, **state)
    return float(creep_share(pressure, nucleus, stripped_metal(metal, **state)))


def voided_face(
    metal: Metal, layer: Layer, face: InterfaceOutcome, *, pressure: float, temperature: float
) -> VoidedFace:
    """The face as pressed, before anything is stripped; it must touch somewhere."""
    nucleus = nucleus_of(metal, layer, pressure=pressure, temperature=temperature)
    return VoidedFace(
        nucleus=nucleus,
        spacing=layer.grain if layer.voids is None else layer.voids.spacing,
        fraction=face.contact_fraction,
        molar_volume=metal.molar_volume,
        clean=clean_share(face),
    )


def clean_share(face: InterfaceOutcome) -> float:
    """Share of the contact that is clean; 1 where no film is spoken of or nothing touches."""
    if face.clean_fraction is None or not face.contact_fraction:
        return 1.0
    return face.clean_fraction / face.contact_fraction


def stripping_limit(
    metal: Metal,
    layer: Layer,
    face: InterfaceOutcome,
    *,
    pressure: float,
    temperature: float,
    view: View = "creep-limited",
) -> float | None:
    """Critical stripping current of a face, A/m²; None where the view knows nothing of it."""
    supply = supply_of(metal, layer, view)
    if supply is None:
        return None
    nucleus = nucleus_of(metal, layer, pressure=pressure, temperature=temperature)
    touching = face.contact_fraction * clean_share(face)
    return float(supply(nucleus, pressure, temperature)) * touching
