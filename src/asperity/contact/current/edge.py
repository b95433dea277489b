"""What a grid adds to a resistance at the edges of contact, and takes off again.

    R = R_grid - Σ w i² Δ/(σ NM),    i  current over its mean

At the edge of a contact current rises as κ/√x, and a square's width Δ of it cannot be followed:
the grid's answer is that of an edge drawn back by cΔ. A spot of radius a has R = 1/(4σa), so an
edge drawn back by δ costs (π/σ) κ² δ per length, and that holds for every edge, since all are
straight seen from near. The squares along an edge carry Σ i² in proportion to κ² and length. So
one number w for each kind of square takes the error of first order off, whatever the map.

It is fitted on straight edges at fourteen angles, of which the exact answer is known
(`asperity.reference.strips`): there c is 0.115 along the grid and 0.02 to 0.09 oblique to it, where
steps reach out; what is left is below 0.023. For round spots, of the area of their squares, c falls
from 0.045 to 0.002. A map is taken for samples of a smooth outline; where the outline is made
of squares, oblique edges lose a little much.

Where current does not rise, Σ i² does not either, and what is taken off is of second order, as
under charge transfer. On a conductor of thickness L not much over Δ it rises less: w is multiplied
by 1/(1 + Δ/2L + Δ²/2L²), found on strips for L from a tenth of Δ on.
"""

from __future__ import annotations

from math import isinf

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
STRAIGHT, CORNER, NARROW = 0.078, 0.0245, 0.033
"""w of a square in a straight edge, with two neighbouring sides open, and with more."""
SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))


def edge_weights(contact: Mask) -> Array:
    """w of each square of a contact map (N, M), 0 away from edges, dimensionless."""
    open_sides = [_at(~contact, *side) for side in SIDES]
    count = np.sum(open_sides, axis=0)
    opposite = (open_sides[0] & open_sides[1]) | (open_sides[2] & open_sides[3])
    weights = np.zeros(contact.shape)
    weights[contact & (count == 2)] = CORNER
    weights[contact & ((count > 2) | opposite)] = NARROW
    for side, is_open in zip(SIDES, open_sides, strict=True):
        weights[contact & (count == 1) & is_open & _straight(contact, *side)] = STRAIGHT
    return weights


def edge_share(thickness: float) -> float:
    """How much current rises at an edge, over a thick conductor; thickness over spacing."""
    if isinf(thickness):
        return 1.0
    return thickness**2 / (thickness**2 + 0.5 * thickness + 0.5)


def _straight(contact: Mask, down: int, across: int) -> Mask:
    """Whether the edge on this side goes straight on for a square, and its corner is further."""
    flat = np.ones_like(contact)
    for way in (1, -1):
        i, j = way * across, way * down
        flat &= ~_at(contact, down + i, across + j) & _at(contact, 2 * i, 2 * j)
    return flat


def _at(mask: Mask, down: int, across: int) -> Mask:
    """The mask as seen `down` and `across` from each point, periodic."""
    return np.roll(mask, (-down, -across), axis=(0, 1))
