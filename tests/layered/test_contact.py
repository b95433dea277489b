"""Seams that open: Hertz, a bowed disc pressed flat, and what holds of any contact."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity.laws.strength import bending
from asperity.layered import Face, Mesh, Plate, Seam, Slab, Stack, Touch, model, press, solve
from asperity.layered.contact import pivot
from asperity.reference import hertz as hertz_sphere
from asperity.reference.layers import line

E, NU = 1e11, 0.25
BOW, R, T = 10e-6, 5e-3, 0.25e-3


def half_width(touch: Touch) -> float:
    """From the second moment of the pressure, a²/4 of its sum."""
    r, p = touch.r, touch.pressure
    x, q, h = (r[1:] + r[:-1]) / 2, (p[1:] + p[:-1]) / 2, np.diff(r)
    second = h / 6 @ (r[:-1] ** 2 * p[:-1] + 4 * x**2 * q + r[1:] ** 2 * p[1:])
    return float(2 * np.sqrt(second / (h @ q)))


def hertz(fine: int) -> tuple[float, float, float]:
    """Errors of half width, peak, and whole pressure, on elements of a/fine under the cylinder."""
    load, curve = 1e5, 0.05
    stiff = E / (1 - NU**2)
    a, peak = line.half_width(load, curve, stiff), line.peak_pressure(load, curve, stiff)
    width = 160 * a
    slabs = (Slab(158 * a, width, E, NU), Slab(2 * a, width, E, NU))
    near = tuple(np.linspace(0, 1.5 * a, 3 * fine // 2 + 1)[2::2])  # two elements between lines
    beyond = tuple(2.0**n * a for n in range(1, 8))
    plate = Plate("free", gap=lambda x: x * x / (2 * curve), pressure=load / (2 * width))
    found = solve(
        Stack(slabs, geometry="plane", bottom=Plate(), top=plate),
        Mesh(8, (16, fine), lines=(*near, *beyond), grading=0.8),
    )
    touch = found.touch(2)
    assert touch.force == pytest.approx(load, rel=1e-11)
    wanted = peak * np.sqrt(np.maximum(1 - (touch.r / a) ** 2, 0))
    off = touch.weight @ (touch.pressure - wanted) ** 2 / (touch.weight @ wanted**2)
    return abs(half_width(touch) / a - 1), abs(touch.pressure[0] / peak - 1), float(np.sqrt(off))


def test_a_cylinder_converges_to_hertz() -> None:
    errors = np.array([hertz(fine) for fine in (4, 8, 16)])
    order = np.log2(errors[0] / errors[-1]) / 2
    assert order[2] > 1  # the slope of the pressure is infinite at the edge
    assert order[0] > 1.5
    assert errors[-1, 0] < 1.5e-3
    assert errors[-1, 1] < 1.5e-3


def test_a_sphere_presses_as_hertz_says() -> None:
    load, curve = 50.0, 0.05
    stiff = E / (1 - NU**2)
    a = float(hertz_sphere.contact_radius(load, curve, stiff))
    width = 32 * a
    slabs = (Slab(30 * a, width, E, NU), Slab(2 * a, width, E, NU))
    near = tuple(np.linspace(0, 1.5 * a, 25)[2::2])
    plate = Plate("free", gap=lambda r: r * r / (2 * curve), pressure=load / (np.pi * width**2))
    mesh = Mesh(8, (10, 12), lines=(*near, *(2.0**n * a for n in range(1, 5))), grading=0.8)
    touch = solve(Stack(slabs, bottom=Plate(), top=plate), mesh).touch(2)
    assert touch.force == pytest.approx(load, rel=1e-11)
    peak = float(hertz_sphere.pressure(0.0, load, curve, stiff))
    assert touch.pressure[0] == pytest.approx(peak, rel=3e-3)
    assert touch.reach[1] == pytest.approx(a, abs=1.01 * a / 16)  # an element


def test_it_does_not_matter_which_plate_is_at_rest() -> None:
    """Tied or sliding, below or above, held or pushed from both sides: the same stress."""
    low, high = Slab(1e-3, R, E, NU), Slab(0.5e-3, 0.8 * R, 2e11, 0.3)
    for kind in ("tied", "sliding", "free"):
        seam = (Seam(kind),)
        pushed = Plate("tied", pressure=1e6), Plate("tied", pressure=1e6 / 0.8**2)
        found = [
            solve(Stack((low, high), seam, bottom=b, top=t), Mesh(12, 3)).field(1).stress
            for b, t in ((Plate(), pushed[1]), (pushed[0], Plate()), pushed)
        ]
        assert np.allclose(found[0], found[1], rtol=1e-7, atol=1.0)
        assert np.allclose(found[0], found[2], rtol=1e-7, atol=1.0)


def bowed(top: Plate | Face) -> Stack:
    gap = Plate("free", gap=lambda r: BOW * (1 - (r / R) ** 2))
    return Stack((Slab(T, R, E, NU),), bottom=gap, top=top)


FLAT = float(bending.flattening_pressure(BOW, R, T, E=E, nu=NU))


def test_a_bowed_disc_under_even_pressure_touches_when_the_law_says() -> None:
    before, at, after = press(bowed(Face(pressure=FLAT)), (0.98, 1.0, 1.02), Mesh(32, 4)).steps
    assert before.touch(0).gap[0] > 0.01 * BOW
    assert after.touch(0).pressure[0] > 0
    law = bending.bending_stress(BOW, R, T, E=E, nu=NU)
    assert at.peak(0).stress == pytest.approx(law, rel=0.01)


def test_pressed_on_it_takes_the_curvature_of_the_plate() -> None:
    far = solve(bowed(Face(pressure=1e4 * FLAT)), Mesh(32, 4))
    assert far.touch(0).share == 1.0
    bent = E * T * BOW / R**2 / (1 - NU)
    assert far.field(0, "bottom").stress[0, 0] == pytest.approx(bent, rel=0.01)


def test_between_plates_more_load_touches_more() -> None:
    top = Plate("free", gap=lambda r: BOW * (r / R) ** 2, pressure=FLAT)
    path = press(bowed(top), (0.01, 0.1, 0.3, 1, 3, 10, 100), Mesh(40, 4))
    share = path.share(1)
    assert np.all(np.diff(share) >= 0)
    assert share[0] < 0.05
    assert share[-1] > 0.9
    bent = E * T * BOW / R**2 / (1 - NU)
    assert path.end.peak(0).stress == pytest.approx(bent, rel=0.02)
    assert path.tension(0).max() < 1.06 * bent
    for step in path.steps:
        push = step.level * FLAT * np.pi * R**2
        assert step.touch(0).force == pytest.approx(push, rel=1e-9)
        assert step.touch(1).force == pytest.approx(push, rel=1e-9)


def test_flat_faces_press_evenly() -> None:
    slab = Slab(1e-3, R, E, NU)
    stack = Stack((slab, slab), (Seam("free"),), bottom=Plate("free"),
                  top=Plate("free", pressure=2e6))  # fmt: skip
    found = solve(stack, Mesh(7, 3))
    for joint in range(3):
        assert found.touch(joint).pressure == pytest.approx(2e6, rel=1e-9)
        assert found.touch(joint).share == 1.0
    for k in (0, 1):
        assert np.allclose(found.field(k).stress, [0, -2e6, 0, 0], atol=1e-2)


@settings(max_examples=25, deadline=None)
@given(
    gaps=st.lists(st.floats(0, 20e-6), min_size=3, max_size=3),
    level=st.floats(0.01, 1e3),
    radius=st.floats(2e-3, 5e-3),
)
def test_pressure_never_pulls_and_faces_never_cross(gaps, level, radius) -> None:
    def wavy(height: float, waves: float):
        return lambda r: height * (1 + np.cos(waves * np.pi * r / R)) / 2

    stack = Stack(
        (Slab(1e-3, radius, 2e11, 0.3), Slab(0.4e-3, R, E, NU)),
        (Seam("free", wavy(gaps[0], 3)),),
        bottom=Plate("free", wavy(gaps[1], 2)),
        top=Plate("free", wavy(gaps[2], 1), pressure=1e6),
    )
    found = model(stack, Mesh(10, 2)).at(level)
    force = level * 1e6 * np.pi * R**2
    for joint in range(3):
        touch = found.touch(joint)
        assert touch.pressure.min() >= 0
        assert touch.gap.min() > -1e-13
        assert np.all((touch.pressure == 0) | (np.abs(touch.gap) < 1e-12))
        assert touch.force == pytest.approx(force, rel=1e-8)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), size=st.integers(1, 25))
def test_pivoting_ends_for_any_compliance(seed: int, size: int) -> None:
    random = np.random.default_rng(seed)
    half = random.normal(size=(size, size))
    A, g = half @ half.T + 1e-3 * np.eye(size), random.normal(size=size)
    never = np.zeros(size, dtype=bool)
    p, _, _ = pivot(A, np.zeros((size, 0)), g, np.zeros(0), closed=never, start=~never)
    gap = g + A @ p
    assert p.min() >= -1e-10
    assert gap.min() >= -1e-9
    assert abs(p @ gap) <= 1e-8 * max(1.0, np.abs(p).max())


def test_a_load_path_does_not_depend_on_its_steps() -> None:
    top = Plate("free", gap=lambda r: BOW * (r / R) ** 2, pressure=FLAT)
    long = press(bowed(top), (0.1, 0.2, 0.4, 0.8, 1.6), Mesh(24, 2)).end
    short = press(bowed(top), (1.6,), Mesh(24, 2)).end
    assert long.touch(1).pressure == pytest.approx(short.touch(1).pressure, rel=1e-7, abs=1.0)
