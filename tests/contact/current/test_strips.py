"""Straight strips of contact, of which the exact answer is known at any angle and thickness."""

import numpy as np
import pytest

from asperity.contact import constriction
from asperity.reference.strips import strips, strips_on_layer
from tests.contact.current.spots import stripes

SIGMA = 0.2


@pytest.mark.parametrize("share", [1 / 8, 1 / 4, 1 / 2, 7 / 8])
def test_strips_converge_with_order_one(share: float) -> None:
    bounds, kept = [], []
    for points in (32, 64, 128):
        mask = stripes(points, round(share * points))
        found = constriction(mask, spacing=1 / points, conductivity=SIGMA)
        exact = strips(share, 1.0, SIGMA)
        bounds.append(found.upper_bound / exact - 1)
        kept.append(found.resistance / exact - 1)
    assert np.array(bounds[:-1]) / np.array(bounds[1:]) == pytest.approx(2.0, rel=0.1)
    assert np.all(np.abs(kept) < 0.3 * np.array(bounds))


@pytest.mark.parametrize("slope", [(1, 0), (1, 12), (1, 5), (1, 2), (2, 3), (1, 1)])
def test_an_edge_is_drawn_back_by_less_than_a_fortieth_of_a_point_at_any_angle(
    slope: tuple[int, int],
) -> None:
    points, share = 120, 1 / 4
    found = constriction(stripes(points, 30, slope), spacing=1.0, conductivity=1.0)
    exact = strips(share, points / np.hypot(*slope), 1.0)
    of_an_edge = 1 / np.tan(np.pi * share / 2)
    assert abs(found.resistance - exact) / of_an_edge < 1 / 40


@pytest.mark.parametrize("share", [1 / 4, 1 / 2])
@pytest.mark.parametrize("thickness", [0.0625, 0.125, 0.5, 2.0])
def test_strips_on_a_thin_layer(share: float, thickness: float) -> None:
    mask = stripes(128, round(share * 128))
    found = constriction(mask, spacing=1 / 128, conductivity=SIGMA, thickness=thickness)
    exact = strips_on_layer(share, 1.0, thickness, SIGMA)
    assert found.resistance == pytest.approx(exact, rel=1e-3)


def test_the_layer_becomes_the_half_space() -> None:
    assert strips_on_layer(0.3, 1.0, 4.0, SIGMA) == pytest.approx(strips(0.3, 1.0, SIGMA), rel=1e-9)


@pytest.mark.parametrize("thickness", [1e-6, 1e-3, 0.1])
def test_below_a_layer_thin_beside_a_point_current_does_not_spread(thickness: float) -> None:
    """L/(σf) in all, L/σ of it the layer's own, but an edge is as good as (2 ln 2)/π L more."""
    mask = stripes(64, 16)
    found = constriction(mask, spacing=1.0, conductivity=SIGMA, thickness=thickness)
    whole = (found.resistance + thickness / SIGMA) * SIGMA / thickness * 0.25
    wider = 1 + 2 * (2 * np.log(2) / np.pi) * thickness / 16
    assert whole == pytest.approx(1 / wider, abs=3e-4)
