"""What is done to a map takes off what it should, and nothing else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity.errors import TopographyRefusal
from asperity.topography import (
    Band,
    TopographyMap,
    coarsen,
    crop,
    fill,
    levelled,
    prepared,
    seamless,
    self_affine,
    squared,
    statistics,
    tapered,
)

BAND = Band(rms_height=1e-7, hurst=0.8, longest=2e-6, shortest=2e-7)
ROUGH = self_affine((64, 80), spacing=5e-8, band=BAND, seed=1)


def polynomial(face: TopographyMap, terms: dict[tuple[int, int], float]) -> np.ndarray:
    y, x = np.mgrid[: face.shape[0], : face.shape[1]] / 50
    return sum((c * y**i * x**j for (i, j), c in terms.items()), np.zeros(face.shape))


coefficients = st.floats(-1e-5, 1e-5)
TERMS = {
    "mean": [(0, 0)],
    "plane": [(0, 0), (1, 0), (0, 1)],
    "quadratic": [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)],
}


@settings(max_examples=15)
@given(st.data())
@pytest.mark.parametrize("kind", TERMS)
def test_levelling_takes_off_its_own_terms(kind: str, data: st.DataObject) -> None:
    """Whatever polynomial lies on the face, holes or not, the same face comes out."""
    form = {term: data.draw(coefficients) for term in TERMS[kind]}
    rough = np.array(ROUGH.heights)
    rough[3:9, 20:31] = np.nan
    bare, bent = (
        levelled(ROUGH.with_heights(heights), kind)
        for heights in (rough, rough + polynomial(ROUGH, form))
    )
    assert np.nanmax(np.abs(bent.heights - bare.heights)) < 1e-18
    assert np.nanmean(bare.heights) == pytest.approx(0, abs=1e-20)
    again = levelled(bare, kind)
    assert np.nanmax(np.abs(again.heights - bare.heights)) < 1e-18


def test_levels() -> None:
    assert levelled(ROUGH, "none") is ROUGH
    with pytest.raises(TopographyRefusal, match='did you mean "plane"'):
        levelled(ROUGH, "plain")  # type: ignore[arg-type]


@settings(max_examples=20)
@given(st.integers(0, 2**32), st.floats(0, 0.19), st.booleans())
def test_filled_holes_lie_within_their_neighbours(seed: int, share: float, periodic: bool) -> None:
    """The maximum principle: a soap film does not rise above its frame."""
    chance = np.random.default_rng(seed)
    heights = chance.normal(size=(20, 24)) * 1e-7
    holes = chance.random(heights.shape) < share
    face = TopographyMap(
        heights=np.where(holes, np.nan, heights), spacing=(1e-8, 1e-8), periodic=periodic
    )
    if face.hole_share > 0.2:
        return
    whole = fill(face)
    assert not whole.holes.any()
    assert np.array_equal(whole.heights[~holes], heights[~holes])
    assert whole.heights.max() <= heights[~holes].max() * (1 + 1e-12)
    assert whole.heights.min() >= heights[~holes].min() * (1 + 1e-12)


def test_a_hole_in_a_plane_is_filled_with_the_plane() -> None:
    plane = polynomial(ROUGH, {(1, 0): 1e-6, (0, 1): -2e-6})
    holed = plane.copy()
    holed[10:20, 30:50] = np.nan
    whole = fill(ROUGH.with_heights(holed, periodic=False))
    assert whole.heights == pytest.approx(plane, abs=1e-17)


def test_too_many_holes_are_refused() -> None:
    heights = np.array(ROUGH.heights)
    heights[:20] = np.nan
    with pytest.raises(TopographyRefusal, match="31% of the heights missing; crop"):
        fill(ROUGH.with_heights(heights))


def test_cropping() -> None:
    part = crop(ROUGH, slice(8, 40), slice(None))
    assert part.shape == (32, 80)
    assert np.array_equal(part.heights, ROUGH.heights[8:40])
    assert not part.periodic
    assert crop(ROUGH, slice(None), slice(None)).periodic
    with pytest.raises(TopographyRefusal, match="coarsen"):
        crop(ROUGH, slice(None, None, 2), slice(None))
    with pytest.raises(TopographyRefusal, match=r"shape \(2, 80\)"):
        crop(ROUGH, slice(0, 2), slice(None))


def test_coarsening_keeps_means() -> None:
    coarse = coarsen(ROUGH, 4)
    assert coarse.shape == (16, 20)
    assert coarse.spacing == pytest.approx((2e-7, 2e-7))
    assert coarse.size == pytest.approx(ROUGH.size)
    assert coarse.periodic
    assert coarse.heights[2, 3] == pytest.approx(ROUGH.heights[8:12, 12:16].mean())
    assert np.mean(coarse.heights) == pytest.approx(np.mean(ROUGH.heights), abs=1e-20)
    assert not coarsen(ROUGH, 3).periodic
    holed = np.array(ROUGH.heights)
    holed[0, 0] = np.nan
    holed[4:8, 4:8] = np.nan
    gaps = coarsen(ROUGH.with_heights(holed), 4)
    assert gaps.heights[0, 0] == pytest.approx(ROUGH.heights[:4, :4].ravel()[1:].mean())
    assert np.argwhere(gaps.holes).tolist() == [[1, 1]]
    assert coarsen(ROUGH, 1).heights == pytest.approx(ROUGH.heights)
    for factor in (0, 17):
        with pytest.raises(TopographyRefusal, match="1 to 16"):
            coarsen(ROUGH, factor)


def test_square_points_carry_the_same_surface() -> None:
    """A smooth surface on points 2:3 apart, on square ones: splines of fourth order."""

    def surface(face: TopographyMap) -> np.ndarray:
        y, x = (np.arange(n) * d for n, d in zip(face.shape, face.spacing, strict=True))
        return 1e-7 * np.outer(np.sin(y / 3e-7), np.cos(x / 4e-7))

    errors = []
    for step in (4e-8, 2e-8, 1e-8):
        shape = round(1.2e-6 / step), round(1.8e-6 / (1.5 * step))
        face = TopographyMap(heights=np.zeros(shape), spacing=(step, 1.5 * step))
        face = face.with_heights(surface(face))
        assert not face.square
        even = squared(face)
        assert even.square
        assert even.spacing[0] == step
        errors.append(np.abs(even.heights - surface(even)).max())
    assert (np.log2(np.divide(errors[:-1], errors[1:])) > 3).all()
    assert squared(ROUGH) is ROUGH


def test_a_seamless_map_goes_on_at_its_edges() -> None:
    tilted = ROUGH.with_heights(ROUGH.heights + polynomial(ROUGH, {(1, 0): 1e-6}), periodic=False)
    closed = seamless(tilted)
    assert closed.periodic
    inner = np.abs(np.diff(closed.heights, axis=0)).max()
    assert np.abs(closed.heights[0] - closed.heights[-1]).max() < 1.5 * inner
    assert np.mean(closed.heights) == pytest.approx(np.mean(tilted.heights), abs=1e-16)
    detail, kept = (np.diff(face.heights[20:40, 20:60], n=2, axis=1) for face in (tilted, closed))
    assert np.std(kept - detail) < 0.01 * np.std(detail)
    assert seamless(ROUGH) is ROUGH


def test_the_seam_costs_a_periodic_face_little() -> None:
    closed = seamless(ROUGH.with_heights(ROUGH.heights, periodic=False))
    assert np.std(closed.heights - ROUGH.heights) < 0.1 * np.std(ROUGH.heights)
    assert statistics.slope(closed) == pytest.approx(statistics.slope(ROUGH), rel=0.05)


def test_a_window_falls_to_nothing_and_keeps_the_power() -> None:
    white = TopographyMap(
        heights=1e-9 * np.random.default_rng(1).normal(size=(256, 256)), spacing=(1.0, 1.0)
    )
    window = tapered(white)
    assert np.abs(window.heights[0]).max() < 1e-3 * np.abs(window.heights).max()
    assert statistics.rms(window) == pytest.approx(statistics.rms(white), rel=0.02)


def test_prepared_does_it_all() -> None:
    heights = ROUGH.heights + polynomial(ROUGH, {(0, 0): 1e-6, (1, 0): 1e-6})
    heights[5, 6] = np.nan
    face = TopographyMap(heights=heights, spacing=(5e-8, 6e-8), source="face.npy")
    with pytest.raises(TopographyRefusal, match="holes: found 1 of 5120 heights missing"):
        prepared(face)
    ready = prepared(face, holes="fill")
    assert ready.square
    assert ready.periodic
    assert not ready.holes.any()
    assert ready.source == "face.npy"


@pytest.mark.parametrize(
    ("heights", "spacing", "message"),
    [
        (np.zeros((3, 9)), 1.0, "an array of shape (3, 9)"),
        (np.zeros(9), 1.0, "an array of shape (9,)"),
        (np.zeros((9, 9), dtype=complex), 1.0, "values of type complex128"),
        ([[1, 2], [3]], 1.0, "rows of unequal length"),
        (np.full((9, 9), np.inf), 1.0, "an infinite height"),
        (np.full((9, 9), np.nan), 1.0, "0 heights in a map of 81 points"),
        (np.arange(81.0).reshape(9, 9), 1.0, "heights over 80.0 m"),
        (np.zeros((9, 9)), 0.0, "spacing: found"),
        (np.zeros((9, 9)), float("nan"), "spacing: found"),
        (np.zeros((9, 9)), (1.0, -1.0), "spacing: found"),
        (np.zeros((9, 9)), (1.0, 1.0, 1.0), "spacing: found"),
    ],
)
def test_what_is_no_map_is_refused(heights: object, spacing: object, message: str) -> None:
    with pytest.raises(TopographyRefusal) as refusal:
        TopographyMap(heights=heights, spacing=spacing)  # type: ignore[arg-type]
    assert message in str(refusal.value)


def test_a_map_is_its_own_and_read_only() -> None:
    heights = np.zeros((8, 9))
    face = TopographyMap(heights=heights, spacing=1.0)  # type: ignore[arg-type]
    heights[0, 0] = 1
    assert face.heights[0, 0] == 0
    assert face.spacing == (1.0, 1.0)
    with pytest.raises(ValueError, match="read-only"):
        face.heights[0, 0] = 1
    masked = np.ma.masked_less(np.eye(8) * 1e-9, 0.5e-9)
    holed = masked.copy()
    holed[0, :] = 1e-9
    holed[1, :] = 1e-9
    assert TopographyMap(heights=holed, spacing=(1.0, 1.0)).hole_share == pytest.approx(42 / 64)
