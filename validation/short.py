"""Pore throats that published short-circuit pressures imply.  python validation/short.py

No data set states throat size and pressure together, so this judges plausibility only: flow stress
at 1e-3 /s, entry constraint 3, size effect √(1 + h*/d) with h* = 45 µm (of lithium, for both).
"""

from tables import column, show, words

from asperity.laws.strength.short import held_flow_stress

H = 45e-6
BULK = {"Na": (1e-3 / 0.53) ** (1 / 5) * 1e6, "Li": (1e-3 / 7.7e-3) ** (1 / 6.56) * 1e6}


def throat(metal: str, pressure: float) -> float:
    """Throat diameter in m that just holds the metal at `pressure` (Pa)."""
    return H / ((float(held_flow_stress(pressure)) / BULK[metal]) ** 2 - 1)


def main() -> None:
    table = "na-on-hydroborate-contact"
    rows = [
        (name, "Na", kind, p, throat("Na", p * 1e6) * 1e9)
        for kind in ("sodium_inclusion_MPa", "mechanical_short_MPa")
        for name, p in zip(words(table, "electrolyte"), column(table, kind), strict=True)
    ]
    rows.append(
        ("Li6PS5Cl 82 % dense", "Li", "mechanical_short_MPa", 75.0, throat("Li", 75e6) * 1e9)
    )
    show(("electrolyte", "metal", "threshold", "MPa", "throat nm"), rows)


if __name__ == "__main__":
    main()
