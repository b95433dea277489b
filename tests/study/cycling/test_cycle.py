"""A recipe that is cycled: balance, drift, what ends it, critical currents, refusals."""

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

import asperity
from asperity.errors import Interrupted, RecipeRefusal, Refusal, Stopped
from asperity.laws import FARADAY
from asperity.laws.current.voids import (
    VoidedFace,
    charge_without_supply,
    radius_at_half_contact,
)
from asperity.recipe.read import list_examples
from asperity.study import cycle
from asperity.study.cycling.half import Drive, follow
from asperity.study.cycling.whole import Ledger

SOFT = {"steps.operate.pressure": "1.3 MPa", "steps.operate.capacity": "0.01 mAh/cm^2"}
FREE = {"press.die": None, "steps.operate.pressure": "25 MPa"}
GAP = {"steps.operate.fixture": "fixed-gap", "steps.operate.capacity": "0.02 mAh/cm^2"}


def recipe(name="symmetric-cell", changes=None):
    loaded = asperity.load_recipe(name)
    return loaded.replace(changes) if changes else loaded


@cache
def worn():
    """A cell that loses contact little by little."""
    return cycle(recipe(changes=SOFT), cycles=6, flaws=False)


@cache
def full():
    """A full cell in a fixed gap, which breathes."""
    return cycle(recipe("anneal-under-pressure", GAP), cycles=3, flaws=False)


@cache
def breathing():
    """The same at a current that opens voids."""
    changed = recipe("anneal-under-pressure", GAP)
    return cycle(changed, cycles=3, current=20.0, cutoff=100.0, flaws=False)


@cache
def at(pressure, test="cycles", **more):
    """The symmetric cell operated at another pressure."""
    return cycle(recipe(changes={"steps.operate.pressure": pressure}), test=test, **more)


# ------------------------------------------------------------------ balance


@pytest.mark.parametrize("cycled", [worn, breathing])
def test_volume_closes(cycled):
    found = cycled()
    assert found.cycles
    assert 0 < found.balance.volume < 1e-8


def test_a_balance_that_does_not_close_is_told():
    """A thousandth of what crosses the mouths, lost on the way, is seen."""
    face = VoidedFace(nucleus=0.25e-6, spacing=5e-6, fraction=0.2, molar_volume=1.3e-5)
    drive = Drive(current=4.0, duration=600.0, pressure=(1e6, 1e6))
    half = follow(face, lambda _p, a: 5.0 + 0.0 * np.asarray(a), drive, radius=face.nucleus)
    radius = float(half.radius[-1])
    assert Ledger().after(drive, half, face).unclosed(radius, face) < 1e-8
    lost = replace(half, crossed=0.999 * half.crossed)
    assert Ledger().after(drive, lost, face).unclosed(radius, face) > 1e-6


def test_the_metal_that_is_gone_is_in_the_voids():
    """After whole cycles no charge has passed: the foil is thicker by what its voids hold."""
    found = worn()
    one, two = (found.cycles[-1].faces[index] for index in (0, 1))
    assert found.cycles[-1].whole
    assert 0 < one.metal_gained_m < one.void_end_m
    assert two.metal_gained_m > 0
    metal = 1.3e-5 / FARADAY * found.capacity_c_per_m2
    assert one.metal_gained_m < len(found.cycles) * metal


# ------------------------------------------------------------------ cycles


def test_without_voids_it_is_what_pressing_says():
    found, pressed = at("5 MPa", cycles=1), asperity.press(recipe())
    assert found.cycles[0].cell_resistance_ohm == pytest.approx(
        pressed.cell.resistance_ohm, rel=1e-12
    )
    face = pressed.steps[-1].interfaces[0]
    assert found.cycles[0].faces[0].contact_end == pytest.approx(face.contact_fraction, rel=1e-3)
    assert found.faces[0].name == face.name


def test_voids_that_plating_does_not_close_add_up():
    found = worn()
    ends = [one.faces[0].contact_end for one in found.cycles]
    ohms = [one.faces[0].resistance_ohm_m2 for one in found.cycles]
    assert all(np.diff(ends) < 0)
    assert all(np.diff(ohms) > 0)
    assert found.drift_ohm > 0
    assert found.ended == "all cycles done"
    for one in found.cycles:
        assert one.faces[0].polarisation_v > 0
        assert one.faces[0].contact_lowest <= one.faces[0].contact_end * (1 + 1e-12)


def test_the_other_face_is_stripped_in_the_other_half():
    along, half = worn().along, worn().capacity_c_per_m2 / worn().current_a_per_m2
    first = along.time_s <= half * (1 + 1e-9)
    assert along.void_m[first][-1, 0] > along.void_m[0, 0]
    assert along.void_m[first][-1, 1] == along.void_m[0, 1]
    assert along.current_a_per_m2[0] == -along.current_a_per_m2[-1]
    assert all(np.diff(along.time_s) >= 0)


def test_a_cell_that_loses_contact_ends_there():
    found = at("1 MPa", cycles=5)
    assert len(found.cycles) == 1
    assert not found.cycles[0].whole
    face = found.cycles[0].faces[0]
    assert face.contact_end == pytest.approx(found.faces[0].contact_fraction / 2, rel=1e-6)
    assert "voids have taken half of the contact at metal:electrolyte" in found.ended
    assert found.cycles[0].time_s == pytest.approx(found.void_times[0].time_s, rel=1e-8)


def test_a_drop_that_is_too_large_ends_it_before():
    lost, cut = at("1 MPa", cycles=1), at("1 MPa", cycles=1, cutoff=5e-3)
    assert "exceeds 5 mV" in cut.ended
    assert cut.cycles[0].time_s < lost.cycles[0].time_s
    assert cut.cycles[0].faces[0].polarisation_v == pytest.approx(5e-3, rel=1e-6)


def test_a_drop_that_is_too_large_from_the_first_passes_nothing():
    found = at("5 MPa", cycles=2, cutoff=1e-3)
    assert "exceeds 1 mV" in found.ended
    assert found.cycles[0].time_s == 0.0


def test_plating_that_opens_a_flaw_ends_it_unless_flaws_are_passed_over():
    changes = {"steps.operate.current": "2 mA/cm^2", "steps.operate.capacity": "0.005 mAh/cm^2"}
    found = cycle(recipe(changes=changes), cycles=2)
    limit = found.critical[0].plating_a_per_m2
    assert "plating opens a flaw of 5 um" in found.ended
    assert found.current_a_per_m2 > limit
    assert found.cycles[0].time_s == 0.0
    assert len(cycle(recipe(changes=changes), cycles=2, flaws=False).cycles) == 2


def test_a_full_cell_is_plated_first_and_breathes():
    found = full()
    assert found.kind == "full"
    assert found.pressure_charged_pa > 2 * found.pressure_held_pa
    assert found.cycles[0].pressure_highest_pa == pytest.approx(found.pressure_charged_pa)
    half = found.capacity_c_per_m2 / found.current_a_per_m2
    charging = found.along.time_s < half
    assert set(found.along.void_m[charging, 0]) == {found.faces[0].void_nucleus_m}
    assert found.along.pressure_pa[charging][-1] > found.along.pressure_pa[0]


def test_metal_flows_on_while_it_is_cycled():
    """Where voids rest, contact grows from cycle to cycle, and the cell's resistance falls."""
    found = at("25 MPa", cycles=4)
    contact = [one.faces[0].contact_end for one in found.cycles]
    assert all(np.diff(contact) > 0)
    assert found.drift_ohm < 0


# ------------------------------------------------------------------ critical currents


def test_pressure_brings_time():
    times = [at(p, cycles=1).void_times[0].time_s for p in ("0.5 MPa", "1 MPa", "25 MPa")]
    assert times[0] < times[1]
    assert times[2] is None


def test_more_pressing_stands_more_current():
    """Pressed harder, operated alike: the critical current rises with the contact."""
    limits = []
    for pressure in ("5 MPa", "15 MPa", "25 MPa"):
        changes = {f"steps.{name}.pressure": pressure for name in ("pre-press", "press")}
        limits.append(cycle(recipe(changes=changes), cycles=1).critical[0])
    assert limits[0].stripping_a_per_m2 < limits[1].stripping_a_per_m2
    assert limits[1].stripping_a_per_m2 < limits[2].stripping_a_per_m2
    assert limits[0].plating_a_per_m2 < limits[2].plating_a_per_m2


def test_fine_steps_find_the_current_of_half_a_cycle():
    """Steps strip afresh each time as long as voids close between: both protocols agree."""
    exact = at("5 MPa", cycles=1).critical[0].stripping_a_per_m2
    levels = tuple(factor * exact for factor in (0.9, 0.98, 1.02, 1.1))
    found = at("5 MPa", "steps", currents=levels).critical[0]
    assert found.test == "steps"
    assert (found.passes_a_per_m2, found.fails_a_per_m2) == (levels[1], levels[2])
    assert found.by == "stripping"
    for told in ("0.5 mAh/cm^2", "5 MPa", "25 degC"):
        assert told in found.protocol


def test_a_ramp_overshoots_and_a_slower_one_less():
    exact = at("5 MPa", cycles=1).critical[0].stripping_a_per_m2
    quick, slow = (
        at("5 MPa", "ramp", ramp=rise / 3600).critical[0].stripping_a_per_m2 for rise in (10.0, 1.0)
    )
    assert exact < slow < quick


def test_holds_take_less_time_at_more_current():
    found = at("5 MPa", "hold", currents=(1.0, 4.0, 8.0, 16.0))
    own = [one for one in found.curve if one.view == "creep-limited"]
    assert own[0].time_s is None
    assert "metal comes faster than it is stripped" in own[0].reason
    assert own[0].current_a_per_m2 < own[0].limit_a_per_m2 < own[1].current_a_per_m2
    assert own[1].time_s > own[2].time_s > own[3].time_s
    for one in own[1:]:
        assert one.charge_c_per_m2 == pytest.approx(one.current_a_per_m2 * one.time_s)
        assert one.contact_fraction[-1] == pytest.approx(one.contact_fraction[0] / 2, rel=1e-9)


@pytest.mark.parametrize("pressure", ["15 MPa", "20 MPa", "25 MPa"])
def test_no_limit_rests_on_creep_nobody_has_seen(pressure):
    """Beyond where voids start only the charge of half a cycle helps: i < start/(1 - q/Q)."""
    found = at(pressure, cycles=1)
    mark, limit = found.faces[0], found.critical[0]
    assert mark.creep_share < 0.05
    face = VoidedFace(
        nucleus=mark.void_nucleus_m,
        spacing=mark.void_spacing_m,
        fraction=mark.contact_fraction,
        molar_volume=1.3e-5,
    )
    unfed = charge_without_supply(radius_at_half_contact(face), face) / found.capacity_c_per_m2
    assert limit.starts_a_per_m2 <= limit.stripping_a_per_m2
    assert limit.stripping_a_per_m2 < limit.starts_a_per_m2 / (1 - unfed)


@pytest.mark.parametrize(("pressure", "felt"), [("1 MPa", 1.8e6), ("5 MPa", 5.8e6)])
def test_the_face_feels_the_friction_of_the_guides_and_it_is_told(pressure, felt):
    found = at(pressure, cycles=1)
    assert found.faces[0].pressure_pa == pytest.approx(felt, rel=1e-3)
    assert f"({felt / 1e6:g} MPa on the face)" in found.critical[0].protocol


def test_a_wall_holds_flaws_shut_and_a_free_rim_does_not():
    """The overpotential that opens one falls by p F/Vm less, by the share the wall takes."""
    sleeve, free = at("25 MPa", cycles=1), cycle(recipe("symmetric-cell", FREE), cycles=1)
    assert free.faces[0].sideways == 0.0
    assert "rim of the electrolyte free" in free.critical[0].protocol
    assert "from the side" in sleeve.critical[0].protocol
    mark = sleeve.faces[0]
    gained = (mark.opening_v - free.faces[0].opening_v) * FARADAY / 1.3e-5
    assert gained == pytest.approx(mark.sideways * mark.pressure_pa, rel=0.05)


def test_both_views_and_how_far_they_are_apart():
    found = at("5 MPa", cycles=1)
    one, other = found.critical
    assert {one.view, other.view} == {"creep-limited", "interface-limited"}
    pair = one.starts_a_per_m2, other.starts_a_per_m2
    assert found.view_ratio == pytest.approx(max(pair) / min(pair))
    assert found.view_ratio > 1


def test_a_supply_that_knows_no_pressure_has_a_closed_form():
    """i = f s/(1 - q/Q), with the charge q that takes half of the contact where nothing fills."""
    supplies = []
    for pressure in ("5 MPa", "10 MPa"):
        found = at(pressure, cycles=1)
        mark, limit = found.faces[0], found.critical[1].stripping_a_per_m2
        face = VoidedFace(
            nucleus=mark.void_nucleus_m,
            spacing=mark.void_spacing_m,
            fraction=mark.contact_fraction,
            molar_volume=1.3e-5,
        )
        unfed = charge_without_supply(radius_at_half_contact(face), face)
        supplies.append(limit / mark.contact_fraction * (1 - unfed / found.capacity_c_per_m2))
    assert supplies[0] == pytest.approx(supplies[1], rel=1e-5)


# ------------------------------------------------------------------ against pressing

OPERATED = ("symmetric-cell", "anneal-under-pressure")
HARD = {"steps.operate.pressure": "150 MPa", "steps.operate.current": "2 mA/cm^2"}


def test_which_examples_are_cells_that_operate():
    found = []
    for name in list_examples():
        try:
            cycle(recipe(name), cycles=1)
        except RecipeRefusal:
            continue
        found.append(name)
    assert sorted(found) == sorted(OPERATED)


@pytest.mark.parametrize("name", OPERATED)
@pytest.mark.parametrize("changes", [{}, HARD, {"steps.operate.current": "3 mA/cm^2"}])
def test_what_pressing_warns_of_cycling_warns_of(name, changes):
    pressed, found = asperity.press(recipe(name, changes)), cycle(recipe(name, changes), cycles=1)
    assert pressed.warnings == found.warnings
    assert any("orders of magnitude" in one for one in found.warnings)
    assert (pressed.recipe, pressed.sources) == (found.recipe, found.sources)
    assert pressed.versions == found.versions


def test_a_current_given_here_is_the_one_that_is_judged():
    found = cycle(recipe(), cycles=1, current=40.0)
    assert any("4 mA/cm^2 is" in one and "times the lower" in one for one in found.warnings)


# ------------------------------------------------------------------ records, ends, refusals


def test_it_is_told_as_json():
    found = worn()
    data = json.loads(found.to_json())
    assert data["schema"] == "asperity-cycling-1"
    assert data["cycles"][0]["faces"][0]["contact_end"] == found.cycles[0].faces[0].contact_end
    assert len(data["along"]["time_s"]) == len(found.along.time_s)
    assert data["sources"]


def test_stopped_it_keeps_the_cycles_that_are_finished():
    def stop(event):
        if event.step == "cycle 3":
            raise Stopped

    def interrupt(event):
        if event.step == "cycle 3":
            raise KeyboardInterrupt

    for watch, ended in ((stop, Stopped), (interrupt, Interrupted)):
        with pytest.raises(ended) as caught:
            cycle(recipe(changes=SOFT), cycles=6, flaws=False, watch=watch)
        kept = caught.value.kept
        assert len(kept.cycles) == 2
        assert kept.stopped == "cycle 3"
        assert kept.cycles == worn().cycles[:2]


@pytest.mark.parametrize(
    ("raised", "ended"), [(Stopped, Stopped), (KeyboardInterrupt, Interrupted)]
)
def test_stopped_while_it_is_pressed_it_has_no_cycles(raised, ended):
    def stop(event):
        if event.step == "operate":
            raise raised

    with pytest.raises(ended) as caught:
        cycle(recipe(), watch=stop)
    assert caught.value.kept is None


def test_what_cannot_be_pressed_is_not_cycled():
    found = cycle(recipe(changes={"steps.press.temperature": "190 degC"}))
    assert not found.carried_out
    assert found.cycles == ()
    assert "step press could not be carried out" in found.ended


@pytest.mark.parametrize(
    ("name", "changes", "where", "told"),
    [
        ("na-foil", {}, "steps", "none of kind operate"),
        ("multi-step", {}, "stack", "no metal on an electrolyte"),
        ("symmetric-cell", {"steps.operate.capacity": "100 mAh/cm^2"}, "capacity", "strips"),
    ],
)
def test_recipes_that_are_refused(name, changes, where, told):
    with pytest.raises(RecipeRefusal) as caught:
        cycle(recipe(name, changes))
    assert where in caught.value.where
    assert told in caught.value.found


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"test": "step"}, "test"),
        ({"view": "creep"}, "view"),
        ({"cycles": 0}, "cycles"),
        ({"cycles": 10_001}, "cycles"),
        ({"each": 0}, "each"),
        ({"current": -1.0}, "current"),
        ({"capacity": float("nan")}, "capacity"),
        ({"ramp": 0.0}, "ramp"),
        ({"cutoff": float("inf")}, "cutoff"),
        ({"currents": [2.0, 1.0]}, "currents"),
    ],
)
def test_arguments_that_are_refused(wrong, where):
    with pytest.raises(Refusal) as caught:
        cycle(recipe(), **wrong)
    assert caught.value.where == where


def test_a_view_that_knows_nothing_of_the_face_is_refused():
    with pytest.raises(Refusal) as caught:
        cycle(recipe("anneal-under-pressure"), view="interface-limited")
    assert caught.value.where == "view"
