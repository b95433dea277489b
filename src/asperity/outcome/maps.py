"""A face on its grid: how it lay at the end of every step, and on the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Frame:
    """A face at one moment. Arrays are read-only, (n, m), y then x.

    Attributes:
        step: name of the step
        time_s: since the step began
        pressure_pa: nominal pressure of the press
        temperature_k: of the stack
        gap_m: distance of the faces; 0 where they touch
        contact_pa: pressure of the contact; of the gas where there is a gap
    """

    step: str
    time_s: float
    pressure_pa: float
    temperature_k: float
    gap_m: Floats
    contact_pa: Floats


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class FaceMaps:
    """One face of a full-field outcome.

    Attributes:
        between: names of the layer below and the layer above
        spacing_m: of the points of `ends`, the same along y and x
        seed: the face was drawn from; None for a measured one
        resolved_m: longest and shortest wavelength on the grid
        ends: the face at the end of each step that has it, every point
        frames: the same on the way, coarser
        frame_spacing_m: of the points of `frames`
    """

    between: tuple[str, str]
    spacing_m: float
    seed: int | None
    resolved_m: tuple[float, float]
    ends: tuple[Frame, ...]
    frames: tuple[Frame, ...]
    frame_spacing_m: float

    @property
    def name(self) -> str:
        """The face as recipes write it: "metal:electrolyte"."""
        return ":".join(self.between)
