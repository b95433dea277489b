"""What PyBaMM's parameters become when a pressed face is put into a cell."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from asperity.errors import Refusal, one_of, quoted
from asperity.outcome import Outcome
from asperity.study.voltage.handed import Handed, hand_over
from asperity.study.voltage.library import CONTACT, Cell, number, values_of

EXCHANGE = MappingProxyType(
    {
        "lithium metal": "Exchange-current density for lithium metal electrode [A.m-2]",
        "negative": "Negative electrode exchange-current density [A.m-2]",
        "positive": "Positive electrode exchange-current density [A.m-2]",
    }
)
"""Exchange current density of each electrode, as PyBaMM names it."""


def contact_parameters(
    found: Outcome | Handed | float, parameter_values: Any = "Chen2020"
) -> dict[str, object]:
    """Changes to PyBaMM's parameters that put the faces of an outcome into a cell of its own.

        model = pybamm.lithium_ion.DFN({"contact resistance": "true"})
        values = pybamm.ParameterValues("Chen2020")
        values.update(contact_parameters(outcome, values))

    "Contact resistance [Ohm]" is the area resistance over the area of PyBaMM's cell, all its
    electrodes in parallel; the exchange current density of an electrode that is `reached` in part
    is multiplied by the share that is.

    Args:
        found: an outcome (its faces), what `hand_over` made of one, or an area resistance, ohm m2
        parameter_values: PyBaMM's ParameterValues, or the name of a set of them; not changed

    Raises:
        Refusal: a cell without area, one that has a contact resistance or lacks an electrode that
            is `reached`, or PyBaMM is not installed.
    """
    handed = found if isinstance(found, Handed) else hand_over(found)
    values = values_of(parameter_values)
    already = values.get(CONTACT, 0.0)
    if callable(already) or already:
        told = "a function" if callable(already) else quoted(already)
        raise Refusal(CONTACT, told, "set it to 0, then add yours to what is handed over")
    area = Cell("SPM", {}, values).area_m2
    if area <= 0:
        raise Refusal("Electrode height [m]", quoted(area), "give a cell with an area above 0")
    changed: dict[str, object] = {CONTACT: handed.resistance_ohm_m2 / area}
    for electrode, share in handed.reached.items():
        if electrode not in EXCHANGE:
            raise Refusal("reached", quoted(electrode), one_of(electrode, tuple(EXCHANGE)))
        name = EXCHANGE[electrode]
        if values.get(name) is None:
            raise Refusal(name, "nothing", "name an electrode that this parameter set has")
        changed[name] = _scaled(values, name, share)
    return changed


def _scaled(values: Any, name: str, share: float) -> float | Callable[..., Any]:
    law = values[name]
    if not callable(law):
        return share * number(values, name)

    def of_the_part_that_touches(*state: Any) -> Any:
        return share * law(*state)

    return of_the_part_that_touches
