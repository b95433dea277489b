"""Which numbers of an outcome are taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asperity.errors import Refusal
from asperity.outcome import Outcome, StepOutcome
from asperity.study.quantity import read, scalars

CELL = (
    "cell.resistance_ohm",
    "cell.critical_current_a_per_m2.stripping",
    "cell.critical_current_a_per_m2.plating",
)
PRESSED = frozenset({"compact", "bond", "press"})


def watched(outcome: Outcome, of: Sequence[str]) -> tuple[str, ...]:
    """The paths that were asked for, or the usual ones of this outcome.

    Usual are resistance and critical currents of the cell, and of the last step that presses the
    true contacts, the densities of what was powder, the thicknesses of what flows.

    Raises:
        Refusal: no outcome of this recipe has such a number.
    """
    if of:
        return tuple(dict.fromkeys(_asked(outcome, path) for path in of))
    known = scalars(outcome)
    usual = (*CELL, *_of_step(outcome))
    found = tuple(path for path in usual if known.get(path) is not None)
    if not found:
        cure = "name one with --of, or mend the recipe first: asperity press tells what ails it"
        raise Refusal("of", "nothing that comes of this recipe", cure)
    return found


def _asked(outcome: Outcome, path: str) -> str:
    known = scalars(outcome)
    read(outcome, path)  # refuses what is no quantity, and names the nearest
    spelt = path.strip()
    if spelt in known or ":" not in spelt:
        return spelt
    before, _, after = spelt.partition(".interfaces.")
    pair, dot, rest = after.partition(".")
    first, _, second = pair.partition(":")
    turned = f"{before}.interfaces.{second}:{first}{dot}{rest}"
    return turned if turned in known else spelt


def _of_step(outcome: Outcome) -> Iterator[str]:
    pressing = [step for step in outcome.steps if step.kind in PRESSED]
    last = pressing[-1] if pressing else outcome.steps[-1]
    yield from (
        f"steps.{last.name}.interfaces.{face.name}.contact_fraction" for face in last.interfaces
    )
    yield from _of_layers(last)


def _of_layers(step: StepOutcome) -> Iterator[str]:
    for layer in step.layers:
        path = f"steps.{step.name}.layers.{layer.name}"
        if layer.relative_density_lowest is not None:
            yield f"{path}.relative_density"
        if layer.thickness_lowest_m is not None:
            yield f"{path}.thickness_m"
