"""A fit of compaction laws as a picture: porosity against pressure, measured and by every law."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from asperity.laws.powder.compaction import COMPACTION
from asperity.report.fit.terminal import points
from asperity.study.calibrate import CompactionFit

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
MPA = 1e6


def picture(fit: CompactionFit, kind: str) -> bytes:
    """The picture as a file of this kind, "svg" or "png"."""
    figure = Figure(figsize=(7.2, 4.2), layout="constrained")
    draw(figure.subplots(), fit)
    file = BytesIO()
    plain = {"svg": {"Date": None}, "png": {}}[kind]
    figure.savefig(file, format=kind, dpi=160, metadata=plain)
    return file.getvalue()


def draw(axes: Axes, fit: CompactionFit) -> None:
    """Measured porosity, loaded and released, and every fitted law."""
    rows = fit.rows
    pressure = np.geomspace(rows.pressure_pa[0] / 1.5, 1.5 * rows.pressure_pa[-1], 300)
    for colour, law in zip(COLOURS, fit.laws, strict=False):
        best = law is fit.best
        density = np.asarray(COMPACTION[law.name].density(pressure, **law.parameters))
        axes.plot(
            pressure / MPA,
            100 * (1 - density),
            color=colour,
            linewidth=2.2 if best else 1.1,
            linestyle="-" if best else "--",
            zorder=3 if best else 2,
            label=f"{law.name} ({points(law.cross_validated_porosity)})",
        )
    axes.plot(
        rows.pressure_pa / MPA,
        100 * (1 - rows.relative_density),
        "o",
        color="black",
        markersize=5,
        zorder=4,
        label="measured, loaded",
    )
    released = rows.released_relative_density
    if np.isfinite(released).any():
        axes.plot(
            rows.pressure_pa / MPA,
            100 * (1 - released),
            "o",
            color="black",
            markerfacecolor="none",
            markersize=5,
            zorder=4,
            label="measured, released",
        )
    axes.set(xscale="log", xlabel="largest pressure (MPa)", ylabel="porosity (%)")
    axes.set_ylim(bottom=0)
    axes.legend(
        title="law (error on unseen rows, points)", fontsize=8, title_fontsize=8, frameon=False
    )
    axes.spines[["top", "right"]].set_visible(False)
