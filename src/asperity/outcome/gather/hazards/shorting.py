"""Will the metal be pressed through the electrolyte, or crack it from its flaws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot, inf

import numpy as np
from numpy.typing import NDArray

from asperity.laws.chance import NINE_OF_TEN
from asperity.laws.flow.creep import flow_stress
from asperity.laws.flow.size import size_length, strength_ratio
from asperity.laws.flow.squeeze import mean_friction
from asperity.laws.strength.ceramic.flaw import flaw_depth
from asperity.laws.strength.polymer import backed_growth
from asperity.laws.strength.short import narrowing, opening_pressure, throat_strain
from asperity.laws.strength.throat import (
    grain_throat,
    rim_filled,
    rim_share,
    wall_share,
    wedging_pressure,
)
from asperity.outcome.gather.hazards.setting import pressure_doubt, pressure_scatter
from asperity.outcome.risk import Risk, chance, weigh
from asperity.process.faces.touch import neighbours
from asperity.process.march import Trace
from asperity.stack import Layer, Metal, Stack
from asperity.units import show

OPEN_PORES = 0.93
"""Relative density above which pores no longer form a path through a sintered body."""
NARROWED = 0.97
"""Relative density from which throats of a pressed one are no longer narrowed: metal was seen to
enter hydroborates about as dense as that, so that grains alone do not close them."""
ROOM, HELD = 298.15, 600.0
"""Temperature (K) and hold (s, assumed) at which metal was seen to enter and to short."""
CELLS = 0.2
"""Scatter of ln p from pellet to pellet, assumed: short over entry scatters by 0.08 between four
hydroborates, two laboratories' lithium cells are 0.5 apart."""
LAW, FLAWS = 0.56, 0.2
"""Doubt in ln p of the law (a factor 2.5 nine times of ten: the one hold without current lies that
far above it; on hydroborates it is a fit); scatter of flaws from face to face, as of a ceramic with
Weibull modulus 6."""
FORCED = (
    "press the metal on with less, shorter or colder, or the electrolyte denser before the metal "
    "comes on"
)
WEDGED = "press it isostatically or in a die that it fills, with less, or take a flawless face"
AT_ONCE = 1.0
"""Seconds below which no hold is counted."""
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Load:
    """Pressures (Pa) and temperatures (K) at the times (s) of a step."""

    time: Array
    pressure: Array
    temperature: Array

    @property
    def highest(self) -> float:
        return float(self.pressure.max())

    @property
    def held(self) -> float:
        return max(float(self.time[-1] - self.time[0]), AT_ONCE)


def mechanical_short(stack: Stack, trace: Trace) -> Iterator[Risk]:
    """Each metal against each electrolyte it touches, as the step pressed it.

    What scatters: pellets (20 % in pressure, assumed) and the press. What is in doubt: the width of
    the throats on the card or the spread of the measured short, the law (factor 2.5), the gauge.
    """
    load = _course(trace)
    if load is not None:
        densities = {name: trace.state.layers[name].relative_density for name in trace.step.layers}
        yield from _pairs(stack, trace, load, densities)


def _course(trace: Trace) -> _Load | None:
    if not trace.courses:
        return None
    time, felt, sample = (
        np.concatenate([getattr(course, name) for course in trace.courses])
        for name in ("time", "felt", "sample")
    )
    return _Load(time=time, pressure=felt, temperature=sample) if max(felt) > 0 else None


def _pairs(stack: Stack, trace: Trace, load: _Load, densities: dict[str, float]) -> Iterator[Risk]:
    for pair in neighbours(tuple(densities)):
        for one, other in (pair, pair[::-1]):
            metal, layer = stack.layer(one).metal, stack.layer(other)
            if metal is None or not layer.electrolyte:
                continue
            if layer.pores.pressed or (densities[other] < OPEN_PORES and layer.pores.throat):
                yield _through(stack, load, (one, metal), layer, densities[other])
            elif layer.pores.throat and layer.toughness and not stack.machine.isostatic:
                yield _wedged(stack, load, (one, metal), (layer, _held(stack, trace, one, layer)))


def _through(
    stack: Stack, load: _Load, put: tuple[str, Metal], layer: Layer, density: float
) -> Risk:
    """What is measured judges where it is, brought by the law to this load; else the law."""
    name, metal = put
    pores = layer.pores
    predicted = _marks(metal, pores.throat, load=load, narrower=_narrower(layer, density))
    measured = pores.shorted.get(metal.carrier)
    pellets = f"{name} carries up to {show(load.highest, 'MPa')} within {show(load.held, 'min')}"
    told = f"throats of {show(pores.throat, 'nm', 2)} let {metal.carrier} into {layer.material} at"
    told += f" {show(predicted[0], 'MPa', 2)} and through it at {show(predicted[1], 'MPa', 2)}"
    if measured is None:
        entering, shorting = predicted
        doubt = hypot(pores.doubt / 2, LAW)
        reason = f"{pellets}; {told} (predicted)"
    else:
        usual = _usual(metal, pores.throat)
        shorting = measured * predicted[1] / usual[1]
        seen = pores.entered.get(metal.carrier, measured * usual[0] / usual[1])
        entering = seen * predicted[0] / usual[0]
        doubt = pores.shorted_doubt[metal.carrier]
        reason = (
            f"{pellets}; a short was measured at {show(measured, 'MPa', 2)} (cold, some minutes), "
            f"which makes {show(shorting, 'MPa', 2)} of it here; predicted: {told}"
        )
    return _weighed(stack, load, layer, (entering, shorting), (CELLS, doubt, reason))


def _wedged(stack: Stack, load: _Load, put: tuple[str, Metal], held: tuple[Layer, Array]) -> Risk:
    """No way through, but metal in flaws of the face opens them unless they are held shut.

    `held` is the electrolyte, and what holds it along its face over the pressure, at each time.
    """
    (name, metal), (layer, share) = put, held
    depth, doubt, told = _flaw(layer)
    bare = float(wedging_pressure(layer.toughness or 0.0, depth))
    opening = float(np.max(load.pressure * (1.0 - share)))
    cracks = load.highest * bare / opening if opening > 0 else inf
    limit = max(cracks, _passing(metal, layer.pores.throat, load))
    free = f"{show(bare, 'MPa', 2)} free at its rim"
    pressed = 1.0 - opening / load.highest
    if pressed > 0:
        free += f", {show(limit, 'MPa', 2)} here, where {pressed:.0%} of the pressure holds it shut"
        free += f" from the side ({_by(layer, float(share.max()))})"
        doubt = hypot(doubt, float(np.log(cracks / bare)) / NINE_OF_TEN)
    reason = (
        f"{name} carries {show(load.highest, 'MPa')}; {layer.material}, which has no open pores, "
        f"cracks from flaws of {show(depth, 'um', 2)} ({told}) filled with metal at {free}"
    )
    return _weighed(stack, load, layer, (limit, limit), (FLAWS, doubt, reason), cure=WEDGED)


def _flaw(layer: Layer) -> tuple[float, float, str]:
    """Depth (m) of the flaw that metal fills, doubt of ln of the pressure it cracks at, and why.

    The recipe's; else what strength and toughness mean together, or a pore if that is larger.
    """
    pores, brittle = layer.pores, layer.brittle
    if brittle is not None and brittle.flaw > 0:
        return brittle.flaw, pores.toughness_doubt, "the recipe's"
    meant = 0.0
    if brittle is not None:
        meant = float(flaw_depth(layer.toughness or 0.0, brittle.strength))
    if brittle is None or meant < pores.throat:
        return pores.throat, hypot(pores.toughness_doubt, pores.doubt / 2), "open pores"
    return meant, brittle.doubts.strength, "as its strength has it"


def _held(stack: Stack, trace: Trace, name: str, layer: Layer) -> Array:
    """Compression of an electrolyte along its face over the pressure on it, at each time.

    By the wall of a die, once it has widened by its play, or by metal as wide as itself that has
    gone down the gap around it. The play is what is left of the bore, and the punches' clearance.
    """
    states = [state for course in trace.courses for state in course.layers[name]]
    felt = np.concatenate([course.felt for course in trace.courses])
    begun, die, metal = trace.begun, stack.die, stack.layer(name).metal
    if die is None or metal is None or (begun is not None and begun.ejected):
        return np.zeros(len(states))
    gap = die.clearance + max(die.bore - layer.diameter, 0.0) / 2
    plastic, compliance = die.polymer, 0.0
    if plastic is not None:
        grows = backed_growth(1.0, die.outer / die.bore, E=plastic.modulus, nu=plastic.poisson)
        compliance = float(grows)
    wall = wall_share(
        felt,
        gap,
        radius=layer.diameter / 2,
        E=layer.modulus,
        nu=layer.poisson,
        compliance=compliance,
    )
    if gap <= 0:
        return np.asarray(wall)
    sides = (stack.machine.friction, layer.friction)
    warm = np.concatenate([course.sample for course in trace.courses])
    filled = rim_filled(
        np.array([state.worked for state in states]),
        gap,
        n=metal.creep.exponent,
        friction=mean_friction(*(side.get(metal.carrier, 1.0) for side in sides)),
        ratio=strength_ratio(metal.size, gap, temperature=warm),
    )
    wide = np.array([state.diameter for state in states]) >= layer.diameter * (1 - 1e-6)
    return np.maximum(wall, np.where(wide, rim_share(filled, layer.thickness), 0.0))


def _by(layer: Layer, share: float) -> str:
    """Who holds it, by how much at the most."""
    return "metal around its rim" if share > layer.poisson / (1 - layer.poisson) else "the die"


def _weighed(
    stack: Stack,
    load: _Load,
    layer: Layer,
    marks: tuple[float, float],
    told: tuple[float, float, str],
    *,
    cure: str = FORCED,
) -> Risk:
    """`marks`: pressure (Pa) of entry and short; `told`: scatter and doubt in ln p, the reason."""
    highest, (entering, limit), (scatter, doubt, reason) = load.highest, marks, told
    share = limit / max(highest, 1.0)
    return weigh(
        kind="mechanical-short",
        where=layer.name,
        value=highest,
        limit=limit,
        unit="Pa",
        marginal=min(entering, 0.8 * limit),
        chance=chance(
            float(np.log(share)),
            scatter=hypot(scatter, pressure_scatter(stack, highest, load.held, share=share)),
            doubt=hypot(doubt, pressure_doubt(stack, highest, share=share)),
        ),
        reason=reason,
        cure=cure,
    )


def _narrower(layer: Layer, density: float) -> float:
    """Width of its throats over that at the density of its card; 1 where that is not known."""
    reference = layer.pores.density
    if not reference:
        return 1.0
    now, then = (grain_throat(1.0, min(at, NARROWED)) for at in (density, reference))
    return float(now) / float(then)


def _marks(
    metal: Metal, throat: float, *, load: _Load, narrower: float = 1.0
) -> tuple[float, float]:
    """Pressure (Pa) at which metal enters, and passes, were the whole load raised to it."""
    wide = throat * narrower
    return _passing(metal, wide, load), _passing(metal, wide / float(narrowing()), load)


def _passing(metal: Metal, throat: float, load: _Load) -> float:
    """Highest pressure (Pa) of a load of this course under which strain in a throat is just one."""
    ratio = strength_ratio(metal.size, throat, temperature=load.temperature)
    strain = throat_strain(
        metal.creep,
        np.maximum(load.pressure, 0.0),
        temperature=load.temperature,
        time=load.time,
        ratio=ratio,
    )
    if strain <= 0:
        return inf
    return load.highest * float(np.power(strain, -1 / metal.creep.exponent))


def _usual(metal: Metal, throat: float) -> tuple[float, float]:
    """Pressures (Pa) of entry and short as they were measured: at room temperature, for minutes."""
    bulk = flow_stress(metal.creep, 1 / HELD, temperature=ROOM)
    length = size_length(metal.size, ROOM)
    wide, narrow = (
        float(opening_pressure(width, bulk=bulk, size_length=length))
        for width in (throat, throat / float(narrowing()))
    )
    return wide, narrow
