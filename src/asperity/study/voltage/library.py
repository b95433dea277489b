"""PyBaMM itself: the one place that asks for the extra `pybamm`, and one discharge with it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, Literal

import numpy as np

from asperity.errors import Refusal, one_of, quoted
from asperity.outcome.frozen import Array, Record

Model = Literal["SPM", "SPMe", "DFN"]
MODELS: Final = ("SPM", "SPMe", "DFN")
CURE = 'install PyBaMM: pip install "asperity[pybamm]"'
CONTACT = "Contact resistance [Ohm]"
OPTION = "contact resistance"
SILENT = "PYBAMM_DISABLE_TELEMETRY"
AT_ONCE = "non-positive at initial conditions"
"""What PyBaMM says where the current takes the voltage below its limit from the first moment."""
LONGEST = 4.0
"""A discharge may last so many times one over its rate."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Discharge(Record):
    """One discharge at constant current from full charge, T moments of it.

    Attributes:
        rate: current over nominal capacity, 1/h
        current_a: current of the cell
        delivered_ah: charge that came out before the voltage reached its lower limit
        share: of the capacity that the cell gives slowly without the resistance, about 0 to 1
        time_s: (T,); nothing where the limit was passed at once
        voltage_v: (T,)
    """

    rate: float
    current_a: float
    delivered_ah: float
    share: float
    time_s: Array
    voltage_v: Array


@dataclass(frozen=True, slots=True)
class Cell:
    """A lithium-ion model of PyBaMM with its parameters; `values` is never changed."""

    model: Model
    options: Mapping[str, Any]
    values: Any

    @property
    def nominal_ah(self) -> float:
        """Nominal capacity."""
        return number(self.values, "Nominal cell capacity [A.h]")

    @property
    def area_m2(self) -> float:
        """Area that the current is spread over: all electrodes in parallel, none counted twice."""
        sides = ("Electrode height [m]", "Electrode width [m]")
        count = number(self.values, "Number of electrodes connected in parallel to make a cell")
        return number(self.values, sides[0]) * number(self.values, sides[1]) * count

    def discharge(self, rate: float, changed: Mapping[str, object]) -> tuple[Array, Array, float]:
        """Time in s, voltage in V and charge in A h of a discharge from full charge.

        Empty, empty and 0 where the voltage is below its limit from the first moment. Raises
        Refusal for a model that does not reach its limit; what PyBaMM itself raises is let through.
        """
        pybamm = library()
        # An option is text there, whatever it means.
        model = getattr(pybamm.lithium_ion, self.model)({**self.options, OPTION: "true"})
        values = self.values.copy()
        values.update(dict(changed))
        simulation = pybamm.Simulation(model, parameter_values=values, C_rate=rate)
        try:
            solution = simulation.solve([0.0, LONGEST * 3600 / rate], initial_soc=1.0)
        except pybamm.SolverError as trouble:
            if AT_ONCE in str(trouble):
                return np.empty(0), np.empty(0), 0.0
            raise
        if not solution.termination.startswith("event"):
            cure = "set a nominal capacity near the one the cell has"
            raise Refusal("Nominal cell capacity [A.h]", f"{self.nominal_ah:g}", cure)
        delivered = float(solution["Discharge capacity [A.h]"].entries[-1])
        return solution.t, solution["Voltage [V]"].entries, delivered


def cell(model: Model, options: Mapping[str, Any], parameter_values: Any) -> Cell:
    """A model and its parameters. Raises Refusal for an unknown model or parameter set."""
    if model not in MODELS:
        raise Refusal("model", quoted(model), one_of(str(model), MODELS))
    return Cell(model, options, values_of(parameter_values))


def values_of(parameter_values: Any) -> Any:
    """PyBaMM's ParameterValues: given, or of one of its sets by name."""
    pybamm = library()
    if not isinstance(parameter_values, str):
        return parameter_values
    if parameter_values not in pybamm.parameter_sets:
        cure = one_of(parameter_values, tuple(pybamm.parameter_sets))
        raise Refusal("parameter_values", quoted(parameter_values), cure)
    return pybamm.ParameterValues(parameter_values)


def number(values: Any, name: str) -> float:
    """A parameter that must be a plain number."""
    found = values.get(name)
    if isinstance(found, bool) or not isinstance(found, int | float):
        where = "nothing" if found is None else quoted(str(found))
        raise Refusal(name, where, "give it as a number in PyBaMM's parameter values")
    return float(found)


def library() -> Any:
    """PyBaMM, which tells nobody that it is used.

    It asks on its first import whether it may send usage data, and waits for an answer; here it
    is not asked, and what it may have been allowed elsewhere is switched off for this process.
    Raises Refusal where it is not installed.
    """
    try:
        with _silent(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pybamm = import_module("pybamm")
    except ImportError as trouble:
        found = "no PyBaMM" if trouble.name == "pybamm" else f"a broken PyBaMM ({trouble})"
        raise Refusal("pybamm", found, CURE) from None
    pybamm.telemetry.disable()
    return pybamm


@contextmanager
def _silent() -> Iterator[None]:
    """The environment as it was, but for the word that keeps PyBaMM from asking."""
    told = os.environ.get(SILENT)
    os.environ[SILENT] = "true"
    try:
        yield
    finally:
        if told is None:
            del os.environ[SILENT]
        else:
            os.environ[SILENT] = told
