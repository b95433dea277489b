"""From a card to a pressed pellet: an assumed cap set, and finite elements."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal
from asperity.laws.powder.springback import (
    compact_poisson,
    sprung_density,
    unconfined,
    unloading_modulus,
)
from asperity.recipe import layers as written
from asperity.solid import CapSet, Compaction, assumed_set, compact
from asperity.solid.march import Watch
from asperity.stack.layer import Layer, Powder
from asperity.stack.ledger import Ledger
from asperity.stack.make import make_layer
from asperity.units import show

Array = NDArray[np.float64]
STRENGTH = 0.02
"""Tensile strength of a compact over the pressure that made it, where nothing is known."""
BEYOND = 4.0
"""How far above the asked pressure the set is made, since friction presses corners harder."""
ROWS = 60
_LOOSEST = 1e3
"""Pressure below which no law is asked, Pa."""
LOUD = (
    "no electrolyte powder has a measured cap set: this one is guessed from the compaction law, "
    "the wall pressure ratio and the unloading modulus, with an assumed angle of 65°, a tensile "
    "strength of {share:g} of the compaction pressure and a Poisson's ratio that falls with the "
    "density as a tabletting powder's does; it shows where density and stress gather, "
    "not how large they are"
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PressedPellet:
    """A pellet as finite elements see it.

    Attributes:
        compaction: forces, heights and fields
        cap: the set that was guessed
        assumptions: what it rests on; the first says that no electrolyte powder has a measured one
        ledger: which numbers of the card were used, with their sources
    """

    compaction: Compaction
    cap: CapSet
    assumptions: tuple[str, ...]
    ledger: Ledger


def press_pellet(
    material: str,
    *,
    mass: float,
    diameter: float,
    pressure: float,
    friction: float | None = None,
    action: str = "one-sided",
    elements: tuple[int, int] = (16, 8),
    until: str = "release",
    strength: float = STRENGTH,
    watch: Watch | None = None,
) -> PressedPellet:
    """Press a powder in a die and take the load off.

    Args:
        material: a card with a compaction law
        mass: of the powder, kg
        diameter: of the die, m
        pressure: on the upper punch, Pa
        friction: coefficient on the wall; the card's where none is given
        action: "one-sided", "two-sided" or "floating"
        elements: across and along
        until: "load", "release" or "eject"
        strength: tensile strength of a compact over the pressure that made it
        watch: called with the share of a stage that is done, and its name; it may raise

    Raises:
        Refusal: a quantity out of its range.
        RecipeRefusal, CardRefusal: a material that is unknown, or that does not compact.
    """
    for where, value in (("mass", mass), ("diameter", diameter), ("pressure", pressure)):
        if not (isfinite(value) and value > 0):
            raise Refusal(where, f"{value}", "write an SI number, more than 0")
    ledger = Ledger()
    layer = _layer(material, mass, diameter, ledger)
    powder = layer.powder
    assert powder is not None
    density, pressures = _curve(powder, BEYOND * pressure)
    poisson = np.asarray(compact_poisson(density, layer.poisson))
    cap = assumed_set(
        density,
        pressures,
        wall_ratio=powder.wall_ratio,
        young=_young(powder, density, poisson),
        poisson=poisson,
        strength=strength * pressures,
    )
    begin = max(powder.loose, float(density[0]))
    done = compact(
        cap,
        radius=diameter / 2,
        fill=powder.solid_thickness / begin,
        density=begin,
        pressure=pressure,
        friction=powder.wall_friction if friction is None else friction,
        action=action,
        elements=elements,
        until=until,
        solid_density=layer.density,
        watch=watch,
    )
    notes = [LOUD.format(share=strength)]
    if begin > powder.loose:
        notes.append(f"the fill begins at {begin:.3g} of its density, where its law begins")
    return PressedPellet(compaction=done, cap=cap, assumptions=tuple(notes), ledger=ledger)


def _layer(material: str, mass: float, diameter: float, ledger: Ledger) -> Layer:
    part = {
        "name": "powder",
        "kind": "powder",
        "material": material,
        "mass": f"{mass!r} kg",
        "diameter": f"{diameter!r} m",
    }
    return make_layer(written.Powder.model_validate(part), ledger)


def _curve(powder: Powder, highest: float) -> tuple[Array, Array]:
    """Rising densities that stay after a release, and their pressures (Pa), from the fill up.

    The law of a card is that under load; elements add the elastic strain themselves.
    """
    pressures = np.geomspace(_LOOSEST, highest, 20 * ROWS)
    density = np.asarray(powder.density_at(pressures), dtype=np.float64)
    known = (density >= 0.98 * powder.loose) & (density < 0.995)
    spring = {"M1": powder.modulus, "b": powder.modulus_exponent}
    lasting = np.asarray(sprung_density(density, 0.0, pressures, **spring))
    known &= np.gradient(lasting) > 0
    rising = np.flatnonzero(known)
    if rising.size < ROWS:
        raise Refusal(
            "pressure",
            show(highest / BEYOND, "MPa"),
            "write one at which the compaction law is neither loose nor dense",
        )
    rows = rising[np.linspace(0, rising.size - 1, ROWS).astype(int)]
    return lasting[rows], pressures[rows]


def _young(powder: Powder, density: Array, poisson: Array) -> Array:
    """Young's modulus (Pa) whose uniaxial modulus is that of unloading."""
    uniaxial = unloading_modulus(density, M1=powder.modulus, b=powder.modulus_exponent)
    return np.asarray(unconfined(uniaxial, poisson))
