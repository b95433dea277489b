"""Spectra keep the height they are given, whatever their grid; integrals converge at order two."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.laws.closure import fraction
from asperity.topography import Band, rms_height, rms_slope, spectrum

ROUGH = Band(rms_height=0.5e-6, hurst=0.8, longest=1e-5, shortest=2e-8)
WAVY = Band(rms_height=3e-6, hurst=0.5, longest=2e-3, shortest=1e-4)


@given(st.floats(1e-9, 1e-5), st.floats(0.05, 0.95), st.floats(0.5, 5), st.integers(5, 200))
def test_height_is_kept_on_any_grid(height, hurst, decades, points):
    band = Band(rms_height=height, hurst=hurst, longest=1e-4, shortest=1e-4 / 10**decades)
    assert rms_height(spectrum([band], points=points)) == pytest.approx(height, rel=1e-12)


def test_slope_is_the_integral():
    """h'² = 2π ∫ q³ C dq for a self-affine band, in closed form."""
    q0, q1, H = 2 * np.pi / ROUGH.longest, 2 * np.pi / ROUGH.shortest, ROUGH.hurst
    density = ROUGH.rms_height**2 * H / np.pi / (q0 ** (-2 * H) - q1 ** (-2 * H))
    exact = np.sqrt(np.pi * density / (1 - H) * (q1 ** (2 - 2 * H) - q0 ** (2 - 2 * H)))
    assert rms_slope(spectrum([ROUGH], points=2000)) == pytest.approx(exact, rel=1e-4)
    assert rms_slope(spectrum([ROUGH])) == pytest.approx(exact, rel=0.03)


def contact(points, pressure=1e7):
    face = spectrum([ROUGH], points=points)
    J = 2e-10 * (face.wavenumber / face.wavenumber[0, 0]) ** -0.5  # shorter waves are stronger
    G = fraction.pressure_variance(face.wavenumber, face.density, face.weight, 20 * J)
    return fraction.contact_fraction(fraction.closeness(pressure, G))[0, -1]


def test_contact_converges_at_order_two():
    exact = contact(20001)
    errors = np.abs([contact(n) - exact for n in (21, 41, 81, 161, 321)])
    orders = [np.log2(a / b) for a, b in pairwise(errors)]
    assert orders[-1] == pytest.approx(2.0, abs=0.05)
    assert orders[0] > 1.5


def test_the_shipped_grid_is_fine_enough():
    assert contact(40) == pytest.approx(contact(20001), abs=1e-3)


def test_bands_are_sorted_and_add_their_squares():
    face = spectrum([ROUGH, WAVY])
    assert np.all(np.diff(face.wavenumber.ravel()) > 0)
    assert rms_height(face) == pytest.approx(np.hypot(ROUGH.rms_height, WAVY.rms_height))
    np.testing.assert_array_equal(face.wavenumber, spectrum([WAVY, ROUGH]).wavenumber)
    np.testing.assert_allclose(face.wavelength[[0, -1], [0, -1]], [WAVY.longest, ROUGH.shortest])


def test_a_band_cut_in_two_is_the_same_surface():
    """Two bands that meet, with the heights of their halves, have the whole band's slope."""
    middle = 1e-6
    q = 2 * np.pi / np.array([ROUGH.longest, middle, ROUGH.shortest])
    share = -np.diff(q ** (-2 * ROUGH.hurst))
    heights = ROUGH.rms_height * np.sqrt(share / share.sum())
    halves = [
        Band(rms_height=h, hurst=ROUGH.hurst, longest=a, shortest=b)
        for h, a, b in zip(heights, (1e-5, middle), (middle, 2e-8), strict=True)
    ]
    whole = spectrum([ROUGH], points=2000)
    cut = spectrum(halves, points=1000)
    assert rms_slope(cut) == pytest.approx(rms_slope(whole), rel=1e-4)


@pytest.mark.parametrize(
    "bands",
    [
        [],
        [Band(rms_height=1e-6, hurst=0.8, longest=1e-6, shortest=1e-6)],
        [ROUGH, Band(rms_height=1e-6, hurst=0.8, longest=1e-4, shortest=9e-6)],
    ],
    ids=["none", "empty", "overlap"],
)
def test_refuses(bands):
    with pytest.raises(ValueError, match="topography"):
        spectrum(bands)


def test_arrays_are_read_only():
    face = spectrum([ROUGH])
    with pytest.raises(ValueError, match="read-only"):
        face.density[0, 0] = 1.0
