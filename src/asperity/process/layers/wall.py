"""What the wall of the die takes of the pressure on its way through the layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.laws.powder.janssen import decay_length, transmitted
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
        gone: whether there was one, and nothing holds the sides of what was pressed in it now
    """

    names: tuple[str, ...]
    holds: bool
    gone: bool = False

    def shares(self, stack: Stack, density: Mapping[str, Array]) -> dict[str, Array]:
        """Share of the punch pressure in the slices of each powder, bottom to top, (T, S) each.

        `density` is their relative density, (T, S). Friction has its full value and acts against
        the moving punch; on release it keeps the slices at the same share, although it then holds
        some of them tighter.
        """
        if not self.holds or stack.die is None:
            return {name: np.ones_like(own) for name, own in density.items()}
        paths: dict[str, Array] = {}
        way = np.zeros(1)
        for name in reversed(self.names):
            if name not in density:
                continue
            steps = _path(stack, stack.layer(name), density[name])[:, ::-1]  # downwards
            ends = way[:, None] + np.cumsum(steps, axis=1)
            paths[name] = ends - steps / 2
            way = ends[:, -1]
        both = stack.die.both
        return {
            name: np.asarray(transmitted(path, way[:, None], both=both))[:, ::-1]
            for name, path in paths.items()
        }


def _path(stack: Stack, layer: Layer, density: Array) -> Array:
    """Height of each slice over the decay length, bottom to top; 0 for what does not rub."""
    powder, die = layer.powder, stack.die
    assert die is not None and powder is not None  # noqa: PT018
    if layer.kind == "pellet" or layer.diameter <= _FITS * die.bore:
        return np.zeros_like(density)
    length = float(decay_length(die.bore, mu=powder.wall_friction, K=powder.wall_ratio))
    return np.asarray(powder.solid_thickness / density.shape[1] / density / length)
