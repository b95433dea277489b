"""Runs this project's contact solver for the benchmark, as a user calls it."""

from importlib.metadata import version

import numpy as np
from scipy import fft
from serve import Solved, serve

from asperity.contact import elastic_contact

WARM = 64


class Asperity:
    def __init__(self) -> None:
        face = np.random.default_rng(0).standard_normal((WARM, WARM))
        elastic_contact(face / 100, spacing=1 / WARM, modulus=1.0, pressure=0.1)  # compiles

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
        )
        return Solved(found.pressure, found.iterations, getattr(found, "transforms", None))

    def history(self, pressure, watch):
        raise NotImplementedError("no look inside; the tolerance is found from whole solves")

    def transforms(self, pairs):
        for _ in range(pairs):
            fft.irfft2(fft.rfft2(self.heights), s=self.heights.shape)


if __name__ == "__main__":
    serve(Asperity())
