"""What a pressure crushes: active particles of a mixture, plates that yield, brittle layers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot, inf, log

from asperity.laws.chance import doubt_of
from asperity.laws.powder.crushing import crushing_pressure
from asperity.laws.strength.lame import yield_pressure
from asperity.laws.strength.throat import wall_share
from asperity.laws.strength.unconfined import bearing_pressure
from asperity.laws.strength.unconfined import crushing_pressure as crushed_at
from asperity.outcome.gather.hazards.dies import PROVEN
from asperity.outcome.gather.hazards.setting import pressure_doubt, pressure_scatter
from asperity.outcome.risk import Risk, chance, weigh
from asperity.outcome.step import LayerOutcome
from asperity.process.layers.even import beside
from asperity.process.march import Trace
from asperity.stack import Brittle, Composite, Layer, Stack
from asperity.units import show

COMPRESSED = (10.0, 0.42)
"""Compressive over flexural strength where a card gives none, assumed, and the standard deviation
of its logarithm: 5 to 20 nine times of ten. Handbooks give alumina 10 and zirconia 2 to 10."""
FITS = 0.02
"""Play of a plate in a die over its diameter up to which the wall holds what yields."""
SHARED = 0.5
"""Wall over axial pressure that a die was rated with, as for its own risk."""
COMPRESSED = (10.0, 0.42)
"""Compressive over flexural strength where a card gives none, assumed, and the standard deviation
of its logarithm: 5 to 20 nine times of ten."""
FITS = 0.02
"""Play of a plate in a die over the bore up to which the wall holds what yields."""
CRUSHED = (0.3, 1.0)
"""Crushed particles conduct on: they cost capacity and life, not the cell."""


def crushing(stack: Stack, layers: Sequence[LayerOutcome]) -> Iterator[Risk]:
    """The share of particles crushed so far, of every mixture that was pressed.

    Its probability is that more than the marginal share are: what scatters is the pressure that is
    set, in doubt are its gauge and the crushing pressure on the card.
    """
    for told in layers:
        layer = stack.layer(told.name)
        if told.crushed_fraction is not None and layer.composite is not None:
            yield _judged(stack, layer, layer.composite, told.crushed_fraction)


def _judged(stack: Stack, layer: Layer, mix: Composite, share: float) -> Risk:
    doubt = _doubt(stack, mix.active, "crushing_pressure")
    law = {"Pc": mix.crushing_pressure, "m": mix.crushing_modulus}
    seen = float(crushing_pressure(min(share, 1 - 1e-12), **law))
    many = float(crushing_pressure(CRUSHED[0], **law))
    likely = (0.0, 0.0, 0.0)
    if seen > 0:
        likely = chance(
            log(many / seen),
            scatter=pressure_scatter(stack, seen, share=many / seen),
            doubt=hypot(pressure_doubt(stack, seen, share=many / seen), doubt),
        )
    return weigh(
        kind="crushing",
        where=layer.name,
        value=share,
        limit=CRUSHED[1],
        marginal=CRUSHED[0],
        chance=likely,
        reason=f"{share:.0%} of the active particles are crushed",
        cure="bond the cathode at a lower pressure, or take single-crystal particles",
    )


def giving_way(stack: Stack, trace: Trace) -> Iterator[Risk]:
    """Plates that yield and brittle layers that are crushed under the largest force of the step.

    Pressed from all sides nothing yields. What scatters is the pressure that is set, of brittle
    layers also their strength; in doubt are its gauge, the yield stress on the card (rods are often
    harder than its annealed metal), whether faces stick or slip, and compressive strength.
    """
    felt = max((float(max(course.felt)) for course in trace.courses), default=0.0)
    if felt <= 0 or stack.machine.isostatic:
        return
    walled = stack.die is not None and not (trace.begun or trace.state).ejected
    for layer in map(stack.layer, trace.step.layers):
        if layer.kind == "plate" and layer.yield_stress < inf:
            yield _yielding(stack, layer, trace.step.layers, felt, walled=walled)
        elif layer.brittle is not None and layer.powder is None:
            patch = min(_widths(stack, layer, trace.step.layers))
            over = felt * (stack.diameter / patch) ** 2
            yield from _compressed(stack, layer, layer.brittle, over, walled=walled)


def _yielding(
    stack: Stack, layer: Layer, present: Sequence[str], felt: float, *, walled: bool
) -> Risk:
    """A plate against spreading between its neighbours, or being dented by a narrower one."""
    limit, patch = layer.yield_stress, min(_widths(stack, layer, present))
    pressure = felt * (stack.diameter / patch) ** 2
    free = float(
        bearing_pressure(limit, diameter=layer.diameter, thickness=layer.thickness, pressed=patch)
    )
    wall = _wall(stack, layer) if walled else 0.0
    spread = _doubt(stack, layer.material, "yield_stress")
    doubt = hypot(spread, float(doubt_of(limit, max(free, limit)))) * free / (free + wall)
    told = f"{layer.material} yields at {show(limit, 'MPa', 2)}, a plate of these dimensions at "
    told += show(free + wall, "MPa", 2)
    if wall > 0:
        told += f", {show(wall, 'MPa', 2)} of it borne by the die"
    cure = "take a harder or thinner plate, one that fills its die, or press with less"
    return _pressed(stack, layer, (pressure, free + wall), (0.0, doubt), (told, cure))


def _widths(stack: Stack, layer: Layer, present: Sequence[str]) -> Iterator[float]:
    """Diameters (m) over which a plate is pressed: its own, and of what does not flow beside it."""
    yield layer.diameter
    for other in beside(stack, layer, present):
        if other is not None and other.metal is None:
            yield other.diameter


def _wall(stack: Stack, layer: Layer) -> float:
    """Pressure (Pa) with which the wall of the die holds a plate that yields and fills it."""
    die = stack.die
    if die is None or die.bore - layer.diameter > FITS * die.bore:
        return 0.0
    if die.by_rating:
        return PROVEN * die.rated_pressure
    return float(yield_pressure(die.yield_stress, die.bore / 2, die.outer / 2))


def _compressed(
    stack: Stack, layer: Layer, brittle: Brittle, pressure: float, *, walled: bool
) -> Iterator[Risk]:
    """A brittle layer under a pressure (Pa); a stiff wall that it reaches holds it."""
    times, doubt = COMPRESSED
    strength, known = times * brittle.strength, "assumed: ten times its strength in bending"
    if brittle.compressive:
        strength, known = brittle.compressive, "with free sides"
        doubt = _doubt(stack, layer.material, "compressive_strength")
    held, die = 0.0, stack.die
    if walled and die is not None and die.polymer is None:
        play = die.clearance + max(die.bore - layer.diameter, 0.0) / 2
        held = float(
            wall_share(pressure, play, radius=layer.diameter / 2, E=layer.modulus, nu=layer.poisson)
        )
    limit = float(crushed_at(strength, sideways=held))
    if limit == inf:
        return
    told = f"{layer.material} is crushed at {show(strength, 'MPa', 2)} ({known})"
    if held > 0:
        told += f", and the die holds it with {held:.0%} of the pressure"
    off = (1.28 / brittle.weibull_modulus, doubt)
    yield _pressed(
        stack, layer, (pressure, limit), off, (told, "press with less, or hold it from the sides")
    )


def _pressed(
    stack: Stack,
    layer: Layer,
    marks: tuple[float, float],
    off: tuple[float, float],
    said: tuple[str, str],
) -> Risk:
    """`marks`: pressure and limit (Pa); `off`: scatter and doubt of ln of the limit; `said`."""
    (pressure, limit), (told, cure) = marks, said
    share = limit / pressure
    return weigh(
        kind="crushing",
        where=layer.name,
        value=pressure,
        limit=limit,
        unit="Pa",
        chance=chance(
            log(share),
            scatter=hypot(pressure_scatter(stack, pressure, share=share), off[0]),
            doubt=hypot(pressure_doubt(stack, pressure, share=share), off[1]),
        ),
        reason=f"{show(pressure, 'MPa')} on {layer.name}: {told}",
        cure=cure,
    )


def _doubt(stack: Stack, material: str, name: str) -> float:
    """Standard deviation of the logarithm of a quantity of a material, by its card's spread."""
    for card, quantity in stack.used:
        if card == material and quantity.name == name:
            low, high = quantity.si_low, quantity.si_high
            return float(doubt_of(low, high)) if low and high else 0.0
    return 0.0
