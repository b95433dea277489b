"""Runs tamaas (AGPL, in its own environment) for the benchmark.   [--mkl] [pressures|gaps|kato]

PolonskyKeerRey in pressures, its default and of its frictionless solvers the fastest here. With
`--mkl`, MKL is loaded first and for all: its functions of FFTW's names take the place of the FFTW
that the wheel brings along, which is built without vector instructions.
"""

import os
import sys
import tempfile
from contextlib import contextmanager, suppress
from importlib.metadata import version

WITH_MKL = "--mkl" in sys.argv
METHOD = next((word for word in sys.argv[1:] if word != "--mkl"), "pressures")
if WITH_MKL:
    import mkl

    mkl.set_num_threads(1)

import ctypes  # noqa: E402

import numpy as np  # noqa: E402
import tamaas  # noqa: E402
from serve import EnoughError, Solved, serve  # noqa: E402

FFTW_ESTIMATE = 1 << 6
MOST = 5000 if METHOD == "pressures" else 1000


@contextmanager
def overheard():
    """What is printed meanwhile, by C++ too, as a list of lines."""
    lines: list[str] = []
    with tempfile.TemporaryFile() as file:
        kept = os.dup(1), os.dup(2)
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
        try:
            yield lines
        finally:
            for stream, old in zip((1, 2), kept, strict=True):
                os.dup2(old, stream)
                os.close(old)
            file.seek(0)
            lines += file.read().decode().splitlines()


def steps(lines: list[str]) -> list[tuple[int, float]]:
    """Number, from 0, and criterion of the steps it printed."""
    words = [line.split() for line in lines]
    return [(int(row[0]), float(row[2])) for row in words if len(row) == 3 and row[0].isdigit()]


class Watched(tamaas.Functional):
    """A term of the energy that is zero: it only looks."""

    def __init__(self, watch) -> None:
        super().__init__()
        self.watch = watch

    def computeF(self, pressure, dual):  # noqa: N802
        self.watch(np.asarray(pressure if METHOD != "gaps" else dual))
        return 0.0

    def computeGradF(self, pressure, gradient):  # noqa: N802
        """Adds nothing."""


class Tamaas:
    def about(self):
        names = ["tamaas", "numpy", *(["mkl", "mkl-service"] if WITH_MKL else [])]
        return {"versions": {name: version(name) for name in names}, "solver": "PolonskyKeerRey"}

    def load(self, heights, _spacing):
        self.heights = heights
        self.model = tamaas.Model(tamaas.model_type.basic_2d, [1.0, 1.0], list(heights.shape))
        self.model.E, self.model.nu = 1.0, 0.0

    def solver(self, tolerance):
        self.model.traction[:] = 0.0  # else it starts from the last answer
        kind = tamaas.PolonskyKeerRey
        given = self.model, self.heights, tolerance
        if METHOD == "kato":
            solver = tamaas.KatoSaturated(*given, 1e300)
        else:
            primal = kind.gap if METHOD == "gaps" else kind.pressure
            solver = kind(*given, primal, kind.pressure)
        solver.max_iter = MOST
        return solver

    def solve(self, pressure, tolerance):
        solver = self.solver(tolerance)
        with overheard() as lines:
            solver.solve(pressure)
        iterations = steps(lines)[-1][0] + 1
        return Solved(np.asarray(self.model.traction), iterations, 4 * iterations + 2)

    def history(self, pressure, watch):
        solver = self.solver(1e-15)
        solver.dump_freq = 1
        watched = Watched(watch)
        solver.addFunctionalTerm(watched)
        with overheard() as lines, suppress(EnoughError):
            solver.solve(pressure)
        found = dict(steps(lines))
        return [found[step] for step in sorted(found)]

    def pair(self):
        plans = Plans(self.heights.shape)
        return lambda: (plans.forth(), plans.back())


class Plans:
    """A transform forth and one back by the very FFTW that tamaas calls."""

    def __init__(self, shape) -> None:
        rows, columns = shape
        path = None if WITH_MKL else tamaas._tamaas.__file__  # noqa: SLF001
        self.fftw = ctypes.CDLL(path)
        self.real = np.random.default_rng(0).standard_normal(shape)
        self.waves = np.zeros((rows, columns // 2 + 1), dtype=complex)
        self.forth = self.plan("r2c", self.real, self.waves)
        self.back = self.plan("c2r", self.waves, self.real)

    def plan(self, kind, given, wanted):
        """What `fftw_plan_many_dft_*` makes of one transform in the order of C."""
        make = getattr(self.fftw, f"fftw_plan_many_dft_{kind}")
        make.restype = ctypes.c_void_p
        lengths = (ctypes.c_int * 2)(*self.real.shape)
        here, there = (ctypes.c_void_p(field.ctypes.data) for field in (given, wanted))
        layout = None, ctypes.c_int(1), ctypes.c_int(0)
        flags = ctypes.c_uint(FFTW_ESTIMATE)
        plan = make(2, lengths, 1, here, *layout, there, *layout, flags)
        run = getattr(self.fftw, f"fftw_execute_dft_{kind}")
        return lambda: run(ctypes.c_void_p(plan), here, there)


if __name__ == "__main__":
    tamaas.initialize(1)
    tamaas.set_log_level(tamaas.LogLevel.info)
    serve(Tamaas())
