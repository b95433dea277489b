"""The spectrum of a cell: its ends, its parts, causality, and what a recipe may say of it."""

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

import asperity
from asperity.laws.current.circuit import VACUUM
from asperity.outcome.gather import step_outcomes
from asperity.outcome.gather.spectra import Element, elements, spectrum_of
from asperity.process.march import run
from asperity.stack import build

Array = NDArray[np.float64]
EXAMPLES = ("symmetric-cell", "multi-step", "na-thermal-press", "anneal-under-pressure")
FACE = "interfaces.metal:electrolyte."


@cache
def pressed(name: str, *changes: tuple[str, str]) -> asperity.Outcome:
    return asperity.press(asperity.load_recipe(name).replace(dict(changes)))


@cache
def circuit(name: str) -> tuple[Element, ...]:
    """The elements of a cell at the end of its last step."""
    stack = build(asperity.load_recipe(name))
    traces = list(run(stack))
    step = step_outcomes(stack, traces)[-1]
    return elements(stack, traces[-1].state, step.layers, step.interfaces)


def whole(name: str, frequency: Array) -> NDArray[np.complex128]:
    return np.sum([one.at(frequency) for one in circuit(name)], axis=0)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_conducting_step_has_one_and_its_parts_are_the_resistance(name):
    for step in pressed(name).steps:
        assert (step.spectrum is None) == (step.cell_resistance_ohm is None)
        if step.spectrum is not None:
            assert step.spectrum.resistance_ohm == pytest.approx(
                step.cell_resistance_ohm, rel=1e-14
            )


@pytest.mark.parametrize("name", EXAMPLES)
def test_slow_it_is_the_resistance_and_fast_the_geometric_capacitance(name):
    """Of the electrolyte alone: every other part is shorted, or a resistance."""
    slow, fast = whole(name, np.array([1e-6, 1e17]))
    step = pressed(name).steps[-1]
    assert slow.real == pytest.approx(step.cell_resistance_ohm, rel=1e-12)
    assert abs(slow.imag) < 1e-9 * slow.real
    stack = build(asperity.load_recipe(name))
    layer = next(one for one in step.layers if stack.layer(one.name).electrolyte)
    kind = stack.layer(layer.name).dielectric
    permittivity = VACUUM * (1 + (kind.permittivity - 1) * layer.relative_density**1.5)
    farads = permittivity * np.pi / 4 * layer.diameter_m**2 / layer.thickness_m
    assert -1 / (2 * np.pi * 1e17 * fast.imag) == pytest.approx(farads, rel=0.02)


@pytest.mark.parametrize("name", EXAMPLES)
def test_parts_add_and_none_gives_power(name):
    for step in pressed(name).steps:
        if (spectrum := step.spectrum) is None:
            continue
        sums = np.zeros(len(spectrum.frequency_hz), dtype=complex)
        for part in spectrum.parts:
            if part.real_ohm is None:
                sums += part.resistance_ohm
                continue
            sums += part.real_ohm + 1j * part.imaginary_ohm
            assert np.all(part.real_ohm >= 0)
            assert np.all(part.imaginary_ohm <= 0)
            arcs = sum(arc.resistance_ohm for arc in part.arcs)
            assert arcs == pytest.approx(part.resistance_ohm, rel=1e-6)
        assert spectrum.real_ohm + 1j * spectrum.imaginary_ohm == pytest.approx(sums, rel=1e-13)


@pytest.mark.parametrize("name", EXAMPLES)
def test_causes_come_before_effects(name):
    """Kramers and Kronig: Re Z(ω) - Re Z(∞) = (2/π) ∫ x Im Z(x)/(ω² - x²) dx, to 1e-6.

    By every second point of a fine grid in the logarithm (Maclaurin's rule: Ohta & Ishida 1988,
    10.1366/0003702884430380); the error falls as exp(-π²/2h).
    """
    decades = np.arange(-6 * 10, 20 * 10) / 10
    pulsation = 2 * np.pi * 10.0**decades
    found = whole(name, 10.0**decades)
    for at in range(6 * 10, 19 * 10, 7):
        odd = np.arange((at + 1) % 2, decades.size, 2)
        x = pulsation[odd]
        kernel = x**2 / (pulsation[at] ** 2 - x**2)
        real = 2 / np.pi * np.log(10) / 5 * np.sum(kernel * found.imag[odd]) + found.real[-1]
        assert abs(real - found.real[at]) < 1e-6 * found.real.max()


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_begins_below_the_slowest_arc_and_ends_above_the_fastest(name):
    spectrum = pressed(name).steps[-1].spectrum
    assert np.all(np.diff(spectrum.frequency_hz) > 0)
    size = np.abs(spectrum.real_ohm + 1j * spectrum.imaginary_ohm)
    plain = sum(part.resistance_ohm for part in spectrum.parts if part.real_ohm is None)
    assert size[0] == pytest.approx(spectrum.resistance_ohm, rel=2e-3)
    assert size[-1] < plain + 0.05 * spectrum.resistance_ohm


def test_an_arc_peaks_where_it_is_told_to():
    part = next(p for p in pressed("symmetric-cell").steps[-1].spectrum.parts if p.kind == "bulk")
    told = part.arcs[0].peak_frequency_hz
    found = pressed("symmetric-cell").steps[-1].spectrum.frequency_hz[part.imaginary_ohm.argmin()]
    assert abs(np.log10(found / told)) <= 0.05


def test_a_double_layer_may_be_written():
    parts = [
        next(part for part in pressed("symmetric-cell", *change).steps[-1].spectrum.parts[2:])
        for change in ((), ((f"{FACE}double_layer", "50 uF/cm^2"),))
    ]
    usual, written = (part.arcs[0] for part in parts)
    face = pressed("symmetric-cell").steps[-1].interfaces[0]
    assert [part.name for part in parts] == [face.name, face.name]
    touching = face.contact_fraction * parts[0].area_m2
    assert written.resistance_ohm == usual.resistance_ohm
    assert written.capacitance_f - usual.capacitance_f == pytest.approx(0.45 * touching)


def test_what_pressure_opens_between_grains_is_their_boundaries():
    """R_bulk = c R: the same pellet under less pressure keeps its grains, and loses contacts."""
    firm, loose = (
        {part.kind: part.resistance_ohm for part in step.spectrum.parts}
        for step in pressed("symmetric-cell").steps[1:]
    )
    assert loose["bulk"] == pytest.approx(firm["bulk"], rel=0.02)
    assert loose["grain-boundary"] > 1.3 * firm["grain-boundary"]


def test_it_is_the_same_after_a_round_trip():
    outcome = pressed("symmetric-cell")
    assert asperity.Outcome.from_dict(outcome.to_dict()).steps[-1].spectrum == (
        outcome.steps[-1].spectrum
    )


def test_arcs_beside_a_large_resistance_are_shown_too():
    plain = Element(name="metals", kind="metals", area=None, resistance=1e9)
    found = spectrum_of([*circuit("symmetric-cell"), plain])
    assert found.frequency_hz[0] < 1e4
    assert found.frequency_hz[-1] > 1e10


def test_a_resistance_is_the_same_at_every_frequency():
    plain = Element(name="metals", kind="metals", area=None, resistance=2.0)
    assert np.all(plain.at(np.geomspace(1, 1e9, 5)) == 2.0)
    with pytest.raises(ValueError, match="empty"):
        spectrum_of([plain])
