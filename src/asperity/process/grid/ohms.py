"""What the band on the grid constricts: solved on its map at the end, the law's course before.

Bands add, and what a band adds is told as the map's own over the share of the face around it
(`asperity.laws.current.constriction`). So the law's is multiplied by what makes it the map's at the
end of a stretch, for a thick conductor; conductivity drops out, thickness is left to the law.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from asperity.contact import constriction as on_contact
from asperity.laws.current.constriction import constriction
from asperity.process.faces.face import Touch

SOLVED = 1e-3
"""Error of the current map: that of the resistance is about its square."""


def on_map(touch: Touch, *, threads: int) -> Touch:
    """The touch of a face on a grid, with `seen` from the map at its end."""
    view = touch.view
    assert view is not None
    assert touch.variance is not None
    found = on_contact(
        view.last.gap <= 0,
        spacing=view.spacing,
        conductivity=1.0,
        tolerance=SOLVED,
        threads=threads,
    ).resistance
    around = touch.fraction[-1, view.band - 1] if view.band else 1.0
    law = constriction(
        touch.fraction[-1],
        touch.wavenumber,
        touch.variance[-1],
        conductivity=1.0,
        thickness=np.inf,
    )
    seen = np.ones_like(law)
    if 0 < found < np.inf and law[view.band] > 0:
        seen[view.band] = found / around / law[view.band]
    return replace(touch, seen=seen)
