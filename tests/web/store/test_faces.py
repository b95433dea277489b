"""Measured faces that visitors bring: kept if they are maps, refused if not, and read apart."""

from io import BytesIO

import numpy as np
import pytest

import asperity
from asperity.errors import Refusal
from asperity.topography import levelled, read_map
from asperity.topography.statistics import rms
from asperity.web.store import faces
from asperity.web.store.faces import Faces

HEIGHTS = np.random.default_rng(7).normal(size=(24, 16)) * 1e-7


def npy(array, **more):
    stream = BytesIO()
    np.save(stream, array, **more)
    return stream.getvalue()


def files(folder):
    return [file for file in folder.rglob("*") if file.is_file()]


def test_a_map_is_kept(tmp_path):
    place = Faces(tmp_path, anywhere=False)
    face = place.keep("../../my façade.npy", npy(HEIGHTS), spacing="50 nm")
    (file,) = files(tmp_path)
    assert str(file) == face.path
    assert file.read_bytes() == npy(HEIGHTS)
    assert file.is_relative_to(tmp_path / "uploads")
    assert (face.shape, face.hole_share) == ((24, 16), 0.0)
    alone = read_map(face.path, spacing=5e-8)
    assert face.size_m == alone.size
    assert face.rms_height_m == rms(levelled(alone))
    assert place.keep("../../my façade.npy", npy(HEIGHTS), spacing="50 nm") == face
    assert files(tmp_path) == [file]


GARBAGE = {
    "pickle": ("a.npy", npy(np.array([{"a": 1}], dtype=object), allow_pickle=True), {}, "NumPy"),
    "noise": ("a.gwy", bytes(range(256)) * 9, {}, "no map in a known format"),
    "program": ("a.py", b"raise SystemExit", {}, "no map in a known format"),
    "words": ("a.csv", b"hello, world\n", {}, "no numbers"),
    "no spacing": ("a.npy", npy(HEIGHTS), {"spacing": None}, "spacing: found nothing"),
    "no unit": ("a.npy", npy(HEIGHTS), {"spacing": "50"}, "spacing: found 50"),
    "empty": ("a.npy", b"", {}, "an empty file"),
    "long": (
        "a.npy",
        b"\x93NUMPY\x01\x00v\x00"
        + b"{'descr': '<f8', 'fortran_order': False, 'shape': (900000, 900000), }".ljust(117)
        + b"\n",
        {},
        "a.npy: found",
    ),
}


@pytest.mark.parametrize("case", GARBAGE)
def test_garbage_is_refused_and_not_kept(tmp_path, case):
    name, content, more, told = GARBAGE[case]
    with pytest.raises(Refusal, match=told) as refusal:
        Faces(tmp_path, anywhere=False).keep(name, content, **{"spacing": "50 nm", **more})
    assert str(tmp_path) not in str(refusal.value)
    assert files(tmp_path) == []


def test_limits(tmp_path, monkeypatch):
    place = Faces(tmp_path, anywhere=False)
    monkeypatch.setattr(faces, "LARGEST", 100)
    with pytest.raises(Refusal, match="at most"):
        place.keep("a.npy", npy(HEIGHTS))
    monkeypatch.undo()
    monkeypatch.setattr(faces, "ALL", 100)
    with pytest.raises(Refusal, match="remove old ones"):
        place.keep("a.npy", npy(HEIGHTS))
    monkeypatch.undo()
    monkeypatch.setattr(faces, "PATIENCE_S", 0.01)
    with pytest.raises(Refusal, match="still not read"):
        place.keep("a.npy", npy(HEIGHTS))
    assert files(tmp_path) == []


def test_only_what_was_brought_may_be_named_where_others_ask(tmp_path):
    plain = asperity.load_recipe("na-cold-press")

    def with_map(path):
        given = {"map": str(path), "spacing": "50 nm"}
        gone = dict.fromkeys(("rms_height", "hurst", "longest", "shortest"))
        changed = {**given, **gone}
        return plain.replace({f"interfaces.metal:electrolyte.{k}": v for k, v in changed.items()})

    here, shared = Faces(tmp_path, anywhere=True), Faces(tmp_path, anywhere=False)
    for place in (here, shared):
        place.admit(plain)
        place.admit(with_map(tmp_path / "uploads" / "a" / "face.npy"))
        with pytest.raises(Refusal, match="bring the file along"):
            place.admit(with_map("face.npy"))
    here.admit(with_map("/etc/shadow.npy"))
    for path in ("/etc/shadow.npy", tmp_path / "uploads" / ".." / "runs.sqlite"):
        with pytest.raises(Refusal) as refusal:
            shared.admit(with_map(path))
        assert refusal.value.where.startswith("interfaces[")


CARDS = {
    "press.machine": "/etc/press.toml",
    "stack.metal.material": "../card.toml",
    "press.die": "die.toml",
}


@pytest.mark.parametrize("path", CARDS)
def test_card_files_are_read_only_where_nobody_else_asks(tmp_path, path):
    recipe = asperity.load_recipe("na-cold-press").replace({path: CARDS[path]})
    Faces(tmp_path, anywhere=True).admit(recipe)
    with pytest.raises(Refusal, match="shipped card") as refusal:
        Faces(tmp_path, anywhere=False).admit(recipe)
    assert refusal.value.where == path


@pytest.mark.parametrize(
    "options",
    [
        {"vary": ["stack.metal.material=sodium,/etc/card.toml"]},
        {"x": "interfaces.metal:electrolyte.map=/etc/a.npy,/etc/b.npy"},
        {"also": {"stack.metal.material": "a.toml"}},
    ],
)
def test_nor_does_a_study_put_them_into_a_recipe(tmp_path, options):
    recipe = asperity.load_recipe("na-cold-press")
    Faces(tmp_path, anywhere=True).admit(recipe, options)
    with pytest.raises(Refusal, match="shipped card") as refusal:
        Faces(tmp_path, anywhere=False).admit(recipe, options)
    assert refusal.value.where.startswith("options.")
    Faces(tmp_path, anywhere=False).admit(recipe, {"x": "steps.press.pressure=1 MPa..9 MPa"})
