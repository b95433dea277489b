"""Metal that is lost: over the edge of a free foil, or along the gap of a die; plates that touch.

From pressing to pressing the force, the temperature (by the controller's overshoot) and the foil's
own thickness scatter, and how the plates lie; in doubt, the same in every pressing, are the gauge,
the friction of the faces, how fast the metal creeps, and the clearance of the die.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot, inf, log, pi

import numpy as np

from asperity.laws import GAS_CONSTANT
from asperity.laws.flow.foil import Squeeze, squeeze_time, thickness_after
from asperity.laws.flow.slot import Full
from asperity.laws.flow.wedge import centre_offset, film_share
from asperity.outcome.gather.hazards.setting import pressure_doubt, pressure_scatter
from asperity.outcome.risk import Risk, chance, weigh
from asperity.process.layers.even import beside, ends, face_friction, imposed, spread
from asperity.process.layers.thin import gap_beside, squeezed
from asperity.process.march import Trace
from asperity.process.state import LayerState, volume
from asperity.stack import Layer, Stack
from asperity.units import show

EXTRUDED = (0.02, 0.1)
"""Share of the metal that is lost over an edge: from the first on it is marginal, then bad."""
LEAKED = (0.1, 0.5)
"""The same along the gap of a die: away from the electrolyte, so that only thickness is lost."""
NOISE, TOLD_IN_A_DIE = 1e-9, 1e-6
"""Shares below which nothing has left, and of which nothing is said where a die holds it."""
GONE = 0.9
"""Share from which on hardly any metal is left to touch anything."""
UNEVEN = (0.2, 0.5, 1.0 - 1e-6)
"""Missing at the rim over the mean thickness: told from the first on, marginal, plates touch."""
THICKNESS_SCATTER = 0.05
"""Standard deviation of a cut foil's thickness, relative (assumed: it is rolled by hand)."""
TILT_SCATTER = 0.5
"""Standard deviation of the logarithm of a tilt from pressing to pressing (assumed)."""
RATE_DOUBT = 0.42
"""Standard deviation of the logarithm of a creep rate: a factor of two either way, nine of ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Press:
    """A foil as it went in, its effort ∫ A pⁿ dt since, and what it was pressed with.

    Pressure in Pa, temperature in K, dwell in s.
    """

    layer: Layer
    present: Sequence[str]
    begun: LayerState
    effort: float
    pressure: float
    temperature: float
    dwell: float
    walled: bool


def leaking(stack: Stack, trace: Trace) -> Iterator[Risk]:
    """What a step that was marched has lost of each foil, and how uneven it left it."""
    present, begun = trace.step.layers, trace.begun or trace.state
    for layer in map(stack.layer, present):
        if layer.metal is None:
            continue
        now, before = trace.state.layers[layer.name], begun.layers[layer.name]
        pressed = _Press(
            layer=layer,
            present=present,
            begun=before,
            effort=now.worked - before.worked,
            pressure=max((float(max(course.felt)) for course in trace.courses), default=0.0),
            temperature=max(
                (float(max(course.sample)) for course in trace.courses), default=trace.state.sample
            ),
            dwell=trace.step.dwell,
            walled=stack.die is not None and not begun.ejected,
        )
        yield from _lost(stack, pressed, now)
        yield from _uneven(stack, pressed, now)


def _unit(stack: Stack, pressed: _Press) -> Squeeze:
    """A squeeze under 1 Pa with a prefactor of 1: its times are efforts."""
    made = squeezed(stack, pressed.layer, pressed.present, walled=pressed.walled)
    return replace(made, force=stack.area)


def _lost(stack: Stack, pressed: _Press, now: LayerState) -> Iterator[Risk]:
    share = now.extruded / volume(now)
    share = float(np.where(share > NOISE, share, 0.0))
    if pressed.walled and share < TOLD_IN_A_DIE:
        return
    material = pressed.layer.material
    way = "along the gap between punch and wall" if pressed.walled else "over the edge"
    free = "press in a die, with less pressure, or start with less metal"
    held = "take a punch that fits more closely, or press with less or cooler"
    marginal, limit = LEAKED if pressed.walled else EXTRUDED
    margin, scatter, doubt = _margin(stack, pressed, now, share)
    yield weigh(
        kind="extrusion",
        where=pressed.layer.name,
        value=share,
        limit=limit,
        marginal=marginal,
        chance=chance(margin, scatter=scatter, doubt=doubt),
        reason=f"{share:.1%} of the {material} has left {way}{_hardly(now, share)}",
        cure=held if pressed.walled else free,
    )


def _hardly(now: LayerState, share: float) -> str:
    if share < GONE:
        return ""
    left = show(now.thickness, "um")
    return f": hardly any is left ({left}), and no contact told of its faces can be relied on"


def _margin(
    stack: Stack, pressed: _Press, now: LayerState, share: float
) -> tuple[float, float, float]:
    """Margin to losing too much, on the scale of ln p; its scatter, and its doubt.

    What the gap of a die takes of the pressure goes as its clearance to the -2(1 + 1/n).
    """
    metal = pressed.layer.metal
    assert metal is not None
    n = metal.creep.exponent
    scatter, doubt = _by_pressure(stack, pressed, now)
    if pressed.walled and stack.die is not None:
        begun = _in_die(stack, pressed, pressed.begun)
        if begun is None:
            return (inf if share < LEAKED[1] else -inf), scatter, doubt
        limit = (1 - LEAKED[1]) * volume(now) / (pi * (stack.diameter / 2) ** 2)
        effort = _to_fill(stack, pressed) + float(begun.effort(limit))
        effort = effort if limit < begun.thickness else 0.0
        by_gap = 2 * (1 + 1 / n) * float(begun.gap_share(min(now.thickness, begun.thickness)))
        doubt = hypot(doubt, by_gap * stack.die.clearance_doubt)
    else:
        effort = _affordable(stack, pressed, now)
    if effort <= 0:
        return -inf, scatter, doubt
    return (inf if pressed.effort <= 0 else log(effort / pressed.effort) / n), scatter, doubt


def _in_die(
    stack: Stack, pressed: _Press, state: LayerState, *, level: bool = False
) -> Full | None:
    """A foil as it fills its die; None where no gap lets it out. `level`: plates without tilt."""
    gap = gap_beside(stack, pressed.layer, pressed.present, pressed.temperature)
    if gap is None:
        return None
    left = volume(state) - state.extruded
    wide = stack.diameter / 2
    full = replace(state, thickness=left / (pi * wide**2), diameter=2 * wide)
    unit = _unit(stack, pressed)
    return gap.beside(full, replace(unit, slope=0.0) if level else unit)


def _to_fill(stack: Stack, pressed: _Press) -> float:
    """The effort after which a foil fills its die."""
    begun, limit = pressed.begun, stack.diameter / 2
    wide = begun.diameter / 2
    if wide >= limit * (1 - 1e-9):
        return 0.0
    full = begun.thickness * (wide / limit) ** 2
    return float(squeeze_time(full, begun.thickness, wide, _unit(stack, pressed)))


def _affordable(stack: Stack, pressed: _Press, now: LayerState) -> float:
    """The effort after which the limit is lost: inf if never, 0 if it was before."""
    begun, wide = pressed.begun, pressed.begun.diameter / 2
    edge = max(stack.diameter / 2, wide)
    last = (1 - EXTRUDED[1]) * volume(now) / (pi * edge**2)
    if last >= begun.thickness:
        return 0.0 if begun.extruded > EXTRUDED[1] * volume(now) else inf
    return float(squeeze_time(last, begun.thickness, wide, _unit(stack, pressed)))


def _by_pressure(stack: Stack, pressed: _Press, now: LayerState) -> tuple[float, float]:
    """Scatter and doubt of all that drives the flow, each as a change of ln p."""
    layer, metal = pressed.layer, pressed.layer.metal
    assert metal is not None
    creep = metal.creep
    n = creep.exponent
    hotter = creep.activation_energy / (n * GAS_CONSTANT * pressed.temperature**2)
    scatter = hypot(
        pressure_scatter(stack, pressed.pressure, pressed.dwell),
        hotter * stack.machine.overshoot,
        (1 + 1 / n) * THICKNESS_SCATTER,
    )
    faces = face_friction(stack, layer, pressed.present)
    film = float(film_share(now.diameter / 2, now.thickness, n=n, friction=sum(faces) / 2))
    counts = 1.0 if pressed.walled else film / (1 + film)
    doubt = hypot(
        pressure_doubt(stack, pressed.pressure),
        counts * _friction_doubt(stack, layer, pressed.present),
        RATE_DOUBT / n,
    )
    return scatter, doubt


def _friction_doubt(stack: Stack, layer: Layer, present: Sequence[str]) -> float:
    """Doubt of the mean friction of a foil's faces, which err together."""
    metal = layer.metal
    assert metal is not None
    faces = face_friction(stack, layer, present)
    doubts = [
        (stack.machine.friction_doubt if one is None else one.friction_doubt).get(metal.carrier, 0)
        for one in beside(stack, layer, present)
    ]
    mean = sum(faces)
    return sum(m * u for m, u in zip(faces, doubts, strict=True)) / mean if mean > 0 else 0.0


def _uneven(stack: Stack, pressed: _Press, now: LayerState) -> Iterator[Risk]:
    """Plates that stand so unevenly that they touch where the foil is thinnest."""
    layer, walled = pressed.layer, pressed.walled
    tilt, bow = spread(stack, layer, now, pressed.present, walled=walled)
    wider = 1.0 if walled else stack.diameter / now.diameter
    missing = (wider * tilt + bow) / 2 / now.thickness
    leans, _ = imposed(stack, layer, now, pressed.present, walled=walled)
    if not stack.machine.seated and wider * leans / 2 >= now.thickness:
        missing = max(missing, wider * leans / 2 / now.thickness)  # they touch before they press
    if missing <= UNEVEN[0]:
        return
    lowest, highest = ends(now.thickness, tilt, bow)
    between = f"between {show(lowest, 'um')} and {show(highest, 'um')}"
    touch, margin = "", -log(missing)
    if missing >= UNEVEN[2]:
        touch = "; the plates touch at one edge"
        margin = -log(max(_wanted(stack, pressed, now), missing))
    yield weigh(
        kind="extrusion",
        where=f"{layer.name} evenness",
        value=missing,
        limit=UNEVEN[2],
        marginal=UNEVEN[1],
        chance=chance(margin, scatter=TILT_SCATTER),
        reason=(
            f"{layer.name} is {between} thick: its faces are tilted by {show(tilt, 'um')} over "
            f"{show(now.diameter, 'mm')} and hollow by {show(bow, 'um')}"
            f"{_off_centre(stack, pressed, now, tilt)}{touch}"
        ),
        cure="set the plates parallel, take a ball seat and flat plates, or more metal",
    )


def _off_centre(stack: Stack, pressed: _Press, now: LayerState, tilt: float) -> str:
    """How far the pressure's centre lies off the axis between plates that keep their angle."""
    assert pressed.layer.metal is not None
    if stack.machine.seated or tilt <= 0:
        return ""
    n, wide = pressed.layer.metal.creep.exponent, now.diameter / 2
    friction = sum(face_friction(stack, pressed.layer, pressed.present)) / 2
    film = film_share(wide, now.thickness, n=n, friction=friction)
    off = wide * float(centre_offset(tilt / 2 / now.thickness, film, n))
    return f", and the centre of the pressure lies {show(off, 'mm')} off the axis"


def _wanted(stack: Stack, pressed: _Press, now: LayerState) -> float:
    """What would be missing at the rim over the thickness had plates that touch not stopped it.

    The foil as it went into the press, after all its effort between plates without tilt.
    """
    layer = pressed.layer
    tilt, bow = imposed(stack, layer, now, pressed.present, walled=pressed.walled)
    wider = 1.0 if pressed.walled else stack.diameter / now.diameter
    level = replace(_unit(stack, pressed), slope=0.0)
    left = float(thickness_after(now.worked, layer.thickness, layer.diameter / 2, level))
    if pressed.walled:
        filled = _in_die(stack, pressed, replace(now, extruded=0.0), level=True)
        left = now.thickness if filled is None else float(filled.after(now.worked))
    return (wider * tilt + bow) / 2 / min(left, now.thickness)
