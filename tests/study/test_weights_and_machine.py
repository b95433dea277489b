"""Weights of a record are one over the variance; a machine gives way on release as under load."""

import numpy as np
import pytest

from asperity.laws.powder.compaction import COMPACTION
from asperity.laws.powder.springback import sprung_density
from asperity.study.calibrate import Sample, fit_compaction

SAMPLE = Sample(mass=80e-6, diameter=10e-3, density=1870.0)
WALKER = {"C1": 1.664, "C2": 0.2405}
SPRING = {"M1": 18e9, "b": 5.0}
PRESSURE = np.array([10, 20, 40, 80, 120, 180, 250, 320, 400]) * 1e6


def written(path, columns):
    rows = zip(*columns.values(), strict=True)
    lines = [",".join(columns), *(",".join(repr(float(cell)) for cell in row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def loaded():
    return np.asarray(COMPACTION["walker"].density(PRESSURE, **WALKER))


def test_doubt_counts_by_its_square(tmp_path):
    """Walker is linear in 1/D: the weighted straight line has a closed form."""
    rng = np.random.default_rng(4)
    thick = SAMPLE.solid / loaded() * (1 + 2e-3 * rng.standard_normal(len(PRESSURE)))
    doubt = thick * np.geomspace(1e-4, 1e-2, len(PRESSURE))
    columns = {
        "pressure_MPa": PRESSURE / 1e6,
        "thickness_loaded_mm": 1e3 * thick,
        "thickness_uncertainty_mm": 1e3 * doubt,
    }
    fit = fit_compaction(written(tmp_path / "a.csv", columns), SAMPLE, laws=("walker",))
    found = fit.best.parameters
    density = SAMPLE.solid / thick
    error = density * doubt / thick

    def misfit(C1, C2):
        law = np.asarray(COMPACTION["walker"].density(PRESSURE, C1=C1, C2=C2))
        return float(np.sum(((law - density) / error) ** 2))

    least = misfit(**found)
    for step in (1e-4, -1e-4):
        assert misfit(found["C1"] + step, found["C2"]) > least
        assert misfit(found["C1"], found["C2"] + step) > least
        # along the valley, where both nearly cancel, a wrong power of the doubt would show
        assert misfit(found["C1"] + step, found["C2"] + step / 2) > least


def test_the_machine_is_taken_off_the_released_thickness_too(tmp_path):
    """At half the load the machine still gives way by half; thicknesses are read off its stroke."""
    left, compliance = 0.5 * PRESSURE, 4e-9  # Pa, m/N
    area = np.pi / 4 * SAMPLE.diameter**2
    released = np.asarray(sprung_density(loaded(), left, PRESSURE, **SPRING))
    columns = {
        "pressure_MPa": PRESSURE / 1e6,
        "thickness_loaded_mm": 1e3 * (SAMPLE.solid / loaded() - compliance * PRESSURE * area),
        "thickness_released_mm": 1e3 * (SAMPLE.solid / released - compliance * left * area),
        "pressure_released_MPa": left / 1e6,
    }
    path = written(tmp_path / "b.csv", columns)
    fit = fit_compaction(path, SAMPLE, compliance="4 um/kN", laws=("walker",))
    assert fit.best.parameters["C1"] == pytest.approx(WALKER["C1"], rel=1e-6)
    assert fit.springback is not None
    assert fit.springback.unloading_modulus_pa == pytest.approx(SPRING["M1"], rel=1e-3)
    assert fit.springback.unloading_exponent == pytest.approx(SPRING["b"], rel=1e-2)
