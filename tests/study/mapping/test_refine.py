"""Where presses go: boundaries to a step of the lattice, a checked error, few presses."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import maximum_filter, minimum_filter

from asperity.errors import Stopped
from asperity.study.mapping.cells import fill
from asperity.study.mapping.cells.lattice import Lattice, between, squeezed, stretched
from asperity.study.mapping.cells.refine import MOST, coarse, refine
from asperity.study.mapping.record import DONE, NOT_CARRIED_OUT, REFUSED, level
from tests.study.mapping.fake import ROUND, Fake


def mapped(points, most=None, **fake):
    shape = points if isinstance(points, tuple) else (points, points)
    lattice, presser = Lattice(shape), Fake(shape, **fake)
    refined = refine(lattice, presser, most=most)
    over = fill.cover(refined.cells, lattice.shape)
    states = fill.status(lattice, over)
    grave = np.max([fill.severity(one, over, states) for one in lattice.severity.values()], axis=0)
    return lattice, presser, refined, states, grave


def truth(presser):
    every = presser.every()
    grave = np.max(list(every.severity.values()), axis=0)
    return every.status.reshape(presser.shape), grave.reshape(presser.shape)


def beside(codes):
    """Where a point within a step has another code."""
    return maximum_filter(codes, size=3) != minimum_filter(codes, size=3)


@pytest.mark.parametrize("points", [25, 60, 150, 200])
def test_a_boundary_lies_within_a_step_of_its_place(points):
    _, presser, refined, _, grave = mapped(points)
    _, true = truth(presser)
    wrong = level(grave) != level(true)
    assert refined.boundary == 1
    assert not (wrong & ~beside(level(true))).any()


@pytest.mark.parametrize("points", [60, 200])
def test_smooth_fields_need_few_presses(points):
    lattice, presser, refined, *_ = mapped(points)
    assert lattice.pressed.sum() == presser.count
    assert presser.count < 900
    assert 0 < refined.checks < presser.count


@pytest.mark.parametrize("points", [25, 60, 200])
def test_the_error_accepted_bounds_the_error_there_is(points):
    lattice, presser, refined, states, _ = mapped(points)
    found = fill.quantity(lattice, fill.cover(refined.cells, lattice.shape), states)
    true = presser.every().quantity.reshape(presser.shape)
    assert 0 < refined.error <= MOST
    inside = np.hypot(*np.meshgrid(*[np.linspace(0, 1, points) - at for at in (0.45, 0.4)])) < 0.3
    assert np.abs(found / true - 1)[inside].max() < 1.5 * refined.error


def test_interpolation_is_of_second_order():
    points = 65
    places = np.indices((points, points)).reshape(2, -1).T
    y, x = places.T / (points - 1)
    true = np.exp(np.sin(3 * x) * y + x).reshape(points, points)
    errors = []
    for parts in (4, 8, 16):
        edges = np.arange(0, points, (points - 1) // parts)
        cells = np.array([(a, b, c, d) for a, b in pairwise(edges) for c, d in pairwise(edges)])
        known = np.full_like(true, np.nan)
        known[np.ix_(edges, edges)] = true[np.ix_(edges, edges)]
        errors.append(np.abs(fill.filled(known, fill.cover(cells, known.shape)) - true).max())
    orders = np.log2(np.array(errors[:-1]) / errors[1:])
    assert orders == pytest.approx(2.0, abs=0.2)


def test_a_missing_corner_lies_in_the_plane_of_the_others():
    rows, columns = np.indices((5, 5))
    plane = 1.0 + 2 * rows + 3 * columns
    plane[4, 4] = np.nan
    cell = np.array([[0, 4, 0, 4]])
    for row, column in ((0, 0), (2, 3), (4, 0), (3, 3)):
        found = between(plane, cell, np.array([row]), np.array([column]))
        assert found == pytest.approx(1 + 2 * row + 3 * column)


def test_what_ends_the_process_ends_where_it_ends():
    def capped(x, y):
        return np.minimum(0.6 + 0.5 * y + 0.2 * x**2, 1.0)

    _, presser, refined, states, _ = mapped(80, melt=capped)
    true, _ = truth(presser)
    assert {DONE, NOT_CARRIED_OUT} == set(np.unique(states).tolist())
    assert not ((states != true) & ~beside(true)).any()
    assert refined.boundary == 1


def test_where_the_recipe_is_refused_nothing_is_known():
    _, presser, _, states, grave = mapped(60, refused=lambda x, y: x + 0.3 * y > 0.8)
    true, _ = truth(presser)
    assert not ((states != true) & ~beside(true)).any()
    assert np.isnan(grave[states == REFUSED]).all()
    assert not np.isnan(grave[states != REFUSED]).any()


def test_a_jump_is_found_to_a_step():
    def jump(x, y):
        return np.where(x + 0.1 * y > 0.53, 1.7, 0.1)

    lattice, presser, _, _, grave = mapped(100, risk=jump)
    _, true = truth(presser)
    assert not ((level(grave) != level(true)) & ~beside(level(true))).any()
    assert lattice.pressed.sum() < 0.15 * 100**2


@settings(max_examples=12, deadline=None)
@given(
    middle=st.tuples(st.floats(0.2, 0.8), st.floats(0.2, 0.8)),
    radius=st.floats(0.15, 0.5),
    points=st.integers(12, 40),
)
def test_more_points_never_move_a_boundary_by_more_than_a_step(middle, radius, points):
    def ring(x, y):
        return np.hypot(x - middle[0], y - middle[1]) / radius

    few, many = (level(mapped(count, risk=ring)[4]) for count in (points, 2 * points - 1))
    apart = few != many[::2, ::2]
    within = maximum_filter(many, size=5) != minimum_filter(many, size=5)
    assert not (apart & ~within[::2, ::2]).any()


@pytest.mark.parametrize("shape", [(2, 2), (2, 9), (3, 4), (9, 100), (41, 17)])
def test_cells_cover_any_lattice_once(shape):
    lattice, _, refined, _, grave = mapped(shape)
    sides = (refined.cells[:, 1] - refined.cells[:, 0]) * (
        refined.cells[:, 3] - refined.cells[:, 2]
    )
    assert sides.sum() == (shape[0] - 1) * (shape[1] - 1)
    assert not np.isnan(grave).any()
    assert lattice.pressed.any()


def test_a_limit_of_presses_is_kept_and_told():
    _, presser, refined, *_ = mapped(200, most=250, risk=lambda x, _: 3 * np.abs(x - 0.5) ** 0.5)
    assert presser.count <= 250
    assert refined.boundary > 1


def test_presses_go_to_boundaries_first():
    def wavy(x, _):
        return np.exp(np.sin(40 * x))

    _, presser, _, _, grave = mapped(100, most=500, quantity=wavy)
    _, true = truth(presser)
    assert np.mean(level(grave) != level(true)) < 0.01


@pytest.mark.parametrize("after", [1, 2, 3])
def test_ended_it_keeps_what_it_has(after):
    class Ended(Fake):
        def __call__(self, places):
            if len(self.asked) == after:
                raise Stopped
            return super().__call__(places)

    lattice = Lattice((100, 100))
    refined = refine(lattice, Ended(lattice.shape, risk=lambda x, _: np.where(x > 0.4, 1.5, 0.1)))
    assert refined.stopped
    assert refined.boundary > 1
    found = fill.filled(squeezed(lattice.severity[ROUND]), fill.cover(refined.cells, lattice.shape))
    assert not np.isnan(found).any()


def test_ended_before_the_coarse_lattice_there_is_no_map():
    def ended(_):
        raise Stopped

    with pytest.raises(Stopped):
        refine(Lattice((20, 20)), ended)


def test_no_point_is_pressed_twice():
    _, presser, *_ = mapped(60)
    flat = np.concatenate([places[:, 0] * 60 + places[:, 1] for places in presser.asked])
    assert len(np.unique(flat)) == len(flat)


@given(st.floats(0, 1e6))
def test_squeezing_keeps_order_and_can_be_undone(value):
    there = np.array([value, value * 1.01 + 1e-3])
    squeezed_there = squeezed(there)
    assert squeezed_there[0] < squeezed_there[1]
    assert stretched(squeezed_there) == pytest.approx(there)


def test_a_coarse_lattice_reaches_both_ends():
    cells = coarse((200, 30))
    assert (cells.min(), cells[:, 1].max(), cells[:, 3].max()) == (0, 199, 29)


def test_a_point_between_cells_is_told_of_by_the_smallest():
    cells = np.array([(0, 4, 0, 4), (0, 2, 4, 6), (2, 4, 4, 6)])
    over = fill.cover(cells, (5, 7))
    whose = over.cells.reshape(5, 7, 4)
    assert whose[1, 3].tolist() == [0, 4, 0, 4]
    assert whose[1, 4].tolist() == [0, 2, 4, 6]
    assert whose[2, 5].tolist() == [0, 2, 4, 6]
    assert whose[3, 4].tolist() == [2, 4, 4, 6]
    assert (over.rows[-1], over.columns[-1]) == (4, 6)


def test_the_coarse_lattice_and_its_middles_are_asked_at_once():
    _, presser, *_ = mapped(60)
    _, few, *_ = mapped(60, most=200)
    assert len(presser.asked[0]) == 17**2
    assert len(few.asked[0]) == 9**2
