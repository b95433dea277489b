"""Benchmarks: how fast contacts, closures and currents are solved, from what the scripts wrote."""

import json
import sys

import numpy as np
from _kit import COLOURS, ROOT, canvas, percent, save, snippet, table
from matplotlib.ticker import FixedLocator, NullFormatter, NullLocator

sys.path.insert(0, str(ROOT / "benchmarks"))
from contact import summary
from contact.workers import OURS, OURS_TWICE

SOLVES, CLOSURES, DIES, CURRENTS, STACKS = (
    json.loads((ROOT / "benchmarks" / "data" / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("contact_solve", "closure", "die_compaction", "constriction", "stack_solve")
)
CASES = sorted(SOLVES["cases"], key=lambda case: (case["points"], case["fraction"]))
PEERS = ("tamaas", "tamaas+mkl", "ContactMechanics")
ALL = (OURS, *PEERS)


def of(case, code: str, what: str) -> float:
    return case["rows"].get(code, {}).get(what, float("nan"))


def times() -> None:
    """CPU time of each case, and how many times ours it is."""
    headings = ["N", "contact", "ours, s", *(f"{code}, s (times ours)" for code in PEERS)]
    rows = []
    for case in CASES:
        ours = summary.time(case, OURS)
        found = [summary.time(case, code) for code in PEERS]
        cells = ["–" if np.isnan(t) else f"{t:.3g} ({t / ours:.3g})" for t in found]
        rows.append((case["points"], case["fraction"], ours, *cells))
    table("times", headings, rows)


def goals() -> None:
    """Geometric means, the least, growth."""
    rows = []
    for code in PEERS:
        found = summary.ratios(SOLVES, code).values()
        goal = summary.GOALS.get(code)
        rows.append(
            (
                code,
                summary.mean(found),
                min(found),
                "–" if goal is None else f"{goal:g}, nowhere below {summary.NOWHERE_BELOW:g}",
            )
        )
    table("goals", ("how many times faster than", "geometric mean", "least", "goal"), rows)
    rows = [(code, summary.growth(SOLVES, code)) for code in ALL]
    table("growth", ("code", "power of N"), rows)


def steps() -> None:
    """Tolerance, steps, transforms, their share, of each case and code."""
    headings = ("N", "contact", "code", "its tolerance", "true error", "steps", "transforms",
                "share of the time they take alone", "memory, arrays")  # fmt: skip
    rows = []
    for case in CASES:
        for code in ALL:
            row = case["rows"].get(code, {})
            if "cpu" not in row:
                rows.append((case["points"], case["fraction"], code, row.get("left_out", "–")))
                rows[-1] += ("–",) * 5
                continue
            rows.append(
                (
                    case["points"],
                    case["fraction"],
                    code,
                    row["tolerance"],
                    row["error"],
                    row["iterations"],
                    f"{row['transforms']:.0f}",
                    percent(summary.share(case, code), 2),
                    f"{row['arrays']:.1f}",
                )
            )
    table("steps", headings, rows)


def threads() -> None:
    """Ours on two threads: time on the clock."""
    rows = [
        (
            case["points"],
            case["fraction"],
            of(case, OURS, "wall"),
            of(case, OURS_TWICE, "wall"),
            "the same" if of(case, OURS_TWICE, "same_digits") is True else "DIFFERENT",
        )
        for case in CASES
    ]
    headings = ("N", "contact", "one thread, s", "two threads, s", "digits")
    table("threads", headings, rows)


def trial() -> None:
    """What the methods of the peers take to the wanted error."""
    tried = SOLVES.get("trial", {})
    fractions = sorted({case["fraction"] for case in CASES})
    rows = []
    for name, found in tried.items():
        by = {row["fraction"]: row for row in found}
        cells = [
            f"{by[f]['steps']}, {by[f]['cpu']:.3g} s"
            if by[f]["error"] <= 1e-6
            else f"no nearer than {by[f]['error']:.1e}"
            for f in fractions
        ]
        rows.append((name, *cells))
    table("trial", ("method", *(f"contact {fraction}" for fraction in fractions)), rows)


def machine() -> None:
    """What it ran on, and the versions of all."""
    codes = SOLVES["codes"]
    lines = [f"Measured on: {SOLVES['machine']}.", ""]
    lines += [
        f"- {code}: {codes[code]['solver']}; "
        + ", ".join(f"{name} {number}" for name, number in codes[code]["versions"].items())
        for code in ALL
    ]
    snippet("machine", "\n".join(lines))


def closures() -> None:
    """The closure of sodium."""
    headings = ("N", "on the clock, s", "CPU, s", "steps", "iterations", "contact at the end",
                "0.99 after, s", "half the tolerance moves it by")  # fmt: skip
    rows = [
        (
            row["points"],
            row["wall"],
            row["cpu"],
            row["steps"],
            row["iterations"],
            f"{row['last']:.4f}",
            row["reached"],
            row["moved"],
        )
        for row in CLOSURES["cases"]
    ]
    table("closure", headings, rows)
    snippet("closure_machine", f"Measured on: {CLOSURES['machine']}.")


def currents() -> None:
    """The current through a contact map, and a spectrum."""
    headings = ("N", "contact", "steps", "on the clock, s", "two threads, s", "CPU over transforms")
    rows = [
        (
            row["points"],
            row["fraction"],
            row["iterations"],
            row["wall"]["1"],
            row["wall"]["2"],
            row["cpu"] / row["pair"],
        )
        for row in CURRENTS["constriction"]
    ]
    table("constriction", headings, rows)
    headings = ("N", "frequencies", "on the clock, s", "two threads, s")
    rows = [
        (row["points"], row["frequencies"], row["wall"]["1"], row["wall"]["2"])
        for row in CURRENTS["spectrum"]
    ]
    table("spectrum", headings, rows)
    snippet("constriction_machine", f"Measured on: {CURRENTS['machine']}.")


def dies() -> None:
    """Die compaction by finite elements."""
    headings = ("elements", "to the end of", "on the clock, s", "CPU, s", "steps", "iterations",
                "forces out of balance", "mass off")  # fmt: skip
    rows = [
        (
            f"{row['across']} × {row['along']}",
            row["until"],
            row["wall"],
            row["cpu"],
            row["steps"],
            row["iterations"],
            f"{row['balance']:.0e}",
            f"{abs(row['mass_error']):.0e}",
        )
        for row in DIES["cases"]
    ]
    table("dies", headings, rows)
    snippet("dies_machine", f"Measured on: {DIES['machine']}.")


def stacks() -> None:
    """Elastic layers by finite elements."""
    rows = [
        (name, row["unknowns"], row["cpu"], row["wall"]) for name, row in STACKS["cases"].items()
    ]
    table("stacks", ("case", "unknowns", "CPU, s", "on the clock, s"), rows)
    snippet("stacks_machine", f"Measured on: {STACKS['machine']}.")
    off = percent(abs(STACKS["pressure_off"]), 1)
    snippet("stacks_off", f"At the same approach of the plates both pressures agree within {off}.")


def picture() -> None:
    """Time against the size, a panel for each contact fraction."""
    fractions = sorted({case["fraction"] for case in CASES})
    figure, axes = canvas(9.2, 2.9, ncols=len(fractions), sharey=True, squeeze=False)
    for axis, fraction in zip(axes[0], fractions, strict=True):
        some = [case for case in CASES if case["fraction"] == fraction]
        sizes = [case["points"] for case in some]
        for code, colour, style in zip(ALL, COLOURS, ("o-", "s--", "^--", "v:"), strict=False):
            found = [summary.time(case, code) for case in some]
            axis.plot(sizes, found, style, color=colour, label=code, ms=4)
        axis.set(xscale="log", yscale="log", xlabel="points a side", title=f"contact {fraction}")
        axis.xaxis.set_major_locator(FixedLocator(sizes))
        axis.xaxis.set_minor_locator(NullLocator())
        axis.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}")
        axis.yaxis.set_minor_formatter(NullFormatter())
    axes[0][0].set_ylabel("CPU time of a solve (s)")
    axes[0][0].legend(fontsize=7)
    save(figure)


def main() -> None:
    machine()
    times()
    goals()
    steps()
    threads()
    trial()
    closures()
    currents()
    dies()
    stacks()
    picture()


if __name__ == "__main__":
    main()
