"""What cannot be asked is refused with its cure."""

from typing import Any

import numpy as np
import pytest

from asperity.contact import adaptive_frequencies, constriction, impedance
from asperity.errors import AsperityError, Refusal
from tests.contact.current.spots import rough_map

MASK = np.random.default_rng(0).random((8, 6)) < 0.5
GAP = np.where(MASK, 0.0, 1e-8)
OHMIC: dict[str, Any] = {"spacing": 1e-7, "conductivity": 0.1}
FACE: dict[str, Any] = OHMIC | {"permittivity": 1e-10, "charge_transfer": 0.0, "double_layer": 0.1}
MAPS = {
    "pressure": (MASK * 3e6, "contact_map: found values other than 0 and 1"),
    "line": (MASK[0], "contact_map: found an array of shape (6,)"),
    "small": (MASK[:3], "contact_map: found an array of shape (3, 6)"),
    "ragged": ([[1, 0], [1]], "contact_map: found rows of unequal length"),
    "words": ([["a"] * 4] * 4, "contact_map: found values of type <U1"),
    "holes": (np.ma.masked_array(MASK, MASK), "contact_map: found masked points"),
    "missing": (np.where(MASK, np.nan, 1.0), "contact_map: found values other than 0 and 1"),
}
STEADY = [
    ({"spacing": 0.0}, "spacing: found 0.0; write a distance in metres, more than 0"),
    ({"conductivity": -1.0}, "conductivity: found -1.0; write a conductivity in S/m"),
    ({"conductivity": np.inf}, "conductivity: found inf"),
    ({"thickness": np.nan}, "thickness: found nan"),
    ({"other_conductivity": 0.0}, "other_conductivity: found 0.0"),
    ({"other_thickness": "1 um"}, 'other_thickness: found "1 um"'),
    ({"charge_transfer": -1e-4}, "charge_transfer: found -0.0001; write a resistance in Ω m²"),
    ({"charge_transfer": np.ones(6)}, "charge_transfer: found an array of shape (6,)"),
    ({"charge_transfer": np.full((8, 6), np.nan)}, "charge_transfer: found NaN"),
    ({"tolerance": 0.0}, "tolerance: found 0.0; write 1e-10 to 0.1"),
    ({"threads": 0}, "threads: found 0; write a whole number, 1 or more"),
    ({"most_steps": 2.5}, "most_steps: found 2.5; write a whole number, 1 or more"),
]
HARMONIC = [
    ({"frequencies": [0.0]}, "frequencies: found a value that is none"),
    ({"frequencies": [1.0, np.nan]}, "frequencies: found a value that is none"),
    ({"gap": GAP[:5]}, "gap: found an array of shape (5, 6); write a map of shape (8, 6)"),
    ({"gap": -GAP}, "points that neither touch nor have a gap above 0"),
    ({"conductivity": np.inf}, "conductivity: found inf; write that of the electrolyte"),
    ({"permittivity": 20.0}, "permittivity: found 20.0; write F/m: the relative one times 8.85"),
    ({"double_layer": -0.1}, "double_layer: found -0.1; write a capacitance in F/m², 0 or more"),
    ({"charge_transfer": np.inf, "double_layer": 0.0}, "inf on contact without a double layer"),
]


@pytest.mark.parametrize("name", MAPS)
def test_a_map_that_is_none(name: str) -> None:
    found, told = MAPS[name]
    with pytest.raises(Refusal) as caught:
        constriction(found, **OHMIC)
    assert told in str(caught.value)


@pytest.mark.parametrize(("changed", "told"), STEADY)
def test_a_setting_of_a_constriction(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(Refusal) as caught:
        constriction(MASK, **(OHMIC | changed))
    assert told in str(caught.value)


@pytest.mark.parametrize(("changed", "told"), HARMONIC)
def test_a_setting_of_an_impedance(changed: dict[str, Any], told: str) -> None:
    given = {"gap": GAP, "contact_map": MASK, "frequencies": [1.0]} | FACE | changed
    with pytest.raises(Refusal) as caught:
        impedance(**given)
    assert told in str(caught.value)


def test_a_range_that_is_none() -> None:
    for low, high, changed in ((1.0, 1.0, {}), (0.0, 1.0, {}), (1.0, 2.0, {"most": 2})):
        with pytest.raises(Refusal):
            adaptive_frequencies(lambda f: f + 0j, low, high, **changed)


def test_a_solver_that_gave_up_says_so() -> None:
    contact, gap = rough_map(64, 0.3)
    found = constriction(contact, most_steps=1, **OHMIC)
    assert not found.converged
    assert found.reason.startswith("gave up after 1 steps")
    assert found.density.mean() == pytest.approx(1)
    with pytest.raises(AsperityError, match="gave up at 1e"):
        impedance(gap, contact, [1e8], most_steps=1, **FACE)


def test_lists_and_whole_numbers_will_do() -> None:
    found = constriction([[0, 1, 1, 0]] * 4, spacing=1, conductivity=1)
    assert found.contact_fraction == 0.5
    assert not found.density.flags.writeable
    assert not found.percentiles.flags.writeable
