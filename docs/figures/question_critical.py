"""Question 14: critical currents before and after pressing, in both views; charge of voids."""

from _kit import MPA, face, fill, load, run, show, table

from asperity.laws.current.voids import charge_without_supply, radius_at_half_contact
from asperity.outcome.gather.electric.stripped import voided_face
from asperity.stack import build

CELL = "symmetric-cell"
PRESSED = ("5 MPa", "25 MPa")
OPERATED = (1, 5, 25)
MAH = 3.6e4
"""C/m² in a mAh/cm²."""


def operated(pressed: str, pressure: float):
    """The shipped cell joined at one pressure and operated at another (MPa)."""
    return run(
        CELL, {"steps.press.pressure": pressed, "steps.operate.pressure": f"{pressure:g} MPa"}
    )


def current(value: float | None) -> str:
    """To the two digits that allow comparing."""
    return "–" if value is None else show(value, "mA/cm^2", 2)


def limits() -> None:
    rows = []
    for pressed in PRESSED:
        for pressure in OPERATED:
            if pressure * MPA > float(pressed.split()[0]) * MPA:
                continue
            outcome = operated(pressed, pressure)
            found = outcome.cell.critical_current_a_per_m2
            rows.append(
                (
                    pressed,
                    f"{pressure} MPa",
                    f"{100 * face(outcome, 'operate').contact_fraction:.0f} %",
                    current(found.stripping),
                    current(found.stripping_interface_limited),
                    f"{found.views_apart:.1f}",
                    current(found.plating),
                )
            )
    heads = (
        "joined at",
        "operated at",
        "contact",
        "stripping, by creep and diffusion",
        "by the interface",
    )
    table("limits", (*heads, "views apart, times", "plating"), rows)


def warm() -> None:
    rows = []
    for celsius in (25, 60, 80):
        found = run(
            CELL, {"steps.operate.temperature": f"{celsius} degC"}
        ).cell.critical_current_a_per_m2
        ways = (found.stripping, found.stripping_interface_limited, found.plating)
        rows.append((f"{celsius} °C", *(current(way) for way in ways)))
    table(
        "warm",
        ("at 5 MPa", "stripping, by creep and diffusion", "by the interface", "plating"),
        rows,
    )


def charge() -> None:
    """What half of the contact costs at the least."""
    outcome = operated("25 MPa", 5)
    from_recipe = build(load(CELL))
    metal, layer = from_recipe.layer("metal").metal, from_recipe.layer("electrolyte")
    voided = voided_face(
        metal, layer, face(outcome, "operate"), pressure=5 * MPA, temperature=298.15
    )
    least = charge_without_supply(radius_at_half_contact(voided), voided)
    whole = least / voided.fraction
    fill("charge", least=f"{least / MAH:.1g}", whole=f"{whole / MAH:.1g}")


def main() -> None:
    limits()
    warm()
    charge()
    found = operated("25 MPa", 5).cell.critical_current_a_per_m2
    views = (found.stripping, found.stripping_interface_limited)
    fill("short", low=current(min(views)), high=current(max(views)))


if __name__ == "__main__":
    main()
