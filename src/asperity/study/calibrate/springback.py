"""What comes back on release: the unloading modulus and its loss with porosity, fitted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from asperity.laws.powder.springback import sprung_density

Array = NDArray[np.float64]
LEAST = 3
"""Released rows from which on the modulus and its exponent are told apart."""
LOW, HIGH = (np.log(1e6), 0.0), (np.log(1e13), 60.0)
"""Of ln M1 (Pa) and b."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Released:
    """Rows that were let go, (n,).

    Attributes:
        law_density: relative density under the largest pressure, by the law
        largest, left: largest pressure and the one left, Pa
        density: relative density measured then
        weight: of each in the fit
    """

    law_density: Array
    largest: Array
    left: Array
    density: Array
    weight: Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Springback:
    """The fitted recovery: M1 (Pa) and b with standard errors, and errors of the density, (n,)."""

    modulus: float
    modulus_error: float
    exponent: float
    exponent_error: float
    residuals: Array
    at_bound: bool


def no_springback(rows: Released) -> str:
    """Why there is nothing to fit; "" where there is."""
    count = len(rows.density)
    if count < LEAST:
        return f"{count} released thicknesses, and {LEAST} or more are needed"
    if float(np.mean(rows.weight * (rows.law_density - rows.density))) <= 0:
        return "the released pellets are no thicker than the law under load"
    return ""


def fit_springback(rows: Released) -> Springback:
    """M1 and b of `laws.powder.springback` with the least weighted errors in released density."""
    root = np.sqrt(rows.weight)

    def lacking(x: Array) -> Array:
        found = sprung_density(
            rows.law_density, rows.left, rows.largest, M1=float(np.exp(x[0])), b=float(x[1])
        )
        return root * (np.asarray(found) - rows.density)

    strain = np.maximum(rows.law_density / rows.density - 1, 1e-6)
    start = float(np.log(np.median((rows.largest - rows.left) / strain)))
    ends = [
        least_squares(
            lacking,
            np.clip((start + b * (1 - float(rows.law_density.mean())), b), LOW, HIGH),
            jac="3-point", bounds=(LOW, HIGH), x_scale="jac", ftol=1e-15, xtol=1e-15, gtol=1e-15,
        )
        for b in (0.5, 5.0, 15.0)
    ]  # fmt: skip
    end = min(ends, key=lambda one: float(one.cost))
    spare = len(root) - 2
    errors = np.full(2, np.nan)
    free = (end.x - LOW > 1e-4) & (HIGH - end.x > 1e-4)
    slopes = np.asarray(end.jac)[:, free]
    curved = slopes.T @ slopes
    if spare > 0 and free.any() and np.linalg.cond(curved) < 1e14:
        errors[free] = np.sqrt(np.diag(2 * end.cost / spare * np.linalg.inv(curved)))
    modulus = float(np.exp(end.x[0]))
    return Springback(
        modulus=modulus,
        modulus_error=modulus * float(errors[0]),
        exponent=float(end.x[1]),
        exponent_error=float(errors[1]),
        residuals=lacking(end.x) / root,
        at_bound=not free.all(),
    )
