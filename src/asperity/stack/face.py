"""Where two layers meet, in SI: its topography, and what a current has to cross."""

from __future__ import annotations

from dataclasses import dataclass

from asperity.topography import Spectrum


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """Two layers that touch.

    Attributes:
        below, above: names of the layers
        spectrum: height spectrum of the gap between the untouched faces
        charge_transfer: Ω m² of clean true contact at 298.15 K, None for the card's
        film_resistance: of a film that stays between the two, Ω m²
        clean_fraction: share of the true contact that lets current through
        gas: whether the atmosphere is trapped in closed voids
    """

    below: str
    above: str
    spectrum: Spectrum
    charge_transfer: float | None = None
    film_resistance: float = 0.0
    clean_fraction: float = 1.0
    gas: bool = True

    @property
    def pair(self) -> tuple[str, str]:
        """The layers, bottom first."""
        return self.below, self.above
