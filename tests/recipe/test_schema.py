"""The shipped JSON Schema says what the model says. Rewrite it with `REGENERATE=1 pytest`."""

import json
import os
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from asperity.recipe import Recipe, example_text, list_examples
from asperity.recipe.read import schema_text

SHIPPED = Path(__file__).parents[2] / "src/asperity/recipe/schema/recipe-1.json"


def test_it_is_what_the_model_says() -> None:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Recipe.model_json_schema(by_alias=True),
    }
    text = json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("REGENERATE"):
        SHIPPED.write_text(text, "utf-8")
    assert schema_text() == text


@pytest.mark.parametrize("name", list_examples())
def test_examples_obey_it(name: str) -> None:
    schema = json.loads(schema_text())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(tomllib.loads(example_text(name)))


@pytest.mark.parametrize("key", ["schema", "press", "stack", "steps"])
def test_it_refuses_what_lacks_a_table(key: str) -> None:
    data = tomllib.loads(example_text("na-foil"))
    del data[key]
    assert not Draft202012Validator(json.loads(schema_text())).is_valid(data)


def test_every_field_is_described() -> None:
    definitions = json.loads(schema_text())["$defs"]
    bare = [
        f"{part}.{name}"
        for part, entry in definitions.items()
        for name, field in entry["properties"].items()
        if name != "kind" and "description" not in field
    ]
    assert bare == []
