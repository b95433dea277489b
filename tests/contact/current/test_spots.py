"""Round spots, alone, on a lattice and in clusters, and how the grid comes nearer to them."""

import numpy as np
import pytest

from asperity.contact import Current, constriction, elastic_contact
from asperity.reference import spot
from tests.contact.current.spots import disc

SIGMA, SPACING = 0.3, 2e-8
PLACES = np.random.default_rng(3).random((8, 2))
RADII = (4.0, 8.0, 16.0, 32.0)


def lone(radius: float, points: int, place: int = 0) -> tuple[Current, float]:
    """A disc of `radius` points on a square cell, and its exact resistance, Ω m²."""
    middle = points / 2 + PLACES[place]
    mask = disc((points, points), radius * (1 + 0.02 * place), (middle[0], middle[1]))
    found = constriction(mask, spacing=SPACING, conductivity=SIGMA)
    side = points * SPACING
    true = np.sqrt(found.contact_fraction / np.pi) * side
    return found, float(spot.lattice(true, side, SIGMA) * side**2)


def errors(radius: float) -> tuple[float, float]:
    """Mean relative error over places on the grid, of the bound and of the resistance."""
    found = [lone(radius, int(8 * radius), place) for place in range(len(PLACES))]
    bound = np.mean([one.upper_bound / exact - 1 for one, exact in found])
    return float(bound), float(np.mean([one.resistance / exact - 1 for one, exact in found]))


def test_the_error_of_a_spot_is_of_first_order_and_the_edges_take_it_off() -> None:
    """The grid draws an edge back by 0.04 to 0.06 of a point; corrected, order 3/2 is left."""
    bounds, kept = np.array([errors(radius) for radius in RADII]).T
    orders = np.log2(bounds[:-1] / bounds[1:])
    assert np.all((orders > 0.7) & (orders < 1.2))
    assert np.all(bounds * RADII > 0.03)
    assert np.all(np.abs(kept) * RADII < 0.02)
    assert np.log2(abs(kept[0] / kept[-1])) / 3 > 1.3


@pytest.mark.parametrize("ratio", [6.0, 10.0, 20.0])
def test_a_spot_on_a_lattice(ratio: float) -> None:
    """From a spot that hardly knows of the others to spots a third of a period wide."""
    found, exact = lone(12.0, int(12 * ratio))
    assert found.resistance == pytest.approx(exact, rel=1e-3)


def test_a_spot_alone_is_holms_and_its_images_take_off_the_constant_of_the_lattice() -> None:
    """The same spot in ever larger cells: σR = 1/(4a) - c/L, c = 0.62075."""
    sides = np.array([96, 128, 192, 256])
    ohms = [lone(6.0, side)[0].resistance / (side * SPACING) ** 2 for side in sides]
    slope, alone = np.polyfit(1 / (sides * SPACING), ohms, 1)
    found, _ = lone(6.0, 96)
    true = np.sqrt(found.contact_fraction / np.pi) * 96 * SPACING
    assert -slope * SIGMA == pytest.approx(0.620746, rel=0.01)
    assert alone == pytest.approx(float(spot.holm(true, SIGMA)), rel=2e-3)


@pytest.mark.parametrize("ratio", [0.1, 0.2, 0.3])
def test_a_spot_in_its_cell_lies_between_that_in_a_tube_and_that_on_a_half_space(
    ratio: float,
) -> None:
    """Cooper, Mikic and Yovanovich's tube of the cell's area is wider on average than a square."""
    points = 96
    tube = points * SPACING / np.sqrt(np.pi)
    mask = disc((points, points), ratio * points / np.sqrt(np.pi), (48.3, 47.9))
    found = constriction(mask, spacing=SPACING, conductivity=SIGMA)
    radius = np.sqrt(found.contact_fraction) * tube
    ohms = found.resistance / (points * SPACING) ** 2
    assert spot.tube(radius, tube, SIGMA) < ohms < spot.holm(radius, SIGMA)
    assert ohms == pytest.approx(spot.tube_series(radius, tube, SIGMA), rel=0.02)


@pytest.mark.parametrize("count", [1, 2, 6, 11])
def test_a_cluster_of_spots(count: int) -> None:
    """Greenwood's sum; a cell 256 wide adds the lattice's terms, for the spread of the current."""
    points, radius = 256, 4.0
    rng = np.random.default_rng(count)
    turn = 2 * np.pi * (np.arange(count) + rng.random()) / count
    places = 128 + (22 + 10 * rng.random(count))[:, None] * np.array([np.cos(turn), np.sin(turn)]).T
    mask = np.any([disc((points, points), radius, (x, y)) for x, y in places], axis=0)
    found = constriction(mask, spacing=SPACING, conductivity=SIGMA)
    side = points * SPACING
    true = np.sqrt(found.contact_fraction / np.pi / count) * side
    middle = np.average(np.indices(mask.shape), axis=(1, 2), weights=found.density)
    spread = sum((axis - at) ** 2 for axis, at in zip(np.indices(mask.shape), middle, strict=True))
    reach = np.average(spread, weights=found.density) * SPACING**2
    cell = (-0.620746 / side + 0.718873 * reach / side**3) / SIGMA
    exact = spot.cluster(true, places * SPACING, SIGMA) + cell
    assert found.resistance / side**2 == pytest.approx(exact, rel=1e-2)


def test_many_small_spots_conduct_better_than_one_of_equal_area() -> None:
    points, fraction, ohms = 128, 0.1, []
    for across in (1, 2, 4, 8):
        cell = points // across
        one = disc((cell, cell), cell * np.sqrt(fraction / np.pi), (cell / 2, cell / 2))
        mask = np.tile(one, (across, across))
        found = constriction(mask, spacing=SPACING, conductivity=SIGMA)
        ohms.append(found.resistance * np.sqrt(found.contact_fraction))
    assert np.array(ohms[:-1]) / np.array(ohms[1:]) == pytest.approx(2.0, rel=0.1)


def test_constriction_is_the_elastic_stiffness_of_the_same_contact() -> None:
    """Barber 2003, 10.1098/rspa.2002.1038: 1/R = (2σ/E*) dp/d(approach), the map held."""
    mask, modulus, pressure = disc((96, 96), 20.0, (40.2, 50.7)), 1e9, 1e3
    pressed = elastic_contact(1e-6 * mask, spacing=SPACING, modulus=modulus, pressure=pressure)
    assert np.array_equal(pressed.pressure > 0, mask)
    analogue = modulus * pressed.indentation / (2 * SIGMA * pressure)
    found = constriction(mask, spacing=SPACING, conductivity=SIGMA)
    assert found.resistance == pytest.approx(analogue, rel=0.03)
