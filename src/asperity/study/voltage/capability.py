"""How much of a cell's charge comes out at each rate, before and after pressing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType
from typing import Any

from asperity.errors import Refusal, quoted
from asperity.outcome import Outcome
from asperity.outcome.frozen import Record
from asperity.study.voltage.handed import Handed, hand_over
from asperity.study.voltage.library import CONTACT, Cell, Discharge, Model, cell
from asperity.study.voltage.parameters import contact_parameters

RATES = (0.1, 0.5, 1.0, 2.0)
SLOW = 0.02
"""Rate (1/h) at which a cell gives what it can."""
NO_OPTIONS: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class RateCapability(Record):
    """A cell discharged at several rates.

    Attributes:
        handed: what the cell's model was given
        model: SPM, SPMe or DFN
        contact_resistance_ohm: that of PyBaMM's cell
        area_m2: of PyBaMM's cell
        capacity_ah: what it gives at a rate of 1/50 without the resistance
        discharges: one for each rate
    """

    handed: Handed
    model: str
    contact_resistance_ohm: float
    area_m2: float
    capacity_ah: float
    discharges: tuple[Discharge, ...]

    @property
    def rates(self) -> tuple[float, ...]:
        """Current over nominal capacity, 1/h."""
        return tuple(one.rate for one in self.discharges)

    @property
    def shares(self) -> tuple[float, ...]:
        """Share of the capacity delivered at each rate."""
        return tuple(one.share for one in self.discharges)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class RateGain(Record):
    """The same cell on two states of its faces.

    Attributes:
        before: with the first
        after: with the second
    """

    before: RateCapability
    after: RateCapability

    @property
    def gained(self) -> tuple[float, ...]:
        """Share of the capacity that more comes out after, at each rate."""
        pairs = zip(self.before.shares, self.after.shares, strict=True)
        return tuple(after - before for before, after in pairs)


def rate_capability(
    found: Outcome | Handed | float,
    *,
    model: Model = "SPM",
    parameter_values: Any = "Chen2020",
    options: Mapping[str, Any] = NO_OPTIONS,
    rates: Sequence[float] = RATES,
) -> RateCapability:
    """Discharge a cell of PyBaMM, with the faces of an outcome in series, at several rates.

    Each discharge begins at full charge (PyBaMM's `initial_soc=1`) and ends at the lower voltage
    limit of the parameter set. The rest of the cell (its electrodes, electrolyte, capacity) is
    PyBaMM's: nothing but resistance and contact comes from the outcome.

    Args:
        found: an outcome (its faces), what `hand_over` made of one, or an area resistance, ohm m2
        model: SPM, SPMe or DFN of `pybamm.lithium_ion`
        parameter_values: PyBaMM's ParameterValues, or the name of a set of them; not changed
        options: further options of the model; {"working electrode": "positive"} is a cell on
            lithium metal
        rates: current over nominal capacity, 1/h

    Raises:
        Refusal: what `contact_parameters` refuses, an unknown model, rates that are none.
    """
    _refuse(rates)
    handed = found if isinstance(found, Handed) else hand_over(found)
    one = cell(model, options, parameter_values)
    changed = contact_parameters(handed, one.values)
    slowly = one.discharge(SLOW, {CONTACT: 0.0})[2]
    return RateCapability(
        handed=handed,
        model=model,
        contact_resistance_ohm=handed.resistance_ohm_m2 / one.area_m2,
        area_m2=one.area_m2,
        capacity_ah=slowly,
        discharges=tuple(_discharge(one, rate, changed, slowly) for rate in rates),
    )


def rate_gain(
    before: Outcome | Handed | float, after: Outcome | Handed | float, **cell_of: Any
) -> RateGain:
    """The rate capability of one cell with the faces of `before`, and with those of `after`.

    Two outcomes, or two steps of one by `hand_over(outcome, step=...)`; `cell_of` as in
    `rate_capability`.
    """
    return RateGain(
        before=rate_capability(before, **cell_of), after=rate_capability(after, **cell_of)
    )


def _refuse(rates: Sequence[float]) -> None:
    if not rates:
        raise Refusal("rates", "none", "give at least one, for example (0.1, 1)")
    for rate in rates:
        if not (isfinite(rate) and rate > 0):
            raise Refusal("rates", quoted(rate), "give rates above 0")


def _discharge(one: Cell, rate: float, changed: Mapping[str, object], slowly: float) -> Discharge:
    time, voltage, delivered = one.discharge(rate, changed)
    return Discharge(
        rate=rate,
        current_a=rate * one.nominal_ah,
        delivered_ah=delivered,
        share=delivered / slowly,
        time_s=time,
        voltage_v=voltage,
    )
