"""The risk that a brittle layer breaks: pressed, pushed out of its die, or with free sides.

Probabilities are Weibull's, so what scatters from piece to piece is strength; their bands are by
what is in doubt of strength, tested size, modulus, flatness of plates and friction (`judge`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from asperity.laws.powder.bonding import section_share
from asperity.laws.strength.unconfined import spreading_pressure
from asperity.laws.strength.weibull import failure_probability
from asperity.outcome.gather.breaking.judge import Doubts, doubted
from asperity.outcome.gather.powder import capping, tension
from asperity.outcome.risk import Chance, Risk, in_words, weigh
from asperity.outcome.step import LayerOutcome
from asperity.outcome.survival import Survival
from asperity.process.march import Trace
from asperity.process.state import LayerState
from asperity.stack import Brittle, Layer, Stack
from asperity.units import show

FAILURE = (0.01, 0.1)
"""Failure probability from which on a pellet is marginal, and bad."""
_SPREADS = 0.3
"""Standard deviation of the logarithm of what a disc bears before it spreads: its yield stress is
taken from a compaction law, and friction on the punches lies between sticking and slipping."""
_THICKEST = 0.5
"""Thickness over radius up to which a disc bends as a plate."""
_WHY = MappingProxyType(
    {
        "bow": "pressing out its bow",
        "stretching": "a rim too short to lie flat",
        "uneven thickness": "its uneven thickness",
        "pressed unevenly": "pressure that ends short of its rim",
        "edge of a punch": "the edge of a narrower punch",
        "unlike areas": "unlike pressed areas on its faces",
        "metal squeezed out": "metal that is squeezed out",
        "unlike expansion": "unlike thermal expansion",
    }
)
"""What makes each of the tensions of a survival."""


def fracture(
    stack: Stack, trace: Trace, layers: Sequence[LayerOutcome], highest: float
) -> Iterator[Risk]:
    """The failure probability of every brittle layer under the step's highest pressure (Pa)."""
    told = {layer.name: layer.survival for layer in layers}
    for layer in map(stack.layer, trace.step.layers):
        if layer.brittle is None:
            continue
        if layer.kind == "powder" and not stack.machine.isostatic:
            yield from _of_powder(stack, trace, layer, highest)
        found = told.get(layer.name)
        if found is not None and found.stresses_pa:
            yield of_survival(layer, found)
        elif found is not None and found.isostatic and highest > 0:
            yield _all_round(layer)


def _all_round(layer: Layer) -> Risk:
    """A disc under the same pressure everywhere: nothing scatters and nothing is in doubt."""
    return broken(
        layer.name,
        (0.0, 0.0, 0.0),
        f"the {layer.material} is pressed from all sides: nothing bends it and nothing pulls at it",
        "none is needed",
    )


def of_survival(layer: Layer, found: Survival) -> Risk:
    """The risk of a layer whose survival is known: by what it breaks, and what helps."""
    weak = "; the Weibull modulus is assumed" if "weibull_modulus" in found.assumed else ""
    by = {
        "face": "in the middle of its face",
        "edge": "at the edge of the punch",
        "rim": "towards its rim",
        "nowhere": "",
    }[found.where]
    what = "its flaw bears" if found.decides == "flaw" else "strength"
    advice = "; or ".join(f"{one.change} ({in_words(one.probability)})" for one in found.advice[:3])
    return broken(
        layer.name,
        (found.probability, found.probability_low, found.probability_high),
        f"{_why(found.stresses_pa)} pulls at the {layer.material} with up to "
        f"{show(found.largest_stress_pa, 'MPa')} {by} ({what} {show(found.strength_pa, 'MPa')}): "
        f"it breaks with {in_words(found.probability)} probability{_outside(layer)}{weak}",
        _how(advice or "lap the pellet and the punches flatter, or press isostatically"),
    )


def _why(stresses: Mapping[str, float]) -> str:
    """What makes the largest of the tensions."""
    return _WHY[max(stresses, key=lambda name: stresses[name])]


def _how(advice: str) -> str:
    """Advice, with how a recipe says what it advises."""
    if "isostatically" not in advice:
        return advice
    return (
        f'{advice}; isostatically is machine = "cold-isostatic" in [press], no `die`, no `action`'
    )


def _of_powder(stack: Stack, trace: Trace, layer: Layer, highest: float) -> Iterator[Risk]:
    """Pushed out of its die, or pressed out of it with nothing at its sides."""
    now, brittle = trace.state.layers[layer.name], layer.brittle
    assert brittle is not None
    if trace.step.kind == "eject":
        yield _let_go(layer, brittle, now)
    elif trace.state.ejected and highest > 0:
        yield _spread(stack, layer, brittle, (now, highest))


def _let_go(layer: Layer, brittle: Brittle, now: LayerState) -> Risk:
    """Capping and lamination: the rim is free while the rest is still gripped.

    Strength scatters by Weibull's law; in doubt are the card's strength and its tested volume.
    """
    known = now.cells is not None
    stress = tension(layer, now) if known else 0.0
    return let_go(layer, brittle, stress, capping(layer, brittle, now) if known else 0.0)


def let_go(layer: Layer, brittle: Brittle, stress: float, chance: float) -> Risk:
    """The same of a known tension at the rim (Pa) and probability to fail under it."""
    return broken(
        layer.name,
        doubted(chance, brittle, Doubts(stress=brittle.doubts.strength, size=brittle.doubts.size)),
        f"the wall still grips the {layer.material} and pulls its rim by {show(stress, 'MPa')} on "
        f"ejection (strength {show(brittle.strength, 'MPa')}): it caps or laminates with "
        f"{in_words(chance)} probability",
        "press with less pressure, lubricate the die, or eject under a light punch load",
    )


def _spread(
    stack: Stack, layer: Layer, brittle: Brittle, pressed: tuple[LayerState, float]
) -> Risk:
    """A pellet out of its die under the press: nothing holds its sides.

    What it bears scatters as strengths of the same powder do; in doubt is its yield stress.
    """
    now, highest = pressed
    stress = highest * (stack.diameter / layer.diameter) ** 2
    assert layer.powder is not None
    bears = float(
        spreading_pressure(
            layer.powder.yield_stress * section_share(now.relative_density),
            diameter=now.diameter,
            thickness=now.thickness,
        )
    )
    chance = float(failure_probability(stress, strength=max(bears, 1.0), m=brittle.weibull_modulus))
    return broken(
        f"{layer.name} spreading",
        doubted(chance, brittle, Doubts(stress=_SPREADS, size=0.0)),
        f"out of its die the {layer.material} bears about {show(bears, 'MPa')} between the punches "
        f"before it spreads: under {show(stress, 'MPa')} it breaks with {in_words(chance)} "
        "probability",
        _how("press it while it is in its die, or isostatically"),
    )


def broken(where: str, chance: Chance, reason: str, cure: str) -> Risk:
    """A risk of fracture; its value is the probability itself."""
    return weigh(
        kind="fracture",
        where=where,
        value=chance[0],
        limit=FAILURE[1],
        marginal=FAILURE[0],
        chance=chance,
        reason=reason,
        cure=cure,
    )


def _outside(layer: Layer) -> str:
    """A word where plate theory ends: a block, or bowed by more than its thickness."""
    if layer.thickness > _THICKEST * layer.diameter / 2:
        return (
            " (thicker than half its radius: a fit to finite elements, up to a fifth too severe in "
            "stress; `asperity stress` solves the disc itself)"
        )
    if layer.bow > layer.thickness:
        return " (bowed by more than its thickness: not a plate any more; see `asperity stress`)"
    return ""
