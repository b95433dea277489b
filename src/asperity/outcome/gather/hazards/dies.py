"""What a step asks of the die: its wall, its punches, its height, its heat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, log10

from asperity.laws.chance import doubt_of
from asperity.laws.strength.lame import burst_pressure, yield_doubt, yield_pressure
from asperity.laws.strength.polymer import (
    backed_growth,
    creep_ratio,
    held_ratio,
    strength_doubt,
)
from asperity.laws.strength.polymer import strength_ratio as warm_ratio
from asperity.laws.tools.punch import bearable_pressure, buckling_pressure
from asperity.outcome.gather.hazards.pressing import off
from asperity.outcome.risk import Risk, chance, weigh
from asperity.stack import Die, Stack
from asperity.stack.fittings.parts import Polymer, Punch
from asperity.units import show

LOW_FILL, ROOMY = 0.5, 0.8
"""Share of the height of a die that may be filled without a word, and without a doubt."""
PROVEN = 0.5
"""Wall over axial pressure of the powder with which a polymer sleeve was rated."""
WORN = 0.5
"""Share of its strength up to which a punch is used again and again: shops' rule."""
NOTHING = 1.0
"""Pa that what bears nothing bears."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """The axial pressure (Pa) a die bears, why no more, and the doubt of its logarithm."""

    limit: float
    why: str
    doubt: float


def die_risks(
    stack: Stack, die: Die, pressure: float, held: tuple[float, float], present: Sequence[str]
) -> Iterator[Risk]:
    """Risks of kind die under a pressure (Pa) `held` at a temperature (K) for a time (s)."""
    plates, _ = held
    bears = bearable(stack, die, held, present)
    yield weigh(
        kind="die",
        where=die.name,
        value=pressure,
        limit=bears.limit * (1 + 1e-9),
        unit="Pa",
        marginal=0.9 * bears.limit,
        chance=off(stack, pressure, bears.limit, doubt=bears.doubt),
        reason=f"{show(pressure, 'MPa')} in a die that bears {show(bears.limit, 'MPa')} "
        f"({bears.why}){_grown(die, pressure, held, present_share(stack, present))}",
        cure="take a die with a thicker wall or of a harder material, or press with less",
    )
    if die.punch is not None and pressure > 0:
        yield _punch(stack, die, die.punch, pressure)
    yield from _too_tall(stack, die, present)
    if plates > die.max_temperature - 20:
        yield _hot(stack, die, plates)


def _punch(stack: Stack, die: Die, punch: Punch, pressure: float) -> Risk:
    """Compression at the side of a punch that is loaded off its axis, slender ones bending more."""
    buckles = float(buckling_pressure(punch.modulus, die.bore, punch.length))
    limit = float(
        bearable_pressure(punch.strength, buckling=buckles, offset=punch.offset, diameter=die.bore)
    )
    aside = 8 * punch.offset / die.bore
    return weigh(
        kind="die",
        where=f"{die.name} punch",
        value=pressure,
        limit=limit * (1 + 1e-9),
        unit="Pa",
        marginal=WORN * limit,
        chance=off(
            stack,
            pressure,
            limit,
            doubt=hypot(punch.strength_doubt, aside / (1 + aside) * punch.offset_doubt),
        ),
        reason=f"{show(pressure, 'MPa')} on punches that bear {show(limit, 'MPa')} when loaded "
        f"{show(punch.offset, 'mm')} off their axis, half of it again and again",
        cure="take harder, shorter or better guided punches, or press with less",
    )


def _hot(stack: Stack, die: Die, plates: float) -> Risk:
    return weigh(
        kind="die",
        where=f"{die.name} heat",
        value=plates,
        limit=die.max_temperature + 1e-6,
        unit="K",
        safe=min(stack.temperature, die.max_temperature - 30),
        marginal=die.max_temperature - 10,
        chance=chance(
            die.max_temperature - plates,
            scatter=max(stack.machine.overshoot, 0.1),
            doubt=die.doubts.temperature,
        ),
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


def present_share(stack: Stack, present: Sequence[str]) -> float:
    """Wall over axial pressure: metal hands on all of it, powder its own share, ceramic none."""
    layers = [stack.layer(name) for name in present]
    shares = [1.0 for layer in layers if layer.metal is not None]
    shares += [layer.powder.wall_ratio for layer in layers if layer.powder is not None]
    return max(shares, default=0.0)


def bearable(stack: Stack, die: Die, held: tuple[float, float], present: Sequence[str]) -> Bearing:
    """The axial pressure a die bears: its rating, or first yield of its bore if that is less.

    Metal presses on the wall as hard as along the axis, powder with its own share of it. The rating
    of a polymer sleeve was proven with powder, cold and for minutes: for metal it is as much less
    as the wall feels more, and warm or for long as much as the plastic loses.
    """
    share = present_share(stack, present)
    return borne(die, share, held, doubt=_share_doubt(stack, present) if share < 1 else 0.0)


def borne(die: Die, share: float, held: tuple[float, float], *, doubt: float = 0.0) -> Bearing:
    """The same where the wall feels this share of the axial pressure, in such doubt."""
    if die.by_rating:
        return _rated(die, share, held)
    bore, outer = die.bore / 2, die.outer / 2
    yields = float(yield_pressure(die.yield_stress, bore, outer))
    if share * die.rated_pressure <= yields:
        return Bearing(die.rated_pressure, "its rating", die.doubts.rating)
    wall = float(yield_doubt(bore, outer, strength=die.doubts.strength, width=die.doubts.outer))
    bursts = float(burst_pressure(die.yield_stress, bore, outer)) / share
    return Bearing(
        yields / share,
        f"its bore yields; all of its wall from {show(bursts, 'MPa')}",
        hypot(wall, doubt),
    )


def _rated(die: Die, share: float, held: tuple[float, float]) -> Bearing:
    plates, duration = held
    limit, why, doubt = die.rated_pressure, "its rating", die.doubts.rating
    if share > PROVEN:
        limit, why = limit * PROVEN / share, "its rating, proven with powder"
    if die.polymer is None:
        return Bearing(limit, why, doubt)
    plastic = die.polymer
    warm = float(
        warm_ratio(plates, half=plastic.half, glass=plastic.glass, melting=plastic.melting)
    )
    aged = float(held_ratio(duration, proven=plastic.proven, loss=plastic.loss))
    if warm < 1:
        why += f", {warm:.0%} of it at {show(plates, 'degC')}"
    if aged < 1:
        why += f", {aged:.0%} of it after {show(duration, 'h')}"
    lost = hypot(_warm_doubt(plastic, plates), _aged_doubt(plastic, aged, duration))
    return Bearing(max(limit * warm * aged, NOTHING), why, hypot(doubt, lost))


def _warm_doubt(plastic: Polymer, plates: float) -> float:
    """Standard deviation of the logarithm of what a temperature (K) leaves, to first order."""
    return float(
        strength_doubt(
            plates, half=plastic.half, half_doubt=plastic.half_doubt, glass=plastic.glass
        )
    )


def _aged_doubt(plastic: Polymer, aged: float, duration: float) -> float:
    """The same of what a hold (s) leaves, the share `aged`."""
    if not 0 < aged < 1:
        return 0.0
    return plastic.loss * log10(duration / plastic.proven) * plastic.loss_doubt / aged


def _grown(die: Die, pressure: float, held: tuple[float, float], share: float) -> str:
    """A word on what a hold does to the bore of a sleeve in a ring, loaded over all its height."""
    plastic, (plates, duration) = die.polymer, held
    if plastic is None or pressure <= 0 or duration <= plastic.proven or plates >= plastic.glass:
        return ""
    strain = backed_growth(
        share * pressure, die.outer / die.bore, E=plastic.modulus, nu=plastic.poisson
    ) * creep_ratio(
        duration,
        plates,
        share=plastic.share,
        exponent=plastic.exponent,
        energy=plastic.energy,
    )
    return f"; its bore grows by {show(float(strain) * die.bore, 'um', 2)} at the most"


def _share_doubt(stack: Stack, present: Sequence[str]) -> float:
    """Standard deviation of the logarithm of the powders' wall over axial pressure, the largest."""
    names = {stack.layer(name).material for name in present}
    spreads = [
        float(doubt_of(quantity.si_low, quantity.si_high))
        for card, quantity in stack.used
        if quantity.name == "wall_pressure_ratio" and card in names
        if quantity.si_low and quantity.si_high
    ]
    return max(spreads, default=0.0)
