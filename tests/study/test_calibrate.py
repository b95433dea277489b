"""Fits of compaction: what was put in comes out, errors are what they say, the best is first."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asperity.study
from asperity.errors import CardRefusal, Refusal
from asperity.laws.powder.compaction import COMPACTION
from asperity.laws.powder.springback import sprung_density
from asperity.materials import material
from asperity.stack.ledger import Ledger
from asperity.stack.powders import compacting
from asperity.study.calibrate import Sample, card_text, fit_compaction
from asperity.study.calibrate.judge import (
    aicc,
    alike,
    enough,
    folds,
    judged,
    objection,
    ranked,
)
from asperity.study.calibrate.solve import Points, solve

SAMPLE = Sample(mass=80e-6, diameter=10e-3, density=1870.0)
TRUE = {
    "walker": {"C1": 1.664, "C2": 0.2405},
    "heckel": {"Py": 182.6e6, "A": 1.259},
    "panelli-ambrozio": {"a": 1.052e-4, "B": 0.8641},
    "kawakita": {"D0": 0.6796, "a": 0.2947, "b": 1.499e-8},
    "shapiro": {"e0": 0.3844, "k": 1.36e-9, "b": 7.963e-5},
    "cooper-eaton": {"D0": 0.5886, "a1": 0.5, "k1": 14.5e6, "a2": 0.4, "k2": 249e6},
}
PRESSURE = np.array([5, 8, 12, 20, 35, 60, 90, 130, 180, 240, 310, 400]) * 1e6


def points(law, noise=0.0, seed=0, pressure=PRESSURE):
    density = np.asarray(COMPACTION[law].density(pressure, **TRUE[law]))
    density = density + noise * np.random.default_rng(seed).standard_normal(len(pressure))
    return Points(pressure=pressure, density=density, weight=np.ones(len(pressure)))


def record(tmp_path, columns, name="record.csv"):
    """A file with these columns, numbers to the last digit."""
    rows = zip(*columns.values(), strict=True)
    lines = [",".join(columns), *(",".join(repr(float(cell)) for cell in row) for row in rows)]
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def thickness(law="walker", pressure=PRESSURE):
    """Of the sample by a law, mm."""
    return 1e3 * SAMPLE.solid / np.asarray(COMPACTION[law].density(pressure, **TRUE[law]))


# --- closed forms ---


@pytest.mark.parametrize("law", COMPACTION)
def test_exact_data_give_the_parameters_back(law):
    found = solve(law, points(law))
    assert found.at_bound == ()
    for name, value in TRUE[law].items():
        assert found.parameters[name] == pytest.approx(value, rel=1e-6), name
    assert np.abs(found.residuals).max() < 1e-10


@settings(max_examples=25, deadline=None)
@given(st.floats(1.3, 2.2), st.floats(0.05, 0.2))
def test_walker_is_a_straight_line(first, slope):
    """Its fit agrees with the straight line through exact data, wherever the parameters lie."""
    density = np.asarray(COMPACTION["walker"].density(PRESSURE[:8], C1=first + 0.4, C2=slope))
    given_ = Points(pressure=PRESSURE[:8], density=density, weight=np.ones(8))
    found = solve("walker", given_).parameters
    assert found["C1"] == pytest.approx(first + 0.4, rel=1e-7)
    assert found["C2"] == pytest.approx(slope, rel=1e-6)


def test_a_law_within_another_is_found_at_its_bound():
    """Shapiro's law without its yield term is Panelli and Ambrozio's."""
    given_ = points("panelli-ambrozio")
    found = solve("shapiro", given_)
    assert found.at_bound == ("k",)
    assert found.parameters["k"] == 0
    assert np.isnan(found.uncertainties["k"])
    assert found.parameters["b"] == pytest.approx(TRUE["panelli-ambrozio"]["a"], rel=1e-6)


@pytest.mark.parametrize("law", [law for law in COMPACTION if law != "cooper-eaton"])
def test_standard_errors_cover_the_truth(law):
    """Over 60 noisy records the errors, in standard errors, have the spread of one."""
    many = np.geomspace(5e6, 400e6, 25)
    off = []
    for seed in range(60):
        found = solve(law, points(law, 0.002, seed, many))
        off.append(
            [
                (found.parameters[name] - value) / found.uncertainties[name]
                for name, value in TRUE[law].items()
                if name not in found.at_bound
            ]
            if not found.at_bound
            else [0.0] * len(TRUE[law])
        )
    spread = np.sqrt(np.mean(np.square(off), axis=0))
    assert (spread > 0.7).all()
    assert (spread < 1.35).all()


def test_known_uncertainties_set_the_errors_and_scatter_widens_them():
    exact = points("heckel")
    known = replace(exact, error=np.full(len(PRESSURE), 0.003))
    quiet, told = solve("heckel", exact), solve("heckel", known)
    assert quiet.uncertainties["A"] < 1e-9
    slopes = (1 - exact.density)[:, None] * np.stack([np.ones(12), PRESSURE / 1e8], axis=1)
    spread = 0.003**2 * np.linalg.inv(slopes.T @ slopes)
    assert told.uncertainties["A"] == pytest.approx(np.sqrt(spread[0, 0]), rel=1e-4)
    noisy = points("heckel", 0.02, 3)
    tight = replace(noisy, error=np.full(len(PRESSURE), 1e-4))
    assert solve("heckel", tight).uncertainties["A"] == pytest.approx(
        solve("heckel", noisy).uncertainties["A"], rel=1e-6
    )


def test_a_row_without_weight_is_as_good_as_absent():
    whole = points("walker", 0.003, 1)
    odd = whole.density.copy()
    odd[4] += 0.1
    weight = np.where(np.arange(12) == 4, 0.0, 1.0)
    weighted = solve("walker", Points(pressure=PRESSURE, density=odd, weight=weight))
    without = solve("walker", whole.without(np.arange(12) == 4))
    assert weighted.parameters == pytest.approx(without.parameters, rel=1e-9)


# --- ranking ---


def test_leaving_out_is_what_its_name_says():
    """By hand on four rows: each by the straight line through the three others."""
    pressure = np.array([1e7, 3e7, 1e8, 3e8])
    density = np.array([0.70, 0.77, 0.83, 0.93])
    given_ = Points(pressure=pressure, density=density, weight=np.ones(4))
    found = judged("walker", given_)
    by_hand = []
    for i in range(4):
        others = solve("walker", given_.without(np.arange(4) == i)).parameters
        law = COMPACTION["walker"].density(pressure[i], **others)
        by_hand.append(float(np.asarray(law)) - density[i])
    assert found.unseen == pytest.approx(by_hand, abs=1e-8)
    assert found.cross_validated == pytest.approx(np.sqrt(np.mean(np.square(by_hand))), rel=1e-6)
    assert found.cross_validated > found.rms


def test_rows_are_left_out_one_by_one_or_in_ten_groups():
    assert len(set(folds(30))) == 30
    groups = folds(47)
    assert sorted(set(groups)) == list(range(10))
    assert groups[3] == groups[13] == groups[43]


def test_akaike_for_small_records():
    residuals = np.array([0.01, -0.02, 0.01, 0.03, -0.01, 0.0])
    given_ = Points(pressure=np.arange(1, 7) * 1e7, density=residuals + 0.5, weight=np.ones(6))
    expected = 6 * np.log(np.mean(residuals**2)) + 2 * 3 + 2 * 3 * 4 / (6 - 3 - 1)
    assert aicc(residuals, given_, parameters=2) == pytest.approx(expected)
    assert aicc(residuals, given_, parameters=4) is None


@pytest.mark.parametrize("law", ["walker", "heckel", "panelli-ambrozio", "kawakita"])
def test_the_law_behind_the_data_comes_first(law):
    given_ = points(law, 5e-4, 7)
    order = ranked(judged(name, given_) for name in COMPACTION)
    errors = [one.cross_validated for one in order]
    assert errors == sorted(errors)
    ahead = [one.solution.law for one in order]
    assert law == ahead[0] or law in alike(order, given_.weight)
    assert order[0].cross_validated < 1e-3


def test_alike_and_apart():
    noisy = points("panelli-ambrozio", 0.004, 2)
    order = ranked(judged(law, noisy) for law in ("panelli-ambrozio", "shapiro", "heckel"))
    told = alike(order, noisy.weight)
    assert "heckel" not in told
    assert set(told) <= {"shapiro", "panelli-ambrozio"}
    assert told


@pytest.mark.parametrize(("law", "least"), [("walker", 3), ("shapiro", 4), ("cooper-eaton", 6)])
def test_a_law_wants_a_row_more_than_it_has_parameters(law, least):
    assert "pressures" in enough(law, replace(points(law), pressure=np.full(12, 1e7)))
    assert enough(law, points(law, pressure=PRESSURE[:least])) == ""
    assert f"need {least} rows" in enough(law, points(law, pressure=PRESSURE[: least - 1]))


# --- whole records ---


def test_three_rows_skip_what_they_cannot_tell(tmp_path):
    columns = {"pressure_MPa": PRESSURE[::5] / 1e6, "thickness_loaded_mm": thickness()[::5]}
    fit = fit_compaction(record(tmp_path, columns), SAMPLE)
    assert {law.name for law in fit.laws} == {"walker", "heckel", "panelli-ambrozio"}
    assert {law.name for law in fit.skipped} == {"kawakita", "shapiro", "cooper-eaton"}
    assert all("need" in law.reason for law in fit.skipped)


def test_springback_comes_back(tmp_path):
    density = 1e-3 * SAMPLE.solid / (1e-3 * thickness()) * 1e3
    left = 0.1e6
    released = sprung_density(density, left, PRESSURE, M1=18e9, b=5.0)
    columns = {
        "pressure_MPa": PRESSURE / 1e6,
        "thickness_loaded_mm": thickness(),
        "thickness_released_mm": 1e3 * SAMPLE.solid / np.asarray(released),
    }
    fit = fit_compaction(record(tmp_path, columns), SAMPLE, released=left, laws=("walker",))
    spring = fit.springback
    assert spring is not None
    assert spring.unloading_modulus_pa == pytest.approx(18e9, rel=1e-6)
    assert spring.unloading_exponent == pytest.approx(5.0, rel=1e-6)
    assert spring.largest_porosity < 1e-9
    said = {**columns, "pressure_released_MPa": np.full(12, left / 1e6)}
    again = fit_compaction(record(tmp_path, said), SAMPLE, laws=("walker",)).springback
    assert again is not None
    assert again.unloading_modulus_pa == pytest.approx(18e9, rel=1e-6)


def test_no_springback_without_release_or_without_recovery(tmp_path):
    columns = {"pressure_MPa": PRESSURE / 1e6, "thickness_loaded_mm": thickness()}
    fit = fit_compaction(record(tmp_path, columns), SAMPLE, laws=("walker",))
    assert fit.springback is None
    assert "0 released thicknesses" in (fit.no_springback or "")
    columns["thickness_released_mm"] = thickness() - 1e-4
    fit = fit_compaction(record(tmp_path, columns), SAMPLE, laws=("walker",))
    assert "no thicker" in (fit.no_springback or "")
    assert any("thinner after release" in told for told in fit.warnings)


def test_the_machine_is_removed_exactly(tmp_path):
    """A displacement with the machine's in it gives the same fit as the thickness without."""
    plain = {"pressure_MPa": PRESSURE / 1e6, "thickness_loaded_mm": thickness()}
    want = fit_compaction(record(tmp_path, plain), SAMPLE, laws=("walker",)).best.parameters
    force = PRESSURE * SAMPLE.area / 1e3  # kN
    give = 5e-3 * force  # mm at 5 um/kN
    moved = {"force_kN": force, "displacement_mm": 3.0 - thickness() + give}
    path = record(tmp_path, moved)
    found = fit_compaction(path, SAMPLE, height=3e-3, compliance="5 um/kN", laws=("walker",))
    assert found.best.parameters == pytest.approx(want, rel=1e-9)
    blank = record(tmp_path, {"force_kN": force, "displacement_mm": give}, "blank.csv")
    found = fit_compaction(path, SAMPLE, height=3e-3, compliance=blank, laws=("walker",))
    assert found.best.parameters == pytest.approx(want, rel=1e-9)
    assert blank in found.record.machine
    with pytest.raises(Refusal, match="whether the machine's compliance is removed"):
        fit_compaction(path, SAMPLE, height=3e-3, laws=("walker",))


def test_the_order_of_columns_and_their_units_change_nothing(tmp_path):
    plain = {"pressure_MPa": PRESSURE / 1e6, "thickness_loaded_mm": thickness()}
    other = {
        "note": PRESSURE,
        "thickness_loaded (um)": 1e3 * thickness(),
        "Pressure_GPa": PRESSURE / 1e9,
    }
    first = fit_compaction(record(tmp_path, plain), SAMPLE)
    second = fit_compaction(record(tmp_path, other, "other.csv"), SAMPLE)
    assert second.record.ignored == ("note",)
    for one, two in zip(first.laws, second.laws, strict=True):
        assert one.name == two.name or one.cross_validated_porosity < 1e-6


def test_weights_and_uncertainties_by_column(tmp_path):
    thick = thickness().copy()
    thick[3] *= 1.03
    plain = {"pressure_MPa": PRESSURE / 1e6, "thickness_loaded_mm": thick}
    doubt = np.where(np.arange(12) == 3, 1.0, 1e-3)
    named = record(tmp_path, {**plain, "thickness_uncertainty_mm": doubt}, "doubt.csv")
    heeded = fit_compaction(named, SAMPLE, laws=("walker",))
    assert heeded.record.weighted_by == "thickness_uncertainty_mm"
    assert heeded.best.parameters["C1"] == pytest.approx(TRUE["walker"]["C1"], rel=1e-5)
    equal = fit_compaction(named, SAMPLE, weighted=False, laws=("walker",))
    assert equal.record.weighted_by == ""
    assert abs(equal.best.parameters["C1"] - TRUE["walker"]["C1"]) > 1e-3
    weight = record(tmp_path, {**plain, "weight": (doubt < 1).astype(float)}, "weight.csv")
    assert fit_compaction(weight, SAMPLE, laws=("walker",)).best.parameters["C1"] == pytest.approx(
        TRUE["walker"]["C1"], rel=1e-9
    )


def test_errors_of_the_sample_widen_the_errors_of_the_law(tmp_path):
    path = record(tmp_path, {"pressure_MPa": PRESSURE / 1e6, "thickness_loaded_mm": thickness()})
    sure = fit_compaction(path, SAMPLE, laws=("walker",))
    doubt = replace(SAMPLE, mass_error=0.8e-6)
    fit = fit_compaction(path, doubt, laws=("walker",))
    assert fit.best.parameters == sure.best.parameters
    assert fit.sample.density_error == pytest.approx(0.01)
    # all densities 1 % lower: 1/D, and with it both parameters, 1 % higher
    assert fit.best.uncertainties["C1"] == pytest.approx(TRUE["walker"]["C1"] / 99, rel=1e-3)
    assert sure.best.uncertainties["C1"] < 1e-9


def test_a_first_row_without_pressure_is_the_loose_fill(tmp_path):
    pressure = np.append(0.0, PRESSURE / 1e6)
    thick = np.append(1e3 * SAMPLE.solid / 0.42, thickness())
    path = record(tmp_path, {"pressure_MPa": pressure, "thickness_loaded_mm": thick})
    fit = fit_compaction(path, SAMPLE, laws=("walker",))
    assert fit.loose_relative_density == pytest.approx(0.42)
    assert fit.record.rows == 12
    assert "initial_relative_density" in card_text(fit)


def test_thousands_of_rows_are_fitted_as_means(tmp_path):
    many = np.geomspace(5e6, 400e6, 5000)
    path = record(
        tmp_path, {"pressure_MPa": many / 1e6, "thickness_loaded_mm": thickness("heckel", many)}
    )
    fit = fit_compaction(path, SAMPLE, laws=("heckel", "walker"))
    assert fit.record.rows == 5000
    assert fit.record.fitted_rows <= 250
    assert fit.best.name == "heckel"
    assert fit.best.parameters["Py"] == pytest.approx(TRUE["heckel"]["Py"], rel=1e-4)


def test_a_row_that_stands_out_is_named(tmp_path):
    thick = thickness() * (1 + 1e-4 * np.sin(np.arange(12)))
    thick[6] *= 1.04
    path = record(tmp_path, {"pressure_MPa": PRESSURE / 1e6, "thickness_loaded_mm": thick})
    told = fit_compaction(path, SAMPLE, laws=("walker",)).warnings
    assert any(line.startswith("line 8 is") and "looser" in line for line in told)
    thick[6] = thick[5] * 1.05
    known = {
        "pressure_MPa": PRESSURE / 1e6,
        "thickness_loaded_mm": thick,
        "thickness_uncertainty_mm": np.full(12, 1e-3),
    }
    told = fit_compaction(record(tmp_path, known), SAMPLE, laws=("walker",)).warnings
    assert any("thicker than under less pressure" in line for line in told)


@pytest.mark.parametrize(("share", "told"), [(0.03, True), (0.006, True), (0.004, False)])
def test_a_row_thicker_than_the_one_before_is_named_however_bad_the_fit(share, told, tmp_path):
    """The scatter does not count: the first rows are far off."""
    thick = thickness("heckel") * np.where(np.arange(12) < 3, 1.15, 1.0)
    thick[4] = thick[3] * (1 + share)
    path = record(tmp_path, {"pressure_MPa": PRESSURE / 1e6, "thickness_loaded_mm": thick})
    warnings = fit_compaction(path, SAMPLE, laws=("walker",)).warnings
    grown = [line for line in warnings if "thicker than under less pressure" in line]
    assert [line.split(":")[0] for line in grown] == (["line 6"] if told else [])


def test_repeats_of_a_pressure_do_not_grow(tmp_path):
    twice = np.repeat(PRESSURE, 2)
    thick = thickness("walker", twice) * np.tile([0.99, 1.01], 12)
    path = record(tmp_path, {"pressure_MPa": twice / 1e6, "thickness_loaded_mm": thick})
    assert not any(
        "thicker than under less" in told
        for told in fit_compaction(path, SAMPLE, laws=("walker",)).warnings
    )


# --- laws that are not to be taken ---


def worse(law, *, error=0.001, at_bound=()):
    plain = judged(law, points(law))
    return replace(
        plain, cross_validated=error, solution=replace(plain.solution, at_bound=at_bound)
    )


@pytest.mark.parametrize(
    ("law", "at_bound", "fine"),
    [
        ("walker", (), True),
        ("walker", ("C2",), False),
        ("heckel", ("Py",), False),
        ("shapiro", ("k",), True),
        ("shapiro", ("b",), True),
        ("shapiro", ("k", "b"), False),
        ("shapiro", ("e0", "k"), False),
        ("cooper-eaton", ("a2",), True),
        ("cooper-eaton", ("D0",), False),
    ],
)
def test_a_law_at_its_bound_is_not_to_be_taken_unless_it_is_a_simpler_one(law, at_bound, fine):
    told = objection(worse(law, at_bound=at_bound))
    assert (told == "") is fine
    assert fine or "at the end of what may be in" in told


def test_a_law_that_misses_unseen_rows_is_not_to_be_taken():
    assert objection(worse("walker", error=0.049)) == ""
    assert "off by 5.1 points" in objection(worse("walker", error=0.051))


def test_no_card_is_made_of_a_law_that_is_not_to_be_taken(tmp_path):
    thick = np.array([0.70, 0.60, 0.85, 0.62, 0.80, 0.58, 0.60])
    columns = {"pressure_MPa": PRESSURE[::2][:6] / 1e6, "thickness_loaded_mm": thick[:6]}
    fit = fit_compaction(record(tmp_path, columns), SAMPLE, laws=("walker", "heckel"))
    assert fit.usable is None
    assert fit.best.objection in fit.to_json()
    with pytest.raises(Refusal, match=f"out: found {fit.best.name} as the best law: it is off by"):
        card_text(fit)
    other = replace(fit.laws[1], objection=None)
    with pytest.raises(Refusal, match=f"--law {other.name}"):
        card_text(replace(fit, laws=(fit.best, other)))


# --- release ---


def test_an_unsettled_springback_stays_out_of_the_card(tmp_path):
    back = 1.012 * thickness()
    back[:9] = np.nan
    back[-3:] *= [1.0, 1.012, 0.995]
    columns = {"pressure_MPa": PRESSURE / 1e6, "thickness_loaded_mm": thickness()}
    path = Path(record(tmp_path, {**columns, "thickness_released_mm": back}))
    path.write_text(path.read_text("utf-8").replace("nan", ""), encoding="utf-8")
    fit = fit_compaction(str(path), SAMPLE, laws=("walker",))
    assert fit.springback is not None
    assert not fit.springback.settled
    assert "unloading" not in card_text(fit)
    assert "springback" not in card_text(fit)
    assert any("the unloading modulus is not settled" in told for told in fit.warnings)
    assert "unloading_modulus_pa" in json.loads(fit.to_json())["springback"]
    settled = replace(fit.springback, unloading_modulus_error_pa=1.0)
    assert "unloading_modulus" in card_text(replace(fit, springback=settled))
    assert not replace(fit.springback, unloading_modulus_error_pa=None).settled


def test_a_modulus_at_its_bound_has_no_error_and_json_holds(tmp_path):
    """Pellets that spring back by nothing to speak of."""
    columns = {
        "pressure_MPa": PRESSURE / 1e6,
        "thickness_loaded_mm": thickness(),
        "thickness_released_mm": thickness() * (1 + 1e-9),
    }
    fit = fit_compaction(record(tmp_path, columns), SAMPLE, laws=("walker",))
    assert fit.springback is not None
    assert not fit.springback.settled
    assert "unloading_modulus_error_pa" not in json.loads(fit.to_json())["springback"]


def test_json_says_what_others_rely_on(tmp_path):
    columns = {
        "pressure_MPa": PRESSURE / 1e6,
        "thickness_loaded_mm": thickness(),
        "thickness_released_mm": 1.01 * thickness(),
    }
    data = json.loads(fit_compaction(record(tmp_path, columns), SAMPLE).to_json())
    assert data["schema"] == "asperity-compaction-fit-1"
    assert len(data["laws"]) == 6
    told = {"name", "parameters", "units", "uncertainties", "rms_porosity"}
    for law in data["laws"]:
        assert told | {"cross_validated_porosity", "at_bound"} <= set(law)
        assert tuple(law["parameters"]) == COMPACTION[law["name"]].parameters
    assert {"unloading_modulus_pa", "unloading_exponent", "rms_porosity"} <= set(data["springback"])
    assert {"sample", "record", "rows", "warnings", "alike", "skipped"} <= set(data)


# --- cards ---


@pytest.mark.parametrize("law", COMPACTION)
def test_a_card_gives_the_fitted_curve(law, tmp_path):
    columns = {
        "pressure_MPa": PRESSURE / 1e6,
        "thickness_loaded_mm": thickness(law),
        "thickness_released_mm": 1.012 * thickness(law),
    }
    fit = fit_compaction(record(tmp_path, columns), SAMPLE, laws=(law,))
    path = tmp_path / "own.toml"
    path.write_text(card_text(fit, name="own", based_on="Li6PS5Cl"), encoding="utf-8")
    card = material(str(path))
    assert card.options["compaction_law"] == law
    assert card.options["carrier"] == "lithium"
    powder = compacting(card, Ledger(), 1e-3, 0.4)
    fitted = COMPACTION[law].density(PRESSURE, **fit.best.parameters)
    assert np.asarray(powder.density_at(PRESSURE)) == pytest.approx(np.asarray(fitted), rel=1e-6)
    assert powder.modulus == pytest.approx(fit.springback.unloading_modulus_pa, rel=1e-6)
    for symbol, value in fit.best.parameters.items():
        quantity = card.quantities[f"{law.replace('-', '_')}_{symbol.lower()}"]
        assert quantity.si == pytest.approx(value, rel=1e-6)
        assert quantity.trust == "fitted"
        if symbol in fit.best.uncertainties:
            assert quantity.si_low <= quantity.si <= quantity.si_high


def test_a_fragment_is_a_card_by_itself(tmp_path):
    columns = {"pressure_MPa": PRESSURE / 1e6, "thickness_loaded_mm": thickness()}
    fit = fit_compaction(record(tmp_path, columns, 'odd "name" ü.csv'), SAMPLE)
    path = tmp_path / "own.toml"
    path.write_text(card_text(fit, title='A "title" \\ and more'), encoding="utf-8")
    card = material(str(path))
    assert card.name == 'odd "name" ü'
    assert card.title == 'A "title" \\ and more'
    assert card.value("density") == pytest.approx(1870.0)


def test_a_card_is_based_on_a_powder(tmp_path):
    columns = {"pressure_MPa": PRESSURE / 1e6, "thickness_loaded_mm": thickness()}
    fit = fit_compaction(record(tmp_path, columns), SAMPLE, laws=("walker",))
    with pytest.raises(CardRefusal, match='based-on: found "Li6PS5Cll"; did you mean "Li6PS5Cl"'):
        card_text(fit, based_on="Li6PS5Cll")
    with pytest.raises(CardRefusal, match="write one of: ") as refusal:
        card_text(fit, based_on="q")
    told = set(refusal.value.instead.removeprefix("write one of: ").split(", "))
    assert {"Li6PS5Cl", "NMC622"} <= told
    assert not told & {"sodium", "steel", "NaSICON", "LLZO"}
    with pytest.raises(CardRefusal, match=r"nowhere\.toml: found no such file"):
        card_text(fit, based_on="nowhere.toml")
    with pytest.raises(Refusal, match="a metal"):
        card_text(fit, based_on="sodium")


def test_a_card_has_notes_of_its_own(tmp_path):
    columns = {"pressure_MPa": PRESSURE / 1e6, "thickness_loaded_mm": thickness()}
    fit = fit_compaction(record(tmp_path, columns), SAMPLE, laws=("walker",))
    path = tmp_path / "own.toml"
    path.write_text(card_text(fit, based_on="Li6PS5Cl"), encoding="utf-8")
    notes = material(str(path)).notes
    assert notes == ("Compaction is fitted on the record record.csv. All else is that of Li6PS5Cl.")
    assert material("Li6PS5Cl").notes not in notes


def test_names_that_are_loaded_when_used_are_listed():
    listed = dir(asperity.study)
    assert {"Sample", "fit_compaction", "press_face", "sweep"} <= set(listed)
    assert all(hasattr(asperity.study, name) for name in listed)
