"""What the record of the contact benchmark says: ratios, growth, tables."""

from collections.abc import Iterator
from math import exp, inf, isnan, log
from typing import Any

from contact.workers import OURS

Record = dict[str, Any]
GOALS = {"tamaas": 45.0, "tamaas+mkl": 17.0}
"""How many times faster than a peer, geometric mean over all cases."""
NOWHERE_BELOW = 3.0


def time(case: Record, code: str) -> float:
    """CPU time of a code, s; nan where it was left out."""
    return float(case["rows"].get(code, {}).get("cpu", float("nan")))


def expected(found: list[Record], code: str, points: int, fraction: float) -> float:
    """CPU time that is to be expected, s, as it grew from a quarter of the size to half; else 0."""
    times = {case["points"]: time(case, code) for case in found if case["fraction"] == fraction}
    if points // 2 not in times:
        return 0.0
    half, quarter = times[points // 2], times.get(points // 4, float("nan"))
    if isnan(half):  # left out already
        return inf
    growth = half / quarter if not isnan(quarter) else 8.0
    return half * growth


def ratios(record: Record, code: str) -> dict[tuple[int, float], float]:
    """How many times faster ours is than a code, by size and fraction."""
    found = {(c["points"], c["fraction"]): time(c, code) / time(c, OURS) for c in record["cases"]}
    return {key: ratio for key, ratio in found.items() if not isnan(ratio)}


def mean(numbers: Any) -> float:
    """Geometric."""
    logs = [log(number) for number in numbers]
    return exp(sum(logs) / len(logs)) if logs else float("nan")


def share(case: Record, code: str) -> float:
    """Part of a solve's time that its transforms would take alone."""
    row = case["rows"][code]
    return float(row["transforms"] * row["transform"] / row["cpu"])


def growth(record: Record, code: str) -> float:
    """The power of N with which the time grows: the slope of its logarithm, all fractions."""
    up, down = 0.0, 0.0
    for fraction in {case["fraction"] for case in record["cases"]}:
        some = [case for case in record["cases"] if case["fraction"] == fraction]
        points = [(log(c["points"]), log(time(c, code))) for c in some if time(c, code) > 0]
        x0 = sum(x for x, _ in points) / max(len(points), 1)
        up += sum((x - x0) * y for x, y in points)
        down += sum((x - x0) ** 2 for x, _ in points)
    return up / down if down else float("nan")


def lines(case: Record) -> Iterator[list[str]]:
    """A row of words for each code that did the case."""
    for code, row in case["rows"].items():
        if "cpu" not in row:
            yield [code, f"left out: {row['left_out']}"]
            continue
        times = time(case, code) / time(case, OURS)
        yield [
            code,
            f"{row['tolerance']:.1e}",
            f"{row['error']:.1e}",
            f"{row['iterations']}",
            f"{row['transforms']:.0f}",
            f"{share(case, code):.2f}",
            f"{row['cpu']:.4g}",
            f"{row['wall']:.4g}",
            f"{row['arrays']:.1f}",
            f"{times:.1f}",
        ]


HEADINGS = (
    "code", "tolerance", "error", "steps", "transforms", "their share", "CPU s", "wall s",
    "arrays", "times ours",
)  # fmt: skip


def show_case(case: Record) -> None:
    """Print a case as a table."""
    load = f"mean pressure {case['pressure']:.4g} E* h'"
    print(f"\n{case['points']} x {case['points']}, contact {case['fraction']}, {load}")
    for words in [list(HEADINGS), *lines(case)]:
        print(words[0].ljust(20), *(word.rjust(11) for word in words[1:]), flush=True)


def show_goals(record: Record) -> None:
    """Print how far the goals are met."""
    print()
    for code in record["codes"]:
        by_case = ratios(record, code)
        middle, least = mean(by_case.values()), min(by_case.values(), default=float("nan"))
        goal = GOALS.get(code)
        words = [f"{code:20s} time ~ N^{growth(record, code):.2f}"]
        words += [f"ours is {middle:.1f} times faster (geometric mean), at least {least:.1f}"]
        if goal:
            met = middle >= goal and least >= NOWHERE_BELOW
            words += [f"goal {goal:g} and {NOWHERE_BELOW:g}: {'met' if met else 'NOT MET'}"]
        print("; ".join(words))
    peak = max(
        (case["rows"][OURS]["arrays"] for case in record["cases"] if case["points"] >= 1024),
        default=float("nan"),
    )
    print(f"peak memory of ours from 1024 up: {peak:.1f} arrays of the grid (goal 12)")


def show_trial(name: str, rows: list[Record]) -> None:
    """Print how one method of a peer came to the wanted error."""
    found = (
        f"{r['fraction']}: {r['steps']} steps, {r['cpu']:.2f} s, {r['error']:.1e}" for r in rows
    )
    print(name, *found, sep="; ", flush=True)
