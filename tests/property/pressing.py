"""Recipes drawn at random for the press, and how their outcomes are compared."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from hypothesis import strategies as st

import asperity

Tables = dict[str, Any]


def tables(recipe: asperity.Recipe) -> Tables:
    """A recipe as nested tables that can be changed and validated again."""
    return recipe.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def numbers(value: object, where: str = "") -> dict[str, float]:
    """Every number of an outcome's dictionary by its path."""
    if isinstance(value, Mapping):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    else:
        known = isinstance(value, (int, float)) and not isinstance(value, bool)
        return {where: float(value)} if known else {}
    return {
        path: number
        for key, item in items
        for path, number in numbers(item, f"{where}.{key}").items()
    }


def assert_same(one: object, other: object, rtol: float) -> None:
    """Two parts of outcomes have the same numbers in the same places."""
    left, right = numbers(one), numbers(other)
    assert left.keys() == right.keys()
    np.testing.assert_allclose(list(left.values()), list(right.values()), rtol=rtol)


def written(low: float, high: float, unit: str) -> st.SearchStrategy[str]:
    """A quantity between two bounds, spread evenly over its decades."""
    exponent = st.floats(np.log10(low), np.log10(high))
    return exponent.map(lambda e: f"{10**e:.6g} {unit}")


faces = st.fixed_dictionaries(
    {
        "interfaces.metal:electrolyte.rms_height": written(0.1, 2, "um"),
        "interfaces.metal:electrolyte.hurst": st.floats(0.5, 0.95).map(lambda h: round(h, 3)),
        "press.atmosphere": st.sampled_from(["argon", "vacuum"]),
        "stack.metal.material": st.sampled_from(["sodium", "lithium"]),
        "stack.metal.thickness": written(20, 500, "um"),
    }
)
"""Changes to a recipe whose `metal` lies on its `electrolyte`."""


left = st.just(0.0) | st.floats(1e-3, 0.9)
"""Share of the pressure that is left on after letting go."""


@st.composite
def courses(draw: st.DrawFn) -> asperity.Recipe:
    """The cold-press recipe with any face, metal, pressure, temperature and dwell."""
    changes = draw(faces)
    pressure = 10 ** draw(st.floats(-0.5, 2.5))
    changes |= {
        "steps.press.pressure": f"{pressure:.6g} MPa",
        "steps.press.temperature": f"{draw(st.floats(25, 92)):.4g} degC",
        "steps.press.dwell": draw(written(1, 1e5, "s")),
        "steps.release.pressure": f"{draw(left) * pressure:.6g} MPa",
    }
    return asperity.load_recipe("na-cold-press").replace(changes)
