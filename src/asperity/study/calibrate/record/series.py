"""A record as pressures and relative densities, each with its line and its weight."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot, isfinite, pi
from numbers import Real

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal, quoted
from asperity.study.calibrate.record.cells import together
from asperity.study.calibrate.record.columns import Columns, missing
from asperity.study.calibrate.record.machine import RIGID, Machine
from asperity.study.calibrate.record.refusals import (
    Thicknesses,
    refuse_density,
    refuse_few,
    refuse_growth,
    refuse_order,
    refuse_release,
)
from asperity.units import show

Array = NDArray[np.float64]


def number(name: str, value: object) -> float:
    """An argument that has to be a number in SI; text with a unit is refused."""
    if isinstance(value, bool) or not isinstance(value, Real):
        cure = "write a plain number in SI: kg, m, kg/m^3, Pa"
        raise Refusal(name, quoted(value), cure)
    return float(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What was pressed: mass (kg), die diameter (m), crystal density (kg/m³), with standard errors.

    Raises Refusal for any that is no number above 0, and for an error below 0 or of a tenth or
    more.
    """

    mass: float
    diameter: float
    density: float
    mass_error: float = 0.0
    diameter_error: float = 0.0
    density_error: float = 0.0

    def __post_init__(self) -> None:
        for name in ("mass", "diameter", "density"):
            value = number(name, getattr(self, name))
            error = number(f"{name}-error", getattr(self, f"{name}_error"))
            if not (isfinite(value) and value > 0):
                raise Refusal(name, f"{value:g}", f"write a {name} of more than 0")
            if not 0 <= error < value / 10:
                found = f"{error / value:.2g} of the {name}"
                raise Refusal(
                    f"{name}-error", found, f"write 0 or more, below a tenth of the {name}"
                )

    @property
    def error(self) -> float:
        """Standard error that is common to all relative densities, relative."""
        return hypot(
            self.mass_error / self.mass,
            2 * self.diameter_error / self.diameter,
            self.density_error / self.density,
        )

    @property
    def area(self) -> float:
        """Of the pellet, m²."""
        return pi / 4 * self.diameter**2

    @property
    def solid(self) -> float:
        """Thickness (m) of the pellet without pores."""
        return self.mass / (self.area * self.density)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Series:
    """Rows under pressure, in the order of the file; all arrays (n,), nan where a row says nothing.

    Attributes:
        line: lines of the file
        pressure: Pa, rising
        thickness: under load, the machine's share removed, m
        density: relative, loaded
        error: standard error of the density by that of the thickness; None where none is given
        weight: of each row in the fit, 1 on average
        weighted_by: the column the weights are from; "" for none
        released_pressure, released_thickness, released_density: after it was let go
        loose: relative density of a first row without pressure; None without one
    """

    line: tuple[int, ...]
    pressure: Array
    thickness: Array
    density: Array
    error: Array | None
    weight: Array
    weighted_by: str
    released_pressure: Array
    released_thickness: Array
    released_density: Array
    loose: float | None


def series(
    found: Columns,
    sample: Sample,
    *,
    height: float | None = None,
    machine: Machine = RIGID,
    released: float = 0.0,
    weighted: bool = True,
) -> Series:
    """The rows of a table as densities.

    Args:
        found: the columns of the file
        sample: what was pressed
        height: thickness (m) of the powder at no displacement, where the file has displacements
        machine: what of the displacement, or of a thickness under load, is its own
        released: pressure (Pa) on the pellet while released thicknesses were taken, where no
            column says it
        weighted: whether columns of uncertainties or weights count

    Raises:
        Refusal: missing columns, pressures that fall, a pellet thinner than its solid or looser
            than any powder, too few rows, a density that does not rise with the pressure, each
            with its row and column.
    """
    pressure, of = _pressure(found, sample.area)
    thickness, source = _thickness(found, height)
    thickness = thickness + machine.deflection(pressure * sample.area)
    refuse_order(found, of, pressure)
    loaded = Thicknesses(
        found=found, column=source, value=thickness, solid=sample.solid, machine=bool(machine.told)
    )
    refuse_density(loaded, pressure)
    back_at = found.values.get("pressure_released", np.full(len(pressure), np.nan))
    back_at = np.where(np.isnan(back_at), released, back_at)
    back = found.values.get("thickness_released", np.full(len(pressure), np.nan))
    back = back + machine.deflection(back_at * sample.area)
    refuse_density(replace(loaded, column="thickness_released", value=back), pressure)
    refuse_release(found, of, pressure, np.where(np.isnan(back), 0.0, back_at))
    error, weight, by = _weights(found, sample.solid / thickness, thickness, weighted=weighted)
    kept = (pressure > 0) & (weight > 0)
    refuse_few(found, kept)
    refuse_growth(loaded, pressure, np.where(kept, weight, 0.0))
    loose = float(sample.solid / thickness[0]) if pressure[0] == 0 else None
    lines = [row.line for row in found.sheet.rows]
    return Series(
        line=tuple(line for line, keep in zip(lines, kept, strict=True) if keep),
        pressure=pressure[kept],
        thickness=thickness[kept],
        density=sample.solid / thickness[kept],
        error=None if error is None else error[kept],
        weight=weight[kept] / weight[kept].mean(),
        weighted_by=by,
        released_pressure=back_at[kept],
        released_thickness=back[kept],
        released_density=sample.solid / back[kept],
        loose=loose,
    )


def _pressure(found: Columns, area: float) -> tuple[Array, str]:
    """Pressures in Pa, and the column they come from."""
    if found.has("pressure", "force"):
        told = f'"{found.headings["pressure"]}" and "{found.headings["force"]}"'
        where = found.sheet.at(found.sheet.heading.line)
        raise Refusal(where, told, "keep one: they say the same")
    if found.has("pressure"):
        return found.values["pressure"], "pressure"
    if found.has("force"):
        return found.values["force"] / area, "force"
    raise missing(found)


def _thickness(found: Columns, height: float | None) -> tuple[Array, str]:
    """Thickness under load in m, the machine's share still in it, and its column."""
    if found.has("thickness_loaded", "displacement"):
        names = ("thickness_loaded", "displacement")
        told = " and ".join(f'"{found.headings[name]}"' for name in names)
        where = found.sheet.at(found.sheet.heading.line)
        raise Refusal(where, told, "keep one: they say the same")
    if found.has("thickness_loaded"):
        if height is not None:
            raise Refusal("height", show(height, "mm"), "leave it out: the file has thicknesses")
        return found.values["thickness_loaded"], "thickness_loaded"
    if not found.has("displacement"):
        raise missing(found)
    if height is None:
        cure = 'write the thickness of the powder at no displacement, such as "3.2 mm"'
        raise Refusal("height", "nothing, and displacements in the file", cure)
    if not height > 0:
        raise Refusal("height", show(height, "mm"), "write a thickness of more than 0")
    thickness = height - found.values["displacement"]
    gone = [
        Refusal(
            found.at(i, "displacement"),
            f"{show(height - left, 'mm')} of {show(height, 'mm')} of powder",
            "check the displacement and the height",
        )
        for i, left in enumerate(thickness)
        if left <= 0
    ]
    if gone:
        raise together(gone)
    return thickness, "displacement"


def _weights(
    found: Columns, density: Array, thickness: Array, *, weighted: bool
) -> tuple[Array | None, Array, str]:
    """Standard errors of the densities, weights, and the column they come from."""
    if not weighted or not (found.has("thickness_uncertainty") or found.has("weight")):
        return None, np.ones(len(density)), ""
    if found.has("thickness_uncertainty", "weight"):
        where = found.sheet.at(found.sheet.heading.line)
        raise Refusal(where, "uncertainties and weights", "keep one of the two columns")
    if found.has("weight"):
        return None, found.values["weight"], found.headings["weight"]
    error = density * found.values["thickness_uncertainty"] / thickness
    return error, 1.0 / np.square(error), found.headings["thickness_uncertainty"]
