"""Press and die against what a step asks of them; nothing has to be marched for this."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot

from asperity.laws.strength.lame import yield_pressure
from asperity.laws.tools.setting import force_scatter, gauge_doubt, lost_share, relative
from asperity.outcome.risk import Risk, weigh
from asperity.stack import Die, Stack
from asperity.units import show

LOW_FILL, ROOMY = 0.5, 0.8
"""Share of the height of a die that may be filled without a word, and without a doubt."""
PROVEN = 0.5
"""Wall over axial pressure of the powder with which a polymer sleeve was rated."""


def pressure_scatter(stack: Stack, pressure: float, dwell: float = 0.0) -> float:
    """Standard deviation of ln p from pressing to pressing, of a nominal pressure (Pa) that is set.

    Reading and setting of the press, and, after a `dwell` (s), what it lost of its force meanwhile.
    The same recipe pressed again scatters by this; where nothing is pressed nothing scatters.
    """
    if pressure <= 0:
        return 0.0
    machine = stack.machine
    read = pressure if machine.isostatic else pressure * stack.area
    off = force_scatter(
        read,
        resolution=machine.resolution,
        setting=machine.setting,
        lost=lost_share(machine.drift, dwell),
    )
    return float(relative(off, read))


def pressure_doubt(stack: Stack, pressure: float) -> float:
    """Standard deviation of ln p that is in doubt and the same in every pressing on this press.

    The calibration of its gauge, or the nut factor of its bolts.
    """
    if pressure <= 0:
        return 0.0
    machine = stack.machine
    if machine.isostatic:
        read, scale = pressure, machine.max_pressure
    else:
        read, scale = pressure * stack.area, machine.max_force
    return hypot(
        gauge_doubt(read, accuracy=machine.accuracy, full_scale=scale), machine.torque_doubt
    )


def tool_risks(
    stack: Stack, pressure: float, plates: float, present: Sequence[str], *, ejected: bool = False
) -> Iterator[Risk]:
    """Risks of kind press and die at a nominal pressure (Pa) and plate temperature (K)."""
    yield from _press(stack, pressure, plates)
    if stack.die is not None and not ejected:
        yield from _die(stack, stack.die, pressure, plates, present)


def _press(stack: Stack, pressure: float, plates: float) -> Iterator[Risk]:
    machine, force = stack.machine, pressure * stack.area
    if force / machine.max_force >= pressure / machine.max_pressure:
        value, limit, unit = force, machine.max_force, "N"
        tons = show(force, "t", dimension="force")
        asked = f"{show(force, 'kN')} ({tons}) of {show(machine.max_force, 'kN')}"
    else:
        value, limit, unit = pressure, machine.max_pressure, "Pa"
        asked = f"{show(pressure, 'MPa')} of {show(machine.max_pressure, 'MPa')}"
    yield weigh(
        kind="press",
        where=machine.name,
        value=value,
        limit=limit * (1 + 1e-9),
        unit=unit,
        marginal=0.95 * limit,
        reason=f"{show(pressure, 'MPa')} on {show(stack.diameter, 'mm')} asks {asked}",
        cure="take a stronger press, or a smaller die",
    )
    if plates > stack.temperature + 1:
        yield weigh(
            kind="press",
            where=f"{machine.name} plates",
            value=plates,
            limit=machine.max_temperature + 1e-6,
            unit="K",
            safe=stack.temperature,
            marginal=machine.max_temperature - 5,
            reason=(
                f"plates at {show(plates, 'degC')} of at most "
                f"{show(machine.max_temperature, 'degC')}"
            ),
            cure="take a press with heated plates",
        )


def _die(
    stack: Stack, die: Die, pressure: float, plates: float, present: Sequence[str]
) -> Iterator[Risk]:
    limit, why = _bearable(stack, die, present)
    yield weigh(
        kind="die",
        where=die.name,
        value=pressure,
        limit=limit * (1 + 1e-9),
        unit="Pa",
        marginal=0.9 * limit,
        reason=f"{show(pressure, 'MPa')} in a die that bears {show(limit, 'MPa')} ({why})",
        cure="take a die with a thicker wall or of a harder material, or press with less",
    )
    yield from _too_tall(stack, die, present)
    if plates > die.max_temperature - 20:
        yield weigh(
            kind="die",
            where=f"{die.name} heat",
            value=plates,
            limit=die.max_temperature + 1e-6,
            unit="K",
            safe=min(stack.temperature, die.max_temperature - 30),
            marginal=die.max_temperature - 10,
            reason=f"{show(plates, 'degC')} in a die for {show(die.max_temperature, 'degC')}",
            cure="heat less, or take a metal die",
        )


def _too_tall(stack: Stack, die: Die, present: Sequence[str]) -> Iterator[Risk]:
    """What is put in leaves room for the punches; told where it fills a good part of the die."""
    layers = map(stack.layer, present)  # plates may stand in for punches
    filled = sum(layer.thickness for layer in layers if layer.kind != "plate")
    if filled > LOW_FILL * die.height:
        yield weigh(
            kind="die",
            where=f"{die.name} height",
            value=filled,
            limit=die.height,
            unit="m",
            marginal=ROOMY * die.height,
            reason=f"{show(filled, 'mm')} are put into a die of {show(die.height, 'mm')}",
            cure="take less powder, fill it in portions, or take a taller die",
        )


def _bearable(stack: Stack, die: Die, present: Sequence[str]) -> tuple[float, str]:
    """The axial pressure (Pa) a die bears: its rating, or first yield of its bore if that is less.

    Metal presses on the wall as hard as along the axis, powder with its own share of it. The rating
    of a polymer sleeve was proven with powder: for metal it is as much less as the wall feels more.
    """
    layers = [stack.layer(name) for name in present]
    shares = [1.0 for layer in layers if layer.metal is not None]
    shares += [layer.powder.wall_ratio for layer in layers if layer.powder is not None]
    share = max(shares, default=0.0)
    if die.by_rating:
        if share <= PROVEN:
            return die.rated_pressure, "its rating"
        return die.rated_pressure * PROVEN / share, "its rating, proven with powder"
    yields = float(yield_pressure(die.yield_stress, die.bore / 2, die.outer / 2))
    if share * die.rated_pressure > yields:
        return yields / share, "its bore yields"
    return die.rated_pressure, "its rating"
