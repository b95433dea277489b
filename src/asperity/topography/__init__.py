"""What a rough face looks like: maps of heights, their spectra and statistics."""

from asperity.topography.generate import polished, porous, scratched, self_affine
from asperity.topography.map import TopographyMap
from asperity.topography.prepare import (
    coarsen,
    crop,
    fill,
    levelled,
    prepared,
    refuse_holes,
    seamless,
    squared,
    tapered,
)
from asperity.topography.read import read_map
from asperity.topography.spectrum import Band, Spectrum, joined, rms_height, rms_slope, spectrum
from asperity.topography.statistics import autocorrelation, correlation_length
from asperity.topography.waves import HurstFit, fit_hurst, mean_field_spectrum, power_spectrum

__all__ = [
    "Band",
    "HurstFit",
    "Spectrum",
    "TopographyMap",
    "autocorrelation",
    "coarsen",
    "correlation_length",
    "crop",
    "fill",
    "fit_hurst",
    "joined",
    "levelled",
    "mean_field_spectrum",
    "polished",
    "porous",
    "power_spectrum",
    "prepared",
    "read_map",
    "refuse_holes",
    "rms_height",
    "rms_slope",
    "scratched",
    "seamless",
    "self_affine",
    "spectrum",
    "squared",
    "tapered",
]
