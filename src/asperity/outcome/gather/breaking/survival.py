"""Everything the outcome tells of a brittle layer's survival: stresses, table, limits, advice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from asperity.laws.strength.ceramic.flat import bow_left
from asperity.outcome.gather.breaking.hazard import Stresses, hazard, stresses
from asperity.outcome.gather.breaking.judge import band, bears, probability
from asperity.outcome.gather.breaking.loads import Load, Moment, as_lies, load_on, pressed
from asperity.outcome.step import StepOutcome
from asperity.outcome.survival import Change, Survival
from asperity.outcome.survival.record import Place
from asperity.process.march import Trace
from asperity.stack import Layer, Stack
from asperity.units import show

Array = NDArray[np.float64]
FLATNESS = tuple(micron / 1e6 for micron in (0.0, 2.0, 5.0, 10.0, 15.0, 20.0))
THICKNESS = tuple(mm / 1e3 for mm in (0.3, 0.5, 0.75, 1.0, 1.5, 2.0))
"""Bows and thicknesses for which the outcome tells the probability, m."""
ALLOWED = 0.01
"""Probability up to which a disc counts as safe."""
_OF_FILMS = (0.3, 0.5, 0.75, 1.0, 1.5, 2.0)
"""The same of films, over their own thickness."""
_BOWS, _THICK, _STEPS = (1e-7, 1e-3, 33), (5e-5, 5e-3), 81
"""Bows and thicknesses (m) among which the safe ones are looked for: from, to, how many."""
_WORTH = 0.7
"""Share of the probability below which a change is worth telling."""
_SURE = 1e-6
"""Probability below which there is nothing to advise."""
_LAPPED = 2e-6
"""Bow (m) that lapping reaches."""


def survivals(
    stack: Stack, trace: Trace, before: Sequence[StepOutcome] = ()
) -> dict[str, Survival]:
    """Of every brittle layer that bears a load in a step, by its name.

    What it would be at other bows and thicknesses is told where no step before was as grave.
    """
    highest = max((float(max(course.applied)) for course in trace.courses), default=0.0)
    moment = pressed(stack, trace, highest)
    found = {}
    for layer in map(stack.layer, trace.step.layers):
        if layer.brittle is None or _in_its_die(layer, trace):
            continue
        lying = as_lies(layer, trace.state.layers[layer.name])
        load = load_on(stack, moment, lying)
        if highest > 0 or load.thermal.tension > 0:
            found[layer.name] = survival(
                stack, moment, lying, graver_than=_gravest(before, layer.name)
            )
    return found


def _in_its_die(layer: Layer, trace: Trace) -> bool:
    """A powder in its die takes the shape of the punches; leaving it is judged for itself."""
    return layer.kind == "powder" and (trace.step.kind == "eject" or not trace.state.ejected)


def _gravest(before: Sequence[StepOutcome], name: str) -> float | None:
    """Largest probability so far that a layer breaks, None where nothing has pulled at it."""
    known = (layer.survival for step in before for layer in step.layers if layer.name == name)
    return max(
        (one.probability for one in known if one is not None and one.stresses_pa), default=None
    )


def survival(
    stack: Stack, moment: Moment, layer: Layer, *, graver_than: float | None = None
) -> Survival:
    """One brittle layer at the hardest moment of a step.

    Other bows and thicknesses are asked for only where it breaks more often than `graver_than`.
    """
    load = load_on(stack, moment, layer)
    found = stresses(load)
    likely, low, high = band(stack, load, layer, found)
    brittle = layer.brittle
    assert brittle is not None
    decides = "flaw" if brittle.flaw else "surface" if brittle.tested_area else "volume"
    size = _effective(load, found, layer)
    known = Survival(
        pressure_pa=load.pressure,
        isostatic=load.isostatic,
        stresses_pa=_pulling(found.sources),
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
        assumed=brittle.assumed,
    )
    others = partial(_others, stack, moment, layer, load)
    return _with_others(known, others, graver_than=graver_than)


def _with_others(
    known: Survival, others: Callable[[Survival], Survival], *, graver_than: float | None
) -> Survival:
    """With what other bows and thicknesses would do, where that is asked for."""
    if known.pressure_pa <= 0 or (graver_than is not None and known.probability <= graver_than):
        return known
    return others(known)


def _others(stack: Stack, moment: Moment, layer: Layer, load: Load, known: Survival) -> Survival:
    between = load if not load.isostatic else _between_plates(stack, moment, layer)
    return _told(known, load, between, layer)


def _pulling(sources: Mapping[str, Array]) -> dict[str, float]:
    """Those of the tensions that there are."""
    return {name: float(one) for name, one in sources.items() if one > 0}


def _told(known: Survival, load: Load, between: Load, layer: Layer) -> Survival:
    """With what other bows and thicknesses would do, `between` plates too."""
    asked = _asked(between, layer)
    return replace(
        known,
        flatness_m=FLATNESS,
        thickness_m=_thicknesses(layer),
        uniaxial=asked.table,
        isostatic_too=_from_all_sides(between, layer),
        flattest_needed_m=asked.flattest,
        thinnest_m=asked.safe.thinnest,
        thickest_m=asked.safe.thickest,
        safe_below_m=asked.safe.below,
        safe_above_m=asked.safe.above,
        advice=_advice(load, layer, known.probability, asked),
    )


def _thicknesses(layer: Layer) -> tuple[float, ...]:
    """Thicknesses (m) of the table."""
    if layer.kind != "film":
        return THICKNESS
    return tuple(share * layer.thickness for share in _OF_FILMS)


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
class _Safe:
    """Thicknesses (m) that are safe: around the disc's own, else the nearest to it."""

    thinnest: float | None = None
    thickest: float | None = None
    below: float | None = None
    above: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What other bows and thicknesses of the same disc would do.

    Attributes:
        table: probability over FLATNESS (rows) and thicknesses (columns)
        flattest: largest bow (m) that is safe
        safe: thicknesses that are
        changes: probability by change of bow or thickness, in words
    """

    table: tuple[tuple[float, ...], ...]
    flattest: float | None
    safe: _Safe
    changes: tuple[Change, ...]


def _asked(load: Load, layer: Layer) -> _Asked:
    """All of it at once: one call of the laws for all bows and thicknesses."""
    now = (float(load.bow), float(load.thickness))
    own_bows = _follows(load, layer, np.array(FLATNESS))
    grid = np.meshgrid(own_bows, _thicknesses(layer), indexing="ij")
    words, changed = _shapes(load, layer)
    bow, sizes = np.geomspace(*_BOWS), _sizes(layer)
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
    return _Asked(
        table=tuple(map(tuple, table.reshape(grid[0].shape).tolist())),
        flattest=None if by_bow[-1] <= ALLOWED else _crossing(bow, by_bow),
        safe=_safe(sizes, by_thickness <= ALLOWED, now[1]),
        changes=tuple(
            Change(change=word, probability=one)
            for word, one in zip(words, others.tolist(), strict=True)
        ),
    )


def _sizes(layer: Layer) -> Array:
    """Thicknesses (m) among which the safe ones are looked for, its own among them, rising."""
    own = layer.thickness
    ends = (_THICK[0], _THICK[1]) if layer.kind != "film" else (own / 20, own * 20)
    return np.union1d(np.geomspace(min(ends[0], own), max(ends[1], own), _STEPS), own)


def _safe(sizes: Array, safe: NDArray[np.bool_], own: float) -> _Safe:
    """What is safe around its own thickness without a gap; each end was itself found safe."""
    here = int(np.argmin(np.abs(sizes - own)))
    other = np.flatnonzero(safe != safe[here])
    below, above = other[other < here], other[other > here]
    if safe[here]:
        return _Safe(
            thinnest=float(sizes[below[-1] + 1 if len(below) else 0]),
            thickest=float(sizes[above[0] - 1 if len(above) else -1]),
        )
    return _Safe(
        below=float(sizes[below[-1]]) if len(below) else None,
        above=float(sizes[above[0]]) if len(above) else None,
    )


def _follows(load: Load, layer: Layer, bow: Array) -> Array:
    """All the bow (m) to be pressed out where the layer's own is `bow`."""
    if load.isostatic:
        return np.zeros_like(bow)
    return np.asarray(bow_left(load.departs - layer.bow + bow, load.metal, load.metal))


def _shapes(load: Load, layer: Layer) -> tuple[list[str], list[tuple[float, float]]]:
    """Changes of bow and thickness (m) worth asking for, in words and numbers."""
    bow, thickness = float(load.bow), float(load.thickness)
    unit = "mm" if thickness > 1e-4 else "um"
    told = {
        f"make it {show(thickness * factor, unit)} thick": (bow, thickness * factor)
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
    sizes = _thicknesses(layer)
    if load.thermal.tension <= 0:
        return ((0.0,) * len(sizes),) * len(FLATNESS)
    row = probability(replace(_all_round(load), thickness=np.array(sizes)), layer)
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
