"""Squeeze flow of a sodium foil against its measured compression between three kinds of face.

    python validation/foil.py [PLOT.png]

Taken from tension tests of the same paper, not fitted: A = 0.53 MPa^-5/s and n = 5. Fitted here:
the friction factor of each kind of face, three numbers on three rows; so the rows judge only that
the factors are small, ordered and physical. What is judged: sliding without friction, compared with
the oiled row; and full sticking, which must lie above all rows.
"""

import sys

import numpy as np
from matplotlib.figure import Figure
from tables import column, show, words

from asperity.laws.flow.squeeze import amplification, squeeze_pressure

TABLE = "na-foil-compression-on-substrates"
A, N = 0.53e-30, 5.0  # Pa^-5/s
THICKNESS, RADIUS, STRAIN, RATE = 1.5e-3, 6.35e-3 / 2, 0.20, 1.22e-3  # the header of the table
FRICTION = {"oil-lubricated steel": 0.03, "nickel foil": 0.20, "Na beta-alumina": 0.30}


def shape() -> tuple[float, float, float]:
    """Radius and thickness (m) at the strain of the table, and the true rate (1/s) there.

    The crosshead moves at constant speed, so the true rate is RATE/(1 - STRAIN).
    """
    return RADIUS / np.sqrt(1 - STRAIN), THICKNESS * (1 - STRAIN), RATE / (1 - STRAIN)


def engineering_stress(friction: float) -> float:
    """Force over the first area, Pa: the volume is kept, so the area has grown by 1/(1-strain)."""
    radius, thickness, rate = shape()
    true = squeeze_pressure(rate, radius, thickness, A=A, n=N, friction=friction)
    return float(true) / (1 - STRAIN)


def fitted_friction(stress: float) -> float:
    """Friction factor of the faces that gives this engineering stress (Pa)."""
    radius, thickness, _ = shape()
    full = float(amplification(radius, thickness, N, 1.0)) - 1
    return (stress / engineering_stress(0.0) - 1) / full


def residuals() -> dict[str, float]:
    """(law - measured)/measured for the three rows, with the shipped friction factors."""
    measured = column(TABLE, "stress_MPa") * 1e6
    faces = words(TABLE, "substrate")
    return {
        face: engineering_stress(FRICTION[face]) / stress - 1
        for face, stress in zip(faces, measured, strict=True)
    }


def plot(path: str) -> None:
    """Write the comparison as a figure to `path`."""
    m = np.linspace(0, 1, 50)
    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    axes.plot(m, [engineering_stress(x) / 1e6 for x in m], label="squeeze flow, nothing else free")
    for face, stress, spread in zip(
        words(TABLE, "substrate"), column(TABLE, "stress_MPa"),
        column(TABLE, "standard_deviation_MPa"), strict=True,
    ):  # fmt: skip
        axes.errorbar(FRICTION[face], stress, yerr=spread, fmt="o", capsize=3, label=face)
    axes.set(xlabel="friction factor of the faces", ylabel="stress at 20 % strain (MPa)")
    axes.legend()
    figure.savefig(path, dpi=150)


def main() -> None:
    measured = column(TABLE, "stress_MPa")
    spread = column(TABLE, "standard_deviation_MPa")
    off = residuals()
    print(
        "Sodium foil, engineering stress at 20 % strain (MPa); friction factors fitted to 2 digits"
    )
    show(
        ("face", "measured", "+-", "friction", "law", "off by", "best friction"),
        [
            (
                face, measured[i], spread[i], FRICTION[face],
                engineering_stress(FRICTION[face]) / 1e6, f"{100 * off[face]:+.1f} %",
                fitted_friction(measured[i] * 1e6),
            )
            for i, face in enumerate(words(TABLE, "substrate"))
        ],
    )  # fmt: skip
    free = engineering_stress(0.0) / 1e6
    print(
        f"judged: without friction {free:.3f} MPa, {100 * (free / measured[0] - 1):+.1f} % of oiled"
    )
    print(f"judged: sticking faces {engineering_stress(1.0) / 1e6:.3f} MPa, above all rows")
    flow = column("na-flow-stress", "flow_stress_MPa")
    rate = column("na-flow-stress", "strain_rate_per_s")
    tension = (rate / A) ** (1 / N) / 1e6
    print("\nthe same creep law against the flow stress in tension at 5 % strain")
    show(
        ("1/s", "measured", "law", "off by"),
        zip(rate, flow, tension, (f"{100 * x:+.0f} %" for x in tension / flow - 1), strict=True),
    )
    if len(sys.argv) > 1:
        plot(sys.argv[1])


if __name__ == "__main__":
    main()
