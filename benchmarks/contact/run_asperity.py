"""Runs this project's contact solver for the benchmark, as a user calls it.   [--two-threads]"""

import sys
from importlib.metadata import version

import numpy as np
from serve import Solved, serve

from asperity.contact import elastic_contact
from asperity.contact.elastic.crew import Crew
from asperity.contact.elastic.waves import Waves

WARM = 64
THREADS = 2 if "--two-threads" in sys.argv else 1


class Asperity:
    def __init__(self) -> None:
        face = np.random.default_rng(0).standard_normal((WARM, WARM))
        self.load(face / 100, 1 / WARM)
        self.solve(0.1, 1e-6)  # compiles

    def about(self):
        names = ("asperity", "numpy", "scipy", "numba")
        return {"versions": {name: version(name) for name in names}, "solver": "elastic_contact"}

    def load(self, heights, spacing):
        self.heights, self.spacing = heights, spacing

    def solve(self, pressure, tolerance):
        found = elastic_contact(
            self.heights,
            spacing=self.spacing,
            modulus=1.0,
            pressure=pressure,
            tolerance=tolerance,
            threads=THREADS,
        )
        return Solved(found.pressure, found.iterations, found.transforms)

    def history(self, pressure, watch):
        raise NotImplementedError("no look inside; the tolerance is found from whole solves")

    def pair(self):
        """In single precision, as nearly all of the solver's are."""
        shape, field = self.heights.shape, self.heights.astype(np.float32)
        waves = Waves(shape, shape, Crew(THREADS))
        return lambda: (waves.forward(field), waves.backward(field))


if __name__ == "__main__":
    serve(Asperity())
