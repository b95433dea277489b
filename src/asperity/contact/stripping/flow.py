"""How fast pressure waves move the metal's face: by creep, and by diffusion.

    dv_q/dt = M p_q,    M = k(qh)/(2 η q) + D V_m q/(RT)

v  displacement that flows      p  pressure      k/(2 η q)  creep, `asperity.contact.closure.metal`
D  self-diffusivity, m²/s       V_m  molar volume, m³/mol       R T  J/mol

The second term: metal under the pressure p has the chemical potential V_m p, and its atoms follow
the gradient through the bulk with the flux -(D/RT) ∇p per area (mol/m²s; Herring 1950,
10.1063/1.1699681). No metal gathers inside, so ∇²p = 0 there for the potential, a wave at the face
falls off as exp(-qz), and what leaves the face is D q p_q/(RT), times V_m of volume.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from asperity.contact.closure.metal import Metal

Array = NDArray[np.float64]
FARADAY = 96485.33212
"""C/mol (exact in the SI since 2019)."""
GAS_CONSTANT = 8.314462618
"""J/(mol K) (exact in the SI since 2019)."""


class Mobility:
    """M of one metal on its grid at one temperature (K)."""

    def __init__(
        self,
        metal: Metal,
        *,
        modulus: float,
        temperature: float,
        molar_volume: float,
        diffusivity: float,
    ) -> None:
        self._metal, self._temperature = metal, temperature
        wavenumber = np.divide(
            2 / modulus, metal.elastic, out=np.zeros_like(metal.elastic), where=metal.elastic > 0
        )
        share = diffusivity * molar_volume / (GAS_CONSTANT * temperature)
        self._diffusion = share * wavenumber

    def at(self, stress: float, pressure: float) -> Array:
        """M, (N, M//2 + 1), m/(Pa s), at the stress of the contact and the mean pressure, Pa."""
        fluidity = self.fluidity(stress, pressure)
        if fluidity <= 0:
            return self._diffusion
        return self._diffusion + fluidity * self._metal.shape(stress, self._temperature, pressure)

    def fluidity(self, stress: float, pressure: float) -> float:
        """3 rate/stress of creep at the middle of the wavelengths, 1/(Pa s)."""
        return self._metal.fluidity(stress, self._temperature, pressure) if stress > 0 else 0.0
