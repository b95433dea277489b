"""Every number of a cycle against its formula, from the radii of the voids and the face as pressed.

    left = exp(-π (a² - a0²)/ℓ²),    R = (R_ct + R_rough)/left + R_spots(left),    η = i R

a radius of the voids, a0 of the places they start from, ℓ their spacing; R_spots of spots as far
apart as the voids.
"""

from dataclasses import replace
from functools import cache
from math import pi
from types import SimpleNamespace

import numpy as np
import pytest

import asperity
from asperity.errors import RecipeRefusal, Refusal
from asperity.laws import FARADAY
from asperity.laws.current.constriction import even_spots
from asperity.laws.current.voids import (
    VoidedFace,
    charge_without_supply,
    radius_at_half_contact,
    void_volume,
)
from asperity.outcome.gather.electric.cell import FLAW
from asperity.study import cycle
from asperity.study.cycling.face import Bare
from asperity.study.cycling.march import cycled
from asperity.study.cycling.ready import following, ready
from asperity.study.cycling.whole import same_places

NARROW = {
    "stack.electrolyte.diameter": "10 mm",
    "steps.operate.pressure": "1.3 MPa",
    "steps.operate.current": "0.6 mA/cm^2",
    "steps.operate.capacity": "0.05 mAh/cm^2",
}
GAP = {
    "steps.operate.fixture": "fixed-gap",
    "steps.operate.current": "3 mA/cm^2",
    "steps.operate.capacity": "0.05 mAh/cm^2",
}
CELLS = {
    "narrow": ("symmetric-cell", NARROW),  # faces narrower than the press, half a cycle each way
    "breathing": ("anneal-under-pressure", GAP),  # one metal face, contact goes up and down
}
SEEN = 9
"""Moments of a half cycle that the record keeps."""


def recipe(name, changes=None):
    loaded = asperity.load_recipe(name)
    return loaded.replace(changes) if changes else loaded


@cache
def pressed(which):
    """The cell before any current."""
    return ready(recipe(*CELLS[which]), current=None, capacity=None, watch=None)


@cache
def run(which):
    """The same, cycled."""
    return cycle(recipe(*CELLS[which]), cycles=2, flaws=False)


def faces_of(which, number):
    """Faces of the cell in a cycle, from 1, with the moment they are of."""
    cell = pressed(which)
    now = cell.first
    for _ in range(number - 1):
        now = following(cell, now)
    places = zip(now.faces, cell.first.faces, strict=True)
    return tuple(same_places(face, first) for face, first in places), now


def left(face, radius):
    a0, spacing = face.voids.nucleus, face.voids.spacing
    return np.exp(-pi * (np.square(radius) - a0**2) / spacing**2)


def ohms(face, radius):
    """R of the module, Ω m²."""
    share = left(face, radius)
    spots = even_spots(
        share,
        2 * pi / face.voids.spacing * np.ones_like(share),
        conductivity=face.conductivity,
        thickness=face.depth,
    )
    return (face.transfer + face.rough) / share + spots


def radii_in(which, number):
    """Radii of the voids in a cycle, from 1: (halves, moments, faces)."""
    void = run(which).along.void_m
    return void.reshape(-1, 2, SEEN, void.shape[1])[number - 1]


# ------------------------------------------------------------------ a face


@pytest.mark.parametrize("rough", [0.0, 3e-4, 2e-3])
def test_resistance_of_a_face_with_voids(rough):
    face = replace(pressed("narrow").first.faces[0], rough=rough)
    radius = np.linspace(face.voids.nucleus, radius_at_half_contact(face.voids), 7)
    share = left(face, radius)
    assert face.left(radius) == pytest.approx(share, rel=1e-12)
    assert share[-1] == pytest.approx(0.5, rel=1e-12)
    assert face.resistance(share) == pytest.approx(ohms(face, radius), rel=1e-12)
    assert float(face.resistance(1.0)) == pytest.approx(face.transfer + rough, rel=1e-12)
    assert face.plating == pytest.approx(face.opening / (face.transfer + rough), rel=1e-12)


def test_spots_that_voids_leave_cost_what_a_tube_costs():
    """At half the contact a spot of radius b √½ in a tube of radius b = ℓ/√π, in a thick layer."""
    face = replace(pressed("narrow").first.faces[0], transfer=0.0, rough=0.0)
    b = face.voids.spacing / np.sqrt(pi)
    a = b * np.sqrt(0.5)
    tube = (1 - a / b) ** 1.5 / (4 * face.conductivity * a) * pi * b**2
    assert float(face.resistance(0.5)) == pytest.approx(tube, rel=1e-12)


def test_a_face_narrower_than_the_press_feels_more():
    cell, found = pressed("narrow"), run("narrow")
    share = (13.0 / 10.0) ** 2
    held = cell.first.felt[0]
    for face, mark in zip(cell.first.faces, found.faces, strict=True):
        assert face.share == pytest.approx(share, rel=1e-12)
        assert mark.pressure_pa == pytest.approx(share * held, rel=1e-12)
        assert face.area == pytest.approx(pi / 4 * 0.01**2, rel=1e-12)
    assert found.area_m2 == pytest.approx(pi / 4 * 0.01**2, rel=1e-12)
    assert found.along.pressure_pa == pytest.approx(held, rel=1e-12)
    assert found.void_times[0].pressure_pa == pytest.approx(held, rel=1e-12)


@pytest.mark.parametrize("which", CELLS)
def test_overpotential_that_opens_a_flaw(which):
    """η F/Vm = Kc/(1.12 √(π a)) - p (1 - c/p), p the highest on the face in the cycle."""
    cell, found = pressed(which), run(which)
    for face, mark in zip(cell.first.faces, found.faces, strict=True):
        carrier = next(cell.stack.layer(name) for name in face.pair if name != face.metal)
        bare = carrier.toughness / (1.12 * np.sqrt(pi * FLAW))
        p = max(cell.first.felt) * face.share
        needed = bare - p * (1 - face.sideways)
        assert needed > 0
        volume = face.voids.molar_volume
        assert mark.opening_v == pytest.approx(needed * volume / FARADAY, rel=1e-12)


def test_contact_without_voids_is_the_mean_over_a_cycle():
    cell = pressed("breathing")
    face, courses = cell.first.faces[0], cell.first.trace.courses
    to, back = (one.touches[face.pair].fraction[:, -1] for one in courses[-2:])
    lasts = [one.time[-1] - one.time[0] for one in courses[-2:]]
    sums = [
        np.trapezoid(one, course.time) for one, course in zip((to, back), courses[-2:], strict=True)
    ]
    mean = sum(sums) / sum(lasts)
    assert face.voids.fraction == pytest.approx(mean, rel=1e-9)
    bare = np.concatenate([to, back])
    assert face.bare.fraction == pytest.approx(bare, rel=1e-15)
    assert bare.min() < 0.95 * mean < 0.95 * bare.max()


# ------------------------------------------------------------------ a cycle


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("which", CELLS)
def test_numbers_of_a_face(which, number):
    found, (faces, _) = run(which), faces_of(which, number)
    current = found.current_a_per_m2
    for index, face in enumerate(faces):
        strips = index % 2 if found.kind == "symmetric" else 1
        radii = radii_in(which, number)[:, :, index]
        told = found.cycles[number - 1].faces[index]
        largest, end = radii.max(), radii[1, -1]
        assert largest > 1.2 * face.voids.nucleus
        plated = float(ohms(face, radii[1 - strips, 0]))
        for name, value in {
            "void_largest_m": largest,
            "void_end_m": end,
            "contact_end": face.voids.fraction * left(face, end),
            "resistance_ohm_m2": ohms(face, end),
            "resistance_highest_ohm_m2": ohms(face, largest),
            "polarisation_v": current * ohms(face, radii[strips, -1]),
            "overpotential_v": current * plated,
            "plating_limit_a_per_m2": face.opening / plated,
            "metal_gained_m": void_volume(end, face.voids),
        }.items():
            assert getattr(told, name) == pytest.approx(float(value), rel=1e-7, abs=1e-16), name
        assert told.kept < 0.9


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("which", CELLS)
def test_least_contact_is_one_there_was(which, number):
    """Least of f(t) left(t), both at the same moment: never less than any that was seen."""
    found, (faces, _) = run(which), faces_of(which, number)
    half = found.capacity_c_per_m2 / found.current_a_per_m2
    moments = np.array([np.linspace(n * half, (n + 1) * half, SEEN) for n in (0, 1)])
    for index, face in enumerate(faces):
        told, bare = found.cycles[number - 1].faces[index], face.bare
        assert bare.time[-1] == pytest.approx(2 * half, rel=1e-9)
        share = left(face, radii_in(which, number)[:, :, index])
        seen = np.interp(moments, bare.time, bare.fraction) * share
        best = np.interp(moments, bare.time, bare.best)
        assert told.contact_lowest <= seen.min() * (1 + 1e-9)
        assert told.contact_lowest == pytest.approx(seen.min(), rel=0.02)
        assert told.kept <= (seen / best).min() * (1 + 1e-9)
        assert told.kept == pytest.approx((seen / best).min(), rel=0.02)


def test_contact_that_is_pressed_on_is_least_before_voids_are():
    """From 1 to 3 in 10 s, with voids that take half of it at the end: 1, and half of the best."""
    time = np.linspace(0.0, 10.0, 11)
    bare = Bare(time=time, fraction=1 + 0.2 * time, best=1 + 0.2 * time)
    assert bare.least(time, 1 - 0.05 * time) == pytest.approx((1.0, 0.5))
    assert bare.least(time[[0, -1]], np.array([1.0, 0.2])) == pytest.approx((0.6, 0.2))
    assert bare.mean == pytest.approx(2.0)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("which", CELLS)
def test_numbers_of_a_cycle(which, number):
    found, (faces, moment) = run(which), faces_of(which, number)
    told, radii = found.cycles[number - 1], radii_in(which, number)

    def cell_ohms(at):
        return moment.ohmic + sum(
            float(ohms(face, radius)) / face.area for face, radius in zip(faces, at, strict=True)
        )

    half = found.capacity_c_per_m2 / found.current_a_per_m2
    amperes = found.current_a_per_m2 * found.area_m2
    assert told.whole
    assert told.number == number
    assert told.time_s == pytest.approx(2 * number * half, rel=1e-12)
    assert told.pressure_lowest_pa == pytest.approx(moment.trace.breath.lowest, rel=1e-12)
    assert told.pressure_highest_pa == pytest.approx(moment.trace.breath.highest, rel=1e-12)
    assert told.cell_resistance_ohm == pytest.approx(cell_ohms(radii[1, -1]), rel=1e-7)
    highest = amperes * max(cell_ohms(one.max(axis=0)) for one in radii)
    assert told.voltage_v == pytest.approx(highest, rel=1e-7)


@pytest.mark.parametrize("which", CELLS)
def test_the_course_of_it(which):
    found, (faces, moment) = run(which), faces_of(which, 1)
    along, half = found.along, found.capacity_c_per_m2 / found.current_a_per_m2
    signs = np.repeat([1.0, -1.0, 1.0, -1.0], SEEN)
    assert along.current_a_per_m2 == pytest.approx(signs * found.current_a_per_m2, rel=1e-15)
    times = np.concatenate([np.linspace(n * half, (n + 1) * half, SEEN) for n in range(4)])
    assert along.time_s == pytest.approx(times, rel=1e-12, abs=1e-9)
    nominal = [np.linspace(*moment.felt[n : n + 2], SEEN) for n in (0, 1)]
    assert along.pressure_pa[: 2 * SEEN] == pytest.approx(np.concatenate(nominal), rel=1e-9)
    void = along.void_m[: 2 * SEEN]
    drop = moment.ohmic + sum(
        ohms(face, void[:, index]) / face.area for index, face in enumerate(faces)
    )
    amperes = found.current_a_per_m2 * found.area_m2
    assert along.voltage_v[: 2 * SEEN] == pytest.approx(amperes * drop, rel=1e-12)
    for index, face in enumerate(faces):
        contact = face.voids.fraction * left(face, void[:, index])
        assert along.contact_fraction[: 2 * SEEN, index] == pytest.approx(contact, rel=1e-12)


@pytest.mark.parametrize("count", [2, 3, 6, 7])
def test_a_linear_drift_has_its_slope(count):
    found, slope = run("narrow"), 0.25
    one = found.cycles[0]
    cycles = [
        replace(one, number=n, cell_resistance_ohm=5.0 + slope * n) for n in range(1, count + 1)
    ]
    course = SimpleNamespace(
        cycles=[*cycles, replace(one, whole=False, cell_resistance_ohm=99.0)],
        ended="",
        balance=found.balance,
        along=lambda: None,
    )
    told = cycled(found, course).drift_ohm
    assert told == (pytest.approx(slope, rel=1e-12) if count > 2 else None)


# ------------------------------------------------------------------ what is told, what is refused


def test_each_cycle_is_told_at_its_time():
    events = []
    found = cycle(recipe(*CELLS["narrow"]), cycles=3, flaws=False, watch=events.append)
    own = [event for event in events if event.step.startswith("cycle ")]
    lasts = 2 * found.capacity_c_per_m2 / found.current_a_per_m2
    assert [event.step for event in own] == ["cycle 1", "cycle 2", "cycle 3"]
    assert [event.time_s for event in own] == pytest.approx([0.0, lasts, 2 * lasts], rel=1e-12)
    assert {event.count for event in own} == {3}


def test_a_half_cycle_may_take_all_the_metal_but_no_more():
    face = pressed("narrow").first.faces[0]
    foil = face.foil * FARADAY / face.voids.molar_volume
    for share in (0.6, 0.95):
        assert ready(
            recipe(*CELLS["narrow"]), current=10.0, capacity=share * foil, watch=None
        ).first
    with pytest.raises(RecipeRefusal) as caught:
        ready(recipe(*CELLS["narrow"]), current=10.0, capacity=1.05 * foil, watch=None)
    assert caught.value.where == "steps.operate.capacity"


def test_an_outcome_is_no_recipe():
    with pytest.raises(Refusal, match=r"recipe: found Outcome, no recipe; give a recipe"):
        cycle(asperity.press(recipe("symmetric-cell")))


# ------------------------------------------------------------------ against pressing


@pytest.mark.parametrize("changes", [{}, {"stack.electrolyte.diameter": "10 mm"}])
def test_limits_are_those_of_pressing(changes):
    """At a steady pressure, of the contact at its end."""
    made = recipe("symmetric-cell", changes)
    critical = asperity.press(made).cell.critical_current_a_per_m2
    found, cell = cycle(made, cycles=1), ready(made, current=None, capacity=None, watch=None)
    for one in found.critical:
        assert one.plating_a_per_m2 == pytest.approx(critical.plating, rel=1e-12)
    wanted = {
        "creep-limited": critical.stripping,
        "interface-limited": critical.stripping_interface_limited,
    }
    faces = asperity.press(made).steps[-1].interfaces
    for view, limit in wanted.items():
        own = [
            outcome.contact_fraction
            * face.voids.clean
            * float(face.supplies[view](cell.first.felt[-1] * face.share, face.voids.nucleus))
            for face, outcome in zip(cell.first.faces, faces, strict=True)
        ]
        assert min(own) == pytest.approx(limit, rel=1e-12)


@pytest.mark.parametrize("pressure", ["5 MPa", "10 MPa"])
def test_a_supply_that_knows_no_pressure_has_a_closed_form(pressure):
    """i = f χ s/(1 - q/Q), with the charge q that takes half of the contact where nothing fills."""
    made = recipe("symmetric-cell", {"steps.operate.pressure": pressure})
    found, cell = cycle(made, cycles=1), ready(made, current=None, capacity=None, watch=None)
    voids = cell.stack.layer("electrolyte").voids
    metal = cell.stack.layer("metal").metal
    reference = voids.limit[metal.carrier]
    warmer = 1 / found.temperature_k - 1 / 298.15
    supply = reference * np.exp(-voids.limit_energy / 8.314462618 * warmer)
    mark, face = found.faces[0], cell.first.faces[0].voids
    own = VoidedFace(
        nucleus=mark.void_nucleus_m,
        spacing=mark.void_spacing_m,
        fraction=mark.contact_fraction,
        molar_volume=1.3e-5,
        clean=face.clean,
    )
    unfed = charge_without_supply(radius_at_half_contact(own), own)
    exact = own.fraction * own.clean * supply / (1 - unfed / found.capacity_c_per_m2)
    told = next(one for one in found.critical if one.view == "interface-limited")
    assert told.stripping_a_per_m2 == pytest.approx(exact, rel=1e-5)
