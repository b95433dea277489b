"""How long does the elastic solve of a stack of 20,000 degrees of freedom take?  At most 1 s.

    python benchmarks/how_fast_is_a_stack_solve.py [--data FILE] [--repeats N]

Rod, metal, ceramic, metal, rod, all tied, pressed between plates: from the description of the
stack to the largest tension in the ceramic, on one thread, imports left out. Beside it, in the same
run, the same layers by scikit-fem as its examples write it: `BilinearForm`, `asm`, `condense`,
`solve`, and no stress. Then a bowed pellet between plates, with seams that open, over twenty loads.
Counted is CPU time, the fastest of some; what the clock says is written too.
"""

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

os.environ.update({"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})

import numpy as np
from skfem import (
    Basis,
    BilinearForm,
    ElementQuad2,
    ElementVector,
    MeshQuad,
    asm,
    condense,
    solve,
)
from skfem.helpers import ddot, sym_grad, trace
from tools.machine import describe

from asperity import layered

HERE = Path(__file__).parent
DATA = HERE / "data" / "stack_solve.json"
LIMIT = 1.0
RADIUS, PRESSURE = 5e-3, 1e7
LAYERS = (
    (5e-3, 2e11, 0.3),
    (0.1e-3, 5e9, 0.41),
    (0.5e-3, 1e11, 0.25),
    (0.1e-3, 5e9, 0.41),
    (5e-3, 2e11, 0.3),
)
ACROSS, ALONG = 60, (12, 6, 8, 6, 12)
BOW = 10e-6
LEVELS = tuple(np.geomspace(0.01, 10, 20))


def ours() -> tuple[int, float, float]:
    """Unknowns, approach of the plates, largest tension of the ceramic."""
    slabs = tuple(layered.Slab(t, RADIUS, E, nu) for t, E, nu in LAYERS)
    stack = layered.Stack(slabs, top=layered.Plate(pressure=PRESSURE))
    model = layered.model(stack, layered.Mesh(ACROSS, ALONG))
    found = model.at(1.0)
    top = found.field(4, "top")
    return model.unknowns, float(top.moved[0, 1]), found.peak(2).stress


def peer(approach: float) -> tuple[int, float, float]:
    """The same by scikit-fem alone, at the approach of the plates: unknowns, force, pressure."""
    z, count = np.zeros(1), np.cumsum([0.0, *(t for t, _, _ in LAYERS)])
    for low, high, n in zip(count, count[1:], ALONG, strict=False):
        z = np.concatenate([z, np.linspace(low, high, n + 1)[1:]])
    mesh = MeshQuad.init_tensor(np.linspace(0, RADIUS, ACROSS + 1), z)
    basis = Basis(mesh, ElementVector(ElementQuad2()), intorder=5)
    which = np.searchsorted(count, mesh.p[1, mesh.t].mean(axis=0)) - 1
    E, nu = (np.array([layer[i] for layer in LAYERS])[which][:, None] for i in (1, 2))
    lame, shear = E * nu / ((1 + nu) * (1 - 2 * nu)), E / (2 * (1 + nu))

    @BilinearForm
    def stiffness(u, v, w):
        r = w.x[0]
        there, here = sym_grad(u), sym_grad(v)
        swell, swells = trace(there) + u[0] / r, trace(here) + v[0] / r
        energy = lame * swell * swells + 2 * shear * (ddot(there, here) + u[0] * v[0] / r**2)
        return 2 * np.pi * r * energy

    K = asm(stiffness, basis)
    u = np.zeros(K.shape[0])
    top = basis.get_dofs(lambda x: np.isclose(x[1], count[-1]))
    bottom = basis.get_dofs(lambda x: np.isclose(x[1], 0))
    axis = basis.get_dofs(lambda x: np.isclose(x[0], 0)).all("u^1")
    u[top.all("u^2")] = approach
    held = np.unique(np.concatenate([top.all(), bottom.all(), axis]))
    u = solve(*condense(K, x=u, D=held))
    force = -float((K @ u)[top.all("u^2")].sum())
    return len(u) - len(held), force, force / (np.pi * RADIUS**2)


def path() -> tuple[int, float, float]:
    """A bowed pellet over twenty loads: unknowns, share that touches, largest tension."""
    pellet = layered.Slab(0.5e-3, RADIUS, 1e11, 0.25)
    low = layered.Plate("free", gap=lambda r: BOW * (1 - (r / RADIUS) ** 2))
    high = layered.Plate("free", gap=lambda r: BOW * (r / RADIUS) ** 2, pressure=0.3e6)
    stack = layered.Stack((pellet,), bottom=low, top=high)
    model = layered.model(stack, layered.Mesh(75, 8))
    found, tensions = None, []
    for level in LEVELS:
        found = model.at(level, found)
        tensions.append(found.peak(0).stress)
    return model.unknowns, found.touch(1).share, tensions[-1]


def fastest(case: Callable[[], tuple[int, float, float]], repeats: int) -> dict[str, Any]:
    """CPU and wall time of the fastest run, and what came out."""
    times, found = [], (0, 0.0, 0.0)
    for _ in range(repeats):
        began, started = process_time(), perf_counter()
        found = case()
        times.append((process_time() - began, perf_counter() - started))
    cpu, wall = min(times)
    return {"unknowns": found[0], "cpu": cpu, "wall": wall, "found": found[1:]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="where the record is written")
    parser.add_argument("--repeats", type=int, default=5)
    told = parser.parse_args()
    print(describe())
    approach = ours()[1]
    rows = {
        "ours": fastest(ours, told.repeats),
        "scikit-fem": fastest(lambda: peer(approach), told.repeats),
        "path of 20 loads": fastest(path, told.repeats),
    }
    for name, row in rows.items():
        kept = "" if name == "scikit-fem" else ("ok" if row["cpu"] <= LIMIT else "NOT KEPT")
        print(f"{name:16} {row['unknowns']:6} unknowns; {row['cpu']:6.3f} s CPU, "
              f"{row['wall']:6.3f} s on the clock", kept, flush=True)  # fmt: skip
    off = rows["scikit-fem"]["found"][1] / PRESSURE - 1
    print(f"scikit-fem's plates are pressed by {off:+.2e} more at the same approach")
    record = {"machine": describe(), "cases": rows, "pressure_off": off}
    told.data.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
