"""Theory of the grid: a rough face pressed and held, and how many steps a contact takes."""

import numpy as np
from _kit import COLOURS, percent, save, table
from matplotlib.figure import Figure

import asperity
from asperity.contact import Schedule, close_interface, elastic_contact
from asperity.laws.flow.flow import Flow
from asperity.stack import build
from asperity.topography import Band, self_affine

SPACING, MODULUS = 4e-8, 5e9
HOLDS = (0.0, 1.0, 10.0, 100.0)


def heights(points: int, shortest: float = 4.0, longest: float | None = None):
    band = Band(
        rms_height=2e-7,
        hurst=0.8,
        longest=longest or points / 4 * SPACING,
        shortest=shortest * SPACING,
    )
    return self_affine((points, points), spacing=SPACING, band=band, seed=1).heights


def slope(face) -> float:
    steps = [np.roll(face, -1, axis) - face for axis in (0, 1)]
    return float(np.sqrt(sum(np.mean(one**2) for one in steps)) / SPACING)


def work() -> None:
    """Steps and transforms of elastic contacts at one tolerance."""
    rows = []
    for points in (128, 256, 512):
        face = heights(points)
        for share in (0.01, 0.1, 0.5, 1.2):
            found = elastic_contact(
                face, spacing=SPACING, modulus=MODULUS, pressure=share * MODULUS * slope(face)
            )
            rows.append(
                (
                    f"{points} × {points}",
                    percent(found.contact_fraction),
                    found.iterations,
                    f"{found.transforms:.0f}",
                )
            )
    table("work", ("grid", "in contact", "steps", "transforms"), rows)


def closing() -> None:
    """Gap maps of lithium on a rough face while it is held."""
    lithium = build(asperity.load_recipe("symmetric-cell")).layer("metal").metal
    found = close_interface(
        heights(128, shortest=8.0, longest=2e-6),
        spacing=SPACING,
        modulus=MODULUS,
        creep=Flow(lithium.creep, lithium.size),
        schedule=Schedule((0.0, 100.0), (1e7, 1e7), (298.15, 298.15)),
        frames=HOLDS,
        tolerance=5e-3,
    )
    figure = Figure(figsize=(7.4, 2.3), layout="constrained")
    shown = figure.subplots(1, len(HOLDS))
    side = 128 * SPACING * 1e6
    for axes, frame in zip(shown, found.frames, strict=True):
        gap = np.where(frame.gap > 0, frame.gap * 1e9, np.nan)
        picture = axes.imshow(
            gap, cmap="viridis", vmin=0, vmax=200, extent=(0, side, 0, side), origin="lower"
        )
        axes.set_facecolor(COLOURS[4])
        fraction = np.mean(frame.gap == 0)
        axes.set_title(f"{frame.time:g} s, {percent(fraction, 2)}", fontsize=8.5)
        axes.set(xticks=(0, 5), yticks=())
    shown[0].set_xlabel("µm")
    figure.colorbar(picture, ax=shown, shrink=0.8, label="gap (nm)")
    save(figure, "closing")


if __name__ == "__main__":
    work()
    closing()
