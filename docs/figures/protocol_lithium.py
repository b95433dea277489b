"""Page of what the field knows: lithium on a sulfide between contact and short, and a target."""

from _kit import canvas, percent, plain_log, save, show, table
from _protocols import (
    CASES,
    OPERATE,
    PRESS,
    answer,
    axis,
    checked,
    contours,
    pressed,
    shaded,
    solved,
    star,
)

from asperity.units import to_si

SPAN = ("3 MPa", "80 MPa")


def draw(axes, grid) -> None:
    x, y = axis(grid, PRESS, "pressure", "MPa"), axis(grid, OPERATE, "pressure", "MPa")
    contours(axes, grid.number, x, y, [36, 40, 45, 50, 60, 80])
    shaded(axes, grid, x, y, ("mechanical-short",))
    star(axes, "lithium", OPERATE, "pressure", "MPa")
    enough = to_si(solved("target").variables[0].found, "pressure") / 1e6
    axes.plot(enough, enough, marker="o", ms=7, color="k", mec="w", zorder=5)
    axes.set(
        yscale="log",
        ylim=(3, 50),
        xlabel="pressed together at (MPa)",
        ylabel="operated at (MPa)",
        title="Resistance of the cell in Ω",
    )
    plain_log(axes.yaxis)


def shorts(grid) -> None:
    """How likely metal comes through, against the pressure, pressed and in operation."""
    rows = []
    column = grid.table.column("steps.press.risks.mechanical-short.probability")
    seen: dict[str, float] = {}
    for written, chance in zip(grid.values[PRESS], column, strict=True):
        seen.setdefault(written, float(chance))
    for written, chance in seen.items():
        rows.append((show(to_si(written, "pressure"), "MPa"), percent(chance, 2)))
    table("shorts", ("pressed together at", "metal comes through in"), rows)


def main() -> None:
    answer("lithium", "cell")
    answer("target", "cell")
    # the same pressures on both axes: the resistance has an edge where they are equal
    grid = pressed(CASES["lithium"], 13, 13, ends=dict.fromkeys((PRESS, OPERATE), SPAN))
    figure, axes = canvas(5.2, 3.6)
    draw(axes, grid)
    save(figure)
    checked("lithium")
    few = pressed(
        CASES["lithium"], 5, 2, ends={PRESS: ("5 MPa", "80 MPa"), OPERATE: ("3 MPa", "5 MPa")}
    )
    shorts(few)


if __name__ == "__main__":
    main()
