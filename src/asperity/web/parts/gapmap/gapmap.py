"""The widget that shows a map of a gap, live or one that is handed to it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict

from nicegui.element import Element

from asperity.web.jobs.progress import GapMap


class GapMapView(Element, component="gapmap.js"):
    """A canvas with its legend, which reads the gap below a pointer or a cursor.

    Args:
        run: whose live maps are shown as they come; None where maps are handed to `show`
        faces: among which one can choose, where they are known beforehand
        empty: what stands there before the first map
    """

    def __init__(self, *, run: str | None = None, faces: Sequence[str] = (), empty: str) -> None:
        super().__init__()
        self._props["address"] = f"/ws/{run}" if run else None
        self._props["known"] = list(faces)
        self._props["empty"] = empty

    def show(self, seen: GapMap) -> None:
        """Paint a map."""
        told = asdict(seen)
        del told["pixels"]
        self.run_method("show", told, b64encode(seen.pixels).decode("ascii"))
