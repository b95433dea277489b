"""Good, marginal or bad, with the reasons, and what to change.

The verdict is the worst of the risks and of these measures of the last state:

| measure                  | good from | bad below | why                              |
|--------------------------|-----------|-----------|----------------------------------|
| contact fraction         | 0.9       | 0.1       | resistance goes as one over it   |
| relative density, powder | 0.9       | 0.82      | D^1.5 conduction ends at 0.83;   |
|                          |           |           | at 0.82 lithium enters the pores |
| relative density, cathode| 0.82      | 0.7       | 0.83 to 0.87 is what papers have |
| current focusing         | up to 2   | over 10   | the local current is what plates |

They are marks for a reader, not laws: each reason gives the number it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from asperity.laws.together import anywhere
from asperity.outcome.measures import (
    best_contact,
    conducting,
    last_with_interfaces,
    resistance_parts,
)
from asperity.outcome.record import Cell, Verdict
from asperity.outcome.risk import LEVELS, Level, Risk, worst
from asperity.outcome.step import InterfaceOutcome, LayerOutcome, StepOutcome
from asperity.units import show

CONTACT = (0.9, 0.1)
DENSITY = MappingProxyType({"powder": (0.9, 0.82), "composite": (0.82, 0.7)})
FOCUSING = (2.0, 10.0)
CRUSHED = 0.3
"""Share of crushed particles from which on nobody is told to press harder."""
THIN = 0.5
"""Thinnest place over the mean thickness of a powder, below which it is told."""
LOST = 0.05
"""Contact that fell by more than this since its best is called lost."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that counts for the verdict: a reason, and a cure if it is not good."""

    level: Level
    reason: str
    cure: str = ""


def judge(steps: Sequence[StepOutcome], cell: Cell | None = None) -> Verdict:
    """The verdict on a whole recipe from its steps, in order, and its cell if it is one."""
    findings = [*_undone(steps), *_risks(risk for step in steps for risk in step.risks)]
    findings += [*_contacts(steps), *_densities(steps)]
    return _verdict(findings, advice=_ohms(steps, cell))


def judge_risks(risks: Iterable[Risk]) -> Verdict:
    """The verdict on risks alone, before anything is pressed."""
    return _verdict(list(_risks(risks)), advice=())


def _verdict(findings: Sequence[Finding], advice: Iterable[str]) -> Verdict:
    levels: list[Level] = [finding.level for finding in findings]
    level = max(levels, key=LEVELS.index, default=LEVELS[0])
    told = sorted(findings, key=lambda finding: LEVELS.index(finding.level), reverse=True)
    if level != "good":
        told = [finding for finding in told if finding.level != "good"]
    cures = [finding.cure for finding in told if finding.cure and finding.level != "good"]
    return Verdict(
        level=level,
        reasons=_once(finding.reason for finding in told),
        advice=_once([*cures, *advice]),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _percent(share: float) -> str:
    if 0 < share < 1e-6:
        return "<0.0001 %"
    return f"{100 * share:.3g} %" if share < 0.99 or share == 1 else f"{100 * share:.4g} %"


def _undone(steps: Sequence[StepOutcome]) -> Iterable[Finding]:
    for step in steps:
        if not step.carried_out:
            why = f": {step.ended}" if step.ended else ""
            yield Finding(level="bad", reason=f"step {step.name} cannot be carried out{why}")


def _risks(risks: Iterable[Risk]) -> Iterable[Finding]:
    """Every risk that is not good; of the good ones only the one nearest to its limit."""
    ranked = worst(tuple(risks))
    for index, risk in enumerate(ranked):
        if risk.level != "good" or index == 0:
            yield Finding(level=risk.level, reason=_said(risk), cure=risk.cure)


def _said(risk: Risk) -> str:
    lead = "nearest to a limit" if risk.level == "good" else risk.kind.replace("-", " ")
    return f"{lead}, {risk.where}: {risk.reason}" if risk.reason else f"{lead}: {risk.where}"


def _contacts(steps: Sequence[StepOutcome]) -> Iterable[Finding]:
    last = last_with_interfaces(steps)
    for face in conducting(last) if last else ():
        share = face.contact_fraction
        yield Finding(
            level=_at_least(share, CONTACT),
            reason=f"{face.name} touches over {_percent(share)} of its area",
            cure=_closer(face, best_contact(steps, face.name)),
        )
        if face.current_focusing is not None and anywhere(face.current_focusing > FOCUSING[0]):
            yield _crowded(face, face.current_focusing)


def _at_least(value: float, marks: tuple[float, float]) -> Level:
    good, bad = marks
    if value >= good:
        return "good"
    return "marginal" if value >= bad else "bad"


def _at_most(value: float, marks: tuple[float, float]) -> Level:
    good, bad = marks
    if value > bad:
        return "bad"
    return "marginal" if value > good else "good"


def _closer(face: InterfaceOutcome, best: float) -> str:
    if best - face.contact_fraction > LOST:
        return (
            f"{face.name} touched over {_percent(best)} and lost it again: "
            "keep more of the pressure on, or let go slower"
        )
    if face.mean_gap_m is None and face.contact_fraction > 0:  # powder: it has contacts, and no gap
        return f"bond {face.name} at a higher pressure"
    return f"close {face.name}: press warmer, longer or harder, or start from smoother faces"


def _crowded(face: InterfaceOutcome, focusing: float) -> Finding:
    return Finding(
        level=_at_most(focusing, FOCUSING),
        reason=f"the current through {face.name} crowds to {focusing:.1f} times its mean",
        cure=f"lower the current until {face.name} touches better",
    )


def _densities(steps: Sequence[StepOutcome]) -> Iterable[Finding]:
    for layer in steps[-1].layers if steps else ():
        if layer.kind in DENSITY and layer.relative_density is not None:
            yield _dense(layer, layer.relative_density)
        if layer.thinnest_m is not None and layer.thinnest_m < THIN * layer.thickness_m:
            yield _thin(layer, layer.thinnest_m)


def _dense(layer: LayerOutcome, density: float) -> Finding:
    return Finding(
        level=_at_least(density, DENSITY[layer.kind]),
        reason=f"{layer.name} is {_percent(density)} dense",
        cure=_denser(layer),
    )


def _denser(layer: LayerOutcome) -> str:
    if (layer.crushed_fraction or 0.0) > CRUSHED:
        return (
            f"put more electrolyte into {layer.name} to close its pores: pressing it harder "
            "crushes more"
        )
    return f"press {layer.name} harder to close its pores"


def _thin(layer: LayerOutcome, thinnest: float) -> Finding:
    return Finding(
        level="marginal",
        reason=f"{layer.name} is {show(thinnest, 'um')} where it is thinnest, "
        f"{show(layer.thickness_m, 'um')} on the mean",
        cure=f"press the layer below {layer.name} flat before {layer.name} is filled in",
    )


def _ohms(steps: Sequence[StepOutcome], cell: Cell | None) -> Iterable[str]:
    """Says so when most of the resistance is charge transfer, which no pressure lowers further."""
    parts = resistance_parts(steps[-1]) if cell is not None and steps else ()
    total = sum(part.resistance_ohm for part in parts)
    for part in parts:
        face = part.interface
        if face is None or face.charge_transfer_ohm_m2 is None or face.resistance_ohm_m2 is None:
            continue
        charge = face.charge_transfer_ohm_m2 > 0.5 * face.resistance_ohm_m2
        if charge and part.resistance_ohm > 0.5 * total and face.contact_fraction >= CONTACT[0]:
            yield (
                f"{_percent(part.resistance_ohm / total)} of the resistance is charge transfer at "
                f"{face.name}, which touches already: a cleaner face or a coating helps, "
                "more pressure does not"
            )
