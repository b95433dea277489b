"""Theory of bonding and operation: what two powders remember, and how a cell breathes."""

import numpy as np
from _kit import COLOURS, canvas, face, layer, load, percent, run, save, show, step, table

import asperity
from asperity.laws.tools.breathing import (
    bearing_transmission,
    even_transmission,
    host_growth,
    plated_thickness,
)

CELL = "lithium-cell"
MAH_CM2 = 36e3
FIXTURES = (
    ("constant force", {"fixture": "constant-force"}),
    ("spring, 50 kN/mm", {"fixture": "spring", "stiffness": "50 kN/mm"}),
    ("fixed gap", {"fixture": "fixed-gap"}),
)
PRESSURES = (74, 250, 375, 500)


def operated(fields: dict[str, str]) -> asperity.Outcome:
    """The cell, cycled twice so."""
    steps = ("operate", "again")
    return run(CELL, {f"steps.{s}.{field}": text for s in steps for field, text in fields.items()})


def cycles() -> None:
    """Pressure and contact over two cycles."""
    figure, (above, below) = canvas(6.6, 4.6, nrows=2, sharex=True)
    for (name, fields), colour in zip(FIXTURES, COLOURS, strict=False):
        outcome, begun = operated(fields), 0.0
        for index, one in enumerate(outcome.steps[-2:]):
            course = one.history
            hours = (begun + course.time_s) / 3600
            label = name if index == 0 else None
            above.plot(hours, course.pressure_pa / 1e6, color=colour, label=label)
            for pair, style in (("metal:electrolyte", "-"), ("electrolyte:cathode", "--")):
                contact = course.contact_fraction[:, course.interfaces.index(pair)]
                below.plot(hours, 100 * contact, color=colour, ls=style)
            begun += one.duration_s
    above.set(ylabel="stack pressure (MPa)", ylim=(0, None))
    above.legend(loc="upper center")
    below.set(xlabel="time (h)", ylabel="contact (%)", ylim=(0, 100))
    for pair, style in (("lithium on electrolyte", "-"), ("electrolyte on cathode", "--")):
        below.plot([], [], color=COLOURS[6], ls=style, label=pair)
    below.legend(loc="center right")
    save(figure)


def drift() -> None:
    """Table of the pressure over a cycle."""
    capacities = ("0.5 mAh/cm^2", "1 mAh/cm^2", "2 mAh/cm^2")
    rows = []
    for name, fields in FIXTURES:
        found = []
        for capacity in capacities:
            one = step(operated(fields | {"capacity": capacity}), "operate")
            low, high = one.pressure_lowest_pa, one.pressure_highest_pa
            span = (
                show(high, "MPa") if high - low < 1e3 else f"{low / 1e6:.3g} to {show(high, 'MPa')}"
            )
            found.append(span)
        rows.append((name, *found))
    table("drift", ("10 MPa when closed", *(c.replace("^2", "²") for c in capacities)), rows)


def growth() -> None:
    """Table of what a charge adds to a layer."""
    rows = []
    for name in ("lithium", "sodium"):
        Vm = asperity.material(name).value("molar_volume")
        rows.append(
            (name, show(float(plated_thickness(MAH_CM2, Vm)), "um"), "–", "volume of the metal")
        )
    for name in ("NMC622", "LiCoO2", "NaCrO2"):
        card = asperity.material(name)
        capacity = card.value("specific_capacity") * card.value("density")
        quantity = card.quantities["expansion"]

        def grown(expansion: float, capacity: float = capacity) -> float:
            return float(host_growth(MAH_CM2, capacity=capacity, expansion=expansion)) * 1e6

        spread = sorted((grown(quantity.low / 100), grown(quantity.high / 100)))
        rows.append(
            (
                f"mixture with {name}",
                f"{grown(quantity.si):+.2g} µm",
                f"{spread[0]:+.2g} to {spread[1]:+.2g}",
                f"{100 * quantity.si:+.2g} % of the host, {quantity.trust}",
            )
        )
    table("growth", ("charge of 1 mAh/cm²", "adds", "range, µm", "from"), rows)


def transmission() -> None:
    """Table of how much of its growth a host hands on."""
    ratio = asperity.material("Li6PS5Cl").value("wall_pressure_ratio")
    cathode = layer(run(CELL), "operate", "cathode")
    share = 0.45 * cathode.relative_density
    rows = [
        ("the host and the rest bear the same", float(even_transmission(ratio))),
        ("used", 1.0),
        ("the host bears alone", float(bearing_transmission(ratio, share))),
    ]
    table("transmission", ("in the mixture", "transmission"), rows)


def bonding() -> None:
    """Table of what the past of the separator does to the bond."""
    rows = []
    for first in (0, 100, 250, 500):
        found = []
        for together in PRESSURES:
            one = face(_bonded(first, together), "bond", "electrolyte:cathode")
            found.append(
                f"{percent(one.contact_fraction, 2)}, {show(one.embedding_depth_m, 'um', 2)}"
            )
        rows.append((f"{first} MPa" if first else "not pressed", *found))
    heads = ("separator pressed before at", *(f"together at {p} MPa" for p in PRESSURES))
    table("bonding", heads, rows)


def before() -> None:
    """Table of the contact after 500 MPa together, by the pressure on the separator before."""
    firsts = (0, 1, 20, 100, 250, 500)
    found = [face(_bonded(P, 500), "bond", "electrolyte:cathode").contact_fraction for P in firsts]
    heads = ("separator pressed before at", *(f"{P} MPa" if P else "none" for P in firsts))
    table("before", heads, [("contact", *(f"{share:.3f}" for share in found))])


def _bonded(first: float, together: float) -> asperity.Outcome:
    """The separator pressed at one pressure (MPa), then with the cathode on it at another."""
    data = load(CELL).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    begun = {"name": "densify", "kind": "compact", "pressure": f"{first} MPa"}
    bond = {"name": "bond", "kind": "bond", "pressure": f"{together} MPa"}
    layers = [one for one in data["stack"] if one["name"] != "metal"]
    data |= {"stack": layers, "interfaces": []}
    data["steps"] = [begun, bond | {"adds": ["cathode"]}] if first else [bond]
    return run(asperity.Recipe.model_validate(data))


def main() -> None:
    cycles()
    drift()
    growth()
    transmission()
    bonding()
    before()


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    main()
