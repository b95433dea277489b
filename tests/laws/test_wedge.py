"""A foil between plates at an angle, against the lubrication flow of a power-law liquid."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skfem import (
    Basis,
    BilinearForm,
    ElementTriP2,
    Functional,
    LinearForm,
    MeshTri,
    condense,
    solve,
)
from skfem.helpers import dot, grad

from asperity.laws.flow.foil import Squeeze, foil_radius, squeeze_time, thickness_after
from asperity.laws.flow.squeeze import friction_hill
from asperity.laws.flow.wedge import (
    centre_offset,
    extremes,
    film_rise,
    film_share,
    following,
    rms,
    seated_tilt,
    upset_rise,
)

A, N, H0, R0, LIMIT = 0.53e-30, 5.0, 1e-4, 4e-3, 5e-3


class Film:
    """∇·(h^(n+2) |∇p|^(n-1) ∇p) = -(1 + turn x) on the unit disc, h = 1 + δ x, p = 0 outside."""

    def __init__(self, n, wedge, turn=0.0):
        self.basis = Basis(MeshTri.init_circle(3), ElementTriP2(), intorder=6)
        self.wedge, self.turn = wedge, turn
        p = np.zeros(self.basis.N)
        for exponent in np.linspace(1.0, n, int(2 * (n - 1)) + 1):
            p = self.newton(p, exponent)
        found = self.basis.interpolate(p)
        self.force = Functional(lambda w: w["p"]).assemble(self.basis, p=found)
        moment = Functional(lambda w: w["p"] * w.x[0]).assemble(self.basis, p=found)
        self.centre = moment / self.force

    def newton(self, p, n):
        inside = self.basis.complement_dofs(self.basis.get_dofs())

        def mobility(w):
            square = dot(w["g"], w["g"]) + 1e-12
            return (1 + self.wedge * w.x[0]) ** (n + 2) * square ** ((n - 1) / 2), square

        def tangent(u, v, w):
            fluid, square = mobility(w)
            along = dot(w["g"], grad(u)) * dot(w["g"], grad(v)) / square
            return fluid * (dot(grad(u), grad(v)) + (n - 1) * along)

        def left(v, w):
            return mobility(w)[0] * dot(w["g"], grad(v)) - (1 + self.turn * w.x[0]) * v

        def energy(w):
            fluid, square = mobility(w)
            return fluid * square / (n + 1) - (1 + self.turn * w.x[0]) * w["p"]

        def worth(p):
            field = self.basis.interpolate(p)
            return Functional(energy).assemble(self.basis, g=field.grad, p=field)

        for _ in range(60):
            slope = self.basis.interpolate(p).grad
            rest = LinearForm(left).assemble(self.basis, g=slope)
            if np.abs(rest[inside]).max() < 1e-10:
                return p
            stiff = BilinearForm(tangent).assemble(self.basis, g=slope)
            step = solve(*condense(stiff, -rest, I=inside))
            before, share = worth(p), 1.0
            while worth(p + share * step) > before + 1e-15 and share > 1e-4:
                share /= 2
            p = p + share * step
        raise AssertionError("the film was not found")


@pytest.mark.parametrize("n", [1.0, 3.0, 5.0])
def test_the_force_on_a_wedge_is_that_of_the_film(n):
    flat = Film(n, 0.0).force
    assert flat == pytest.approx(np.pi * 0.5 ** (1 / n) / (3 + 1 / n), rel=0.015)
    for wedge, off in ((0.1, 3e-4), (0.5, 0.005), (0.9, 0.015)):
        found = Film(n, wedge).force / flat
        assert 1 + film_rise(wedge, n) == pytest.approx(found, rel=off)


@pytest.mark.parametrize("n", [1.0, 3.0])
def test_the_centre_of_pressure_moves_to_the_thin_side(n):
    film = Film(n, 0.1)
    assert -film.centre == pytest.approx(centre_offset(0.1, 1e12, n), rel=0.01)


@pytest.mark.parametrize("n", [1.0, 3.0])
def test_a_seat_without_friction_turns_until_the_pressure_is_even(n):
    turning = following(1e12, n)
    assert turning == pytest.approx(1.5 * (n + 2))
    rest = Film(n, 0.1, turn=0.1 * turning).centre
    assert abs(rest) < 0.05 * abs(Film(n, 0.1).centre)


def test_friction_hill_against_marching_the_slab_balance_inwards():
    """dp/dr = -2τ/h with the wall stress of the slot flow, from the flow stress at the edge."""
    n, radius, thickness, rate, friction = 4.0, 5e-3, 1e-4, 1e-3, 0.4
    index, flow = 1 / n, (rate / A) ** (1 / n)
    r = np.linspace(0.0, radius, 4001)
    K = 3 ** (-(1 + index) / 2) * A**-index
    wall = friction * K * ((2 * index + 1) / index * rate * r / thickness) ** index
    middle = (wall[1:] + wall[:-1]) / thickness * np.diff(r)
    pressure = flow + np.concatenate([np.cumsum(middle[::-1])[::-1], [0.0]])
    mean = np.sum((pressure * r)[1:] + (pressure * r)[:-1]) * np.diff(r)[0] / radius**2
    law = friction_hill(r, radius, thickness, n, friction=friction)
    assert law == pytest.approx(pressure / mean, rel=1e-3)


@given(st.floats(1.0, 8.0), st.floats(0.0, 1.0), st.floats(1.0, 300.0))
def test_the_mean_of_the_friction_hill_is_the_squeeze_pressure(n, friction, slender):
    x, w = np.polynomial.legendre.leggauss(40)
    r = (x + 1) / 2
    hill = friction_hill(r * R0, R0, R0 / slender, n, friction=friction)
    assert np.sum(w * r * hill) == pytest.approx(1.0, rel=1e-4)
    assert np.all(np.diff(hill) <= 1e-12)


def squeeze(slope=0.0, pressure=5e6, walled=False):
    return Squeeze(
        force=pressure * np.pi * LIMIT**2, A=A, n=N, friction=0.2, limit_radius=LIMIT,
        slope=slope, walled=walled,
    )  # fmt: skip


@given(st.floats(0.0, 0.02), st.floats(1.0, 1e6), st.floats(0.01, 0.99), st.booleans())
def test_a_hold_split_in_two_is_the_same_hold_between_tilted_plates(slope, time, share, walled):
    q = squeeze(slope, walled=walled)
    once = thickness_after(time, H0, R0, q)
    half = thickness_after(share * time, H0, R0, q)
    twice = thickness_after((1 - share) * time, half, foil_radius(half, H0, R0, LIMIT), q)
    assert twice == pytest.approx(once, rel=1e-9)


@given(st.floats(0.0, 0.01), st.floats(0.0, 0.01), st.floats(1.0, 1e6))
def test_more_tilt_never_thins_faster(slope, more, time):
    less = thickness_after(time, H0, R0, squeeze(slope))
    assert thickness_after(time, H0, R0, squeeze(slope + more)) >= less * (1 - 1e-12)


def test_plates_that_touch_hold_the_foil():
    q = squeeze(slope=0.01)
    assert thickness_after(1e30, H0, R0, q) == pytest.approx(0.01 * LIMIT, rel=1e-9)
    assert squeeze_time(0.009 * LIMIT, H0, R0, q) == np.inf
    assert thickness_after(1e30, H0, R0, squeeze(slope=0.03)) == H0  # they touch as laid


def test_tilt_on_a_ball_seat_falls_as_a_power_of_the_thickness():
    kept = {"radius": 5e-3, "n": 5.0, "friction": 1.0}
    assert seated_tilt(1e-5, 2e-6, 4e-6, **kept) == pytest.approx(1e-5 * 0.5**10.5, rel=0.02)
    slipping = {**kept, "friction": 0.0}
    assert seated_tilt(1e-5, 2e-6, 4e-6, **slipping) == pytest.approx(5e-6, rel=1e-9)
    half = seated_tilt(1e-5, 1e-4, 2e-4, radius=5e-3 / 2**0.5, n=5.0, friction=0.2)
    whole = seated_tilt(half, 5e-5, 1e-4, radius=5e-3, n=5.0, friction=0.2)
    once = seated_tilt(1e-5, 5e-5, 2e-4, radius=5e-3, n=5.0, friction=0.2)
    assert whole == pytest.approx(once, rel=1e-8)


@given(st.floats(0.0, 3e-5), st.floats(0.0, 3e-5))
def test_extremes_and_rms_are_those_of_the_map(tilt, bow):
    nodes, w = np.polynomial.legendre.leggauss(60)
    r, angle = (nodes + 1) / 2, np.linspace(0, 2 * np.pi, 64, endpoint=False)
    x = r[:, None]
    h = 1e-4 + tilt / 2 * x * np.cos(angle) + bow * (0.5 - x**2)
    area = (w * r)[:, None] / 64
    assert np.sum(area * h) == pytest.approx(1e-4, rel=1e-12)
    assert np.sqrt(np.sum(area * (h - 1e-4) ** 2)) == pytest.approx(rms(tilt, bow), abs=1e-12)
    lowest, highest = extremes(1e-4, tilt, bow)
    assert lowest <= h.min() + 1e-12
    assert h.max() <= highest + 1e-12
    assert h.min() - lowest + highest - h.max() < 0.04 * (tilt + bow) + 1e-12


def test_free_upsetting_minds_a_wedge_less_than_the_film():
    assert 0 < upset_rise(0.5, 5.0) < film_rise(0.5, 5.0)
    assert film_share(1e-2, 1e-4, n=5.0, friction=0.0) == 0
