"""A measured face from a public package: it reads, agrees with others' numbers, and is pressed."""

import importlib
from pathlib import Path

import numpy as np
import pytest

import asperity
from asperity.contact import elastic_contact
from asperity.topography import TopographyMap, coarsen, prepared, read_map

pytestmark = [
    pytest.mark.validation,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Could not import mpi4py:ImportWarning"),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).parents[2] / "validation")
        measured = importlib.import_module("measured")
    try:
        return measured.fetch(tmp_path_factory.mktemp("measured"))
    except measured.UnreachableError as trouble:
        pytest.skip(f"the package index does not answer: {trouble}")


@pytest.fixture(scope="module")
def face(files: tuple[Path, ...]) -> TopographyMap:
    return read_map(str(files[0]))


def test_it_says_itself_what_it_is(face):
    assert face.shape == (1024, 1024)
    assert face.spacing == pytest.approx((2e-6 / 1024, 2e-6 / 1024), rel=1e-12)
    assert face.hole_share == 0


@pytest.mark.filterwarnings("ignore:Function/property `Sq`:DeprecationWarning")  # theirs, inside
def test_statistics_are_those_of_others(face, script):
    rows = script("measured").compared(face)
    height, slope, *spectrum = (row.off for row in rows)
    assert height == pytest.approx(0, abs=1e-6)
    assert slope == pytest.approx(0, abs=1e-4)
    assert spectrum == pytest.approx([0, 0, 0], abs=0.1)  # rings of another width hold other waves


def test_it_is_pressed_on_the_grid(face):
    coarse = coarsen(prepared(face), 8)
    touch = elastic_contact(coarse.heights, spacing=coarse.spacing[0], modulus=5e9, pressure=5e7)
    assert touch.converged
    assert np.mean(touch.pressure) == pytest.approx(5e7, rel=1e-9)
    assert 0.02 < touch.contact_fraction < 0.2


def test_and_in_a_recipe(files):
    recipe = asperity.load_recipe("na-thermal-press")
    pair = recipe.interfaces[0].key
    own = dict.fromkeys(
        f"interfaces.{pair}.{name}" for name in ("rms_height", "hurst", "longest", "shortest")
    )
    mapped = recipe.replace({**own, f"interfaces.{pair}.map": str(files[0])})
    smooth, rough = asperity.press(mapped), asperity.press(recipe)
    assert smooth.carried_out
    closer, farther = (o.steps[0].interfaces[0].contact_fraction for o in (smooth, rough))
    assert closer > 0.9  # 17 nm are flattened sooner than the recipe's half micrometre
    assert closer >= farther - 1e-6
    assert smooth.digest != rough.digest
