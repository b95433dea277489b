"""Theory of current: the stripping limit against published ones."""

import numpy as np
from _kit import COLOURS, canvas, column, plain_log, save, validation

from asperity.laws.current.stripping import critical_stripping_current

validation()
import stripping  # noqa: E402

VOIDS = "li-void-boundary-current"


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
    figure, axes = canvas(4.2, 3.3)
    draw_stripping(axes)
    save(figure)


if __name__ == "__main__":
    main()
