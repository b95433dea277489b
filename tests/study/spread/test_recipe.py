"""A recipe pressed many times: closed forms, seeds, crews, what stops and what is refused."""

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

import asperity
from asperity.errors import Interrupted, Refusal
from asperity.study import Spread, read, spread_recipe
from asperity.study.crew import Crew
from asperity.study.spread.sources.law import band, normal
from tests.study.sweeps.cluster import cluster

NAME = "na-foil"
PRESSURE, FORCE = "steps.press.pressure", "steps.press.force_n"
TRANSFER = "cards.NaSICON.charge_transfer_sodium"
OHMS = "steps.press.interfaces.metal:electrolyte.charge_transfer_ohm_m2"
few = partial(spread_recipe, samples=16, only="given", of=[FORCE], vary={PRESSURE: "10 %"})


def foil() -> asperity.Recipe:
    return asperity.load_recipe(NAME)


@pytest.fixture(scope="module")
def forced() -> Spread:
    with Crew(workers=1) as crew:
        return few(foil(), crew=crew)


def test_a_force_is_pressure_times_area(forced: Spread) -> None:
    """A log-normal input to the first power: every quantile within three of its errors."""
    found, written = forced.bands[FORCE], read(asperity.press(foil()), FORCE)
    assert written
    errors = {"low": found.low_error, "median": found.median_error, "high": found.high_error}
    for share, name in ((0.05, "low"), (0.5, "median"), (0.95, "high")):
        exact = written * np.exp(0.1 * float(normal(share)))
        assert abs(getattr(found, name) - exact) < 3.0 * errors[name]
    logs = forced.watched[0]
    assert logs.scale == "logarithm"
    assert logs.written == written
    (only,) = logs.indices
    assert only.name == PRESSURE
    assert abs(only.total - 1.0) < 1.5 * only.total_error
    assert only.at_low == pytest.approx(written * np.exp(0.1 * float(normal(0.05))))


def test_charge_transfer_goes_as_its_card_says() -> None:
    """A card's spread, kept as it is, to the first power: quantiles are those of the card."""
    recipe = asperity.load_recipe("na-cold-press")
    with Crew(workers=1) as crew:
        asked = {TRANSFER: "0.1 ohm cm^2..20 ohm cm^2"}
        found = spread_recipe(recipe, samples=16, only="given", of=[OHMS], vary=asked, crew=crew)
    (one,) = found.watched
    assert one.written is not None
    assert one.band is not None
    law, middle = band(1e-5, 2e-4, 2e-3), 2e-4
    for share, end in ((0.05, one.indices[0].at_low), (0.95, one.indices[0].at_high)):
        exact = one.written * float(law.at(middle, normal(share))) / middle
        assert end == pytest.approx(exact, rel=1e-3)
    exact = one.written
    assert abs(one.band.median - exact) < 3.0 * one.band.median_error
    assert one.band.low < exact / 5.0
    assert one.band.high > 4.0 * exact


@pytest.mark.slow
def test_the_same_seed_gives_the_same_record_whoever_presses(
    forced: Spread, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One process, two processes, and two workers of a Dask cluster."""
    distributed = pytest.importorskip("distributed")
    with Crew(workers=1) as crew:
        assert few(foil(), seed=1, crew=crew) != forced
    monkeypatch.setattr("asperity.study.crew.batches.WORTH", 8)
    told = forced.to_json()
    with Crew(workers=2) as crew:
        assert few(foil(), crew=crew).to_json() == told
    with (
        cluster(tmp_path, 2) as dask,
        distributed.Client(dask.address, set_as_default=False) as client,
        Crew(client=client) as crew,
    ):
        assert few(foil(), crew=crew).to_json() == told


def test_its_record_is_plain(forced: Spread) -> None:
    told = json.loads(forced.to_json())
    assert told["schema"] == "asperity-spread-1"
    assert told["only"] == "given"
    assert told["runs"] == forced.runs == 67
    assert told["watched"][0]["indices"][0]["name"] == PRESSURE
    assert told["bands"][FORCE]["runs"] == 32
    assert told["sources"][0]["unit"] == "Pa"
    assert "stopped" not in told or told["stopped"] is False


def test_progress_and_ctrl_c() -> None:
    """Once the bands are known they are kept."""
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 67:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as stopped, Crew(workers=1) as crew:
        few(foil(), told=stop, crew=crew)
    kept = stopped.value.kept
    assert isinstance(kept, Spread)
    assert kept.stopped
    assert kept.bands[FORCE].runs == 32
    assert kept.watched[0].indices == ()
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert all(done <= total for done, total in seen)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"of": ["steps.press.force"]}, 'did you mean "steps.press.force_n"'),
        ({"only": "card"}, 'did you mean "cards"'),
        ({"method": "sobel"}, 'did you mean "sobol"'),
        ({"samples": 4}, "samples: found 4; write 16 or more"),
        ({"vary": {}}, "nothing that varies"),
        ({"vary": {"steps.press.presure": "10 %"}}, "an unknown path"),
    ],
)
def test_refusals(asked: dict[str, object], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        few(foil(), **asked)  # type: ignore[arg-type]
