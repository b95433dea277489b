"""Theory of conduction: pellets under two pressures, cathodes, and their residuals."""

import numpy as np
from _kit import COLOURS, canvas, percent, plain_log, save, table, validation

validation()
import composite  # noqa: E402
import conductivity  # noqa: E402

TWO = conductivity.POWDERS[:2]
LABELS = {
    "opened": "this one",
    "bonded": "this one, $r$ held",
    "loading": "this one",
    "formed": "older form",
}
SHORT = {"uC-Li6PS5Cl": "micro-crystalline Li6PS5Cl", "GC-Li6PS5Cl": "glass-ceramic Li6PS5Cl"}


def shipped(powder: str):
    """The numbers that are on a powder's card, fitted again."""
    return conductivity.fit(conductivity.cells(powder), conductivity.SHIPPED[powder])


def draw_cells(axes, powder: str) -> None:
    data, x = conductivity.cells(powder), shipped(powder)
    for P, colour in zip(np.unique(data.P), COLOURS, strict=False):
        own = data.only(P == data.P)
        p = np.linspace(5e6, P, 80)
        law = conductivity.model(p, np.full_like(p, P), x)
        axes.plot(p / 1e6, law, color=colour, label=f"{P / 1e6:g} MPa")
        axes.plot(own.p / 1e6, own.sigma, "o", color=colour, markersize=4)
    axes.axvspan(0, 49, color="#eeeeee", zorder=0)
    axes.set(xlabel="present pressure (MPa)", ylabel="conductivity (mS/cm)", ylim=(0, None))
    axes.set_xlim(0, 500)
    axes.set_title(SHORT[powder])


def draw_collapse(axes) -> None:
    """What is left of the conductivity of the same pellet at its largest pressure, over p/P."""
    share = np.linspace(0.03, 1, 100)
    for powder, colour in zip(TWO, COLOURS, strict=False):
        data, x = conductivity.cells(powder), shipped(powder)
        bare = data.sigma / conductivity.model(data.p, data.P, np.array([1.0, 0.0, 0.0, 0.0]))
        for P, marker in zip(np.unique(data.P), "os^vD", strict=True):
            own = P == data.P
            full = bare[own][np.argmax(data.p[own])]
            axes.plot(data.p[own] / P, bare[own] / full, marker, color=colour, markersize=4)
        kept = x[3] + (1 - x[3]) / (1 + x[2] * (1 / share - 1))
        axes.plot(share, kept, color=colour, label=SHORT[powder])
    axes.set(xlabel="present over largest pressure", ylabel="contacts kept", ylim=(0, 1.05))
    axes.set_title("Letting go: one curve a powder")
    axes.legend(loc="lower right", fontsize=7.5)


def draw_loading(axes) -> None:
    """First loading of three powders, without the factors of density and lattice."""
    P = np.geomspace(8e6, 600e6, 80)
    for powder, colour in zip(conductivity.POWDERS, COLOURS, strict=False):
        data = conductivity.cells(powder)
        data = data.only(data.p == data.P)
        x = shipped(powder)
        bare = np.array([x[0], 0.0, 0.0, 0.0])
        made = data.sigma / conductivity.model(data.p, data.P, bare)
        axes.plot(P / 1e6, P / (P + x[1] * 1e8), color=colour, label=SHORT.get(powder, powder))
        axes.plot(data.P / 1e6, made, "o", color=colour, markersize=4)
    axes.set(xscale="log", xlabel="pressure (MPa)", ylabel="contacts made", ylim=(0, 1.05))
    plain_log(axes.xaxis)
    axes.set_title("Pressing")
    axes.legend(loc="lower right", fontsize=7.5)


def draw_map() -> None:
    figure, axes = canvas(7.2, 2.7, ncols=2)
    for ax, powder in zip(axes, TWO, strict=True):
        data, errors = conductivity.cells(powder), 100 * np.expm1(conductivity.pressed(powder))
        stack, made = np.unique(data.p), np.unique(data.P)
        grid = np.full((made.size, stack.size), np.nan)
        grid[np.searchsorted(made, data.P), np.searchsorted(stack, data.p)] = errors
        ax.imshow(grid, cmap="RdBu_r", vmin=-20, vmax=20, origin="lower", aspect="auto")
        for (row, col), value in np.ndenumerate(grid):
            if np.isfinite(value):
                ax.text(col, row, f"{value:+.0f}", ha="center", va="center", fontsize=7.5)
        ax.set_xticks(range(stack.size), [f"{p / 1e6:g}" for p in stack])
        ax.set_yticks(range(made.size), [f"{P / 1e6:g}" for P in made])
        ax.set(xlabel="measured under (MPa)", ylabel="pressed at (MPa)")
        ax.set_title(SHORT[powder])
    save(figure, "map")


def draw_composite() -> None:
    figure, axes = canvas(4.6, 3.2)
    phi = np.linspace(0.12, 0.7, 300)
    for kind, colour in zip(("ionic", "electronic"), COLOURS, strict=False):
        label = "ions" if kind == "ionic" else "electrons"
        axes.plot(phi, composite.predicted(kind, phi), color=colour, label=label)
        rows = composite.path(kind)
        axes.plot(rows.fraction, rows.reduced, "o", color=colour, markersize=4)
    rows = composite.readings("ionic").only(np.arange(8) >= 4)
    axes.plot(rows.fraction, rows.reduced, "o", color=COLOURS[0], markersize=4, fillstyle="none")
    axes.set(yscale="log", ylim=(1e-3, 1), xlabel="volume fraction of the conducting phase")
    axes.set(ylabel="conductivity over that of the phase")
    axes.legend()
    save(figure, "composite")


def _both(errors) -> str:
    return f"{percent(conductivity.rms(errors), 2)} ({percent(conductivity.worst(errors), 2)})"


def fitted() -> None:
    rows = []
    for powder, form, x in conductivity.forms():
        data = conductivity.cells(powder)
        own, out = conductivity.residuals(data, x, form), conductivity.left_out(data, form)
        bond = x[2:] if len(x) == 4 else [float("nan"), x[2] if len(x) == 3 else np.nan]
        rows.append(
            (
                SHORT.get(powder, powder),
                LABELS[form],
                x[0],
                f"{100 * x[1]:.0f}",
                bond[0],
                f"{bond[1]:.2f}" if np.isfinite(bond[1]) else "–",
                *(_both(e) for e in (own, out)),
            )
        )
    heading = ("powder", "form", "$\\sigma_0$ (mS/cm)", "$p_0$ (MPa)", "$b$", "$r$")
    table("set", (*heading, "rms (worst)", "left out"), rows)


def bonded() -> None:
    """The micro-crystalline powder with other bonded shares held."""
    data, rows = conductivity.cells(TWO[0]), []
    for r in (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5):
        x = conductivity.fit(data, "bonded", r)
        errors = conductivity.residuals(data, x)
        rows.append((f"{r:g}", f"{100 * x[1]:.0f}", x[2], *_each(errors)))
    heading = ("micro-crystalline, $r$ held at", "$p_0$ (MPa)", "$b$", "rms", "worst")
    table("bonded", heading, rows)


def _each(errors) -> tuple[str, str]:
    return percent(conductivity.rms(errors), 3), percent(conductivity.worst(errors), 3)


def released() -> None:
    """What is left of a pellet's conductivity when it is let go, and over the range of r."""
    P, rows = 300e6, []
    stack = np.array([49e6, 25e6, 10e6, 5e6, 0.0])
    for powder in conductivity.POWDERS:
        card = conductivity.material(conductivity.CARDS[powder])
        share = card.quantities["grain_bonded_share"]
        kept = [_kept(powder, stack, P, r) for r in (share.value, share.low, share.high)]
        told = [
            f"{percent(k, 2)} ({100 * a:.0f} to {100 * b:.0f})" for k, a, b in np.transpose(kept)
        ]
        rows.append((f"`{card.name}`", f"{share.value:g} ({share.low:g} to {share.high:g})", *told))
    heading = ("card", "$r$", *(f"{p / 1e6:g} MPa" for p in stack))
    table("released", heading, rows)


def _kept(powder: str, p, P: float, r: float):
    """Conductivity at `p` over that at `P`, both in Pa, with this bonded share."""
    card = conductivity.material(conductivity.CARDS[powder])
    x = [1.0, card.value("grain_contact_pressure") / 1e8, card.value("grain_opening"), r]
    if powder in TWO:
        x = conductivity.fit(conductivity.cells(powder), "bonded", r)
    sigma = conductivity.model(np.append(p, P), np.full(p.size + 1, P), x)
    return sigma[:-1] / sigma[-1]


def exponents() -> None:
    """Worst factor of the ionic rows for each exponent."""
    rows = [(f"{t:g}", f"{phi:.3f}", f"{worst:.2f}") for t, phi, worst in composite.exponents()]
    table("exponents", ("ionic $t$", "$\\varphi_c$ fitted", "worst factor"), rows)


def judged() -> None:
    rows = []
    for powder in conductivity.POWDERS:
        errors = np.expm1(conductivity.pressed(powder))
        rms = float(np.sqrt(np.mean(errors**2)))
        card = f"`{conductivity.CARDS[powder]}`"
        rows.append((card, errors.size, percent(rms, 2), percent(float(np.abs(errors).max()), 2)))
    borrowed = np.expm1(conductivity.borrowed())
    rows.append(
        (
            "Li5.5PS4.5Cl1.5, $p_0$ of the micro-crystalline Li6PS5Cl, law alone",
            borrowed.size,
            percent(float(np.sqrt(np.mean(borrowed**2))), 2),
            percent(float(np.abs(borrowed).max()), 2),
        )
    )
    table("press", ("card", "readings", "rms", "worst"), rows)


def mixtures() -> None:
    rows = [
        (f"{share:.0f} %", what, theirs, ours, f"{factor:.2f}")
        for share, what, theirs, ours, factor in sorted(composite.factors())
    ]
    table("rows", ("active material", "quantity", "measured", "program", "factor"), rows)
    out = []
    for kind in ("ionic", "electronic"):
        phi, off = composite.path(kind).fraction, composite.left_out(kind)
        found = [f"{x:.2f} ({f:.0%})" for x, f in zip(off, phi, strict=False)]
        out.append((kind, ", ".join(found)))
    table("leftout", ("path", "law over measured, row left out (fraction of the phase)"), out)


def main() -> None:
    figure, axes = canvas(7.2, 5.6, nrows=2, ncols=2)
    for ax, powder in zip(axes[0], TWO, strict=True):
        draw_cells(ax, powder)
    axes[0][1].legend(
        title="pressed at", loc="upper right", fontsize=7, title_fontsize=7.5, ncols=2
    )
    axes[0][1].set_ylim(0, 1.7)
    draw_collapse(axes[1][0])
    draw_loading(axes[1][1])
    save(figure)
    draw_map()
    draw_composite()
    fitted()
    bonded()
    released()
    exponents()
    judged()
    mixtures()


if __name__ == "__main__":
    main()
