"""Thin slabs where seams open, which rounding would bend; arrays that cannot be changed."""

from dataclasses import fields

import numpy as np
import pytest

from asperity.errors import Refusal
from asperity.layered import Face, Mesh, Plate, Slab, Solution, Stack, press, solve

E, NU, R, BOW, PRESSED = 1e11, 0.25, 5e-3, 10e-6, 30e6


def low(r):
    return BOW * (1 - (r / R) ** 2)


def high(r):
    return BOW * (r / R) ** 2


def film(thickness: float, bow: float, mesh: Mesh) -> Solution:
    bottom = Plate("free", gap=lambda r: bow / BOW * low(r))
    return solve(Stack((Slab(thickness, R, E, NU),), bottom=bottom, top=Face(PRESSED)), mesh)


@pytest.mark.parametrize("thickness", [5e-6, 10e-6, 20e-6])
@pytest.mark.parametrize("mesh", [Mesh(20, 4), Mesh(32), Mesh(96, 4)])
def test_a_flat_film_under_even_pressure_bears_it_evenly(thickness: float, mesh: Mesh) -> None:
    found = film(thickness, 0.0, mesh)
    assert found.touch(0).pressure == pytest.approx(PRESSED, rel=1e-4)
    for field in found.fields(0):
        assert np.abs(field.stress - [0, -PRESSED, 0, 0]).max() < 1e-3 * PRESSED


@pytest.mark.parametrize("thickness", [5e-6, 10e-6])
@pytest.mark.parametrize("across", [20, 32, 64])
def test_a_bowed_film_pressed_flat_bends_as_a_plate(thickness: float, across: int) -> None:
    inside = film(thickness, BOW, Mesh(across)).field(0, "bottom")
    bent = E * thickness * BOW / R**2 / (1 - NU)
    away = inside.r < 0.8 * R
    assert inside.stress[away][:, [0, 2]] == pytest.approx(bent, rel=0.15)


@pytest.mark.parametrize("thickness", [1e-4, 2e-5])
def test_a_flat_disc_under_a_hollow_plate_is_solved_alike_on_any_mesh(thickness: float) -> None:
    """It touches in the middle, and the rest of it rises: blocks of pivots cycle at light loads."""
    top = Plate("free", gap=high, pressure=PRESSED)
    stack = Stack((Slab(thickness, R, E, NU),), bottom=Plate("free"), top=top)
    peaks = []
    for mesh in (Mesh(64, 4), Mesh(128, 4)):
        path = press(stack, (1e-4, 1e-2, 1.0), mesh)
        peaks.append(path.end.peak(0).stress)
        for step in path.steps:
            push = step.level * PRESSED * np.pi * R**2
            for touch in (step.touch(0), step.touch(1)):
                assert touch.force == pytest.approx(push, rel=1e-6)
                assert touch.pressure.min() >= -1e-6 * touch.pressure.max()
                assert touch.gap.min() > -1e-6 * BOW
    assert peaks[0] == pytest.approx(peaks[1], rel=0.15)


def test_contact_on_few_lines_is_told() -> None:
    top = Plate("free", gap=high, pressure=PRESSED)
    stack = Stack((Slab(5e-6, R, E, NU),), bottom=Plate("free"), top=top)
    rough, fine = (solve(stack, Mesh(across, 4)) for across in (20, 96))
    assert len(rough.coarse) == 2
    assert rough.coarse[1].startswith("joint 1 touches on")
    assert fine.coarse == ()
    assert film(1e-4, BOW, Mesh(4, 2)).coarse == ()


def test_a_slab_too_thin_to_be_solved_is_refused() -> None:
    with pytest.raises(Refusal, match="too thin against its radius"):
        film(5e-8, BOW, Mesh(64))


def test_arrays_are_read_only() -> None:
    found = film(1e-4, BOW, Mesh(6, 2))
    whole = (found.field(0), found.field(0, "top"), found.touch(0), found.state, found.contact,
             found.contact.openings[0], *found.parts)  # fmt: skip
    seen = 0
    for record in whole:
        for one in fields(record):
            value = getattr(record, one.name)
            for array in value if isinstance(value, tuple) else (value,):
                if isinstance(array, np.ndarray):
                    seen += 1
                    assert not array.flags.writeable, (type(record).__name__, one.name)
    assert seen > 25
