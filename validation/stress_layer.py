"""What a thin layer does to the contact stress, from finite elements of a power-law metal.

    python validation/stress_layer.py [--write]

Strips as in `stress_constant.py`, on a layer bonded below instead of a half-space. The stress is
that of the law (`laws/closure/stress.py`), with the linear approaches of the elements in the place
of S and S∞: what it misses is then the law's, not that of any spectrum. A film of a power-law metal
under strips of half-width a is a closed form: thickness h, free of friction above, bonded below, it
takes κ = [((2n+1)/n)^n/(n+2)]^(2/(n-1)) to dissipate as much in the linear metal.

--write puts the table where the documentation reads it, `data/stress-layer.csv`.
"""

import sys
from dataclasses import dataclass

import numpy as np
from creep_cell import Flow, flat_cell
from stress_constant import flows
from stress_rules import strip_compliance
from tables import DATA, column, show

from asperity.laws.closure.stress import contact_stress, film_depth, layer_stress

TABLE = "stress-layer"
FRACTIONS = (1 / 8, 1 / 4, 1 / 2, 3 / 4, 7 / 8)
DEPTHS = (1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32)  # in periods


@dataclass(frozen=True)
class OnLayer:
    """Strips on a layer: s = σ/p̄ and G of the linear metal, lengths in periods."""

    fraction: float
    depth: float
    exponent: float
    compliance: float
    stress: float

    @property
    def half_space(self) -> float:
        """σ/p̄ of the law on a half-space."""
        return float(contact_stress(1.0, self.fraction, self.exponent))

    @property
    def law(self) -> float:
        """σ/p̄ of the law on the layer."""
        return float(
            layer_stress(
                self.half_space,
                float(strip_compliance(self.fraction)),
                self.compliance,
                fraction=self.fraction,
                thickness=self.depth,
                exponent=self.exponent,
            )
        )

    @property
    def film(self) -> float:
        """σ/p̄ of a thin film."""
        depth = self.depth / film_depth(self.exponent)
        return float(np.sqrt(3 * self.compliance / (depth * self.fraction)))


def strips(f: float, depth: float, *, fine: float = 2.0) -> list[Flow]:
    """The flow at every exponent, n = 1 first."""
    return flows(
        flat_cell((f / 2,), width=0.5, axisymmetric=False, touches=True, fine=fine, layer=depth)
    )


def results(f: float, depth: float, *, fine: float = 2.0) -> list[OnLayer]:
    linear, *found = strips(f, depth, fine=fine)
    G = 0.5 / (3 * linear.power)
    rows = []
    for flow in found:
        p, n = flow.power / 0.5, flow.exponent
        rows.append(OnLayer(f, depth, n, G, float((1 / (3 * p * G)) ** (1 / (n - 1)) / p)))
    return rows


def everything() -> list[OnLayer]:
    return [row for f in FRACTIONS for depth in DEPTHS for row in results(f, depth)]


def read() -> list[OnLayer]:
    """The table as it is shipped."""
    names = ("contact_fraction", "depth", "exponent", "compliance", "stress_over_pressure")
    return [OnLayer(*row) for row in zip(*(column(TABLE, name) for name in names), strict=True)]


def errors(rows: list[OnLayer], what: str) -> tuple[float, float, float]:
    """Root mean square, least and largest of what the law says over the elements."""
    off = [np.log(getattr(row, what) / row.stress) for row in rows]
    return float(np.exp(np.sqrt(np.mean(np.square(off))))), *np.exp([min(off), max(off)]).tolist()


def mesh_error() -> float:
    """Change of the pressure at a given approach when the mesh is halved, the largest."""
    pairs = [
        (coarse.power, fine.power)
        for f, depth in ((1 / 4, 1 / 8), (3 / 4, 1 / 32))
        for coarse, fine in zip(strips(f, depth), strips(f, depth, fine=4.0), strict=True)
    ]
    return max(abs(a / b - 1) for a, b in pairs)


def write(rows: list[OnLayer], error: float) -> None:
    lines = [
        "# source: computed by validation/stress_layer.py; finite elements, pressure at a given"
    ]
    lines += [f" rate within {error:.1g} (mesh halved)\n"]
    lines += ["# strips on a layer bonded below; depth and compliance in periods\n"]
    lines += ["contact_fraction,depth,exponent,compliance,stress_over_pressure\n"]
    for row in rows:
        numbers = (row.fraction, row.depth, row.exponent, row.compliance, row.stress)
        lines.append(",".join(f"{x:.6g}" for x in numbers) + "\n")
    (DATA / f"{TABLE}.csv").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    error, rows = mesh_error(), everything()
    print(f"pressure at a given rate: change when the mesh is halved {error:.1g}")
    print("σ over the mean pressure; the law over the finite elements, with and without the layer")
    show(
        ("f", "depth", "n", "σ/p̄", "law", "half-space"),
        [
            (r.fraction, r.depth, r.exponent, r.stress, r.law / r.stress, r.half_space / r.stress)
            for r in rows
        ],
    )
    found = [(name, *errors(rows, what)) for name, what in (("law", "law"), ("none", "half_space"))]
    show(("layer", "rms factor", "least", "largest"), found)
    if "--write" in sys.argv:
        write(rows, error)


if __name__ == "__main__":
    main()
