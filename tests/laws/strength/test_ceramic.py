"""Laws of a pressed ceramic: closed forms, limits, and numbers integrated otherwise."""

import numpy as np
import pytest
from scipy.integrate import dblquad, quad

from asperity.laws.strength import bending, weibull
from asperity.laws.strength.ceramic import edge, field, flaw, membrane, mismatch
from asperity.layered import Face, Mesh, Ring, Slab, Stack, solve

NU, E = 0.26, 75e9
R = np.linspace(0.02, 1.0, 400)


def balance(radial, hoop, force):
    """What is left of equilibrium in the plane: d(r σr)/dr - σθ + r b, over the largest stress."""
    left = np.gradient(R * radial, R) - hoop + R * force
    return np.abs(left[2:-2]).max() / max(np.abs(hoop).max(), 1e-30)


@pytest.mark.parametrize("a", [0.6, 1.0])
@pytest.mark.parametrize("law", [membrane.of_step, membrane.of_hill])
def test_uneven_pressure_is_in_balance_with_a_free_rim(law, a):
    radial, hoop = law(R, a, q=1.0, nu=NU)
    smooth = np.abs(R - a) > 0.01
    left = np.gradient(R * radial, R) - hoop
    assert np.abs(left[smooth][2:-2]).max() < 2e-3
    assert radial[-1] == pytest.approx(0.0, abs=1e-12)


def test_the_rim_is_pulled_by_what_it_lacks_to_the_mean():
    assert membrane.of_hill(1.0, 1.0, q=2.0, nu=NU)[1] == pytest.approx(2.0 * NU)
    assert membrane.of_step(1.0, 0.5, q=4.0, nu=NU)[1] == pytest.approx(1.0 * NU)


def test_constant_traction_has_its_closed_form_at_the_centre():
    K = membrane.of_traction(1e-9, 1.0, 0.2, tau=3.0, nu=NU)
    assert K[0] == pytest.approx(3.0 / 0.2 * (2 + NU) / 3)
    assert K[1] == pytest.approx(K[0])
    radial, hoop = membrane.of_traction(R, 1.0, 0.2, tau=3.0, nu=NU)
    assert balance(radial, hoop, 3.0 / 0.2) < 1e-3
    assert radial[-1] == pytest.approx(0.0, abs=1e-12)


def test_traction_on_a_part_of_the_face_fits_at_its_edge():
    inside, outside = (
        membrane.of_traction(0.6 + step, 0.6, 0.2, tau=1.0, nu=NU) for step in (-1e-9, 1e-9)
    )
    assert inside[0] == pytest.approx(outside[0], rel=1e-6)
    assert inside[1] == pytest.approx(outside[1], rel=1e-6)


@pytest.mark.parametrize("D", [0.3, 0.999, 1.001, 7.0])
def test_a_bulge_is_in_balance_and_carries_the_mean(D):
    radial, hoop = membrane.of_bulge(R, D, q=1.0, nu=NU)
    lifted = (1.0 / D) ** 0.25
    smooth = np.abs(R - lifted) > 0.02
    left = np.gradient(R * radial, R) - hoop
    assert np.abs(left[smooth][2:-2]).max() < 3e-3
    assert radial[-1] == pytest.approx(0.0, abs=1e-12)
    assert hoop.max() == pytest.approx(membrane.bulge_tension(D, q=1.0, nu=NU), rel=5e-3)


def test_edge_of_a_deep_and_of_a_thin_layer():
    deep = edge.edge_tension(1.0, 100.0, q=1.0, nu=NU, r=np.array([1.0, 2.0]))
    assert deep == pytest.approx([(1 - 2 * NU) / 2, (1 - 2 * NU) / 8], rel=2e-3)
    assert edge.edge_tension(1.0, 0.03, q=1.0, nu=NU) == pytest.approx((1 - NU) / 2, rel=0.01)
    far = edge.edge_tension(1.0, 0.05, q=1.0, nu=NU, r=2.0)
    assert far == pytest.approx(-NU / 8, rel=1e-3)  # a ring of Lamé


def test_unlike_areas_bend_nothing_where_they_are_alike():
    assert edge.offset_bending(5e-3, 5e-3, 1e-3, q=1e6, nu=NU) == 0.0
    middle = edge.offset_bending(1e-6, 5e-3, 1e-3, q=1e12, nu=NU)  # a force P in the middle
    P, lever = np.pi * 1e-12 * 1e12, (1 + NU) * np.log(5e3) + (1 - NU) / 4
    assert middle == pytest.approx(6 / 1e-6 * P / (4 * np.pi) * lever, rel=1e-6)


def test_timoshenko_tends_to_stoney_and_to_equal_layers():
    thin = mismatch.bilayer_curvature(1e-4, 1e-7, 1e-3, M1=5e10, M2=1e11)
    assert thin == pytest.approx(6 * 5e10 * 1e-4 * 1e-7 / (1e11 * 1e-6), rel=2e-3)
    alike = mismatch.bilayer_curvature(1e-4, 1e-3, 1e-3, M1=1e11, M2=1e11)
    assert alike == pytest.approx(1.5 * 1e-4 / 2e-3)  # Timoshenko's 3/2 e/h


def test_a_yielding_film_pulls_with_its_yield_stress():
    stress = mismatch.layer_stress(1e-3, E=5e9, nu=0.4, yield_stress=0.3e6)
    assert stress == pytest.approx(0.3e6)
    assert mismatch.plate_tension(stress, 2e-4, 1e-3) == pytest.approx(2 * 0.06e6)
    assert mismatch.plate_tension(-stress, 2e-4, 1e-3) == pytest.approx(4 * 0.06e6)


def test_pores_and_flaws():
    assert flaw.weakened(100.0, 0.15, 0.05, b=5.0) == pytest.approx(100 * np.exp(-0.5))
    strength = flaw.flaw_strength(1.3e6, 50e-6)
    assert 1.12 * strength * np.sqrt(np.pi * 50e-6) == pytest.approx(1.3e6)


def test_llzo_softens_with_pores_as_measured():
    """149.8 GPa at 3 % and 132.6 GPa at 6 % (10.1007/s10853-012-6687-5), b as on the card."""
    assert flaw.weakened(149.8, 0.06, 0.03, b=4.1) == pytest.approx(132.6, rel=2e-3)


@pytest.mark.parametrize("m", [3.0, 8.0, 20.0])
def test_through_the_thickness_is_integrated_exactly(m):
    nodes = field.radial_nodes()
    for level, tilt in ((0.0, 1.0), (0.3, 1.0), (1.0, 0.0), (-0.5, 1.0)):
        want = (
            2 * quad(lambda z, a=level, b=tilt: max(a + z * b, 0) ** m / 2, -1, 1, epsrel=1e-10)[0]
        )
        even = np.full(10, level), np.full(10, level)
        bent = np.full(10, tilt), np.full(10, tilt)
        got = field.through_thickness(even, bent, nodes.weight, m=m)
        assert got == pytest.approx(want, rel=1e-5)


@pytest.mark.parametrize("m", [5.0, 10.0])
def test_a_disc_bent_by_even_pressure_over_its_whole_volume(m):
    nodes = field.radial_nodes()
    shapes = field.bending_shape(nodes.rho, NU)
    got = field.through_thickness((np.zeros(10), np.zeros(10)), shapes, nodes.weight, m=m)
    want = sum(
        dblquad(lambda z, r, k=k: 2 * r * (z * field.bending_shape(r, NU)[k]) ** m / 2, 0, 1, 0, 1)[
            0
        ]
        for k in (0, 1)
    )
    assert got == pytest.approx(want, rel=1e-3)
    faces = field.over_faces((np.zeros(10), np.zeros(10)), shapes, nodes.weight, m=m)
    assert faces == pytest.approx(2 * (m + 1) * want, rel=1e-3)


@pytest.mark.parametrize("inner", [0.0, 0.5])
def test_volume_of_a_bar_by_its_beam_stress(inner):
    """Moment even between the inner supports, falling linearly outwards; stress as the height."""
    m, length, width, height = 9.0, 40e-3, 4e-3, 3e-3

    def stress(x, z):
        return z * min(1.0, (1.0 - x) / (1.0 - inner))

    half = dblquad(lambda z, x: stress(x, z) ** m, 0.0, 1.0, 0.0, 1.0, epsabs=1e-12)[0]
    want = half * length * width * height / 2
    got = weibull.bent_bar_volume(length * width * height, m, inner_span=inner)
    assert got == pytest.approx(want, rel=1e-5)


@pytest.mark.parametrize("m", [5.0, 12.0])
@pytest.mark.parametrize("thickness", [0.3e-3, 1e-3])
def test_volume_of_a_disc_between_two_rings_by_finite_elements(m, thickness):
    load, support, edge_at = 4e-3, 8e-3, 9e-3
    rings = Ring(load, 100.0, "top"), Ring(support, 100.0, "bottom")
    disc = Slab(thickness, edge_at, E, NU)
    found = solve(Stack((disc,), bottom=Face(), top=Face(), rings=rings), Mesh(across=72, along=8))
    low = found.field(0, "bottom")
    even = float(np.mean(low.stress[low.r < 0.7 * load, 0]))
    got = weibull.ring_on_ring_volume(load, thickness, m, support=support, nu=NU)
    assert got == pytest.approx(float(found.field(0).rupture(m)) / even**m, rel=0.02)


def test_less_of_a_bar_is_under_tension_than_of_a_disc_so_it_bears_more():
    """Medians of one material in three-point bending, four-point bending, ring on ring."""
    m, bar = 10.0, 3e-3 * 4e-3 * 40e-3
    volumes = [weibull.bent_bar_volume(bar, m, inner_span=span) for span in (0.0, 0.5)]
    volumes.append(weibull.ring_on_ring_volume(5e-3, 1e-3, m, support=1e-2, nu=NU))
    medians = [
        weibull.median_strength(strength=1e8, m=m, volume=volume, V0=volumes[0])
        for volume in volumes
    ]
    assert medians[0] > max(medians[1:])


def test_area_of_a_bar_against_numbers():
    m, L, b, h = 7.0, 40e-3, 4e-3, 3e-3
    along = quad(lambda x: (1 - abs(x)) ** m, -1, 1)[0] / 2 * L
    sides = 2 * h / 2 * quad(lambda z: z**m, 0, 1)[0]
    assert weibull.bent_bar_area(L, b, h, m) == pytest.approx(along * (b + sides))


def test_a_large_modulus_is_a_sharp_limit():
    for stress, chance in ((0.97e8, 0.0), (1.03e8, 1.0)):
        found = weibull.failure_probability(stress, strength=1e8, m=1000.0)
        assert found == pytest.approx(chance, abs=1e-9)


def test_a_thick_disc_is_never_less_than_bent_flat():
    thin, thick = (bending.thick_share(ratio, nu=NU) for ratio in (0.0, 0.6))
    assert thin == 1.0
    flat = E * 3e-3 * 5e-6 / (5e-3**2 * (1 - NU))
    plate = bending.bending_stress(5e-6, 5e-3, 3e-3, E=E, nu=NU)
    assert thick * plate == pytest.approx(flat)


def test_a_block_is_bent_no_more_the_thicker_it_is():
    disc = {"E": E, "nu": NU}
    pressures = np.geomspace(1e5, 1e9, 9)
    block, pillar = (
        bending.pressed_disc_stress(pressures, 5e-6, 5e-3, t, **disc) for t in (4e-3, 2e-2)
    )
    assert pillar == pytest.approx(block)
    assert np.all(np.diff(block) >= 0)
    assert block[-1] == pytest.approx(E * 5e-6 / 5e-3 * bending.BLOCK / (1 - NU))
