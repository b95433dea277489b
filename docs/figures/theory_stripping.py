"""Theory of stripping: the limit against published currents, cards alone and with one number."""

import numpy as np
from _kit import COLOURS, MPA, canvas, fill, plain_log, save, table, validation
from scipy.integrate import solve_ivp

from asperity.laws.current import voids
from asperity.laws.current.stripping import (
    creep_share,
    critical_stripping_current,
    hardest_void,
    void_supply,
)

validation()
import stripping  # noqa: E402

MAH = 3.6e4
"""C/m² in a mAh/cm²."""
FACE = voids.VoidedFace(
    nucleus=stripping.NUCLEUS, spacing=5e-6, fraction=1.0, molar_volume=stripping.LITHIUM.Vm
)
"""A lithium face that touches everywhere, with the pits of the sulfide's card."""


def lithium(axes) -> None:
    p = np.geomspace(1, 20, 60) * MPA
    alone = np.asarray(critical_stripping_current(p, stripping.LITHIUM, nucleus=stripping.NUCLEUS))
    bound = np.asarray(critical_stripping_current(p, stripping.LITHIUM))
    axes.plot(p / MPA, alone / 10, color=COLOURS[6], label="cards alone")
    axes.plot(p / MPA, bound / 10, ":", color=COLOURS[6], label="hardest void")
    for rows, colour, mark in zip(stripping.published()[::2], COLOURS[:2], "so", strict=True):
        axes.plot(rows.pressure / MPA, rows.current / 10, mark, color=colour, label=rows.name)
        axes.plot(p / MPA, rows.share() * alone / 10, "--", color=colour)
    axes.set(xscale="log", yscale="log", ylim=(0.02, 10), title="Lithium, 25 °C")
    axes.set(xlabel="stack pressure (MPa)", ylabel="critical stripping current (mA/cm²)")
    plain_log(axes.xaxis)
    plain_log(axes.yaxis)
    axes.legend(fontsize=7.5)


def sodium(both, straight) -> None:
    (rows,) = (rows for rows in stripping.published() if rows.name.startswith("Na"))
    p = np.linspace(0.01, 20, 80) * MPA
    alone = np.asarray(void_supply(p, stripping.NUCLEUS, rows.metal)) / 10
    law, low = rows.share() * alone, p <= 9 * MPA
    line = np.polyval(np.polyfit(p[low], law[low], 1), p)
    both.plot(p / MPA, alone, color=COLOURS[6], label="cards alone")
    straight.plot(p / MPA, line, color=COLOURS[6], linewidth=0.8, label="straight to 9 MPa")
    for axes in (both, straight):
        axes.plot(p / MPA, law, "--", color=COLOURS[2], label="one number fitted")
        axes.plot(rows.pressure / MPA, rows.current / 10, "D", color=COLOURS[2], label="published")
        axes.set(xlabel="stack pressure (MPa)", xlim=(0, 20), title="Sodium, 25 °C")
    both.set(yscale="log", ylim=(0.2, 2000))
    plain_log(both.yaxis)
    straight.set(ylim=(0, 8), title="the same, evenly scaled")
    both.legend(fontsize=7.5, loc="center right")
    straight.legend(fontsize=7.5)


def curves() -> None:
    figure, (left, middle, right) = canvas(9.2, 3.4, ncols=3)
    lithium(left)
    sodium(middle, right)
    save(figure)


def factors() -> None:
    rows = []
    for found in stripping.published():
        off, fitted = found.ratios(), found.share() * found.ratios()
        rows.append(
            (
                found.name.replace("|", " on "),
                len(off),
                f"{off.min():.2g} to {off.max():.2g}" if len(off) > 1 else f"{off[0]:.2g}",
                f"{stripping.factor(found.ratios(None)):.2g}",
                found.share(),
                f"{stripping.factor(fitted):.2f}",
            )
        )
    heads = ("interface", "rows", "cards alone, over published", "hardest void, off by a factor")
    table("factors", (*heads, "share φ fitted", "with it, within a factor"), rows)
    told = []
    for pit in stripping.NUCLEI:
        off = [found.ratios(pit * 1e-6) for found in stripping.published()]
        shares = [found.share(pit * 1e-6) for found in stripping.published()]
        alone = [f"{stripping.factor(one):.3g}" for one in off]
        fitted = [
            f"{stripping.factor(share * one):.2f} (φ {share:.2g})"
            for one, share in zip(off, shares, strict=True)
        ]
        told.append((f"{pit:g} µm", *alone, *fitted))
    names = [rows.name.replace("|", " on ") for rows in stripping.published()]
    heads = [f"{kind}: {name}" for kind in ("alone", "fitted") for name in names]
    table("pits", ("radius of the pits", *heads), told)
    lithium = stripping.published()[::2]
    fill(
        "together",
        least=f"{stripping.least_factor(lithium):.1f}",
        all=f"{stripping.together(stripping.published()):.2g}",
        lithium=f"{stripping.together(lithium):.1f}",
    )


def contact() -> None:
    """The same rows with full contact and with what the program finds."""
    rows, told = stripping.published()[0], []
    found = stripping.cell(tuple(rows.pressure / MPA))
    for p, seen, ratio in zip(rows.pressure, rows.current, rows.ratios(), strict=True):
        share, critical = found[p / MPA]
        low = critical.stripping / seen
        told.append(
            (
                f"{p / MPA:g} MPa",
                f"{seen / 10:g} mA/cm²",
                _off(ratio),
                f"{100 * share:.0f} %",
                _off(low),
            )
        )
    heads = ("Li on Li6PS5Cl, at", "published", "cards, full contact", "contact found")
    table("contact", (*heads, "shipped chain with that contact"), told)


def creep() -> None:
    """Creep's share of what fills the pits."""
    ends = np.array([2.0, 14.0]) * MPA
    low, high = creep_share(ends, stripping.NUCLEUS, stripping.LITHIUM)
    (nine,) = creep_share(np.array([9.0]) * MPA, stripping.NUCLEUS, stripping.SODIUM)
    fill("creep", low=f"{low:.0e}", high=f"{high:.0e}", sodium=f"{100 * nine:.0f}")


def _off(ratio: float) -> str:
    return f"{ratio:.1f} times too high" if ratio > 1 else f"{1 / ratio:.1f} times too low"


def straight() -> None:
    rows = []
    for low, high in ((1, 9), (2, 9), (9, 18), (9, 36)):
        fit, exponent = stripping.straightness(low * MPA, high * MPA)
        creep = stripping.creep_over_diffusion(np.array([low, high]) * MPA, stripping.SODIUM)
        rows.append(
            (f"{low} to {high} MPa", f"{fit:.4f}", f"{exponent:.2f}", *(f"{x:.2g}" for x in creep))
        )
    heads = ("sodium from … to …", "R² of a straight line", "exponent between the ends")
    table("straight", (*heads, "creep over diffusion, there", "and here"), rows)
    offset = 2 * stripping.SODIUM.surface_energy / stripping.NUCLEUS / MPA
    fill("offset", offset=f"{offset:.1f}")


def radius(time, current: float, pressure: float):
    """Radius (m) of the voids over times (s), from the pits on."""

    def rate(_, a):
        return voids.growth(a, current, void_supply(pressure, a, stripping.LITHIUM), FACE)

    span = (0.0, time[-1])
    found = solve_ivp(
        rate, span, [FACE.nucleus], t_eval=time, rtol=1e-8, atol=1e-14, method="LSODA"
    )
    return found.y[0]


def growing() -> None:
    figure, axes = canvas(5.4, 3.3)
    pressure = 3 * MPA
    limit = float(void_supply(pressure, FACE.nucleus, stripping.LITHIUM))
    for times, colour in zip((1.05, 1.5, 3.0, 10.0), COLOURS, strict=False):
        charge = np.linspace(0, 4, 200)
        time = charge * MAH / (times * limit)
        left = voids.contact_left(radius(time, times * limit, pressure), FACE)
        axes.plot(charge, left, color=colour, label=f"{times:g} times the limit")
    least = voids.charge_without_supply(voids.radius_at_half_contact(FACE), FACE)
    axes.axvline(least / MAH, color=COLOURS[6], linewidth=0.8, linestyle=":")
    axes.set(xlabel="charge stripped (mAh/cm²)", ylabel="contact left", ylim=(0, 1.02))
    axes.set(title="Lithium under 3 MPa, full contact, pits of 0.25 µm 5 µm apart")
    axes.legend()
    save(figure, "growing")
    hardest = float(hardest_void(pressure, stripping.LITHIUM))
    fill(
        "growing",
        limit=f"{limit / 10:.2g}",
        heal=f"{float(void_supply(pressure, hardest, stripping.LITHIUM)) / 10:.2g}",
        hardest=f"{hardest * 1e6:.1f}",
        least=f"{least / MAH:.1f}",
    )


def main() -> None:
    curves()
    factors()
    contact()
    creep()
    straight()
    growing()


if __name__ == "__main__":
    main()
