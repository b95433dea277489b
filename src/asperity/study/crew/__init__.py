"""Work spread over the cores of this machine or over a Dask cluster."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asperity.errors import WorkerLostError as WorkerLostError
    from asperity.study.crew.batches import cut as cut
    from asperity.study.crew.batches import press_all as press_all
    from asperity.study.crew.crew import Crew as Crew
    from asperity.study.crew.crew import each as each

_HOMES = (
    ("asperity.errors", ("WorkerLostError",)),
    ("asperity.study.crew.batches", ("cut", "press_all")),
    ("asperity.study.crew.crew", ("Crew", "each")),
)
"""Where names are at home that are loaded when first used: a worker, which lives here too, is to
load no more than its task."""


def __getattr__(name: str) -> Any:
    """Load a name from the file it lives in (PEP 562)."""
    for home, names in _HOMES:
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'asperity.study.crew' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The names above."""
    return sorted(name for _, names in _HOMES for name in names)
