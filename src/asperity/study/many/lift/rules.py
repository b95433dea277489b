"""What lifted code does otherwise: where it looks up, orders, words or searches step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType, ModuleType
from typing import Any

import numpy as np

from asperity import units
from asperity.study.many.lift.heating import warming_rule
from asperity.study.many.lift.lanes import Lanes, applied, as_lanes, full, run_of
from asperity.study.many.lift.marching import (
    between_rule,
    changing_rule,
    onset_rule,
    over_rule,
    smallest_rule,
    steps_rule,
    stretch_rule,
)
from asperity.study.many.lift.texts import pick

Make = Callable[[ModuleType], Callable[..., Any]]


class Units:
    """`asperity.units`: texts of lanes are marked, to be written lane by lane."""

    def __getattr__(self, name: str) -> Any:
        return getattr(units, name)

    @staticmethod
    def show(value: Any, *how: Any, **more: Any) -> str:
        """A number with its unit."""
        if isinstance(value, Lanes):
            return value.run.mark((value, (how, more)))
        return units.show(value, *how, **more)


def text_of(text: str, told: list[Any], lane: int) -> str:
    """A text as it reads in one lane."""
    while "\x00" in text:
        before, _, rest = text.partition("\x00")
        mark, _, after = rest.partition("\x01")
        value, how = told[int(mark)]
        number = full(value, value.run)[lane]
        said = _shown(float(number), *how) if isinstance(how, tuple) else _said(number, how)
        text = f"{before}{said}{after}"
    return text


def _shown(number: float, how: tuple[Any, ...], more: Mapping[str, Any]) -> str:
    return units.show(number, *how, **more)


def _said(number: Any, spec: str) -> str:
    return str(number) if number.dtype.kind == "U" else format(float(number), spec)


# ------------------------------------------------------------------- levels
def _level_of(_: ModuleType) -> Callable[..., Any]:
    def level_of(value: Any, limit: Any, *, marginal: Any = None, safe: Any = 0.0) -> Any:
        share = _used(value, limit, marginal=marginal, safe=safe)
        bad = applied(np.logical_or, applied(np.isnan, share), share >= 1)
        return pick(bad, "bad", pick(share < 0.8, "good", "marginal"))

    return level_of


def _used(value: Any, limit: Any, *, marginal: Any = None, safe: Any = 0.0) -> Any:
    """`asperity.outcome.risk.used`, all its branches side by side."""
    run = run_of(value, limit, marginal, safe)
    if run is None:
        value = np.float64(value)
    middle = safe + 0.8 * (limit - safe) if marginal is None else marginal
    with np.errstate(all="ignore"):
        beyond = 0.8 + 0.2 * _ratio(value - middle, limit - middle)
        within = applied(np.maximum, 0.0, 0.8 * _ratio(value - safe, middle - safe))
    over = applied(np.greater, (value - middle) * (limit - middle), 0.0)
    flat = applied(np.equal, middle, safe)
    found = pick(flat, pick(applied(np.equal, value, limit), 1.0, 0.0), within)
    found = pick(over, beyond, found)
    found = pick(applied(np.equal, limit, safe), 1.0, found)
    found = pick(applied(np.isinf, limit), 0.0, found)
    lost = applied(np.logical_or, applied(np.isnan, value), applied(np.isnan, limit))
    return pick(lost, np.nan, found)


def _ratio(one: Any, other: Any) -> Any:
    return applied(np.divide, one, pick(applied(np.equal, other, 0.0), np.nan, other))


def _used_rule(_: ModuleType) -> Callable[..., Any]:
    return _used


def _weigh(module: ModuleType) -> Callable[..., Any]:
    def weigh(**told: Any) -> Any:
        likely, low, high = told.pop("chance", None) or (None, None, None)
        marks = {"marginal": told.get("marginal"), "safe": told.get("safe", 0.0)}
        level = module.level_of(told["value"], told["limit"], **marks)
        if likely is not None:
            often = applied(np.greater_equal, likely, module.LIKELY)
            level = pick(
                applied(np.logical_and, often, applied(np.equal, level, "good")), "marginal", level
            )
        return module.Risk(
            level=level,
            probability=likely,
            probability_low=low,
            probability_high=high,
            **{"unit": "1", **told},
        )

    return weigh


def _worst(_: ModuleType) -> Callable[..., Any]:
    """Ordered when lanes are told apart."""
    return tuple


# ------------------------------------------------------------------- verdicts
def _at_least(_: ModuleType) -> Callable[..., Any]:
    def at_least(value: Any, marks: tuple[float, float]) -> Any:
        return pick(value >= marks[0], "good", pick(value >= marks[1], "marginal", "bad"))

    return at_least


def _at_most(_: ModuleType) -> Callable[..., Any]:
    def at_most(value: Any, marks: tuple[float, float]) -> Any:
        return pick(value > marks[1], "bad", pick(value > marks[0], "marginal", "good"))

    return at_most


def _verdict(module: ModuleType) -> Callable[..., Any]:
    def verdict(findings: Any, advice: Any) -> Any:
        del advice
        ranks = [rank(finding.level) for finding in findings]
        found: Any = 0.0
        for one in ranks:
            found = applied(np.maximum, found, one)
        reasons = tuple(one.reason for one in findings)
        return module.Verdict(level=found, reasons=reasons, advice=())

    return verdict


def rank(level: Any) -> Any:
    """0 good, 1 marginal, 2 bad."""
    return pick(_same(level, "bad"), 2.0, pick(_same(level, "marginal"), 1.0, 0.0))


def _same(level: Any, name: str) -> Any:
    return level == name


def _findings(module: ModuleType) -> Callable[..., Any]:
    def findings(risks: Any) -> Any:
        for risk in risks:
            yield module.Finding(level=risk.level, reason=risk.reason)

    return findings


def _risks_told(_: ModuleType) -> Callable[..., Any]:
    """`study.quantity._risks`: of each kind, and each kind at each place, the gravest per lane."""

    def risks_told(where: str, risks: Any, kinds: Any) -> Any:
        for kind in kinds:
            yield from _gravest(f"{where}.{kind}", [one for one in risks if one.kind == kind])
        named: dict[str, list[Any]] = {}
        for risk in risks:
            named.setdefault(f"{where}.{risk.kind}:{risk.where}", []).append(risk)
        for path, alike in named.items():
            yield from _gravest(path, alike)

    return risks_told


def _gravest(path: str, risks: list[Any]) -> Any:
    told: dict[str, Any] = {}
    grave: Any = None
    for risk in risks:
        used = _used(risk.value, risk.limit, marginal=risk.marginal, safe=risk.safe)
        level = rank(risk.level)
        numbers = {"": risk.value, ".limit": risk.limit, ".used": used, ".level": level}
        for name in ("probability", "probability_low", "probability_high"):
            found = getattr(risk, name)
            numbers[f".{name}"] = np.nan if found is None else found
        mine = level * 1e6 + pick(applied(np.isnan, used), 0.0, used)
        worse = True if grave is None else applied(np.greater, mine, grave)
        told = {
            name: one if grave is None else pick(worse, one, told[name])
            for name, one in numbers.items()
        }
        grave = mine if grave is None else pick(worse, mine, grave)
    for name, one in told.items():
        yield f"{path}{name}", one


def _asked(module: ModuleType) -> Callable[..., Any]:
    """What other thicknesses and bows would do is told of one recipe, not of many."""
    return lambda *_: module._Asked(  # noqa: SLF001
        table=(),
        flattest=None,
        safe=module._Safe(),  # noqa: SLF001
        changes=(),
    )


def _finite(module: ModuleType) -> Callable[..., Any]:
    """What is not finite is told as absent when lanes are told apart."""
    real = module._finite  # noqa: SLF001

    def finite(value: Any, hint: Any, name: str) -> Any:
        return value if isinstance(value, Lanes) else real(value, hint, name)

    return finite


def _nothing(value: Any) -> Make:
    return lambda _: lambda *_, **__: value


# ------------------------------------------------------------------- roots
def _rising_root(_: ModuleType) -> Callable[..., Any]:
    def rising_root(lacking: Callable[[Any], Any], low: Any, high: Any) -> Any:
        run = run_of(low, high) or run_of(lacking(0.5 * (low + high)))
        if run is None:
            return _halved(lacking, low, high)
        low, high = as_lanes(low, run), as_lanes(high, run)
        for _ in range(200):
            middle = 0.5 * (low + high)
            inside = (low.data < middle.data) & (middle.data < high.data)
            if not np.any(inside & run.under_way):
                break
            below = applied(np.less, lacking(middle), 0.0)
            below = Lanes(full(below, run).astype(bool), run)
            low, high = pick(below, middle, low), pick(below, high, middle)
        return 0.5 * (low + high)

    return rising_root


def _halved(lacking: Callable[[float], float], low: float, high: float) -> float:
    while low < (middle := 0.5 * (low + high)) < high:
        low, high = (middle, high) if lacking(middle) < 0 else (low, middle)
    return 0.5 * (low + high)


def _crossing(_: ModuleType) -> Callable[..., Any]:
    """`process.layers.melt._crossing`, of lanes."""

    def crossing(left: Callable[[Any], Any], solid: Any, molten: Any) -> Any:
        first = left(solid)
        run = run_of(solid, molten, first)
        begin = solid
        for _ in range(40):
            middle = 0.5 * (solid + molten)
            whole = applied(np.greater, left(middle), 0.0)
            run = run or run_of(whole)
            solid, molten = pick(whole, middle, solid), pick(whole, molten, middle)
        return pick(applied(np.less_equal, first, 0.0), begin, molten)

    return crossing


def _bracketed_root(_: ModuleType) -> Callable[..., Any]:
    """By halving, which every lane takes at its own pace."""

    def bracketed_root(
        lacking: Callable[[Any], Any], low: Any, high: Any, *, tolerance: Any
    ) -> Any:
        first, last = lacking(low), lacking(high)
        run = run_of(low, high, first, last, tolerance)
        if run is None:
            run = run_of(lacking(0.5 * (low + high)))
        lower, upper = (low, high) if run is None else (as_lanes(low, run), as_lanes(high, run))
        while _wider(run, upper - lower, 2 * tolerance):
            middle = 0.5 * (lower + upper)
            below = applied(np.less, lacking(middle), 0.0)
            lower, upper = pick(below, middle, lower), pick(below, upper, middle)
        found = 0.5 * (lower + upper)
        return pick(
            applied(np.greater_equal, first, 0.0),
            low,
            pick(applied(np.less_equal, last, 0.0), high, found),
        )

    return bracketed_root


def _wider(run: Any, span: Any, than: Any) -> bool:
    asked = applied(np.greater, span, than)
    if run is None or not isinstance(asked, Lanes):
        return bool(asked)
    return bool(np.any(full(asked, run)[run.under_way]))


def _everywhere(_: ModuleType) -> Callable[..., Any]:
    def everywhere(condition: Any) -> bool:
        if not isinstance(condition, Lanes):
            return bool(np.all(condition))
        run = condition.run
        whole = condition.data.reshape(-1, condition.data.shape[-1]).all(axis=0)
        return bool(np.all(np.broadcast_to(whole, run.under_way.shape)[run.under_way]))

    return everywhere


def _anywhere(_: ModuleType) -> Callable[..., Any]:
    def anywhere(condition: Any) -> bool:
        if not isinstance(condition, Lanes):
            return bool(np.any(condition))
        run = condition.run
        whole = condition.data.reshape(-1, condition.data.shape[-1]).any(axis=0)
        return bool(np.any(np.broadcast_to(whole, run.under_way.shape)[run.under_way]))

    return anywhere


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


RULES: Mapping[str, Mapping[str, Make]] = MappingProxyType(
    {
        "asperity.stack.relief": {"digest": _nothing("")},
        "asperity.stack.remarks": {"remarks": _nothing(())},
        "asperity.laws.bisection": {
            "rising_root": _rising_root,
            "bracketed_root": _bracketed_root,
        },
        "asperity.laws.together": {
            "everywhere": _everywhere,
            "anywhere": _anywhere,
            "smallest": smallest_rule,
        },
        "asperity.process.programme": {"Stretch": stretch_rule, "over": over_rule},
        "asperity.process.warming": {"warming": warming_rule},
        "asperity.process.faces.pair": {"steps": steps_rule},
        "asperity.process.faces.close": {"_between": between_rule, "_onset": onset_rule},
        "asperity.process.faces.together": {"_changing": changing_rule},
        "asperity.process.layers.melt": {"_crossing": _crossing},
        "asperity.process.layers.compact": {"_best": _alike("_best")},
        "asperity.outcome.frozen": {"_finite": _finite},
        "asperity.outcome.risk": {
            "used": _used_rule,
            "level_of": _level_of,
            "weigh": _weigh,
            "worst": _worst,
        },
        "asperity.outcome.verdict": {
            "_at_least": _at_least,
            "_at_most": _at_most,
            "_verdict": _verdict,
            "_risks": _findings,
            "_closer": _nothing(""),
            "_percent": _nothing(""),
            "_denser": _nothing(""),
            "_ohms": _nothing(()),
            "best_contact": _nothing(0.0),
        },
        "asperity.study.quantity": {"_risks": _risks_told},
        "asperity.outcome.gather.foils": {"stays_on": _nothing(None)},
        "asperity.outcome.gather.hazards.parting": {"_spare": _nothing(None)},
        "asperity.outcome.gather.hazards.pressing": {"_known": _nothing("")},
        "asperity.outcome.gather.hazards.shorting": {"_by": _nothing("")},
        "asperity.outcome.gather.breaking.survival": {"_asked": _asked},
        "asperity.outcome.gather.steps": {"_history": _nothing(None), "_spectrum": _nothing(None)},
    }
)
