"""Every shipped recipe on a grid: it runs, holds together, and the mean field says nearly the same.

How near is measured over roughness, material and load by validation/fidelities.py; here it is what
64 points a side give for these recipes.
"""

from functools import cache

import numpy as np
import pytest

import asperity
from asperity.recipe import list_examples, load_recipe

pytestmark = pytest.mark.slow
GRID = 64
every = pytest.mark.parametrize("name", list_examples())


@cache
def full(name: str) -> asperity.Outcome:
    return asperity.press(load_recipe(name), fidelity="full-field", grid=GRID, threads=1)


@cache
def mean(name: str) -> asperity.Outcome:
    return asperity.press(load_recipe(name))


@every
def test_runs_to_its_end(name):
    out = full(name)
    assert out.carried_out
    assert out.fidelity == "full-field"
    assert [step.name for step in out.steps] == [step.name for step in mean(name).steps]
    assert not any("gave up" in text for text in out.warnings)


@every
def test_the_mean_field_is_near(name):
    """Contact within 12 %, resistance of the cell within 5 %, what is no face to the last digit."""
    for one, two in zip(mean(name).steps, full(name).steps, strict=True):
        assert one.layers == two.layers
        for a, b in zip(one.interfaces, two.interfaces, strict=True):
            assert b.contact_fraction == pytest.approx(a.contact_fraction, rel=0.12)
    resistance = [out.cell.resistance_ohm if out.cell else None for out in (mean(name), full(name))]
    if resistance[0] is None:
        assert resistance[1] is None
    else:
        assert resistance[1] == pytest.approx(resistance[0], rel=0.05)


@every
def test_maps_carry_the_load(name):
    """Mean pressure of each map is what presses on its own area."""
    for face in full(name).maps:
        for end in face.ends:
            step = next(step for step in full(name).steps if step.name == end.step)
            widths = [layer.diameter_m for layer in step.layers if layer.name in face.between]
            area = np.pi / 4 * min(widths) ** 2
            lost = {"symmetric-cell": 0.8e6}.get(name, 0.0)  # in the guides of the press
            high = (step.applied_pressure_pa + lost) * step.area_m2 / area
            low = (step.applied_pressure_pa - lost) * step.area_m2 / area
            rms = float(np.sqrt(np.mean(np.square(end.contact_pa, dtype=np.float64))))
            found = float(end.contact_pa.mean(dtype=np.float64))
            assert low - 2e-3 * rms <= found <= high + 2e-3 * rms
            assert (end.gap_m >= 0).all()
