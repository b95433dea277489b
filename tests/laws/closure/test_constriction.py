"""Patches of contact: a spot in a tube where they are close, a column where they are far apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.laws.current.constriction import constriction, spot_factor
from asperity.reference import spot

SIGMA, WAVE = 0.3, 1e-6


def one(fraction, wave=WAVE, thickness=1e-3):
    return float(
        constriction(
            np.array([fraction]),
            np.array([2 * np.pi / wave]),
            conductivity=SIGMA,
            thickness=thickness,
        )
    )


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


def test_patches_wider_apart_than_the_layer_feel_only_its_thickness():
    """tanh(qL)/q tends to L: the spacing does not matter any more."""
    near, far = one(0.3, wave=1e-1, thickness=1e-4), one(0.3, wave=1.0, thickness=1e-4)
    assert near == pytest.approx(far, rel=1e-3)
    column = 1e-4 / SIGMA * 0.5 * np.pi**1.5 * float(spot_factor(np.array(0.3)))
    assert far == pytest.approx(column, rel=1e-3)


def test_full_contact_costs_nothing():
    assert one(1.0) == 0.0


@given(st.floats(1e-3, 1), st.floats(1e-3, 1))
def test_more_contact_costs_less(one_part, other):
    low, high = sorted((one_part, other))
    assert one(high) <= one(low)


def test_bands_add_what_the_longer_ones_leave():
    q = 2 * np.pi / np.array([1e-3, 1e-6])
    known = {"conductivity": SIGMA, "thickness": 1e-2}
    both = constriction(np.array([0.5, 0.5 * 0.2]), q, **known)
    long, short = (
        float(constriction(np.array([f]), q[[i]], **known)) for i, f in enumerate((0.5, 0.2))
    )
    assert float(both) == pytest.approx(long + short / 0.5)
