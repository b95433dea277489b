"""Mechanical shorts predicted from one throat width an electrolyte.  python validation/short.py

Sodium on four hydroborates: the throat of each from the pressure of first entry, held 10 min (not
reported; it cancels); the width of the throat distribution from the other three. That is a fit of
five numbers to eight, of which only the width is left out in turn: how alike four ratios of short
to entry are, no test of the law. Lithium on Li6PS5Cl (82 % dense): the throat from two cycled cells
that took days to short, the width from the four hydroborates; apart from that from grains and
density alone, and from the short itself. That short is known from one side: before any current at
75 MPa, so somewhere at or below. The only hold without current that did not short, 13 h at 75 MPa
in another laboratory, contradicts both.
"""

import numpy as np
from tables import column, show, words

import asperity
from asperity.laws.flow.creep import Creep, flow_stress
from asperity.laws.flow.size import SizeEffect, size_length
from asperity.laws.strength.short import (
    ENTRY_CONSTRAINT,
    capillary_pressure,
    narrowing,
    opened_throat,
    opening_pressure,
    spread_of,
)
from asperity.laws.strength.throat import grain_throat, wedging_pressure

CONTACT, LIVES = "na-on-hydroborate-contact", "li-on-li6ps5cl-time-to-short"
HOLDS = "li-on-li6ps5cl-hold-without-current"
HELD, ROOM, MPA, HOUR = 600.0, 298.15, 1e6, 3600.0
DENSITY = 0.82
GRAINS = (1e-6, 5e-6, 20e-6)
CREPT = (20.0, 25.0)
"""Pressures (MPa) of the cycled cells taken as shorted by creep: below them life is ten to fourteen
times shorter than creep would have it, so that the current decided."""


def metal(name: str) -> tuple[Creep, SizeEffect]:
    """Creep and size effect of a metal's card."""
    card = asperity.material(name)
    creep = Creep(
        prefactor=card.value("creep_prefactor") * MPA ** -card.value("creep_exponent"),
        exponent=card.value("creep_exponent"),
        activation_energy=card.value("creep_activation_energy"),
        activation_volume=card.value("creep_activation_volume"),
        reference_temperature=card.value("creep_reference_temperature"),
    )
    size = SizeEffect(
        length=card.value("size_length"),
        reference_temperature=ROOM,
        softening=card.value("size_softening"),
        melting_temperature=card.value("melting_temperature"),
    )
    return creep, size


def bulk(name: str, held: float = HELD) -> dict[str, float]:
    """Flow stress (Pa) over a hold (s) and size length (m) at room temperature."""
    creep, size = metal(name)
    stress = flow_stress(creep, 1 / held, temperature=ROOM)
    return {"bulk": float(stress), "size_length": float(size_length(size, ROOM))}


def ratios() -> np.ndarray:
    """Short over first entry of the four hydroborates."""
    return column(CONTACT, "mechanical_short_MPa") / column(CONTACT, "sodium_inclusion_MPa")


def widths() -> np.ndarray:
    """Throats (m) of the four hydroborates that sodium enters first."""
    return np.asarray(
        opened_throat(column(CONTACT, "sodium_inclusion_MPa") * MPA, **bulk("sodium"))
    )


def throat_ratios() -> np.ndarray:
    """First over last throat of the four: what their shorts ask for."""
    last = opened_throat(column(CONTACT, "mechanical_short_MPa") * MPA, **bulk("sodium"))
    return widths() / np.asarray(last)


def spread(without: int | None = None) -> float:
    """Geometric standard deviation of throats by the four, or by the other three."""
    logs = np.log(throat_ratios())
    kept = logs if without is None else np.delete(logs, without)
    return float(spread_of(np.exp(kept.mean())))


def hydroborates(held: float = HELD) -> np.ndarray:
    """Predicted shorts (Pa), each from its own first entry and the other three's spread."""
    known = bulk("sodium", held)
    wide = opened_throat(column(CONTACT, "sodium_inclusion_MPa") * MPA, **known)
    last = [w / narrowing(spread(without=i)) for i, w in enumerate(wide)]
    return np.array([opening_pressure(d, **known) for d in last])


def crept_throats() -> np.ndarray:
    """Throats (m) of Li6PS5Cl that let lithium through, of each cell taken as shorted by creep."""
    pressure, life = column(LIVES, "pressure_MPa"), column(LIVES, "time_to_short_h")
    return np.array(
        [
            opened_throat(p * MPA, **bulk("lithium", t * HOUR))
            for p, t in zip(pressure, life, strict=True)
            if p in CREPT
        ]
    )


def last_throat() -> float:
    """Their geometric mean (m)."""
    return float(np.exp(np.log(crept_throats()).mean()))


def lithium(held: float = HELD) -> dict[str, float]:
    """Predicted short (Pa) of Li6PS5Cl without current, by where its throat comes from."""
    known = bulk("lithium", held)
    routes = {"cycled cells": last_throat()}
    for grain in GRAINS:
        routes[f"grains of {1e6 * grain:g} um"] = from_grains(grain)
    return {name: float(opening_pressure(d, **known)) for name, d in routes.items()}


def from_grains(grain: float) -> float:
    """Last throat (m) by grain size and density: three even grains leave the middle width."""
    below = narrowing(spread(), seen=0.5)
    return float(grain_throat(grain, DENSITY)) / float(below)


def measured_lithium() -> float:
    """Pressure (Pa) at which it shorted before any current."""
    life = column(LIVES, "time_to_short_h")
    return float(column(LIVES, "pressure_MPa")[life == 0][0]) * MPA


def survived() -> tuple[float, float]:
    """Pressure (Pa) and time (s) of the hold without current that did not short."""
    pressure, hold, shorted = (column(HOLDS, x) for x in ("pressure_MPa", "hold_h", "shorted"))
    return float(pressure[shorted == 0][0]) * MPA, float(hold[shorted == 0][0]) * HOUR


def against_survival() -> dict[str, float]:
    """Pressure (Pa) at which lithium should have shorted in that hold, by where it comes from."""
    _, held = survived()
    slower = bulk("lithium", held)["bulk"] / bulk("lithium")["bulk"]
    return {
        "cycled cells": lithium(held)["cycled cells"],
        "short at 75 MPa": measured_lithium() * slower,
    }


def exponent() -> float:
    """Slope of ln(life) against -ln(pressure) between the two cells taken as shorted by creep."""
    pressure, life = column(LIVES, "pressure_MPa"), column(LIVES, "time_to_short_h")
    t, p = (np.log([x[pressure == at][0] for at in CREPT]) for x in (life, pressure))
    return float((t[0] - t[1]) / (p[1] - p[0]))


def plug_reach(friction: float = 0.1) -> float:
    """Length over width to which a plug slides in between first entry and short."""
    return float(ENTRY_CONSTRAINT * (ratios().mean() - 1) * np.sqrt(3) / (4 * friction))


def _print_sodium() -> None:
    own, entered = column(CONTACT, "mechanical_short_MPa"), column(CONTACT, "sodium_inclusion_MPa")
    rows = [
        (name, "Na", e, 1e9 * d, s, found / MPA, s / (found / MPA))
        for name, e, d, s, found in zip(
            words(CONTACT, "electrolyte"), entered, widths(), own, hydroborates(), strict=True
        )
    ]
    heads = ("electrolyte", "metal", "entry MPa", "throat nm", "short MPa", "predicted", "ratio")
    show(heads, rows)
    print(f"spread of throats {spread():.3f} (fitted on these four), first/last {narrowing():.2f}")


def _print_lithium() -> None:
    own, found = measured_lithium() / MPA, lithium()
    rows = [("Li6PS5Cl", name, own, p / MPA, own / (p / MPA)) for name, p in found.items()]
    show(("electrolyte", "throat from", "short MPa", "predicted", "ratio"), rows)
    fitted = opened_throat(own * MPA, **bulk("lithium"))
    there, held = survived()
    for name, p in against_survival().items():
        print(
            f"CONTRADICTED: {there / MPA:g} MPa for {held / HOUR:g} h without current did not "
            f"short; by {name} it should have at {p / MPA:.1f} MPa, {there / p:.1f} times less"
        )
    print(f"last throat by {CREPT} MPa cells: {1e9 * crept_throats()} nm; by the short {fitted} m")
    print(
        f"life goes as pressure^-{exponent():.2f} between them; "
        f"creep has {metal('lithium')[0].exponent}"
    )
    for held in (60.0, 3600.0):
        print(f"held {held:g} s: {lithium(held)['cycled cells'] / MPA:.1f} MPa")


def _print_others() -> None:
    """What the other candidates would say."""
    print(f"plug: reaches {plug_reach():.0f} widths at the short, for friction 0.1")
    for name, flaw in (("Na-hydroborate", 5e-6), ("Li6PS5Cl", 5e-6)):
        tough = asperity.material(name).value("fracture_toughness")
        print(f"wedge: {name}, flaw of one grain {wedging_pressure(tough, flaw) / MPA:.1f} MPa")
    for name, d in (("sodium", widths().min()), ("lithium", last_throat())):
        energy = asperity.material(name).value("surface_energy")
        print(
            f"capillary: {name}, {capillary_pressure(d, energy, 0.0) / MPA:.0f} MPa if not wetting"
        )


def main() -> None:
    _print_sodium()
    _print_lithium()
    _print_others()


if __name__ == "__main__":
    main()
