"""Page of the sweep: what the command tells, what lies in its folder, and what one makes of it."""

import tempfile
from pathlib import Path

import numpy as np
from _kit import COLOURS, MPA, canvas, load, plain_log, save, snippet

from asperity.report.lines import to_text
from asperity.report.sweep import render
from asperity.study import StoredSweep, axis_of, sweep_to
from asperity.study.sweeps import product_of

NAME = "na-thermal-press"
PRESSURE, TEMPERATURE = "steps.press.pressure", "steps.press.temperature"
GRID = (f"{PRESSURE}=0.5 MPa..50 MPa:9", f"{TEMPERATURE}=25 degC,60 degC,95 degC,99 degC")
RESISTANCE = "cell.area_resistance_ohm_m2"
SHOWN = ("run", PRESSURE, f"{PRESSURE}.si", TEMPERATURE, "status", RESISTANCE, "verdict.level")


def draw(found: StoredSweep) -> None:
    figure, axes = canvas(6.2, 3.2)
    pressure, resistance = found.column(f"{PRESSURE}.si") / MPA, found.column(RESISTANCE) * 1e4
    temperature, status = np.array(found.texts(TEMPERATURE)), np.array(found.status)
    for text, colour in zip(dict.fromkeys(temperature), COLOURS, strict=False):
        some = (temperature == text) & (status == "done")
        label = text.replace("degC", "°C")
        if some.any():
            axes.plot(pressure[some], resistance[some], color=colour, marker="o", ms=3, label=label)
        lost = (temperature == text) & (status == "not carried out")
        if lost.any():
            top = np.full(lost.sum(), np.nanmax(resistance) * 1.1)
            axes.plot(pressure[lost], top, "x", color=colour, label=f"{label}: melts")
    axes.set(xscale="log", xlabel="pressure (MPa)", ylabel="resistance (Ω cm²)")
    plain_log(axes.xaxis)
    axes.legend(fontsize=8)
    save(figure)


def listing(folder: Path) -> str:
    """What lies in the folder, many alike as one line."""
    lines = []
    for path in sorted(folder.iterdir(), key=lambda one: (one.is_dir(), one.name)):
        if path.is_file():
            lines.append(f"{path.name:24}{path.stat().st_size / 1e3:8.0f} kB")
            continue
        files = sorted(path.iterdir())
        size = sum(file.stat().st_size for file in files) / 1e3
        more = f" … {files[-1].name}" if len(files) > 1 else ""
        lines.append(f"{path.name + '/':24}{size:8.0f} kB   {files[0].name}{more}")
    return "\n".join(lines)


def index(found: StoredSweep) -> str:
    """A few rows of the index, a few of its columns."""
    picked = found.table.select(list(SHOWN)).take([0, 1, 2, 3, len(found) - 1]).to_pylist()
    lines = ["| " + " | ".join(f"`{name}`" for name in SHOWN) + " |", "|---" * len(SHOWN) + "|"]
    for row in picked:
        cells = (
            f"{v:.4g}" if isinstance(v, float) else "" if v is None else str(v)
            for v in row.values()
        )
        lines.append("| " + " | ".join(cells) + " |")
    others = found.table.num_columns
    return "\n".join(lines) + f"\n\nThe whole index has {others} columns."


def main() -> None:
    points = product_of([axis_of(text) for text in GRID])
    with tempfile.TemporaryDirectory() as room:
        out = Path(room) / "sodium"
        found = sweep_to(load(NAME), points, out, workers=1)
        options = " \\\n    ".join(f'--grid "{text}"' for text in GRID)
        command = f"asperity sweep {NAME} \\\n    {options} \\\n    --out sodium"
        told = to_text(render(found), width=92).replace(str(out), "sodium").strip()
        snippet("terminal", f"```console\n$ {command}\n\n{told}\n```")
        snippet("folder", f"```text\n{listing(out)}\n```")
        snippet("index", index(found))
        draw(found)


if __name__ == "__main__":
    main()
