"""What the benchmarks ran on, and how they print what they found."""

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path


def describe() -> str:
    """Processor, load and versions, on one line."""
    busy = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    versions = (f"{name} {version(name)}" for name in ("asperity", "numpy", "scipy"))
    kernel = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return ", ".join([f"{_processor()} x {os.cpu_count()}", busy, kernel, *versions])


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown processor")


def table(headings: Sequence[str], rows: Sequence[tuple[str, float, float, float, float]]) -> None:
    """Print times in ms, and whether the median keeps its limit."""
    wide = max(len(row[0]) for row in rows)
    print(headings[0].ljust(wide), *(heading.rjust(9) for heading in headings[1:]), "(ms)")
    for name, middle, least, most, limit in rows:
        times = (f"{1e3 * x:9.1f}" for x in (middle, least, most, limit))
        print(name.ljust(wide), *times, "ok" if middle <= limit else "TOO SLOW")
