"""Gaps under steep kernels: what the solver rests on, and that it finds the contact."""

import numpy as np
import pytest

from asperity.contact import elastic_contact
from asperity.contact.closure.extend import Pyramid
from asperity.contact.closure.gaps import GapSolver
from asperity.contact.closure.voids import sealed_voids
from asperity.topography import Band
from tests.contact.faces import rough

N, SPACING, MODULUS = 64, 1e-7, 5e9
BAND = Band(rms_height=2e-7, hurst=0.8, longest=3.2e-6, shortest=4e-7)


def wavenumbers():
    rows, columns = np.fft.fftfreq(N, SPACING), np.fft.rfftfreq(N, SPACING)
    return 2 * np.pi * np.hypot(rows[:, None], columns[None, :])


@pytest.fixture(scope="module")
def face():
    return rough(BAND, N, SPACING, np.random.default_rng(3))


def kernel(steepness: float, spread: float):
    """An elastic floor, and above it a compliance that spreads so far at the longest waves."""
    q = wavenumbers()
    safe = np.where(q > 0, q, 1.0)
    first = q[0, 1]
    k = 2 / (MODULUS * safe) * (1 + spread * (first / safe) ** steepness)
    return np.where(q > 0, k, 0.0)


def solved(face, compliance, share, tolerance=1e-5):
    stiffness = np.divide(1, compliance, out=np.zeros_like(compliance), where=compliance > 0)
    full = np.fft.irfft2(stiffness * np.fft.rfft2(face), s=face.shape)
    offset = full + share * full.std()
    found = GapSolver(face.shape, 1).solve(
        compliance, offset, np.zeros(face.shape), tolerance=tolerance
    )
    carried = np.fft.irfft2(stiffness * np.fft.rfft2(found.gap), s=face.shape) + offset
    return found, carried, share * full.std()


@pytest.mark.parametrize(("steepness", "spread"), [(0, 0), (1, 1e6), (2, 1e4), (3, 1e4), (3, 1e6)])
@pytest.mark.parametrize("share", [0.03, 0.3, 1.5, 2.5])
def test_contact_is_found_from_q_to_the_minus_1_to_minus_4(face, steepness, spread, share):
    found, carried, load = solved(face, kernel(steepness, spread), share)
    scale = np.sqrt(np.mean(np.maximum(carried, 0) ** 2))
    assert found.residual <= 1e-5
    assert found.gap.min() >= 0
    assert carried.min() > -1e-3 * scale
    apart = found.gap > 0
    assert np.sqrt(np.mean(np.where(apart, carried, 0) ** 2)) <= 2e-5 * scale
    assert carried.mean() == pytest.approx(load, rel=1e-9)


def test_an_elastic_contact_is_that_of_the_elastic_solver(face):
    pressure = 2e8
    q = wavenumbers()
    compliance = np.divide(2 / MODULUS, q, out=np.zeros_like(q), where=q > 0)
    stiffness = np.divide(1, compliance, out=np.zeros_like(q), where=q > 0)
    offset = np.fft.irfft2(stiffness * np.fft.rfft2(face), s=face.shape) + pressure
    mine = GapSolver(face.shape, 1).solve(compliance, offset, np.zeros(face.shape), tolerance=1e-7)
    other = elastic_contact(
        face, spacing=SPACING, modulus=MODULUS, pressure=pressure, tolerance=1e-7
    )
    assert 0.05 < other.contact_fraction < 0.95
    assert np.abs(mine.gap - other.gap).max() < 1e-5 * other.gap.max()


def test_steps_hardly_grow_with_the_slope_of_the_kernel(face):
    steps = [solved(face, kernel(m, 1e4 if m else 0), 0.5, 1e-4)[0].iterations for m in (0, 1, 2)]
    assert max(steps) <= 25


@pytest.mark.parametrize("shape", [(16, 16), (13, 22), (1, 9), (40, 7)])
def test_gathering_is_the_transpose_of_extending(shape):
    rng = np.random.default_rng(1)
    for share in (0.01, 0.3, 0.95):
        known = rng.random(shape) < share
        known[0, 0] = True
        pyramid = Pyramid(shape)
        pyramid.know(known)
        a = np.where(known, rng.standard_normal(shape), 0).astype(np.float32)
        b = rng.standard_normal(shape).astype(np.float32)
        extended = pyramid.extend(a.copy())
        assert np.array_equal(extended[known], a[known])
        gathered = pyramid.gather(b.copy())
        assert np.all(gathered[~known] == 0)
        assert np.vdot(extended, b) == pytest.approx(np.vdot(a, gathered), rel=1e-4, abs=1e-4)
        assert pyramid.extend(np.ones(shape, np.float32)) == pytest.approx(1, abs=1e-6)


def test_voids_are_sealed_when_no_way_leads_round():
    spot = np.zeros((8, 8), dtype=bool)
    spot[[0, 7, 0], [0, 0, 7]] = True
    spot[3:5, 3:5] = True
    labels, count = sealed_voids(spot)
    assert count == 2
    assert labels[0, 0] == labels[7, 0] == labels[0, 7] != labels[3, 3]
    groove = np.zeros((8, 8), dtype=bool)
    groove[:, 2] = groove[5, 5] = True
    assert sealed_voids(groove)[1] == 1
    assert sealed_voids(groove)[0][0, 2] == 0
    stairs = np.eye(8, dtype=bool) | np.roll(np.eye(8, dtype=bool), 1, axis=1)
    assert sealed_voids(stairs)[1] == 0
    cross = np.ones((8, 8), dtype=bool)
    cross[:, 4] = cross[3, :] = False
    assert sealed_voids(cross)[1] == 1
    assert sealed_voids(np.ones((4, 4), dtype=bool))[1] == 0
    assert sealed_voids(np.zeros((4, 4), dtype=bool))[1] == 0
