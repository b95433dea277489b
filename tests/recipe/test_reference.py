"""docs/reference/recipe.md lists every field of the model; `REGENERATE=1 pytest` rewrites it."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from asperity.recipe import parse_recipe
from asperity.recipe.layers import LAYERS, Interface
from asperity.recipe.quantities import FIRST, Part, example, written_as
from asperity.recipe.steps import STEPS, Press

PAGE = Path(__file__).parents[2] / "docs/reference/recipe.md"
MARK = "<!-- fields: written from the model, see tests/recipe/test_reference.py -->\n"


def page_fields() -> str:
    """The tables of the reference, one for each kind of table in a recipe."""
    parts = [
        "## `[press]`\n", *table(Press),
        "\n## `[[stack]]`, from bottom to top\n", *kinds(LAYERS),
        "\n## `[[interfaces]]`, where two layers meet\n",
        "A neighbouring pair without an entry touches perfectly.\n", *table(Interface),
        "\n`bands` lists further bands, each with `rms_height`, `hurst`, `longest`, `shortest`.\n",
        "\n## `[[steps]]`, in order\n", *kinds(STEPS),
    ]  # fmt: skip
    return "\n".join(parts) + "\n"


def kinds(models: Mapping[str, type[Part]]) -> Iterator[str]:
    for kind, model in models.items():
        yield f'\n### `kind = "{kind}"`\n'
        yield f"{model.__doc__}\n"
        yield from table(model)


def table(model: type[Part]) -> Iterator[str]:
    yield "| field | what it says | may be | example |"
    yield "|---|---|---|---|"
    names = sorted(model.model_fields, key=lambda name: name not in FIRST)
    for name in names:
        if name != "kind":
            field = model.model_fields[name]
            must = " (required)" if field.is_required() else ""
            range_ = allowed(field) + default(field)
            cells = (f"`{name}`{must}", field.description, range_, f"`{example(field)}`")
            yield f"| {' | '.join(str(cell) for cell in cells)} |"


def default(field: FieldInfo) -> str:
    """What is taken when the field is left out; its description tells it where that is a rule."""
    value = field.get_default()
    unsaid = field.is_required() or value is None or value == ()
    return "" if unsaid else f"; default `{json.dumps(value, ensure_ascii=False)}`"


def allowed(field: FieldInfo) -> str:
    """What the field may be, in words."""
    written = written_as(field)
    if written is not None:
        return written.range
    choices = options(field.annotation)
    if choices:
        return ", ".join(f'`"{option}"`' for option in choices)
    if get_origin(field.annotation) is tuple:
        return "a list"
    return "`true` or `false`" if field.annotation is bool else "text"


def options(annotation: object) -> tuple[str, ...]:
    """The words a field may hold, also where it may be left out or has a validator of its own."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        inner = inner[:1]
    found = [options(one) for one in inner]
    return tuple(word for words in found for word in words)


def test_the_reference_is_what_the_model_says() -> None:
    before, mark, _ = PAGE.read_text("utf-8").partition(MARK)
    text = before + MARK + "\n" + page_fields()
    if os.environ.get("REGENERATE"):
        PAGE.write_text(text, "utf-8")
    assert mark
    assert PAGE.read_text("utf-8") == text


def test_the_recipe_on_the_page_is_one() -> None:
    _, _, rest = PAGE.read_text("utf-8").partition("```toml\n")
    text, _, _ = rest.partition("```")
    assert parse_recipe(text).steps[0].si("pressure") == 3.6e8
