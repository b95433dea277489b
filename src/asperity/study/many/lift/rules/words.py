"""Texts in which numbers of lanes are marked, and how they read in one lane."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asperity import units
from asperity.study.many.lift.numbers.lanes import Lanes, full


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
