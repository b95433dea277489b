"""Powders and mixtures of a recipe, with their cards, as layers in SI."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import pi

import numpy as np

from asperity.errors import CardRefusal, RecipeRefusal, one_of
from asperity.laws import Floats
from asperity.laws.powder.compaction import COMPACTION
from asperity.laws.powder.inclusions import mixed_density, shielded_pressure
from asperity.materials.card import Card
from asperity.recipe import layers as written
from asperity.stack.ceramics.brittle import brittle
from asperity.stack.common import common, conductor, find, host
from asperity.stack.layer import Composite, Layer, Powder
from asperity.stack.ledger import Ledger

STEEPEST_DWELL = 0.3
"""Largest dwell exponent: beyond it a powder would flow like a paste."""


def compacting(card: Card, ledger: Ledger, solid_thickness: float, loose: float) -> Powder:
    """How a material of this card compacts; `solid_thickness` (m) is that without pores."""
    name = str(card.options["compaction_law"])
    if name not in COMPACTION:
        raise CardRefusal(f"{card.name}.compaction_law", f'"{name}"', one_of(name, COMPACTION))
    law, prefix = COMPACTION[name], name.replace("-", "_")
    parameters = {
        symbol: ledger.value(card, f"{prefix}_{symbol.lower()}") for symbol in law.parameters
    }
    return Powder(
        density_at=partial(law.density, **parameters),
        loose=loose,
        modulus=ledger.value(card, "unloading_modulus"),
        modulus_exponent=ledger.value(card, "unloading_exponent"),
        solid_thickness=solid_thickness,
        wall_friction=ledger.get(card, "wall_friction", 0.0),
        wall_ratio=ledger.get(card, "wall_pressure_ratio", 0.5),
        yield_stress=_yield_stress(partial(law.pressure, **parameters)),
        dwell=_dwell(card, ledger),
    )


def _dwell(card: Card, ledger: Ledger) -> tuple[float, float]:
    """Exponent and time (s) of the dwell law: both, or none."""
    known = [card.has(name) for name in ("dwell_exponent", "dwell_time")]
    if not any(known):
        return 0.0, 1.0
    if not all(known):
        missing = "dwell_time" if known[0] else "dwell_exponent"
        raise CardRefusal(f"{card.name}.{missing}", "no value", "give both, or neither")
    exponent, time = ledger.value(card, "dwell_exponent"), ledger.value(card, "dwell_time")
    if not (0 <= exponent <= STEEPEST_DWELL and time > 0):
        found = f"{exponent:g} and {time:g} s"
        cure = f"write an exponent of 0 to {STEEPEST_DWELL:g} and a time above 0 s"
        raise CardRefusal(f"{card.name}.dwell_exponent", found, cure)
    return exponent, time


def _yield_stress(pressure_at: Callable[[float], Floats]) -> float:
    """Of the solid, Pa: a third of Heckel's mean yield pressure, from 70 to 90 % dense.

    Infinite, that is unknown, where a law never gets there.
    """
    loose, dense = float(pressure_at(0.7)), float(pressure_at(0.9))
    if not np.isfinite(dense) or dense <= loose:
        return float("inf")
    return float((dense - loose) / (3 * np.log(0.3 / 0.1)))


def _spread(
    soft: Powder, part: written.Powder | written.Composite, card: Card, ledger: Ledger
) -> Powder:
    """A powder filled in by hand: as even as the recipe says, else the card."""
    own = part.fill_unevenness
    uneven = ledger.get(card, "fill_unevenness", 0.0) if own is None else own
    return replace(soft, unevenness=uneven)


def powder(part: written.Powder, ledger: Ledger) -> Layer:
    """A loose powder of one material."""
    card = find(part.material, f"stack.{part.name}.material")
    if "compaction_law" not in card.options:
        cure = "a powder needs a card with a compaction law, or write it as a pellet"
        found = f'"{card.name}", which has none'
        raise RecipeRefusal(f"stack.{part.name}.material", found, cure)
    solid = part.si("mass") / ledger.value(card, "density") / (pi / 4 * part.si("diameter") ** 2)
    loose = part.initial_relative_density or ledger.value(card, "initial_relative_density")
    return replace(
        common(part, card, ledger, thickness=solid / loose),
        relative_density=loose,
        powder=_spread(compacting(card, ledger, solid, loose), part, card, ledger),
        brittle=brittle(card, ledger),
        conductor=conductor(card, ledger),
    )


def composite(part: written.Composite, ledger: Ledger) -> Layer:
    """A mixture: it compacts and carries ions as its electrolyte does, electrons as the active."""
    active = find(part.active, f"stack.{part.name}.active")
    matrix = find(part.electrolyte, f"stack.{part.name}.electrolyte")
    _refuse_mixture(part, active, matrix)
    volumes = (
        part.active_fraction,
        1 - part.active_fraction - part.additive_fraction,
        part.additive_fraction,
    )
    share = part.active_fraction  # the additive is counted as dense as the electrolyte
    density = share * ledger.value(active, "density")
    density += (1 - share) * ledger.value(matrix, "density")
    solid = part.si("mass") / density / (pi / 4 * part.si("diameter") ** 2)
    loose = part.initial_relative_density or ledger.value(matrix, "initial_relative_density")
    return replace(
        common(part, matrix, ledger, thickness=solid / loose),
        material=f"{active.name} in {matrix.name}",
        density=density,
        relative_density=loose,
        powder=_with_hard_grains(
            _spread(compacting(matrix, ledger, solid, loose), part, matrix, ledger),
            part.active_fraction,
        ),
        conductor=conductor(matrix, ledger),
        composite=_mixture(active, ledger, volumes),
        host=host(active, ledger),
    )


def _with_hard_grains(soft: Powder, hard: float) -> Powder:
    """A powder in which hard grains take this share of the solids."""

    def density_at(pressure: Floats) -> Floats:
        return mixed_density(soft.density_at(shielded_pressure(pressure, hard)), hard)

    return replace(soft, density_at=density_at, hard=hard)


def pressed_before(soft: Powder, ready: float, made_at: float) -> Powder:
    """A powder that has the density `ready` since it was pressed at `made_at` (Pa; 0 if unknown).

    Its law goes on from there; where the pressure is unknown, it is the card's own.
    """
    if made_at <= 0:
        return soft
    start = float(soft.density_at(made_at))

    def density_at(pressure: Floats) -> Floats:
        beyond = soft.density_at(np.maximum(pressure, made_at))
        return np.minimum(ready / start * beyond, 1.0)

    return replace(soft, density_at=density_at)


def _refuse_mixture(part: written.Composite, active: Card, matrix: Card) -> None:
    if not active.has("crushing_pressure"):
        cure = 'write an active material, for example "NMC622"'
        raise RecipeRefusal(f"stack.{part.name}.active", f'"{active.name}"', cure)
    if "compaction_law" not in matrix.options:
        cure = 'write an electrolyte that compacts, for example "Li6PS5Cl"'
        raise RecipeRefusal(f"stack.{part.name}.electrolyte", f'"{matrix.name}"', cure)


def _mixture(active: Card, ledger: Ledger, volumes: tuple[float, float, float]) -> Composite:
    return Composite(
        active=active.name,
        volumes=volumes,
        particle_diameter=ledger.value(active, "particle_diameter"),
        active_conductivity=ledger.value(active, "conductivity"),
        crushing_pressure=ledger.value(active, "crushing_pressure"),
        crushing_modulus=ledger.value(active, "crushing_modulus"),
    )
