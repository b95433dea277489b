"""Alternating current: limits, the Kramers-Kronig relations, and the answer of a dense solve."""

from functools import partial
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from asperity.contact import adaptive_frequencies, constriction, impedance
from asperity.contact.current.edge import edge_weights
from asperity.contact.current.kernel import response
from asperity.laws.current.circuit import arc, interface_impedance
from tests.contact.current.spots import rough_map

Array = NDArray[np.float64]
VACUUM = 8.8541878128e-12
FACE: dict[str, Any] = {
    "spacing": 1e-7,
    "conductivity": 0.1,
    "permittivity": 20 * VACUUM,
    "charge_transfer": 1e-5,
    "double_layer": 0.1,
}
OHMIC = {name: FACE[name] for name in ("spacing", "conductivity", "charge_transfer")}


def circuit(frequencies: Array, **changed: float) -> NDArray[np.complex128]:
    given = {name: value for name, value in FACE.items() if name != "spacing"}
    return interface_impedance(frequencies, **(given | changed))


@pytest.mark.parametrize("shape", [(16, 12), (9, 15)])
def test_full_contact_is_its_circuit_exactly(shape: tuple[int, int]) -> None:
    frequencies = np.geomspace(1e-3, 1e10, 14)
    found = impedance(np.zeros(shape), np.ones(shape), frequencies, **FACE)
    exact = circuit(frequencies, fraction=1.0, gap=1.0, constriction=0.0)
    assert exact == pytest.approx(arc(frequencies, 1e-5, 0.1), rel=1e-15)
    assert np.max(np.abs(found / exact - 1)) < 1e-12


def test_no_contact_is_a_capacitor() -> None:
    frequencies = np.geomspace(1e-3, 1e10, 14)
    found = impedance(np.full((8, 8), 3e-9), np.zeros((8, 8)), frequencies, **FACE)
    assert np.max(np.abs(found * 2j * np.pi * frequencies * VACUUM / 3e-9 - 1)) < 1e-12


def test_at_low_frequency_it_is_the_steady_resistance() -> None:
    contact, gap = rough_map(48, 0.3)
    steady = constriction(contact, **OHMIC).resistance
    for each in (1e-2, 1e-4):
        found = impedance(gap, contact, [each], **FACE)[0]
        assert found.real == pytest.approx(steady, rel=1e-9)
        assert -found.imag == pytest.approx(steady * each * 2 * np.pi * 1e-6, rel=0.02)


def test_at_high_frequency_it_is_a_capacitor_of_capacitors() -> None:
    """Then all is displacement, and ε, C and ε0/g stand where σ and 1/R stood."""
    contact, gap = rough_map(48, 0.3)
    permittivity = FACE["permittivity"]
    elastance = np.where(contact, 1 / FACE["double_layer"], gap / VACUUM)
    known = constriction(
        np.ones_like(contact),
        spacing=1e-7,
        conductivity=permittivity,
        charge_transfer=elastance,
        tolerance=1e-9,
    )
    found = impedance(gap, contact, [1e16], tolerance=1e-9, **FACE)[0] * 2j * np.pi * 1e16
    assert abs(found.imag) < 1e-5 * found.real
    through = elastance * permittivity / 1e-7
    closed = np.where(contact, 0.0, through / (1 + through))
    sides = [(1, 0), (-1, 0), (0, 1), (0, -1)]
    beside = sum(np.roll(closed, side, axis=(0, 1)) for side in sides)
    count = sum(np.roll(~contact, side, axis=(0, 1)) * 1 for side in sides)
    edges = np.mean(edge_weights(contact) * known.density**2 * beside / np.maximum(count, 1))
    assert found.real == pytest.approx(known.resistance - 1e-7 / permittivity * edges, rel=1e-8)


@pytest.mark.parametrize("frequency", [1.0, 1e5, 1e7, 1e9])
@pytest.mark.parametrize("sides", [1, 2])
def test_it_is_what_a_dense_solve_gives(frequency: float, sides: int) -> None:
    rng, shape = np.random.default_rng(2), (11, 8)
    contact = rng.random(shape) < 0.3
    gap, transfer = 1e-8 * rng.random(shape), 1e-6 * rng.random(shape)
    layer = 0.1 * rng.random(shape)
    pulsation = 2 * np.pi * frequency
    conduct = 0.1 + 1j * pulsation * FACE["permittivity"]
    other = 0.3 + 1j * pulsation * 2e-10
    kernel = response(shape, 5.0) / conduct + (sides - 1) * response(shape, 2.0) / other
    full = np.array(
        [
            [
                [np.fft.irfft2(part * np.fft.rfft2(one.reshape(shape)), s=shape).ravel()]
                for part in (kernel.real, kernel.imag)
            ]
            for one in np.eye(contact.size)
        ]
    )[:, :, 0]
    matrix = 1e-7 * (full[:, 0] + 1j * full[:, 1])
    through = np.where(
        contact, transfer / (1 + 1j * pulsation * transfer * layer), gap / (1j * pulsation * VACUUM)
    )
    current = np.linalg.solve(matrix + np.diag(through.ravel()), np.ones(contact.size))
    exact = contact.size / current.sum()
    given = FACE | {"charge_transfer": transfer, "double_layer": layer, "thickness": 5e-7}
    if sides == 2:
        given |= {"other_conductivity": 0.3, "other_permittivity": 2e-10, "other_thickness": 2e-7}
    found = impedance(gap, contact, [frequency], tolerance=1e-8, **given)[0]
    assert abs(found / exact - 1) < 0.1  # the edges, which the matrix does not correct
    current *= exact
    share = 25 / 28 / conduct + (sides - 1) * 4 / 5.5 / other
    closed = np.where(contact, 0, through * conduct / 1e-7)
    closed = closed / (1 + closed)
    ways = [(1, 0), (-1, 0), (0, 1), (0, -1)]
    beside = sum(np.roll(closed, way, axis=(0, 1)) for way in ways)
    count = np.maximum(sum(np.roll(~contact, way, axis=(0, 1)) * 1 for way in ways), 1)
    edges = np.mean(edge_weights(contact) * current.reshape(shape) ** 2 * beside / count)
    assert abs(found - exact + 1e-7 * share * edges) < 1e-7 * abs(exact)


@pytest.mark.parametrize("transfer", [1e-5, 1e-8, 0.0])
def test_the_parts_of_a_spectrum_obey_kramers_and_kronig(transfer: float) -> None:
    """Re Z(ω) - Re Z(∞) = (2/π) ∫ x Im Z(x)/(ω² - x²) dx, by every second point of a fine grid.

    In the logarithm of the frequency Z is analytic a quarter turn to either side, so the error of
    the sum falls as exp(-π²/2h), h the step between all points: 4e-8 at 8 a decade (Maclaurin's
    rule: Ohta & Ishida 1988, 10.1366/0003702884430380).
    """
    contact, gap = rough_map(24, 0.3, seed=3)
    decades = np.arange(-9 * 8, 20 * 8) / 8
    pulsation = 2 * np.pi * 10.0**decades
    found = impedance(
        gap, contact, 10.0**decades, tolerance=1e-8, **(FACE | {"charge_transfer": transfer})
    )
    assert np.all(found.real > -1e-7 * np.abs(found))
    assert np.all(found.imag < 1e-12 * np.abs(found))
    for at in range(8 * 8, 20 * 8, 17):
        odd = np.arange((at + 1) % 2, decades.size, 2)
        x, step = pulsation[odd], 2 * np.log(10) / 8
        kernel = x**2 / (pulsation[at] ** 2 - x**2)
        real = 2 / np.pi * step * np.sum(kernel * found.imag[odd]) + found.real[-1]
        assert abs(real - found.real[at]) < 1e-6 * np.abs(found).max()


def test_the_mean_field_circuit_has_the_same_limits_and_comes_near_in_between() -> None:
    contact, gap = rough_map(64, 0.3)
    fraction, harmonic = contact.mean(), 1 / np.mean(1 / gap[~contact])
    for transfer, near in ((1e-3, 0.01), (1e-5, 0.05)):
        steady = constriction(contact, **(OHMIC | {"charge_transfer": transfer})).resistance
        frequencies = np.geomspace(1e-2, 1e6, 9)
        found = impedance(gap, contact, frequencies, **(FACE | {"charge_transfer": transfer}))
        mean = circuit(
            frequencies,
            fraction=fraction,
            charge_transfer=transfer,
            gap=harmonic,
            constriction=steady - transfer / fraction,
        )
        assert mean[0] == pytest.approx(found[0], rel=1e-3)
        assert np.max(np.abs(mean - found)) < near * abs(found[0])


@pytest.mark.parametrize("transfer", [0.0, 1e-6, 1.0, np.inf])
def test_a_score_of_steps_do_however_gaps_and_frequencies_vary(transfer: float) -> None:
    rng = np.random.default_rng(6)
    for contact in (rough_map(48, 0.3)[0], rng.random((48, 40)) < 0.95):
        gap = 10 ** rng.uniform(-11, -5, contact.shape)
        for frequency in (1e-2, 1e4, 1e7, 1e9, 1e12):
            given = FACE | {"charge_transfer": transfer}
            found = impedance(gap, contact, [frequency], most_steps=20, **given)[0]
            assert found.real > 0 > found.imag


def test_the_order_of_frequencies_does_not_matter() -> None:
    contact, gap = rough_map(32, 0.3)
    frequencies = np.geomspace(1e2, 1e9, 15)
    mixed = np.random.default_rng(0).permutation(frequencies)
    seen: list[float] = []
    found = impedance(gap, contact, mixed, watch=lambda share, _: seen.append(share), **FACE)
    alone = [impedance(gap, contact, [each], **FACE)[0] for each in mixed]
    assert found == pytest.approx(np.array(alone), rel=1e-8)
    assert seen[-1] == 1


def test_a_face_that_blocks_is_its_capacitors_behind_the_constriction() -> None:
    """At 1 Hz they share one potential, and the electrolyte's ohms are the real part."""
    contact, gap = rough_map(48, 0.3)
    gap *= 1e3
    found = impedance(gap, contact, [1.0], **(FACE | {"charge_transfer": np.inf}))[0]
    layers = 0.1 * contact.mean() + np.mean(np.where(contact, 0, VACUUM / gap))
    assert -found.imag == pytest.approx(1 / (2 * np.pi * layers), rel=1e-5)
    even = constriction(contact, **(OHMIC | {"charge_transfer": 1.0})).resistance
    assert found.real == pytest.approx(even - 1.0 / contact.mean(), rel=0.01)


def test_a_small_gap_shorts_the_constriction_and_a_large_one_does_not() -> None:
    contact, gap = rough_map(48, 0.2)
    face = FACE | {"charge_transfer": 0.0}
    near, far = (impedance(gap * s, contact, [1e8], **face)[0] for s in (1e-3, 1e3))
    steady = constriction(contact, **(OHMIC | {"charge_transfer": 0.0})).resistance
    assert near.real < 0.1 * steady
    bulk = 0.1 / (0.1 + 2j * np.pi * 1e8 * FACE["permittivity"])
    assert abs(far - steady * bulk) < 1e-2 * steady


def test_frequencies_gather_where_the_spectrum_turns() -> None:
    def two_arcs(frequencies: Array) -> NDArray[np.complex128]:
        return arc(frequencies, 1.0, 1e-2) + arc(frequencies, 0.5, 1e-7)

    frequencies, found = adaptive_frequencies(two_arcs, 1e-3, 1e10, tolerance=3e-3)
    assert np.array_equal(found, two_arcs(frequencies))
    assert np.all(np.diff(frequencies) > 0)
    assert frequencies[[0, -1]] == pytest.approx([1e-3, 1e10])
    assert frequencies.size < 80
    turning = np.abs(np.log10(frequencies * 2 * np.pi) - 2) < 1
    flat = np.abs(np.log10(frequencies * 2 * np.pi) + 1) < 1
    assert turning.sum() >= 2 * flat.sum()
    between = np.geomspace(2e-3, 5e9, 500)
    logs = np.log10(frequencies)
    guessed = np.interp(np.log10(between), logs, found.real)
    assert np.max(np.abs(guessed - two_arcs(between).real)) < 0.02
    fewest, _ = adaptive_frequencies(two_arcs, 1e-3, 1e10, tolerance=1e-3, most=30)
    assert fewest.size == 30


def test_the_spectrum_of_a_face_adapts() -> None:
    contact, gap = rough_map(24, 0.3)
    answer = partial(impedance, gap, contact, **FACE)
    frequencies, found = adaptive_frequencies(answer, 1e1, 1e9, tolerance=0.02)
    assert found == pytest.approx(answer(frequencies), rel=1e-5)
    assert frequencies.size <= 80
