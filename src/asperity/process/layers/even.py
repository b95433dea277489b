"""How even a foil comes out: tilt and bow of what presses it, as far as it has taken them on."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot, pi

from asperity.laws.flow.squeeze import mean_friction
from asperity.laws.flow.wedge import extremes, seated_tilt
from asperity.laws.strength.bending import flattening_pressure
from asperity.process.state import LayerState
from asperity.stack import Layer, Stack

STICKING = 1.0
"""Friction factor against a face whose card gives none: it sticks."""
THIN = 0.4
"""Thickness over radius up to which a disc bends as a plate does."""


def face_friction(stack: Stack, layer: Layer, present: Sequence[str]) -> tuple[float, float]:
    """Friction factor of the metal on what lies below and above; punches are of steel."""
    carrier = layer.metal.carrier if layer.metal is not None else layer.material
    punch = stack.machine.friction
    below, above = beside(stack, layer, present)
    faces = (punch if one is None else one.friction for one in (below, above))
    first, second = (face.get(carrier, STICKING) for face in faces)
    return first, second


def beside(stack: Stack, layer: Layer, present: Sequence[str]) -> tuple[Layer | None, Layer | None]:
    """What lies below and above a layer; None where it lies on the press itself."""
    index = present.index(layer.name)
    below = stack.layer(present[index - 1]) if index > 0 else None
    above = stack.layer(present[index + 1]) if index + 1 < len(present) else None
    return below, above


def slope(stack: Stack, present: Sequence[str], *, walled: bool) -> float:
    """Angle between the faces of each foil (rad) while its plates keep theirs.

    The foils of a stack share the angle of the press.
    """
    foils = sum(stack.layer(name).metal is not None for name in present)
    return leaning(stack, walled=walled) / max(foils, 1)


def leaning(stack: Stack, *, walled: bool) -> float:
    """Angle between what presses from below and from above, rad.

    A die guides its punches: they cannot lean by more than twice the clearance over the guided
    length.
    """
    angle = stack.machine.plate_slope
    if walled and stack.die is not None:
        angle = min(angle, stack.die.leaning)
    return angle


def spread(
    stack: Stack, layer: Layer, state: LayerState, present: Sequence[str], *, walled: bool
) -> tuple[float, float]:
    """Tilt over the foil's diameter and bow of its faces against each other (m, both ≥ 0).

    A foil takes on no more than it was pressed thinner on the thick side; in a die, where it cannot
    thin, no more than a free piece of it would have been strained; and never more than leaves it
    something everywhere, since metal is neither made nor lost by being uneven.
    """
    tilt, bow = imposed(stack, layer, state, present, walled=walled)
    lost = state.extruded / (pi / 4 * state.diameter**2) if walled else 0.0
    room = layer.thickness - state.thickness - lost
    if walled:
        room = max(room, state.thickness * min(state.worked, 1.0))
    room = min(max(room, 0.0), state.thickness)
    taken = min(1.0, 2 * room / max(tilt + bow, 1e-30))
    return tilt * taken, bow * taken


def ends(mean: float, tilt: float, bow: float) -> tuple[float, float]:
    """Thickness (m) where a foil is thinnest, 0 where its faces touch, and where it is thickest."""
    lowest, highest = (float(one) for one in extremes(mean, tilt, bow))
    return (lowest if lowest > 1e-9 * mean else 0.0), highest


def imposed(
    stack: Stack, layer: Layer, state: LayerState, present: Sequence[str], *, walled: bool
) -> tuple[float, float]:
    """Tilt and bow (m) of what presses a foil, whether or not it has taken them on."""
    if layer.metal is None or stack.machine.isostatic:
        return 0.0, 0.0
    tilt = slope(stack, present, walled=walled) * state.diameter
    if stack.machine.seated and not walled:
        friction = mean_friction(*face_friction(stack, layer, present))
        tilt = float(
            seated_tilt(
                tilt,
                state.thickness,
                max(layer.thickness, state.thickness),
                radius=state.diameter / 2,
                n=layer.metal.creep.exponent,
                friction=friction,
            )
        )
    return tilt, _bow(stack, layer, state, present)


def _bow(stack: Stack, layer: Layer, state: LayerState, present: Sequence[str]) -> float:
    """Of both faces, centre against rim over the foil's diameter (m); they may add or not."""
    bows = []
    for one in beside(stack, layer, present):
        width = stack.diameter if one is None else one.diameter
        if one is None:
            bow = stack.machine.plate_bow
        else:
            bow = one.bow * _kept(stack, one, layer, present, state.squeezed_by)
        bows.append(bow * min(1.0, state.diameter / width) ** 2)
    return hypot(*bows)


def _kept(
    stack: Stack, disc: Layer, layer: Layer, present: Sequence[str], pressure: float
) -> float:
    """Share of its bow that a disc beside a foil keeps under a nominal pressure (Pa).

    A thin elastic disc that lies on something stiff is pressed flat against it through the foil;
    between two foils nothing presses it flat.
    """
    others = [one for one in beside(stack, disc, present) if one is None or one.name != layer.name]
    rests = any(one is None or one.metal is None for one in others)
    radius = disc.diameter / 2
    if disc.bow <= 0 or disc.powder is not None or disc.thickness > THIN * radius or not rests:
        return 1.0
    flat = flattening_pressure(disc.bow, radius, disc.thickness, E=disc.modulus, nu=disc.poisson)
    return max(0.0, 1.0 - pressure * stack.area / disc.area / float(flat))
