"""How even the face between two powders is: a fill levelled by hand, and what a punch makes of it.

    v  = max(0, u - (1 - D0/D1)/3)        w = v t        t_min = t - 3 w

u     unevenness of a loose fill: rms departure of its levelled top from flat over its height
v     the same of the face when the next powder is poured on it, its own fill having been pressed
      from D0 to D1 before (1 of its height: 0 where D1 = D0)
D0,D1 relative density of the loose fill, and that at which the next powder comes in
t     thickness of the lower layer now, m; w rms waviness of the face now, m
t_min where the layer is thinnest: 3 rms below its mean, m

What is poured on a fill fills it up; what is laid on it as a flat pellet levels it instead, so that
v counts by the share the upper layer's own face has left of its unevenness.

Kinematics, derived here: a flat punch that has gone down by three rms of the fill has met all of
its top (99.7 % of a Gaussian one), and the face is as flat as the punch. A face that is buried
uneven keeps its unevenness: every column of powder shrinks by its own share, so that w/t is that
of the loose fill. Powder that flows sideways in the die evens it out somewhat: an upper bound.
How uneven a hand-levelled fill is has not been published (5 % of its height is assumed on the
cards). Waviness of a separator focuses the current by t/t_min.
"""

import numpy as np

from asperity.laws import Floats

DEEPEST = 3.0
"""Depth of the thinnest place, in rms."""


def left_uneven(u: Floats, *, loose: Floats, pressed: Floats) -> Floats:
    """Unevenness of the top of a fill pressed by a flat punch; relative densities 0..1."""
    gone = 1.0 - np.minimum(np.asarray(loose, dtype=float) / pressed, 1.0)
    return np.maximum(u - gone / DEEPEST, 0.0)


def share_left(u: Floats, *, loose: Floats, pressed: Floats) -> Floats:
    """Share of its unevenness that the face of a fill has left, 1 loose and 0 flat."""
    left = np.asarray(left_uneven(u, loose=loose, pressed=pressed), dtype=float)
    untouched = np.asarray(pressed) <= loose
    return np.where(untouched, 1.0, np.divide(left, u, out=np.zeros_like(left), where=left > 0))


def thinnest(thickness: Floats, waviness: Floats) -> Floats:
    """Smallest thickness (m) of a layer of mean `thickness` whose face has the rms `waviness`."""
    return np.maximum(thickness - DEEPEST * np.asarray(waviness, dtype=float), 0.0)
