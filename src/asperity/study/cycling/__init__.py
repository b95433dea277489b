"""A cell that is cycled: voids at its metal faces, drift, critical currents by protocol."""

from __future__ import annotations

from asperity.study.cycling.cycling import cycle as cycle
from asperity.study.cycling.record import Cycling as Cycling
