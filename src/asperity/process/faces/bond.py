"""Powders pressed together, or against something hard: what touches, and how deep it has sunk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.laws import Floats
from asperity.laws.bisection import rising_root
from asperity.laws.powder.bonding import section_share
from asperity.laws.powder.embedding import given_way, print_share, soft_contact, sunk_depth
from asperity.laws.powder.inclusions import soft_density
from asperity.process.faces.face import Touch
from asperity.process.state import Bond
from asperity.stack import Layer, Powder

Array = NDArray[np.float64]
_HIGHEST = 1e11
"""Pa, above any that a powder remembers."""
_ABOVE = 1 + 1e-9


@dataclass(frozen=True, slots=True)
class _Side:
    """A powder at a face: section share of its soft grains (T,), what it had before; Pa before."""

    layer: Layer
    powder: Powder
    share: Array
    before: float
    memory: float

    @property
    def level(self) -> Array:
        """Share of its face that is solid and level now, (T,)."""
        return np.maximum(self.share, self.before)


def bond(pair: Sequence[Layer], before: Bond, pressures: Array, largest: Array) -> Touch:
    """How a pair touches at T moments under `pressures` (Pa) after `largest` (Pa), (T,) each.

    What elastic grain contacts gave is lost with the pressure, as in the pellet's conduction.
    """
    met = (before.density_below, before.pressed_below), (before.density_above, before.pressed_above)
    sides = [
        _side(layer, layer.powder, *memory, largest=largest)
        for layer, memory in zip(pair, met, strict=True)
        if layer.powder is not None
    ]
    formed, depth = _formed(sides, largest)
    kept = np.min([_kept(side.layer, pressures, largest) for side in sides], axis=0)
    grain = 2 * np.pi / max(_grain(side.layer) for side in sides)
    nowhere = np.full(len(pressures), np.nan)
    return Touch(
        fraction=(formed * kept)[:, None],
        wavenumber=np.full((1, 1), grain),
        gap=nowhere,
        gas=0 * nowhere,
        depth=depth,
    )


def _side(layer: Layer, powder: Powder, density: float, pressed: float, *, largest: Array) -> _Side:
    """A powder that had a relative density, and had carried a pressure (Pa), when the two met."""
    if pressed <= 0 and density > powder.loose:
        pressed = _pressed_to(powder, density)
    known = float(powder.density_at(pressed)) if pressed > 0 else density
    packed = _packed(layer, powder)
    share = np.where(largest > 0, _share(powder, powder.density_at(largest), packed), 0.0)
    return _Side(layer, powder, share, float(_share(powder, known, packed)), pressed)


def _share(powder: Powder, density: Floats, packed: float) -> Array:
    """Section share of the soft grains, which touch in points where they are `packed` so densely.

    Both are relative densities, the first of the whole, the other of the soft powder in it.
    """
    return np.asarray(section_share(soft_density(density, powder.hard), packed))


def _packed(layer: Layer, powder: Powder) -> float:
    """Relative density at which soft grains lie in place, not flattened yet.

    That of the loose fill, or what the law begins at, where it leaves rearrangement out.
    """
    if layer.kind == "pellet":
        return powder.loose
    return max(powder.loose, float(soft_density(powder.density_at(1.0), powder.hard)))


def _pressed_to(powder: Powder, density: float) -> float:
    """Pressure (Pa) that a ready powder of this relative density remembers."""
    return rising_root(lambda p: float(powder.density_at(p)) - density * _ABOVE, 0.0, _HIGHEST)


def _formed(sides: Sequence[_Side], largest: Array) -> tuple[Array, Array | None]:
    """Contact (T,) at the largest pressures (Pa), and depth (m) to which particles have sunk."""
    grains = [side for side in sides if side.powder.hard > 0]
    rough = max(grains, key=lambda side: _grain(side.layer), default=None)
    other = next((side for side in sides if side is not rough), None)
    if len(sides) < 2 or other is None:
        return _on_wall(sides[0].layer, sides[0].powder, largest), None
    before = sides[0].before, sides[1].before
    soft = np.asarray(soft_contact(sides[0].share, sides[1].share, before=before))
    if rough is None:
        return soft, None
    hard = rough.powder.hard
    yields = np.asarray(given_way(other.before, other.share))
    flat = np.asarray(print_share(largest, other.memory, hard=hard, before=other.before))
    prints = yields + (1 - yields) * flat
    sunk = yields / 2 + (1 - yields) * np.asarray(sunk_depth(flat))
    depth = np.where(largest > 0, sunk, 0.0) * _grain(rough.layer)
    return hard * prints * other.level * (largest > 0) + (1 - hard) * soft, depth


def _on_wall(layer: Layer, powder: Powder, largest: Array) -> Array:
    """Contact (T,) with something hard and level, that makes soft and hard grains level with it."""
    density = powder.density_at(np.maximum(largest, 1.0))
    packed = (
        powder.loose if layer.kind == "pellet" else max(powder.loose, float(powder.density_at(1.0)))
    )
    return np.asarray(section_share(density, packed)) * (largest > 0)


def _kept(layer: Layer, pressures: Array, largest: Array) -> Array:
    """Share of the grain contacts kept at `pressures` (Pa) of those made at `largest` (Pa)."""
    if layer.conductor is None:
        return np.ones_like(pressures)
    contact = layer.conductor.law.contact
    now, full = np.asarray(contact(pressures, largest)), np.asarray(contact(largest, largest))
    return np.asarray(np.divide(now, full, out=np.ones_like(pressures), where=full > 0))


def _grain(layer: Layer) -> float:
    """Spacing of the contacts: a particle's diameter."""
    return layer.composite.particle_diameter if layer.composite else layer.grain
