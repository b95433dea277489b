"""What any contact obeys: balance, complementarity, symmetry, scale, order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from asperity.contact import elastic_contact
from asperity.contact.elastic.cascade import loaded
from asperity.topography import Band
from tests.contact.faces import awkward, displaced, rms_slope, rough

E, SPACING = 2e9, 1e-7
BAND = Band(rms_height=5e-9, hurst=0.8, longest=3.2e-6, shortest=4e-7)
ROUGH = rough(BAND, 64, SPACING, np.random.default_rng(3))
FULL = E * rms_slope(ROUGH, SPACING)
shares = st.floats(1e-4, 3.0)


def unsolved(heights: NDArray[np.float64], p: NDArray[np.float64]) -> tuple[float, float]:
    """Gap left under pressure and overlap elsewhere, m, by one sum over all pairs of points."""
    size = heights.size
    unit = np.zeros(heights.shape)
    unit[0, 0] = 1.0
    answer = displaced(unit, SPACING, E)
    rows, columns = np.indices(heights.shape).reshape(2, size)
    matrix = answer[rows[:, None] - rows[None, :], columns[:, None] - columns[None, :]]
    gap = (matrix @ p.ravel()).reshape(heights.shape) - heights
    gap -= gap[p > 0].mean()
    return float(np.abs(gap[p > 0]).max()), float(max(-gap.min(), 0.0))


@pytest.mark.parametrize("name", awkward())
@pytest.mark.parametrize("share", [1e-4, 1e-2, 0.3, 3.0])
def test_awkward_faces_are_solved(name: str, share: float) -> None:
    """The problem is convex: what meets all conditions is the one answer."""
    heights = awkward()[name]
    load = share * 1e-6 * E / 1e-5
    found = elastic_contact(heights, spacing=SPACING, modulus=E, pressure=load)
    assert found.converged, found.reason
    assert found.iterations <= 30
    assert found.pressure.mean() == pytest.approx(load, rel=1e-12)
    assert found.pressure.min() >= 0
    assert found.gap.min() >= 0
    assert np.all(found.pressure * found.gap == 0)
    left, overlap = unsolved(heights, found.pressure)
    assert max(left, overlap) <= 1e-5 * max(np.ptp(heights), 1e-9)


@pytest.mark.parametrize("share", [3e-4, 1e-2, 0.3, 1.0, 1.8])
def test_the_residual_is_the_error_of_the_pressure(share: float) -> None:
    exact, found = (
        elastic_contact(
            ROUGH, spacing=SPACING, modulus=E, pressure=share * FULL, tolerance=tolerance
        )
        for tolerance in (1e-11, 1e-4)
    )
    error = np.linalg.norm(found.pressure - exact.pressure) / np.linalg.norm(exact.pressure)
    assert 0.2 * found.residual < error <= found.residual
    assert exact.iterations <= 30


@settings(max_examples=15)
@given(shares, st.floats(1.01, 3.0))
def test_more_pressure_never_opens_a_gap(share: float, factor: float) -> None:
    less, more = (
        elastic_contact(ROUGH, spacing=SPACING, modulus=E, pressure=load, tolerance=1e-8)
        for load in (share * FULL, factor * share * FULL)
    )
    assert more.contact_fraction >= less.contact_fraction
    assert more.mean_gap <= less.mean_gap
    assert np.all(more.pressure >= less.pressure * (1 - 1e-6) - 1e-6 * FULL)


@settings(max_examples=15)
@given(shares, st.integers(0, 63), st.integers(0, 63), st.booleans())
def test_where_a_face_begins_does_not_matter(share: float, i: int, j: int, turned: bool) -> None:
    moved = np.roll(ROUGH, (i, j), (0, 1)) + 1e-3
    moved = moved.T if turned else moved
    here, there = (
        elastic_contact(face, spacing=SPACING, modulus=E, pressure=share * FULL, tolerance=1e-8)
        for face in (ROUGH, moved)
    )
    back = there.pressure.T if turned else there.pressure
    back = np.roll(back, (-i, -j), (0, 1))
    assert np.linalg.norm(back - here.pressure) < 1e-6 * np.linalg.norm(here.pressure)


@settings(max_examples=15)
@given(shares, st.floats(0.1, 10), st.floats(0.1, 10), st.floats(0.1, 10))
def test_only_the_ratios_matter(share: float, high: float, wide: float, stiff: float) -> None:
    here = elastic_contact(ROUGH, spacing=SPACING, modulus=E, pressure=share * FULL)
    there = elastic_contact(
        high * ROUGH,
        spacing=wide * SPACING,
        modulus=stiff * E,
        pressure=share * FULL * high * stiff / wide,
    )
    scale = high * stiff / wide
    difference = np.linalg.norm(there.pressure / scale - here.pressure)
    assert difference < 3e-6 * np.linalg.norm(here.pressure)
    assert there.mean_gap == pytest.approx(high * here.mean_gap, rel=1e-4, abs=1e-14)


def test_no_load_just_touches() -> None:
    found = elastic_contact(ROUGH, spacing=SPACING, modulus=E, pressure=0)
    assert found.contact_fraction == 0
    assert found.gap.min() == 0
    assert found.mean_gap == pytest.approx(ROUGH.max() - ROUGH.mean())


def test_the_record_cannot_be_changed() -> None:
    found = elastic_contact(ROUGH, spacing=SPACING, modulus=E, pressure=FULL)
    assert not found.pressure.flags.writeable
    assert not found.gap.flags.writeable
    with pytest.raises(AttributeError):
        found.mean_gap = 0.0  # type: ignore[misc]


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=30), st.floats(1e-3, 100))
def test_the_nearest_field_of_a_load(values: list[float], load: float) -> None:
    """It differs from what was wanted by one constant where it is not zero."""
    wanted = np.array([values])
    found = loaded(wanted.copy(), load, np.inf)
    assert found.sum() == pytest.approx(load)
    level = (wanted - found)[found > 0]
    assert level == pytest.approx(level[0], abs=1e-9)
    assert np.all(wanted[found == 0] <= level[0] + 1e-9)
