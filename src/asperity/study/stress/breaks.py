"""How likely a solved layer breaks: the integrals of finite elements in the place of closed forms.

Strength, its scatter and the band are those of `outcome.gather.breaking.judge`; only the stress and
where it acts are other. Volume flaws take the integral over the inside, flaws of the face the one
over all faces, a flaw of known depth the largest tension anywhere.
"""

from __future__ import annotations

from asperity import layered
from asperity.layered.solution import FACES
from asperity.outcome.gather.breaking.hazard import stresses
from asperity.outcome.gather.breaking.judge import band_of, doubts_of
from asperity.outcome.gather.breaking.loads import Load
from asperity.outcome.risk import Chance
from asperity.stack import Brittle, Layer, Stack


def exposure(
    brittle: Brittle, solution: layered.Solution, slab: int, *, m: float, strength: float
) -> float:
    """S of P = 1 - exp(-S) at this Weibull modulus and characteristic strength (Pa)."""
    if brittle.tested_area > 0:
        faces = (solution.field(slab, where) for where in FACES)
        return sum(face.effective(m, strength) for face in faces) / brittle.tested_area
    return solution.field(slab).effective(m, strength) / brittle.tested_volume


def own_exposure(layer: Layer, solution: layered.Solution, slab: int) -> float:
    """What of a path is worst: S at the card's numbers, or the largest tension by a known flaw."""
    brittle = _brittle(layer)
    if brittle.flaw:
        return max(solution.peak(slab).stress, 0.0)
    m, strength = brittle.weibull_modulus, brittle.strength
    return exposure(brittle, solution, slab, m=m, strength=strength)


def chance(stack: Stack, load: Load, layer: Layer, solution: layered.Solution, slab: int) -> Chance:
    """Probability to break and its nine in ten band; what is in doubt, as of the closed forms."""
    brittle = _brittle(layer)
    return band_of(
        layer,
        doubts_of(stack, load, layer, stresses(load)),
        largest=solution.peak(slab).stress,
        at=lambda m, strength: exposure(brittle, solution, slab, m=m, strength=strength),
    )


def _brittle(layer: Layer) -> Brittle:
    assert layer.brittle is not None
    return layer.brittle
