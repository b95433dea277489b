"""Spectra of maps: sums that are exact, peaks where they belong, Hurst exponents found again."""

from itertools import pairwise
from math import pi, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity.errors import TopographyRefusal
from asperity.topography import (
    Band,
    TopographyMap,
    crop,
    fit_hurst,
    joined,
    levelled,
    mean_field_spectrum,
    power_spectrum,
    rms_height,
    rms_slope,
    seamless,
    self_affine,
    spectrum,
    statistics,
    tapered,
)
from asperity.topography.spectrum import POINTS

BAND = Band(rms_height=1e-7, hurst=0.8, longest=5e-6, shortest=8e-8)


def wave(rows: int, columns: int, ways: tuple[int, int], height: float = 1e-7) -> TopographyMap:
    y, x = np.mgrid[:rows, :columns]
    phase = 2 * pi * (ways[0] * y / rows + ways[1] * x / columns)
    return TopographyMap(heights=height * np.cos(phase), spacing=(2e-8, 3e-8), periodic=True)


@pytest.mark.parametrize("ways", [(0, 3), (5, 0), (4, 7), (16, 0), (0, 20), (31, 39)])
def test_a_single_wave_is_one_peak(ways: tuple[int, int]) -> None:
    face = wave(64, 80, ways)
    q = np.hypot(2 * pi * ways[0] / face.size[0], 2 * pi * ways[1] / face.size[1])
    found = power_spectrum(face)
    share = 2 * pi * found.wavenumber * found.density * found.weight
    peak = np.argmax(share)
    assert found.wavenumber[0, peak] == pytest.approx(q, rel=1e-9)
    assert share[0, peak] == pytest.approx(0.5e-14, rel=1e-9)
    assert rms_height(found) == pytest.approx(1e-7 / sqrt(2), rel=1e-9)
    assert rms_slope(found) == pytest.approx(q * 1e-7 / sqrt(2), rel=1e-9)


maps = st.tuples(st.integers(0, 2**32 - 1), st.integers(4, 20), st.integers(4, 20)).map(
    lambda drawn: 1e-7 * np.random.default_rng(drawn[0]).normal(size=drawn[1:])
)


@settings(max_examples=40)
@given(maps, st.floats(1e-9, 1e-6), st.floats(1e-9, 1e-6), st.integers(3, 60))
def test_the_integral_is_the_mean_square(
    heights: np.ndarray, dy: float, dx: float, points: int
) -> None:
    """2π ∫ q C dq = <h²> whatever the map, its shape and the rings; the same for mean field."""
    face = TopographyMap(heights=heights, spacing=(dy, dx), periodic=True)
    for found in (power_spectrum(face, points=points), mean_field_spectrum(face)):
        assert rms_height(found) == pytest.approx(statistics.rms(face), rel=1e-9)
        for array in (found.wavenumber, found.density, found.weight):
            assert not array.flags.writeable
    ready = mean_field_spectrum(face)
    assert ready.wavenumber.shape == (1, POINTS)
    assert (np.diff(ready.wavenumber) > 0).all()
    assert (ready.density > 0).all()
    assert (ready.weight > 0).all()
    assert rms_slope(ready) == pytest.approx(rms_slope(power_spectrum(face)), rel=1e-9)


def test_a_self_affine_face_has_the_spectrum_of_its_band() -> None:
    face = self_affine((512, 512), spacing=2e-8, band=BAND, seed=1)
    found, wanted = power_spectrum(face), spectrum([BAND])
    full = found.density[0] > 0
    q = found.wavenumber[0, full]
    fine = (q > 3 * q[0]) & (q < q[-1] / 1.2)  # where a ring holds many waves
    told = np.interp(np.log(q[fine]), np.log(wanted.wavenumber[0]), np.log(wanted.density[0]))
    assert np.log(found.density[0, full][fine]) == pytest.approx(told, abs=0.03)
    assert rms_slope(found) == pytest.approx(rms_slope(wanted), rel=0.02)


@pytest.mark.parametrize("hurst", [0.2, 0.5, 0.8, 0.95])
def test_the_hurst_exponent_is_found_again(hurst: float) -> None:
    """On a periodic face within 1e-3, and the range is the band's, but for a ring at each end."""
    band = Band(rms_height=1e-7, hurst=hurst, longest=5e-6, shortest=1e-7)
    face = self_affine((512, 512), spacing=2e-8, band=band, seed=2)
    fit = fit_hurst(face)
    assert fit is not None
    assert fit.hurst == pytest.approx(hurst, abs=1e-3)
    assert 4e-6 < fit.longest <= 5e-6
    assert 1e-7 <= fit.shortest < 1.1e-7
    assert fit.band is not None
    assert fit.band.hurst == fit.hurst


@pytest.mark.parametrize("made", [seamless, tapered], ids=["seamless", "tapered"])
@pytest.mark.parametrize("hurst", [0.3, 0.6, 0.9])
def test_and_on_a_piece_of_it(hurst: float, made) -> None:
    """A quarter, not periodic, as an instrument sees it: within 0.07, mean of four pieces 0.05."""
    band = Band(rms_height=1e-7, hurst=hurst, longest=1e-5, shortest=4e-8)
    face = self_affine((512, 512), spacing=2e-8, band=band, seed=3)
    found = []
    for rows in (slice(0, 256), slice(256, 512)):
        for columns in (slice(0, 256), slice(256, 512)):
            fit = fit_hurst(made(levelled(crop(face, rows, columns))))
            assert fit is not None
            found.append(fit.hurst)
    assert found == pytest.approx(4 * [hurst], abs=0.07)
    assert np.mean(found) == pytest.approx(hurst, abs=0.05)


def test_the_fit_holds_only_where_there_is_a_law() -> None:
    rough = self_affine((256, 256), spacing=2e-8, band=BAND, seed=4)
    white = 4e-9 * np.random.default_rng(4).normal(size=rough.shape)
    noisy = rough.with_heights(rough.heights + white)
    fit = fit_hurst(noisy)
    assert fit is not None
    assert abs(fit.hurst - 0.8) < fit.error < 0.15
    assert fit.shortest > 1.2e-7  # below, noise lies on it
    assert fit_hurst(wave(64, 64, (3, 4))) is None
    assert fit_hurst(noisy, longest=1e-7, shortest=2e-7) is None
    flat = fit_hurst(rough.with_heights(white))
    assert flat is not None
    assert flat.hurst == pytest.approx(-1, abs=0.05)
    assert flat.band is None


def test_a_flat_face_and_one_with_holes_have_none() -> None:
    with pytest.raises(TopographyRefusal, match="a flat face"):
        power_spectrum(TopographyMap(heights=np.ones((8, 8)), spacing=(1.0, 1.0)))
    heights = 1e-9 * np.eye(8)
    heights[2, 3] = np.nan
    with pytest.raises(TopographyRefusal, match=r"1 of 64 heights missing, the first at \[2, 3\]"):
        power_spectrum(TopographyMap(heights=heights, spacing=(1.0, 1.0)))


def test_spectra_join_in_the_order_of_their_wavelengths() -> None:
    waviness = Band(rms_height=1e-6, hurst=0.8, longest=1e-3, shortest=1e-4)
    face = self_affine((128, 128), spacing=4e-8, band=BAND, seed=5)
    both = joined([mean_field_spectrum(face), spectrum([waviness])])
    assert both.wavenumber.shape == (2, POINTS)
    assert all(a < b for a, b in pairwise(both.wavenumber[:, 0]))
    assert rms_height(both) == pytest.approx(sqrt(1e-12 + 1e-14), rel=1e-12)
    with pytest.raises(ValueError, match="overlap"):
        joined([mean_field_spectrum(face), spectrum([BAND])])
