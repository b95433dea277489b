"""Every shipped recipe runs, and what comes out holds together."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from math import pi

import numpy as np
import pytest

import asperity
from asperity.outcome.measures import resistance_parts
from asperity.recipe import list_examples, load_recipe
from asperity.report.html import page

jsonschema = pytest.importorskip("jsonschema")
NAMES = list_examples()
every = pytest.mark.parametrize("name", NAMES)


@cache
def outcome(name: str) -> asperity.Outcome:
    return asperity.press(load_recipe(name))


def test_the_six_are_there():
    assert set(NAMES) >= {
        "na-thermal-press",
        "na-foil",
        "na-cold-press",
        "multi-step",
        "symmetric-cell",
        "anneal-under-pressure",
    }


@every
def test_is_carried_out_and_judged(name):
    out = outcome(name)
    assert out.carried_out
    assert [step.name for step in out.steps] == [step.name for step in load_recipe(name).steps]
    assert out.verdict.level in {"good", "marginal"}
    assert out.verdict.reasons
    assert out.verdict.level == "good" or out.verdict.advice


@every
def test_fits_the_shipped_schema_and_comes_back(name):
    schema = json.loads(
        (files("asperity.outcome") / "schema" / "outcome-1.json").read_text("utf-8")
    )
    data = json.loads(outcome(name).to_json())
    jsonschema.Draft202012Validator(schema).validate(data)
    assert asperity.Outcome.from_dict(data) == outcome(name)
    assert data["recipe"]["digest"] == load_recipe(name).digest


@every
def test_force_is_pressure_times_area(name):
    for step in outcome(name).steps:
        assert step.force_n == pytest.approx(step.applied_pressure_pa * step.area_m2)
        assert max(layer.diameter_m for layer in step.layers) <= 2 * np.sqrt(step.area_m2 / pi) * (
            1 + 1e-9
        )


@every
def test_densities_and_contacts_are_shares(name):
    for step in outcome(name).steps:
        assert all(0 < layer.relative_density <= 1 for layer in step.layers)
        assert all(0 <= face.contact_fraction <= 1 for face in step.interfaces)
        assert all(
            face.mean_gap_m is None or 0 <= face.mean_gap_m < 1e-5 for face in step.interfaces
        )


@every
def test_steps_pick_up_where_the_last_ended(name):
    out, recipe = outcome(name), load_recipe(name)
    for (before, now), said in zip(pairwise(out.steps), recipe.steps[1:], strict=True):
        T = before.history.temperature_k[-1]
        assert now.history.temperature_k[0] == pytest.approx(T, abs=0.1)
        if not (said.adds or said.removes):
            assert now.history.pressure_pa[0] == pytest.approx(before.applied_pressure_pa)
            last, first = before.history.thickness_m[-1], now.history.thickness_m[0]
            np.testing.assert_allclose(first, last, rtol=1e-9)


@every
def test_a_history_ends_as_its_step_does(name):
    for step in outcome(name).steps:
        course = step.history
        assert course.time_s[0] == 0
        assert np.all(np.diff(course.time_s) >= 0)
        assert course.time_s[-1] == pytest.approx(step.duration_s)
        assert course.pressure_pa[-1] == pytest.approx(step.applied_pressure_pa)
        assert course.temperature_k[-1] == pytest.approx(step.temperature_k)
        assert course.temperature_k.max() == pytest.approx(step.highest_temperature_k, abs=0.5)
        assert course.layers == tuple(layer.name for layer in step.layers)
        np.testing.assert_allclose(
            course.thickness_m[-1], [layer.thickness_m for layer in step.layers], rtol=1e-12
        )
        assert course.interfaces == tuple(face.name for face in step.interfaces)
        for column, face in enumerate(step.interfaces):
            end = course.contact_fraction[-1, column]
            assert end == pytest.approx(face.contact_fraction, abs=1e-12)
            ohms = np.nan if face.resistance_ohm_m2 is None else face.resistance_ohm_m2
            assert course.resistance_ohm_m2[-1, column] == pytest.approx(ohms, nan_ok=True)


@every
def test_where_the_ohms_are_adds_up(name):
    for step in outcome(name).steps:
        for face in step.interfaces:
            if face.resistance_ohm_m2 is not None:
                parts = face.charge_transfer_ohm_m2 + face.constriction_ohm_m2
                assert face.resistance_ohm_m2 == pytest.approx(parts)
        if step.cell_resistance_ohm is not None:
            total = sum(part.resistance_ohm for part in resistance_parts(step))
            assert step.cell_resistance_ohm == pytest.approx(total, rel=1e-9)


@every
def test_the_cell_is_its_last_pressed_step(name):
    cell = outcome(name).cell
    if cell is None:
        assert not any(step.cell_resistance_ohm for step in outcome(name).steps)
        return
    assert cell.resistance_ohm == outcome(name).steps[-1].cell_resistance_ohm
    assert cell.area_m2 <= outcome(name).steps[-1].area_m2 * (1 + 1e-9)
    assert cell.area_resistance_ohm_m2 == pytest.approx(cell.resistance_ohm * cell.area_m2)


@every
def test_layers_conduct_as_thick_as_they_are(name):
    for step in outcome(name).steps:
        for layer in step.layers:
            if layer.conductivity_s_per_m is not None and layer.kind != "composite":
                area = pi / 4 * layer.diameter_m**2
                ohms = layer.thickness_m / (layer.conductivity_s_per_m * area)
                assert layer.resistance_ohm == pytest.approx(ohms)


@every
def test_nothing_is_lost(name):
    """Solid volume of every layer, with what left over the edge, from its first step on."""
    volumes: dict[str, float] = {}
    for step in outcome(name).steps:
        for layer in step.layers:
            disc = pi / 4 * layer.diameter_m**2 * layer.thickness_m * layer.relative_density
            now = disc + (layer.extruded_volume_m3 or 0.0)
            assert now == pytest.approx(volumes.setdefault(layer.name, now), rel=1e-9)


@every
def test_a_stack_is_as_thick_as_its_parts(name):
    """Pressing never thickens a stack beyond what was put in, and never halves a stiff one."""
    said = {layer.name: layer for layer in load_recipe(name).stack}
    for step in outcome(name).steps:
        for layer in step.layers:
            part = said[layer.name]
            if hasattr(part, "thickness"):
                first = part.si("thickness")
                assert layer.thickness_m <= first * (1 + 1e-9)
                assert layer.kind == "foil" or layer.thickness_m > 0.5 * first


@every
def test_risks_and_sources_say_why(name):
    out = outcome(name)
    for risk in (risk for step in out.steps for risk in step.risks):
        assert risk.reason
        assert risk.level == "good" or risk.cure
    assert out.sources
    assert all(source.source and source.trust for source in out.sources)
    assert {"asperity", "python", "numpy", "scipy"} <= set(out.versions)


class Fetched(HTMLParser):
    """Addresses a browser would load by itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in {"src", "srcset", "data", "poster", "xlink:href"} or (
                name == "href" and tag != "a"
            ):
                self.addresses.append(value or "")


@every
def test_the_page_is_self_contained(name):
    text = page(outcome(name))
    assert all(address.startswith(("data:", "#")) for address in Fetched(text).addresses)
    assert all(url.startswith(("#", "data:")) for url in re.findall(r"url\(['\"]?([^)]*)\)", text))
    assert "@import" not in text
    assert "<svg" in text
    assert load_recipe(name).title.split(":")[0] in text


@every
def test_an_example_is_its_own_text(name):
    recipe = load_recipe(name)
    assert (
        asperity.Recipe.model_validate(
            recipe.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        )
        == recipe
    )


def test_where_the_ohms_are_adds_up_under_a_narrow_foil():
    recipe = load_recipe("na-cold-press").replace(
        {
            "stack.metal.diameter": "6 mm",
            "steps.press.pressure": "3 MPa",
            "interfaces.metal:electrolyte.charge_transfer": "50 ohm cm^2",
        }
    )
    step = asperity.press(recipe).steps[0]
    total = sum(part.resistance_ohm for part in resistance_parts(step))
    assert step.cell_resistance_ohm == pytest.approx(total, rel=1e-9)
