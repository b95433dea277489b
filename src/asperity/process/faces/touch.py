"""How two neighbours touch: a metal that flows onto a rough face, or powders that bond."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from asperity.laws.flow.creep import Creep
from asperity.laws.flow.size import SizeEffect
from asperity.process.faces.face import Face
from asperity.process.state import Pair
from asperity.stack import Interface, Layer, Stack

_RIGID = Creep(
    prefactor=0.0,
    exponent=1.0,
    activation_energy=0.0,
    activation_volume=0.0,
    reference_temperature=298.15,
)
_BULK = SizeEffect(length=0.0, reference_temperature=298.15, softening=1.0, melting_temperature=1e4)


def neighbours(present: Sequence[str]) -> tuple[Pair, ...]:
    """Pairs of layers that touch, bottom to top."""
    return tuple(pairwise(present))


def interface(stack: Stack, pair: Pair) -> Interface | None:
    """What the recipe says of this pair's faces, if anything."""
    return next((face for face in stack.interfaces if face.pair == pair), None)


def bonding(stack: Stack, pair: Pair) -> tuple[Layer, ...]:
    """The layers of a pair that compact, where no metal flows between them; else none."""
    layers = [stack.layer(name) for name in pair]
    if any(layer.metal is not None for layer in layers):
        return ()
    soft = tuple(layer for layer in layers if layer.powder is not None)
    if len(soft) == 2 or (soft and interface(stack, pair) is not None):
        return soft
    return ()


def face_of(stack: Stack, pair: Pair) -> Face | None:
    """The rough face of a pair, if the recipe describes one and no powder bonds there."""
    told = interface(stack, pair)
    if told is None or bonding(stack, pair):
        return None
    layers = [stack.layer(name) for name in pair]
    soft = next((layer for layer in layers if layer.metal is not None), layers[0])
    hard = layers[1] if soft is layers[0] else layers[0]
    return Face(
        spectrum=told.spectrum,
        creep=soft.metal.creep if soft.metal else _RIGID,
        size=soft.metal.size if soft.metal else _BULK,
        modulus=soft.modulus,
        poisson=soft.poisson,
        other=hard.compliance,
        atmosphere=stack.atmosphere if told.gas else 0.0,
        adhesion=soft.metal.adhesion if soft.metal else 0.0,
        weld_energy=soft.metal.weld_energy if soft.metal else 0.0,
        relief=told.relief,
    )


def flowing(stack: Stack, pair: Pair) -> str:
    """Name of the layer of a rough pair that gives way: the metal, or else the lower one."""
    metals = [name for name in pair if stack.layer(name).metal is not None]
    return metals[0] if metals else pair[0]
