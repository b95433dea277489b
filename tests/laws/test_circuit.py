"""The mean field of a spectrum: its limits and its arcs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import gamma

from asperity.contact import elastic_contact
from asperity.laws.current.circuit import (
    CLOSEST,
    VACUUM,
    arc,
    interface_impedance,
    layer_impedance,
    parallel_gap,
)
from asperity.topography import Band, self_affine

FACE = {
    "fraction": 0.25,
    "charge_transfer": 1e-4,
    "double_layer": 0.1,
    "gap": 2e-8,
    "constriction": 3e-6,
    "conductivity": 0.05,
    "permittivity": 15 * VACUUM,
}


def test_slow_it_is_charge_transfer_over_the_contact_and_constriction() -> None:
    found = interface_impedance(np.array([1e-6]), **FACE)[0]
    assert found == pytest.approx(1e-4 / 0.25 + 3e-6, rel=1e-9)


def test_fast_it_is_a_capacitor_of_gap_and_displacement() -> None:
    """The constriction is then one of displacement: ε R_c σ/ε, beside the gap's ε0/g."""
    pulsation = 2 * np.pi * 1e15
    found = interface_impedance(np.array([1e15]), **FACE)[0] * 1j * pulsation
    contact = 1 / (0.1 * 0.25) + 3e-6 * 0.05 / (15 * VACUUM)
    assert found == pytest.approx(1 / (1 / contact + VACUUM * 0.75 / 2e-8), rel=1e-4)


def test_full_contact_is_an_arc() -> None:
    frequency = np.geomspace(1e-2, 1e8, 9)
    full = FACE | {"fraction": 1.0, "constriction": 0.0}
    assert interface_impedance(frequency, **full) == pytest.approx(arc(frequency, 1e-4, 0.1))


def test_an_arc_has_its_top_where_its_capacitor_takes_as_much_current() -> None:
    at = 1 / (2 * np.pi * 1e-4 * 0.1)
    assert arc(np.array([at]), 1e-4, 0.1)[0] == pytest.approx(1e-4 * (0.5 - 0.5j))


def test_a_layer_is_an_arc_of_its_own() -> None:
    frequency = np.geomspace(1, 1e10, 9)
    layer = layer_impedance(frequency, thickness=1e-3, conductivity=0.05, permittivity=1e-10)
    assert layer == pytest.approx(arc(frequency, 1e-3 / 0.05, 1e-10 / 1e-3))


@given(st.floats(1e-3, 0.99), st.floats(-10, -5))
def test_the_harmonic_gap_lies_between_an_atom_and_the_mean(fraction, log) -> None:
    mean = 10.0**log
    found = parallel_gap(mean, fraction=fraction)
    assert CLOSEST * (1 - 1e-9) <= found <= mean + CLOSEST
    assert parallel_gap(1.1 * mean, fraction=fraction) >= found * (1 - 1e-9)


@pytest.mark.parametrize("fraction", [0.01, 0.1764, 0.5])
def test_the_harmonic_gap_is_that_of_a_gamma_distribution(fraction) -> None:
    shape = 2 / 3 + 0.14 / fraction**0.5
    gaps = gamma(shape, scale=1e-7 / shape)
    below = gaps.cdf(CLOSEST) / CLOSEST
    ends = np.log([CLOSEST, 1e-4])
    above = quad(lambda g: float(gaps.pdf(np.exp(g))), *ends, limit=200)[0]
    found = parallel_gap(1e-7, fraction=fraction)
    assert found == pytest.approx(1 / (below + above), rel=1e-6)


def test_the_harmonic_gap_of_an_elastic_map_is_found() -> None:
    """As far off as is said: 30 % at worst, where the mean gap is up to 5 times too large."""
    spacing, band = 2e-8, Band(rms_height=1e-7, hurst=0.8, longest=1.28e-6, shortest=1.6e-7)
    heights = self_affine((128, 128), spacing=spacing, band=band, seed=4).heights
    slope = float(np.sqrt(np.mean(sum(each**2 for each in np.gradient(heights, spacing)))))
    for share in (0.05, 0.2, 0.5):
        found = elastic_contact(
            heights, spacing=spacing, modulus=1e10, pressure=share * 1e10 * slope / 2
        )
        apart = found.gap[np.asarray(found.pressure) <= 0]
        harmonic = 1 / np.mean(1 / np.maximum(apart, CLOSEST))
        fraction = 1 - apart.size / heights.size
        law = parallel_gap(float(apart.mean()), fraction=fraction)
        assert law == pytest.approx(harmonic, rel=0.3)
        assert apart.mean() > 2 * harmonic
