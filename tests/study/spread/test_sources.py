"""What varies of a recipe, by how much, and what somebody may ask for instead."""

from functools import partial
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy.special import ndtri

import asperity
from asperity.errors import Refusal
from asperity.laws.chance import NINE_OF_TEN, doubt_of
from asperity.stack import build
from asperity.study.many import Points, Table
from asperity.study.spread.again import repeated, repeats, reproducibility
from asperity.study.spread.run import sources_of
from asperity.study.spread.sources.draw import drawn, in_order, points
from asperity.study.spread.sources.given import with_given
from asperity.study.spread.sources.law import band, even, normal
from asperity.study.spread.sources.parameter import Source, middle_of
from asperity.study.spread.sources.process import GAUGE, calibration, scatter
from asperity.study.spread.sources.sampling import shares

PRESSURE = "steps.press.pressure"
CARD = "cards.NaSICON.charge_transfer_sodium"
amounts = some.floats(1e-3, 1e3)


def sources(name: str, vary: dict[str, str] | None = None) -> dict[str, Source]:
    recipe = asperity.load_recipe(name)
    stack = build(recipe)
    every = with_given(sources_of(recipe, stack), vary or {}, recipe, stack)
    return {one.name: one for one in every}


@given(low=amounts, up=some.floats(1.0, 50.0), share=some.floats(0.0, 1.0))
def test_a_spread_is_kept_as_it_is_told(low: float, up: float, share: float) -> None:
    """Nine of ten between its ends, half of them on either side, and the middle in the middle."""
    high = low * up
    middle = low + share * (high - low)
    law = band(low, middle, high)
    ends = [float(law.at(middle, normal(one))) for one in (0.05, 0.5, 0.95)]
    assert ends == pytest.approx([low, middle, high])


@given(
    one=some.floats(0.0, 1.0),
    other=some.floats(0.0, 1.0),
    deviation=some.floats(0.0, 2.0),
    scale=some.sampled_from(["ratio", "shift"]),
)
def test_more_of_a_share_is_more(one: float, other: float, deviation: float, scale: str) -> None:
    law = even(deviation, scale=scale, bounds=(0.5, 3.0))  # type: ignore[arg-type]
    low, high = (float(law.at(1.0, normal(share))) for share in sorted((one, other)))
    assert 0.5 <= low <= high <= 3.0


def test_an_even_spread_is_that_of_the_risks() -> None:
    law = band(2.0, 4.0, 8.0)
    assert (law.below, law.above) == pytest.approx((doubt_of(2.0, 8.0),) * 2)


def test_a_spread_with_one_side_stays_there() -> None:
    law = band(0.13, 0.29, 0.29)
    assert float(law.at(0.29, 3.0)) == 0.29
    assert float(law.at(0.29, -NINE_OF_TEN)) == pytest.approx(0.13)


def test_families() -> None:
    found = sources("na-thermal-press")
    assert found[PRESSURE].family == "scatter"
    assert found["steps.press.temperature"].family == "scatter"
    assert found["interfaces.metal:electrolyte.rms_height"].family == "scatter"
    assert found[GAUGE].family == "doubt"
    assert found["cards.Na5SmSi4O12.conductivity"].family == "doubt"
    assert not any("setting_scatter" in name for name in found)


def test_pressure_scatters_as_the_outcome_says() -> None:
    """The same standard deviation as the force of the step, as a log-normal has it."""
    outcome = asperity.press(asperity.load_recipe("na-thermal-press"))
    step = outcome.steps[0]
    ((_, law),) = sources("na-thermal-press")[PRESSURE].effects
    off = step.force_scatter_n / step.force_n
    assert float(law.above) == pytest.approx(sqrt(log(1 + off**2)))
    effects = dict(sources("na-thermal-press")[GAUGE].effects)
    assert float(effects[PRESSURE].above) == pytest.approx(step.force_doubt)


def test_a_gauge_errs_alike_in_every_step() -> None:
    """By newtons: the more the less force is on."""
    effects = dict(sources("multi-step")[GAUGE].effects)
    deviations = [float(effects[f"steps.{step}.pressure"].above) for step in ("operate", "bond")]
    assert deviations[0] > 3.0 * deviations[1]


def test_what_is_asked_for_stands_instead() -> None:
    found = sources("na-cold-press", {PRESSURE: "300 MPa..400 MPa", CARD: "1 ohm cm^2..5 ohm cm^2"})
    ((_, law),) = found[PRESSURE].effects
    assert float(law.at(360e6, -NINE_OF_TEN)) == pytest.approx(300e6)
    ((target, of_card),) = found[CARD].effects
    assert target == ("NaSICON", "charge_transfer_sodium")
    assert float(of_card.at(2e-4, NINE_OF_TEN)) == pytest.approx(5e-4)
    assert found[PRESSURE].family == "scatter"
    assert found[CARD].family == "doubt"
    assert PRESSURE in dict(found[GAUGE].effects)


@pytest.mark.parametrize(
    ("text", "deviation"), [("10 %", 0.1), ("36 MPa", 36e6), ("0", 0.0), ("0 %", 0.0)]
)
def test_shares_and_amounts(text: str, deviation: float) -> None:
    found = sources("na-cold-press", {PRESSURE: text})
    if not deviation:
        assert found[PRESSURE].rests
    else:
        assert float(found[PRESSURE].effects[0][1].above) == deviation


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("steps.pres.pressure", "10 %", r"steps\.pres\.pressure: found an unknown path"),
        (PRESSURE, "10 K", "steps.press.pressure: found"),
        (PRESSURE, "400 MPa..300 MPa", "vary steps.press.pressure: found"),
        (PRESSURE, "1 MPa..2 MPa", "which does not hold what is written there"),
        (PRESSURE, "-5 %", 'write FROM..TO, a share such as "10 %"'),
        ("stack.electrolyte.flaw_size", "10 %", "set it first"),
        ("stack.electrolyte.material", "10 %", "no quantity"),
        ("cards.NaSICON.charge_transfer", "10 %", 'mean "cards.NaSICON.charge_transfer_sodium'),
        (CARD, "much", "found"),
        ("cards.sodium.poisson_ratio", "0.3..0.6", "write 0.49 or less"),
    ],
)
def test_refusals(path: str, text: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        sources("na-cold-press", {path: text})


def test_unknown_methods_are_refused() -> None:
    with pytest.raises(Refusal, match='did you mean "sobol"'):
        shares(8, 2, method="sobel")


def test_a_release_never_presses() -> None:
    recipe = asperity.load_recipe("na-cold-press")
    release, press = np.array([1e6, 5e8]), np.array([3.6e8, 3.5e8])
    numbers = {PRESSURE: press, "steps.release.pressure": release}
    assert in_order(recipe, numbers)["steps.release.pressure"].tolist() == [1e6, 3.5e8]


def test_draws_have_the_laws_they_are_drawn_by() -> None:
    """Two causes on one number multiply: their variances of the logarithm add."""
    cause = partial(Source, family="scatter", words="", basis="", assumed=True)
    two = [
        cause(name=name, effects=((PRESSURE, even(by)),)) for name, by in (("a", 0.3), ("b", 0.4))
    ]
    column = drawn(two, shares(4096, 2, seed=1), lambda _: 7.0)[PRESSURE]
    assert np.log(column).mean() == pytest.approx(log(7.0), abs=1e-3)
    assert np.log(column).std() == pytest.approx(0.5, rel=0.01)


def test_numbers_are_written_as_the_recipe_has_them() -> None:
    recipe = asperity.load_recipe("na-cold-press")
    asked = points(recipe, {PRESSURE: np.array([3e8, 2e8])})
    changed = [recipe.replace(asked.row(row)[0]) for row in range(2)]
    assert [middle_of(one, PRESSURE) for one in changed] == [3e8, 2e8]


def test_candidates_meet_the_same_luck() -> None:
    """Whatever stands beside them, in whatever order, on one press or on several."""
    recipe = asperity.load_recipe("na-foil")
    machines = ["hydraulic-30t-heated", "hydraulic-60t-heated", "hydraulic-30t-heated"]
    columns = {PRESSURE: ["5 MPa", "10 MPa", "20 MPa"], "press.machine": machines}
    whole = repeated(recipe, Points(values=columns), samples=4)
    for row in range(3):
        own = Points(values={path: column[row : row + 1] for path, column in columns.items()})
        alone = repeated(recipe, own, samples=4)
        assert alone.values == whole.part(4 * row, 4 * row + 4).values


def test_candidates_keep_what_does_not_scatter() -> None:
    recipe = asperity.load_recipe("na-foil")
    card = {("sodium", "size_length"): np.array([1e-6, 2e-6])}
    found = repeated(
        recipe, Points(values={"press.seat": ["ball", "fixed"]}, cards=card), samples=3
    )
    assert found.values["press.seat"] == ["ball"] * 3 + ["fixed"] * 3
    assert found.cards["sodium", "size_length"].tolist() == [1e-6] * 3 + [2e-6] * 3


def test_reproducibility_of_a_force_in_closed_form() -> None:
    """Force is pressure times area: its relative deviation is that of a log-normal."""
    recipe = asperity.load_recipe("na-foil")
    asked = Points(values={PRESSURE: ["2 MPa", "20 MPa"]})
    found = reproducibility(recipe, asked, of="steps.press.force_n", samples=32)
    stack = build(recipe)
    for row, text in enumerate(("2 MPa", "20 MPa")):
        there = recipe.replace({PRESSURE: text})
        named = {one.name: one for one in scatter(there, stack, partial(middle_of, there))}
        deviation = float(named[PRESSURE].effects[0][1].above)
        assert found.relative[row] == pytest.approx(sqrt(exp(deviation**2) - 1.0), rel=0.1)
    assert found.relative[0] > 2.0 * found.relative[1]
    assert found.failed.tolist() == [0.0, 0.0]


def test_what_fails_is_counted() -> None:
    column = np.array([1.0, np.nan, 3.0, 2.0, 2.0, 2.0, np.nan, 9.0])
    status = ("done",) * 7 + ("not carried out",)
    table = Table(status=status, reason=("",) * 8, columns={"y": column})
    found = repeats(table, "y", 4)
    assert found.mean.tolist() == [2.0, 2.0]
    assert found.relative.tolist() == pytest.approx([0.5, 0.0])
    assert found.failed.tolist() == [0.25, 0.5]
    with pytest.raises(Refusal, match="samples: found 1"):
        repeated(asperity.load_recipe("na-foil"), Points(), samples=1)


def test_sobol_points_are_even() -> None:
    drawn_ = shares(64, 3, seed=2)
    for column in drawn_.T:
        assert sorted(np.floor(column * 64).astype(int)) == list(range(64))
    assert np.abs(ndtri(shares(1024, 1)).mean()) < 1e-2


def test_calibration_of_a_press_without_a_gauge() -> None:
    """Bolts have a nut factor instead, whatever the force."""
    recipe = asperity.load_recipe("na-foil").replace({"press.machine": "bolted-fixture"})
    stack = build(recipe)
    (gauge, *_) = calibration(recipe, stack, partial(middle_of, recipe))
    assert float(dict(gauge.effects)[PRESSURE].above) == pytest.approx(stack.machine.torque_doubt)
