"""What the scripts of found protocols share: a case solved, told in Markdown, and drawn."""

import numpy as np
from _kit import COLOURS, MPA, percent, plain_log, snippet, table, validation
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from asperity.study.design import Design
from asperity.units import from_si, to_si
from asperity.units import show as plain_show

validation()
from protocols import ALLOWED, CASES, GRIDS, OPERATE, PRESS, Grid, chance, pressed, solved  # noqa: E402

RISKS = {
    "fracture": ("cracks", COLOURS[1]),
    "mechanical-short": ("metal comes through", COLOURS[3]),
    "melting": ("melts", COLOURS[4]),
    "extrusion": ("leaks at the wall", COLOURS[5]),
    "crushing": ("crushes", COLOURS[2]),
}
"""Kinds of risk as a map calls and colours them."""
RARE = 1e-9
"""A chance below this is drawn as this."""
LABELS = {
    "pressure": "pressure",
    "temperature": "temperature",
    "flatness": "bow of the pellet",
}
__all__ = ["ALLOWED", "CASES", "OPERATE", "PRESS", "pressed", "solved"]


def number(design: Design, value: float | None, which: int = 0) -> str:
    """A number of a goal as people read it."""
    goal = design.goals[which]
    if value is None:
        return "–"
    told = plain_show(value, goal.unit, 3, dimension=goal.dimension)
    return told.replace("ohm cm^2", "Ω cm²").replace("ohm", "Ω")


def answer(name: str, goal: str, given: str = "recipe as shipped") -> None:
    """Write the command, what was given and found, and what is nearest to its limit."""
    found = solved(name)
    snippet(f"{name}_command", f"```sh\n{CASES[name].command()}\n```")
    rows = [(_label(one.path), one.given or "–", one.found or "–") for one in found.variables]
    for at, aim in enumerate(found.goals):
        told = aim.title if at else goal
        rows.append((told, number(found, aim.given, at), number(found, aim.reached, at)))
    near = [one for one in found.closest if one.limit == ALLOWED][:2]
    rows.append(("likeliest to go wrong", "–", "; ".join(_risk(one) for one in near) or "nothing"))
    table(f"{name}_answer", ("", given, "found"), rows)


def checked(name: str) -> None:
    """Write what the best point of a fine grid around the answer is."""
    counts, ends = GRIDS[name]
    found, grid = solved(name), pressed(CASES[name], *counts, ends=ends)
    reached, best = found.goals[0].reached or 0.0, float(grid.number[grid.best])
    at = ", ".join(grid.at(grid.best).values())
    text = (
        f"*By brute force:* the best of {len(grid.number)} points around it, pressed and judged "
        f"apart from the search, has {number(found, best)} at {at}; the answer is "
        f"{100 * (reached / best - 1):+.2f} % from that."
    )
    snippet(f"{name}_grid", text)


def _label(path: str) -> str:
    words = path.split(",", maxsplit=1)[0].split(".")
    plain = LABELS[words[-1]]
    step = words[1] if words[0] == "steps" else ""
    if "," in path:
        return f"{plain}, pressing and in operation"
    of = {"operate": " in operation", "densify": ", separator", "bond": ", cathode on it"}
    return plain + of.get(step, "")


def _risk(one) -> str:
    kind = RISKS.get(one.kind, (one.kind, ""))[0]
    return f"{kind} ({percent(one.value, 2)} of at most {percent(one.limit, 2)})"


def axis(grid: Grid, path: str, dimension: str, unit: str) -> np.ndarray:
    """The different values of a path, in `unit`."""
    found = dict.fromkeys(grid.values[path])
    return np.array([from_si(to_si(one, dimension), unit) for one in found])


def shaded(axes: Axes, grid: Grid, x: np.ndarray, y: np.ndarray, kinds: tuple[str, ...]) -> None:
    """Shade where a risk is likelier than allowed, with a legend; x (N,), y (M,)."""
    patches = []
    for kind in kinds:
        words, colour = RISKS[kind]
        level = chance(grid.table, kind).reshape(len(x), len(y)).T
        if np.nanmax(level) > ALLOWED:
            # a chance grows by factors from point to point: between them its logarithm is even
            even, ends = np.log(np.maximum(level, RARE)), np.log([ALLOWED, 1.01])
            axes.contourf(x, y, even, levels=ends, colors=[colour], alpha=0.35)
            patches.append(Patch(color=colour, alpha=0.35, label=words))
    axes.legend(handles=patches, loc="upper right", fontsize=8, framealpha=0.9, frameon=True)


def contours(axes: Axes, number: np.ndarray, x: np.ndarray, y: np.ndarray, levels) -> None:
    """Labelled lines of a goal's number (N·M,) over a logarithmic x.

    Cells are parted from their lowest corner to their highest: over two pressures that are the same
    on both axes, an edge of the number where they are equal stays one.
    """
    across, up = np.meshgrid(x, y)
    at = np.arange(across.size).reshape(across.shape)
    low, right, high, left = at[:-1, :-1], at[:-1, 1:], at[1:, 1:], at[1:, :-1]
    halves = [
        np.stack(one, axis=-1).reshape(-1, 3) for one in ((low, right, high), (low, high, left))
    ]
    heights, triangles = number.reshape(len(x), len(y)).T.ravel(), np.concatenate(halves)
    lines = axes.tricontour(
        across.ravel(),
        up.ravel(),
        triangles[np.isfinite(heights[triangles]).all(axis=1)],  # not where nothing is known
        np.nan_to_num(heights),
        levels=levels,
        colors="0.25",
        linewidths=0.9,
    )
    axes.clabel(lines, fmt=lambda value: f"{value:g}", fontsize=7.5)
    axes.set(xscale="log")
    plain_log(axes.xaxis)


def star(axes: Axes, name: str, path: str, dimension: str, unit: str) -> None:
    """Mark the answer of a case: its pressure against another of its variables."""
    at = {one.path: one.found for one in solved(name).variables}
    x, y = to_si(at[PRESS], "pressure") / MPA, from_si(to_si(at[path], dimension), unit)
    axes.plot(x, y, marker="*", ms=15, color="k", mec="w", zorder=5, clip_on=False)
