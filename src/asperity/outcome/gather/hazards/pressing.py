"""What a step asks of the press: force, room, heat, and of a fixture its bolts and springs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import hypot, log

import numpy as np

from asperity.laws.together import anywhere, everywhere
from asperity.laws.tools.bolt import proof_force
from asperity.laws.tools.fixture import bolt_torque
from asperity.outcome.gather.hazards.setting import pressure_doubt, pressure_scatter
from asperity.outcome.risk import LIKELY, Chance, Risk, chance, weigh
from asperity.stack import Stack, Step
from asperity.stack.fittings.parts import Clamp
from asperity.units import show

TORQUED = 0.75
"""Share of its proof force to which a bolt is tightened: tightening twists it as well."""
FACTOR = 2.0
"""A force that may be off by this either way is not known."""
PLENTY = 2.0
"""Times the least force of a press from which on nobody asks whether it can hold it."""
ROOMY = 0.5
"""Share of daylight and stroke below which nothing is said of them."""
ELSEWHERE = frozenset({"release", "eject", "operate"})
"""Kinds of step whose small pressure a fixture keeps, not the press."""


def press_risks(
    stack: Stack,
    pressure: float,
    plates: float,
    present: Sequence[str],
    *,
    ejected: bool = False,
    step: Step | None = None,
) -> Iterator[Risk]:
    """Risks of kind press at a nominal pressure (Pa) and plate temperature (K)."""
    machine = stack.machine
    yield _strong(stack, pressure)
    kept_elsewhere = machine.clamp is None and step is not None and step.kind in ELSEWHERE
    if machine.min_force > 0 and not kept_elsewhere:
        yield from _weak(stack, pressure)
    if machine.clamp is not None and pressure > 0:
        yield from _clamped(stack, machine.clamp, pressure, step)
    if plates > stack.temperature + 1:
        yield _hot(stack, plates)
    yield from _room(stack, present, ejected=ejected)


def off(stack: Stack, pressure: float, limit: float, *, doubt: float = 0.0) -> Chance:
    """Probability that a pressure that is set passes its limit (both Pa, or both N)."""
    if pressure <= 0:
        return 0.0, 0.0, 0.0
    share = limit / pressure
    margin = log(share) if share > 0 else -10.0
    return chance(
        margin,
        scatter=pressure_scatter(stack, pressure, share=share),
        doubt=hypot(pressure_doubt(stack, pressure, share=share), doubt),
    )


def _strong(stack: Stack, pressure: float) -> Risk:
    """The largest force, or pressure, of the press."""
    machine, force = stack.machine, pressure * stack.area
    if force / machine.max_force >= pressure / machine.max_pressure:
        value, limit, unit, asked_limit = force, machine.max_force, "N", machine.max_force
        tons = show(force, "t", dimension="force")
        asked = f"{show(force, 'kN')} ({tons}) of {show(machine.max_force, 'kN')}"
        bears = asked_limit / stack.area
    else:
        value, limit, unit = pressure, machine.max_pressure, "Pa"
        asked = f"{show(pressure, 'MPa')} of {show(machine.max_pressure, 'MPa')}"
        bears = machine.max_pressure
    return weigh(
        kind="press",
        where=machine.name,
        value=value,
        limit=limit * (1 + 1e-9),
        unit=unit,
        marginal=0.95 * limit,
        chance=off(stack, pressure, bears, doubt=machine.force_doubt),
        reason=f"{show(pressure, 'MPa')} on {show(stack.diameter, 'mm')} asks {asked}",
        cure="take a stronger press, or a smaller die",
    )


def _weak(stack: Stack, pressure: float) -> Iterator[Risk]:
    """A force too small for the press: never impossible, but nobody knows what it was.

    The probability is that the force differs by more than a factor of two from the one asked for.
    It is told as long as it counts: below twice the least force, and wherever it is likely.
    """
    machine, force = stack.machine, pressure * stack.area
    scatter = pressure_scatter(stack, pressure)
    unsure = hypot(scatter, pressure_doubt(stack, pressure))
    one_way = chance(log(FACTOR), scatter=scatter, doubt=pressure_doubt(stack, pressure))
    likely, low, high = (min(2 * share, 1.0) for share in one_way)
    little = np.logical_or(force < PLENTY * machine.min_force, np.greater_equal(likely, LIKELY))
    little = np.logical_and(force > 0, little)
    if not anywhere(little):
        return
    safe = 2 * PLENTY * machine.min_force
    risk = weigh(
        kind="press",
        where=f"{machine.name} least force",
        value=float(np.where(little, force, safe)),
        limit=0.0,
        unit="N",
        safe=safe,
        marginal=machine.min_force,
        chance=(_if(little, likely), _if(little, low), _if(little, high)),
        reason=(
            f"{show(pressure, 'MPa')} on {show(stack.diameter, 'mm')} asks {show(force, 'N')}; "
            f"{machine.name} holds {show(machine.min_force, 'N')} at the least and shows steps of "
            f"{show(machine.resolution, 'N')}: what really presses is "
            f"{_known(unsure)}"
        ),
        cure="keep small pressures with a spring, a weight or a screw fixture with a load cell",
    )
    told = float(np.where(little, force, np.nan))
    yield risk if everywhere(little) else replace(risk, value=told)


def _if(little: bool, probability: float) -> float:
    return float(np.where(little, probability, 0.0))


def _known(unsure: float) -> str:
    return "hardly known" if unsure > FACTOR - 1 else "known roughly"


def _clamped(stack: Stack, clamp: Clamp, pressure: float, step: Step | None) -> Iterator[Risk]:
    """Bolts against their proof force, a spring against its travel."""
    machine, force = stack.machine, pressure * stack.area
    if clamp.bolts:
        proof = clamp.bolts * proof_force(clamp.thread)
        torque = float(bolt_torque(force / clamp.bolts, clamp.thread, nut_factor=clamp.nut_factor))
        bolts = f"{clamp.bolts} M{show(clamp.thread, 'mm', 3).removesuffix(' mm')}"
        yield weigh(
            kind="press",
            where=f"{machine.name} bolts",
            value=force,
            limit=proof * (1 + 1e-9),
            unit="N",
            marginal=TORQUED * proof,
            chance=off(stack, pressure, proof / stack.area),
            reason=f"{show(force, 'kN')} on {bolts} ({torque:.2g} N m each, which may be off by "
            f"{100 * pressure_scatter(stack, pressure):.0f} % and a nut factor in doubt); "
            f"class 8.8 bears {show(proof, 'kN')}",
            cure="take more or thicker bolts, or set the force by a load cell",
        )
    rate = (step.stiffness if step is not None else None) or machine.stiffness
    if rate and clamp.travel < float("inf"):
        squeezed = force / rate
        yield weigh(
            kind="press",
            where=f"{machine.name} spring",
            value=squeezed,
            limit=clamp.travel * (1 + 1e-9),
            unit="m",
            chance=off(stack, pressure, clamp.travel * rate / stack.area),
            reason=f"{show(force, 'kN')} squeeze the spring by {show(squeezed, 'mm')} of "
            f"{show(clamp.travel, 'mm')}: beyond that it is a block and the gap is fixed",
            cure="take a stiffer spring or a longer one",
        )


def _hot(stack: Stack, plates: float) -> Risk:
    machine = stack.machine
    return weigh(
        kind="press",
        where=f"{machine.name} plates",
        value=plates,
        limit=machine.max_temperature + 1e-6,
        unit="K",
        safe=stack.temperature,
        marginal=machine.max_temperature - 5,
        chance=chance(
            machine.max_temperature - plates,
            scatter=max(machine.overshoot, 0.1),
            doubt=machine.heat_doubt,
        ),
        reason=f"plates at {show(plates, 'degC')} of at most "
        f"{show(machine.max_temperature, 'degC')}",
        cure="take a press with heated plates",
    )


def _room(stack: Stack, present: Sequence[str], *, ejected: bool) -> Iterator[Risk]:
    """Daylight for what stands between the plates, stroke for what powder loses in height."""
    machine = stack.machine
    layers = [stack.layer(name) for name in present]
    punch = stack.die.punch if stack.die is not None and not ejected else None
    stands = [layer.thickness for layer in layers if punch is None or layer.kind != "plate"]
    high = sum(stands) + (2 * punch.length if punch else 0.0)  # plates may stand in for punches
    loose = [
        layer.thickness - layer.powder.solid_thickness
        for layer in layers
        if layer.powder is not None
    ]
    if high > ROOMY * machine.daylight:
        yield weigh(
            kind="press",
            where=f"{machine.name} daylight",
            value=high,
            limit=machine.daylight,
            unit="m",
            reason=f"stack and punches stand {show(high, 'mm')} high between plates that open to "
            f"{show(machine.daylight, 'mm')}",
            cure="take shorter punches, or a press that opens wider",
        )
    if sum(loose) > ROOMY * machine.stroke:
        yield weigh(
            kind="press",
            where=f"{machine.name} stroke",
            value=sum(loose),
            limit=machine.stroke,
            unit="m",
            reason=f"the powder gives way by up to {show(sum(loose), 'mm')}, the ram goes "
            f"{show(machine.stroke, 'mm')}",
            cure="follow with the spindle, or fill in portions",
        )
