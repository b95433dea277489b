"""Which of two things each lane has, be they numbers or words."""

from __future__ import annotations

from typing import Any

import numpy as np

from asperity.study.many.lift.numbers.lanes import Lanes, run_of


def pick(condition: Any, one: Any, other: Any) -> Any:
    """`one` where a condition holds, else `other`, lane by lane."""
    run = run_of(condition, one, other)
    if run is None:
        return one if condition else other
    parts = [part.data if isinstance(part, Lanes) else part for part in (condition, one, other)]
    return Lanes(np.where(*parts), run)
