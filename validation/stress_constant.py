"""The constant of the equal-dissipation stress, from finite elements of a power-law metal.

    python validation/stress_constant.py [--write]

A face of which a fraction f touches approaches with D under the mean pressure p̄. A linear metal
does so with G p̄/η, so one stress reproduces the power law (rate = A σ^n, η = σ/(3 rate)):

    σe^(n-1) = D/(3 A G p̄)         ℓ = 3 G (p̄/σe)²         c = ℓ/(r min(f, 1-f))

with Σ|p_q|²/(2q) = G p̄², the depth ℓ that dissipates as much at σe, r = 2 area/perimeter of the
minority phase. n = 1 stands for the limit n -> 1, the mean of ln σ weighted with the power of the
linear flow. Faces: strips, which is a sine pressed by a rigid flat at every stage of its closing
(what touches moves as one, the rest is free); strips in clusters; round contacts and round flat
voids in a cell; hemispherical pits in a wall, in a cell and alone. All without friction.

--write puts the tables where the documentation reads them, `data/stress-constant*.csv`.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from creep_cell import Cell, Flow, flat_cell, pit_cell
from numpy.typing import NDArray
from stress_rules import (
    CLOSING_RULES,
    RULES,
    Contact,
    Rule,
    approach,
    dissipated,
    in_bands,
    law_errors,
    model_times,
)
from tables import DATA, show

Array = NDArray[np.float64]
Stage = tuple[float, Cell, list[Flow]]  # contact fraction, its cell, the flow at every exponent
EXPONENTS = (1.0, 3.0, 5.0, 7.0)
STEPS = 32  # of the contact fraction, from a bare sine to full contact
RADII = (1 / 32, 1 / 16, 1 / 8, 1 / 4, 3 / 8, 1 / 2, 5 / 8, 3 / 4)
CLUSTERS = {
    "half of a half": tuple(k / 32 for k in range(1, 8)),
    "half of a quarter": tuple(k / 64 for k in range(1, 8)),
    "three quarters of a half": tuple(k / 16 + e for k in range(4) for e in (0, 3 / 64))[1:],
}
"""Edges of contact in half a period: strips in groups, as asperities sit on asperities."""
GROUPS = {0.25: 0.5, 0.125: 0.25, 0.375: 0.5}
"""Their contact fraction: the share of the period that a group covers."""
MARKS = (0.5, 0.9, 0.97)


@dataclass(frozen=True)
class Result:
    """A contact at one exponent: s = σe/p̄ and the constant c."""

    contact: Contact
    exponent: float
    stress: float
    pressure: float  # at the approach 1

    @property
    def constant(self) -> float:
        at = self.contact
        return 3 * at.compliance / self.stress**2 / (at.patch * at.minority)


# ------------------------------------------------------------------ cells


def strips(f: float, *, fine: float = 2.0) -> Cell:
    return flat_cell((f / 2,), width=0.5, axisymmetric=False, touches=True, fine=fine)


def clusters(edges: Sequence[float], *, fine: float = 2.0) -> Cell:
    return flat_cell(edges, width=0.5, axisymmetric=False, touches=True, fine=fine)


def rounds(a: float, *, touches: bool, fine: float = 2.0) -> Cell:
    return flat_cell((a,), width=1.0, axisymmetric=True, touches=touches, fine=fine)


def round_compliance(a: float) -> float:
    """G of a round contact in a linear cell, within 0.2 % for a < 3/4 (Negus and Yovanovich 1984).

    Elastic and viscous approach is to a frictionless contact what constriction is to a current
    (Barber 2003), here of a round spot in an insulated tube.
    """
    shape = 1 - 1.40978 * a + 0.34406 * a**3 + 0.04305 * a**5 + 0.02271 * a**7
    return np.pi * shape / (8 * a)


# ------------------------------------------------------------------ results


def flows(cell: Cell) -> list[Flow]:
    return [cell.creep(n) for n in EXPONENTS]


def results(
    family: str, geometry: tuple[float, float], found: Sequence[Flow], area: float
) -> list[Result]:
    """Read s off the flows at approach 1; `geometry` is the contact fraction and r."""
    G = area / (3 * found[0].power)
    at = Contact(family, *geometry, G)
    rows = []
    for flow in found:
        p = flow.power / area
        if flow.exponent == 1:
            s = np.exp(flow.mean_log_stress) / p
        else:
            s = (1 / (3 * p * G)) ** (1 / (flow.exponent - 1)) / p
        rows.append(Result(at, flow.exponent, float(s), float(p)))
    return rows


def strip_flows(*, fine: float = 2.0, steps: int = STEPS) -> list[Stage]:
    """The flow at the middle of every step of the contact fraction."""
    found = []
    for f in (np.arange(steps) + 0.5) / steps:
        cell = strips(float(f), fine=fine)
        found.append((float(f), cell, flows(cell)))
    return found


def other_results() -> list[Result]:
    """Clusters, round contacts, round voids, pits."""
    rows = []
    for edges in CLUSTERS.values():
        widths = np.diff([0.0, *edges])[::2]
        f = 2 * float(widths.sum())
        # the first strip is cut by the middle of the period: half a strip, one edge
        r = 2 * float(widths.sum()) / len(edges)
        rows += results("clusters", (f, r), flows(clusters(edges)), 0.5)
    for a in RADII:
        f = a**2
        r = a if f <= 0.5 else (1 - f) / a
        rows += results("round contacts", (f, r), flows(rounds(a, touches=True)), 0.5)
        r = a if f <= 0.5 else (1 - f) / a
        rows += results("round voids", (1 - f, r), flows(rounds(a, touches=False)), 0.5)
    for a in RADII[2:6]:
        rows += results("pits", (1 - a**2, a), flows(pit_cell(a)), 0.5)
    return rows


def lone_pit(n: float) -> tuple[float, float]:
    """s and c of a pit far from others, V'/V = -(3/2) A (3p/2n)^n, linear -(3/4) p/η."""
    s = 1.5 * (n ** (-n / (n - 1)) if n > 1 else np.exp(-1))
    return s, 1.5 / s**2


# ------------------------------------------------------------------ the sine in time


def closing(cell: Cell, flow: Flow, positions: Array) -> Array:
    """Speed at which the gap closes at `positions`, over that of the approach."""
    face = cell.basis.probes(np.array([positions, np.zeros(positions.size)]))
    return 1 - (face @ flow.velocity).reshape(2, -1)[1]


def true_times(found: Sequence[Stage], index: int) -> tuple[Array, float]:
    """Times at which the contact of a sine passes the end of each step, at pressure 1.

    Also how far it has sunk in the end, over the mean gap it began with: 1, since volume is kept.
    """
    fractions = np.array([f for f, _, _ in found])
    positions = (np.arange(fractions.size) + 1) / fractions.size / 2
    speeds = np.array([closing(cell, flows[index], positions) for _, cell, flows in found])
    n = found[0][2][index].exponent
    sunk = approach(fractions, positions, speeds, n)
    pressures = np.array([flows[index].power for _, _, flows in found]) / 0.5
    return np.cumsum(sunk * pressures**n), float(sunk.sum())


@dataclass(frozen=True)
class Closing:
    """What a rule makes of a sine: its times over the true ones at MARKS, errors of f."""

    rule: str
    exponent: float
    times: tuple[float, ...]
    low: float  # largest errors of the contact fraction at equal times, while it is below 0.9
    high: float


def judged(true: Array, model: Array, name: str, n: float) -> Closing:
    nodes = np.arange(true.size + 1) / true.size
    true, model = np.concatenate([[0], true]), np.concatenate([[0], model])
    grid = np.linspace(0.02, 0.9, 200)
    off = np.interp(np.interp(grid, nodes, true), model, nodes) - grid
    ratios = np.interp(MARKS, nodes, model) / np.interp(MARKS, nodes, true)
    return Closing(name, n, tuple(ratios.tolist()), float(off.min()), float(off.max()))


def closings(found: Sequence[Stage]) -> list[Closing]:
    """Every rule at every exponent, and a linear face at the very stress of the finite elements."""
    fractions = np.array([f for f, _, _ in found])
    rows = []
    for index, n in enumerate(EXPONENTS[1:], start=1):
        true, _ = true_times(found, index)
        exact = iter([results("", (f, f), flows, 0.5)[index].stress for f, _, flows in found])
        rules = {**CLOSING_RULES, "finite elements": lambda _, __, s=exact: next(s)}
        for name, rule in rules.items():
            rows.append(judged(true, model_times(n, rule, fractions), name, n))
    return rows


# ------------------------------------------------------------------ tables


def best_constant(rows: Sequence[Result], n: float) -> float:
    """The one c with the smallest error of ln σe over all faces at this exponent."""
    return float(np.exp(np.mean([np.log(row.constant) for row in rows if row.exponent == n])))


def errors(rows: Sequence[Result], n: float, rule: Rule) -> tuple[float, float, float]:
    """Root mean square, least and largest of σe of a rule over that of the finite elements."""
    off = [np.log(rule(n, row.contact) / row.stress) for row in rows if row.exponent == n]
    return float(np.exp(np.sqrt(np.mean(np.square(off))))), *np.exp([min(off), max(off)]).tolist()


def hardness(*, axisymmetric: bool) -> float:
    """p/σ of a punch as n -> ∞, from n = 60 and 120 (linear in 1/n); strips: (2 + π)/√3 = 2.97."""
    edge, width, area = (0.125, 1.0, 1 / 128) if axisymmetric else (0.125, 0.5, 0.125)
    cell = flat_cell((edge,), width=width, axisymmetric=axisymmetric, touches=True)
    found = [cell.creep(n).power / area for n in (1, 3, 7, 15, 30, 60, 120)]
    return 2 * found[-1] - found[-2]


def mesh_errors(pairs: Sequence[tuple[float, float]] = ((1, 2), (2, 4))) -> Array:
    """Pressure at a given approach on a mesh over that on one twice as fine, less one: (pairs, n).

    The largest of strips at f = 1/4 and 57/64 and of a round void with a = 1/8.
    """
    makers = (
        lambda fine: strips(1 / 4, fine=fine),
        lambda fine: strips(57 / 64, fine=fine),
        lambda fine: rounds(1 / 8, touches=False, fine=fine),
    )
    grades = sorted({fine for pair in pairs for fine in pair})
    power = {
        fine: np.array([[flow.power for flow in flows(make(fine))] for make in makers])
        for fine in grades
    }
    return np.array([np.abs(power[a] / power[b] - 1).max(axis=0) for a, b in pairs])


def everything() -> tuple[list[Result], list[Closing], Sequence[Stage]]:
    found = strip_flows()
    rows = [
        row for f, _, flows in found for row in results("strips", (f, min(f, 1 - f)), flows, 0.5)
    ]
    return rows + other_results(), closings(found), found


HEADER = "# source: computed by validation/stress_constant.py; finite elements, {}\n"


def write(rows: Sequence[Result], closed: Sequence[Closing], grid: Array) -> None:
    lines = [HEADER.format(f"pressure at a given rate within {grid[1].max():.2g} (mesh halved)")]
    lines += [
        "# n = 1 is the limit n -> 1; patch and compliance in periods, or radii of the cell\n"
    ]
    lines += ["family,contact_fraction,patch,compliance,exponent,stress_over_pressure,constant\n"]
    for row in rows:
        at = row.contact
        numbers = (at.fraction, at.patch, at.compliance, row.exponent, row.stress, row.constant)
        lines.append(",".join([at.family, *(f"{x:.6g}" for x in numbers)]) + "\n")
    (DATA / "stress-constant.csv").write_text("".join(lines), encoding="utf-8")
    lines = [HEADER.format("a sine pressed by a rigid flat, times of a rule over the true ones")]
    lines += ["rule,exponent," + ",".join(f"time_to_{m:g}" for m in MARKS) + ",f_low,f_high\n"]
    for one in closed:
        numbers = (one.exponent, *one.times, one.low, one.high)
        lines.append(",".join([one.rule, *(f"{x:.4g}" for x in numbers)]) + "\n")
    (DATA / "stress-constant-closing.csv").write_text("".join(lines), encoding="utf-8")


def grouped(rows: Sequence[Result]) -> list[tuple[float, float, float, float]]:
    """Of clusters: f, n, the law over the elements with one band, and with one for each scale."""
    return [
        (
            at.fraction,
            row.exponent,
            RULES["refined"](row.exponent, at) / row.stress,
            in_bands(row.exponent, at, GROUPS[at.fraction]) / row.stress,
        )
        for row in rows
        for at in [row.contact]
        if at.family == "clusters" and row.exponent > 1
    ]


def told(rows: Sequence[Result]) -> None:
    """Print s f and c of every face, two lines a face."""
    faces: dict[Contact, list[Result]] = {}
    for row in rows:
        faces.setdefault(row.contact, []).append(row)
    heads = [f"{what}, n = {n:g}" for what in ("3 f s", "c") for n in EXPONENTS]
    show(
        ("face", "f", *heads),
        [
            (at.family, at.fraction, *(3 * at.fraction * r.stress for r in same),
             *(r.constant for r in same))
            for at, same in faces.items()
        ],
    )  # fmt: skip


def compared(rows: Sequence[Result]) -> None:
    table = []
    for n in EXPONENTS:
        best = best_constant(rows, n)
        rules = {**RULES, f"best c = {best:.2f}": dissipated(best)}
        judged_on = [(name, rule, rows) for name, rule in rules.items()]
        bare = [row for row in rows if row.contact.family == "strips"]
        judged_on += [
            (f"{name} (strips)", rule, bare)
            for name, rule in CLOSING_RULES.items()
            if name not in RULES
        ]
        for name, rule, on in judged_on:
            rms, low, high = errors(on, n, rule)
            table.append((n, name, rms, low, high, low ** (n - 1), high ** (n - 1)))
    show(("n", "rule", "rms factor", "least", "largest", "rate, least", "largest"), table)


def main() -> None:
    grid = mesh_errors()
    print("pressure at a given rate: change when the mesh is halved once, and once more")
    show(("n", *(f"{n:g}" for n in EXPONENTS)), [("once", *grid[0]), ("twice", *grid[1])])
    print("\npunch without hardening, p/σ:", end=" ")
    print(
        f"strip {hardness(axisymmetric=False):.3f} (slip lines {(2 + np.pi) / 3**0.5:.3f}),",
        end=" ",
    )
    print(f"round {hardness(axisymmetric=True):.3f} (Tabor 3)")
    rows, closed, found = everything()
    linear, _ = true_times(found, 0)
    ends = (np.arange(linear.size) + 1) / linear.size
    off = linear / (4 * np.pi / 3 * np.sin(np.pi * ends / 2) ** 2) - 1
    print(f"sine of a linear metal against the closed form, f > 0.1: {np.abs(off[3:]).max():.3f}")
    balance = [true_times(found, i)[1] - 1 for i in range(len(EXPONENTS))]
    print("volume filled over volume there, less one:", ", ".join(f"{x:+.4f}" for x in balance))
    print("\nσe over a third of the mean pressure in contact, and c of equal dissipation")
    told(rows)
    lone = [(n, *lone_pit(n)) for n in EXPONENTS]
    print("\na pit far from others (closed form)")
    show(("n", "s", "c"), lone)
    print("\nσe of a rule over that of the finite elements, all faces")
    compared(rows)
    print("\nclusters: the law over the finite elements, as one band and as two")
    show(("f", "n", "one", "two"), grouped(rows))
    print("\na sine: time to a contact fraction, over the true one; errors of f at equal times")
    show(
        ("n", "rule", *(f"f = {m:g}" for m in MARKS), "f low", "f high"),
        [(one.exponent, one.rule, *one.times, one.low, one.high) for one in closed],
    )
    print("\nthe law: root mean square, least and largest of ln σe, n > 1, but clusters and pits")
    print(", ".join(f"{x:+.3f}" for x in law_errors()))
    if "--write" in sys.argv:
        write(rows, closed, grid)


if __name__ == "__main__":
    main()
