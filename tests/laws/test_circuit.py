"""The mean field of a spectrum: its limits and its arcs."""

import numpy as np
import pytest

from asperity.laws.current.circuit import VACUUM, arc, interface_impedance, layer_impedance

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
