"""Current through patches of contact: a rough face scale by scale, and spots that are all alike."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import erf

from asperity.laws.closure.fraction import closeness, slopes, variance_of, variance_shares
from asperity.laws.closure.gap import gap_weights, mean_gap
from asperity.laws.current.constriction import (
    constriction,
    even_spots,
    spot_factor,
)
from asperity.reference import spot
from asperity.topography import Band, spectrum

SIGMA, WAVE = 0.3, 1e-6
DECADES = float(np.log10(50))
BAND = Band(rms_height=1e-6, hurst=0.8, longest=1e-5, shortest=2e-7)
fractions = st.floats(1e-3, 0.999)


def face(*, hurst=0.8, points=40, compliance=1.0, decades=DECADES):
    """Wavenumbers, shares of the variance, and G, Pa², of a face."""
    band = replace(BAND, hurst=hurst, shortest=BAND.longest / 10**decades)
    found = spectrum([band], points=points)
    G = variance_of(slopes(found.wavenumber, found.density, found.weight), np.array(compliance))
    return found.wavenumber, variance_shares(G), G


def resistance(fraction, known, *, thickness=np.inf):
    bands = constriction(np.atleast_1d(fraction), *known, conductivity=SIGMA, thickness=thickness)
    return float(bands.sum())


# --- rough faces: closed forms ---


@given(fractions, st.floats(0.3, 1.0))
def test_patches_wider_than_the_layer_is_thick_are_columns(fraction, hurst):
    """Exact whatever their shape: (L/σ)(1/f - 1)."""
    L = 1e-12
    found = resistance(fraction, face(hurst=hurst)[:2], thickness=L)
    assert found == pytest.approx(L / SIGMA * (1 / fraction - 1), rel=1e-3)


@pytest.mark.parametrize("x", [0.02, 0.1, 0.5, 1.0, 1.5])
def test_it_is_the_stiffness_of_the_mean_gap(x):
    """Barber's analogy, R = -(E*/2σ) du/dp of an elastic face, by differences of the gap law."""
    modulus = 1e9
    q, share, G = face(points=1000, compliance=1 / modulus)
    found = spectrum([BAND], points=1000)
    p = 2 * x * np.sqrt(G[0, -1])
    weights = gap_weights(
        q, found.density, found.weight, compliance=np.array(1 / modulus), variance=G
    )
    u = [float(mean_gap(weights, closeness(p * s, G))) for s in (0.999, 1.001)]
    stiff = -modulus / (2 * SIGMA) * (u[1] - u[0]) / (0.002 * p)
    assert resistance(erf(x), (q, share)) == pytest.approx(stiff, rel=0.01)


def test_full_contact_costs_nothing():
    assert resistance(1.0, face()[:2]) == 0.0


def test_little_contact_costs_as_one_over_it():
    """Few patches, all alike: twice as many are half the resistance."""
    more, less = (resistance(f, face()[:2]) for f in (1e-6, 1e-7))
    assert less / more == pytest.approx(10, rel=0.01)


# --- rough faces: properties ---


@given(fractions, fractions)
def test_more_contact_costs_less(one, other):
    low, high = sorted((one, other))
    known = face()[:2]
    assert resistance(high, known) <= resistance(low, known)


@given(fractions, st.floats(1e-7, 1e-3))
def test_a_thinner_layer_costs_less(fraction, thickness):
    known = face()[:2]
    thin, thick = (resistance(fraction, known, thickness=n * thickness) for n in (1, 2))
    assert thin <= thick <= resistance(fraction, known)


@given(fractions)
def test_how_soft_the_metal_is_does_not_matter(fraction):
    """Only how contact is lost counts: a compliance common to all waves drops out."""
    soft, hard = (resistance(fraction, face(compliance=c)[:2]) for c in (1e-6, 1e-9))
    assert soft == pytest.approx(hard, rel=1e-12)


@given(st.floats(0.05, 0.9), st.integers(5, 34))
def test_a_band_cut_in_two_is_the_same_face(x, at):
    q, share, G = face()
    fraction = np.array([float(erf(x / np.sqrt(G[0, k] / G[0, -1]))) for k in (at - 1, -1)])
    second = (G[0, at:] - G[0, at - 1]) / (G[0, -1] - G[0, at - 1])
    first = G[0, :at] / G[0, at - 1]
    fill = np.ones(40 - at), np.ones(at)
    # each band is filled up with its last wave, which adds nothing
    waves = np.append(q[0, :at], q[0, at - 1] * fill[0]), np.append(q[0, at:], q[0, -1] * fill[1])
    shares = np.append(first, fill[0]), np.append(second, fill[1])
    parts = resistance(fraction, (np.stack(waves), np.stack(shares)))
    assert parts == pytest.approx(resistance(fraction[-1], (q, share)), rel=1e-9)


@pytest.mark.parametrize("fraction", [0.01, 0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("hurst", [0.5, 0.8])
@pytest.mark.parametrize("decades", [1.0, 1.7, 2.7])
def test_forty_waves_a_band_are_enough(fraction, hurst, decades):
    """Whose weights are those of the trapezoidal rule: a wave stands for what lies around it."""
    few, many = (
        resistance(fraction, face(hurst=hurst, points=points, decades=decades)[:2])
        for points in (40, 2560)
    )
    assert few == pytest.approx(many, rel=0.022)


# --- spots that are all alike ---


def one(fraction, wave=WAVE, thickness=1e-3):
    q = np.array(2 * np.pi / wave)
    return float(even_spots(np.array(fraction), q, conductivity=SIGMA, thickness=thickness))


@given(st.floats(1e-6, 0.9))
def test_close_patches_are_spots_in_tubes(fraction):
    """One patch a wavelength squared, so that the tube's radius is λ/√π."""
    b = WAVE / np.sqrt(np.pi)
    tube = float(spot.tube(np.sqrt(fraction) * b, b, SIGMA)) * np.pi * b**2
    assert one(fraction) == pytest.approx(tube, rel=1e-9)


def test_few_patches_are_holms():
    b = WAVE / np.sqrt(np.pi)
    a = 1e-4 * b
    assert one(1e-8) == pytest.approx(float(spot.holm(a, SIGMA)) * np.pi * b**2, rel=2e-4)


def test_spots_wider_apart_than_the_layer_feel_only_its_thickness():
    """tanh(qL)/q tends to L: the spacing does not matter any more."""
    near, far = one(0.3, wave=1e-1, thickness=1e-4), one(0.3, wave=1.0, thickness=1e-4)
    assert near == pytest.approx(far, rel=1e-3)
    column = 1e-4 / SIGMA * 0.5 * np.pi**1.5 * float(spot_factor(np.array(0.3)))
    assert far == pytest.approx(column, rel=1e-3)


def test_spots_in_full_contact_cost_nothing():
    assert one(1.0) == 0.0
