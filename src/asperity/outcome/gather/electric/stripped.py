"""A metal of the stack as the laws of stripping ask for it."""

from __future__ import annotations

import numpy as np

from asperity.laws import GAS_CONSTANT
from asperity.laws.current.stripping import StrippedMetal
from asperity.laws.flow.creep import prefactor
from asperity.laws.flow.size import size_length
from asperity.stack import Metal

_ROOM = 298.15
"""Temperature (K) at which cards give diffusivities."""


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
    )
