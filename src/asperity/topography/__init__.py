"""What a rough face looks like: height spectra and their statistics."""

from asperity.topography.spectrum import Band, Spectrum, rms_height, rms_slope, spectrum

__all__ = ["Band", "Spectrum", "rms_height", "rms_slope", "spectrum"]
