"""Runs ContactMechanics (MIT, in its own environment) for the benchmark.   [restarts|none|own]

For a given load it offers conjugate gradients with restarts and without, both of its companion
NuMPI and in pressures, and its own of Polonsky and Keer. The fastest is taken: the one with
restarts on small grids and at light contact, else the one without, whose steps are fewer and dearer
(`--trial` measures all three).
"""

import sys
from contextlib import suppress
from importlib.metadata import version

import numpy as np
from ContactMechanics import PeriodicFFTElasticHalfSpace
from ContactMechanics.Optimization import constrained_conjugate_gradients as polonsky_keer
from ContactMechanics.Systems import NonSmoothContactSystem
from NuMPI.Optimization import (
    constrained_conjugate_gradients,
    constrained_conjugate_gradients_with_restart,
)
from serve import EnoughError, Solved, serve
from SurfaceTopography import Topography

MOST = 5000
SMALL, LIGHT = 256, 0.03
"""Points a side up to which, and mean pressure (Pa) below which, restarts are faster."""


class ContactMechanics:
    def about(self):
        names = ("ContactMechanics", "NuMPI", "muGrid", "SurfaceTopography", "numpy")
        return {
            "versions": {name: version(name) for name in names},
            "solver": "dual_objective, NuMPI constrained_conjugate_gradients (with_restart)",
        }

    def load(self, heights, _spacing):
        self.substrate = PeriodicFFTElasticHalfSpace(heights.shape, 1.0, (1.0, 1.0))
        self.topography = Topography(heights, (1.0, 1.0), periodic=True)
        self.system = NonSmoothContactSystem(self.substrate, self.topography)
        self.objective = self.system.dual_objective(0.0, gradient=True)
        self.shape = heights.shape
        self.area = 1.0 / heights.size

    def method(self, pressure):
        """As told, or the fastest."""
        if len(sys.argv) > 1:
            return sys.argv[1]
        return "restarts" if self.shape[0] <= SMALL or pressure < LIGHT else "none"

    def minimise(self, pressure, tolerance, callback=None):
        """Forces on the points; `tolerance` is of the gap, in m."""
        force = pressure * self.area
        restarts = self.method(pressure) == "restarts"
        without, with_them = (
            constrained_conjugate_gradients,
            constrained_conjugate_gradients_with_restart,
        )
        return (with_them if restarts else without)(
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
        first = 0 if self.method(pressure) == "restarts" else 2
        return Solved(field, int(found.nit), 4 * int(found.nit) + first)

    def history(self, pressure, watch):
        criteria = []
        with suppress(EnoughError):
            if self.method(pressure) == "own":
                self.own(pressure, watch)
            elif self.method(pressure) == "none":
                self.minimise(pressure, 1e-15, self.without(criteria, watch))
            else:
                self.minimise(pressure, 1e-15, self.with_restarts(pressure, criteria, watch))
        return criteria

    def with_restarts(self, pressure, criteria, watch):
        """Its criterion is of the iterate before: the gap there, where pressed or overlapping."""
        before = np.full(self.shape, pressure * self.area).ravel()

        def look(x):
            gap = self.objective(before)[1]
            gap = gap - gap[before > 0].mean()
            criteria.append(float(np.where(before > 0, np.abs(gap), np.maximum(-gap, 0)).max()))
            before[:] = x
            watch(x / self.area)

        return look

    def without(self, criteria, watch):
        """Its criterion: the gap where pressed or overlapping, twice made to have no mean."""

        def look(x):
            gap = self.objective(x)[1]
            gap = gap - gap[x > 0].mean()
            gap[(x <= 0) & (gap >= 0)] = 0.0
            gap -= gap[gap != 0].mean()
            criteria.append(float(np.abs(gap).max()))
            watch(x / self.area)

        return look

    def own(self, pressure, watch):
        """Polonsky and Keer's, which has several criteria: only looked at."""
        polonsky_keer(
            self.substrate,
            self.topography,
            external_force=pressure,
            pentol=1e-15,
            thermotol=1e-15,
            maxiter=MOST,
            callback=lambda _step, force, _told: watch(-force / self.area),
        )

    def pair(self):
        engine = self.substrate.fftengine
        fields = self.substrate.real_buffer, self.substrate.fourier_buffer
        return lambda: (engine.fft(*fields), engine.ifft(*fields[::-1]))


if __name__ == "__main__":
    serve(ContactMechanics())
