"""From stresses to a probability with its band.

What scatters from one disc to the next is strength itself: Weibull's law, or, where a flaw of known
depth decides, toughness by its card's spread. In doubt are the card's strength, the volume or area
it was tested with, Young's modulus and flatness of the plates (as far as they make the tension),
the friction of a metal that is squeezed out, and the Weibull modulus. Each is taken to the ends of
its spread with the others at the card's values; what they do to ln S (S of P = 1 - exp(-S)) adds as
squares. Flatness of the disc itself is what its maker measured, and not in doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, expm1, gamma, hypot, log, log1p

import numpy as np
from numpy.typing import NDArray

from asperity.laws.chance import NINE_OF_TEN, passing, passing_band
from asperity.laws.strength.ceramic.flaw import flaw_strength
from asperity.outcome.gather.breaking.hazard import Stresses, hazard, stresses
from asperity.outcome.gather.breaking.loads import Load
from asperity.outcome.risk import Chance
from asperity.outcome.risk import chance as passed
from asperity.stack import Brittle, Layer, Stack

Array = NDArray[np.float64]
_LEAST = 1e-300


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """Standard deviations of the logarithm: of the stress, by its sources' shares, and of S beside.

    Attributes:
        stress: of stress over strength
        size: of the volume or area behind the strength
    """

    stress: float
    size: float


def probability(load: Load, layer: Layer) -> Array:
    """That it breaks under each of the loads, 0 to 1."""
    if load.isostatic and load.thermal.tension <= 0:
        return np.zeros_like(np.asarray(load.bow + load.thickness, dtype=float))
    brittle = _brittle(layer)
    found = stresses(load)
    if brittle.flaw:
        return _by_flaw(found.largest, layer)
    likely = hazard(load, found, brittle, m=brittle.weibull_modulus, strength=brittle.strength)
    return np.asarray(-np.expm1(-likely))


def _brittle(layer: Layer) -> Brittle:
    assert layer.brittle is not None
    return layer.brittle


def bears(layer: Layer) -> float:
    """Strength in Pa: characteristic, or that of a flaw of known depth."""
    brittle = _brittle(layer)
    if not brittle.flaw:
        return brittle.strength
    return float(flaw_strength(layer.toughness or 0.0, brittle.flaw))


def _by_flaw(largest: Array, layer: Layer) -> Array:
    scatter = _brittle(layer).doubts.toughness
    strength = bears(layer)
    found = [
        passed(log(strength / one), scatter=scatter)[0] if one > 0 else 0.0
        for one in largest.ravel().tolist()
    ]
    return np.array(found).reshape(largest.shape)


def band(stack: Stack, load: Load, layer: Layer, found: Stresses) -> Chance:
    """Probability of one load and its nine in ten band."""
    brittle = _brittle(layer)
    return band_of(
        layer,
        doubts_of(stack, load, layer, found),
        largest=float(found.largest),
        at=lambda m, strength: float(hazard(load, found, brittle, m=m, strength=strength)),
    )


def band_of(
    layer: Layer, doubts: Doubts, *, largest: float, at: Callable[[float, float], float]
) -> Chance:
    """The same from the largest tension (Pa), and S at a Weibull modulus and strength (Pa)."""
    brittle = _brittle(layer)
    if brittle.flaw:
        if largest <= 0:
            return 0.0, 0.0, 0.0
        margin = log(bears(layer) / largest)
        return _at_cards(margin, scatter=brittle.doubts.toughness, doubt=doubts.stress)
    middle, ends = _at_moduli(brittle, at)
    if middle <= _LEAST:
        return 0.0, 0.0, 0.0
    turns = [log(max(end, _LEAST) / middle) for end in ends]
    known = NINE_OF_TEN * _spread(brittle, doubts)
    return banded(middle, down=hypot(known, min(0.0, *turns)), up=hypot(known, max(0.0, *turns)))


def doubted(likely: float, brittle: Brittle, doubts: Doubts) -> Chance:
    """A Weibull probability with the band of these doubts alone."""
    if not 0 < likely < 1:
        return (likely,) * 3
    far = NINE_OF_TEN * _spread(brittle, doubts)
    return banded(-log1p(-likely), down=far, up=far)


def _spread(brittle: Brittle, doubts: Doubts) -> float:
    """Standard deviation of ln S."""
    return hypot(brittle.weibull_modulus * doubts.stress, doubts.size)


def banded(exposure: float, *, down: float, up: float) -> Chance:
    """1 - exp(-S) of an exposure S, and the same where ln S is that much smaller and larger."""
    likely, low, high = (-expm1(-exposure * exp(min(far, 500.0))) for far in (0.0, -down, up))
    return likely, low, high


def _at_cards(margin: float, *, scatter: float, doubt: float) -> Chance:
    """Of a margin at the cards' values, and its band."""
    low, high = passing_band(margin, scatter=scatter, doubt=doubt)
    return float(passing(margin, scatter=scatter)), float(low), float(high)


def _at_moduli(
    brittle: Brittle, at: Callable[[float, float], float]
) -> tuple[float, tuple[float, ...]]:
    """S at the card's Weibull modulus and at the ends of its spread, the mean strength kept."""
    mean = brittle.strength * gamma(1 + 1 / brittle.weibull_modulus)
    ends = tuple(at(m, mean / gamma(1 + 1 / m)) for m in brittle.modulus_range if m > 0)
    middle = at(brittle.weibull_modulus, brittle.strength)
    return middle, ends or (middle,)


def doubts_of(stack: Stack, load: Load, layer: Layer, found: Stresses) -> Doubts:
    """What is not known of the stress over the strength, and of S beside."""
    brittle = _brittle(layer)
    total = max(float(found.largest), 1e-30)
    share = {name: min(float(one) / total, 1.0) for name, one in found.sources.items()}
    known = brittle.doubts
    elastic = share["bow"] + share["stretching"] + share["uneven thickness"]
    flat = share["bow"] * load.plates / max(float(load.bow), 1e-30)
    slip = max(layer.friction_doubt.values(), default=0.0) * share["metal squeezed out"]
    parts = (
        0.0 if brittle.flaw else known.strength,
        known.stiffness * min(elastic, 1.0),
        stack.machine.plate_doubt * min(flat, 1.0),
        slip,
    )
    return Doubts(stress=hypot(*parts), size=known.size)
