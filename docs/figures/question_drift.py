"""Question 13: how contact and resistance drift over cycles, by stack pressure and by fixture."""

from _kit import load, percent, show, table

from asperity.study import cycle

FIXTURES = (
    ("constant force", {}),
    ("spring, 0.1 kN/mm", {"fixture": "spring", "stiffness": "0.1 kN/mm"}),
    ("fixed gap", {"fixture": "fixed-gap"}),
)


def told(found) -> tuple[str, ...]:
    """Contact at its least and against its best, cell in the first and last cycle, and the end."""
    first, last = found.cycles[0], found.cycles[-1]
    ends = found.ended
    if found.cycles[-1].whole:
        noticed = abs(found.drift_ohm) > 1e-6 * last.cell_resistance_ohm
        ends = f"{found.drift_ohm:+.2g} Ω a cycle" if noticed else "no drift"
    return (
        percent(min(face.contact_lowest for one in found.cycles for face in one.faces)),
        percent(min(face.kept for one in found.cycles for face in one.faces)),
        f"{first.cell_resistance_ohm:.3g} Ω",
        f"{last.cell_resistance_ohm:.3g} Ω (cycle {last.number})",
        ends.partition(" at ")[0],
    )


HEADINGS = ("least contact", "of its best", "cell, first cycle", "last cycle", "then")


def pressures() -> None:
    rows = []
    for pressure in (1, 2, 3, 5, 10, 25):
        changed = load("symmetric-cell").replace({"steps.operate.pressure": f"{pressure} MPa"})
        rows.append((f"{pressure} MPa", *told(cycle(changed, cycles=20))))
    table("pressures", ("operated at", *HEADINGS), rows)


def fixtures() -> None:
    rows = []
    for name, fields in FIXTURES:
        changes = {f"steps.operate.{field}": text for field, text in fields.items()}
        changed = load("anneal-under-pressure").replace(changes)
        found = cycle(changed, cycles=20, flaws=False)
        rows.append((name, show(found.pressure_charged_pa, "MPa"), *told(found)))
    table("fixtures", ("1 MPa held by", "charged", *HEADINGS), rows)


if __name__ == "__main__":
    pressures()
    fixtures()
