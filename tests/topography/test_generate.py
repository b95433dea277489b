"""Generated faces are what was asked for."""

from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity.errors import TopographyRefusal
from asperity.topography import (
    Band,
    polished,
    porous,
    power_spectrum,
    scratched,
    self_affine,
    statistics,
)

BAND = Band(rms_height=1e-7, hurst=0.8, longest=2e-6, shortest=2e-7)
GRID = {"shape": (96, 128), "spacing": 5e-8, "band": BAND}


@settings(max_examples=20)
@given(
    st.integers(0, 2**32),
    st.floats(0.05, 0.95),
    st.tuples(st.integers(16, 70), st.integers(16, 70)),
)
def test_self_affine(seed: int, hurst: float, shape: tuple[int, int]) -> None:
    band = Band(rms_height=1e-7, hurst=hurst, longest=12e-8, shortest=4e-8)
    face = self_affine(shape, spacing=(1e-8, 1.1e-8), band=band, seed=seed)
    assert statistics.rms(face) == pytest.approx(1e-7, rel=1e-12)
    assert np.mean(face.heights) == pytest.approx(0, abs=1e-20)
    waves = np.abs(np.fft.fft2(face.heights)) / face.heights.size
    y, x = (np.fft.fftfreq(n, d) for n, d in zip(shape, face.spacing, strict=True))
    length = 1 / np.maximum(np.hypot(y[:, None], x[None, :]), 1e-9)
    inside = (length <= 12e-8 * (1 + 1e-6)) & (length >= 4e-8 * (1 - 1e-6))
    assert waves[~inside] == pytest.approx(0, abs=1e-20)
    law = waves[inside] / length[inside] ** (1 + hurst)
    assert law == pytest.approx(law[0], rel=1e-9)  # the very power law, wave by wave


def test_the_same_seed_is_the_same_face() -> None:
    one, other = (self_affine(**GRID, seed=7) for _ in range(2))
    assert np.array_equal(one.heights, other.heights)
    assert not np.array_equal(one.heights, self_affine(**GRID, seed=8).heights)
    drawn = np.random.default_rng(7)
    assert np.array_equal(one.heights, self_affine(**GRID, seed=drawn).heights)
    assert not np.array_equal(one.heights, self_affine(**GRID, seed=drawn).heights)
    assert "seed 7" in one.source
    assert not one.heights.flags.writeable


def test_nobody_else_is_drawn_from() -> None:
    np.random.seed(1)  # noqa: NPY002 (the state that must not be touched)
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    face = self_affine(**GRID, seed=1)
    porous(
        scratched(face, count=3, depth=1e-7, width=2e-7, seed=1), diameter=1e-6, share=0.1, seed=1
    )
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002


@pytest.mark.parametrize("skew", [-0.2, -1.0, -3.0])
@pytest.mark.parametrize("plateau", [0.0, 0.1])
def test_polished(skew: float, plateau: float) -> None:
    face = polished(**GRID, skew=skew, plateau=plateau, seed=1)
    assert statistics.skewness(face) == pytest.approx(skew, abs=1e-4)
    assert statistics.rms(face) == pytest.approx(1e-7, rel=1e-12)
    assert np.mean(face.heights) == pytest.approx(0, abs=1e-20)
    low, middle, high = np.percentile(face.heights, [5, 50, 95])
    assert high - middle < (0.35 if skew <= -1 else 0.97) * (middle - low)  # no peaks, but valleys


def test_scratched() -> None:
    face = self_affine(**GRID, seed=1)
    none = scratched(face, count=0, depth=1e-7, width=4e-7, seed=2)
    assert np.array_equal(none.heights, face.heights)
    flat = face.with_heights(np.zeros(face.shape))
    one = scratched(flat, count=1, depth=3e-7, width=6e-7, seed=2)
    assert one.heights.max() == 0
    assert -3e-7 <= one.heights.min() < -2.8e-7
    many = scratched(face, count=6, depth=3e-7, width=6e-7, seed=2)
    assert (many.heights <= face.heights).all()
    assert (many.heights >= face.heights - 3e-7 * (1 + 1e-12)).all()
    assert many.source.endswith("6 scratches")


def test_a_scratch_is_as_long_as_it_is_wound() -> None:
    """Its volume: mean section depth/2 over its width, times its length on the torus."""
    flat = self_affine((256, 256), spacing=2e-8, band=BAND, seed=1)
    flat = flat.with_heights(np.zeros(flat.shape))
    for seed in range(8):
        groove = scratched(flat, count=1, depth=1e-7, width=4e-7, seed=seed)
        volume = -groove.heights.sum() * 2e-8**2
        turns = (volume / (0.5e-7 * 4e-7) / flat.size[0]) ** 2  # across² + along²
        assert turns == pytest.approx(round(turns), rel=0.02)
        assert 1 <= round(turns) <= 13


@settings(max_examples=15)
@given(st.integers(0, 1000), st.floats(0.0, 0.4), st.floats(3e-7, 1.5e-6))
def test_porous(seed: int, share: float, diameter: float) -> None:
    face = self_affine((100, 140), spacing=5e-8, band=BAND, seed=1)
    pitted = porous(face, diameter=diameter, share=share, seed=seed, depth=2e-6)
    area = face.size[0] * face.size[1]
    count = round(share * area / (pi / 4 * diameter**2))
    met = count * pi / 4 * diameter**2 / area
    assert abs(met - share) <= pi / 8 * diameter**2 / area + 1e-12
    lowered = np.mean(pitted.heights < face.heights)
    assert lowered == pytest.approx(met, abs=0.01 + 0.25 * met)  # pits smooth out at their rims
    assert (pitted.heights <= face.heights).all()
    assert pitted.heights.min() >= min(-2e-6, face.heights.min()) * (1 + 1e-9)


def test_pores_on_a_flat_face_cover_their_share() -> None:
    flat = self_affine((512, 512), spacing=2e-8, band=BAND, seed=1)
    flat = flat.with_heights(np.zeros(flat.shape))
    pitted = porous(flat, diameter=1e-6, share=0.25, seed=3)
    count = round(0.25 * flat.size[0] * flat.size[1] / (pi / 4 * 1e-12))
    depth = -pitted.heights
    assert np.mean(depth > 0) == pytest.approx(
        count * pi / 4 * 1e-12 / (flat.size[0] * flat.size[1]), rel=5e-3
    )
    assert depth.max() == pytest.approx(5e-7, rel=2e-3)
    assert depth.sum() * 4e-16 == pytest.approx(count * 2 / 3 * pi * (5e-7) ** 3, rel=5e-3)


REFUSED = {
    "longer than the map": (
        lambda: self_affine((8, 8), spacing=1e-8, band=BAND, seed=1),
        "no|waves of 2e-07 to 2e-06 m on 8e-08 m",
    ),
    "too few points": (lambda: self_affine((3, 8), spacing=1e-8, band=BAND, seed=1), "4 or more"),
    "no spacing": (lambda: self_affine((8, 8), spacing=0.0, band=BAND, seed=1), "more than 0"),
    "skewed upwards": (lambda: polished(**GRID, skew=0.5, plateau=0.1, seed=1), "less than 0"),
    "skewed beyond": (
        lambda: polished(**GRID, skew=-4.9, plateau=0.9, seed=1),
        "write one between",
    ),
    "all plateau": (lambda: polished(**GRID, skew=-1, plateau=1.0, seed=1), "less than 1"),
    "minus one scratch": (
        lambda: scratched(self_affine(**GRID, seed=1), count=-1, depth=1.0, width=1.0, seed=1),
        "0 or more",
    ),
    "no depth": (
        lambda: scratched(self_affine(**GRID, seed=1), count=1, depth=0.0, width=1.0, seed=1),
        "depth: found 0.0",
    ),
    "too many pores": (
        lambda: porous(self_affine(**GRID, seed=1), diameter=1e-6, share=0.5, seed=1),
        "write 0 to 0.4",
    ),
    "pores too wide": (
        lambda: porous(self_affine(**GRID, seed=1), diameter=3e-6, share=0.1, seed=1),
        "half the side",
    ),
    "not periodic": (
        lambda: porous(
            self_affine(**GRID, seed=1).with_heights(np.zeros((8, 8)), periodic=False),
            diameter=1e-8,
            share=0.1,
            seed=1,
        ),
        "make it seamless",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    make, message = REFUSED[case]
    with pytest.raises(TopographyRefusal, match=message):
        make()


def test_the_spectrum_of_a_generated_face_ends_where_it_should() -> None:
    found = power_spectrum(self_affine((256, 256), spacing=5e-8, band=BAND, seed=1))
    lengths = found.wavelength[found.density > 0]
    assert lengths.max() <= 2e-6 * (1 + 1e-9)
    assert lengths.min() >= 2e-7 * (1 - 1e-9)
