"""Benchmarks: how fast many recipes are pressed, from what the scripts wrote."""

import json

from _kit import ROOT, snippet, table

SWEEPS = json.loads((ROOT / "benchmarks" / "data" / "sweep.json").read_text(encoding="utf-8"))


def sweeps() -> None:
    """Runs, workers, seconds, what is stored, how far from a press by itself."""
    rows = [
        (
            case["recipe"],
            f"{case['runs']}",
            case["workers"],
            f"{case['wall']:.1f}",
            f"{case['cpu']:.1f}",
            f"{1e3 * case['cpu'] / case['runs']:.2g}",
            f"{case['bytes'] / 1e6:.0f}",
            f"{max(case['off'].values()):.1g}",
        )
        for case in SWEEPS["cases"]
    ]
    headings = ("recipe", "runs", "processes", "s", "CPU s", "CPU ms a run", "MB", "off, relative")
    table("sweep", headings, rows)
    snippet("sweep_machine", f"Measured on: {SWEEPS['machine']}.")


if __name__ == "__main__":
    sweeps()
