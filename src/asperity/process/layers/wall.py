"""What the wall of the die takes of the pressure on its way through the layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.laws.powder.janssen import decay_length, transmitted
from asperity.process.state import LayerState
from asperity.stack import Layer, Stack

Array = NDArray[np.float64]
SLICES = 16
"""Slices of equal mass in a powder."""
_FITS = 0.999
"""Of the bore: from this width on a disc rubs on the wall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """The layers in a die that pressure changes for good, bottom to top, and whether it holds them.

    Attributes:
        names: of the layers
        holds: whether there is a wall: no die, an isostatic press, an ejected stack has none
    """

    names: tuple[str, ...]
    holds: bool

    def shares(self, stack: Stack, layers: Mapping[str, LayerState]) -> dict[str, Array]:
        """Share of the punch pressure in the slices of each layer, bottom to top, (S,) each.

        Friction has its full value and acts against the upper punch; on release it keeps the
        slices at the same share, although it then holds some of them tighter.
        """
        if not self.holds or stack.die is None:
            return {name: np.ones(SLICES) for name in self.names}
        paths, way = {}, 0.0
        for name in reversed(self.names):
            steps = _path(stack, stack.layer(name), layers[name])[::-1]  # downwards
            ends = way + np.cumsum(steps)
            paths[name] = ends - steps / 2
            way = float(ends[-1])
        return {
            name: np.asarray(transmitted(paths[name], way, both=stack.die.both))[::-1]
            for name in self.names
        }


def _path(stack: Stack, layer: Layer, state: LayerState) -> Array:
    """Height of each slice over the decay length, bottom to top; 0 for what does not rub."""
    powder, die = layer.powder, stack.die
    assert die is not None
    rubs = layer.kind != "pellet" and layer.diameter > _FITS * die.bore
    if powder is None or not rubs:
        return np.zeros(SLICES)
    length = float(decay_length(die.bore, mu=powder.wall_friction, K=powder.wall_ratio))
    density = state.cells.density if state.cells else np.full(SLICES, layer.relative_density)
    return np.asarray(powder.solid_thickness / SLICES / density / length)
