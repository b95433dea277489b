"""A presser that knows the answer in closed form: unit square, one round risk, one that ends it."""

import numpy as np

import asperity
from asperity.study.mapping.cells.fields import JUST_BELOW, Batch
from asperity.study.mapping.cells.lattice import Lattice
from asperity.study.mapping.lines import line_of
from asperity.study.mapping.making import assembled, made
from asperity.study.mapping.quantity import quantity_of
from asperity.study.mapping.record import DONE, NOT_CARRIED_OUT, REFUSED

ROUND, MELT = ("fracture", "pellet"), ("melting", "metal")
MIDDLE, RADIUS = (0.45, 0.4), 0.3


def shares(shape, places):
    """x and y of places in the unit square."""
    rows, columns = shape
    return places[:, 1] / max(columns - 1, 1), places[:, 0] / max(rows - 1, 1)


def quantity(x, y):
    return np.exp(1 + np.sin(3 * x) * y)


def risk(x, y):
    """Over its limit outside a circle, marginal from 0.8 of its radius on."""
    return np.hypot(x - MIDDLE[0], y - MIDDLE[1]) / RADIUS


class Fake:
    """Asked for places, it answers and remembers how many it was asked for."""

    def __init__(self, shape, *, risk=risk, quantity=quantity, melt=None, refused=None):
        self.shape, self.risk, self.quantity = shape, risk, quantity
        self.melt = melt or (lambda _, y: 0.5 * y)
        self.refused = refused or (lambda x, _: x < -1)
        self.asked = []

    def __call__(self, places):
        self.asked.append(places)
        x, y = shares(self.shape, places)
        melt, gone = self.melt(x, y), self.refused(x, y)
        status = np.where(melt >= 1, NOT_CARRIED_OUT, DONE)
        status = np.where(gone, REFUSED, status).astype(np.int8)

        def known(values):
            return np.where(gone, np.nan, values)

        risks = {ROUND: known(self.risk(x, y)), MELT: known(melt)}
        stop = np.where(melt >= 1, np.maximum(melt, 1), np.minimum(melt, JUST_BELOW))
        return Batch(
            status=status,
            reason=tuple("" if code == DONE else "told" for code in status),
            quantity=np.where(status == DONE, self.quantity(x, y), np.nan),
            used=risks,
            severity=risks,
            stop=known(stop),
        )

    @property
    def count(self):
        return sum(len(places) for places in self.asked)

    def every(self):
        """The truth over the whole lattice."""
        places = np.stack(np.divmod(np.arange(np.prod(self.shape)), self.shape[1]), axis=1)
        return Fake.__call__(self, places)


def made_map(points=40, **fake):
    """A map of the sodium example whose presses are faked; severities of a round window."""
    recipe = asperity.load_recipe("na-thermal-press")
    lines = (
        line_of(recipe, "steps.press.pressure=1 MPa..100 MPa", points, "x"),
        line_of(recipe, "steps.press.temperature=30..90 degC", points, "y"),
    )
    lattice = Lattice((points, points))
    refined = made(lattice, Fake(lattice.shape, **fake), every_point=False, most=None)
    quantity = quantity_of(recipe, "interface-resistance")
    return assembled(recipe, lines, quantity, lattice, refined)
