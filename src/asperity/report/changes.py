"""What a step changed, in a few words each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from asperity.outcome import LayerOutcome, StepOutcome
from asperity.report import words

NOTICED = 0.005
"""Relative change from which on it is worth a word."""
WIDER = 0.01
"""The same for a diameter."""
THINNER = 0.01
"""The same for the thinnest place of a layer."""
WARPED = 1e-7
"""Bow (m) from which on it is worth a word."""
USUAL_ENDS = frozenset({"", "dwell over", "done", "temperature reached", "pressure reached"})


def changes(steps: Sequence[StepOutcome]) -> tuple[tuple[str, ...], ...]:
    """For each step what changed since the one before."""
    before: list[StepOutcome | None] = [None, *steps]
    return tuple(tuple(_changes(*pair)) for pair in zip(before, steps, strict=False))


def _changes(before: StepOutcome | None, step: StepOutcome) -> Iterable[str]:
    if step.ended not in USUAL_ENDS or not step.carried_out:
        yield step.ended or "cannot be carried out"
    yield from _came_and_went(before, step)
    yield from _faces(before, step)
    yield from _layers(before, step)
    start = before.cell_resistance_ohm if before else None
    yield from _change("cell", start, step.cell_resistance_ohm, words.resistance)


def _came_and_went(before: StepOutcome | None, step: StepOutcome) -> Iterable[str]:
    if before is None:
        return
    old, new = ([layer.name for layer in one.layers] for one in (before, step))
    yield from (f"{name} added" for name in new if name not in old)
    yield from (f"{name} taken out" for name in old if name not in new)


def _faces(before: StepOutcome | None, step: StepOutcome) -> Iterable[str]:
    known = {face.name: face.contact_fraction for face in before.interfaces} if before else {}
    for face in step.interfaces:
        start = known.get(face.name)
        yield from _change(f"{face.name} contact", start, face.contact_fraction, words.percent)


def _layers(before: StepOutcome | None, step: StepOutcome) -> Iterable[str]:
    known = {layer.name: layer for layer in before.layers} if before else {}
    for layer in step.layers:
        old = known.get(layer.name)
        start = old.thickness_m if old else _first_thickness(step, layer.name)
        thinner = (
            () if start is None else _change(layer.name, start, layer.thickness_m, words.length)
        )
        yield from _size(layer.name, "".join(thinner), _spread(old, layer))
        yield from _density(old, layer)
        yield from _uneven(old, layer)


def _size(name: str, thinner: str, wider: str) -> Iterable[str]:
    """Thickness and width in one breath: "metal 500 → 39.2 um thick, 8 → 29 mm wide"."""
    if wider:
        yield f"{thinner} thick, {wider}" if thinner else f"{name} {wider}"
    elif thinner:
        yield thinner


def _spread(old: LayerOutcome | None, layer: LayerOutcome) -> str:
    """How much wider a layer became, where that is worth a word."""
    if old is None or abs(layer.diameter_m - old.diameter_m) <= WIDER * old.diameter_m:
        return ""
    return f"{_shared_unit(words.length(old.diameter_m), words.length(layer.diameter_m))} wide"


def _density(old: LayerOutcome | None, layer: LayerOutcome) -> Iterable[str]:
    if layer.kind in {"powder", "composite"}:
        start = old.relative_density if old else None
        yield from _change(f"{layer.name} density", start, layer.relative_density, words.percent)


def _uneven(old: LayerOutcome | None, layer: LayerOutcome) -> Iterable[str]:
    """Where a powder is not the same everywhere, and what that does out of its die."""
    before = dict(_unevenness(old)) if old else {}
    for what, told in _unevenness(layer):
        if before.get(what) != told:
            yield f"{layer.name} {what} {told}"


def _unevenness(layer: LayerOutcome) -> Iterable[tuple[str, str]]:
    low, high = layer.relative_density_lowest, layer.relative_density_highest
    if low is not None and high is not None and high - low > NOTICED:
        yield "slices", f"{words.percent(low)} to {words.percent(high)} dense"
    if layer.thinnest_m is not None and layer.thinnest_m < (1 - THINNER) * layer.thickness_m:
        yield "at its thinnest", words.length(layer.thinnest_m)
    if layer.bow_m is not None and layer.bow_m > WARPED:
        yield "bowed by", words.length(layer.bow_m)


def _first_thickness(step: StepOutcome, name: str) -> float | None:
    """Thickness a layer had when the step began, where the step has a history."""
    course = step.history
    if course is None or course.thickness_m is None or name not in course.layers:
        return None
    return float(course.thickness_m[0, course.layers.index(name)])


def _change(
    what: str, old: float | None, new: float | None, tell: Callable[[float], str]
) -> Iterable[str]:
    if new is None:
        return
    if old is None:
        yield f"{what} {tell(new)}"
    elif abs(new - old) > NOTICED * max(abs(old), abs(new)) and tell(old) != tell(new):
        yield f"{what} {_shared_unit(tell(old), tell(new))}"


def _shared_unit(old: str, new: str) -> str:
    """From "200 um" and "187 um" to "200 → 187 um"."""
    number, _, unit = old.partition(" ")
    return f"{number if unit == new.partition(' ')[2] else old} → {new}"
