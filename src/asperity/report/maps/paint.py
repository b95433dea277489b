"""Maps of a face as pictures of one colour scale, for a browser without a request."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import matplotlib as mpl
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from asperity.outcome.maps import Floats

SIDE = 256
"""Pixels of a map's longer side."""
STRIP = 16
"""Pixels of the line below it."""
TOUCHING = (242, 142, 43)
INKS = (20, 20, 20), (250, 250, 250)
_INK, _PAPER = 254, 255
_COLOURS = 253
"""Of the scale: 0 is contact, the last two are writing and its ground."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What colours mean: from `low` to `high` (SI), evenly or by decades; 0 has its own colour."""

    low: float
    high: float
    decades: bool
    colours: str

    def painted(self, field: Floats) -> NDArray[np.uint8]:
        """The map as numbers of colours, 0 where it is 0, enlarged to about `SIDE` pixels."""
        step = -(-max(field.shape) // SIDE)
        seen = field[::step, ::step].astype(np.float64)
        share = self._share(np.clip(seen, self.low, self.high))
        colours = np.where(seen > 0, 1 + np.rint(share * (_COLOURS - 1)), 0).astype(np.uint8)
        by = max(SIDE // max(seen.shape), 1)
        return colours.repeat(by, axis=0).repeat(by, axis=1)

    def _share(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        if self.high <= self.low:
            return np.ones_like(values)
        if self.decades:
            return np.asarray(np.log(values / self.low) / np.log(self.high / self.low))
        return np.asarray((values - self.low) / (self.high - self.low))


def picture(scale: Scale, field: Floats, line: str) -> Image.Image:
    """A map with a line of text below it."""
    colours = scale.painted(field)
    strip = np.full((STRIP, colours.shape[1]), _PAPER, dtype=np.uint8)
    image = Image.fromarray(np.concatenate([colours, strip]))
    image.putpalette(_palette(scale.colours))
    pen = ImageDraw.Draw(image)
    pen.fontmode = "1"  # no shades of ink: they would be colours of the scale
    pen.text((3, colours.shape[0] + 2), line, fill=_INK)
    return image


def _palette(name: str) -> bytes:
    shades = mpl.colormaps[name](np.linspace(0, 1, _COLOURS))[:, :3]
    scale = np.rint(255 * shades).astype(np.uint8)
    return np.concatenate([[TOUCHING], scale, INKS]).astype(np.uint8).tobytes()


def png(images: Sequence[Image.Image], pause: int = 250) -> str:
    """An address that holds the pictures: a film of more than one, `pause` ms each.

    A film waits longer at its end and goes round for ever.
    """
    buffer = BytesIO()
    more: dict[str, Any] = {}
    if len(images) > 1:
        pauses = [pause] * (len(images) - 1) + [6 * pause]
        more = {"save_all": True, "append_images": images[1:], "duration": pauses, "loop": 0}
    images[0].save(buffer, format="PNG", optimize=len(images) == 1, **more)
    return f"data:image/png;base64,{b64encode(buffer.getvalue()).decode('ascii')}"
