"""Which function of which lifted module has a rule of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType, ModuleType
from typing import Any

import numpy as np

from asperity.study.many.lift.numbers.lanes import Lanes, as_lanes, run_of
from asperity.study.many.lift.rules.heating import warming_rule
from asperity.study.many.lift.rules.levels import (
    at_least_rule,
    at_most_rule,
    findings_rule,
    level_of_rule,
    risks_told_rule,
    used_rule,
    verdict_rule,
    weigh_rule,
    worst_rule,
)
from asperity.study.many.lift.rules.marching import (
    between_rule,
    changing_rule,
    onset_rule,
    smallest_rule,
    steps_rule,
)
from asperity.study.many.lift.rules.roots import (
    anywhere_rule,
    bracketed_root_rule,
    crossing_rule,
    everywhere_rule,
    least_rule,
    rising_root_rule,
)
from asperity.study.many.lift.rules.stretches import over_rule, stretch_rule
from asperity.study.many.lift.rules.tensions import pulling_rule

Make = Callable[[ModuleType], Callable[..., Any]]


def _finite(module: ModuleType) -> Callable[..., Any]:
    """What is not finite is told as absent when lanes are told apart."""
    real = module._finite  # noqa: SLF001

    def finite(value: Any, hint: Any, name: str) -> Any:
        return value if isinstance(value, Lanes) else real(value, hint, name)

    return finite


def _nothing(value: Any) -> Make:
    return lambda _: lambda *_, **__: value


def _alike(name: str) -> Make:
    """A function whose arrays are all lanes, once one of them is."""

    def make(module: ModuleType) -> Callable[..., Any]:
        real = getattr(module, name)

        def call(*args: Any, **more: Any) -> Any:
            run = run_of(*args, *more.values())
            if run is None:
                return real(*args, **more)
            return real(
                *(as_lanes(one, run) if isinstance(one, np.ndarray) else one for one in args),
                **{
                    key: as_lanes(one, run) if isinstance(one, np.ndarray) else one
                    for key, one in more.items()
                },
            )

        return call

    return make


def _as_known(_: ModuleType) -> Callable[..., Any]:
    """What other thicknesses and bows would do is told of one recipe, not of many."""
    return lambda known, *_, **__: known


RULES: Mapping[str, Mapping[str, Make]] = MappingProxyType(
    {
        "asperity.stack.relief": {"digest": _nothing("")},
        "asperity.stack.remarks": {"remarks": _nothing(())},
        "asperity.laws.bisection": {
            "rising_root": rising_root_rule,
            "bracketed_root": bracketed_root_rule,
        },
        "asperity.laws.together": {
            "everywhere": everywhere_rule,
            "anywhere": anywhere_rule,
            "smallest": smallest_rule,
        },
        "asperity.process.programme": {"Stretch": stretch_rule, "over": over_rule},
        "asperity.process.warming": {"warming": warming_rule},
        "asperity.process.faces.pair": {"steps": steps_rule},
        "asperity.process.faces.close": {"_between": between_rule, "_onset": onset_rule},
        "asperity.process.faces.together": {"_changing": changing_rule},
        "asperity.process.layers.melt": {"_crossing": crossing_rule, "smallest": least_rule},
        "asperity.process.layers.compact": {"_best": _alike("_best")},
        "asperity.outcome.frozen": {"_finite": _finite},
        "asperity.outcome.risk": {
            "used": used_rule,
            "level_of": level_of_rule,
            "weigh": weigh_rule,
            "worst": worst_rule,
        },
        "asperity.outcome.verdict": {
            "_at_least": at_least_rule,
            "_at_most": at_most_rule,
            "_verdict": verdict_rule,
            "_risks": findings_rule,
            "_closer": _nothing(""),
            "_percent": _nothing(""),
            "_denser": _nothing(""),
            "_ohms": _nothing(()),
            "best_contact": _nothing(0.0),
        },
        "asperity.study.quantity": {"_risks": risks_told_rule},
        "asperity.outcome.gather.foils": {"stays_on": _nothing(None)},
        "asperity.outcome.gather.hazards.parting": {"_spare": _nothing(None)},
        "asperity.outcome.gather.hazards.pressing": {"_known": _nothing("")},
        "asperity.outcome.gather.hazards.shorting": {"_by": _nothing("")},
        "asperity.outcome.gather.breaking.survival": {
            "_with_others": _as_known,
            "_pulling": pulling_rule,
        },
        "asperity.outcome.gather.breaking.risks": {"_why": _nothing("")},
        "asperity.outcome.gather.steps": {"_history": _nothing(None), "_spectrum": _nothing(None)},
    }
)
