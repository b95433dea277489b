"""Metal into throats and flaws: closed forms, limits, and what moves a threshold which way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.laws.flow.creep import Creep, flow_stress
from asperity.laws.strength import short, throat
from asperity.laws.strength.ceramic import flaw

BULK, LENGTH = 0.3e6, 1e-5
CREEP = Creep(
    prefactor=0.53e-30,
    exponent=5.0,
    activation_energy=44e3,
    activation_volume=0.0,
    reference_temperature=298.15,
)
WIDTHS = st.floats(1e-9, 1e-5)


@given(width=WIDTHS)
def test_a_pressure_opens_the_throat_it_comes_from(width):
    p = short.opening_pressure(width, bulk=BULK, size_length=LENGTH)
    assert short.opened_throat(p, bulk=BULK, size_length=LENGTH) == pytest.approx(width, rel=1e-9)


def test_wide_pores_open_at_three_times_the_bulk_and_closed_ones_never():
    assert short.opening_pressure(1.0, bulk=BULK, size_length=LENGTH) == pytest.approx(
        3 * BULK, rel=1e-4
    )
    assert short.opening_pressure(0.0, bulk=BULK, size_length=LENGTH) == np.inf
    assert short.opened_throat(2.9 * BULK, bulk=BULK, size_length=LENGTH) == np.inf


def test_short_over_entry_is_the_root_of_the_widths_when_small_and_one_when_wide():
    narrow = float(short.narrowing())

    def window(width):
        first, last = (
            short.opening_pressure(d, bulk=BULK, size_length=LENGTH)
            for d in (width, width / narrow)
        )
        return last / first

    assert window(1e-3 * LENGTH) == pytest.approx(np.sqrt(narrow), rel=3e-3)
    assert window(1e4 * LENGTH) == pytest.approx(1.0, rel=1e-3)
    widths = LENGTH * np.geomspace(1e-4, 1e4, 9)
    assert np.all(np.diff([window(d) for d in widths]) < 0)


@given(spread=st.floats(1.0, 10.0))
def test_spread_and_narrowing_are_inverse(spread):
    assert short.spread_of(short.narrowing(spread)) == pytest.approx(spread)
    assert short.narrowing(spread) >= 1.0


def test_throats_of_one_size_enter_and_short_at_once():
    assert short.narrowing(1.0) == 1.0
    assert short.narrowing(3.0, seen=0.2488) == pytest.approx(1.0)
    assert short.narrowing(3.0, seen=0.5) < 1.0  # from the middle width up to the passing one


def test_a_steady_hold_just_passes_at_three_times_the_flow_stress():
    held, ratio = 600.0, 20.0
    p = 3 * flow_stress(CREEP, 1 / held, temperature=298.15, ratio=ratio)
    strain = short.throat_strain(
        CREEP, np.full(2, p), temperature=298.15, time=np.array([0, held]), ratio=ratio
    )
    assert strain == pytest.approx(1.0)


def test_what_a_load_strains_does_not_depend_on_how_it_is_parted():
    time = np.array([0.0, 100.0, 600.0])
    p = np.full(3, 20e6)
    whole, first, second = (
        short.throat_strain(CREEP, p[part], temperature=298.15, time=time[part], ratio=30.0)
        for part in (slice(None), slice(0, 2), slice(1, 3))
    )
    assert whole == pytest.approx(first + second)


@given(width=WIDTHS, wider=st.floats(1.01, 100), longer=st.floats(1.01, 1e4), rise=st.floats(1, 60))
def test_wider_longer_and_warmer_shorts_at_less(width, wider, longer, rise):
    def pressure(d, held=600.0, temperature=298.15):
        bulk = flow_stress(CREEP, 1 / held, temperature=temperature)
        return short.opening_pressure(d, bulk=bulk, size_length=LENGTH)

    usual = pressure(width)
    assert pressure(width * wider) < usual
    assert pressure(width, temperature=298.15 + rise) < usual
    assert pressure(width, held=600 * longer) == pytest.approx(usual * longer ** (-1 / 5))


def test_a_sliding_plug_is_held_by_its_wall():
    p = 3 * 6e6
    assert short.intrusion_depth(0.9 * p, 6e6, 1e-7, friction=0.3) == 0.0
    depth = short.intrusion_depth(2 * p, 6e6, 1e-7, friction=0.3)
    drag = 0.3 * 6e6 / np.sqrt(3) * np.pi * 1e-7 * depth
    assert drag == pytest.approx((2 * p - p) * np.pi / 4 * 1e-14)
    assert np.isinf(short.intrusion_depth(2 * p, 6e6, 1e-7, friction=0.0))


def test_throats_between_grains_begin_as_between_touching_spheres_and_close():
    assert throat.grain_throat(1.0, throat.PACKED) == pytest.approx(2 / np.sqrt(3) - 1)
    shut = throat.PACKED * (2 / np.sqrt(3)) ** 3
    assert shut == pytest.approx(0.985, abs=1e-3)
    assert throat.grain_throat(1.0, shut - 1e-4) > 0 == throat.grain_throat(1.0, shut + 1e-9)
    densities = np.linspace(0.64, 0.98, 20)
    assert np.all(np.diff(throat.grain_throat(5e-6, densities)) < 0)


def test_a_filled_flaw_opens_at_the_strength_of_a_bar_with_that_flaw():
    p = throat.wedging_pressure(1.3e6, 67e-6)
    assert 1.12 * p * np.sqrt(np.pi * 67e-6) == pytest.approx(1.3e6)
    assert throat.wedging_pressure(1.3e6, 4 * 67e-6) == pytest.approx(p / 2)


def test_what_holds_a_flaw_shut_raises_the_pressure_and_the_same_from_all_sides_opens_nothing():
    free = throat.wedging_pressure(1.3e6, 67e-6)
    shares = np.array([0.0, 0.25, 0.5])
    assert throat.wedging_pressure(1.3e6, 67e-6, sideways=shares) == pytest.approx(
        free * np.array([1, 4 / 3, 2])
    )
    assert throat.wedging_pressure(1.3e6, 67e-6, sideways=1.0) == np.inf


def test_a_strength_and_a_toughness_mean_a_flaw():
    depth = flaw.flaw_depth(1.3e6, 80e6)
    assert depth == pytest.approx(67e-6, abs=0.5e-6)
    assert throat.wedging_pressure(1.3e6, depth) == pytest.approx(80e6)


def test_a_wall_holds_what_reaches_it():
    pellet = {"radius": 5e-3, "E": 75e9, "nu": 0.26}
    tight = throat.wall_share(360e6, 0.0, **pellet)
    assert tight == pytest.approx(0.26 / 0.74)
    grows = 0.26 * 360e6 * 5e-3 / 75e9
    assert throat.wall_share(360e6, grows / 2, **pellet) == pytest.approx(tight / 2)
    assert throat.wall_share(360e6, 1.01 * grows, **pellet) == 0
    assert throat.wall_share(0.0, 0.0, **pellet) == 0
    stiff, soft = 1e-13, 1e-8
    assert throat.wall_share(1e8, 0.0, compliance=stiff, **pellet) == pytest.approx(tight, rel=0.02)
    assert throat.wall_share(1e8, 0.0, compliance=soft, **pellet) < 1e-3
    # Hooke along the face: -(q - ν q - ν p)/E of the pellet is k q of the wall
    k, p = 3e-11, 1e8
    q = p * throat.wall_share(p, 0.0, compliance=k, **pellet)
    assert (0.26 * p - 0.74 * q) / 75e9 == pytest.approx(k * q)


def test_metal_down_the_rim_is_the_mean_of_a_pressure_that_falls_evenly():
    for filled in (0.2e-3, 1e-3, 5e-3):
        depth = np.linspace(0.0, 1e-3, 20001)
        mean = np.trapezoid(np.maximum(1.0 - depth / filled, 0.0), depth) / 1e-3
        assert throat.rim_share(filled, 1e-3) == pytest.approx(mean, rel=1e-6)
    assert throat.rim_share(0.0, 1e-3) == 0
    assert throat.rim_share(1e3, 1e-3) == pytest.approx(1.0)


def test_a_rim_fills_as_slot_flow_has_it():
    """dL/dE = κ/L^n."""
    n, gap, friction = 5.0, 1e-5, 0.2
    speed = gap / 2 / (n + 2) * 3 ** ((n + 1) / 2) * (gap / (2 * friction)) ** n
    efforts = 1e14 * np.array([1 - 1e-4, 1.0, 1 + 1e-4])
    length = throat.rim_filled(efforts, gap, n=n, friction=friction, ratio=1.0)
    assert (length[2] - length[0]) / 2e10 == pytest.approx(speed / length[1] ** n, rel=1e-6)
    done = length[1]
    assert throat.rim_filled(0.0, gap, n=n, friction=friction, ratio=1.0) == 0
    wide = throat.rim_filled(1e14, 2 * gap, n=n, friction=friction, ratio=1.0)
    assert wide == pytest.approx(2 * done)


def test_wetting_draws_in_where_the_wall_holds_the_metal_better_than_itself():
    assert short.capillary_pressure(1e-8, 0.22, 0.0) == pytest.approx(88e6)
    assert short.capillary_pressure(1e-8, 0.22, 0.22) == 0.0
    assert short.capillary_pressure(1e-8, 0.22, 0.4) < 0
