"""Void-free stripping currents against published ones: how far off.  python validation/stripping.py

Nothing is fitted. Creep, diffusion and surface energy are the card's; h* of lithium is 45 µm, and
sodium's, which nobody measured, is taken the same.
"""

import numpy as np
from tables import column, show, words

from asperity.laws.current.stripping import (
    StrippedMetal,
    critical_stripping_current,
    hardest_void,
)

LITHIUM = StrippedMetal(
    A=7.7e-3 * 1e6**-6.56, n=6.56, D=5e-15, Vm=1.30e-5, surface_energy=0.5, size_length=45e-6
)
SODIUM = StrippedMetal(
    A=0.53e-30, n=5.0, D=5.7e-13, Vm=2.375e-5, surface_energy=0.22, size_length=45e-6
)


def compared(table: str) -> list[tuple[str, float, float, float, float, float]]:
    """Name, MPa, measured and predicted mA/cm2, their ratio, the void's radius in µm."""
    pressure, measured = column(table, "pressure_MPa"), column(table, "current_mA_cm2")
    names = words(table, "interface") if table.startswith("crit") else ["Li"] * len(pressure)
    rows = []
    for name, p, i in zip(names, pressure, measured, strict=True):
        metal = SODIUM if name.startswith("Na") else LITHIUM
        law = float(critical_stripping_current(p * 1e6, metal)) / 10
        rows.append((name, p, i, law, law / i, float(hardest_void(p * 1e6, metal)) * 1e6))
    return rows


def slope(rows: list[tuple[str, float, float, float, float, float]], item: int) -> float:
    """d ln i/d ln p of lithium above 6 MPa; item 2 is measured, 3 predicted."""
    above = [row for row in rows if row[1] >= 6]
    x, y = np.log([row[1] for row in above]), np.log([row[item] for row in above])
    return float(np.polyfit(x, y, 1)[0])


def main() -> None:
    for table in ("critical-stripping-current", "li-void-boundary-current"):
        rows = compared(table)
        print(f"\n{table}")
        show(("metal", "MPa", "measured mA/cm2", "law", "law/measured", "void µm"), rows)
    print(f"slope above 6 MPa: measured {slope(rows, 2):.2f}, law {slope(rows, 3):.2f}")


if __name__ == "__main__":
    main()
