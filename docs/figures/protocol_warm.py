"""Page of what the field knows: sodium on a ceramic with a heater."""

from _kit import canvas, fill, save, show
from _protocols import (
    CASES,
    PRESS,
    answer,
    axis,
    checked,
    contours,
    number,
    pressed,
    shaded,
    solved,
    star,
)

import asperity
from asperity.units import from_si

WARMTH = "steps.press.temperature"


def draw(axes) -> None:
    grid = pressed(CASES["warm-thick"], 16, 10, ends={PRESS: ("1 MPa", "30 MPa")})
    x, y = axis(grid, PRESS, "pressure", "MPa"), axis(grid, WARMTH, "temperature", "degC")
    resistance = from_si(1.0, "ohm cm^2") * grid.number
    contours(axes, resistance, x, y, [2.2, 3, 5, 10, 20])
    shaded(axes, grid, x, y, ("fracture", "melting"))
    star(axes, "warm-thick", WARMTH, "temperature", "degC")
    axes.set(
        xlabel="pressure (MPa)",
        ylabel="temperature (°C)",
        title="Interface in Ω cm²; pellet of 2 mm, bow of 12 µm",
    )


def same_pressure() -> None:
    """What the pressure found warm gives on the thick pellet without warmth."""
    found = solved("warm-thick")
    at = {one.path: one.found for one in found.variables}
    cold = asperity.press(CASES["warm-thick"].written().replace({**at, WARMTH: "25 degC"}))
    face = cold.steps[-1].interfaces[0]
    fill(
        "cold",
        pressure=at[PRESS],
        warm=number(found, found.goals[0].reached),
        cold=show(face.resistance_ohm_m2, "ohm cm^2"),
        contact=f"{100 * face.contact_fraction:.0f} %",
    )


def main() -> None:
    answer("warm", "interface resistance")
    answer("warm-thick", "interface resistance", "recipe, this pellet")
    figure, axes = canvas(5.2, 3.4)
    draw(axes)
    save(figure)
    checked("warm-thick")
    same_pressure()


if __name__ == "__main__":
    main()
