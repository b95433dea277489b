"""What cannot be stripped, and what is told."""

import numpy as np
import pytest

from asperity.contact import Segment
from asperity.errors import Refusal
from tests.contact.closure.metals import closed, hold, newtonian
from tests.contact.stripping.faces import still, stripped

FLAT = np.zeros((8, 8))
ONE = (1.0, 1.0, 1e6)


@pytest.mark.parametrize(
    ("where", "given"),
    [
        ("spacing", 0.0),
        ("modulus", -1.0),
        ("temperature", 0.0),
        ("molar_volume", np.nan),
        ("conductivity", np.inf),
        ("thickness", 0.0),
        ("metal_thickness", -1.0),
        ("diffusivity", -1e-15),
        ("least_contact", 1.5),
        ("most_polarisation", 0.0),
        ("tolerance", 1e-9),
        ("tolerance", 0.5),
        ("threads", 0),
        ("most_steps", 0),
        ("charge_transfer", np.inf),
        ("charge_transfer", -1.0),
        ("charge_transfer", np.ones((4, 4))),
        ("frames", [2.0]),
        ("heights", np.zeros(5)),
        ("heights", np.full((8, 8), np.nan)),
    ],
)
def test_a_wrong_argument_is_named(where, given):
    face = given if where == "heights" else FLAT
    more = {} if where == "heights" else {where: given}
    with pytest.raises(Refusal) as refused:
        stripped(face, still, ONE, **more)
    assert refused.value.where == where


@pytest.mark.parametrize(
    ("where", "given"),
    [
        ("duration", 0.0),
        ("duration", np.inf),
        ("pressure", 0.0),
        ("pressure", -1.0),
        ("pressure", True),
        ("current", np.nan),
        ("current", "1 mA"),
    ],
)
def test_a_wrong_segment_is_named(where, given):
    known = {"duration": 1.0, "current": 1.0, "pressure": 1e6}
    with pytest.raises(Refusal) as refused:
        Segment(**(known | {where: given}))
    assert refused.value.where == f"segment.{where}"


def test_a_protocol_needs_a_segment():
    with pytest.raises(Refusal, match="segments"):
        stripped(FLAT, still)


def test_the_state_of_another_face_is_refused():
    other = closed(np.zeros((16, 16)), hold(1e6, 1.0), newtonian)
    with pytest.raises(Refusal, match="state"):
        stripped(FLAT, still, ONE, state=other.state)
