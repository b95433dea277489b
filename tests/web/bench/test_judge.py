"""The verdict as one types says what the press says, and wastes nothing."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import numpy as np
import pytest

import asperity
from asperity.recipe import Recipe
from asperity.recipe.read import example_text, parse_recipe
from asperity.topography import Band, self_affine
from asperity.web.bench.judge.memory import MOST, Memory, alike
from asperity.web.bench.judge.record import Judgement
from asperity.web.bench.judge.wanted import Wanted
from asperity.web.bench.judge.work import answer
from asperity.web.bench.live import Live

COLD = "na-cold-press"
FOIL = "na-foil"


def asked(memory: Memory, text: str, *, key: str = "tab") -> Judgement:
    told = answer(Wanted(key=key, number=1, text=text), memory, lambda _wanted: False)
    assert told is not None
    return told


@pytest.fixture(scope="module")
def live() -> Iterator[Live]:
    made = Live()
    yield made
    made.close()


def wait_for(live: Live, key: str, text: str) -> Judgement:
    answers: Queue[Judgement] = Queue()
    live.judge(key, text, answers.put)
    return answers.get(timeout=600)


def test_it_says_what_the_press_says() -> None:
    told = asked(Memory(), example_text(COLD))
    outcome = asperity.press(asperity.load_recipe(COLD))
    assert told.level == outcome.verdict.level
    assert len(told.steps) == len(outcome.steps)
    assert told.thickness_m == tuple(
        (layer.name, layer.thickness_m) for layer in outcome.steps[-1].layers
    )
    names = {name for name, _ in told.facts}
    assert {"resistance", "contact metal:electrolyte"} <= names
    assert {margin.kind for margin in told.margins} >= {"fracture", "press", "die"}
    for stretch, step in zip(told.programme, outcome.steps, strict=True):
        assert stretch.pressure_pa[-1] == step.applied_pressure_pa
        assert len(stretch.time_s) == len(stretch.temperature_k) <= 48


def test_cards_that_do_not_fit_are_told_by_place() -> None:
    told = asked(Memory(), example_text(COLD).replace('"sodium"', '"sodum"'))
    assert told.level is None
    assert told.refusals[0].where == "stack.metal.material"


@pytest.mark.parametrize(
    ("path", "value", "same"),
    [
        ("steps.cool.temperature", "40 degC", 2),
        ("steps.heat.temperature", "85 degC", 0),
        ("title", "another", 4),
        ("stack.metal.thickness", "1 mm", 0),
        ("press.atmosphere", "vacuum", 0),
    ],
)
def test_steps_that_do_the_same_are_not_pressed_again(path: str, value: str, same: int) -> None:
    before = asperity.load_recipe(FOIL)
    after = before.replace({path: value})
    assert alike(before, after) == same
    memory = Memory()
    asked(memory, before.to_toml())
    begun, fresh = asked(memory, after.to_toml()), asked(Memory(), after.to_toml())
    assert _timeless(begun) == _timeless(fresh)


@pytest.mark.parametrize(
    ("name", "path", "value", "same"),
    [
        ("multi-step", "steps.attach.pressure", "20 MPa", 2),
        ("multi-step", "steps.operate.current", "0.3 mA/cm^2", 3),
        ("anneal-under-pressure", "steps.anneal.temperature", "300 degC", 2),
        ("anneal-under-pressure", "interfaces.electrolyte:cathode.rms_height", "0.8 um", 0),
        ("symmetric-cell", "steps.operate.pressure", "0.5 MPa", 2),
        ("symmetric-cell", "press.die", "PEEK-sleeve-10mm", 0),
    ],
)
def test_going_on_has_the_digits_of_a_fresh_press(
    name: str, path: str, value: str, same: int
) -> None:
    """There and back; some cannot be carried out, which the way back has to forget."""
    before = asperity.load_recipe(name)
    after = before.replace({path: value})
    assert alike(before, after) == same
    memory = Memory()
    for recipe in (before, after, before):
        told = asked(memory, recipe.to_toml())
        assert _timeless(told) == _timeless(asked(Memory(), recipe.to_toml()))


def test_a_face_measured_anew_is_pressed_anew(tmp_path: Path) -> None:
    """Under the same name, as an instrument that overwrites its file."""
    band = Band(rms_height=5e-8, hurst=0.8, longest=2e-6, shortest=2e-7)
    face = self_affine((64, 64), spacing=5e-8, band=band, seed=1).heights
    file = tmp_path / "face.npy"
    fields = ("rms_height", "hurst", "longest", "shortest")
    lines = [line for line in example_text(COLD).splitlines() if not line.startswith(fields)]
    told = f'map = "{file}"\nspacing = "50 nm"\nperiodic = true\nlevel = "none"'
    text = "\n".join(lines).replace("[[interfaces]]", f"[[interfaces]]\n{told}", 1)
    memory = Memory()
    np.save(file, face)
    asked(memory, text)
    assert len(memory.reached("tab", parse_recipe(text))) == 2
    np.save(file, 3 * face)
    assert memory.reached("tab", parse_recipe(text)) == ()
    assert _timeless(asked(memory, text)) == _timeless(asked(Memory(), text))


def test_the_scatter_told_is_that_of_the_force_told() -> None:
    """Not that of the largest force of the step: nobody scatters about nothing."""
    (*_, release) = asked(Memory(), example_text(FOIL)).steps
    assert release.force == "0\xa0kN"
    (_, release) = asked(Memory(), example_text(COLD)).steps
    plan = asperity.check(asperity.load_recipe(COLD)).steps[1]
    assert plan.force_scatter_n == pytest.approx(142, abs=0.5)
    assert release.force == "78.5 ± 142\xa0N"


def test_a_layer_that_comes_in_later_changes_what_is_there_before() -> None:
    before = asperity.load_recipe("symmetric-cell")
    after = before.replace({"steps.press.adds": None})
    assert alike(before, after) == 0


def test_memory_is_of_the_newest_tabs_alone() -> None:
    memory, recipe = Memory(), parse_recipe(example_text(COLD))
    for number in range(MOST + 1):
        memory.keep(str(number), recipe, ())
    memory.keep("kept", recipe, (asperity_reached(),))
    assert len(memory.reached("kept", recipe)) == 1
    assert memory.reached("0", recipe) == ()


def test_an_outdated_request_is_let_go() -> None:
    wanted = Wanted(key="tab", number=1, text=example_text(COLD))
    assert answer(wanted, Memory(), lambda _wanted: True) is None


def test_the_newest_request_of_a_tab_is_answered(live: Live) -> None:
    answers: Queue[Judgement] = Queue()
    text = example_text(COLD)
    last = 0
    for pressure in (300, 320, 340):
        changed = text.replace('"360 MPa"', f'"{pressure} MPa"')
        last = live.judge("tab", changed, answers.put)
    assert answers.get(timeout=600).number == last
    assert answers.empty()


def test_two_tabs_are_both_answered(live: Live) -> None:
    answers: Queue[tuple[str, Judgement]] = Queue()
    live.judge("one", example_text(COLD), lambda told: answers.put(("one", told)))
    live.judge("two", example_text(FOIL), lambda told: answers.put(("two", told)))
    told = dict(answers.get(timeout=600) for _ in range(2))
    assert {len(told["one"].steps), len(told["two"].steps)} == {2, 4}


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
def test_it_begins_anew_when_its_process_is_lost_or_hangs(end: signal.Signals) -> None:
    made = Live(patience_s=1.0)
    try:
        assert wait_for(made, "tab", example_text(COLD)).level is not None
        worker = made._line.process
        os.kill(worker.pid, end)
        told = wait_for(made, "tab", example_text(COLD))
        assert not worker.is_alive()
        if told.level is None:  # it was lost while it was asked
            assert told.refusals[0].where == "verdict"
            told = wait_for(made, "tab", example_text(COLD))
        assert told.level is not None
    finally:
        made.close()


def test_who_is_gone_is_not_called(live: Live) -> None:
    called: list[Judgement] = []
    live.judge("gone", example_text(FOIL), called.append)
    live.forget("gone")
    wait_for(live, "here", example_text(COLD))
    assert not called


def _timeless(told: Judgement) -> dict[str, object]:
    return {name: getattr(told, name) for name in Judgement.__slots__ if name != "took_s"}


def asperity_reached() -> asperity.run.Reached:
    return asperity.run.Reached()


def test_recipes_compare_by_what_they_say() -> None:
    recipe: Recipe = asperity.load_recipe(COLD)
    assert alike(recipe, parse_recipe(recipe.to_toml())) == len(recipe.steps)
