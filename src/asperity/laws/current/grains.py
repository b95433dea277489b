"""Share of the grain contacts of a pressed powder that conduct, under the present pressure.

Two forms, one for powders of which much is known and one for those of which little is.

**opened_contact**: pressing makes the paths, letting go opens their contacts

    c(p, P) = P/(P + p0) · k(p/P),    k(x) = r + (1 - r) / [1 + b (1/x - 1)]

p, P  present and largest axial pressure, Pa; p <= P
p0    pressure at which contacts made on loading cost as much as the grains themselves, Pa
b     share of a path's resistance that sits in its contacts under the largest pressure
r     share of the paths that are bonded and do not open

On loading the true area of contact between yielding grains grows with the load, so a contact's
resistance falls as 1/P beside that of the grain (Bowden & Tabor 1950; Holm 1967): the first factor.
Letting go is elastic: a face flattened at P meets its counterpart as a conforming one, and such a
contact's state depends on p/P alone (Johnson, Contact Mechanics 1985, 6.4; Mikic 1971), its
conductance falling about as p/P (Barber 2003; Persson 2006): the second, grain and contact in
series. That cells pressed at 97 to 487 MPa fall on one curve of p/P is seen in the data
(10.1021/acsenergylett.1c01299, `validation/conductivity.py`), and r is not: nothing was measured
below p/P = 0.1 nor below 49 MPa. On its micro-crystalline powder r from 0 to 0.2 fits about as
well, and 0, where the fit ends, would say that a pellet without pressure insulates: shipped is 0.1,
assumed.

**formed_contact**: the older form, of two numbers

    c(p, P) = (1 - r)(1 - exp(-p/p0)) + r (1 - exp(-P/p0))

p0    pressure at which contacts have formed (63 %), Pa
r     share of the contacts that stay when the pressure is taken off

Its form is ours. It needs no largest pressure to be known (P = inf is allowed), and so serves cards
that state one pellet. For cells of 10.1021/acsenergylett.1c01299 it does worse than the other with
as many numbers: 10 against 7 % rms for the micro-crystalline powder, 6 against 5 % for the glass.
"""

from collections.abc import Callable

import numpy as np

from asperity.laws import Floats

Contact = Callable[[Floats, Floats], Floats]
"""Share of grain contacts that conduct at present and largest pressure (Pa), 0..1."""


def complete_contact(p: Floats, P: Floats) -> Floats:
    """Every contact conducts always, as in a sintered or molten body."""
    return np.ones(np.broadcast_shapes(np.shape(p), np.shape(P)))


def opened_contact(p: Floats, P: Floats, *, p0: Floats, b: Floats, r: Floats) -> Floats:
    """Share c(p, P) by making and opening, 0..1; pressures in Pa, b and r 0..1. At P = 0 none."""
    with np.errstate(divide="ignore"):
        made = 1.0 / (1.0 + p0 / np.asarray(P, dtype=float))
    return made * (r + (1.0 - r) * _unopened(p, P, b))


def _unopened(p: Floats, P: Floats, b: Floats) -> Floats:
    """x / (x + b (1 - x)) with x = p/P: 1 at full load, 0 without any (but 1 where b is 0)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        x = np.nan_to_num(np.minimum(p, P) / np.asarray(P, dtype=float), nan=0.0)
        return np.where(np.asarray(b) > 0.0, x / (x + b * (1.0 - x)), 1.0)


def formed_contact(p: Floats, P: Floats, *, p0: Floats, r: Floats) -> Floats:
    """Share c(p, P) by forming, 0..1; pressures in Pa. Complete where p0 is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        present = -np.expm1(-np.minimum(p, P) / np.asarray(p0, dtype=float))
        formed = -np.expm1(-np.asarray(P, dtype=float) / p0)
    return np.where(np.asarray(p0) > 0.0, (1.0 - r) * present + r * formed, 1.0)
