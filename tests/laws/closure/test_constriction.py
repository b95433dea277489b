"""Current through patches of contact: a rough face scale by scale, and spots that are all alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import erf

from asperity.laws.closure.fraction import slopes, variance_of, variance_shares
from asperity.laws.current.constriction import (
    constriction,
    even_spots,
    spot_factor,
    under_transfer,
)
from asperity.reference import spot
from asperity.topography import Band, spectrum

SIGMA, WAVE = 0.3, 1e-6
fractions = st.floats(1e-3, 0.999)


def face(*, hurst=0.8, points=40, parts=(1e-5, 2e-7), compliance=1.0):
    """Wavenumbers and shares of the variance of a face whose bands end where the next begins."""
    whole = Band(rms_height=1e-6, hurst=hurst, longest=parts[0], shortest=parts[-1])
    found = spectrum([whole], points=points * (len(parts) - 1))
    G = variance_of(slopes(found.wavenumber, found.density, found.weight), np.array(compliance))
    return found.wavenumber, variance_shares(G), G


def resistances(fraction, known, *, thickness=np.inf, sigma=SIGMA):
    bands, even = constriction(
        np.atleast_1d(fraction), *known, conductivity=sigma, thickness=thickness
    )
    return bands.sum(axis=-1), even


# --- rough faces: closed forms ---


@given(fractions, st.floats(0.3, 1.0))
def test_patches_wider_than_the_layer_is_thick_are_columns(fraction, hurst):
    """Exact whatever their shape: (L/σ)(1/f - 1), of either current."""
    L = 1e-12
    known = face(hurst=hurst)[:2]
    for found in resistances(fraction, known, thickness=L):
        assert float(found) == pytest.approx(L / SIGMA * (1 / fraction - 1), rel=1e-3)


def test_full_contact_costs_nothing():
    least, even = resistances(1.0, face()[:2])
    assert float(least) == 0.0
    assert float(even) == 0.0


def test_little_contact_costs_as_one_over_it():
    """Few patches, all alike: twice as many are half the resistance."""
    least = [float(resistances(f, face()[:2])[0]) for f in (1e-6, 1e-7)]
    assert least[1] / least[0] == pytest.approx(10, rel=0.01)


# --- rough faces: properties ---


@given(fractions, fractions)
def test_more_contact_costs_less(one, other):
    low, high = sorted((one, other))
    known = face()[:2]
    for less, more in zip(resistances(low, known), resistances(high, known), strict=True):
        assert more <= less


@given(fractions, st.floats(1e-7, 1e-3))
def test_a_thinner_layer_costs_less(fraction, thickness):
    known = face()[:2]
    for thin, thick in zip(
        resistances(fraction, known, thickness=thickness),
        resistances(fraction, known, thickness=2 * thickness),
        strict=True,
    ):
        assert thin <= thick


@given(fractions)
def test_how_soft_the_metal_is_does_not_matter(fraction):
    """Only the profile of the contact counts: a compliance common to all waves drops out."""
    for soft, hard in zip(
        resistances(fraction, face(compliance=1e-6)[:2]),
        resistances(fraction, face(compliance=1e-9)[:2]),
        strict=True,
    ):
        assert soft == pytest.approx(hard, rel=1e-12)


@given(st.floats(0.05, 0.9), st.integers(5, 34))
def test_a_band_cut_in_two_is_the_same_face(x, at):
    q, share, G = face(points=40)
    fraction = np.array([[float(erf(x / np.sqrt(G[0, k] / G[0, -1]))) for k in (at - 1, -1)]])
    second = (G[0, at:] - G[0, at - 1]) / (G[0, -1] - G[0, at - 1])
    first = G[0, :at] / G[0, at - 1]
    fill = np.ones(40 - at), np.ones(at)
    # each band is filled up with its last wave, which adds nothing
    cut_q = np.stack(
        [np.append(q[0, :at], q[0, at - 1] * fill[0]), np.append(q[0, at:], q[0, -1] * fill[1])]
    )
    cut_share = np.stack([np.append(first, fill[0]), np.append(second, fill[1])])
    whole = resistances(fraction[0, -1:], (q, share))
    parts = resistances(fraction[0], (cut_q, cut_share))
    for one, two in zip(whole, parts, strict=True):
        assert two == pytest.approx(one, rel=1e-9)


@pytest.mark.parametrize("fraction", [0.01, 0.1, 0.5, 0.9, 0.99])
def test_forty_waves_a_band_are_enough(fraction):
    few, many = (resistances(fraction, face(points=points)[:2]) for points in (40, 640))
    assert float(few[0]) == pytest.approx(float(many[0]), rel=0.02)
    assert float(few[1]) == pytest.approx(float(many[1]), rel=0.05)


# --- under charge transfer ---


@given(st.floats(1e-9, 1e-3), st.floats(1.0, 4.0), fractions, st.floats(1e-3, 1e3))
def test_charge_transfer_evens_the_current_out(least, more, fraction, wagner):
    least, even = np.array(least), np.array(least * more)
    known = {"fraction": np.array(fraction)}
    found, none, much = (
        float(under_transfer(least, even, transfer=least * w, **known)) for w in (wagner, 0.0, 1e12)
    )
    assert none == pytest.approx(float(least))
    assert much == pytest.approx(float(even), rel=1e-6)
    assert none <= found <= much


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
