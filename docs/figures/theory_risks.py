"""Theory of risks: how sure a pressure is, press by press."""

from _kit import MPA, fill, load, table

from asperity.outcome.gather.hazards.setting import pressure_doubt, pressure_scatter
from asperity.stack import build

PRESSURES = (1.0, 10.0, 74.0, 360.0)
MACHINES = (
    "hydraulic-30t-heated",
    "hand-press",
    "coin-cell-crimper",
    "bolted-fixture",
    "spring-fixture",
)
DAY = 86400.0


def told(stack, pressure: float) -> str:
    """Scatter and doubt of ln p in per cent; nothing beyond what the press can do."""
    machine = stack.machine
    if pressure * stack.area > machine.max_force or pressure > machine.max_pressure:
        return "–"
    cells = (pressure_scatter(stack, pressure), pressure_doubt(stack, pressure))
    return " / ".join(f"{100 * x:.0f}" if x >= 0.01 else f"{100 * x:.1f}" for x in cells)


def main() -> None:
    rows = []
    for name in MACHINES:
        stack = build(load("na-cold-press").replace({"press.machine": name}))
        day = 100 * pressure_scatter(stack, 10 * MPA, DAY)
        rows.append((f"`{name}`", *(told(stack, p * MPA) for p in PRESSURES), f"{day:.0f}"))
    headings = ("press", *(f"{p:g} MPa" for p in PRESSURES), "10 MPa after a day")
    table("sure", headings, rows)
    stack = build(load("na-cold-press"))
    step = stack.machine.resolution
    fill("step", force=f"{step:.0f} N", pressure=f"{step / stack.area / MPA:.1f} MPa")


if __name__ == "__main__":
    main()
