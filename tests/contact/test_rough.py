"""A self-affine face on the grid beside the mean field.

Persson's contact fraction is exact in full contact and too low before: in the theory a point that
has lost contact at one scale never finds it again at a finer one. Numerical contact areas exceed
it; the published figure for the mean field's error, 10 to 20 % of the numerical area (Prodanov,
Dapp & Müser 2014, 10.1007/s11249-013-0282-z, as `asperity.laws.closure.fraction` quotes it), is met
here where a quarter to a half of the face touches. At smaller loads f = κ p̄/(E* h') with κ between
Persson's 1.60 and the 2.51 of Bush, Gibson & Thomas (1975); numerical κ lie about 2.0 to 2.3
(recalled), which is 20 to 30 % above Persson, and highest for narrow spectra such as this one.
"""

from functools import cache

import numpy as np
import pytest
from scipy.special import erfinv

from asperity.contact import Contact, elastic_contact
from asperity.laws.closure.fraction import closeness, contact_fraction, pressure_variance
from asperity.topography import Band, spectrum
from tests.contact.faces import rms_slope, rough

E, SPACING, POINTS = 1e10, 1e-8, 256
BAND = Band(rms_height=5e-9, hurst=0.8, longest=64 * SPACING, shortest=4 * SPACING)
FACE = spectrum([BAND])
VARIANCE = pressure_variance(
    FACE.wavenumber, FACE.density, FACE.weight, np.full_like(FACE.density, 1 / E)
)
pytestmark = pytest.mark.validation


@cache
def pressed(fraction: float, seed: int) -> tuple[float, float, Contact]:
    """Load and mean-field fraction, and the grid, where the mean field expects `fraction`."""
    load = float(2 * np.sqrt(VARIANCE[-1, -1]) * erfinv(fraction))
    mean_field = float(contact_fraction(closeness(load, VARIANCE))[-1, -1])
    heights = rough(BAND, POINTS, SPACING, np.random.default_rng(seed))
    return (
        load,
        mean_field,
        elastic_contact(heights, spacing=SPACING, modulus=E, pressure=load, tolerance=1e-4),
    )


def touching(found: Contact) -> float:
    """Contact fraction without the excess of square edge points.

    Yastrebov, Anciaux & Molinari (2017, arXiv:1701.02727): less (π - 1 + ln 2)/24 of the edges.
    Tried on Hertz's circle, ten points wide: the excess of 5.7 % becomes -0.5 %.
    """
    map_ = found.pressure > 0
    edges = sum(np.count_nonzero(map_ != np.roll(map_, 1, axis)) for axis in (0, 1))
    return found.contact_fraction - (np.pi - 1 + np.log(2)) / 24 * edges / map_.size


@pytest.mark.parametrize("seed", [1, 2])
def test_the_generated_face_has_the_slope_of_its_band(seed: int) -> None:
    """It is the slope alone that Persson's contact fraction sees."""
    heights = rough(BAND, POINTS, SPACING, np.random.default_rng(seed))
    expected = np.sqrt(8 * VARIANCE[-1, -1]) / E
    assert rms_slope(heights, SPACING) == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    ("fraction", "low", "high"), [(0.1, 0.2, 0.28), (0.25, 0.14, 0.21), (0.5, 0.08, 0.14)]
)
def test_the_mean_field_lies_in_the_published_band(
    fraction: float, low: float, high: float, seed: int
) -> None:
    """Found: 22 to 25 % too low where it expects a tenth, 17 % at a quarter, 11 % at a half."""
    _, mean_field, found = pressed(fraction, seed)
    assert found.converged
    assert low < 1 - mean_field / touching(found) < high


def test_the_mean_field_is_exact_when_all_is_closed() -> None:
    _, mean_field, found = pressed(0.95, 1)
    assert touching(found) == pytest.approx(mean_field, rel=0.015)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_first_contacts_grow_as_others_found(seed: int) -> None:
    """Found: κ = 2.25 and 2.15."""
    load, _, found = pressed(0.03, seed)
    heights = rough(BAND, POINTS, SPACING, np.random.default_rng(seed))
    kappa = touching(found) * E * rms_slope(heights, SPACING) / load
    assert 2.0 < kappa < 2.5
