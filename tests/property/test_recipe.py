"""Whole recipes, drawn at random: text and back, spelling, changes."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asperity.errors import RecipeRefusal
from asperity.recipe import Recipe, parse_recipe

Table = dict[str, Any]

names = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,8}", fullmatch=True)
texts = st.text(st.characters(exclude_categories=("C",)), max_size=40)
cards = st.sampled_from(["sodium", "Li6PS5Cl", "my card.toml", 'with "quotes"', "back\\slash"])


def quantity(low: float, high: float, unit: str) -> st.SearchStrategy[str]:
    return st.floats(low, high).map(lambda value: f"{value!r} {unit}")


lengths = quantity(1e-3, 1e3, "um")
widths = quantity(1e2, 1e5, "um")
bows = quantity(0, 10, "um")  # a tenth of the least width
pressures = quantity(1e-3, 1999, "MPa")
times = quantity(0, 1e6, "s")
shares = st.floats(0.01, 0.45)


def table(required: Table, optional: Table) -> st.SearchStrategy[Table]:
    return st.fixed_dictionaries(required, optional=optional)


solid = {"material": cards, "thickness": lengths, "diameter": widths}
loose = {"mass": quantity(1e-3, 1e3, "mg"), "diameter": lengths}
dense = {"conductivity": quantity(1e-6, 1e6, "S/m"), "flexural_strength": pressures}
LAYERS = {
    "foil": table(solid, {"film": st.booleans()}),
    "pellet": table(solid, {"flatness": bows, "relative_density": shares, **dense}),
    "powder": table({"material": cards, **loose}, {"initial_relative_density": shares}),
    "composite": table(
        {"active": cards, "electrolyte": cards, "active_fraction": shares, **loose},
        {"additive_fraction": shares},
    ),
    "film": table(solid, dense),
    "plate": table(solid, {"flatness": bows}),
}
bands = st.fixed_dictionaries(
    {
        "rms_height": quantity(1e-3, 2.4, "um"),
        "hurst": st.floats(0.01, 0.99),
        "longest": quantity(10, 1e3, "um"),
        "shortest": quantity(1, 1e3, "nm"),
    }
)
faces = st.builds(
    dict.__or__,
    bands,
    table(
        {},
        {
            "charge_transfer": quantity(0, 1e3, "ohm cm^2"),
            "gas": st.booleans(),
            "bands": st.lists(bands, max_size=2),
        },
    ),
)
changing = {"rate": quantity(1e-3, 1e3, "MPa/s"), "temperature": quantity(274, 600, "K")}
STEPS = {
    "press": table({"pressure": pressures, "dwell": times}, changing),
    "hold": table({"dwell": times}, {"pressure": pressures, **changing}),
    "operate": table(
        {
            "pressure": pressures,
            "current": quantity(1e-3, 10, "mA/cm^2"),
            "capacity": quantity(1e-3, 10, "mAh/cm^2"),
        },
        {"fixture": st.sampled_from(["constant-force", "spring", "fixed-gap"]), **changing},
    ),
}
presses = table(
    {"machine": cards},
    {
        "die": cards,
        "diameter": lengths,
        "atmosphere": st.sampled_from(["argon", "vacuum", "air"]),
        "gas_pressure": quantity(0, 10, "bar"),
        "temperature": quantity(200, 400, "K"),
    },
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A recipe as nested tables; the first layers are there from the start, the rest is added."""
    layers = draw(st.lists(names, min_size=2, max_size=5, unique=True))
    steps = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    late = draw(st.integers(2, len(layers)))
    data: Table = {
        "schema": "asperity-recipe-1",
        "title": draw(texts),
        "press": draw(presses),
        "stack": [named(draw, name, LAYERS) for name in layers],
        "interfaces": [
            {**draw(faces), "between": draw(st.permutations(pair))}
            for pair in pairwise(layers)
            if draw(st.booleans())
        ],
        "steps": [named(draw, name, STEPS) for name in steps],
    }
    if late < len(layers):
        draw(st.sampled_from(data["steps"]))["adds"] = layers[late:]
    return data


def named(draw: st.DrawFn, name: str, kinds: dict[str, st.SearchStrategy[Table]]) -> Table:
    kind = draw(st.sampled_from(sorted(kinds)))
    return {"name": name, "kind": kind, **draw(kinds[kind])}


recipes = tables().map(Recipe.model_validate)
slowly = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)


@slowly
@given(recipes)
def test_text_and_back(recipe: Recipe) -> None:
    again = parse_recipe(recipe.to_toml())
    assert again == recipe
    assert again.digest == recipe.digest
    assert again.to_toml() == recipe.to_toml()


FACTORS = {"um": ("nm", "e3"), "MPa": ("GPa", "e-3"), "s": ("ms", "e3"), "mg": ("kg", "e-6")}


def respelled(value: Any) -> Any:
    """The same tables with other units and all keys in another order."""
    if isinstance(value, dict):
        return {key: respelled(item) for key, item in reversed(value.items())}
    if isinstance(value, list):
        return [respelled(item) for item in value]
    number, _, unit = value.partition(" ") if isinstance(value, str) else ("", "", "")
    if unit not in FACTORS or "e" in number:
        return value
    return f"{number}{FACTORS[unit][1]} {FACTORS[unit][0]}"


@slowly
@given(tables())
def test_spelling_and_order_of_keys_never_matter(data: Table) -> None:
    assert Recipe.model_validate(respelled(data)).digest == Recipe.model_validate(data).digest


def holds_or_refuses(recipe: Recipe, path: str, value: object) -> bool:
    """Whether a changed recipe still writes and reads itself, or is refused in words."""
    try:
        changed = recipe.replace({path: value})
    except RecipeRefusal as refusal:
        return ": found " in str(refusal)
    return parse_recipe(changed.to_toml()) == changed


@slowly
@given(recipes, st.data())
def test_any_text_at_any_path_is_held_or_refused(recipe: Recipe, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(recipe.paths()))
    value = data.draw(texts | pressures | lengths | st.floats() | st.none() | st.just([]))
    assert holds_or_refuses(recipe, path, value)


@slowly
@given(st.recursive(st.none() | st.floats() | texts, lambda s: st.lists(s) | st.dictionaries(
    st.sampled_from(["schema", "press", "stack", "steps", "interfaces", "name", "kind", "between"]),
    s)))  # fmt: skip
def test_anything_at_all_is_refused_in_words(data: object) -> None:
    with pytest.raises(RecipeRefusal, match=": found "):
        Recipe.model_validate(data)
