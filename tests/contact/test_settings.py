"""Free faces, held indentations, hardness, threads, and how the work grows with the grid."""

import numpy as np
import pytest

from asperity.contact import Contact, elastic_contact
from asperity.reference import hertz
from asperity.topography import Band
from tests.contact.faces import radius_map, rms_slope, rough

E, RADIUS, SIDE = 1e9, 1e-3, 2e-5


def sphere(points: int) -> tuple[np.ndarray, float]:
    spacing = SIDE / points
    return -(radius_map(points, spacing) ** 2) / (2 * RADIUS), spacing


def face(points: int, seed: int = 4) -> tuple[np.ndarray, float]:
    """A rough map and its contact modulus times its slope: the pressure of nearly full contact."""
    band = Band(rms_height=5e-9, hurst=0.8, longest=points / 4 * 1e-8, shortest=4e-8)
    heights = rough(band, points, 1e-8, np.random.default_rng(seed))
    return heights, E * rms_slope(heights, 1e-8)


def free_sphere(points: int, radius: float) -> tuple[Contact, float]:
    heights, spacing = sphere(points)
    force = 4 * E * radius**3 / (3 * RADIUS)
    found = elastic_contact(
        heights, spacing=spacing, modulus=E, pressure=force / SIDE**2, boundary="free"
    )
    return found, force


@pytest.mark.parametrize("radius", [4.3e-6, 7.1e-6])
def test_a_free_sphere_is_hertz_with_nothing_around_it(radius: float) -> None:
    """Unlike the periodic one it has no images: the approach itself is Hertz's, a²/R."""
    found, force = free_sphere(128, radius)
    r = radius_map(128, SIDE / 128)
    exact = hertz.pressure(r, force, RADIUS, E)
    assert found.converged, found.reason
    assert np.abs(found.pressure - exact).sum() < 0.01 * exact.sum()
    assert found.indentation == pytest.approx(radius**2 / RADIUS, rel=3e-3)


def test_a_free_sphere_comes_nearer_with_the_grid() -> None:
    errors = []
    for points in (32, 64, 128):
        found, force = free_sphere(points, 6.3e-6)
        exact = hertz.pressure(radius_map(points, SIDE / points), force, RADIUS, E)
        errors.append(np.abs(found.pressure - exact).sum() / exact.sum())
    assert np.all(np.log2(np.array(errors[:-1]) / np.array(errors[1:])) > 0.9)


@pytest.mark.parametrize("boundary", ["periodic", "free"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.8])
def test_indentation_and_pressure_ask_the_same(boundary: str, share: float) -> None:
    heights, full = face(64)
    common = {"spacing": 1e-8, "modulus": E, "boundary": boundary, "tolerance": 1e-9}
    loaded = elastic_contact(heights, pressure=share * full, **common)
    held = elastic_contact(heights, indentation=loaded.indentation, **common)
    assert held.converged, held.reason
    assert held.mean_pressure == pytest.approx(share * full, rel=1e-6)
    difference = np.linalg.norm(held.pressure - loaded.pressure)
    assert difference < 1e-6 * np.linalg.norm(loaded.pressure)


def test_full_contact_goes_in_by_the_height_of_the_highest_point() -> None:
    heights, full = face(64)
    found = elastic_contact(heights, spacing=1e-8, modulus=E, pressure=10 * full)
    assert found.contact_fraction == 1
    assert found.indentation == pytest.approx(heights.max() - heights.mean(), rel=1e-12)


@pytest.mark.parametrize("share", [0.05, 0.3])
def test_nothing_presses_harder_than_the_hardness(share: float) -> None:
    heights, full = face(64)
    hardness = 0.6 * full
    common = {"spacing": 1e-8, "modulus": E, "pressure": share * full, "tolerance": 1e-8}
    soft = elastic_contact(heights, hardness=hardness, **common)
    hard = elastic_contact(heights, **common)
    assert soft.converged, soft.reason
    assert soft.plastic is not None
    assert hard.plastic is None
    assert soft.pressure.max() == pytest.approx(hardness, rel=1e-12)
    assert soft.mean_pressure == pytest.approx(share * full, rel=1e-10)
    assert soft.contact_fraction > hard.contact_fraction
    assert soft.plastic.max() > 0
    assert np.all(soft.plastic[soft.pressure < hardness * (1 - 1e-9)] == 0)
    assert np.all(soft.gap * soft.pressure == 0)


def test_a_very_soft_face_touches_by_load_over_hardness() -> None:
    """Bowden and Tabor: where all contact has given way, f = p̄/H."""
    heights, full = face(64)
    found = elastic_contact(
        heights, spacing=1e-8, modulus=E, pressure=1e-3 * full, hardness=4e-3 * full
    )
    assert found.contact_fraction == pytest.approx(0.25, abs=0.03)


@pytest.mark.parametrize("boundary", ["periodic", "free"])
def test_threads_do_not_change_a_digit(boundary: str) -> None:
    heights, full = face(256)
    one, two = (
        elastic_contact(
            heights, spacing=1e-8, modulus=E, pressure=0.2 * full, boundary=boundary, threads=n
        )
        for n in (1, 2)
    )
    assert np.array_equal(one.pressure, two.pressure)
    assert np.array_equal(one.gap, two.gap)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 1.2])
def test_the_steps_hardly_know_the_grid(share: float) -> None:
    steps = []
    for points in (64, 128, 256, 512):
        heights, full = face(points)
        found = elastic_contact(heights, spacing=1e-8, modulus=E, pressure=share * full)
        assert found.converged, found.reason
        steps.append(found.iterations)
    assert max(steps) <= 13
    assert steps[-1] <= steps[0] + 3


@pytest.mark.parametrize("shape", [(96, 128), (81, 50), (33, 200)])
def test_grids_of_any_shape(shape: tuple[int, int]) -> None:
    heights = np.random.default_rng(1).standard_normal(shape) * 1e-9
    found = elastic_contact(heights, spacing=1e-8, modulus=E, pressure=2e7)
    assert found.converged, found.reason
    assert found.mean_pressure == pytest.approx(2e7)
