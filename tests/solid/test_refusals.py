"""What is refused, by name."""

import numpy as np
import pytest

from asperity.errors import Refusal
from asperity.solid import assumed_set, cap_set, compact, drive, elastic_set
from tests.solid.powder import CASE, simple

GOOD = {
    "elasticity": ([0.3, 0.9], [1e8, 1e9], [0.1, 0.2]),
    "cap": ([0.3, 0.9], [1e4, 1e6], [1.0, 1.1], [0.3, 0.9]),
    "hardening": ([0.3, 0.9], [1e6, 1e8]),
}


@pytest.mark.parametrize(
    ("where", "columns"),
    [
        ("elasticity", ([0.3, 0.9], [1e8, 1e9])),
        ("elasticity", ([0.9, 0.3], [1e8, 1e9], [0.1, 0.2])),
        ("elasticity", ([0.3, 0.9], [1e8, np.nan], [0.1, 0.2])),
        ("elasticity", ([0.3, 0.9], [1e8, 1e9], [0.1, 0.5])),
        ("cap", ([0.3, 0.9], [1e4, 1e6], [1.0, 1.6], [0.3, 0.9])),
        ("cap", ([0.3, 0.9], [1e4, 0.0], [1.0, 1.1], [0.3, 0.9])),
        ("cap", ([0.3, 0.9], [1e4, 1e9], [1.0, 1.1], [0.3, 0.9])),
        ("hardening", ([0.3, 0.9], [1e8, 1e6])),
        ("hardening", ([0.3, 0.9, 1.0], [1e6, 1e8])),
    ],
)
def test_a_set_that_makes_no_cap(where, columns):
    with pytest.raises(Refusal) as refused:
        cap_set(**{**GOOD, where: columns})
    assert refused.value.where == where


@pytest.mark.parametrize(
    ("where", "changed"),
    [
        ("radius", {"radius": 0.0}),
        ("fill", {"fill": -1.0}),
        ("density", {"density": 0.1}),
        ("density", {"density": 0.99}),
        ("stroke", {"stroke": 9e-3}),
        ("stroke", {"stroke": None}),
        ("stroke", {"pressure": 1e6}),
        ("pressure", {"stroke": None, "pressure": -1e6}),
        ("friction", {"friction": -0.1}),
        ("punch_friction", {"punch_friction": np.nan}),
        ("action", {"action": "one sided"}),
        ("until", {"until": "dwell"}),
        ("elements", {"elements": (0, 3)}),
    ],
)
def test_a_compaction_that_cannot_be(where, changed):
    with pytest.raises(Refusal) as refused:
        compact(simple(), **{**CASE, "stroke": 1e-3, **changed})
    assert refused.value.where == where


def test_a_point_turned_inside_out():
    with pytest.raises(Refusal, match="path"):
        drive(simple(), 0.4, [[1.0, 0.0, 0.0, -1.0, 1.0]])


def test_an_elastic_body_of_no_stiffness():
    with pytest.raises(Refusal, match="young"):
        elastic_set(0.0, 0.3)


@pytest.mark.parametrize("ratio", [0.0, 0.05, 1.0])
def test_a_wall_ratio_that_no_powder_has(ratio):
    D = np.array([0.5, 0.9])
    with pytest.raises(Refusal, match="wall_ratio"):
        assumed_set(D, 1e8 * D, wall_ratio=ratio, young=1e10, poisson=0.2, strength=1e4)
