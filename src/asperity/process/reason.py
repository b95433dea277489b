"""Why a step ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Cause(Enum):
    """The ways a step can end."""

    DONE = "done"
    MOLTEN = "molten"
    TOO_WEAK = "press too weak"
    TOO_HOT = "plates too hot"
    BURST = "die overloaded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Why a step ended, where, and in words; `carried_out` is False unless it was done."""

    cause: Cause = Cause.DONE
    where: str = ""
    text: str = "done"

    @property
    def carried_out(self) -> bool:
        """Whether the step was done as written."""
        return self.cause is Cause.DONE
