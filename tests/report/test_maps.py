"""Pictures of faces: a film that is one, colours that mean what the words say."""

import base64
import dataclasses
import io
import re

import numpy as np
import pytest
from PIL import Image

from asperity.outcome.maps import FaceMaps, Frame
from asperity.report.html import page
from asperity.report.maps.closing import MOST, closing
from asperity.report.maps.paint import SIDE, STRIP, TOUCHING, Scale, picture
from tests.outcome.samples import thermal_press
from tests.report.test_html import Reader


def frame(step="press", time=0.0, gap=None, side=16):
    gap = np.linspace(0, 2e-6, side**2).reshape(side, side) if gap is None else gap
    return Frame(
        step=step,
        time_s=time,
        pressure_pa=1e7,
        temperature_k=300.0,
        gap_m=gap.astype(np.float32),
        contact_pa=(1e7 * (gap <= 0)).astype(np.float32),
    )


def face(count=5, side=16, between=("metal", "electrolyte")):
    grows = np.linspace(1, 0, count)
    frames = [
        frame(time=1.0 + k, gap=share * frame(side=side).gap_m) for k, share in enumerate(grows)
    ]
    ends = (frame(time=1.0 + count, gap=np.zeros((side, side))), frame("release", 2.0, side=side))
    return FaceMaps(
        between=between,
        spacing_m=1e-7,
        seed=0,
        resolved_m=(1e-6, 4e-7),
        ends=ends,
        frames=tuple(frames),
        frame_spacing_m=1e-7,
    )


def opened(address):
    assert address.startswith("data:image/png;base64,")
    return Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2])))


@pytest.mark.parametrize(("count", "shown"), [(5, 7), (60, MOST)])
def test_a_film_has_its_frames(count, shown):
    film = opened(closing(face(count)).film.address)
    assert film.format == "PNG"
    assert (film.is_animated, film.n_frames) == (True, shown)
    assert film.info["loop"] == 0
    assert film.size == (SIDE, SIDE + STRIP)
    first = np.asarray(film.convert("RGB"))
    film.seek(film.n_frames - 2)
    late = np.asarray(film.convert("RGB"))
    share = [np.mean((shot[:SIDE] == TOUCHING).all(axis=-1)) for shot in (first, late)]
    assert share[0] < 0.01
    assert share[1] > 0.99


def test_a_film_is_small():
    fine = face(60, side=256)
    assert len(closing(fine).film.address) < 4_000_000


def test_stills_at_the_end_of_each_step():
    found = closing(face())
    assert [one.title for one in found.gaps] == [
        "gap at the end of press",
        "gap at the end of release",
    ]
    assert "2 nm to 2 um by decades" in found.gaps[0].meaning
    assert "10 MPa" in found.pressures[0].meaning
    assert not getattr(opened(found.gaps[0].address), "is_animated", False)


def test_no_film_without_frames():
    assert closing(dataclasses.replace(face(), frames=())).film is None


def test_a_closed_face_has_pictures():
    flat = frame(gap=np.zeros((16, 16)))
    found = closing(dataclasses.replace(face(), frames=(), ends=(flat,)))
    assert found.gaps[0].meaning == "orange: contact, everywhere"


def test_colours_go_by_decades():
    scale = Scale(low=1e-9, high=1e-6, decades=True, colours="viridis")
    values = np.array([[0.0, 1e-9, 10**-7.5, 1e-6], [0.0, 1e-12, 1e-3, 1e-6]] * 2)
    painted = scale.painted(values.astype(np.float32))
    by = SIDE // 4
    assert painted[0, ::by].tolist() == [0, 1, 127, 253]
    assert painted[by, ::by].tolist() == [0, 1, 253, 253]
    assert picture(scale, values.astype(np.float32), "x").getpalette()[:3] == list(TOUCHING)


@pytest.mark.parametrize("shape", [(512, 300), (100, 40), (8, 8)])
def test_any_shape_fits(shape):
    scale = Scale(low=0.0, high=1.0, decades=False, colours="magma")
    painted = scale.painted(np.ones(shape, np.float32))
    assert SIDE / 2 < max(painted.shape) <= SIDE


def test_the_page_shows_the_faces_and_fetches_nothing():
    evil = face(between=("<b>metal</b>", "electrolyte"))
    outcome = dataclasses.replace(thermal_press(), fidelity="full-field", maps=(evil,))
    text = page(outcome)
    assert "full-field prediction" in text
    assert "&lt;b&gt;metal&lt;/b&gt;:electrolyte on the grid" in text
    assert "<b>metal" not in text
    pictures = re.findall(r'<img class="map" src="([^"]*)" alt="[^"]+"', text)
    assert len(pictures) == 5
    assert all(address.startswith("data:image/png;base64,") for address in pictures)
    assert all(address.startswith(("data:", "#")) for address in Reader(text).fetched)
    assert "on the grid" not in page(thermal_press())
