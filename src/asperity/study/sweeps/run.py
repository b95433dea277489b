"""A sweep carried out and stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext, suppress
from pathlib import Path

from asperity.errors import Refusal
from asperity.recipe import Recipe
from asperity.run import versions
from asperity.study.crew.crew import Client, Crew, Told
from asperity.study.many import Points
from asperity.study.sweeps.batch import Pressed, press_part
from asperity.study.sweeps.plan import Plan, plan_of
from asperity.study.sweeps.read import StoredSweep, open_sweep
from asperity.study.sweeps.store import PATIENT, Store


def sweep_to(
    recipe: Recipe | Mapping[str, Recipe],
    points: Points | Iterable[Mapping[str, object]],
    out: str | Path,
    *,
    of: tuple[str, ...] = (),
    crew: Crew | None = None,
    workers: int | None = None,
    client: Client | None = None,
    resume: bool = False,
    fidelity: str = "mean-field",
    seed: int = 0,
    outcomes: str | None = None,
    told: Told | None = None,
) -> StoredSweep:
    """Press a recipe at every point, and store each outcome as it finishes.

        sweep_to(recipe, grid({"steps.press.pressure": ["5 MPa", "50 MPa"]}), "out")
        sweep_to(recipe, points, "out", client=distributed.Client(cluster))

    Args:
        recipe: what to press; or several by name, and `of`, the name of every run's
        points: a column of values for every path; or values by path for every run
        out: the folder, new or empty; with `resume`, one that this sweep was begun in
        of: which recipe each run presses, where there are several
        crew: who presses; a crew of its own, of `workers` and `client`, if None
        workers: processes on this machine; as many as cores that may be used, if None
        client: a `distributed.Client`, whose workers press
        resume: go on where an earlier sweep into `out` was ended, by whatever
        fidelity: as `asperity.press`
        seed: as `asperity.press`, the same for every run
        outcomes: "full" keeps whole outcomes too, "columns" every number of them; None: whole ones
            of a small sweep
        told: how many runs are stored, of how many

    Returns:
        The sweep as it lies in the folder: the same, to the last bit, whoever pressed it.

    Raises:
        Refusal: nothing to press, an unknown path, or a folder that holds something else.
        WorkerLostError: workers were lost again and again; what is stored stays stored.
    """
    plan = plan_of(recipe, points, of=of, fidelity=fidelity, seed=seed, outcomes=outcomes)
    with Crew(workers=workers, client=client) if crew is None else nullcontext(crew) as used:
        return carry_out(plan, out, crew=used, resume=resume, told=told)


def carry_out(
    plan: Plan, out: str | Path, *, crew: Crew, resume: bool = False, told: Told | None = None
) -> StoredSweep:
    """Press and store what of a plan is not stored yet; see `sweep_to`."""
    with Store(Path(out), plan, resume=resume) as store:
        try:
            _press_missing(plan, store, crew, told)
        except BaseException:
            with suppress(Exception):  # what ended it is what is told
                store.index()
            raise
        store.index(tries=PATIENT)
    return open_sweep(out)


def _press_missing(plan: Plan, store: Store, crew: Crew, told: Told | None) -> None:
    missing = store.missing()
    done = len(plan) - sum(len(part.runs) for part in missing)
    if told is not None:
        told(done, len(plan))
    for _, pressed in crew.each(press_part, missing):
        _refuse_another_version(pressed)
        store.put(pressed)
        done += pressed.rows
        if told is not None:
            told(done, len(plan))


def _refuse_another_version(pressed: Pressed) -> None:
    """Rows of one table come of one program."""
    here = versions()["asperity"]
    if pressed.version != here:
        cure = f"install {here}, which asks, on every worker"
        raise Refusal("workers", f"asperity {pressed.version}", cure)
