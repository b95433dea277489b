"""A recipe while it is being written: text and fields in step, refusals at their fields."""

import tomllib

import pytest

from asperity.recipe.read import example_text, list_examples, parse_recipe
from asperity.web.bench import edit
from asperity.web.bench.draft import Draft, Key, changed, read
from asperity.web.bench.form import Field, Form, Section, form
from asperity.web.bench.trail import Trail

THERMAL = "na-thermal-press"


def thermal() -> Draft:
    return read(example_text(THERMAL))


def field(draft: Draft, *key: str | int) -> Field:
    return next(found for found in form(draft).fields() if found.key == key)


def section(shown: Form, *key: str | int) -> Section:
    return next(found for found in shown.sections() if found.key == key)


def typed(draft: Draft, key: Key, text: str) -> Draft:
    return edit.typed(draft, field(draft, *key), text)


def wrong(shown: Form) -> dict[Key, tuple[str, ...]]:
    fields = {found.key: found.refusals for found in shown.fields() if found.refusals}
    return fields | {found.key: found.refusals for found in shown.sections() if found.refusals}


@pytest.mark.parametrize("name", list_examples())
def test_an_example_is_a_draft_without_faults(name: str) -> None:
    draft = read(example_text(name))
    assert draft.recipe == parse_recipe(example_text(name))
    assert not wrong(form(draft))
    assert not form(draft).refusals


@pytest.mark.parametrize("name", list_examples())
def test_what_does_not_change_keeps_its_words_and_comments(name: str) -> None:
    draft = read(example_text(name))
    assert changed(draft, draft.copy()).text == draft.text


@pytest.mark.parametrize("name", list_examples())
def test_the_text_says_what_the_fields_say(name: str) -> None:
    draft = read(example_text(name))
    for one in form(draft).fields():
        if one.sort == "quantity" and not one.plain:
            other = edit.typed(draft, one, f"  {one.value or '1 um'} ")
            assert tomllib.loads(other.text) == other.tables
            assert tomllib.loads(other.text) == draft.tables or not one.value


def test_a_changed_value_leaves_every_comment() -> None:
    draft = typed(thermal(), ("steps", 0, "pressure"), "100 bar")
    before, after = example_text(THERMAL).splitlines(), draft.text.splitlines()
    differing = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert differing == [
        (
            'pressure = "10 MPa"           # the press closes first,',
            'pressure = "100 bar"           # the press closes first,',
        )
    ]


def test_any_spelling_is_one_recipe() -> None:
    draft, bars = thermal(), typed(thermal(), ("steps", 0, "pressure"), "100 bar")
    assert draft.recipe is not None
    assert bars.recipe is not None
    assert bars.recipe.digest == draft.recipe.digest
    assert field(bars, "steps", 0, "pressure").reads == "= 10\N{NO-BREAK SPACE}MPa"


def test_a_refusal_stands_at_its_field() -> None:
    draft = typed(thermal(), ("interfaces", 0, "rms_height"), "1 parsec")
    assert draft.recipe is None
    told = wrong(form(draft))
    assert list(told) == [("interfaces", 0, "rms_height")]
    assert "parsec" in told["interfaces", 0, "rms_height"][0]


def test_a_contradiction_stands_at_the_nearest_field() -> None:
    draft = typed(thermal(), ("steps", 1, "temperature"), "110 degC")
    draft = typed(draft, ("interfaces", 0, "longest"), "10 nm")
    told = wrong(form(draft))
    assert set(told) == {("steps", 1, "temperature"), ("interfaces", 0, "longest")}


def test_what_is_wrong_with_a_step_as_a_whole_stands_at_the_step() -> None:
    draft = edit.with_step(thermal(), "release", 0)
    assert list(wrong(form(draft))) == [("steps", 0)]


def test_a_text_that_is_no_recipe_is_a_draft_too() -> None:
    for text in ("", "[press", "stack = 3", "a" + ".a" * 200 + " = 1", "[[stack]]\nname = 1"):
        draft = read(text)
        assert draft.recipe is None
        assert draft.tables is None
        assert draft.refusals


def test_a_file_that_is_far_too_long_is_refused_unread() -> None:
    draft = read("x" * 1_000_001)
    assert draft.text == ""
    assert draft.refusals[0].found == "more than 1 MB"


def test_nothing_typed_leaves_an_optional_field_out_and_a_needed_one_refused() -> None:
    draft = typed(thermal(), ("stack", 1, "flatness"), "  ")
    assert draft.tables is not None
    assert "flatness" not in draft.tables["stack"][1]
    assert draft.recipe is not None
    draft = typed(thermal(), ("stack", 1, "thickness"), "")
    assert list(wrong(form(draft))) == [("stack", 1, "thickness")]


def test_fields_left_out_can_be_shown_and_said() -> None:
    draft = thermal()
    more = [name for name, _, _ in section(form(draft), "stack", 1).more]
    assert "flaw_size" in more
    key = ("stack", 1, "flaw_size")
    shown = form(draft, opened={key})
    empty = next(one for one in shown.fields() if one.key == key)
    assert (empty.value, empty.needed) == ("", False)
    said = edit.typed(draft, empty, "50 um")
    assert said.recipe is not None
    assert said.recipe.value_at("stack.electrolyte.flaw_size") == "50 um"
    assert edit.with_field(said, key[:-1], "flaw_size", None).recipe == draft.recipe


def test_another_name_of_a_layer_goes_wherever_it_is_named() -> None:
    draft = read(example_text("multi-step"))
    draft = typed(draft, ("stack", 2, "name"), "positive")
    draft = typed(draft, ("stack", 0, "name"), "collector")
    assert draft.recipe is not None
    assert draft.recipe.steps[1].adds == ("positive",)
    assert draft.recipe.interfaces[0].between == ("collector", "electrolyte")
    assert "# The face the punch leaves" in draft.text


def test_a_layer_takes_along_what_was_said_of_it() -> None:
    draft = edit.without(read(example_text("multi-step")), ("stack", 0))
    assert draft.tables is not None
    assert "interfaces" not in draft.tables
    assert "adds" not in draft.tables["steps"][2]
    assert draft.recipe is not None


def test_layers_and_steps_change_places() -> None:
    draft = edit.moved(thermal(), ("stack", 0), 1)
    assert [layer.name for layer in form(draft).layers] == ["electrolyte", "metal"]
    assert draft.recipe is not None
    assert len(draft.recipe.interfaces) == 1
    draft = edit.moved(draft, ("steps", 2), -1)
    assert [step.name for step in form(draft).steps] == ["press", "release", "cool"]
    assert draft.recipe is not None


@pytest.mark.parametrize("kind", ["foil", "pellet", "powder", "composite", "film", "plate"])
def test_a_new_layer_is_complete(kind: str) -> None:
    shown = form(edit.with_layer(thermal(), kind))
    assert section(shown, "stack", 2).kind == kind
    assert not [key for key in wrong(shown) if key[0] == "stack"]
    assert shown.bare == (("electrolyte", shown.layers[2].name),)


@pytest.mark.parametrize(
    "kind", ["compact", "bond", "press", "heat", "cool", "hold", "release", "eject", "operate"]
)
def test_a_new_step_is_complete_and_can_become_another(kind: str) -> None:
    draft = edit.with_step(thermal(), kind)
    step = form(draft).steps[-1]
    assert step.kind == kind
    assert not any(one.refusals for one in step.fields)
    again = edit.of_kind(draft, step.key, "hold")
    assert form(again).steps[-1].kind == "hold"
    assert form(again).steps[-1].name == step.name
    assert again.recipe is not None


def test_faces_bands_and_maps() -> None:
    draft = edit.without(thermal(), ("interfaces", 0))
    assert form(draft).bare == (("metal", "electrolyte"),)
    draft = edit.with_face(draft, ("metal", "electrolyte"))
    draft = edit.with_band(draft, ("interfaces", 0))
    assert draft.recipe is not None
    assert len(draft.recipe.interfaces[0].bands) == 1
    draft = typed(draft, ("interfaces", 0, "bands", 0, "rms_height"), "2 mm")
    assert list(wrong(form(draft))) == [("interfaces", 0, "bands", 0, "rms_height")]
    draft = edit.without(draft, ("interfaces", 0, "bands", 0))
    mapped = edit.with_map(draft, ("interfaces", 0), "/tmp/face.npy", {"spacing": "50 nm"})
    assert mapped.recipe is not None
    assert mapped.recipe.interfaces[0].map == "/tmp/face.npy"
    assert [one.key[-1] for one in form(mapped).faces[0].fields] == ["map", "spacing"]
    back = edit.without_map(mapped, ("interfaces", 0))
    assert back.recipe is not None
    assert back.recipe.interfaces == draft.recipe.interfaces if draft.recipe else False


def test_two_layers_of_one_name_are_told_apart() -> None:
    draft = typed(thermal(), ("stack", 1, "name"), "metal")
    told = wrong(form(draft))
    assert ("stack", 1, "name") in told
    mended = typed(draft, ("stack", 1, "name"), "electrolyte")
    assert mended.tables is not None
    assert [layer["name"] for layer in mended.tables["stack"]] == ["metal", "electrolyte"]
    third = typed(draft, ("stack", 1, "name"), "ceramic")
    assert third.recipe is not None
    assert third.recipe.interfaces[0].between == ("metal", "ceramic")


def test_changes_of_one_field_are_undone_together() -> None:
    trail = Trail(now=thermal())
    for text in ("2", "20", "20 MPa"):
        trail = trail.to(typed(trail.now, ("steps", 0, "pressure"), text), doing="pressure")
    trail = trail.to(typed(trail.now, ("steps", 0, "dwell"), "5 min"), doing="dwell")
    back = trail.undo()
    assert field(back.now, "steps", 0, "dwell").value == "10 min"
    assert field(back.now, "steps", 0, "pressure").value == "20 MPa"
    assert back.undo().now.text == thermal().text
    assert back.undo().undo() == back.undo()
    assert back.undo().redo().redo().now.text == trail.now.text
