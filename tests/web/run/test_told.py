"""What is told of a run that is followed, and of one that has ended."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

import asperity
from asperity.outcome import Outcome
from asperity.outcome.maps import FaceMaps, Frame
from asperity.report.maps.netcdf import netcdf
from asperity.run import press
from asperity.web.ended.course import PRESS, begins, faces, rows
from asperity.web.ended.maps import MOST, SIDE, moments, small
from asperity.web.ended.pictures import KEPT, pictures_of
from asperity.web.ended.reading import maps_of, outcome_of
from asperity.web.ended.told import CURES, HEADLINES, cure, how, left, status, tags_of
from asperity.web.jobs.past import past_points
from asperity.web.jobs.progress import Point, Progress
from asperity.web.parts.following.along import files_of
from asperity.web.store.record import ENDED, Asked, Kept


def point(
    time: float, face: str = "a:b", *, step: str = "press", gap: float | None = 1e-7
) -> Point:
    return Point(
        step=step,
        time_s=time,
        pressure_pa=1e7,
        temperature_k=370.15,
        face=face,
        contact_fraction=0.25,
        mean_gap_m=gap,
        resistance_ohm_m2=2e-4,
    )


def kept(**fields: object) -> Kept:
    made = Kept(
        id="0123456789ab",
        asked=Asked(recipe=""),
        title="t",
        digest="d",
        state="done",
        made=datetime(2026, 1, 2, tzinfo=UTC),
    )
    return replace(made, **fields)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return asperity.press(asperity.load_recipe("multi-step"))


@pytest.fixture(scope="module")
def gridded() -> Outcome:
    return press(asperity.load_recipe("na-thermal-press"), fidelity="full-field", grid=32)


def test_units_are_those_people_read() -> None:
    (press_key, _, of_press), (face, time, of_face) = rows([point(3.0)])
    assert (press_key, face, time) == (PRESS, "a:b", 3.0)
    assert of_press == pytest.approx({"pressure": 10.0, "temperature": 97.0})
    assert of_face["contact"] == pytest.approx(25.0)
    assert of_face["gap"] == pytest.approx(100.0)
    assert of_face["resistance"] == pytest.approx(2.0)
    assert of_face["focusing"] is None


def test_gaps_below_any_atom_are_drawn_as_that_and_unknown_ones_not_at_all() -> None:
    assert rows([point(0.0, gap=1e-30)])[1][2]["gap"] == pytest.approx(0.01)
    assert rows([point(0.0, gap=None)])[1][2]["gap"] is None


def test_the_press_never_goes_back_in_time() -> None:
    points = [*(point(t) for t in range(5)), *(point(t, "b:c") for t in range(7))]
    times = [time for key, time, _ in rows(points) if key == PRESS]
    assert times == [0, 1, 2, 3, 4, 5, 6]


def test_drawing_in_parts_is_drawing_at_once(outcome: Outcome) -> None:
    points = past_points(outcome.to_json())
    parts = []
    for start in range(0, len(points), 7):
        after = max((one.time_s for one in points[:start]), default=-1.0)
        parts += rows(points[start : start + 7], after=after)
    assert parts == rows(points)


def test_steps_begin_where_they_are_first_told_of(outcome: Outcome) -> None:
    points = past_points(outcome.to_json())
    told = begins(points)
    assert [time for time, _ in told] == sorted(time for time, _ in told)
    assert {name for _, name in told} <= {step.name for step in outcome.steps}
    assert set(faces(points)) == {face.name for step in outcome.steps for face in step.interfaces}


def test_a_status_tells_step_share_and_time_left() -> None:
    going = Progress(state="running", step="press", index=0, count=3, fraction=0.426, left_s=21.0)
    assert status(going) == "Step 1 of 3, press: 42 % done, about 20 s left"
    assert status(replace(going, left_s=None)) == "Step 1 of 3, press: 42 % done"
    assert status(Progress(state="waiting")).startswith("Waiting")


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (None, ""),
        (2.0, "a few seconds left"),
        (63.0, "about 65 s left"),
        (600.0, "about 10 min left"),
        (9000.0, "about 2.5 h left"),
    ],
)
def test_time_left_is_told_no_finer_than_it_is_known(seconds: float | None, told: str) -> None:
    assert left(seconds) == told


def test_every_state_has_a_headline_and_those_that_went_wrong_a_cure() -> None:
    assert set(HEADLINES) == {"waiting", "running", *ENDED}
    assert set(CURES) == set(ENDED) - {"done", "not carried out"}


def test_of_a_run_without_a_finished_step_nothing_is_said_to_be_kept() -> None:
    assert cure("stopped", True) == CURES["stopped"]
    for state in ("stopped", "interrupted"):
        assert "kept" not in cure(state, False)
    assert cure("failed", False) == CURES["failed"]


def test_tags_are_parted_by_commas() -> None:
    assert tags_of(" a ,b  c,, a") == ("a", "b c")
    assert tags_of("") == ()


def test_how_closely_it_looks_is_told() -> None:
    asked = Asked(recipe="", options={"fidelity": "full-field", "grid": 512, "seed": 3})
    assert how(kept(asked=asked)) == "full field, 512 × 512 points, seed 3"
    assert how(kept()) == "mean field"


def test_an_outcome_is_read_back(outcome: Outcome) -> None:
    assert outcome_of(kept(answer=outcome.to_json())) == outcome
    assert outcome_of(kept()) is None
    assert outcome_of(kept(asked=Asked(kind="map", recipe=""), answer="{}")) is None


def test_maps_are_read_back_as_they_were(gridded: Outcome, tmp_path: Path) -> None:
    (tmp_path / "maps.nc").write_bytes(netcdf(gridded))
    read = maps_of(tmp_path)
    assert [face.name for face in read] == [face.name for face in gridded.maps]
    for one, other in zip(read, gridded.maps, strict=True):
        assert (one.seed, one.spacing_m) == (other.seed, pytest.approx(other.spacing_m))
        assert one.resolved_m == pytest.approx(other.resolved_m)
        assert one.frame_spacing_m == pytest.approx(other.frame_spacing_m)
        for mine, theirs in zip(
            (*one.ends, *one.frames), (*other.ends, *other.frames), strict=True
        ):
            assert (mine.step, mine.time_s) == (theirs.step, theirs.time_s)
            assert np.array_equal(mine.gap_m, theirs.gap_m)
            assert np.array_equal(mine.contact_pa, theirs.contact_pa)
            assert not mine.gap_m.flags.writeable


def test_no_maps_and_broken_maps_are_none(tmp_path: Path) -> None:
    assert maps_of(tmp_path) == ()
    (tmp_path / "maps.nc").write_bytes(b"no file of this kind")
    assert maps_of(tmp_path) == ()


def test_figures_are_drawn_once(outcome: Outcome, tmp_path: Path) -> None:
    asked: list[str] = []

    class Drawer:
        def drawn(self, text: str) -> list[tuple[str, str]]:
            asked.append(text)
            return [("a", "<svg/>")]

    text = outcome.to_json()
    for _ in range(3):
        assert pictures_of(text, tmp_path, Drawer()) == [("a", "<svg/>")]
    assert asked == [text]
    (tmp_path / KEPT).write_text("{")
    pictures_of(text, tmp_path, Drawer())
    pictures_of(text + " ", tmp_path, Drawer())
    assert len(asked) == 3


def test_there_is_to_take_along_what_there_is(outcome: Outcome) -> None:
    assert [file for _, file in files_of(None, maps=False)] == ["recipe.toml"]
    every = [file for _, file in files_of(outcome, maps=True)]
    assert every == ["recipe.toml", "outcome.json", "report.html", "report.pdf", "maps.nc"]


def face_of(gaps: list[np.ndarray], on_the_way: int = 0) -> FaceMaps:
    def frame(step: str, time: float, gap: np.ndarray) -> Frame:
        field = gap.astype(np.float32)
        return Frame(
            step=step,
            time_s=time,
            pressure_pa=1e6,
            temperature_k=300.0,
            gap_m=field,
            contact_pa=np.zeros_like(field),
        )

    ends = tuple(frame(f"s{i}", 10.0, gap) for i, gap in enumerate(gaps))
    way = tuple(
        frame(f"s{i % len(gaps)}", 10.0 * i / on_the_way, gaps[0][::2, ::2])
        for i in range(on_the_way)
    )
    return FaceMaps(
        between=("a", "b"),
        spacing_m=1e-7,
        seed=0,
        resolved_m=(1e-5, 1e-7),
        ends=ends,
        frames=way,
        frame_spacing_m=2e-7,
    )


def test_every_end_is_among_the_moments_in_the_order_of_steps() -> None:
    face = face_of([np.ones((4, 4)), np.zeros((4, 4))], on_the_way=3 * MOST)
    shown = moments(face)
    assert len(shown) <= MOST + 2
    assert [one for one in shown if any(one is end for end in face.ends)] == list(face.ends)
    assert shown[-1] is face.ends[-1]
    assert [one.step for one in shown] == sorted(one.step for one in shown)


def test_a_small_map_tells_the_gap_within_its_grain() -> None:
    gap = np.random.default_rng(0).uniform(1e-9, 1e-6, (2 * SIDE, SIDE))
    gap[::3] = 0.0
    face = face_of([gap, 0.1 * gap])
    seen = small(face, face.ends[1], number=2)
    assert seen.shape == (SIDE, SIDE // 2)
    assert seen.spacing_m == pytest.approx(2e-7)
    assert seen.widest_m == pytest.approx(float(gap.max()), rel=1e-6)
    assert seen.contact_fraction == pytest.approx(float((gap == 0).mean()))
    bytes_ = np.frombuffer(seen.pixels, dtype=np.uint8).reshape(seen.shape)
    told = np.where(
        bytes_ == 0, 0, seen.low_m * (seen.high_m / seen.low_m) ** ((bytes_ - 1.0) / 254)
    )
    meant = 0.1 * gap[::2, ::2]
    assert np.array_equal(bytes_ == 0, meant == 0)
    assert told == pytest.approx(meant, rel=0.02)


def test_a_face_that_touches_everywhere_has_a_map() -> None:
    face = face_of([np.zeros((4, 4))])
    seen = small(face, face.ends[0], number=1)
    assert (seen.widest_m, seen.contact_fraction) == (0.0, 1.0)
    assert set(seen.pixels) == {0}
    json.dumps([seen.low_m, seen.high_m], allow_nan=False)
