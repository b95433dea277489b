"""Fitted laws stay within the bounds they are shipped with; predictions within theirs."""

import numpy as np
import pytest

pytestmark = pytest.mark.validation


def test_compaction_is_within_the_accepted_porosity_errors(script):
    compaction = script("compaction")
    loaded, released = compaction.predicted()
    stated = [
        script("tables").column(compaction.TABLE, f"porosity_{x}") for x in ("loaded", "released")
    ]
    for state, law, told in (("loaded", loaded, stated[0]), ("released", released, stated[1])):
        assert np.abs(law - 1 + compaction.density(state)).max() < 0.012
        assert np.nanmax(np.abs(law - told)) < 0.012


def test_the_card_through_the_press_is_as_near(script):
    """With the die wall, which the laws were fitted without."""
    compaction = script("compaction")
    for state, found in zip(("loaded", "released"), compaction.pressed(), strict=True):
        stated = script("tables").column(compaction.TABLE, f"porosity_{state}")
        assert np.abs(found - 1 + compaction.density(state)).max() < 0.012
        assert np.nanmax(np.abs(found - stated)) < 0.012


def test_the_shipped_springback_is_the_fit(script):
    compaction = script("compaction")
    modulus, loss = compaction.fitted_springback()
    assert modulus == pytest.approx(compaction.SPRINGBACK["M1"], rel=0.01)
    assert loss == pytest.approx(compaction.SPRINGBACK["b"], rel=0.01)


def test_walker_fits_the_sulfide_best(script):
    compaction = script("compaction")
    order = compaction.ranked(compaction.fit(law) for law in compaction.COMPACTION)
    assert order[0].solution.law == "walker"
    assert order[0].rms < 0.004
    assert order[0].cross_validated < 0.75 * order[1].cross_validated


def test_other_powders_are_off_by_no_more_than_is_said(script):
    """Cards on powders they are not fitted on: the docs call these failures, and none is larger.

    Bounds from one side: a better card passes.
    """
    other = script("other_powder")
    pellets = {powder: error for powder, *_, error in other.pellets()}
    assert abs(pellets["Li6PS5Cl of another laboratory"]) < 0.12
    assert abs(pellets["Li3PS4"]) < 0.015
    assert abs(pellets["Li3YCl6"]) < 0.02
    rows = other.powders()
    glass = {P: error for powder, _, P, *_, error in rows if powder == "glass"}
    assert max(map(abs, glass.values())) < 0.23
    assert abs(glass[300]) < 0.02
    assert max(abs(row[-1]) for row in rows if row[0] == "halide") < 0.20


def test_laws_follow_other_powders_on_rows_left_out(script):
    other = script("other_powder")
    glass, halide = other.left_out("glass"), other.left_out("halide")
    assert glass[0].cross_validated < 0.01
    assert halide[0].cross_validated < 0.02


def test_laws_fitted_below_are_judged_above(script):
    other = script("other_powder")
    sulfide, cellulose = other.unseen("sulfide"), other.unseen("cellulose")
    assert next(iter(sulfide)) == "walker"
    assert other.rms(sulfide["walker"]) < 0.012
    assert set(sulfide) == set(other.COMPACTION)
    assert other.rms(cellulose[next(iter(cellulose))]) < 0.03


def test_foil_on_three_faces(script):
    foil = script("foil")
    assert len(foil.residuals()) == 3
    assert max(abs(x) for x in foil.residuals().values()) < 0.25


def test_foil_without_any_fitted_number(script):
    foil = script("foil")
    oiled, *_, ceramic = script("tables").column(foil.TABLE, "stress_MPa") * 1e6
    assert foil.engineering_stress(0.0) == pytest.approx(oiled, rel=0.10)
    assert foil.engineering_stress(1.0) > ceramic
    factors = [foil.fitted_friction(x) for x in (oiled, 0.52e6, ceramic)]
    assert 0 < factors[0] < factors[1] < factors[2] < 1


@pytest.mark.parametrize("name", ["compaction", "foil", "stripping", "short"])
def test_scripts_print(script, name, capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", [name])
    script(name).main()
    assert len(capsys.readouterr().out.splitlines()) > 4


@pytest.mark.parametrize("name", ["compaction", "foil"])
def test_scripts_draw(script, name, tmp_path):
    script(name).plot(str(tmp_path / "figure.png"))
    assert (tmp_path / "figure.png").stat().st_size > 10_000
