"""Operators of lanes, each the ufunc it stands for."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

import numpy as np


class Arithmetic:
    """What `+` and `<` mean."""

    __slots__ = ()

    @abstractmethod
    def _applied(self, ufunc: Any, *args: Any) -> Any:
        """The ufunc of all lanes."""

    def __pos__(self) -> Any:
        return self

    def __add__(self, other: Any) -> Any:
        return self._applied(np.add, self, other)

    def __radd__(self, other: Any) -> Any:
        return self._applied(np.add, other, self)

    def __sub__(self, other: Any) -> Any:
        return self._applied(np.subtract, self, other)

    def __rsub__(self, other: Any) -> Any:
        return self._applied(np.subtract, other, self)

    def __mul__(self, other: Any) -> Any:
        return self._applied(np.multiply, self, other)

    def __rmul__(self, other: Any) -> Any:
        return self._applied(np.multiply, other, self)

    def __truediv__(self, other: Any) -> Any:
        return self._applied(np.divide, self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return self._applied(np.divide, other, self)

    def __floordiv__(self, other: Any) -> Any:
        return self._applied(np.floor_divide, self, other)

    def __mod__(self, other: Any) -> Any:
        return self._applied(np.remainder, self, other)

    def __pow__(self, other: Any) -> Any:
        return self._applied(np.power, self, other)

    def __rpow__(self, other: Any) -> Any:
        return self._applied(np.power, other, self)

    def __and__(self, other: Any) -> Any:
        return self._applied(np.bitwise_and, self, other)

    def __rand__(self, other: Any) -> Any:
        return self._applied(np.bitwise_and, other, self)

    def __or__(self, other: Any) -> Any:
        return self._applied(np.bitwise_or, self, other)

    def __ror__(self, other: Any) -> Any:
        return self._applied(np.bitwise_or, other, self)

    def __lt__(self, other: Any) -> Any:
        return self._applied(np.less, self, other)

    def __le__(self, other: Any) -> Any:
        return self._applied(np.less_equal, self, other)

    def __gt__(self, other: Any) -> Any:
        return self._applied(np.greater, self, other)

    def __ge__(self, other: Any) -> Any:
        return self._applied(np.greater_equal, self, other)
