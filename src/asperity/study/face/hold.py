"""A metal held on a face: whether it can be, and how it closes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite

import numpy as np

from asperity.contact import Closure, Schedule, close_interface
from asperity.errors import Refusal
from asperity.laws.flow.flow import Flow
from asperity.laws.flow.melting import melting_temperature
from asperity.study.face.pair import Pair
from asperity.topography import TopographyMap
from asperity.units import show

Watch = Callable[[float, float], None]
"""Called with the share that is done, 0 to 1, and the time within the hold, s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """How long a face is held: duration (s), temperature (K), pressure of the gas around (Pa)."""

    duration: float
    temperature: float
    gas: float = 0.0


def refuse_stiff(pair: Pair, hold: Hold | None) -> None:
    """A hold needs a metal that flows, and a time and a temperature that are some."""
    if hold is None:
        return
    if pair.soft is None or pair.soft.metal is None:
        found = "a contact modulus" if pair.soft is None else f"{pair.soft.material}"
        cure = 'hold a metal whose creep is known: "sodium" or "lithium"'
        raise Refusal("material", f"{found}, which does not flow", cure)
    if not (isfinite(hold.duration) and hold.duration > 0):
        raise Refusal("time", f"{hold.duration:g} s", "write a time of more than 0")
    if not (isfinite(hold.temperature) and hold.temperature > 0):
        raise Refusal("temperature", f"{hold.temperature:g} K", "write a temperature above 0 K")
    if not (isfinite(hold.gas) and hold.gas >= 0):
        raise Refusal("gas", f"{hold.gas:g} Pa", "write the pressure of the gas, 0 or more")


def molten(pair: Pair, pressure: float, hold: Hold | None) -> Iterator[str]:
    """Why the hold cannot be: at or above its melting point the metal is liquid and leaks."""
    soft = pair.soft
    if hold is None or soft is None or soft.metal is None:
        return
    metal = soft.metal
    melts = melting_temperature(pressure, Tm0=metal.melting_temperature, slope=metal.melting_slope)
    if hold.temperature >= melts:
        yield (
            f"{soft.material} melts at {show(float(melts), 'degC')} under "
            f"{show(pressure, 'MPa')}; hold it below, not at {show(hold.temperature, 'degC')}"
        )


def held(
    ready: TopographyMap, pair: Pair, pressure: float, hold: Hold | None, watch: Watch | None
) -> Closure | None:
    """The face under its pressure from the first moment on."""
    if hold is None or pair.soft is None or pair.soft.metal is None:
        return None
    metal = pair.soft.metal
    return close_interface(
        ready.heights,
        spacing=ready.spacing[0],
        modulus=pair.modulus,
        creep=Flow(metal.creep, metal.size),
        schedule=Schedule(
            time=np.array([0.0, hold.duration]),
            pressure=np.array([pressure, pressure]),
            temperature=np.array([hold.temperature, hold.temperature]),
        ),
        atmosphere=hold.gas,
        adhesion=metal.adhesion,
        watch=watch,
    )
