"""The march against closed forms, through the public door and cards of metals made up for it."""

from itertools import pairwise

import numpy as np
import pytest

import asperity
from asperity.laws.closure import fraction, gap
from asperity.laws.closure.kernel import elastic_compliance, layer_factor
from asperity.topography import Band, spectrum
from tests.process.cards import altered

FACE = spectrum([Band(rms_height=0.5e-6, hurst=0.8, longest=1e-5, shortest=2e-8)])
THICK = 200e-6
FLUIDITY = 3e-11
"""1/η (1/(Pa s)) of a linear fluid with A = 1e-5 MPa⁻¹/s."""
LINEAR = {
    "creep_exponent": 1.0,
    "creep_prefactor": 1e-5,
    "creep_activation_volume": 0.0,
    "creep_activation_energy": 0.0,
    "size_length": 0.0,
}


def recipe(metal, pressure, dwell, **more):
    changes = {
        "stack.metal.material": metal,
        "steps.press.pressure": f"{pressure / 1e6!r} MPa",
        "steps.press.dwell": f"{dwell!r} s",
        "press.atmosphere": "vacuum",
        "steps.release.pressure": "0 MPa",
    }
    return asperity.load_recipe("na-cold-press").replace(changes | more)


def maxwell(pressure, time):
    """Contact and gap of a Maxwell layer on a rough face: J = 1/E* + k(qh) t/(4η), exactly.

    Under a rising pressure t is ∫ p dt over the pressure at the end.
    """
    metal, hard = asperity.material("sodium").value, asperity.material("NaSICON").value
    q, C, w = FACE.wavenumber, FACE.density, FACE.weight
    elastic = elastic_compliance(
        q,
        modulus=metal("youngs_modulus"),
        poisson=metal("poisson_ratio"),
        thickness=THICK,
        other=(1 - hard("poisson_ratio") ** 2) / hard("youngs_modulus"),
    )
    J = elastic + layer_factor(q, THICK) * time * FLUIDITY / 4
    G = fraction.pressure_variance(q, C, w, J)
    x = fraction.closeness(pressure, G)
    weights = gap.gap_weights(q, C, w, compliance=J, variance=G)
    return fraction.contact_fraction(x)[0, -1], gap.mean_gap(weights, x)


@pytest.mark.parametrize("dwell", [1.0, 60.0, 600.0, 6e3, 6e4, 6e5])
@pytest.mark.parametrize("pressure", [1e6, 2e7])
def test_a_linear_metal_is_a_maxwell_layer(tmp_path, pressure, dwell):
    metal = altered(tmp_path, "sodium", **LINEAR)
    step = asperity.press(recipe(metal, pressure, dwell)).steps[0]
    face = step.interfaces[0]
    ramp = step.duration_s - dwell
    f, u = maxwell(pressure, dwell + ramp / 2)  # ∫ p dt over p: half the time of rising counts
    assert face.contact_fraction == pytest.approx(f, rel=2e-3)
    assert face.mean_gap_m == pytest.approx(u, rel=5e-3, abs=1e-15)


def test_a_rigid_metal_touches_elastically(tmp_path):
    metal = altered(tmp_path, "sodium", **LINEAR | {"creep_prefactor": 1e-30})
    for pressure in (1e6, 1e8):
        face = asperity.press(recipe(metal, pressure, 600.0)).steps[0].interfaces[0]
        f, u = maxwell(pressure, 0.0)
        # the quadrature of the first instant begins a thousandth above the elastic compliance
        assert face.contact_fraction == pytest.approx(f, rel=1.1e-3)
        assert face.mean_gap_m == pytest.approx(u, rel=1.1e-3)


def test_ramps_of_temperature_are_equivalent_times(tmp_path):
    """A linear metal with an activation energy: only ∫ exp(-Q/RT) dt counts, from the history."""
    metal = altered(tmp_path, "sodium", **LINEAR | {"creep_activation_energy": 44e3})
    hot = {"steps.press.temperature": "90 degC", "steps.press.rate": "1000 MPa/s"}
    step = asperity.press(recipe(metal, 5e6, 1200.0, **hot)).steps[0]
    time, T = step.history.time_s, step.history.temperature_k
    fine = np.concatenate([np.linspace(a, b, 200) for a, b in pairwise(time) if b > a])
    speed = np.exp(-44e3 / 8.314462618 * (1 / np.interp(fine, time, T) - 1 / 298.15))
    f, _ = maxwell(5e6, np.trapezoid(speed, fine))
    assert step.interfaces[0].contact_fraction == pytest.approx(f, rel=5e-3)


def test_contact_of_a_power_law_grows_as_a_root_of_time(tmp_path):
    """While little touches the stress knows nothing of the load, and J^n grows as t."""
    n = 5.0
    metal = altered(tmp_path, "sodium", size_length=0.0, creep_prefactor=1e-9)
    found = [
        asperity.press(recipe(metal, 1e4, t)).steps[0].interfaces[0].contact_fraction
        for t in (1e3, 1e4, 1e5, 1e6)
    ]
    slopes = [np.log10(b / a) for a, b in pairwise(found)]
    assert found[-1] < 0.2
    np.testing.assert_allclose(slopes, 1 / n, rtol=0.08)
