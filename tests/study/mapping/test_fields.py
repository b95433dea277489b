"""What a table of presses tells a map: severities that agree with levels, reasons, no numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asperity
from asperity.study.many import Table
from asperity.study.mapping.cells.fields import joined, reduced
from asperity.study.mapping.record import DONE, NOT_CARRIED_OUT, REFUSED, level

RECIPE = asperity.load_recipe("na-thermal-press")
MELT, PRESS = ("melting", "metal"), ("press", "machine 10.5 t")
FACE = "steps.release.interfaces.metal:electrolyte"


def table(**columns):
    paths = {
        "steps.press.risks.melting:metal.used": [0.5, 1.2, np.nan],
        "steps.press.risks.melting:metal.level": [0.0, 2.0, np.nan],
        "steps.press.risks.melting:metal.probability": [1e-9, 0.9, np.nan],
        "steps.cool.risks.melting:metal.used": [0.1, np.nan, np.nan],
        "steps.cool.risks.melting:metal.level": [0.0, np.nan, np.nan],
        f"steps.press.risks.{':'.join(PRESS)}.used": [0.3, 0.3, np.nan],
        f"steps.press.risks.{':'.join(PRESS)}.level": [1.0, 1.0, np.nan],
        f"steps.press.risks.{':'.join(PRESS)}.probability": [0.2, 0.2, np.nan],
        f"{FACE}.resistance_ohm_m2": [2e-4, 3e-4, np.nan],
    }
    return Table(
        status=("done", "not carried out", "refused"),
        reason=("", "melts", "no"),
        columns={path: np.array(column) for path, column in (paths | columns).items()},
    )


def test_it_keeps_the_gravest_of_all_steps():
    batch = reduced(RECIPE, table(), "interface-resistance")
    assert batch.status.tolist() == [DONE, NOT_CARRIED_OUT, REFUSED]
    assert batch.used[MELT][:2].tolist() == [0.5, 1.2]
    assert np.isnan(batch.used[MELT][2])
    assert batch.reason == ("", "melts", "no")


def test_there_is_no_number_of_what_is_not_carried_out():
    batch = reduced(RECIPE, table(), "interface-resistance")
    assert batch.quantity[0] == 2e-4
    assert np.isnan(batch.quantity[1:]).all()


def test_what_fails_too_often_is_marginal():
    batch = reduced(RECIPE, table(), "interface-resistance")
    assert batch.used[PRESS][0] == 0.3
    assert 0.8 <= batch.severity[PRESS][0] < 1


def test_what_ends_a_process_is_told_apart_from_what_does_not():
    batch = reduced(RECIPE, table(), "interface-resistance")
    assert batch.stop[0] < 1 <= batch.stop[1]
    assert np.isnan(batch.stop[2])


@given(
    used=st.one_of(st.floats(0, 5), st.just(np.inf), st.just(np.nan)),
    probability=st.one_of(st.floats(0, 1), st.just(np.nan)),
    told=st.sampled_from([0.0, 1.0, 2.0]),
)
def test_a_severity_is_never_at_odds_with_the_level(used, probability, told):
    name = "steps.press.risks.melting:metal"
    one = table(
        **{
            f"{name}.used": [used] * 3,
            f"{name}.probability": [probability] * 3,
            f"{name}.level": [told] * 3,
            "steps.cool.risks.melting:metal.used": [np.nan] * 3,
        }
    )
    batch = reduced(RECIPE, one, "interface-resistance")
    assert level(batch.severity[MELT])[:2].tolist() == [told] * 2


def test_batches_that_know_other_risks_are_joined():
    plain = Table(status=("done", "refused"), reason=("", "no"), columns={})
    found = joined([reduced(RECIPE, one, "interface-resistance") for one in (table(), plain)])
    assert found.severity[MELT][3] == 0
    assert np.isnan(found.severity[MELT][[2, 4]]).all()
    assert len(found.reason) == 5


def test_without_a_path_there_is_nothing():
    batch = reduced(RECIPE, table(), "steps.press.force_n")
    assert np.isnan(batch.quantity).all()
    assert pytest.approx(0.5) == batch.severity[MELT][0]
