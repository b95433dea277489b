"""What cannot be pressed is refused with its cure."""

from typing import Any

import numpy as np
import pytest

from asperity.contact import elastic_contact
from asperity.errors import Refusal, TopographyRefusal

FACE = np.random.default_rng(0).standard_normal((8, 8)) * 1e-9
GOOD = {"spacing": 1e-7, "modulus": 1e9, "pressure": 1e6}
HOLED = np.where(np.arange(64).reshape(8, 8) == 19, np.nan, FACE)

FACES = {
    "hole": (HOLED, "1 of 64 heights missing, the first at [2, 3]"),
    "infinite": (np.where(FACE.max() == FACE, np.inf, FACE), "1 of 64 heights missing"),
    "masked": (np.ma.masked_greater(FACE, 1e-9), "heights missing"),
    "line": (FACE[0], "an array of shape (8,)"),
    "stack": (FACE[None], "an array of shape (1, 8, 8)"),
    "small": (FACE[:3], "an array of shape (3, 8)"),
    "empty": ([], "an array of shape (0,)"),
    "ragged": ([[1.0, 2.0], [3.0]], "rows of unequal length"),
    "words": ([["a"] * 4] * 4, "values of type <U1"),
    "complex": (FACE + 0j, "values of type complex128"),
    "nanometres": (FACE * 1e9, "write heights in metres"),
    "huge": (FACE * 1e307 * 1e9, "write heights in metres"),
}
NUMBERS = {
    "spacing": (0.0, -1e-7, np.nan, np.inf),
    "modulus": (0.0, -1e9, np.nan, np.inf),
    "pressure": (-1.0, np.nan, np.inf),
    "tolerance": (0.0, 1e-20, 1.0, np.nan),
}


@pytest.mark.parametrize("name", FACES)
def test_a_face_that_cannot_be_pressed(name: str) -> None:
    face, told = FACES[name]
    with pytest.raises(TopographyRefusal) as caught:
        elastic_contact(face, **GOOD)
    assert str(caught.value).startswith("heights: found ")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in NUMBERS.items() for value in values]
)
def test_a_number_out_of_its_range(name: str, value: float) -> None:
    arguments: dict[str, Any] = GOOD | {name: value}
    with pytest.raises(Refusal, match=f"{name}: found {value}; write "):
        elastic_contact(FACE, **arguments)


def test_whole_numbers_and_lists_are_heights_too() -> None:
    found = elastic_contact([[0, 0, 0, 0]] * 4, **GOOD)
    assert found.contact_fraction == 1


def test_a_solver_that_gave_up_says_so() -> None:
    found = elastic_contact(FACE, spacing=1e-7, modulus=1e9, pressure=1e6, most_steps=2)
    assert not found.converged
    assert found.reason.startswith("gave up after 2 steps")
    assert found.pressure.mean() == pytest.approx(1e6)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"boundary": "open"}, 'boundary: found "open"; write "periodic" or "free"'),
        ({"hardness": 0.0}, "hardness: found 0.0; write"),
        ({"hardness": 5e5}, "pressure: found 1e+06 Pa, not less than the hardness of 500000 Pa"),
        ({"threads": 0}, "threads: found 0; write a whole number"),
        ({"most_steps": 1.5}, "most_steps: found 1.5; write a whole number"),
        ({"pressure": None}, "pressure, indentation: found neither; give one of them"),
        ({"indentation": 1e-9}, "pressure, indentation: found both; give one of them"),
        ({"pressure": None, "indentation": -1e-9}, "indentation: found -1e-09; write a depth"),
        ({"pressure": None, "indentation": 1e-6}, "beyond full contact"),
    ],
)
def test_a_setting_out_of_its_range(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(Refusal) as caught:
        elastic_contact(FACE, **(GOOD | changed))
    assert told in str(caught.value)
