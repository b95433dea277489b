"""Mean field against grid: contact and gap of the same faces, from the committed table."""

import numpy as np
from _kit import COLOURS, canvas, column, percent, plain_log, save, table, validation, words

from asperity.contact import elastic_contact
from asperity.topography import Band, self_affine

validation()
import fidelities  # noqa: E402

TABLE = "fidelities"


def draw() -> None:
    figure, (left, right) = canvas(7.4, 3.4, ncols=2)
    metal, celsius = np.array(words(TABLE, "metal")), column(TABLE, "celsius")
    for (name, warm, _), colour in zip(fidelities.METALS, COLOURS, strict=False):
        rows = (metal == name) & (celsius == warm)
        label = f"{name}, {warm:.0f} °C"
        on_grid, mean = (column(TABLE, f"fraction_{kind}")[rows] for kind in ("grid", "mean_field"))
        left.plot(on_grid, mean, ".", ms=4, alpha=0.6, color=colour, label=label)
        gaps = [column(TABLE, f"gap_{kind}_um")[rows] for kind in ("grid", "mean_field")]
        seen = (gaps[0] > 1e-7) & (gaps[1] > 1e-7)
        right.plot(*(1e3 * gap[seen] for gap in gaps), ".", ms=4, alpha=0.6, color=colour)
    for axes, ends in ((left, (0.02, 1.0)), (right, (1e-4, 1e3))):
        axes.plot(ends, ends, color="0.6", lw=0.8, zorder=0)
        axes.set(xscale="log", yscale="log", xlim=ends, ylim=ends)
    left.set(xlabel="contact fraction on the grid", ylabel="of the mean field")
    right.set(xlabel="mean gap on the grid (nm)", ylabel="of the mean field (nm)")
    plain_log(left.xaxis)
    plain_log(left.yaxis)
    left.legend(loc="upper left")
    save(figure)


def errors() -> None:
    headings = (
        "contact fraction on the grid",
        "cases",
        "mean field over grid, mean",
        "least",
        "most",
        "mean gap over that of the grid",
    )
    rows = [
        (bin_, str(count), *(f"{value:.2f}" for value in values))
        for bin_, count, *values in fidelities.errors(fidelities.read())
    ]
    table("errors", headings, rows)


def resolution() -> None:
    """Contact of one elastic face on grids of 4, 8, 16 and 32 points to its shortest wave."""
    band = Band(rms_height=5e-7, hurst=0.8, longest=1e-5, shortest=1.25e-6)
    face = self_affine((64, 64), spacing=20e-6 / 64, band=band, seed=1).heights
    waves, sizes = np.fft.fftshift(np.fft.fft2(face)), (64, 128, 256, 512)
    rows = []
    for pressure in (30e6, 150e6, 600e6):
        found = []
        for points in sizes:
            finer = np.pad(waves, (points - 64) // 2) * (points / 64) ** 2
            heights = np.fft.ifft2(np.fft.ifftshift(finer)).real
            step = 20e-6 / points
            solved = elastic_contact(heights, spacing=step, modulus=5e9, pressure=pressure)
            found.append(solved.contact_fraction)
        shares = [f"{one / found[-1]:.2f}" for one in found[:-1]]
        rows.append((percent(found[-1], 2), *shares))
    table("resolution", ("in contact, 32 points", "4 points", "8 points", "16 points"), rows)


if __name__ == "__main__":
    draw()
    errors()
    resolution()
