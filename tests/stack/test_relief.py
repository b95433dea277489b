"""A face that a map tells: found beside its recipe, pressed as its spectrum, told by its digest."""

from pathlib import Path

import numpy as np
import pytest

from asperity.errors import RecipeRefusal, TopographyRefusal
from asperity.recipe import Recipe, example_text, load_recipe, parse_recipe
from asperity.stack import Interface, build
from asperity.topography import Band, power_spectrum, rms_height, rms_slope, self_affine, statistics
from asperity.topography.spectrum import POINTS

BAND = Band(rms_height=5e-8, hurst=0.8, longest=2e-6, shortest=2e-7)
FACE = self_affine((64, 64), spacing=5e-8, band=BAND, seed=1)
TOLD = 'map = "maps/face.npy"\nspacing = "50 nm"\nperiodic = true\nlevel = "none"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "maps").mkdir()
    np.save(tmp_path / "maps/face.npy", FACE.heights)
    text = example_text("na-thermal-press")
    text = "".join(line for line in text.splitlines(True) if not line.startswith(FIELDS))
    marked = text.replace("[[interfaces]]\n", "[[interfaces]]\n" + TOLD, 1)
    (tmp_path / "mine.toml").write_text(marked, "utf-8")
    return tmp_path


FIELDS = ("rms_height", "hurst", "longest", "shortest", "bands")


def interface(recipe: Recipe) -> Interface:
    return next(face for face in build(recipe).interfaces if face.relief is not None)


def test_the_map_is_found_beside_the_recipe(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    recipe = load_recipe(folder / "mine.toml")
    face = interface(recipe)
    assert face.relief is not None
    assert np.array_equal(face.relief.heights, FACE.heights)
    monkeypatch.chdir(folder)
    assert interface(load_recipe("mine.toml")).relief is not None


def test_it_survives_being_written(folder: Path) -> None:
    recipe = load_recipe(folder / "mine.toml")
    again = parse_recipe(recipe.to_toml())
    assert again == recipe
    assert again.digest == recipe.digest
    assert Path(str(recipe.interfaces[0].map)).is_absolute()


def test_the_mean_field_presses_its_spectrum(folder: Path) -> None:
    face = interface(load_recipe(folder / "mine.toml"))
    assert face.spectrum.wavenumber.shape == (1, POINTS)
    assert rms_height(face.spectrum) == pytest.approx(5e-8, rel=1e-9)
    assert rms_slope(face.spectrum) == pytest.approx(rms_slope(power_spectrum(FACE)), rel=1e-9)


def test_a_map_is_made_ready(folder: Path) -> None:
    tilted = FACE.heights + np.linspace(0, 1e-6, 64)[:, None]
    np.save(folder / "maps/face.npy", tilted)
    recipe = load_recipe(folder / "mine.toml")
    where = f"interfaces.{recipe.interfaces[0].key}"
    ready = interface(
        recipe.replace({f"{where}.level": "plane", f"{where}.periodic": False})
    ).relief
    assert ready is not None
    assert ready.periodic
    assert statistics.rms(ready) == pytest.approx(5e-8, rel=0.2)


def test_bands_lie_beside_it(folder: Path) -> None:
    recipe = load_recipe(folder / "mine.toml")
    where = f"interfaces.{recipe.interfaces[0].key}.bands"
    wavy = {"rms_height": "1 um", "hurst": 0.8, "longest": "1 mm", "shortest": "100 um"}
    face = interface(recipe.replace({where: [wavy]}))
    assert face.spectrum.wavenumber.shape == (2, POINTS)
    assert rms_height(face.spectrum) == pytest.approx((1e-12 + 25e-16) ** 0.5, rel=1e-9)
    near = {**wavy, "shortest": "1 um"}
    with pytest.raises(RecipeRefusal, match="must not overlap"):
        build(recipe.replace({where: [near]}))


def test_the_digest_tells_what_is_in_the_file(folder: Path) -> None:
    """The same map in another folder is the same recipe; another map of that name is not."""
    recipe = load_recipe(folder / "mine.toml")
    first = build(recipe).digest
    assert first != recipe.digest
    moved = folder / "moved"
    (moved / "maps").mkdir(parents=True)
    np.save(moved / "maps/face.npy", FACE.heights)
    (moved / "mine.toml").write_text((folder / "mine.toml").read_text("utf-8"), "utf-8")
    assert build(load_recipe(moved / "mine.toml")).digest == first
    np.save(moved / "maps/face.npy", 2 * FACE.heights)
    changed = load_recipe(moved / "mine.toml")
    assert changed.digest == recipe.digest
    assert build(changed).digest != first


def test_without_a_map_nothing_changes() -> None:
    recipe = load_recipe("na-thermal-press")
    stack = build(recipe)
    assert stack.digest == recipe.digest
    assert all(face.relief is None for face in stack.interfaces)


def test_a_text_counts_from_where_the_program_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = parse_recipe((folder / "mine.toml").read_text("utf-8"))
    with pytest.raises(TopographyRefusal, match=r"\.map: found \"face.npy\", no such file"):
        build(recipe)
    monkeypatch.chdir(folder)
    assert interface(recipe).relief is not None
