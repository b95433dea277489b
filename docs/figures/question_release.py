"""Question 4: how long gas stays in a pellet, and what that has to do with a rate."""

from _kit import MPA, fill, load, table

import asperity
from asperity.laws.strength.escape import escape_time, gas_pressure
from asperity.laws.strength.release import gas_tension
from asperity.stack import build

RADIUS, ARGON = 5e-3, 1e5
PRESSURE = 370 * MPA
RATES = (1.0, 5.0, 30.0, 300.0)


def powder():
    """The pellet of the other questions: its powder in SI."""
    layer = build(load("li6ps5cl-pellet")).layer("electrolyte")
    assert layer.powder is not None
    return layer.powder


def main() -> None:
    law = powder()
    dense = min(float(law.density_at(PRESSURE)), 0.925)
    rows, kept = [], 0.0
    for grain in (0.5e-6, 1e-6, 3e-6, 10e-6):
        tau = float(escape_time(dense, grain, RADIUS, gas_pressure=ARGON))
        over = [
            float(
                gas_pressure(
                    law.loose,
                    dense,
                    duration=PRESSURE / (rate * MPA),
                    escape=tau,
                    around=ARGON,
                )
            )
            - ARGON
            for rate in RATES
        ]
        pores = (1 - dense) / dense
        kept = max(kept, *(one * pores for one in over))
        rows.append(
            (
                f"{1e6 * grain:g} µm",
                f"{tau:.2g} s",
                *(f"{one / 1e5:.2g} bar" for one in over),
            )
        )
    rates = (f"{rate:g} MPa/s" for rate in RATES)
    table("gas", ("grains of", "levels out in", *rates), rows)
    strength = asperity.material("Li6PS5Cl").quantities["flexural_strength"]
    fill(
        "short",
        pull=f"{kept / MPA:.2g} MPa",
        most=f"{float(gas_tension(law.loose, ARGON)) / MPA:.2g} MPa",
        strength=f"{strength.si_low / MPA:.0f} to {strength.si_high / MPA:.0f} MPa",
        density=f"{100 * dense:.0f} %",
    )


if __name__ == "__main__":
    main()
