"""Numbers for the questions that the present version answers only in part."""

from _kit import (
    MINUTE,
    MPA,
    face,
    fill,
    percent,
    run,
    show,
    sodium,
    span,
    step,
    table,
    time_to_contact,
)

import asperity
from asperity.laws.flow.melting import melting_temperature
from asperity.laws.tools.fixture import bolt_torque
from asperity.laws.tools.force import force_of
from asperity.materials import die, press


def hold() -> None:
    """Question 5: contact against time."""
    times = (1, 10, 60, 600)
    rows = []
    for T, p in ((25, 5), (25, 10), (60, 2), (60, 5)):
        found = (
            percent(face(sodium(p * MPA, float(T), t * MINUTE), "press").contact_fraction)
            for t in times
        )
        rows.append((f"{T} °C, {p} MPa", *found, span(time_to_contact(p * MPA, float(T)))))
    table("hold", ("sodium, rms 0.5 µm", *(span(t * MINUTE) for t in times), "0.99 after"), rows)


def ceilings() -> None:
    """Question 6: what melts or softens first."""
    rows = []
    for name in ("sodium", "lithium", "molecular-crystal"):
        card = asperity.material(name)
        if not card.has("melting_temperature"):
            continue
        at = [
            melting_temperature(
                p, Tm0=card.value("melting_temperature"), slope=card.value("melting_slope")
            )
            for p in (1 * MPA, 100 * MPA)
        ]
        rows.append(
            (
                name,
                f"melts at {at[0] - 273.15:.1f} °C (1 MPa), {at[1] - 273.15:.1f} °C (100 MPa)",
            )
        )
    rows += [
        (name, f"softens: at most {die(name).value('max_temperature') - 273.15:.0f} °C")
        for name in ("PEEK-sleeve-13mm", "hardened-steel-10mm")
    ]
    plates = press("hydraulic-24t-heated").value("max_plate_temperature") - 273.15
    rows.append(("plates of a heated press", f"{plates:.0f} °C"))
    table("ceilings", ("", "ceiling"), rows)


def fixtures() -> None:
    """Question 13: stack pressure, torque, and the drift of a closed fixture."""
    card = press("bolted-fixture")
    wanted = ("bolt_count", "thread_diameter", "torque_coefficient")
    bolts, thread, nut = (card.value(name) for name in wanted)
    rows = []
    for p in (1, 5, 25, 75):
        outcome = (
            run("symmetric-cell", {"steps.operate.pressure": f"{min(p, 24.9)} MPa"})
            if p <= 25
            else None
        )
        torque = bolt_torque(force_of(p * MPA, 13e-3) / bolts, thread, nut_factor=nut)
        touch = "–" if outcome is None else percent(face(outcome, "operate").contact_fraction)
        rows.append(
            (
                f"{p} MPa",
                show(float(force_of(p * MPA, 13e-3)), "kN"),
                f"{float(torque):.2g} N m",
                touch,
            )
        )
    force = force_of(5 * MPA, 13e-3)
    torque = float(bolt_torque(force / bolts, thread, nut_factor=nut))
    fill("shorttorque", force=f"{force:.0f} N", torque=f"{torque:.2g}")
    each = f"torque of each of {bolts:.0f} M{1e3 * thread:.0f}"
    table("torque", ("stack pressure on 13 mm", "force", each, "contact, after 25 MPa"), rows)


def drift() -> None:
    """Question 13: pressure of a closed fixture over a cycle."""
    kinds = (
        ("spring, 0.1 kN/mm", {"fixture": "spring", "stiffness": "0.1 kN/mm"}),
        ("spring, 2 kN/mm", {"fixture": "spring", "stiffness": "2 kN/mm"}),
        ("fixed gap", {"fixture": "fixed-gap"}),
    )
    rows = []
    for name, fixture in kinds:
        found = []
        for capacity in ("0.2 mAh/cm^2", "1 mAh/cm^2"):
            fields = fixture | {"capacity": capacity, "pressure": "1 MPa"}
            changes = {f"steps.operate.{field}": text for field, text in fields.items()}
            course = step(run("anneal-under-pressure", changes), "operate").history
            found.append(show(float(course.pressure_pa.max()), "MPa"))
        rows.append((name, *found))
    table("drift", ("1 MPa discharged; charged by", "0.2 mAh/cm²", "1 mAh/cm²"), rows)


def main() -> None:
    hold()
    ceilings()
    fixtures()
    drift()


if __name__ == "__main__":
    main()
