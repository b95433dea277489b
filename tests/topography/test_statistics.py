"""Statistics of faces whose statistics are known in closed form."""

from math import e, exp, inf, pi, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import j0

from asperity.topography import (
    Band,
    TopographyMap,
    autocorrelation,
    correlation_length,
    self_affine,
    spectrum,
    statistics,
)


def sine(points: int = 64, waves: int = 3, height: float = 1e-7, spacing: float = 1e-8):
    """A wave along x."""
    x = 2 * pi * waves * np.arange(points) / points
    heights = height * np.tile(np.sin(x), (points // 2, 1))
    return TopographyMap(heights=heights, spacing=(spacing, spacing), periodic=True)


def test_a_sine() -> None:
    face = sine()
    assert statistics.rms(face) == pytest.approx(1e-7 / sqrt(2), rel=1e-13)
    assert statistics.skewness(face) == pytest.approx(0, abs=1e-13)
    assert statistics.kurtosis(face) == pytest.approx(1.5, rel=1e-13)
    assert statistics.reach(sine(64, 4)) == pytest.approx(2e-7, rel=1e-13)


def test_the_slope_of_a_sine_converges_with_second_order() -> None:
    errors = []
    for points in (64, 128, 256):
        face = sine(points, spacing=64e-8 / points)
        true = 1e-7 / sqrt(2) * 2 * pi * 3 / 64e-8
        errors.append(true - statistics.slope(face))
    orders = np.log2(np.divide(errors[:-1], errors[1:]))
    assert orders == pytest.approx(2, abs=0.01)
    q = 2 * pi * 3 / 64e-8  # and the error is the one the docstring states
    assert errors[-1] / true == pytest.approx((q * 0.25e-8) ** 2 / 24, rel=1e-3)


def test_the_mean_wavelength_of_a_sine_is_its_own() -> None:
    assert statistics.mean_wavelength(sine(512)) == pytest.approx(512e-8 / 3, rel=1e-4)
    flat = TopographyMap(heights=np.zeros((8, 8)), spacing=(1.0, 1.0))
    assert statistics.mean_wavelength(flat) == inf


def test_heights_by_chance_are_normal() -> None:
    heights = np.random.default_rng(1).normal(size=(400, 400))
    face = TopographyMap(heights=1e-9 * heights, spacing=(1.0, 1.0))
    assert statistics.rms(face) == pytest.approx(1e-9, rel=0.01)
    assert statistics.skewness(face) == pytest.approx(0, abs=0.02)
    assert statistics.kurtosis(face) == pytest.approx(3, abs=0.04)
    assert statistics.slope(face) == pytest.approx(2e-9, rel=0.01)  # √2 each way, √2 for both


def test_the_autocorrelation_of_a_sine_is_a_bessel_function() -> None:
    """A wave along x, averaged over directions: <h²> J0(q r)."""
    found = autocorrelation(sine(256, 2, spacing=1e-8))
    q = 2 * pi * 2 / 256e-8
    assert found.covariance[0] == pytest.approx(0.5e-14, rel=1e-12)
    near = found.distance < 0.9 * found.distance[-1]  # the last ring is cut by the edges
    wanted = 0.5e-14 * j0(q * found.distance)
    assert found.covariance[near] == pytest.approx(wanted[near], abs=0.5e-14 * 0.015)


def test_the_autocorrelation_of_a_known_spectrum() -> None:
    """A(r) = 2π ∫ q C J0(q r) dq, for a self-affine face large against its longest wave."""
    band = Band(rms_height=1e-7, hurst=0.7, longest=1e-6, shortest=1e-7)
    face = self_affine((512, 512), spacing=2.5e-8, band=band, seed=1)
    found = autocorrelation(face)
    bands = spectrum([band], points=2000)
    q, weight = (
        bands.wavenumber[0],
        bands.density[0] * bands.weight[0] * 2 * pi * bands.wavenumber[0],
    )
    near = found.distance < 1e-6
    wanted = np.array([weight @ j0(q * r) for r in found.distance[near]])
    assert found.covariance[near] == pytest.approx(wanted, abs=0.01 * 1e-14)
    r = np.linspace(0, 1e-6, 20001)
    fallen = next(at for at in r if weight @ j0(q * at) < 1e-14 / e)
    assert correlation_length(found) == pytest.approx(fallen, rel=0.02)


def test_the_length_of_an_exponential_correlation() -> None:
    """Not periodic, and with holes: only pairs of measured points count."""
    chance = np.random.default_rng(3)
    steps = chance.normal(size=(40, 4000))
    heights, keep = np.zeros_like(steps), exp(-1 / 20)
    for i in range(1, steps.shape[1]):  # rows of a process with A = exp(-r/20)
        heights[:, i] = keep * heights[:, i - 1] + sqrt(1 - keep**2) * steps[:, i]
    heights[chance.random(heights.shape) < 0.1] = np.nan
    face = TopographyMap(heights=1e-9 * heights[:, 200:], spacing=(100.0, 1.0))
    pairs = autocorrelation(face)
    assert pairs.covariance[0] == pytest.approx(1e-18, rel=0.05)
    row = TopographyMap(heights=1e-9 * heights[:, 200:], spacing=(1e-3, 1.0))
    assert row.size[0] < 1  # the rows lie on each other: nothing is known beyond half their width
    assert correlation_length(autocorrelation(row)) == inf


def test_a_face_that_never_falls_has_no_length() -> None:
    tilted = np.tile(np.linspace(0, 1e-7, 64), (64, 1))
    flat = TopographyMap(heights=np.zeros((16, 16)), spacing=(1.0, 1.0))
    assert correlation_length(autocorrelation(flat)) == inf
    found = autocorrelation(TopographyMap(heights=tilted, spacing=(1.0, 1.0)))
    assert found.covariance[0] == pytest.approx(
        statistics.rms(TopographyMap(heights=tilted, spacing=(1.0, 1.0))) ** 2, rel=1e-9
    )


faces = st.integers(0, 2**32 - 1).map(lambda seed: np.random.default_rng(seed).normal(size=(9, 12)))


@settings(max_examples=25)
@given(faces, st.floats(1e-3, 1e3), st.booleans())
def test_statistics_scale_with_the_heights(
    heights: np.ndarray, factor: float, periodic: bool
) -> None:
    def face(heights: np.ndarray) -> TopographyMap:
        return TopographyMap(heights=1e-6 * heights, spacing=(2.0, 3.0), periodic=periodic)

    one, other = face(heights), face(factor * heights + 1.0)
    assert statistics.rms(other) == pytest.approx(factor * statistics.rms(one), rel=1e-6)
    assert statistics.slope(other) == pytest.approx(factor * statistics.slope(one), rel=1e-6)
    assert statistics.skewness(other) == pytest.approx(statistics.skewness(one), abs=1e-4)
    turned = face(heights[::-1, ::-1])
    assert statistics.slope(turned) == pytest.approx(statistics.slope(one), rel=1e-12)
    assert statistics.skewness(face(-heights)) == pytest.approx(-statistics.skewness(one), abs=1e-9)


@settings(max_examples=25)
@given(faces, st.booleans())
def test_no_correlation_exceeds_the_variance(heights: np.ndarray, periodic: bool) -> None:
    face = TopographyMap(heights=1e-6 * heights, spacing=(1.0, 1.0), periodic=periodic)
    found = autocorrelation(face)
    assert found.covariance[0] == pytest.approx(statistics.rms(face) ** 2, rel=1e-9)
    if periodic:
        assert (np.abs(found.covariance) <= found.covariance[0] * (1 + 1e-9)).all()
