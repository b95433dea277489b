"""Maps go into files and come back, whatever the format and its manners."""

import importlib
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asperity.errors import TopographyRefusal
from asperity.topography import TopographyMap, read, read_map
from asperity.topography.text import gridded, parse

pytestmark = pytest.mark.filterwarnings("ignore:Could not import mpi4py:ImportWarning")
CHANCE = np.random.default_rng(1)
HEIGHTS = CHANCE.normal(size=(6, 9)) * 1e-7
Y, X = np.mgrid[:6, :9]


def points(spacing: tuple[float, float], scale: float) -> str:
    order = CHANCE.permutation(HEIGHTS.size)
    columns = X * spacing[1], Y * spacing[0], HEIGHTS * scale
    return "".join(" ".join(f"{value.flat[i]:.12g}" for value in columns) + "\n" for i in order)


def table(parting: str, scale: float, comma: str = ".") -> str:
    rows = (parting.join(f"{v * scale:.12g}".replace(".", comma) for v in row) for row in HEIGHTS)
    return "\n".join(rows) + "\n"


TEXTS = {
    "commas": ("a.csv", table(",", 1e6), {"spacing": 5e-8, "unit": "um"}),
    "commas and blanks": ("a.csv", table(", ", 1e6), {"spacing": 5e-8, "unit": "um"}),
    "semicolons": ("a.csv", table(";", 1e9), {"spacing": 5e-8, "unit": "nm"}),
    "decimal commas": ("a.csv", table(";", 1e6, ","), {"spacing": 5e-8, "unit": "µm"}),
    "decimal commas, blanks": ("a.txt", table("  ", 1e6, ","), {"spacing": 5e-8, "unit": "um"}),
    "tabs": ("a.txt", table("\t", 1e6), {"spacing": 5e-8, "unit": "um"}),
    "a tab at the end": (
        "a.txt",
        table("\t", 1e6).replace("\n", "\t\n"),
        {"spacing": 5e-8, "unit": "um"},
    ),
    "Windows": (
        "a.csv",
        "\ufeff" + table(";", 1e6).replace("\n", "\r\n"),
        {"spacing": 5e-8, "unit": "um"},
    ),
    "a header with units": (
        "a.txt",
        "# Channel: Height\n# Width: 450 nm\n# Height: 0.3 µm\n# Value units: nm\n"
        + table("\t", 1e9),
        {},
    ),
    "SPIP": (
        "a.asc",
        "# File Format = ASCII\n# x-pixels = 9\n# y-pixels = 6\n"
        "# x-length = 450\n# y-length = 300\n# z-unit = nm\n# Start of Data:\n" + table("\t", 1e9),
        {},
    ),
    "points": ("a.xyz", points((5e-2, 5e-2), 1e6), {"unit": "um"}),
    "points and an order": ("a.xyz", points((1, 1), 1e6), {"unit": "um", "spacing": 5e-8}),
    "points with units": (
        "a.csv",
        "x (um), y (nm), z [m]\n"
        + "".join(
            f"{x * 0.05:.9g},{y * 50:.9g},{h!r}\n"
            for x, y, h in zip(X.flat, Y.flat, HEIGHTS.ravel().tolist(), strict=True)
        ),
        {},
    ),
}


@pytest.mark.parametrize("case", TEXTS)
def test_text(case: str, tmp_path: Path) -> None:
    name, text, told = TEXTS[case]
    (tmp_path / name).write_text(text, "utf-8")
    face = read_map(str(tmp_path / name), **told)
    assert face.heights == pytest.approx(HEIGHTS, rel=1e-9, abs=1e-18)
    assert face.spacing == pytest.approx((5e-8, 5e-8), rel=1e-9)
    assert face.source == name
    assert len(face.digest) == 64


def test_text_in_the_letters_of_old_instruments(tmp_path: Path) -> None:
    text = "# Width: 0.45 µm\n# Height: 0.3 µm\n# Value units: µm\n" + table("\t", 1e6)
    (tmp_path / "a.txt").write_bytes(text.encode("latin-1"))
    assert read_map(str(tmp_path / "a.txt")).spacing == pytest.approx((5e-8, 5e-8))


@pytest.mark.parametrize("word", ["nan", "NaN", "BAD", "---", "***", ""])
def test_holes_in_text(word: str, tmp_path: Path) -> None:
    rows = [line.split(",") for line in table(",", 1e6).splitlines()]
    rows[2][3] = rows[5][8] = word
    lines = [",".join(row) + ("," if row[-1] == "" else "") for row in rows]
    (tmp_path / "a.csv").write_text("\n".join(lines))
    face = read_map(str(tmp_path / "a.csv"), spacing=5e-8, unit="um")
    assert np.argwhere(face.holes).tolist() == [[2, 3], [5, 8]]
    assert np.where(face.holes, 0, face.heights - HEIGHTS) == pytest.approx(0, abs=1e-18)


def test_a_missing_point_is_a_hole() -> None:
    lines = points((4e-2, 5e-2), 1e6).splitlines()
    grid = gridded(parse("\n".join(lines[1:]), "a"), unit="um", spaced=False, where="a")
    assert np.count_nonzero(np.isnan(grid.heights)) == 1
    assert grid.spacing == pytest.approx((4e-8, 5e-8))


@pytest.mark.parametrize("kind", ["f8", "f4", ">f8", "i2"])
def test_npy(kind: str, tmp_path: Path) -> None:
    heights = (HEIGHTS * 1e9).astype(kind)
    np.save(tmp_path / "a.npy", heights)
    face = read_map(str(tmp_path / "a.npy"), spacing=5e-8, unit="nm")
    assert face.heights == pytest.approx(heights.astype(float) * 1e-9, rel=1e-14)
    np.save(tmp_path / "b.npy", HEIGHTS)
    assert np.array_equal(read_map(str(tmp_path / "b.npy"), spacing=5e-8).heights, HEIGHTS)


def test_npy_keeps_holes_and_order(tmp_path: Path) -> None:
    holed = np.asfortranarray(HEIGHTS.copy())
    holed[1, 2] = np.nan
    np.save(tmp_path / "a.npy", holed)
    face = read_map(str(tmp_path / "a.npy"), spacing=5e-8, periodic=True)
    assert np.array_equal(face.heights, holed, equal_nan=True)
    assert face.periodic
    assert not read_map(str(tmp_path / "a.npy"), spacing=5e-8).periodic


def surface(heights: np.ndarray, sizes: tuple[float, float], unit: str):
    """A map in the words of the package that knows instruments: x first, then y."""
    surfaces = pytest.importorskip("SurfaceTopography")
    return surfaces.Topography(heights.T, sizes, unit=unit)


@pytest.mark.parametrize("ending", ["gwy", "x3p", "nc"])
def test_instruments(ending: str, tmp_path: Path) -> None:
    """Gwyddion's own format, ISO 25178-72's, NetCDF: written by others, 3 points by 2 apart."""
    face = surface(HEIGHTS * 1e6, (9 * 0.03, 6 * 0.02), "µm")
    path = tmp_path / f"a.{ending}"
    if ending == "gwy":
        importlib.import_module("SurfaceTopography.IO.GWY").write_gwy(
            face, str(path), name="Height"
        )
    elif ending == "x3p":
        importlib.import_module("SurfaceTopography.IO.X3P").write_x3p(face, str(path))
    else:
        face.to_netcdf(str(path))
    found = read_map(str(path))
    assert found.heights == pytest.approx(HEIGHTS, rel=1e-6, abs=1e-13)
    assert found.spacing == pytest.approx((2e-8, 3e-8), rel=1e-6)
    with pytest.raises(TopographyRefusal, match="the file has 20 nm by 30 nm; leave it out"):
        read_map(str(path), spacing=2e-8)


def test_a_channel_by_its_name(tmp_path: Path) -> None:
    face = surface(HEIGHTS, (9e-8, 6e-8), "m")
    path = str(tmp_path / "a.gwy")
    importlib.import_module("SurfaceTopography.IO.GWY").write_gwy(face, path, name="Height")
    assert np.array_equal(read_map(path, channel="Height").heights, read_map(path).heights)
    with pytest.raises(TopographyRefusal, match='did you mean "Height"'):
        read_map(path, channel="Hight")


def test_without_the_extra_the_cure_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(read, "import_module", missing)
    (tmp_path / "a.gwy").write_bytes(b"GWYP")
    with pytest.raises(TopographyRefusal) as refusal:
        read_map(str(tmp_path / "a.gwy"))
    assert "pip install asperity[maps]" in str(refusal.value)
    assert "found a .gwy file" in str(refusal.value)


BAD = {
    "a.npy": [
        (b"", "an empty file"),
        (b"abc", "no NumPy array of numbers"),
        (b"\x93NUMPY\1\0v\0{'descr': '<f8', 'fortran_order': False, 'shape': (9999999, 99999), }",
         "no NumPy array of numbers"),
    ],
    "a.csv": [
        (b"hello\nworld\n", "no numbers; write a table of heights"),
        (b"1,2,3,4\n5,6\n", "a row of 2 after rows of 4"),
        (b"1,2,3,4\n5,6,x,7\n", '"x"; write numbers'),
        (b"\0\1\2\3", "no text"),
        (b"1,2\n3,4\n", "an array of shape (2, 2)"),
        (b"0,0,1\n1,nan,2\n", "a point without y"),
        (b"0,0,1\n0,1,2\n0,2,3\n", "one x for all points; write a map, not a line"),
        (b"0 0 1\n9 0 2\n0 9 3\n1 1.5 4\n", "points off any grid along y"),
        (b"0 0 1\n9 1 2\n2 2 3\n3 3 4\n1 4 1\n4 5 1\n5 6 1\n6 7 1\n7 8 1\n8 9 1\n",
         "10 points scattered"),
    ],
    "a.gwy": [(b"GWYP" + bytes(40), "no map in a known format"), (b"asdf", "no map in a")],
    "a.x3p": [(b"PK\3\4" + bytes(40), "map")],
    "a.dat2": [(bytes(range(256)) * 8, "no map in a known format")],
}  # fmt: skip
CASES = [(name, data, told) for name, cases in BAD.items() for data, told in cases]


@pytest.mark.parametrize(("name", "data", "message"), CASES, ids=lambda value: str(value)[:20])
def test_what_is_no_map_is_refused(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    told = {"spacing": 1e-8, "unit": "nm"} if name == "a.csv" else {}
    with pytest.raises(TopographyRefusal) as refusal:
        read_map(str(tmp_path / name), **told)
    assert message in str(refusal.value)
    assert len(str(refusal.value)) < 500


def test_pickles_are_not_loaded(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(TopographyRefusal, match="no NumPy array of numbers"):
        read_map(str(tmp_path / "a.npy"), spacing=1e-8)


def test_an_edited_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, HEIGHTS)
    first = read_map(str(path), spacing=1e-8)
    np.save(path, HEIGHTS * 2)
    os.utime(path, ns=(1, 1))
    second = read_map(str(path), spacing=1e-8)
    assert np.array_equal(second.heights, 2 * first.heights)
    assert first.digest != second.digest


@settings(max_examples=30)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(4, 12),
    st.integers(4, 12),
    st.sampled_from([",", ";", "\t", " "]),
    st.sampled_from([("nm", 1e9), ("um", 1e6), ("m", 1.0)]),
)
def test_any_table_comes_back(
    seed: int, rows: int, columns: int, parting: str, unit: tuple[str, float]
) -> None:
    heights = np.random.default_rng(seed).normal(size=(rows, columns)) * 1e-6
    lines = (parting.join(repr(float(v * unit[1])) for v in row) for row in heights)
    grid = gridded(parse("\n".join(lines), "a"), unit=unit[0], spaced=True, where="a")
    assert TopographyMap(heights=grid.heights, spacing=(1.0, 1.0)).heights == pytest.approx(
        heights, rel=1e-14
    )
