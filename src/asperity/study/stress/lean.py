"""How far aside the load comes down between plates that lean, by the foils they squeeze."""

from __future__ import annotations

from asperity.laws.flow.wedge import centre_offset, film_share
from asperity.process.layers.even import face_friction, imposed
from asperity.process.march import Trace
from asperity.stack import Stack

TIGHT = 0.9
"""Half the tilt over the thickness of a foil, up to which the law of a wedge is asked."""


def load_offset(stack: Stack, trace: Trace) -> float:
    """Distance of the centre of pressure from the axis (m), the largest of any foil's.

    0 without a foil, on a ball seat, and from all sides: hard faces without metal between them
    touch at one edge first, which no even solution tells.
    """
    if stack.machine.isostatic or stack.machine.seated:
        return 0.0
    walled = stack.die is not None and not trace.state.ejected
    found = [0.0]
    for name in trace.step.layers:
        layer, now = stack.layer(name), trace.state.layers[name]
        if layer.metal is None:
            continue
        tilt, _ = imposed(stack, layer, now, trace.step.layers, walled=walled)
        n, wide = layer.metal.creep.exponent, now.diameter / 2
        friction = sum(face_friction(stack, layer, trace.step.layers)) / 2
        film = film_share(wide, now.thickness, n=n, friction=friction)
        relative = min(tilt / 2 / now.thickness, TIGHT)
        found.append(wide * float(centre_offset(relative, film, n)))
    return max(found)
