"""A spectrum from the map of a face: steady and alternating agree, and full contact is its circuit.

What a grid adds beyond `asperity.contact` is judged here; the solver itself in tests/contact.
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

import asperity
from asperity.laws.current.circuit import VACUUM, arc, beside_gap, grains
from asperity.outcome.gather.spectra import grid
from asperity.outcome.gather.spectra.element import Medium
from asperity.outcome.gather.spectra.patch import Patch
from tests.contact.current.spots import rough_map

inside, between = grains(conductivity=0.2, permittivity=15 * VACUUM, share=0.4, ratio=30.0)
MEDIUM = Medium(conductivity=0.2, inside=inside, between=between)
CHANGES = {
    "steps.press.pressure": "0.3 MPa",
    "steps.press.dwell": "10 s",
    "steps.release.pressure": "0.1 MPa",
    "press.atmosphere": "vacuum",
}


def patch(points: int = 48, fraction: float = 0.3, **changed: float) -> Patch:
    contact, gap = rough_map(points, fraction)
    found = Patch(
        contact=contact,
        gap=np.where(contact, 1.0, gap),
        spacing=1e-7,
        around=0.6,
        around_gap=1e-6,
        around_resistance=2e-6,
        clean=0.5,
        transfer=1e-5,
        inside_resistance=3e-7,
        double_layer=0.02,
        thickness=1e-3,
        medium=MEDIUM,
    )
    return replace(found, **changed)


def answer(seen: Patch, frequency: np.ndarray) -> np.ndarray:
    return grid._Alternating(seen, 1, lambda: None).at(frequency)


@pytest.mark.parametrize("transfer", [0.0, 1e-6, 1e-4])
def test_slow_it_is_the_steady_resistance(transfer):
    seen = patch(transfer=transfer)
    steady = grid._steady(seen, 1).resistance / seen.around + seen.around_resistance
    found = answer(seen, np.array([1e-3]))[0]
    assert found.real == pytest.approx(steady, rel=1e-6)
    assert abs(found.imag) < 1e-6 * steady


@pytest.mark.parametrize("fraction", [0.1, 0.6])
def test_it_is_causal_and_gives_no_power(fraction):
    """Kramers and Kronig to 1e-6, as in tests/contact/current; grains and boundaries included."""
    seen = patch(24, fraction)
    decades = np.arange(-3 * 8, 19 * 8) / 8
    pulsation = 2 * np.pi * 10.0**decades
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(grid, "SWEPT", 1e-8)
        found = answer(seen, 10.0**decades)
    assert np.all(found.real > -1e-7 * np.abs(found))
    for at in range(5 * 8, 17 * 8, 13):
        odd = np.arange((at + 1) % 2, decades.size, 2)
        x = pulsation[odd]
        kernel = x**2 / (pulsation[at] ** 2 - x**2)
        step = 2 * np.log(10) / 8
        real = 2 / np.pi * step * np.sum(kernel * found.imag[odd]) + found.real[-1]
        assert abs(real - found.real[at]) < 1e-6 * np.abs(found).max()


def test_full_contact_is_its_circuit():
    seen = patch(24, around=1.0, around_gap=0.0, around_resistance=0.0)
    seen = replace(seen, contact=np.ones((24, 24), dtype=bool), gap=np.ones((24, 24)))
    frequency = np.geomspace(1.0, 1e11, 12)
    known = arc(frequency, 1e-5, 0.02) + 3e-7 * MEDIUM.turned(frequency)
    assert answer(seen, frequency) == pytest.approx(known, rel=1e-12)


def test_longer_waves_lie_around_the_map():
    seen, frequency = patch(), np.geomspace(1.0, 1e11, 6)
    alone = answer(replace(seen, around=1.0, around_gap=0.0, around_resistance=0.0), frequency)
    contact = alone / 0.6 + 2e-6 * MEDIUM.turned(frequency)
    known = beside_gap(frequency, contact, open_share=0.4, gap=1e-6)
    assert answer(seen, frequency) == pytest.approx(known, rel=1e-9)


def test_a_thinned_map_keeps_the_resistance_of_the_whole(monkeypatch):
    seen = patch(64)
    fine = answer(seen, np.geomspace(1e-3, 1e10, 5))
    monkeypatch.setattr(grid, "WIDEST", 32)
    thin = answer(seen, np.geomspace(1e-3, 1e10, 5))
    assert thin[0] == pytest.approx(fine[0], rel=1e-5)
    assert np.max(np.abs(thin - fine)) < 0.05 * np.abs(fine).max()


@cache
def pressed(**how):
    return asperity.press(asperity.load_recipe("na-cold-press").replace(CHANGES), **how)


def test_a_press_on_a_grid_has_it():
    """In the place of the mean field's: at zero frequency the cell's own resistance again."""
    full = pressed(fidelity="full-field", grid=32, seed=5, threads=1)
    for step, known in zip(full.steps, pressed().steps, strict=True):
        if known.spectrum is None:
            continue
        face = next(face for face in step.interfaces if face.resistance_ohm_m2)
        part = next(part for part in step.spectrum.parts if part.name == face.name)
        parts = face.charge_transfer_ohm_m2 + face.constriction_ohm_m2
        assert part.resolved
        assert not known.spectrum.parts[-2].resolved
        assert parts == pytest.approx(face.resistance_ohm_m2, rel=1e-6)
        assert part.resistance_ohm * part.area_m2 == pytest.approx(face.resistance_ohm_m2)
        assert step.spectrum.resistance_ohm == pytest.approx(step.cell_resistance_ohm, rel=1e-12)
        whole = step.spectrum.real_ohm[0] + 1j * step.spectrum.imaginary_ohm[0]
        assert abs(whole) == pytest.approx(step.cell_resistance_ohm, rel=2e-3)
        assert np.all(np.diff(step.spectrum.frequency_hz) > 0)
        assert face.current_focusing_95 <= face.current_focusing_99 <= face.current_focusing
        assert face.current_focusing_95 >= 1


def test_frequencies_are_dense_where_it_turns():
    steps = pressed(fidelity="full-field", grid=32, seed=5, threads=1).steps
    spectrum = next(step.spectrum for step in steps if step.spectrum is not None)
    whole = np.log(spectrum.real_ohm + 1j * spectrum.imaginary_ohm)
    bends = np.abs(np.diff(whole))
    apart = np.diff(np.log10(spectrum.frequency_hz))
    assert apart[bends.argmax()] < 0.2
    assert apart.max() > apart.min() * 1.5


def test_charge_transfer_is_told_where_the_map_has_its_top():
    """Not where the circuit has it: no impedance of the part lies higher on either side."""
    for step in pressed(fidelity="full-field", grid=32, seed=5, threads=1).steps:
        if step.spectrum is None:
            continue
        part = next(part for part in step.spectrum.parts if part.resolved)
        told = next(arc for arc in part.arcs if arc.kind == "charge-transfer")
        highest = part.imaginary_ohm.argmin()
        near = step.spectrum.frequency_hz[highest - 1 : highest + 2]
        assert near[0] < told.peak_frequency_hz < near[-1]
        farads = 1 / (2 * np.pi * told.resistance_ohm * told.peak_frequency_hz)
        assert told.capacitance_f == pytest.approx(farads)


def test_gaps_lie_side_by_side():
    seen = patch()
    between = np.mean(VACUUM / seen.gap[~seen.contact]) * np.mean(~seen.contact)
    assert seen.beside == pytest.approx(0.6 * between + 0.4 * VACUUM / 1e-6)
