"""Everything the outcome tells of a brittle layer's survival: stresses, table, limits, advice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from asperity.laws.strength.ceramic.flat import bow_left
from asperity.outcome.gather.breaking.hazard import Stresses, hazard, stresses
from asperity.outcome.gather.breaking.judge import band, bears, probability
from asperity.outcome.gather.breaking.loads import Load, Moment, load_on, pressed
from asperity.outcome.survival import Change, Survival
from asperity.outcome.survival.record import Place
from asperity.process.march import Trace
from asperity.process.state import LayerState
from asperity.stack import Layer, Stack
from asperity.units import show

Array = NDArray[np.float64]
FLATNESS = tuple(micron / 1e6 for micron in (0.0, 2.0, 5.0, 10.0, 15.0, 20.0))
THICKNESS = tuple(mm / 1e3 for mm in (0.3, 0.5, 0.75, 1.0, 1.5, 2.0))
"""Bows and thicknesses for which the outcome tells the probability, m."""
ALLOWED = 0.01
"""Probability up to which a disc counts as safe."""
_BOWS, _THICK = (1e-7, 1e-3, 33), (5e-5, 5e-3, 41)
"""Bows and thicknesses (m) among which the safe ones are looked for: from, to, how many."""
_WORTH = 0.7
"""Share of the probability below which a change is worth telling."""
_SURE = 1e-6
"""Probability below which there is nothing to advise."""
_LAPPED = 2e-6
"""Bow (m) that lapping reaches."""


def survivals(stack: Stack, trace: Trace) -> dict[str, Survival]:
    """Of every brittle layer that bears a load in a step, by its name."""
    highest = max((float(max(course.applied)) for course in trace.courses), default=0.0)
    if highest <= 0:
        return {}
    moment = pressed(stack, trace, highest)
    found = {}
    for layer in map(stack.layer, trace.step.layers):
        if layer.brittle is None or _in_its_die(layer, trace):
            continue
        now = _as_pressed(layer, trace.state.layers[layer.name])
        found[layer.name] = survival(stack, moment, now)
    return found


def _in_its_die(layer: Layer, trace: Trace) -> bool:
    """A powder in its die takes the shape of the punches; what a step ejects bears no load."""
    return trace.step.kind == "eject" or (layer.kind == "powder" and not trace.state.ejected)


def _as_pressed(layer: Layer, now: LayerState) -> Layer:
    """A powder as the disc it has become, with the bow it took."""
    if layer.kind != "powder":
        return layer
    return replace(layer, thickness=now.thickness, bow=layer.bow + now.warp)


def survival(stack: Stack, moment: Moment, layer: Layer) -> Survival:
    """One brittle layer at the hardest moment of a step."""
    load = load_on(stack, moment, layer)
    found = stresses(load)
    likely, low, high = band(stack, load, layer, found)
    between = load if not load.isostatic else _between_plates(stack, moment, layer)
    asked = _asked(between, layer)
    brittle = layer.brittle
    assert brittle is not None
    decides = "flaw" if brittle.flaw else "surface" if brittle.tested_area else "volume"
    size = _effective(load, found, layer)
    return Survival(
        pressure_pa=load.pressure,
        isostatic=load.isostatic,
        stresses_pa={name: float(one) for name, one in found.sources.items() if one > 0},
        largest_stress_pa=float(found.largest),
        where=_where(found),
        strength_pa=bears(layer),
        weibull_modulus=None if brittle.flaw else brittle.weibull_modulus,
        decides=decides,  # type: ignore[arg-type]
        effective_volume_m3=size if decides == "volume" else None,
        effective_area_m2=size if decides == "surface" else None,
        probability=likely,
        probability_low=low,
        probability_high=high,
        flatness_m=FLATNESS,
        thickness_m=THICKNESS,
        uniaxial=asked.table,
        isostatic_too=_from_all_sides(between, layer),
        flattest_needed_m=asked.flattest,
        thinnest_m=asked.thinnest,
        thickest_m=asked.thickest,
        advice=_advice(load, layer, likely, asked),
        assumed=brittle.assumed,
    )


def _between_plates(stack: Stack, moment: Moment, layer: Layer) -> Load:
    """The same pressure from plates as flat as can be."""
    flat = replace(stack.machine, isostatic=False, plate_bow=0.0)
    return load_on(replace(stack, machine=flat), moment, layer)


def _where(found: Stresses) -> Place:
    if found.largest <= 0:
        return "nowhere"
    if found.ring >= found.face:
        return "edge"
    pairs = zip(found.membrane, found.bend, strict=True)
    along = np.max([level + np.abs(tilt) for level, tilt in pairs], axis=0)
    return "rim" if found.nodes.rho[int(np.argmax(along))] > 0.5 else "face"


def _effective(load: Load, found: Stresses, layer: Layer) -> float | None:
    """Volume (m³) or area (m²) which, all at the largest stress, would break as often."""
    brittle, largest = layer.brittle, float(found.largest)
    assert brittle is not None
    if largest <= 0 or brittle.flaw:
        return None
    alike = hazard(load, found, brittle, m=brittle.weibull_modulus, strength=largest)
    return float(alike) * (brittle.tested_area or brittle.tested_volume)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What other bows and thicknesses of the same disc would do.

    Attributes:
        table: probability over FLATNESS (rows) and THICKNESS (columns)
        flattest, thinnest, thickest: largest bow, thinnest and thickest disc (m) that are safe
        changes: probability by change of bow or thickness, in words
    """

    table: tuple[tuple[float, ...], ...]
    flattest: float | None
    thinnest: float | None
    thickest: float | None
    changes: tuple[Change, ...]


def _asked(load: Load, layer: Layer) -> _Asked:
    """All of it at once: one call of the laws for all bows and thicknesses."""
    now = (float(load.bow), float(load.thickness))
    grid = np.meshgrid(_follows(load, layer, np.array(FLATNESS)), THICKNESS, indexing="ij")
    words, changed = _shapes(load, layer)
    bow, sizes = np.geomspace(*_BOWS), np.geomspace(*_THICK)
    bows = [grid[0].ravel(), _follows(load, layer, bow), np.full_like(sizes, now[0])]
    thick = [grid[1].ravel(), np.full_like(bow, now[1]), sizes]
    cuts = np.cumsum([len(one) for one in bows])
    found = probability(
        replace(
            load,
            bow=np.concatenate([*bows, [bow for bow, _ in changed]]),
            thickness=np.concatenate([*thick, [t for _, t in changed]]),
        ),
        layer,
    )
    table, by_bow, by_thickness, others = np.split(found, cuts)
    safe = np.flatnonzero(by_thickness <= ALLOWED)
    return _Asked(
        table=tuple(map(tuple, table.reshape(grid[0].shape).tolist())),
        flattest=None if by_bow[-1] <= ALLOWED else _crossing(bow, by_bow),
        thinnest=float(sizes[safe[0]]) if len(safe) else None,
        thickest=float(sizes[safe[-1]]) if len(safe) else None,
        changes=tuple(
            Change(change=word, probability=one)
            for word, one in zip(words, others.tolist(), strict=True)
        ),
    )


def _follows(load: Load, layer: Layer, bow: Array) -> Array:
    """All the bow (m) to be pressed out where the layer's own is `bow`."""
    if load.isostatic:
        return np.zeros_like(bow)
    return np.asarray(bow_left(load.departs - layer.bow + bow, load.metal, load.metal))


def _shapes(load: Load, layer: Layer) -> tuple[list[str], list[tuple[float, float]]]:
    """Changes of bow and thickness (m) worth asking for, in words and numbers."""
    bow, thickness = float(load.bow), float(load.thickness)
    told = {
        f"make it {show(thickness * factor, 'mm')} thick": (bow, thickness * factor)
        for factor in (0.5, 2.0)
    }
    if bow > 0:
        least = show(load.departs, "um")
        told[f"put {least} of soft metal or more on both faces, to take up its bow"] = (
            0.0,
            thickness,
        )
    if bow > 0 and layer.bow > _LAPPED:
        lapped = _follows(load, layer, np.array(_LAPPED))
        told[f"lap it to {show(_LAPPED, 'um')}"] = (float(lapped), thickness)
    return list(told), list(told.values())


def _crossing(at: Array, chances: Array) -> float:
    """Where a rising probability passes ALLOWED, on logarithmic scales; 0 if it starts above."""
    first = int(np.argmax(chances > ALLOWED))
    if first == 0:
        return 0.0
    known = np.log(np.maximum(chances[first - 1 : first + 1], 1e-300))
    share = (np.log(ALLOWED) - known[0]) / (known[1] - known[0])
    return float(at[first - 1] * (at[first] / at[first - 1]) ** share)


def _from_all_sides(load: Load, layer: Layer) -> tuple[tuple[float, ...], ...]:
    """The table of the same pressure from all sides: only unlike expansion pulls then."""
    if load.thermal[0] <= 0:
        return ((0.0,) * len(THICKNESS),) * len(FLATNESS)
    row = probability(replace(_all_round(load), thickness=np.array(THICKNESS)), layer)
    return (tuple(row.tolist()),) * len(FLATNESS)


def _all_round(load: Load) -> Load:
    return Load(
        radius=load.radius,
        thickness=load.thickness,
        E=load.E,
        nu=load.nu,
        pressure=load.pressure,
        thermal=load.thermal,
        isostatic=True,
    )


def _advice(load: Load, layer: Layer, likely: float, asked: _Asked) -> tuple[Change, ...]:
    """What helps, the most first; nothing where there is nothing to help."""
    if likely < _SURE:
        return ()
    told = [] if load.isostatic else list(asked.changes)
    told += [
        Change(change=words, probability=float(probability(changed, layer)))
        for words, changed in _loads(load)
    ]
    worth = [one for one in told if one.probability < _WORTH * likely]
    return tuple(sorted(worth, key=lambda one: one.probability))


def _loads(load: Load) -> Iterator[tuple[str, Load]]:
    """Other ways to press it."""
    if load.variation > 0:
        yield "lap its faces parallel", replace(load, variation=0.0)
    if load.step > 0:
        yield "press it with punches as wide as it is", replace(load, step=0.0, lever=0.0)
    if load.hill > 0:
        yield "press it in a die that the metal fills", replace(load, hill=0.0, drag=0.0)
    if not load.isostatic:
        yield "press it isostatically", _all_round(load)
