"""The impedance of a cell as records, and which arc is what."""

from asperity.outcome.spectrum.record import Arc, Part, Spectrum

__all__ = ["Arc", "Part", "Spectrum"]
