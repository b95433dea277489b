"""Cells that grow in a fixture: closed forms, limits, and the root that finds the pressure."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.laws import FARADAY
from asperity.laws.bisection import bracketed_root, rising_root
from asperity.laws.tools import breathing
from asperity.laws.tools.fixture import left_gap, settled_pressure
from asperity.materials import library
from asperity.reference.springs import breathing_pressure

MAH_CM2 = 36e3
AREA, MODULUS, CLOSED = 1e-4, 2e10, 1e-3


def height(pressure):
    """Of a cell that is a spring, m."""
    return CLOSED * (1 - pressure / MODULUS)


def settled(held, growth, fixture):
    return settled_pressure(held, growth, height, closed=height(held), area=AREA, fixture=fixture)


@pytest.mark.parametrize(("name", "micrometres"), [("lithium", 4.85), ("sodium", 8.85)])
def test_metals_plate_so_many_micrometres(name, micrometres):
    """Density and molar mass alone: 0.534 g/cm³ and 6.94; 0.968 g/cm³ and 22.99."""
    Vm = library.material(name).value("molar_volume")
    found = breathing.plated_thickness(MAH_CM2, Vm)
    assert found == pytest.approx(micrometres * 1e-6, rel=5e-3)
    assert found == pytest.approx(Vm * MAH_CM2 / FARADAY)


def test_a_host_keeps_the_volume_of_its_ions():
    """All of a host's charge from a layer of it grows that layer by its expansion."""
    thick, capacity, expansion = 50e-6, 2.8e9, -0.025
    grown = breathing.host_growth(thick * capacity, capacity=capacity, expansion=expansion)
    assert grown == pytest.approx(thick * expansion)


def test_transmission_between_its_ends():
    """A host without anything else in it lifts the face as a solid does: (1 + ν)/(3 (1 - ν))."""
    nu = 0.25
    ratio = nu / (1 - nu)
    assert breathing.even_transmission(ratio) == pytest.approx((1 + nu) / (3 * (1 - nu)))
    assert breathing.bearing_transmission(ratio, 1.0) == breathing.even_transmission(ratio)
    assert breathing.even_transmission(1.0) == 1  # as in a liquid
    assert breathing.even_transmission(0.5) < 1 < breathing.bearing_transmission(0.5, 0.4)


@given(st.floats(0, 5e8), st.floats(-2e-5, 2e-5), st.floats(4, 12))
def test_springs_in_line(held, growth, decades):
    fixture = 10**decades
    cell = AREA * MODULUS / CLOSED
    closed_form = breathing_pressure(held, growth, area=AREA, fixture=fixture, cell=cell)
    assert settled(held, growth, fixture) == pytest.approx(closed_form, rel=1e-9, abs=0.1)


def test_no_stiffness_holds_the_force_and_an_infinite_one_the_gap():
    assert settled(5e6, 1e-6, 0.0) == 5e6
    gap = settled(5e6, 1e-6, np.inf)
    assert height(gap) + 1e-6 == pytest.approx(height(5e6), abs=1e-15)
    assert settled(5e6, 1e-6, 1e-3) == pytest.approx(5e6, abs=0.1)
    assert settled(5e6, 1e-6, 1e15) == pytest.approx(gap, rel=1e-5)


def test_a_cell_that_shrinks_too_far_comes_loose():
    assert settled(5e6, -1e-3, np.inf) == 0


@given(st.floats(0, 1e8), st.floats(0, 1e-5), st.floats(5, 10), st.floats(1, 10))
def test_stiffer_is_never_less(held, growth, decades, more):
    least = settled(held, growth, 10**decades)
    assert least >= held - 0.1
    assert settled(held, growth, more * 10**decades) >= least - 0.1


@given(st.floats(-5, 5), st.floats(0.1, 10))
def test_roots_agree(at, steep):
    def lacking(x):
        return float(np.expm1(steep * (x - at)) if x > at else x - at)

    fast = bracketed_root(lacking, -6.0, 6.0, tolerance=1e-10)
    assert fast == pytest.approx(rising_root(lacking, -6.0, 6.0), abs=1e-7)
    assert bracketed_root(lacking, 5.5, 6.0, tolerance=1e-9) == 5.5
    assert bracketed_root(lacking, -6.0, -5.5, tolerance=1e-9) == -5.5


@pytest.mark.parametrize("fixture", [1e8, np.inf])
def test_what_no_pressure_closes_is_a_gap(fixture):
    """Two springs in line: the shrinkage beyond that which both give back."""
    held, cell = 5e6, 4e8
    given_back = held * AREA * (1 / cell + 1 / fixture)
    closed, loose = 1e-3, 1e-3 + held * AREA / cell
    told = {"loose": loose, "closed": closed, "area": AREA, "fixture": fixture}
    assert left_gap(held, -2 * given_back, **told) == pytest.approx(given_back, rel=1e-9)
    assert left_gap(held, -0.5 * given_back, **told) == 0.0
    assert left_gap(held, -1.0, **(told | {"fixture": 0.0})) == 0.0
