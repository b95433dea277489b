"""Theory of constriction: current maps, the error of a spot, a spectrum beside its circuit."""

from functools import partial

import numpy as np
from _kit import COLOURS, canvas, percent, plain_log, save, table
from matplotlib.figure import Figure

from asperity.contact import adaptive_frequencies, constriction, impedance
from asperity.laws.current.circuit import interface_impedance
from asperity.reference import spot
from asperity.topography import Band, self_affine

SPACING, SIGMA, VACUUM = 4e-8, 0.1, 8.8541878128e-12
CM2 = 1e4
TRANSFERS = (0.0, 1e-6, 1e-4)
FACE = {"conductivity": SIGMA, "permittivity": 20 * VACUUM, "double_layer": 0.1}


def face(points: int, fraction: float):
    """A contact map and its gaps, m."""
    band = Band(rms_height=2e-7, hurst=0.8, longest=points / 4 * SPACING, shortest=4 * SPACING)
    heights = self_affine((points, points), spacing=SPACING, band=band, seed=1).heights
    level = np.quantile(heights, 1 - fraction)
    return heights > level, np.maximum(level - heights, 1e-10)


def maps() -> None:
    """Current density of one contact map under three charge transfers."""
    contact, _ = face(256, 0.3)
    figure = Figure(figsize=(7.4, 2.7), layout="constrained")
    side = 256 * SPACING * 1e6
    shown = figure.subplots(1, len(TRANSFERS))
    for axes, transfer in zip(shown, TRANSFERS, strict=True):
        found = constriction(contact, spacing=SPACING, conductivity=SIGMA, charge_transfer=transfer)
        density = np.where(contact, found.density, np.nan)
        picture = axes.imshow(
            density, cmap="inferno", vmin=0, vmax=10, extent=(0, side, 0, side), origin="lower"
        )
        axes.set_facecolor("#dddddd")
        title = f"{transfer * CM2:g} Ω cm²: {found.resistance * CM2:.3g} Ω cm²"
        axes.set_title(f"{title}\nfocusing {found.focusing:.3g}", fontsize=8.5)
        axes.set(xticks=(0, 5, 10), yticks=())
    shown[0].set_xlabel("µm")
    figure.colorbar(picture, ax=shown, shrink=0.8, label="current over its mean")
    save(figure, "maps")


def off(radius: float, places: int = 8) -> tuple[float, float]:
    """Mean error of the bound and of the resistance of a spot, `radius` in points."""
    rng, points, found = np.random.default_rng(3), int(8 * radius), []
    for _ in range(places):
        middle, x = points / 2 + rng.random(2), np.arange(points)
        away = np.hypot(x[:, None] - middle[0], x[None, :] - middle[1])
        one = constriction(away < radius * (1 + 0.2 * rng.random()), spacing=1.0, conductivity=1.0)
        true = np.sqrt(one.contact_fraction / np.pi) * points
        exact = spot.lattice(true, points, 1.0) * points**2
        found.append((one.upper_bound / exact - 1, one.resistance / exact - 1))
    return tuple(np.abs(np.mean(found, axis=0)))


def spots() -> None:
    radii = np.array([2.0, 4.0, 8.0, 16.0, 32.0])
    bound, kept = np.array([off(radius) for radius in radii]).T
    figure, axes = canvas(4.2, 3.2)
    axes.plot(radii, 100 * bound, "o-", color=COLOURS[1], label="even in squares")
    axes.plot(radii, 100 * kept, "o-", color=COLOURS[0], label="edges corrected")
    first = 100 * bound[-1] * radii[-1] / radii
    axes.plot(radii, first, ":", color=COLOURS[6], label="of first order")
    axes.set(xscale="log", yscale="log", xlabel="radius (points)", ylabel="error (%)")
    axes.set_title("Resistance of a round spot")
    plain_log(axes.xaxis)
    axes.legend()
    save(figure, "spots")


def work() -> None:
    """Steps to 1e-6 over grids, contact and charge transfer."""
    rows = []
    for points in (128, 256, 512):
        for fraction in (0.02, 0.3, 0.92):
            contact, _ = face(points, fraction)
            steps = [
                constriction(
                    contact, spacing=SPACING, conductivity=SIGMA, charge_transfer=transfer
                ).iterations
                for transfer in (0.0, 1e-7, 1e-6, 1e-4)
            ]
            rows.append((f"{points} × {points}", percent(fraction), *steps))
    heads = ("grid", "in contact", "steps, 0 Ω cm²", "0.001", "0.01", "1")
    table("work", heads, rows)


def spectrum() -> None:
    """One contact map at two charge transfers, and what its circuit says."""
    contact, gap = face(96, 0.3)
    figure, both = canvas(7.2, 3.2, ncols=2)
    rows = []
    for axes, transfer in zip(both, (0.0, 1e-5), strict=True):
        given = FACE | {"charge_transfer": transfer}

        def answer(frequencies, given=given):
            return impedance(gap, contact, frequencies, spacing=SPACING, **given)

        frequencies, found = adaptive_frequencies(answer, 1e1, 1e10, tolerance=0.02)
        steady = constriction(
            contact, spacing=SPACING, conductivity=SIGMA, charge_transfer=transfer
        ).resistance
        circuit = partial(
            interface_impedance,
            fraction=contact.mean(),
            gap=1 / np.mean(1 / gap[~contact]),
            constriction=steady - transfer / contact.mean(),
            **given,
        )
        smooth = circuit(np.geomspace(1e1, 1e10, 400))
        for values, mark, text in ((found, "o", "map"), (smooth, "-", "circuit")):
            shown = values * CM2
            axes.plot(shown.real, -shown.imag, mark, ms=3.5, lw=1.2, label=text)
        axes.set(xlabel="real part (Ω cm²)", ylabel="-imaginary part (Ω cm²)")
        axes.set_title(f"charge transfer {transfer * CM2:g} Ω cm²")
        axes.set_aspect("equal")
        worst = np.max(np.abs(circuit(frequencies) - found)) / abs(found[0])
        rows.append((f"{transfer * CM2:g}", f"{found[0].real * CM2:.3g}", percent(worst)))
    both[0].legend()
    save(figure, "spectrum")
    heads = ("charge transfer (Ω cm²)", "at 10 Hz (Ω cm²)", "circuit off by, of that")
    table("circuit", heads, rows)


def main() -> None:
    maps()
    spots()
    work()
    spectrum()


if __name__ == "__main__":
    main()
