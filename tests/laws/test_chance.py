"""Probabilities of passing a limit: the normal distribution's own numbers."""

import numpy as np
import pytest

from asperity.laws.chance import NINE_OF_TEN, doubt_of, passing, passing_band


def test_half_pass_where_nothing_is_left() -> None:
    assert passing(0.0, scatter=0.3) == pytest.approx(0.5)


def test_a_twentieth_passes_at_the_end_of_the_band() -> None:
    assert passing(NINE_OF_TEN * 0.2, scatter=0.2) == pytest.approx(0.05)


def test_without_scatter_it_is_all_or_nothing() -> None:
    assert passing(np.array([-0.01, 0.01]), scatter=0.0).tolist() == [1.0, 0.0]


def test_doubt_counts_as_scatter_does_for_who_presses_once() -> None:
    """Averaged over what the margin may be: drawn by hand."""
    drawn = 0.3 + np.random.default_rng(2).normal(0.0, 0.4, 40000)
    mean = float(np.mean(passing(drawn, scatter=0.1)))
    assert passing(0.3, scatter=0.1, doubt=0.4) == pytest.approx(mean, abs=0.005)


def test_the_band_holds_the_probability_and_closes_without_doubt() -> None:
    low, high = passing_band(0.1, scatter=0.1, doubt=0.2)
    assert low < passing(0.1, scatter=0.1) < high
    assert passing_band(0.1, scatter=0.1, doubt=0.0) == (passing(0.1, scatter=0.1),) * 2


def test_a_spread_holds_nine_of_ten() -> None:
    """Drawn from the normal logarithm that a spread of 2 to 8 stands for."""
    drawn = np.random.default_rng(1).normal(np.log(4.0), doubt_of(2.0, 8.0), 20000)
    assert np.mean((drawn > np.log(2.0)) & (drawn < np.log(8.0))) == pytest.approx(0.9, abs=0.01)
