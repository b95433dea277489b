"""Theory of impedance: what the circuit is off by on maps, one cell both ways, numbers of cards."""

from functools import partial

import numpy as np
from _kit import COLOURS, canvas, load, save, table
from scipy.special import erfinv

import asperity
from asperity.contact import constriction, elastic_contact
from asperity.contact.current.impedance import dispersive_impedance
from asperity.laws.current.circuit import (
    CLOSEST,
    VACUUM,
    arc,
    beside_gap,
    conduction,
    grains,
    parallel_gap,
)
from asperity.materials import library
from asperity.topography import Band, self_affine

POINTS, SPACING, SIGMA, LAYER, MODULUS = 96, 5e-8, 0.2, 0.05, 1e10
FRACTIONS = (0.03, 0.1, 0.3, 0.6)
TRANSFERS = (1e-3, 1e-4, 1e-5, 1e-6)
"""Ω m²."""
BRANCHES = grains(conductivity=SIGMA, permittivity=15 * VACUUM, share=0.4, ratio=10.0)
LOOSE = {
    "steps.press.pressure": "0.3 MPa",
    "steps.press.dwell": "10 s",
    "steps.release.pressure": "0.1 MPa",
    "press.atmosphere": "vacuum",
}
"""Sodium laid on a hydroborate so lightly that little of it touches."""
CARDS = (
    "Li6PS5Cl",
    "Li3PS4-glass",
    "Na3PS4",
    "Na-hydroborate",
    "molecular-crystal",
    "LLZO",
    "NaSICON",
    "Na5SmSi4O12",
    "Na-beta-alumina",
)
NUMBERS = (
    "relative_permittivity",
    "grain_boundary_share",
    "grain_boundary_capacitance_ratio",
    "double_layer_capacitance",
)


def face(fraction: float):
    """A rough elastic map that touches about so far, and its gaps, m."""
    band = Band(rms_height=5e-8, hurst=0.8, longest=POINTS / 2 * SPACING, shortest=8 * SPACING)
    heights = self_affine((POINTS, POINTS), spacing=SPACING, band=band, seed=2).heights
    slope = np.sqrt(np.mean(sum(each**2 for each in np.gradient(heights, SPACING))))
    pressure = MODULUS * slope * erfinv(fraction) / np.sqrt(2)
    found = elastic_contact(heights, spacing=SPACING, modulus=MODULUS, pressure=pressure)
    contact = np.asarray(found.pressure) > 0
    return contact, np.where(contact, 1.0, np.maximum(found.gap, CLOSEST))


def kappa(frequency):
    return conduction(np.atleast_1d(frequency), BRANCHES)


def off(fraction: float, transfer: float) -> tuple[float, float]:
    """Largest error of the circuit over the resistance, and of its steady constriction alone."""
    contact, gap = face(fraction)
    steady = constriction(
        contact, spacing=SPACING, conductivity=SIGMA, charge_transfer=transfer
    ).resistance
    peak = 1 / (2 * np.pi * transfer * LAYER)
    frequency = np.geomspace(peak / 100, 1e11, 34)
    found = dispersive_impedance(
        gap,
        contact,
        frequency,
        spacing=SPACING,
        conduction=lambda at: complex(kappa(at)[0]),
        reaction=lambda at: complex(arc(np.array([at]), transfer, LAYER)[0]),
        tolerance=1e-4,
    )
    touching = float(contact.mean())
    crowded = steady - transfer / touching
    known = arc(frequency, transfer, LAYER) / touching + crowded * SIGMA / kappa(frequency)
    apart = parallel_gap(float(gap[~contact].mean()), fraction=touching)
    circuit = beside_gap(frequency, known, open_share=1 - touching, gap=apart)
    return float(np.max(np.abs(circuit - found)) / steady), crowded / steady


def errors() -> None:
    rows = []
    for fraction in FRACTIONS:
        contact, gap = face(fraction)
        apart, touching = gap[~contact], float(contact.mean())
        rows.append(
            (
                f"{100 * contact.mean():.0f} %",
                *(
                    f"{100 * wrong:.2g} % ({100 * share:.2g} %)"
                    for wrong, share in (off(fraction, one) for one in TRANSFERS)
                ),
                f"{float(np.mean(1 / apart) * apart.mean()):.2g}",
                f"{apart.mean() / parallel_gap(apart.mean(), fraction=touching):.2g}",
            )
        )
    heads = (f"{1e4 * one:g} Ω cm²" for one in TRANSFERS)
    table("errors", ("contact", *heads, "mean of 1/gap times mean gap", "of the law"), rows)


def both() -> None:
    recipe = load("na-cold-press").replace(LOOSE)
    outcomes = [
        ("mean field", asperity.press(recipe)),
        ("grid", asperity.press(recipe, fidelity="full-field", grid=128, threads=1)),
    ]
    figure, (left, right) = canvas(7.2, 2.9, ncols=2)
    rows = []
    for (name, outcome), colour in zip(outcomes, COLOURS, strict=False):
        one = outcome.steps[0]
        part = next(part for part in one.spectrum.parts if part.kind == "interface")
        area = 1e4 * part.area_m2
        known = partial(np.multiply, area)
        left.plot(known(part.real_ohm), -known(part.imaginary_ohm), color=colour, label=name)
        size = np.hypot(part.real_ohm, part.imaginary_ohm)
        right.loglog(one.spectrum.frequency_hz, known(size), color=colour, label=name)
        touch = next(face for face in one.interfaces if face.name == part.name)
        ohms = (touch.charge_transfer_ohm_m2, touch.constriction_ohm_m2)
        focusing = (touch.current_focusing, touch.current_focusing_95)
        rows.append(
            (
                name,
                f"{100 * touch.contact_fraction:.2g} %",
                *(f"{1e4 * ohm:.3g}" for ohm in ohms),
                *("–" if value is None else f"{value:.3g}" for value in focusing),
            )
        )
    left.set_aspect("equal")
    left.set(xlabel="Z' (Ω cm²)", ylabel="−Z'' (Ω cm²)", title="One face, both ways")
    right.set(xlabel="frequency (Hz)", ylabel="|Z| (Ω cm²)", title="Over frequency")
    left.legend()
    save(figure)
    heads = ("charge transfer, Ω cm²", "constriction, Ω cm²", "focusing, most", "focusing, 5 %")
    table("both", ("", "contact", *heads), rows)


def cards() -> None:
    rows = []
    for name in CARDS:
        card = library.material(name)
        told = [card.quantities[one] for one in NUMBERS]
        trust = ", ".join(dict.fromkeys(one.trust for one in told))
        values = (f"{one.value:g} ({one.low:g} to {one.high:g})" for one in told)
        rows.append((name, *values, trust))
    heads = ("permittivity", "boundary share", "boundary ratio", "double layer, F/m²", "trust")
    table("cards", ("card", *heads), rows)


def main() -> None:
    errors()
    both()
    cards()


if __name__ == "__main__":
    main()
