"""How many of the active particles a pressure crushes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot, log

from asperity.laws.chance import doubt_of
from asperity.laws.powder.crushing import crushing_pressure
from asperity.outcome.gather.hazards.setting import pressure_doubt, pressure_scatter
from asperity.outcome.risk import Risk, chance, weigh
from asperity.outcome.step import LayerOutcome
from asperity.stack import Composite, Layer, Stack

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
    law = {"Pc": mix.crushing_pressure, "m": mix.crushing_modulus}
    seen = float(crushing_pressure(min(share, 1 - 1e-12), **law))
    many = float(crushing_pressure(CRUSHED[0], **law))
    likely = (0.0, 0.0, 0.0)
    if seen > 0:
        likely = chance(
            log(many / seen),
            scatter=pressure_scatter(stack, seen),
            doubt=hypot(pressure_doubt(stack, seen), _doubt(stack, mix)),
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


def _doubt(stack: Stack, mix: Composite) -> float:
    """Standard deviation of the logarithm of the crushing pressure, by the spread of its card."""
    for _, quantity in stack.used:
        if quantity.name == "crushing_pressure" and quantity.si == mix.crushing_pressure:
            low, high = quantity.si_low, quantity.si_high
            return float(doubt_of(low, high)) if low and high else 0.0
    return 0.0
