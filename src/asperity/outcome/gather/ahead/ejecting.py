"""What leaving the die would do to a powder that was pressed to a planned pressure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from asperity.laws.strength.release import ejection_tension
from asperity.outcome.gather.breaking.risks import let_go
from asperity.outcome.gather.powder import capping_at
from asperity.outcome.risk import Risk
from asperity.process.layers.free import wall_grip
from asperity.stack import Stack


def planned_ejection(stack: Stack, present: Sequence[str], largest: float) -> Iterator[Risk]:
    """Capping of every powder ejected after the `largest` planned pressure (Pa).

    As if no wall carried any of the pressure, so that every slice has seen all of it.
    """
    if stack.machine.isostatic or stack.die is None or largest <= 0:
        return
    for layer in map(stack.layer, present):
        if layer.kind != "powder" or layer.powder is None or layer.brittle is None:
            continue
        stress = float(ejection_tension(float(wall_grip(layer, np.array([largest]))[0])))
        density = float(np.asarray(layer.powder.density_at(largest)))
        size = layer.powder.solid_thickness / density, layer.diameter
        yield let_go(layer, layer.brittle, stress, capping_at(layer.brittle, stress, size))
