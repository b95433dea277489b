"""Gas shut in the voids: Boyle's law, and how far a void closes against it."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asperity.laws.closure import fraction, gap, gas
from asperity.topography import Band, spectrum

BAR = 1e5
FACE = spectrum([Band(rms_height=0.5e-6, hurst=0.8, longest=1e-5, shortest=2e-8)])
q, C, w = FACE.wavenumber, FACE.density, FACE.weight


def balance(pressure, compliance, sealed, atmosphere=BAR):
    """Share of the metal, and the gap it then has."""
    J = np.full_like(q, compliance)
    G = fraction.pressure_variance(q, C, w, J)
    x = fraction.closeness(pressure, G)
    weights = gap.gap_weights(q, C, w, compliance=J, variance=G)
    share = gas.share_carried_by_metal(
        x, weights, pressure=pressure, atmosphere=atmosphere, sealed_gap=sealed
    )
    return share, gap.mean_gap(weights, share * x)


@given(st.floats(5.5, 8.5), st.floats(-9, -5), st.floats(-9, -6.5))
@example(8.3125, -6.0, -9.0)
def test_the_gas_keeps_to_boyle(pressure, compliance, sealed):
    p, u0 = 10**pressure, 10**sealed
    share, u = balance(p, 10**compliance, u0)
    assert 0 < share <= 1
    if share < 1:
        held = BAR * (u0 + 2 * gas.ADSORBED)
        assert (BAR + p * (1 - share)) * (u + 2 * gas.ADSORBED) == pytest.approx(held, rel=1e-5)
    else:  # what is left out is less than a hundredth of a per cent of the pressure
        assert BAR * ((u0 + 2 * gas.ADSORBED) / (u + 2 * gas.ADSORBED) - 1) <= 1.01e-4 * p


@pytest.mark.parametrize("pressure", [1e6, 1e7, 3.6e8])
def test_a_void_in_argon_ends_at_its_share_of_the_pressure(pressure):
    u0 = 5e-6
    share, u = balance(pressure, 1e-2, u0)  # the metal has flowed as far as it likes
    if u0 * BAR / (BAR + pressure) > 10 * gas.ADSORBED:
        assert u / u0 == pytest.approx(BAR / (BAR + pressure), rel=0.05)
        assert share < 1e-2


def test_a_void_of_nanometres_closes_since_its_gas_is_adsorbed():
    share, u = balance(1e7, 1e-2, 1e-9)
    assert share > 0.95
    assert u < 1e-12


def test_a_void_in_vacuum_closes():
    share, u = balance(1e7, 1e-2, 5e-8, atmosphere=0.0)
    assert (share, u) == (1.0, 0.0)


def test_open_voids_hold_nothing():
    assert balance(1e7, 1e-2, 0.0)[0] == 1.0
