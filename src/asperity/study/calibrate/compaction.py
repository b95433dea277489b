"""A record of pressing through every compaction law, ranked, with the springback."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal, one_of, quoted
from asperity.laws.powder.compaction import COMPACTION
from asperity.study.calibrate.judge import (
    ONE_BY_ONE,
    Judged,
    alike,
    enough,
    judged,
    objection,
    ranked,
)
from asperity.study.calibrate.record import (
    Sample,
    Series,
    columns,
    machine_of,
    number,
    read_text,
    sheet,
    thinned,
)
from asperity.study.calibrate.record import series as series_of
from asperity.study.calibrate.remarks import remarks, unsettled
from asperity.study.calibrate.solve import Points, Solution, best_x, named
from asperity.study.calibrate.springback import (
    Released,
    Springback,
    fit_springback,
    no_springback,
)
from asperity.study.calibrate.told import (
    CompactionFit,
    FittedLaw,
    FittedSpringback,
    RecordMark,
    Rows,
    SampleMark,
    SkippedLaw,
)
from asperity.units import show

Array = NDArray[np.float64]
UNITS = MappingProxyType(
    {
        "heckel": {"Py": "Pa"},
        "panelli-ambrozio": {"a": "Pa^-0.5"},
        "kawakita": {"b": "1/Pa"},
        "shapiro": {"k": "1/Pa", "b": "Pa^-0.5"},
        "cooper-eaton": {"k1": "Pa", "k2": "Pa"},
    }
)
"""Units of the parameters that are no plain numbers."""


def fit_compaction(
    path: str,
    sample: Sample,
    *,
    height: float | None = None,
    compliance: str | None = None,
    released: float = 0.0,
    weighted: bool = True,
    laws: Sequence[str] = (),
) -> CompactionFit:
    """Fit the compaction laws to the record in a file.

    Args:
        path: of a text file (CSV) with a heading that names units: pressure_MPa or force_kN;
            thickness_loaded_mm, or displacement_mm with `height`; where there are,
            thickness_released_mm, pressure_released_MPa, thickness_uncertainty_mm or weight
        sample: mass, diameter and crystal density of what was pressed
        height: thickness (m) of the powder at no displacement
        compliance: of the machine, as text: "5 um/kN", or the path of a run without powder
        released: pressure (Pa) left on the pellet while released thicknesses were taken
        weighted: whether a column of uncertainties or weights counts
        laws: names of those to fit; all of them where empty

    Returns:
        The laws, best on unseen rows first, and the springback with the best of them.

    Raises:
        Refusal: a file, an option or a row that cannot be, each with its place.
    """
    for law in laws:
        if law not in COMPACTION:
            raise Refusal("law", quoted(law), one_of(law, COMPACTION))
    _refuse_arguments(path, sample, height, released)
    text, digest = read_text(path)
    found = columns(sheet(text, path))
    machine = machine_of(compliance, area=sample.area)
    whole = series_of(
        found,
        sample,
        height=height,
        machine=machine,
        released=released,
        weighted=weighted,
    )
    rows = thinned(whole)
    mark = RecordMark(
        source=path,
        digest=digest,
        rows=len(whole.line),
        fitted_rows=len(rows.line),
        lowest_pressure_pa=float(rows.pressure[0]),
        highest_pressure_pa=float(rows.pressure[-1]),
        weighted_by=rows.weighted_by,
        machine=machine.told,
        ignored=found.ignored,
        left_out="one by one" if len(rows.line) <= ONE_BY_ONE else "in ten groups",
    )
    return fit_series(rows, sample, mark, laws=laws)


def _refuse_arguments(path: object, sample: object, height: object, released: object) -> None:
    """What no file can be read with."""
    if not isinstance(path, str):
        raise Refusal("path", quoted(path), 'write the path of a text file, such as "record.csv"')
    if not isinstance(sample, Sample):
        cure = "give asperity.study.Sample(mass=..., diameter=..., density=...)"
        raise Refusal("sample", quoted(sample), cure)
    if height is not None:
        number("height", height)
    left = number("released", released)
    if not 0 <= left < np.inf:
        raise Refusal("released", show(left, "MPa"), "write a pressure of 0 or more")


def fit_series(
    rows: Series, sample: Sample, mark: RecordMark, *, laws: Sequence[str] = ()
) -> CompactionFit:
    """Fit the laws to a record at hand; see `fit_compaction`."""
    points = _points(rows)
    wanted = [law for law in COMPACTION if not laws or law in laws]
    reasons = {law: enough(law, points) for law in wanted}
    if all(reasons.values()):
        law, reason = next(iter(reasons.items()))
        raise Refusal(mark.source, f"too few rows for {law}: {reason}", "measure at more pressures")
    order = ranked(judged(law, points) for law in wanted if not reasons[law])
    best = order[0].solution
    away = _scaled(rows, sample)
    spring, reason, sprung = _springback(rows, best)
    return CompactionFit(
        sample=_sample(sample),
        record=mark,
        laws=tuple(_law(one, away) for one in order),
        skipped=tuple(SkippedLaw(name=law, reason=why) for law, why in reasons.items() if why),
        alike=tuple(alike(order, points.weight)),
        springback=spring,
        no_springback=reason or None,
        loose_relative_density=rows.loose,
        rows=_rows(rows, best, sprung),
        warnings=(*remarks(rows, best.residuals), *unsettled(spring)),
    )


def _points(rows: Series) -> Points:
    return Points(
        pressure=rows.pressure, density=rows.density, weight=rows.weight, error=rows.error
    )


def _sample(sample: Sample) -> SampleMark:
    return SampleMark(
        mass_kg=sample.mass,
        diameter_m=sample.diameter,
        crystal_density_kg_per_m3=sample.density,
        solid_thickness_m=sample.solid,
        density_error=sample.error,
    )


def _rows(rows: Series, best: Solution, sprung: Array) -> Rows:
    return Rows(
        line=rows.line,
        pressure_pa=rows.pressure,
        thickness_m=rows.thickness,
        relative_density=rows.density,
        fitted_relative_density=best.density(rows.pressure),
        released_relative_density=rows.released_density,
        fitted_released_relative_density=sprung,
    )


def _scaled(rows: Series, sample: Sample) -> Series | None:
    """The record if mass, diameter and crystal density erred by one standard error, to the looser.

    None where they are taken to be exact.
    """
    if not sample.error:
        return None
    share = 1 - sample.error
    return replace(
        rows, density=rows.density * share, released_density=rows.released_density * share
    )


def _law(one: Judged, away: Series | None) -> FittedLaw:
    """A law told, its standard errors widened by what mass, diameter and density leave open."""
    solution = one.solution
    errors = dict(solution.uncertainties)
    if away is not None:
        moved = named(solution.law, best_x(solution.law, _points(away), [solution.x]))
        errors = {
            name: float(np.hypot(error, moved[name] - solution.parameters[name]))
            for name, error in errors.items()
        }
    units = UNITS.get(solution.law, {})
    return FittedLaw(
        name=solution.law,
        parameters=solution.parameters,
        units={name: units.get(name, "") for name in solution.parameters},
        uncertainties={name: error for name, error in errors.items() if np.isfinite(error)},
        rms_porosity=one.rms,
        largest_porosity=float(np.abs(solution.residuals).max()),
        cross_validated_porosity=one.cross_validated,
        aicc=one.aicc,
        at_bound=solution.at_bound,
        objection=objection(one) or None,
    )


def _springback(rows: Series, best: Solution) -> tuple[FittedSpringback | None, str, Array]:
    """The springback told, or why there is none, and released densities by it, nan where none."""
    sprung = np.full(len(rows.line), np.nan)
    kept = ~np.isnan(rows.released_density)
    let_go = _released(rows, best, kept)
    reason = no_springback(let_go)
    if reason:
        return None, reason, sprung
    found = fit_springback(let_go)
    sprung[kept] = let_go.density + found.residuals
    return _told(found, let_go), "", sprung


def _released(rows: Series, best: Solution, kept: NDArray[np.bool_]) -> Released:
    return Released(
        law_density=best.density(rows.pressure[kept]),
        largest=rows.pressure[kept],
        left=rows.released_pressure[kept],
        density=rows.released_density[kept],
        weight=rows.weight[kept],
    )


def _told(found: Springback, let_go: Released) -> FittedSpringback:
    squares = let_go.weight * found.residuals**2
    return FittedSpringback(
        unloading_modulus_pa=found.modulus,
        unloading_exponent=found.exponent,
        unloading_modulus_error_pa=_finite(found.modulus_error),
        unloading_exponent_error=_finite(found.exponent_error),
        rms_porosity=float(np.sqrt(squares.sum() / let_go.weight.sum())),
        largest_porosity=float(np.abs(found.residuals).max()),
        rows=len(let_go.density),
    )


def _finite(error: float) -> float | None:
    return error if np.isfinite(error) else None
