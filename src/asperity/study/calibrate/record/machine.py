"""What of a displacement is the machine's own: a compliance, or a run without powder."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal
from asperity.study.calibrate.record.cells import sheet
from asperity.study.calibrate.record.columns import Columns, columns
from asperity.study.calibrate.record.read import read_text
from asperity.units import show, to_si

Array = NDArray[np.float64]
WHERE = "compliance"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Machine:
    """How far frame, punches and gauge give way under a force.

    Attributes:
        told: in words
        compliance: m/N, 0 where `force` and `give` say it
        force, give: N and m of a run without powder, (k,), rising from no force; empty without
    """

    told: str
    compliance: float
    force: Array
    give: Array

    def deflection(self, force: Array) -> Array:
        """How far it gives way (m) under forces (N). Raises Refusal beyond a run's last force."""
        if not self.force.size:
            return self.compliance * force
        if force.size and force.max() > self.force[-1] * (1 + 1e-9):
            ends, wanted = show(float(self.force[-1]), "kN"), show(float(force.max()), "kN")
            cure = f"press the empty die to the {wanted} of the record"
            raise Refusal(WHERE, f"a run without powder that ends at {ends}", cure)
        return np.interp(force, self.force, self.give)


RIGID = Machine(told="", compliance=0.0, force=np.zeros(0), give=np.zeros(0))
"""A machine that gives way to nothing, or is removed from the record already."""


def machine_of(text: str | None, *, area: float) -> Machine:
    """The machine of an option: a compliance ("5 um/kN"), or the path of a run without powder.

    Such a run is a table with force and displacement, `area` (m²) turning pressures to forces; it
    is joined to no displacement at no force. Raises Refusal for what is neither.
    """
    if text is None:
        return RIGID
    if not text.lower().endswith((".csv", ".txt", ".dat")):
        value = to_si(text, "compliance", WHERE)
        if value < 0:
            raise Refusal(WHERE, text, "write a compliance of 0 or more")
        return Machine(told=text, compliance=value, force=np.zeros(0), give=np.zeros(0))
    found = columns(sheet(read_text(text)[0], text))
    if not found.has("displacement") or not (found.has("force") or found.has("pressure")):
        cure = "name force_kN and displacement_mm in the run without powder"
        raise Refusal(found.sheet.at(found.sheet.heading.line), "other columns", cure)
    load = "force" if found.has("force") else "pressure"
    force = found.values[load] * (1.0 if load == "force" else area)
    give = found.values["displacement"]
    _refuse_falls(found, load, np.diff(force) <= 0)
    _refuse_falls(found, "displacement", np.diff(give) < 0)
    if force[0] > 0:
        force, give = np.append(0.0, force), np.append(0.0, give)
    return Machine(told=f"the run without powder {text}", compliance=0.0, force=force, give=give)


def _refuse_falls(found: Columns, name: str, falls: NDArray[np.bool_]) -> None:
    if falls.any():
        row = int(np.flatnonzero(falls)[0]) + 1
        cure = "write the run as it was loaded, each row above the one before"
        raise Refusal(found.at(row, name), "no rise over the row before", cure)
