"""A folder of bad recipes, each with the message a person gets.

`# expect: …` lines are the whole message, a refusal a line. `# expect part: …` lines must occur in
it: those recipes are sound in themselves, and refused when the stack asks the cards.
"""

from pathlib import Path

import pytest

from asperity.errors import Refusal
from asperity.recipe import Recipe, load_recipe
from asperity.stack import build

BAD = sorted((Path(__file__).parent / "bad").glob("*.toml"))


def judge(path: Path) -> Recipe:
    """Everything that can refuse a recipe before anything is pressed."""
    recipe = load_recipe(path)
    build(recipe)
    return recipe


def expected(path: Path, mark: str) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [line.removeprefix(mark).strip() for line in lines if line.startswith(mark)]


def test_there_are_enough() -> None:
    assert len(BAD) >= 40


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_recipe_is_refused(path: Path) -> None:
    whole, parts = expected(path, "# expect:"), expected(path, "# expect part:")
    assert whole or parts
    with pytest.raises(Refusal) as refusal:
        judge(path)
    told = str(refusal.value).replace(str(path), path.name)
    if whole:
        assert told.splitlines() == whole
    assert [part for part in parts if part not in told] == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_no_library_speaks_for_us(path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        judge(path)
    told = str(refusal.value).lower()
    for word in ("pydantic", "validation", "traceback", "input should", "error type", "none;  "):
        assert word not in told
    for line in told.splitlines():
        assert ": found " in line
        assert "; " in line
