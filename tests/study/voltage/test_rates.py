"""A cell of PyBaMM with contact resistance, against closed forms and against PyBaMM alone."""

import os
import subprocess
import sys

import numpy as np
import pytest

import asperity
from asperity.errors import Refusal
from asperity.study.voltage import (
    Handed,
    contact_parameters,
    hand_over,
    rate_capability,
    rate_gain,
)
from asperity.study.voltage.library import library

pybamm = library()

HALF = {"parameter_values": "Xu2019", "options": {"working electrode": "positive"}}
METAL = "Exchange-current density for lithium metal electrode [A.m-2]"


@pytest.fixture(scope="module")
def pressed():
    return asperity.press(asperity.load_recipe("symmetric-cell"))


@pytest.mark.parametrize("cell", [{}, HALF, {"model": "SPMe"}])
def test_the_voltage_falls_by_current_times_resistance(cell):
    """At t = 0+ nothing but the resistance tells two cells apart; later too, at constant current"""
    one = rate_capability(1e-3, rates=(1.0,), **cell)
    bare = rate_capability(0.0, rates=(1.0,), **cell)
    assert one.contact_resistance_ohm == pytest.approx(1e-3 / one.area_m2, rel=1e-12)
    drop = one.discharges[0].current_a * one.contact_resistance_ohm
    fell = bare.discharges[0].voltage_v[0] - one.discharges[0].voltage_v[0]
    assert fell == pytest.approx(drop, rel=1e-6)


def test_without_resistance_it_is_pybamms_own_cell():
    bare = rate_capability(0.0, rates=(1.0,)).discharges[0]
    own = pybamm.Simulation(
        pybamm.lithium_ion.SPM(), parameter_values=pybamm.ParameterValues("Chen2020"), C_rate=1.0
    ).solve([0, 4 * 3600], initial_soc=1.0)
    assert np.allclose(bare.voltage_v[[0, -1]], own["Voltage [V]"].entries[[0, -1]], rtol=1e-9)
    assert bare.delivered_ah == pytest.approx(own["Discharge capacity [A.h]"].entries[-1], rel=1e-6)
    assert own["Voltage [V]"](bare.time_s) == pytest.approx(bare.voltage_v, abs=1e-4)


def test_more_resistance_delivers_less_down_to_nothing():
    """Each ohm ends a discharge earlier; so many that the limit is passed at once deliver 0"""
    found = [rate_capability(r, rates=(1.0,), **HALF).discharges[0] for r in (0, 1e-3, 1e-2, 1e-1)]
    delivered = [one.delivered_ah for one in found]
    assert delivered == sorted(delivered, reverse=True)
    assert len(set(delivered)) == 4
    assert delivered[-1] == 0
    assert found[-1].time_s.size == 0
    assert 0.9 < found[0].share < 1


def test_a_metal_that_touches_in_part_has_a_higher_overpotential():
    """2 R T/F asinh(j/(2 f j0)) of a planar electrode, with PyBaMM's own j0"""
    share, values = 0.1, pybamm.ParameterValues("Xu2019")
    found = [
        rate_capability(Handed(reached={"lithium metal": f}), rates=(1.0,), **HALF)
        for f in (1.0, share)
    ]
    j = found[0].discharges[0].current_a / found[0].area_m2
    full = float(pybamm.constants.F.value) * 3.5e-8 * (1 / 1.3e-5) ** 0.7 * 1000**0.3
    thermal = 8.314462618 * values["Ambient temperature [K]"] / 96485.33212
    wanted = 2 * thermal * (np.arcsinh(j / (2 * share * full)) - np.arcsinh(j / (2 * full)))
    fell = found[0].discharges[0].voltage_v[0] - found[1].discharges[0].voltage_v[0]
    assert fell == pytest.approx(wanted, rel=1e-3)


def test_what_pressing_gains(pressed):
    """Released from 25 to 5 MPa the faces lose contact: pressed, more comes out at every rate"""
    part = ("metal:electrolyte",)
    loose, tight = (hand_over(pressed, step=name, parts=part) for name in ("operate", "press"))
    gain = rate_gain(loose, tight, rates=(0.5, 2.0), **HALF)
    assert gain.before.rates == gain.after.rates == (0.5, 2.0)
    assert 0 < gain.gained[0] < gain.gained[1]


def test_faces_and_layers_make_up_the_cell(pressed):
    """All parts in series are the resistance that the outcome tells"""
    last = pressed.steps[-1]
    named = [face.name for face in last.interfaces] + [layer.name for layer in last.layers]
    handed = hand_over(pressed, parts=named)
    assert handed.step == last.name
    assert handed.resistance_ohm_m2 == pytest.approx(pressed.cell.area_resistance_ohm_m2, rel=1e-9)
    assert set(hand_over(pressed).parts) == {face.name for face in last.interfaces}


def test_charge_transfer_is_not_counted_twice(pressed):
    """A face that stands for a model's own electrode leaves that model its charge transfer"""
    face = pressed.steps[-1].interfaces[0]
    whole = hand_over(pressed)
    part = hand_over(pressed, reached={"lithium metal": face.name})
    left = whole.resistance_ohm_m2 - part.resistance_ohm_m2
    assert left == pytest.approx(face.charge_transfer_ohm_m2, rel=1e-6)
    assert part.reached == {"lithium metal": face.contact_fraction}
    changed = contact_parameters(part, "Xu2019")
    law, own = changed[METAL], pybamm.ParameterValues("Xu2019")[METAL]
    state = (pybamm.Scalar(1000.0), pybamm.Scalar(7e4), pybamm.Scalar(298.0))
    scaled = law(*state).evaluate()
    assert scaled == pytest.approx(face.contact_fraction * own(*state).evaluate())


def test_electrodes_in_parallel_share_the_resistance():
    values = pybamm.ParameterValues("Chen2020")
    values["Number of electrodes connected in parallel to make a cell"] = 4
    one, four = (
        contact_parameters(1e-3, of)["Contact resistance [Ohm]"] for of in ("Chen2020", values)
    )
    assert four == pytest.approx(one / 4)
    assert values["Contact resistance [Ohm]"] == 0


def has_resistance():
    values = pybamm.ParameterValues("Chen2020")
    values["Contact resistance [Ohm]"] = 0.01
    return values


@pytest.mark.parametrize(
    ("of", "options", "message"),
    [
        (1e-3, {"model": "SPN"}, 'model: found "SPN"; did you mean "SPM"'),
        (1e-3, {"parameter_values": "Chen2021"}, 'did you mean "Chen2020"'),
        (1e-3, {"rates": ()}, "rates: found none"),
        (1e-3, {"rates": (1.0, 0.0)}, "give rates above 0"),
        (-1.0, {}, "area resistance of 0 ohm m2 or more"),
        (float("nan"), {}, "area resistance of 0 ohm m2 or more"),
        (1e-3, {"parameter_values": has_resistance}, "set it to 0"),
        (Handed(reached={"lithium metal": 0.1}), {}, "an electrode that this parameter set has"),
        (Handed(reached={"lithium": 0.1}), {}, 'did you mean "lithium metal"'),
    ],
)
def test_refusals(of, options, message):
    made = {name: one() if callable(one) else one for name, one in options.items()}
    with pytest.raises(Refusal, match=message):
        rate_capability(of, **made)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"step": "pres"}, 'did you mean "press"'),
        ({"step": "pre-press"}, "step: found"),
        ({"parts": ["metal:electrolite"]}, 'did you mean "metal:electrolyte"'),
        ({"reached": {"lithium metal": "metal"}}, "reached: found"),
    ],
)
def test_refusals_of_a_stack(pressed, options, message):
    with pytest.raises(Refusal, match=message):
        hand_over(pressed, **options)


def test_a_recipe_is_no_outcome():
    with pytest.raises(Refusal, match="found: found Recipe, no outcome; give what pressing made"):
        rate_capability(asperity.load_recipe("symmetric-cell"))


def test_an_open_face_is_refused(pressed):
    data = pressed.to_dict()
    face = data["steps"][-1]["interfaces"][0]
    for name in ("resistance_ohm_m2", "charge_transfer_ohm_m2", "constriction_ohm_m2"):
        del face[name]
    face["contact_fraction"] = 0.0
    with pytest.raises(Refusal, match="metal:electrolyte: found no contact"):
        hand_over(asperity.Outcome.from_dict(data))


def test_without_pybamm_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pybamm", None)
    with pytest.raises(Refusal, match=r'found no PyBaMM; .*pip install "asperity\[pybamm\]"'):
        rate_capability(1e-3)


OFFLINE = """
import os, socket
def refuse(*_, **__):
    raise AssertionError("the network was asked")
socket.socket.connect = socket.getaddrinfo = refuse
from asperity.study.voltage import rate_capability
rate_capability(1e-3, rates=(1.0,))
import pybamm
assert pybamm.telemetry._posthog.disabled
assert "PYBAMM_DISABLE_TELEMETRY" not in os.environ
"""


def test_pybamm_asks_nobody_and_tells_nobody(tmp_path):
    """On its first use, by a person who was never asked: no question, no file, no connection"""
    never = ("PYBAMM_DISABLE_TELEMETRY", "CI", "GITHUB_ACTIONS", "XDG_CONFIG_HOME")
    asked = {name: text for name, text in os.environ.items() if name not in never}
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE],
        env=asked | {"HOME": str(tmp_path)},
        cwd=tmp_path,
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not list(tmp_path.rglob("config.yml"))
