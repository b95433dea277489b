"""What holds for any map: bounds, monotony, symmetry, balance, and the answer of a dense solve."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from asperity.contact import constriction
from asperity.contact.current.edge import edge_weights
from asperity.contact.current.kernel import response
from asperity.contact.current.operators import Harmonic, Layout, Steady
from asperity.contact.elastic.crew import Crew
from tests.contact.current.spots import disc, rough_map

Array = NDArray[np.float64]
GOOD = {"spacing": 1e-7, "conductivity": 0.1}
UNIT = 1e-7 / 0.1
SHAPES = st.tuples(st.integers(4, 13), st.integers(4, 13))


def random_mask(shape: tuple[int, int], share: float, seed: int) -> NDArray[np.bool_]:
    mask = np.random.default_rng(seed).random(shape) < share
    mask[seed % shape[0], seed % shape[1]] = True
    return mask


def dense(shape: tuple[int, int], thickness: float = np.inf) -> Array:
    """The kernel as a matrix, in units of the grid."""
    kernel, eye = response(shape, thickness), np.eye(shape[0] * shape[1])
    columns = [
        np.fft.irfft2(kernel * np.fft.rfft2(one.reshape(shape)), s=shape).ravel() for one in eye
    ]
    return np.array(columns)


@settings(max_examples=25)
@given(SHAPES, st.floats(0.05, 0.95), st.sampled_from([0.0, 0.3, 20.0]), st.integers(0, 999))
def test_it_is_what_a_dense_solve_gives(
    shape: tuple[int, int], share: float, height: float, seed: int
) -> None:
    mask = random_mask(shape, share, seed)
    transfer = height * UNIT * np.random.default_rng(seed).random(shape)
    found = constriction(mask, charge_transfer=transfer, thickness=3e-7, tolerance=1e-7, **GOOD)
    matrix = dense(shape, 3.0) + np.diag(transfer.ravel() / UNIT)
    on = mask.ravel()
    if mask.all() and height == 0:
        assert found.resistance == 0
        return
    current = np.linalg.solve(matrix[np.ix_(on, on)], np.ones(on.sum()))
    assert found.upper_bound == pytest.approx(UNIT * on.size / current.sum(), rel=1e-9)
    assert found.density[mask] == pytest.approx(current * on.size / current.sum(), rel=1e-4)


@pytest.mark.parametrize("shape", [(16, 12), (9, 15), (32, 8)])
@pytest.mark.parametrize("transfer", [0.0, 3e-7, 2.0])
def test_full_contact_is_charge_transfer_exactly(shape: tuple[int, int], transfer: float) -> None:
    found = constriction(np.ones(shape), charge_transfer=transfer, thickness=1e-6, **GOOD)
    assert found.resistance == transfer
    assert found.iterations == 0
    assert np.all(found.density == 1)
    assert found.wagner == np.inf


def test_full_contact_on_a_thin_layer_shares_as_each_place_resists() -> None:
    """A layer much thinner than a point sends no current sideways."""
    transfer = 1e-3 * np.random.default_rng(0).uniform(1, 3, (12, 16))
    found = constriction(np.ones((12, 16)), charge_transfer=transfer, thickness=1e-12, **GOOD)
    assert found.resistance == pytest.approx(1 / np.mean(1 / transfer), rel=1e-5)
    assert found.density == pytest.approx(found.resistance / transfer, rel=1e-5)


def test_where_nothing_touches_no_current_passes_and_it_says_so() -> None:
    for mask, transfer in ((np.zeros((6, 8)), 0.0), (np.ones((6, 8)), np.inf)):
        found = constriction(mask, charge_transfer=transfer, **GOOD)
        assert found.resistance == np.inf
        assert "nothing touches" in found.reason
        assert not found.density.any()


@pytest.mark.parametrize("transfer", [0.0, 1e-6, 1e-4])
def test_current_is_kept_and_all_contact_is_at_one_potential(transfer: float) -> None:
    mask, _ = rough_map(64, 0.3)
    found = constriction(mask, charge_transfer=transfer, tolerance=1e-8, **GOOD)
    assert found.density.mean() == pytest.approx(1, abs=1e-12)
    assert not found.density[~mask].any()
    waves = response((64, 64), np.inf) * np.fft.rfft2(found.density)
    potential = UNIT * np.fft.irfft2(waves, s=(64, 64)) + transfer * found.density
    assert potential[mask] == pytest.approx(found.upper_bound, rel=1e-6)
    edges = UNIT * np.mean(edge_weights(mask) * found.density**2)
    assert found.resistance == pytest.approx(found.upper_bound - edges, rel=1e-12)


@settings(max_examples=15)
@given(st.integers(0, 999), st.floats(0.05, 0.9), st.sampled_from([0.0, 1e-7, 1e-5]))
def test_more_contact_never_resists_more(seed: int, share: float, transfer: float) -> None:
    less = random_mask((20, 24), share, seed)
    more = less | random_mask((20, 24), 0.05, seed + 1)
    ohms = [
        constriction(mask, charge_transfer=transfer, **GOOD).upper_bound for mask in (less, more)
    ]
    assert ohms[1] <= ohms[0] * (1 + 1e-9)


@settings(max_examples=15)
@given(st.integers(0, 999), st.integers(0, 19), st.integers(0, 23))
def test_a_map_may_be_shifted_turned_and_mirrored(seed: int, down: int, across: int) -> None:
    mask = random_mask((20, 24), 0.3, seed)
    plain = constriction(mask, thickness=4e-7, **GOOD)
    for other in (np.roll(mask, (down, across), axis=(0, 1)), mask.T, mask[::-1], mask[:, ::-1]):
        found = constriction(other, thickness=4e-7, **GOOD)
        assert found.resistance == pytest.approx(plain.resistance, rel=1e-8)


def test_charge_transfer_lies_between_its_bounds() -> None:
    """R is concave in R_ct: from constriction alone to R_ct/f and that of an even current."""
    mask, _ = rough_map(64, 0.3)
    fraction = mask.mean()
    alone = constriction(mask, **GOOD).upper_bound
    even = mask / fraction
    waves = response((64, 64), np.inf) * np.fft.rfft2(even)
    spread = UNIT * np.mean(even * np.fft.irfft2(waves, s=(64, 64)))
    for transfer in (1e-7, 1e-6, 1e-5, 1e-3):
        found = constriction(mask, charge_transfer=transfer, **GOOD)
        assert alone < found.upper_bound - transfer / fraction < spread
        ohmic = found.resistance - np.mean(transfer * found.density**2)
        assert found.wagner == pytest.approx(np.mean(transfer * found.density**2) / ohmic, rel=1e-9)
    assert found.upper_bound == pytest.approx(transfer / fraction + spread, rel=1e-6)
    assert found.focusing == pytest.approx(1 / fraction, rel=0.1)
    assert found.percentiles == pytest.approx(1 / fraction, rel=0.1)


def test_current_is_the_evener_the_more_charge_transfer_there_is() -> None:
    mask, _ = rough_map(64, 0.3)
    found = [constriction(mask, charge_transfer=r, **GOOD) for r in (0.0, 1e-7, 1e-6, 1e-5)]
    assert np.all(np.diff([one.focusing for one in found]) < 0)
    assert np.all(np.diff([one.wagner for one in found]) > 0)
    assert np.all(np.diff(found[0].percentiles) >= 0)


def test_two_sides_are_in_series() -> None:
    """On half-spaces the current is shared the same way from both sides, so the ohms add."""
    mask, _ = rough_map(48, 0.2)
    one = constriction(mask, **GOOD)
    two = constriction(mask, other_conductivity=0.4, **GOOD)
    assert two.resistance == pytest.approx(1.25 * one.resistance, rel=1e-10)
    other = constriction(mask, spacing=1e-7, conductivity=0.4, thickness=3e-7)
    thin = constriction(mask, other_conductivity=0.4, other_thickness=3e-7, **GOOD)
    assert one.upper_bound + other.upper_bound < thin.upper_bound
    assert thin.upper_bound == pytest.approx(one.upper_bound + other.upper_bound, rel=0.01)
    turned = constriction(
        mask,
        spacing=1e-7,
        conductivity=0.4,
        thickness=3e-7,
        other_conductivity=0.1,
        other_thickness=np.inf,
    )
    assert turned.resistance == pytest.approx(thin.resistance, rel=1e-10)


def test_resistance_scales_with_length_and_conductivity() -> None:
    mask, _ = rough_map(48, 0.2)
    one = constriction(mask, charge_transfer=1e-6, thickness=1e-6, **GOOD)
    ten = constriction(mask, spacing=1e-6, conductivity=1.0, thickness=1e-5, charge_transfer=1e-6)
    assert ten.resistance == pytest.approx(one.resistance, rel=1e-12)


@pytest.mark.parametrize("fraction", [0.02, 0.15, 0.3, 0.53, 0.92])
def test_a_handful_of_steps_do_at_any_contact_and_size(fraction: float) -> None:
    for points in (64, 128, 256):
        mask, _ = rough_map(points, fraction)
        for transfer in (0.0, 1e-7, 1e-6, 1e-5, 1e-3):
            found = constriction(mask, charge_transfer=transfer, **GOOD)
            assert found.converged
            assert found.iterations <= 10


@pytest.mark.parametrize("low", [-8, -4, 0])
def test_a_score_of_steps_do_however_charge_transfer_varies(low: float) -> None:
    """From point to point, over six decades or between two values far apart."""
    rng = np.random.default_rng(5)
    for mask in (rough_map(64, 0.3)[0], rng.random((64, 64)) < 0.9, disc((64, 48), 9.0, (5, 7))):
        decades = 10 ** rng.uniform(low, low + 6, mask.shape)
        for transfer in (decades, np.where(rng.random(mask.shape) < 0.5, 0.0, 10.0**low)):
            found = constriction(mask, charge_transfer=transfer, **GOOD)
            assert found.converged
            assert found.iterations <= 25


def test_digits_do_not_depend_on_threads_and_it_can_be_watched() -> None:
    mask, _ = rough_map(256, 0.3)
    seen: list[float] = []
    one = constriction(mask, watch=lambda _, error: seen.append(error), **GOOD)
    two = constriction(mask, threads=2, **GOOD)
    assert np.array_equal(one.density, two.density)
    assert len(seen) == one.iterations + 1
    assert seen[-1] == one.residual

    def stop(count: int, _: float) -> None:
        if count == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        constriction(mask, watch=stop, **GOOD)


def test_the_preconditioners_are_symmetric() -> None:
    rng, mask = np.random.default_rng(0), disc((24, 21), 6.0, (9.0, 8.0))
    with Crew(1) as crew:
        steady = Steady(mask, response((24, 21), np.inf), rng.random((24, 21)), crew)
        a, b = (rng.standard_normal(mask.shape) * mask for _ in range(2))
        there, back = np.sum(a * steady.steer(b)), np.sum(b * steady.steer(a))
        assert there == pytest.approx(back, rel=1e-4)
        kernel = np.abs(np.fft.fft2(rng.random(mask.shape))) + 1j
        kernel = kernel + np.roll(kernel[::-1, ::-1], 1, axis=(0, 1))
        face = rng.random(mask.shape) * (1 - 2j) + 50 * (rng.random(mask.shape) < 0.5)
        harmonic = Harmonic(Layout.of(mask, crew), kernel, face)
        a, b = (rng.standard_normal(mask.shape) + 1j * rng.random(mask.shape) for _ in range(2))
        there, back = np.sum(a * harmonic.steer(b)), np.sum(b * harmonic.steer(a))
        assert abs(there - back) < 1e-4 * abs(there)


@pytest.mark.parametrize("thickness", [np.inf, 2.0, 0.2])
def test_the_kernel_adds_all_aliases(thickness: float) -> None:
    """Summed to 400, where what is left is a hundred times less than what is asserted."""
    shape, far = (10, 7), np.pi * np.arange(-400, 401)
    kernel = response(shape, thickness)
    for row, column in ((0, 1), (5, 3), (2, 0), (7, 2)):
        a = np.pi * np.fft.fftfreq(shape[0])[row] + far[:, None]
        b = np.pi * np.fft.rfftfreq(shape[1])[column] + far[None, :]
        q = 2 * np.hypot(a, b)
        term = (
            (np.sinc(a / np.pi) * np.sinc(b / np.pi)) ** 2
            * np.tanh(np.minimum(q * thickness, 40))
            / q
        )
        assert kernel[row, column] == pytest.approx(term.sum(), rel=3e-6)
