"""Addresses that hold a recipe with other values, written and read again."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from asperity.errors import Refusal
from asperity.recipe.read import example_text, parse_recipe
from asperity.web.link import address, recipe_in
from asperity.web.store.record import Asked
from asperity.web.store.store import Store

NAME = "na-thermal-press"


@pytest.fixture
def store(tmp_path):
    opened = Store(None, folder=tmp_path)
    yield opened
    opened.close()


def kept(store, kind, answer=None):
    recipe = parse_recipe(example_text(NAME))
    asked = Asked(kind=kind, recipe=example_text(NAME))
    run = store.add(asked, title=recipe.title, digest=recipe.digest)
    return store.change(run.id, state="done", answer=answer and json.dumps(answer)).id


def read(written, store):
    return recipe_in(dict(parse_qsl(urlsplit(written).query)), store)


def test_what_is_written_is_read_again(store):
    changes = {"steps.press.pressure": "20 MPa", "interfaces.metal:electrolyte.rms_height": "1 um"}
    run = kept(store, "press")
    for source in ({"recipe": NAME}, {"run": run}):
        text = read(address(**source, changes=changes), store)
        assert parse_recipe(text) == parse_recipe(example_text(NAME)).replace(changes)


def test_what_does_not_change_keeps_its_words(store):
    assert read(address(recipe=NAME), store) == example_text(NAME)
    text = read(address(recipe=NAME, changes={"steps.press.pressure": "20 MPa"}), store)
    before, after = example_text(NAME).splitlines(), text.splitlines()
    assert [one for one in before if one not in after] == [
        'pressure = "10 MPa"           # the press closes first,'
    ]


def test_no_source_is_none(store):
    assert read("/", store) is None


def test_what_a_design_found(store):
    found = {
        "recipe": "best",
        "front": [{"recipe": "first"}, {"recipe": "second"}],
        "ways": [{"name": "one"}, {"recipe": "way"}],
    }
    run = kept(store, "design", found)
    for choice, text in (("best", "best"), ("2", "second"), ("way-2", "way")):
        assert read(address(run=run, choice=choice), store) == text
    for choice in ("3", "0", "-1", "way-1", "way-3", "worst"):
        with pytest.raises(Refusal, match="choice"):
            read(address(run=run, choice=choice), store)


@pytest.mark.parametrize(
    "query",
    [
        {"recipe": "no-such"},
        {"run": "0123456789ab"},
        {"run": "../../etc/passwd"},
        {"recipe": NAME, "steps.press.presure": "20 MPa"},
        {"recipe": NAME, "steps.press.pressure": "20 bananas"},
    ],
)
def test_refused(query, store):
    with pytest.raises(Refusal):
        recipe_in(query, store)
