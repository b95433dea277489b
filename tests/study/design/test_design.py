"""Designs of shipped recipes against every point of a fine grid, and what they must keep."""

from functools import cache
from threading import Event

import numpy as np
import pytest

import asperity
from asperity.errors import Refusal, Stopped
from asperity.study import design_recipe
from asperity.study.design.aims import aim_of
from asperity.study.design.goals import goal
from asperity.study.design.limits import limits_of
from asperity.study.design.problem import Problem
from asperity.study.design.record import Design
from asperity.study.design.variables import usual, variable

ROOM = "25 degC"
THIN = "steps.press.pressure=2 MPa..20 MPa"
QUICK = {"looks": 4, "starts": 1, "advice": False, "workers": 1}


@cache
def solved(name: str, wanted: str, *vary: str) -> Design:
    """A design, made once."""
    return design_recipe(asperity.load_recipe(name), goals=wanted, vary=vary, **QUICK)


def grid(name: str, wanted: str, vary: list[str], counts: tuple[int, ...]) -> float:
    """The goal's best number over a grid of what is allowed, then over finer ones there, SI."""
    recipe = asperity.load_recipe(name)
    problem = Problem(
        recipe=recipe,
        variables=tuple(variable(recipe, one) for one in vary),
        goals=(goal(wanted),),
        limits=limits_of((), ()),
    )
    low, high = np.zeros(len(counts)), np.ones(len(counts))
    for _ in range(3):
        axes = [np.linspace(*ends) for ends in zip(low, high, counts, strict=True)]
        points = np.array([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")]).T
        known = problem.ask(points)
        at = aim_of(problem).best(known)
        assert at is not None
        step = (high - low) / (np.array(counts) - 1)
        low = np.maximum(points[at] - step, 0.0)
        high = np.minimum(points[at] + step, 1.0)
    worth = float(known.numbers[at, 0])
    return float(np.exp(worth if goal(wanted).lowest else -worth))


@pytest.mark.parametrize(
    ("name", "wanted", "vary", "counts"),
    [
        ("na-foil", "foil", [THIN], (9,)),
        ("multi-step", "interface-resistance", ["steps.bond.pressure=100 MPa..900 MPa"], (13,)),
        (
            "na-foil",
            "foil",
            ["steps.press.pressure=6 MPa..12 MPa", "steps.press.temperature=80 degC..96 degC"],
            (5, 5),
        ),
    ],
    ids=["thinnest foil", "bond against crushing", "thin and warm"],
)
@pytest.mark.slow
def test_a_grid_finds_nothing_better_and_hardly_anything_worse(name, wanted, vary, counts):
    found = solved(name, wanted, *vary)
    (aim,) = found.goals
    brute = grid(name, wanted, vary, counts)
    assert aim.reached == pytest.approx(brute, rel=0.01)
    assert aim.reached <= brute * (1 + 2e-3)


def test_the_answer_is_a_recipe_that_keeps_every_limit_and_gains():
    given = asperity.load_recipe("multi-step")
    found = design_recipe(
        given,
        goals="interface-resistance",
        vary=["steps.bond.pressure=100 MPa..900 MPa"],
        risk=["0.05"],
        **QUICK,
    )
    pressed = asperity.press(recipe_of(found, given))
    likely = [risk.probability or 0 for step in pressed.steps for risk in step.risks]
    assert max(likely) <= 0.05
    # at the limit itself: the probability that is allowed is used up to within a hundredth
    assert max(likely) == pytest.approx(0.05, rel=0.05)
    assert found.given_breaks
    assert found.certificate.agree >= 1
    assert "crushing" in found.closest[0].name


def recipe_of(found, given):
    return given.replace({one.path: one.found for one in found.variables})


@pytest.mark.slow
def test_a_target_is_met_by_the_least_pressure_that_does():
    found = design_recipe(
        asperity.load_recipe("symmetric-cell"),
        goals="cell-resistance=60 ohm",
        vary=["steps.operate.pressure=1 MPa..25 MPa"],
        **QUICK,
    )
    (aim,) = found.goals
    assert aim.reached <= 60
    assert aim.reached == pytest.approx(60, rel=3e-3)
    assert found.certificate.ends


@pytest.mark.slow
def test_the_same_seed_gives_the_same_answer():
    one = solved("na-foil", "foil", THIN)
    two = solved.__wrapped__("na-foil", "foil", THIN)
    assert one.to_json() == two.to_json()


@pytest.mark.slow
def test_what_cannot_be_had_names_the_limits_in_conflict():
    found = design_recipe(
        asperity.load_recipe("multi-step"),
        goals="interface-resistance",
        vary=["steps.bond.pressure=600 MPa..900 MPa"],
        **QUICK,
    )
    assert not found.found
    assert found.recipe is None
    assert found.conflicts == ("probability of crushing of cathode",)


def test_usual_variables_lie_within_what_press_die_and_metal_bear():
    recipe = asperity.load_recipe("na-thermal-press")
    spans = {one.path: one.span.told for one in usual(recipe)}
    assert set(spans) == {f"steps.press.{name}" for name in ("pressure", "temperature", "dwell")}
    assert spans["steps.press.pressure"].endswith("650 MPa")  # what its die is rated for
    low, high = spans["steps.press.temperature"].split("..")
    assert low == ROOM
    assert 97 < float(high.split()[0]) < 102  # sodium melts at 97.8 degC
    cold = asperity.load_recipe("na-thermal-press").replace({"press.machine": "hand-press"})
    assert "steps.press.temperature" not in {one.path for one in usual(cold)}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"goals": "beauty"}, '--goal: found the unknown goal "beauty"'),
        ({"goals": ()}, "--goal: found no goal"),
        ({"goals": ["foil", "foil=40 um"]}, "--goal: found the goal foil twice"),
        ({"goals": "foil=40 MPa"}, "--goal foil"),
        ({"goals": "foil", "vary": ["steps.press.pressure=2 MPa,3 MPa"]}, "a list of values"),
        ({"goals": "foil", "vary": ["steps.pres.pressure=2 MPa..3 MPa"]}, "steps.pres.pressure"),
        ({"goals": "foil", "vary": ["press.seat=1..2"]}, "press.seat"),
        ({"goals": "foil", "risk": ["fire=0.1"]}, "--risk: found the unknown risk"),
        ({"goals": "foil", "risk": ["2"]}, '--risk: found "2"'),
        ({"goals": "foil", "limit": ["thickness"]}, "--limit"),
        ({"goals": "cycle-life"}, "a recipe that has no reserve in operation"),
        ({"goals": "foil", "limit": ["cell.area_m<=5 m"]}, 'did you mean "cell.area_m2"?'),
        ({"goals": "foil", "steps": "loose"}, "--steps: found"),
        ({"goals": "foil", "looks": 3}, "--looks: found 3; write a power of 2"),
        ({"goals": "foil", "starts": 0}, "starts: found 0"),
        (
            {"goals": "foil", "vary": ["steps.press.pressure=2 MPa..3 MPa"] * 2},
            "--vary: found steps.press.pressure twice",
        ),
        ({"goals": "foil", "vary": ["steps.press.pressure=2 MPa..3 MPa:5"]}, "5 values"),
    ],
)
def test_what_is_refused_says_where_and_what_instead(options, told):
    given = asperity.load_recipe("na-foil")
    settings = {"vary": ["steps.press.pressure=9 MPa..11 MPa"], **QUICK, "looks": 2}
    with pytest.raises(Refusal) as refusal:
        design_recipe(given, **{**settings, **options})
    assert told in str(refusal.value)


def stopped_foil(stop, vary, **options):
    """What a search of the thinnest foil keeps when `stop` ends it."""
    with pytest.raises(Stopped) as stopped:
        design_recipe(
            asperity.load_recipe("na-foil"),
            goals="foil",
            vary=[vary],
            told=stop,
            **QUICK | options,
        )
    return stopped.value.kept


def once_it_refines(stage: str, *_: object) -> None:
    if stage == "refining":
        raise Stopped


def test_what_is_stopped_keeps_the_best_so_far():
    kept = stopped_foil(once_it_refines, THIN)
    assert kept.stopped
    assert kept.certificate.presses == 6
    assert kept.certificate.ends == ()  # looks alone agree with nothing


def test_a_press_that_fails_at_the_end_does_not_lose_the_best(monkeypatch):
    def failing(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("asperity.study.design.tell.press", failing)
    kept = stopped_foil(once_it_refines, "steps.press.pressure=5 MPa..9 MPa", looks=2)
    assert kept.found
    assert kept.goals[0].reached > 0
    assert "MPa" in kept.recipe


def test_a_batch_is_not_waited_for_by_who_stops(monkeypatch):
    begun, over = Event(), Event()

    def endless(*_: object) -> None:
        begun.set()
        over.wait()

    def stop(*_: object) -> None:
        if begun.is_set():
            raise Stopped

    monkeypatch.setattr(Problem, "ask", endless)
    assert stopped_foil(stop, THIN) is None
    assert not over.is_set()
    over.set()
