"""Theory of current: two-pressure conductivity and the stripping limit against published ones."""

import numpy as np
from _kit import COLOURS, canvas, column, plain_log, save, table, validation, words

from asperity.laws.current.stripping import critical_stripping_current

validation()
import composite  # noqa: E402
import conductivity  # noqa: E402
import stripping  # noqa: E402

CELLS = "li6ps5cl-conductivity-vs-two-pressures"
VOIDS = "li-void-boundary-current"


def draw_conductivity(axes) -> None:
    material = "uC-Li6PS5Cl"
    (scale, p0, bond), _ = conductivity.fit(material, "fading")
    chosen = np.array([name == material for name in words(CELLS, "material")])
    made, stack, seen = (
        column(CELLS, name)[chosen]
        for name in ("fabrication_MPa", "stack_MPa", "conductivity_mS_cm")
    )
    for P, colour in zip((97.0, 195.0, 389.0), COLOURS, strict=False):
        p = np.linspace(5, P, 50) * 1e6
        r = conductivity.fading_bond(P * 1e6, bond)
        law = scale * conductivity.model(p, np.full_like(p, P * 1e6), p0=p0, r=r)
        axes.plot(p / 1e6, law, color=colour, label=f"{P:g} MPa")
        axes.plot(stack[made == P], seen[made == P], "o", color=colour)
    axes.set(xlabel="stack pressure (MPa)", ylabel="conductivity (mS/cm)", ylim=(0, None))
    axes.set_title("Micro-crystalline Li6PS5Cl")
    axes.legend(title="pressed at", loc="lower right")


def draw_stripping(axes) -> None:
    p = np.geomspace(1, 20, 40)
    law = np.array([critical_stripping_current(x * 1e6, stripping.LITHIUM) for x in p]) / 10
    axes.plot(p, law, color=COLOURS[0], label="law, nothing fitted")
    axes.plot(
        column(VOIDS, "pressure_MPa"),
        column(VOIDS, "current_mA_cm2"),
        "o",
        color=COLOURS[1],
        label="published",
    )
    axes.set(xscale="log", yscale="log", xlabel="stack pressure (MPa)")
    axes.set(ylabel="void-free current (mA/cm²)", title="Lithium, 25 °C")
    plain_log(axes.xaxis)
    plain_log(axes.yaxis)
    axes.legend()


def main() -> None:
    figure, axes = canvas(7.2, 3.3, ncols=2)
    draw_conductivity(axes[0])
    draw_stripping(axes[1])
    save(figure)
    rows = []
    for kind in ("ionic", "electronic"):
        phi, measured, law = composite.compared(kind)
        factor = law / measured
        rows.append((kind, f"{phi.min():g} to {phi.max():g}", float(np.nanmax(factor))))
    table("composite", ("path", "volume fraction", "law over measured, at most"), rows)


if __name__ == "__main__":
    main()
