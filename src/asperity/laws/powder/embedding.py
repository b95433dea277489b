"""Two powders pressed together: what the face remembers, and hard particles that sink into it.

    w = 1 - x1/x(P)                           for P > P1, else 0; 1 for a fill never pressed before
    f = wa wb min(xa, xb) + (1 - wa wb) max(xa Xb, Xa xb),      X = max(x(P), x1)

P, P1  largest pressure the two have touched under, and that either had carried before, Pa
x(P)   section share of a powder at P (`bonding`); x1 what it had at P1 before they met
w      share of a face that gives way in this contact: what yields beyond its memory
f      contact of soft grains on soft grains

Two fills that meet loose deform as one: a cut through them is a cut through one compact, and the
less dense one decides (w = 1). A face that a punch has pressed is flat where the punch lay on it,
a share x1, and has pores between: the newcomer's contacts lie on it as they happen to, so that the
shares multiply (w = 0). Between the two, w is what P adds beyond the memory. Exact where nothing is
pressed and where all is dense; between, an argument and no measurement.

    s = [P - (1 - φ) p]/(φ H),   p = P (1 - φ)^k,   H = (1 + 2 x1) P1,      P not above P1
    4 (δ/d)(1 - δ/d) = s    on a flat face;      δ = d/2, s = 1    in one that gives way

φ, d   hard particles in the solids, by volume (so by area in a cut), and their diameter, m
p, k   pressure that reaches the powder between hard particles (`inclusions`); they carry the rest
H      indentation pressure of a face whose memory is P1, Pa
δ, s   depth to which a particle has sunk in, m; its print over its own section

H: a plug of powder under a particle gets denser only above what it remembers, and a body which
yields by getting denser has no bulge to push against: foams bear hardly more under an indenter
than in plain compression. A dense body bears three times its flow stress (Tabor 1951). Computed
for plastically compressible solids by Needleman, Tvergaard & Van der Giessen 2015
(10.1007/s10409-015-0467-9). The way from 1 to 3 with x is assumed. Two loose fills nest half a
particle deep when poured, before any pressure: what then grows with pressure is the contact.
"""

import numpy as np

from asperity.laws import Floats
from asperity.laws.powder.inclusions import shielded_pressure


def given_way(before: Floats, now: Floats) -> Floats:
    """Share w of a face that yields in this contact, from section shares then and now."""
    old, new = np.broadcast_arrays(np.asarray(before, dtype=float), np.asarray(now, dtype=float))
    kept = np.divide(old, new, out=np.ones(old.shape), where=new > old)
    return np.where(old > 0, 1.0 - kept, 1.0)


def soft_contact(a: Floats, b: Floats, *, before: tuple[Floats, Floats] = (0.0, 0.0)) -> Floats:
    """Contact of two powders of section shares `a` and `b` at the pressure they touched under.

    `before` are the section shares they had before they first touched.
    """
    joint = given_way(before[0], a) * given_way(before[1], b)
    apart = np.maximum(a * np.maximum(b, before[1]), np.maximum(a, before[0]) * b)
    return np.asarray(joint * np.minimum(a, b) + (1.0 - joint) * apart)


def hard_pressure(pressure: Floats, hard: Floats) -> Floats:
    """Pressure (Pa) on the section of hard particles of share `hard`: what the soft leaves them."""
    return (pressure - (1.0 - hard) * shielded_pressure(pressure, hard)) / hard


def indentation_pressure(memory: Floats, share: Floats) -> Floats:
    """Pressure (Pa) under which a face yields that remembers `memory` (Pa) at a section share."""
    return (1.0 + 2.0 * np.asarray(share, dtype=float)) * memory


def print_share(pressure: Floats, memory: Floats, *, hard: Floats, before: Floats) -> Floats:
    """Print of a hard particle on a flat face over the particle's own section, 0..1.

    Pressures in Pa; `before` is the section share of the face at its memory.
    """
    below = np.minimum(pressure, memory)
    bears = np.asarray(indentation_pressure(memory, before), dtype=float)
    pressed = np.asarray(hard_pressure(below, hard))
    sunk = np.divide(pressed, bears, out=np.ones_like(pressed + bears), where=bears > 0)
    return np.asarray(np.minimum(sunk, 1.0))


def sunk_depth(share: Floats) -> Floats:
    """Depth over diameter of a sphere whose print has this share of its section: 0 to 1/2."""
    return np.asarray((1.0 - np.sqrt(1.0 - np.asarray(share, dtype=float))) / 2.0)
