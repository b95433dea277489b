"""A soft powder with hard grains in it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asperity.laws.powder.compaction.walker import density as walker
from asperity.laws.powder.inclusions import mixed_density, shielded_pressure


@given(st.floats(0.3, 1.0), st.floats(0.0, 0.6))
def test_the_pores_are_those_of_the_soft_powder(soft, hard):
    mixed = mixed_density(soft, hard)
    pores = (1 - hard) * (1 / soft - 1)  # per volume of solids
    assert 1 / mixed - 1 == pytest.approx(pores, abs=1e-12)


def test_without_hard_grains_nothing_changes():
    assert shielded_pressure(3e8, 0.0) == 3e8
    assert mixed_density(0.8, 0.0) == pytest.approx(0.8)


def test_cathodes_are_as_porous_as_published():
    """13 to 17 % over 25 to 61 % active material at 380 MPa; the exponent is fitted on this."""
    hard = np.array([0.25, 0.42, 0.61])
    soft = walker(shielded_pressure(380e6, hard), C1=1.664, C2=0.2405)
    np.testing.assert_allclose(1 - mixed_density(soft, hard), [0.12, 0.15, 0.16], atol=0.01)
