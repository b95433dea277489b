"""What pulls at a brittle layer, where it does so in some recipes only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from asperity.study.many.lift.numbers.lanes import Lanes, applied, full, run_of
from asperity.study.many.lift.numbers.pick import pick


def pulling_rule(module: ModuleType) -> Callable[..., Any]:
    """`survival._pulling`: a tension of any lane is told of all, as no number where it is none.

    Lanes at which nothing pulls at all go another way: no risk is told of them.
    """
    real = module._pulling  # noqa: SLF001

    def pulling(sources: Mapping[str, Any]) -> Any:
        run = run_of(*sources.values())
        if run is None:
            return real(sources)
        pulls = {name: applied(np.greater, one, 0.0) for name, one in sources.items()}
        nowhere = True
        for one in pulls.values():
            nowhere = applied(np.logical_and, nowhere, applied(np.logical_not, one))
        if nowhere:
            return {}
        return {
            name: pick(one, sources[name], np.nan)
            for name, one in pulls.items()
            if _anywhere(one, run)
        }

    return pulling


def _anywhere(condition: Any, run: Any) -> bool:
    if not isinstance(condition, Lanes):
        return bool(condition)
    return bool(np.any(full(condition, run)[run.under_way]))
