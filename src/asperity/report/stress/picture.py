"""Where a pressed layer is pulled: a cut through it, its faces, and the way to full pressure."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from asperity import layered
from asperity.study.stress.told import LayerStress, StressOutcome
from asperity.units import from_si

UPPER, LOWER = "#d55e00", "#0072b2"
_SIDES = (("top", UPPER), ("bottom", LOWER))


def picture(
    found: StressOutcome, solutions: Mapping[str, tuple[layered.Solution, int]], kind: str
) -> bytes:
    """The picture as a file of this kind, "svg" or "png"."""
    figure = Figure(figsize=(8.0, 3.2 * len(found.layers) + 0.2), layout="constrained")
    rows = figure.subplots(len(found.layers), 3, squeeze=False, width_ratios=(1.5, 1.0, 1.0))
    for axes, layer in zip(rows, found.layers, strict=True):
        solution, slab = solutions[layer.name]
        _cut(figure, axes[0], solution, slab, layer)
        _faces(axes[1], solution, slab)
        _course(axes[2], layer)
    file = BytesIO()
    plain = {"svg": {"Date": None}, "png": {}}[kind]
    figure.savefig(file, format=kind, dpi=160, metadata=plain)
    return file.getvalue()


def _cut(
    figure: Figure, axes: Axes, solution: layered.Solution, slab: int, layer: LayerStress
) -> None:
    """Largest principal stress over the cut, tension red, pressure blue."""
    field = solution.field(slab)
    low = float(solution.stack.heights[slab])
    radius, height = from_si(field.r, "mm"), from_si(field.z - low, "mm")
    values = from_si(field.tension(), "MPa")
    most = max(float(np.abs(values).max()), 1e-3)
    # points of quadrature stand in rows and columns
    order = np.lexsort((np.round(radius, 9), np.round(height, 9)))
    columns = len(np.unique(np.round(radius, 9)))
    rows = (one[order].reshape(-1, columns) for one in (radius, height, values))
    drawn = axes.pcolormesh(
        *rows, cmap="RdBu_r", vmin=-most, vmax=most, shading="gouraud", rasterized=True
    )
    if layer.tension_pa > 0:
        at = np.array([layer.tension_radius_m, layer.tension_height_m])
        axes.plot(
            *from_si(at, "mm"), marker="o", markersize=6, color="k", fillstyle="none", clip_on=False
        )
    axes.set(
        xlabel="radius (mm)",
        ylabel="height (mm)",
        title=f"{layer.name}: largest principal stress (MPa)",
    )
    axes.title.set_fontsize(9)
    figure.colorbar(drawn, ax=axes, pad=0.02)


def _faces(axes: Axes, solution: layered.Solution, slab: int) -> None:
    """Radial and hoop stress along both faces."""
    for side, colour in _SIDES:
        field = solution.field(slab, "top" if side == "top" else "bottom")
        order = np.argsort(field.r)
        for column, style, name in ((0, "-", "radial"), (2, "--", "hoop")):
            axes.plot(
                from_si(field.r[order], "mm"),
                from_si(field.stress[order, column], "MPa"),
                color=colour,
                linestyle=style,
                linewidth=1.2,
                label=f"{side}, {name}",
            )
    axes.axhline(0.0, color="0.7", linewidth=0.8)
    axes.set(xlabel="radius (mm)", ylabel="stress in the faces (MPa)")
    axes.legend(frameon=False, fontsize=7)
    axes.spines[["top", "right"]].set_visible(False)


def _course(axes: Axes, layer: LayerStress) -> None:
    """Largest tension on the way to full pressure."""
    axes.plot(
        from_si(layer.course.pressure_pa, "MPa"),
        from_si(layer.course.tension_pa, "MPa"),
        color="0.25",
        marker=".",
    )
    axes.set(xscale="log", xlabel="pressure (MPa)", ylabel="largest tension (MPa)")
    axes.set_ylim(bottom=min(0.0, from_si(float(layer.course.tension_pa.min()), "MPa")))
    axes.spines[["top", "right"]].set_visible(False)
