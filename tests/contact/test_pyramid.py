"""What continues a field from the contact over the grid: exact on it, and with a true transpose."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity.contact.elastic.crew import Crew
from asperity.contact.elastic.pyramid import Pyramid

SHAPES = st.tuples(st.integers(4, 70), st.integers(4, 70))


@settings(max_examples=40, deadline=None)
@given(SHAPES, st.floats(0.01, 1.0), st.integers(0, 1000))
def test_the_transpose_is_the_transpose(shape: tuple[int, int], share: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    mask = (rng.random(shape) < share).astype(np.uint8)
    field = (rng.standard_normal(shape) * mask).astype(np.float32)
    other = rng.standard_normal(shape).astype(np.float32)
    out = np.zeros(shape, dtype=np.float32)
    with Crew(1) as crew:
        pyramid = Pyramid(shape, crew)
        pyramid.extend(field, mask, out)
        there = np.vdot(out.astype(np.float64), other)
        cells = pyramid.gather(other, mask)
    rows, columns = np.indices(shape) // 2
    back = np.vdot((mask * (other + cells[rows, columns])).astype(np.float64), field)
    scale = np.linalg.norm(out) * np.linalg.norm(other) + 1e-30
    assert abs(there - back) < 1e-5 * scale


@pytest.mark.parametrize("shape", [(32, 32), (33, 20), (5, 4)])
def test_what_is_known_stays_and_the_rest_lies_between(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(2)
    mask = (rng.random(shape) < 0.3).astype(np.uint8)
    field = (rng.random(shape) * mask).astype(np.float32)
    out = np.full(shape, np.nan, dtype=np.float32)
    with Crew(1) as crew:
        Pyramid(shape, crew).extend(field, mask, out)
    assert np.array_equal(out[mask == 1], field[mask == 1])
    assert out.min() >= 0
    assert out.max() <= field.max()


def test_a_lone_spot_fades_as_one_over_the_distance() -> None:
    mask = np.zeros((256, 256), dtype=np.uint8)
    mask[126:130, 126:130] = 1
    out = np.zeros((256, 256), dtype=np.float32)
    with Crew(1) as crew:
        Pyramid((256, 256), crew).extend(mask.astype(np.float32), mask, out)
    near, far = out[128, 128 + 16], out[128, 128 + 64]
    assert 0.1 < far / near < 0.6  # a quarter, but for the steps of the pyramid
