"""Tables of an outcome as rows of text, for the terminal and the page alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from asperity.outcome import InterfaceOutcome, LayerOutcome, Outcome, Risk, StepOutcome
from asperity.outcome.measures import last_with_interfaces
from asperity.outcome.risk import MARGINAL, worst
from asperity.report import words
from asperity.report.words import maybe

T = TypeVar("T")
WEAK = frozenset({"recalled", "assumed", "fitted"})
"""Grades of trust of numbers that nobody has published for just this."""
TELLING = 1e-2
"""Upper end of a probability's band from which on it is worth a word."""
SURE = 0.99
"""A band from below 1 - this to above it says that nothing is known."""

UNEVEN = 0.05
"""Thickest less thinnest of a foil over its mean from which on both are told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Headings and rows of text; columns with nothing in them are left out."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(items: Sequence[T], columns: dict[str, Callable[[T], str]]) -> Table:
    """A row an item, a column a heading; columns empty for every item are dropped."""
    rows = [[tell(item) for tell in columns.values()] for item in items]
    kept = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    names = list(columns)
    return Table(
        headings=tuple(names[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in rows),
    )


def steps(outcome: Outcome) -> Table:
    """A line a step: what was done."""
    return table(
        outcome.steps,
        {
            "step": lambda step: step.name,
            "kind": lambda step: step.kind,
            "pressure": lambda step: words.pressure(step.applied_pressure_pa),
            "breathes": _breath,
            "temperature": lambda step: words.temperature(step.temperature_k),
            "time": lambda step: words.duration(step.duration_s),
            "to temperature": _warming,
            "force": lambda step: words.force(step.force_n),
        },
    )


def _warming(step: StepOutcome) -> str:
    """Time until the sample is at temperature, where that changes."""
    return words.duration(step.heating.time_to_temperature_s) if step.heating else ""


def _breath(step: StepOutcome) -> str:
    """Between which pressures a cell breathes, where it does."""
    low, high = step.pressure_lowest_pa, step.pressure_highest_pa
    if low is None or high is None or high - low <= 1e-3 * high:
        return ""
    return f"{words.pressure(low)} to {words.pressure(high)}"


def _noticed(amount: float | None) -> float | None:
    """An amount (share, m^3) that is not merely the noise of the numbers."""
    return amount if amount is not None and amount > 1e-15 else None


def _uneven(layer: LayerOutcome) -> str:
    """Between which thicknesses a foil lies, where they differ so much that one would see it."""
    low, high = layer.thickness_lowest_m, layer.thickness_highest_m
    if low is None or high is None or (layer.evenness or 0.0) < UNEVEN:
        return ""
    return f"{words.length(low)} to {words.length(high)}"


def _plates(step: StepOutcome) -> set[str]:
    return {layer.name for layer in step.layers if layer.kind == "plate"}


def layers(step: StepOutcome, *, metals_conduct: bool = True) -> Table:
    """The layers at the end of a step, bottom to top.

    Without `metals_conduct` nothing is said of the resistance of foils and plates, which hardly
    ever matters.
    """
    told = [
        layer
        if metals_conduct or layer.kind not in {"foil", "plate"}
        else replace(layer, conductivity_s_per_m=None, resistance_ohm=None)
        for layer in step.layers
    ]
    plates = _plates(step)
    columns: dict[str, Callable[[LayerOutcome], str]] = {
        "layer": lambda layer: layer.name,
        "material": lambda layer: layer.material,
        "thickness": lambda layer: words.length(layer.thickness_m),
        "from, to": _uneven,
        "wrinkles": lambda layer: maybe(words.length, layer.wrinkle_m),
        "stays on": lambda layer: (layer.stays_on or "") if layer.stays_on in plates else "",
        "diameter": lambda layer: words.length(layer.diameter_m),
        "density": lambda layer: maybe(words.percent, layer.relative_density),
        "conductivity": lambda layer: maybe(words.conductivity, layer.conductivity_s_per_m),
        "resistance": lambda layer: maybe(words.resistance, layer.resistance_ohm),
        "squeezed out": lambda layer: maybe(words.volume, _noticed(layer.extruded_volume_m3)),
        "crushed": lambda layer: maybe(words.percent, _noticed(layer.crushed_fraction)),
        "electrons": lambda layer: maybe(words.conductivity, layer.electronic_conductivity_s_per_m),
        "tortuosity": lambda layer: maybe(words.number, layer.ionic_tortuosity),
    }
    return table(told, columns)


def interfaces(step: StepOutcome) -> Table:
    """The interfaces at the end of a step, bottom to top.

    What pulls a metal off is told where a foil of it stays on a rod when the press opens.
    """
    pulled = any(layer.stays_on in _plates(step) for layer in step.layers)
    columns: dict[str, Callable[[InterfaceOutcome], str]] = {
        "interface": lambda face: face.name,
        "contact": lambda face: words.percent(face.contact_fraction),
        "clean": lambda face: maybe(words.percent, _unlike(face.clean_fraction, face)),
        "mean gap": lambda face: maybe(words.length, face.mean_gap_m),
        "sunk in": lambda face: maybe(words.length, face.embedding_depth_m),
        "gas": lambda face: maybe(words.pressure, face.gas_pressure_pa),
        "pull-off": lambda face: maybe(words.pressure, face.pull_off_pa if pulled else None),
        "charge transfer": lambda face: maybe(words.area_resistance, face.charge_transfer_ohm_m2),
        "constriction": lambda face: maybe(words.area_resistance, face.constriction_ohm_m2),
        "resistance": lambda face: maybe(words.area_resistance, face.resistance_ohm_m2),
        "focusing": lambda face: maybe(words.number, face.current_focusing),
    }
    return table(step.interfaces, columns)


def _unlike(clean: float | None, face: InterfaceOutcome) -> float | None:
    """The clean share only where a film makes it differ from the contact."""
    return None if clean == face.contact_fraction else clean


def unreal(outcome: Outcome) -> str:
    """What is added to the heading of results of a recipe that cannot be carried out."""
    return "" if outcome.carried_out else " (if it could be pressed)"


def touching(outcome: Outcome) -> StepOutcome | None:
    """The step whose interfaces are shown: the last at whose end layers touched."""
    return last_with_interfaces(outcome.steps)


def risks(outcome: Outcome) -> tuple[Risk, ...]:
    """The gravest risk of each kind and place over all steps, gravest first."""
    return worst(tuple(risk for step in outcome.steps for risk in step.risks))


def against(risk: Risk) -> str:
    """A risk's value, its marks, its chance: "24.2 MPa; marginal from 25, bad from 75 MPa".

    The chance, with its band, stands in the place of the value where that is itself a probability,
    else at the end as "goes wrong in 17 % (2 % to 60 %)", and only where it is worth a word.
    """
    if risk.value is not None and risk.value == risk.probability:
        return _marked(risk, f"breaks in {_banded(risk)}")
    value = words.risk_amount(risk.value, risk.unit, risk.kind)
    return "; ".join(filter(None, (_marked(risk, value), _likely(risk))))


def _likely(risk: Risk) -> str:
    """How often a risk goes wrong, unless that is none of anybody's concern."""
    if risk.probability is None or (risk.probability_high or risk.probability) < TELLING:
        return ""
    if _never_bad(risk):
        return f"off by more than a factor of two in {_banded(risk)}"
    if (risk.probability_low or 0.0) < 1 - SURE and (risk.probability_high or 0.0) > SURE:
        likely = words.chance(risk.probability)
        return f"goes wrong in {likely} on balance, unknown: <1 % to >99 %"
    return f"goes wrong in {_banded(risk)}"


def _banded(risk: Risk) -> str:
    low, high = risk.probability_low, risk.probability_high
    return banded(risk.probability or 0.0, low, high)


def banded(likely: float, low: float | None, high: float | None) -> str:
    """A probability with its nine in ten band: "3 % (0.1 % to 20 %)", nothing said twice."""
    told = words.chance(likely)
    if low is None or high is None:
        return told
    ends = words.chance(low), words.chance(high)
    if ends[0] == ends[1] or told == ends[1]:  # a band opened by the probability itself
        return told if ends[0] == ends[1] else f"up to {told}"
    if told == ends[0]:
        return f"{told} (to {ends[1]})"
    return f"{told} ({' to '.join(ends)})"


def _marked(risk: Risk, value: str) -> str:
    """A value and the marks of its scale."""
    marginal, limit = (
        words.risk_amount(amount, risk.unit, risk.kind) for amount in (_marginal(risk), risk.limit)
    )
    if not (value and limit):
        return value
    if _never_bad(risk):
        return f"{value}; marginal below {marginal}"
    way = "from" if risk.limit is None or risk.limit >= risk.safe else "below"
    if marginal in {"", limit}:
        return f"{value}; bad {way} {limit}"
    number, _, unit = marginal.partition(" ")
    begins = number if unit == limit.partition(" ")[2] else marginal
    return f"{value}; marginal {way} {begins}, bad {way} {limit}"


def _never_bad(risk: Risk) -> bool:
    """Whether a risk runs down to a limit of nothing, as the least force of a press does."""
    return risk.limit == 0.0 and risk.safe > 0.0


def _marginal(risk: Risk) -> float | None:
    """Where a risk begins to be marginal, whether its record says so or leaves it to the rule."""
    if risk.marginal is not None or risk.limit is None:
        return risk.marginal
    return risk.safe + MARGINAL * (risk.limit - risk.safe)


def doubtful(outcome: Outcome) -> int:
    """How many of the numbers used nobody has published for this: recalled, assumed, fitted."""
    return sum(source.trust in WEAK for source in outcome.sources)
