"""Rules found on many cells, from solved maps and whole runs: no law has one of them put in."""

from functools import cache

import numpy as np
import pytest
from scipy.special import erfinv

import asperity
from asperity.contact import constriction, elastic_contact
from asperity.laws.closure.fraction import slopes, variance_of, variance_shares
from asperity.laws.current import constriction as law
from asperity.laws.current.conductivity import PelletState, conductivity_factor
from asperity.laws.current.interface import charge_transfer
from asperity.stack import build
from asperity.topography import Band, self_affine, spectrum

pytestmark = pytest.mark.validation
POINTS, WAVES = 128, 2
BAND = Band(rms_height=0.01, hurst=0.8, longest=1.0, shortest=1 / 8)
SPACING = WAVES / POINTS
FACES = ("interfaces.metal:electrolyte", "interfaces.electrolyte:metal-2")


@cache
def maps():
    """Contact maps of one elastic face under six loads."""
    heights = self_affine((POINTS, POINTS), spacing=SPACING, band=BAND, seed=3).heights
    found = spectrum([BAND])
    G = variance_of(slopes(found.wavenumber, found.density, found.weight), np.ones(1))[0, -1]
    loads = [2 * np.sqrt(G) * erfinv(f) for f in (0.02, 0.05, 0.1, 0.2, 0.4, 0.6)]
    return tuple(
        elastic_contact(
            heights, spacing=SPACING, modulus=1.0, pressure=load, tolerance=1e-4
        ).pressure
        > 0
        for load in loads
    )


def resistance(contact, transfer=0.0, sigma=1.0):
    return constriction(
        contact, spacing=SPACING, conductivity=sigma, charge_transfer=transfer, tolerance=1e-3
    ).resistance


def slope(x, y):
    return float(np.polyfit(np.log(x), np.log(y), 1)[0])


# --- one over contact ---


def test_resistance_goes_as_one_over_contact_while_charge_transfer_dominates():
    areas = [contact.mean() for contact in maps()]
    assert slope(areas, [resistance(contact, 10.0) for contact in maps()]) == pytest.approx(
        -1, abs=0.02
    )
    assert slope(areas, [resistance(contact) for contact in maps()]) < -1.1


# --- a power of the pressure ---


def loaded(pressures, **settings):
    """Half of the symmetric-cell recipe, its lithium pressed on the sulfide in steps (MPa).

    The resistance of the face and the part of constriction, Ω m2, after each.
    """
    recipe = asperity.load_recipe("symmetric-cell").replace({"press.guide_friction": "0 MPa"})
    data = recipe.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    step = {"kind": "press", "dwell": "10 s"}
    steps = [step | {"name": f"at-{p}", "pressure": f"{p} MPa"} for p in pressures]
    steps[0]["adds"] = ["electrolyte"]
    data |= {"steps": [data["steps"][0], *steps], "stack": data["stack"][:3]}
    data["interfaces"] = data["interfaces"][:1]
    outcome = asperity.press(asperity.Recipe.model_validate(data), **settings)
    faces = [
        next(face for face in step.interfaces if face.name == "metal:electrolyte")
        for step in outcome.steps[1:]
    ]
    return [[face.resistance_ohm_m2, face.constriction_ohm_m2] for face in faces]


def exponents(pressures, **settings):
    """Of the pressure, from each step to the next: of the resistance, of its constriction."""
    found = np.diff(np.log(loaded(pressures, **settings)), axis=0)
    return (found / np.diff(np.log(pressures))[:, None]).T


def test_lithium_on_a_sulfide_falls_with_a_power_of_the_pressure():
    for found in exponents((1, 2, 5, 10, 15, 25)):
        assert (found < -0.5).all()
        assert (found > -1.3).all()


def test_so_it_does_on_a_grid():
    ((whole,), _) = exponents((5, 15), fidelity="full-field", grid=32, threads=1)
    assert -1.3 < whole < -0.5


# --- many small spots ---


def discs(count):
    """So many equal spots a side on a square lattice, a fifth of the area in all."""
    side = 256
    y, x = (np.mgrid[:side, :side] + 0.5) % (side / count) - side / count / 2
    return np.hypot(x, y) < side / count / 4


def test_many_small_spots_conduct_better_than_one_as_large():
    one, many = discs(1), discs(4)
    assert one.mean() == pytest.approx(many.mean(), rel=0.02)
    assert resistance(one) / resistance(many) == pytest.approx(4, rel=0.03)
    assert resistance(one, 1e3) / resistance(many, 1e3) == pytest.approx(1, rel=0.02)


def test_shorter_waves_conduct_better_at_the_same_contact():
    coarse, fine = (mean_field(0.2, wave) for wave in (1.0, 0.25))
    assert coarse / fine == pytest.approx(4, rel=1e-6)


def mean_field(fraction, longest, sigma=1.0, transfer=0.0):
    """The law's resistance, charge transfer included."""
    band = Band(rms_height=0.01 * longest, hurst=0.8, longest=longest, shortest=longest / 8)
    found = spectrum([band])
    G = variance_of(slopes(found.wavenumber, found.density, found.weight), np.ones(1))
    known = np.array([fraction]), found.wavenumber, variance_shares(G)
    bands = law.constriction(*known, conductivity=sigma, thickness=np.inf)
    return float(bands.sum() + transfer / fraction)


# --- the activation energy ---


def energy(temperatures, values):
    """Activation energy (J/mol) of a conductance which, times the temperature, is activated."""
    rise = np.polyfit(1 / temperatures, np.log(np.array(values) / temperatures), 1)[0]
    return 8.314462618 * rise


@pytest.mark.parametrize("solved", ["map", "law"])
@pytest.mark.parametrize("known", [None, 60e3], ids=["of the card", "of a slow reaction"])
def test_activation_energy_tells_constriction_from_charge_transfer(solved, known):
    electrolyte = build(asperity.load_recipe("symmetric-cell")).layer("electrolyte")
    ion, reaction = (
        electrolyte.conductor.law.activation_energy,
        known or electrolyte.transfer_energy,
    )
    contact, T = maps()[3], np.linspace(273.15, 333.15, 4)
    area = float(contact.mean())

    def at(temperature, transfer):
        state = PelletState(temperature=temperature)
        sigma = float(conductivity_factor(state, PelletState(), electrolyte.conductor.law))
        R = float(charge_transfer(transfer, temperature=temperature, activation_energy=reaction))
        if solved == "map":
            return resistance(contact, R, sigma)
        return mean_field(area, 1.0, sigma, R)

    small, middle, large = (
        energy(T, [at(t, transfer) for t in T.tolist()]) for transfer in (1e-7, 0.1, 1e4)
    )
    assert small == pytest.approx(ion, rel=0.01)
    # charge transfer is activated without the temperature before it: RT more than the card's
    assert large == pytest.approx(reaction + 8.314 * 301.5, rel=0.01)
    assert min(small, large) < middle < max(small, large)
