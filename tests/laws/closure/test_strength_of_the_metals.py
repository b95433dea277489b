"""The numbers on the cards of sodium and lithium, by the laws they are used in."""

import numpy as np
import pytest

import asperity
from asperity.laws.flow.creep import Creep, flow_stress, strain_rate
from asperity.laws.flow.size import SizeEffect, size_length, strength_ratio

ROOM = 298.15


def metal(name):
    value = asperity.material(name).value
    n = value("creep_exponent")
    creep = Creep(
        prefactor=value("creep_prefactor") * 1e-6**n,
        exponent=n,
        activation_energy=value("creep_activation_energy"),
        activation_volume=value("creep_activation_volume"),
        reference_temperature=value("creep_reference_temperature"),
    )
    size = SizeEffect(
        length=value("size_length"),
        reference_temperature=ROOM,
        softening=value("size_softening"),
        melting_temperature=value("melting_temperature"),
    )
    return creep, size


def test_lithium_hardness_at_two_depths():
    """43 MPa at 250 nm, 7.5 MPa at 10 µm: the row h* was derived from."""
    _, size = metal("lithium")
    small, large = strength_ratio(size, np.array([250e-9, 10e-6]), temperature=ROOM)
    assert small / large == pytest.approx(43 / 7.5, rel=0.01)


def test_lithium_pillars_weaken_threefold():
    """105 MPa at 25 °C, 35 MPa at 90 °C, 1.4 µm wide: the row the softening was derived from."""
    creep, size = metal("lithium")
    strengths = [
        flow_stress(creep, 1e-3, temperature=T, ratio=strength_ratio(size, 1.4e-6, temperature=T))
        for T in (298.15, 363.15)
    ]
    assert strengths[0] / strengths[1] == pytest.approx(105 / 35, rel=0.03)
    assert size_length(size, 298.15) / size_length(size, 363.15) == pytest.approx(4.4, rel=0.02)


def test_sodium_creeps_as_its_card_says():
    creep, _ = metal("sodium")
    rates = strain_rate(creep, np.array([0.5e6, 1e6, 2e6]), temperature=ROOM)
    np.testing.assert_allclose(rates, [0.53 / 32, 0.53, 0.53 * 32], rtol=0.02)
    slowed = strain_rate(creep, 1e6, temperature=ROOM, pressure=360e6) / rates[1]
    assert 1 / 6 < slowed < 1 / 5
    assert strain_rate(creep, 1e6, temperature=370.0) / rates[1] == pytest.approx(
        np.exp(44e3 / 8.314462618 * (1 / ROOM - 1 / 370.0)), rel=0.02
    )


def test_lithium_creeps_as_measured_in_tension():
    """10.1007/s10853-018-2971-3; the card's A and n were fitted on these rows."""
    creep, _ = metal("lithium")
    stress = np.array([0.200, 0.301, 0.396, 0.400, 0.400, 0.400, 0.600]) * 1e6
    measured = np.array([2.00e-7, 4.95e-6, 1.58e-5, 1.34e-5, 1.36e-5, 1.72e-5, 3.89e-4])
    off = np.log(strain_rate(creep, stress, temperature=299.0) / measured)
    assert np.abs(off).max() < np.log(1.75)
    assert np.sqrt(np.mean(off**2)) < np.log(1.4)


def test_bulk_has_no_size():
    _, size = metal("lithium")
    assert strength_ratio(size, 1e3, temperature=ROOM) == pytest.approx(1.0, abs=1e-7)
