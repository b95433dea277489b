"""Theory of the contact stress: what finite elements of a power-law metal make of the constant."""

import numpy as np
from _kit import (
    COLOURS,
    canvas,
    column,
    percent,
    plain_log,
    save,
    snippet,
    table,
    validation,
    words,
)

validation()
from stress_constant import GROUPS  # noqa: E402
from stress_layer import errors, read  # noqa: E402
from stress_rules import (  # noqa: E402
    CLOSING_RULES,
    CONSTANT,
    RULES,
    Contact,
    dissipated,
    in_bands,
    law_errors,
    refined,
    shipped,
)

TABLE, CLOSING = "stress-constant", "stress-constant-closing"
MARKERS = {
    "strips": "o",
    "clusters": "x",
    "round contacts": "s",
    "round voids": "^",
    "pits": "v",
}
SHOWN = (0.016, 0.11, 0.27, 0.52, 0.77, 0.92, 0.985)
NAMES = {
    "27π/8": "equal dissipation in c r min(f, 1−f), c = 27π/8",
    "two ends": "asperities in c r f and last voids, added in squares",
    "two ends over wavenumber": "the same over 1/k̄ of the elastic pressure, the law before",
    "third": "a third of the pressure on what touches",
    "refined": "the law: the third, refined",
    "finite elements": "the stress of the finite elements itself",
}


def draw() -> None:
    f, n = column(TABLE, "contact_fraction"), column(TABLE, "exponent")
    s, c = column(TABLE, "stress_over_pressure"), column(TABLE, "constant")
    family = np.array(words(TABLE, "family"))
    figure, axes = canvas(7.4, 3.5, ncols=2)
    for exponent, colour in zip((3, 5, 7), COLOURS, strict=False):
        for name, marker in MARKERS.items():
            rows = (family == name) & (n == exponent)
            style = {"ms": 3.5, "color": colour, "mfc": "none", "mew": 0.9}
            axes[0].plot(f[rows], (f * s)[rows], marker, **style)
            axes[1].plot(f[rows], c[rows], marker, **style)
        curve = np.linspace(1e-3, 0.999, 300)
        law = [x * refined(exponent, Contact("", x, 0, 0)) for x in curve]
        axes[0].plot(curve, law, color=colour, lw=1.2, label=f"n = {exponent}")
    axes[0].axhline(1 / 3, color="0.4", lw=0.9, ls="--")
    axes[1].axhline(CONSTANT, color="0.4", lw=0.9, ls="--")
    for name, marker in MARKERS.items():
        axes[1].plot([], [], marker, color="0.3", mfc="none", label=name)
    axes[0].set(xlabel="contact fraction", ylabel="stress over pressure on what touches")
    axes[1].set(xlabel="contact fraction", ylabel="c of equal dissipation", yscale="log")
    plain_log(axes[1].yaxis)
    axes[0].legend(loc="lower center")
    axes[1].legend(fontsize=7.5)
    save(figure)


def constants() -> None:
    f, n, c = (column(TABLE, name) for name in ("contact_fraction", "exponent", "constant"))
    s = column(TABLE, "stress_over_pressure")
    family = np.array(words(TABLE, "family"))
    rows = []
    for name in MARKERS:
        there = np.unique(f[family == name])
        chosen = sorted({float(there[np.argmin(np.abs(there - x))]) for x in SHOWN})
        for x in chosen if name == "strips" else there if len(there) < 4 else there[::2]:
            at = [(family == name) & (f == x) & (n == exponent) for exponent in (1, 3, 5, 7)]
            share = [f"{float(3 * x * s[one][0]):.2f}" for one in at]
            rows.append((name, f"{x:.3g}", *[float(c[one][0]) for one in at], *share))
    ends = ["n → 1", "3", "5", "7"]
    heads = ("face", "f", *[f"c, {e}" for e in ends], *[f"3 f σe/p̄, {e}" for e in ends])
    table("constants", heads, rows)


def rules() -> None:
    """Factors on σe of every rule, and what they do to the rate and to the pressure needed."""
    faces, n = [at for _, at, _ in shipped()], column(TABLE, "exponent")
    s = column(TABLE, "stress_over_pressure")
    rows = []
    for exponent in (3.0, 5.0, 7.0):
        here = np.flatnonzero(n == exponent)
        best = float(np.exp(np.mean(np.log(column(TABLE, "constant")[here]))))
        chosen = {**CLOSING_RULES, f"the best single c, {best:.2g}": dissipated(best)}
        for name, rule in chosen.items():
            on = [i for i in here if name in RULES or faces[i].family == "strips" or "best" in name]
            off = np.log([rule(exponent, faces[i]) / s[i] for i in on])
            rms, low, high = np.exp([np.sqrt(np.mean(off**2)), off.min(), off.max()])
            label = NAMES.get(name, name) + (" (strips only)" if "wavenumber" in name else "")
            rates = f"{low ** (exponent - 1):.2g} to {high ** (exponent - 1):.2g}"
            rows.append((f"{exponent:g}", label, rms, f"{low:.2f} to {high:.2f}", rates))
    heads = ("n", "rule", "rms factor of σe", "range", "rate of closing, over the true one")
    table("rules", heads, rows)


def closing() -> None:
    n = column(CLOSING, "exponent")
    times = [column(CLOSING, f"time_to_{mark}") for mark in ("0.5", "0.9", "0.97")]
    low, high = column(CLOSING, "f_low"), column(CLOSING, "f_high")
    rows = [
        (
            f"{n[i]:g}",
            NAMES[name],
            *[float(time[i]) for time in times],
            f"{float(times[1][i] ** (1 / n[i])):.2f}",
            f"{low[i]:+.2f} to {high[i]:+.2f}",
        )
        for i, name in enumerate(words(CLOSING, "rule"))
    ]
    heads = ("n", "rule", "time to f = 0.5", "0.9", "0.97", "pressure for 0.9", "error of f")
    table("closing", heads, rows)


def law() -> None:
    rms, least, largest = law_errors()
    snippet(
        "law",
        f"On strips, round contacts and flat round voids, n from 3 to 7, it is off by "
        f"{percent(rms, 2)} (root mean square), from {100 * np.expm1(least):+.0f} to "
        f"{100 * np.expm1(largest):+.0f} %.",
    )


def clusters() -> None:
    """The law over the elements, as one band and as two."""
    rows = [
        (f"{at.fraction:g} in {GROUPS[at.fraction]:g}", f"{n:g}", one / stress, two / stress)
        for n, at, stress in shipped()
        if at.family == "clusters" and n > 1
        for one, two in [(refined(n, at), in_bands(n, at, GROUPS[at.fraction]))]
    ]
    heads = ("contact in groups", "n", "law over elements, one band", "two bands")
    table("clusters", heads, rows)


def layers() -> None:
    """The law over the elements for n = 5, with and without the film; all of them in the end."""
    found = read()
    depths = sorted({row.depth for row in found}, reverse=True)
    rows = [
        (f"{f:g}", name, *[getattr(at[f, d], what) / at[f, d].stress for d in depths])
        for at in [{(row.fraction, row.depth): row for row in found if row.exponent == 5}]
        for f in sorted({row.fraction for row in found})
        for name, what in (("law", "law"), ("half-space", "half_space"))
    ]
    heads = ("contact fraction", "σe over that of the elements", *[f"h = {d:g}" for d in depths])
    table("layers", heads, rows)
    rms, low, high = errors(found, "law")
    snippet(
        "layers_all",
        f"Thicknesses are in periods, n = 5. Over n from 3 to 7 the law is off by a factor of "
        f"{rms:.2f} (root mean square), {low:.2f} to {high:.2f}; the half-space goes up to "
        f"{errors(found, 'half_space')[2]:.1f}.",
    )


def main() -> None:
    draw()
    constants()
    rules()
    closing()
    law()
    clusters()
    layers()


if __name__ == "__main__":
    main()
