"""The spectrum of a cell from its layers and faces."""

from asperity.outcome.gather.spectra.element import Element
from asperity.outcome.gather.spectra.spectrum import elements, spectrum_of

__all__ = ["Element", "elements", "spectrum_of"]
