"""The JSON Schemas that are shipped: what is written has nothing that they do not name."""

import json
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator


def shipped(name: str) -> dict[str, Any]:
    """A schema as it is shipped."""
    text = (files("asperity.outcome") / f"schema/{name}.json").read_text("utf-8")
    return json.loads(text)


def faults(schema: dict[str, Any], data: object) -> list[str]:
    """What is wrong with data, fields without a name in the schema too."""
    Draft202012Validator.check_schema(schema)
    return [one.message for one in Draft202012Validator(_closed(schema)).iter_errors(data)]


def _closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    named = isinstance(schema.get("properties"), dict) and schema.get("type") == "object"
    return closed | {"additionalProperties": False} if named else closed
