"""Creep of small bodies: how fast metal flows under roughness of each wavelength.

    rate = A(T, p) (σ/s(λ, T))^n        A: see `creep`        s: strength ratio, see `size`

Range: that of the two laws.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.laws.flow.creep import Creep, strain_rate
from asperity.laws.flow.size import SizeEffect, strength_ratio

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Flow:
    """One metal: its creep in bulk, and how much stronger it is when small.

    `Flow(metal.creep, metal.size)` of a metal is what `asperity.contact.close_interface` asks for.
    """

    creep: Creep
    size: SizeEffect

    def __call__(
        self, stress: float, temperature: float, pressure: float, wavelength: Array
    ) -> Array:
        """Equivalent strain rate, 1/s, of the shape of `wavelength` (m); the others Pa, K, Pa."""
        ratio = strength_ratio(self.size, wavelength, temperature=temperature)
        rate = strain_rate(
            self.creep, stress, temperature=temperature, pressure=pressure, ratio=ratio
        )
        return np.asarray(rate)
