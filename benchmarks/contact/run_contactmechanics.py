"""Runs ContactMechanics (MIT, in its own environment) for the benchmark.

Conjugate gradients with restarts from its companion NuMPI, in pressures, of what can be had with it
for a given load the fastest here (its own Polonsky-Keer and the one without restarts take longer).
"""

from contextlib import suppress
from importlib.metadata import version

import numpy as np
from ContactMechanics import PeriodicFFTElasticHalfSpace
from ContactMechanics.Systems import NonSmoothContactSystem
from NuMPI.Optimization.CCGWithRestart import constrained_conjugate_gradients_with_restart
from serve import EnoughError, Solved, serve
from SurfaceTopography import Topography

MOST = 5000


class ContactMechanics:
    def about(self):
        names = ("ContactMechanics", "NuMPI", "muGrid", "SurfaceTopography", "numpy")
        return {
            "versions": {name: version(name) for name in names},
            "solver": "dual_objective, NuMPI constrained_conjugate_gradients_with_restart",
        }

    def load(self, heights, _spacing):
        self.substrate = PeriodicFFTElasticHalfSpace(heights.shape, 1.0, (1.0, 1.0))
        topography = Topography(heights, (1.0, 1.0), periodic=True)
        self.system = NonSmoothContactSystem(self.substrate, topography)
        self.objective = self.system.dual_objective(0.0, gradient=True)
        self.shape = heights.shape
        self.area = 1.0 / heights.size

    def minimise(self, pressure, tolerance, callback=None):
        """Forces on the points; `tolerance` is of the gap, in m."""
        force = pressure * self.area
        return constrained_conjugate_gradients_with_restart(
            self.objective,
            self.system.dual_hessian_product,
            x0=np.full(self.shape, force),
            mean_val=force,
            gtol=tolerance,
            maxiter=MOST,
            callback=callback,
        )

    def solve(self, pressure, tolerance):
        found = self.minimise(pressure, tolerance)
        field = found.x.reshape(self.shape) / self.area
        return Solved(field, int(found.nit), 4 * int(found.nit))

    def history(self, pressure, watch):
        """Its criterion is of the iterate before: the gap there, where pressed or overlapping."""
        criteria = []
        before = np.full(self.shape, pressure * self.area).ravel()

        def look(x):
            nonlocal before
            gap = self.objective(before)[1]
            gap = gap - gap[before > 0].mean()
            criteria.append(float(np.where(before > 0, np.abs(gap), np.maximum(-gap, 0)).max()))
            before = x.copy()
            watch(x / self.area)

        with suppress(EnoughError):
            self.minimise(pressure, 1e-15, look)
        return criteria

    def transforms(self, pairs):
        engine, substrate = self.substrate.fftengine, self.substrate
        for _ in range(pairs):
            engine.fft(substrate.real_buffer, substrate.fourier_buffer)
            engine.ifft(substrate.fourier_buffer, substrate.real_buffer)


if __name__ == "__main__":
    serve(ContactMechanics())
