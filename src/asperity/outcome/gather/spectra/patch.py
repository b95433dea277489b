"""What of a face is on its grid, what around and inside, at the end of a step.

    R = R_map/a + R_around,    r = (R_ct + R_film)/(χ i) + R_inside F_b

R_map     of the map, Ω m² of it, where its contacts have r per area: solved, not told here
a         share of the face that waves longer than those on the grid let touch
R_around  constriction of those, R_inside of the shorter ones, Ω m² of the face (the law's)
i         share of the map's contacts that shorter waves let touch; χ that which is clean
F_b       contact fraction of the longer waves and those on the grid
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.laws.current.circuit import CLOSEST, VACUUM
from asperity.laws.current.constriction import constriction
from asperity.outcome.gather.faces import clean_transfer
from asperity.outcome.gather.spectra.element import Medium
from asperity.outcome.gather.spectra.face import double_layer, open_gap
from asperity.process.course import Course
from asperity.process.faces.touch import interface
from asperity.process.state import Pair
from asperity.stack import Stack

Mask = NDArray[np.bool_]
Map = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Patch:
    """A face on its grid and what the mean field leaves to it.

    Attributes:
        contact: where it touches, (N, M); gap: where not, m; spacing: m
        around: share of the face that longer waves let touch
        around_gap: how far apart the rest is, harmonic mean, m; 0 where there is none
        around_resistance: constriction of the longer waves, Ω m² of the face
        clean: share of the map's contacts that shorter waves and films let conduct
        transfer: of the map's contacts, Ω m² of them; inside_resistance: constriction in them
        double_layer: of the map's contacts, F/m² of them
        thickness: of the electrolyte, m
        medium: what the current spreads in
    """

    contact: Mask
    gap: Map
    spacing: float
    around: float
    around_gap: float
    around_resistance: float
    clean: float
    transfer: float
    inside_resistance: float
    double_layer: float
    thickness: float
    medium: Medium

    @property
    def local(self) -> float:
        """Resistance of the map's contacts, Ω m² of them."""
        return self.transfer + self.inside_resistance

    @property
    def beside(self) -> float:
        """Capacitance of all gaps, F/m² of the face: they lie side by side."""
        inside = self.around * float(np.mean(np.where(self.contact, 0.0, 1 / self.gap)))
        outside = (1 - self.around) / self.around_gap if self.around < 1 else 0.0
        return VACUUM * (inside + outside)


def patch(stack: Stack, pair: Pair, course: Course, medium: Medium) -> Patch | None:
    """A face at the end of a course; None where no grid has seen it touch."""
    touch = course.touches[pair]
    view = touch.view
    if view is None or touch.variance is None or touch.fraction[-1, -1] <= 0:
        return None
    contact = view.last.gap <= 0
    if not contact.any():
        return None
    carrier = next(name for name in pair if stack.layer(name).electrolyte)
    thickness, fraction = course.layers[carrier][-1].thickness, touch.fraction[-1]
    bands = constriction(
        fraction,
        touch.wavenumber,
        touch.variance[-1],
        conductivity=np.float64(medium.conductivity),
        thickness=np.float64(thickness),
    )
    band, told = view.band, interface(stack, pair)
    around = float(fraction[band - 1]) if band else 1.0
    apart = 0.0 if touch.gaps is None else float(touch.gaps[-1, :band].sum())
    seen = around * float(contact.mean())  # of single precision, where it is not fraction[band]
    clean = (told.clean_fraction if told else 1.0) * float(fraction[-1]) / seen
    transfer = float(clean_transfer(stack, pair, course.sample[-1:])[0])
    film = told.film_resistance if told else 0.0
    return Patch(
        contact=contact,
        gap=np.where(contact, 1.0, np.maximum(view.last.gap, CLOSEST)).astype(np.float64),
        spacing=view.spacing,
        around=around,
        around_gap=open_gap(apart, around) if around < 1 else 0.0,
        around_resistance=float(bands[:band].sum()),
        clean=clean,
        transfer=(transfer + film) / clean,
        inside_resistance=float(bands[band + 1 :].sum()) * seen,
        double_layer=double_layer(stack, pair) * clean,
        thickness=thickness,
        medium=medium,
    )
