"""What the march makes of the contact stress: band by band, and a layer where it counts."""

import numpy as np
import pytest

from asperity.laws.closure.stress import contact_stress, layer_stress
from asperity.laws.flow.creep import Creep, prefactor
from asperity.laws.flow.size import SizeEffect
from asperity.process.faces.engine import Engine, Where
from asperity.process.faces.face import Face, untouched
from asperity.topography import Band, spectrum

FINE = Band(rms_height=0.5e-6, hurst=0.8, longest=1e-5, shortest=2e-8)
WAVY = Band(rms_height=2e-6, hurst=0.8, longest=1e-3, shortest=1e-4)
CREEP = Creep(
    prefactor=1e-30,
    exponent=5.0,
    activation_energy=0.0,
    activation_volume=0.0,
    reference_temperature=298.15,
)
BULK = SizeEffect(
    length=0.0, reference_temperature=298.15, softening=0.1, melting_temperature=370.0
)
THICK = 1e-2


def stresses(bands, thickness):
    """Of each band, read off the growth of the compliance: dJ/dt = (3/4) k A σ^(n-1)."""
    face = Face(spectrum=spectrum(bands), creep=CREEP, size=BULK, modulus=5e9, poisson=0.4, other=0)
    where = Where(pressure=(2e6,), temperature=298.15, thickness=(thickness,))
    logs = untouched(face, thickness).log_compliance[None] + 3.0  # it has flowed for some time
    engine = Engine([face])
    rate, profile = engine.growth(logs, where, np.zeros(1), np.full(1, 1e9))
    k = engine._at_depth(where.thickness).layer
    A = float(prefactor(CREEP, temperature=298.15))
    found = (rate * np.exp(logs) / (0.75 * k * A)) ** (1 / 4)
    np.testing.assert_allclose(found, found[..., :1] * np.ones(found.shape), rtol=1e-12)
    return found[0, :, 0], profile, k


def test_one_band_on_a_thick_metal_is_the_law():
    found, profile, _ = stresses([FINE], THICK)
    assert 0 < profile.fraction[0, 0, -1] < 1
    assert found[0] == pytest.approx(contact_stress(2e6, profile.fraction[0, 0, -1], 5.0), rel=1e-9)


def test_each_band_takes_pressure_and_contact_of_its_own_scale():
    found, profile, _ = stresses([WAVY, FINE], THICK)
    wide, all_in_all = profile.fraction[0, :, -1]
    assert all_in_all < wide < 1
    own = contact_stress(2e6 / wide, all_in_all / wide, 5.0)
    assert found == pytest.approx([contact_stress(2e6, wide, 5.0), own], rel=1e-9)


def test_a_thin_metal_is_a_film_to_the_waves_it_constrains():
    found, profile, k = stresses([WAVY, FINE], 1e-5)
    face = spectrum([WAVY, FINE])
    q, C, w = face.wavenumber[0], face.density[0], face.weight[0]
    work = np.pi * (q / (2 * profile.compliance[0, 0])) ** 2 * C * profile.fraction[0, 0] * w
    f = profile.fraction[0, 0, -1]
    law = layer_stress(
        contact_stress(2e6, f, 5.0),
        work.sum(),
        (k[0, 0] * work).sum(),
        fraction=f,
        thickness=1e-5,
        exponent=5.0,
    )
    assert found[0] == pytest.approx(law, rel=1e-9)
    assert found[0] < 0.7 * contact_stress(2e6, f, 5.0)
    fine = contact_stress(2e6 / f, profile.fraction[0, 1, -1] / f, 5.0)
    assert found[1] == pytest.approx(fine, rel=0.05)
