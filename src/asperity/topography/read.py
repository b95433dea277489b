"""Measured maps from files: the only file of this room that reads any."""

from __future__ import annotations

import hashlib
import warnings
from contextlib import closing
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from asperity.errors import TopographyRefusal, one_of, quoted
from asperity.topography.map import TopographyMap
from asperity.topography.text import gridded, metres, no_unit, parse
from asperity.units import show

Array = NDArray[np.float64]
TEXTS = frozenset({".csv", ".tsv", ".txt", ".dat", ".xyz", ".asc"})
LARGEST = 4_000_000_000
LARGEST_TEXT = 1_000_000_000
"""Bytes of a file; a map of 16384 by 16384 points is half of it as .npy."""
AGREE = 1e-3
"""Spacings of file and user that differ by less of themselves are one."""
UNMARKED = frozenset({"hgt", "nms"})
"""Formats in which any file at all could be: only their ending tells them."""
AGAIN = "save it again, or export it as text: a table of heights, or x, y, z a line"
CURE = "install the readers of instruments' formats: pip install asperity[maps]"


def read_map(
    path: str,
    *,
    spacing: float | None = None,
    unit: str | None = None,
    channel: str | None = None,
    periodic: bool = False,
) -> TopographyMap:
    """The map in a file.

    `.npy` (heights, (N, M), in m unless `unit` says otherwise) and text (a table of heights, or
    x, y, z a line: `.csv`, `.tsv`, `.txt`, `.dat`, `.xyz`, `.asc`) are read here; Gwyddion, Zygo,
    Bruker, Keyence, Sensofar, X3P, SDF and the other formats of instruments through the optional
    package SurfaceTopography.

    Args:
        path: of the file
        spacing: distance of neighbouring points, m; needed where the file does not tell it
        unit: of the heights, "um" for example, where the file does not tell it
        channel: name of the channel, where the file has several; by default its main one
        periodic: whether the map goes on beyond its edges with its opposite edges

    Raises:
        TopographyRefusal: a file that is no map, or one that lacks spacing or unit.
    """
    file = _file(path)
    stat = file.stat()
    found = _read(file, (stat.st_mtime_ns, stat.st_size), spacing, unit, channel)
    return found if not periodic else found.with_heights(found.heights, periodic=True)


@lru_cache(maxsize=2)
def _read(
    file: Path,
    changed: tuple[int, int],  # noqa: ARG001 (an edited file is read again)
    spacing: float | None,
    unit: str | None,
    channel: str | None,
) -> TopographyMap:
    where, ending = quoted(str(file))[1:-1], file.suffix.lower()
    own = ending == ".npy" or ending in TEXTS
    if own and channel is not None:
        cure = "leave it out: this file has one channel"
        raise TopographyRefusal("channel", quoted(channel), cure)
    if ending == ".npy":
        heights, told = _npy(file, where, unit), None
    elif ending in TEXTS:
        heights, told = _text(file, where, unit=unit, spaced=spacing is not None)
    else:
        heights, told = _instrument(file, where, unit=unit, channel=channel, spacing=spacing)
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return TopographyMap(
        heights=heights,
        spacing=_spacing(spacing, told),
        source=file.name,
        digest=digest,
    )


def _file(path: str) -> Path:
    """The absolute path of a plain file of decent size."""
    where, file = quoted(path)[1:-1], Path(path)
    try:
        if not file.exists():
            raise TopographyRefusal(where, "no such file", "write the path of a map")
        if not file.is_file():
            what = "a directory" if file.is_dir() else "no plain file"
            raise TopographyRefusal(where, what, "write the path of a map")
        size = file.stat().st_size
    except (OSError, ValueError) as trouble:
        told = getattr(trouble, "strerror", None) or str(trouble)
        raise TopographyRefusal(where, told.lower(), "write the path of a map") from None
    most = LARGEST_TEXT if file.suffix.lower() in TEXTS else LARGEST
    if not 0 < size <= most:
        found = "an empty file" if not size else f"a file of {size / 1e9:.3g} GB"
        cure = f"write a map of at most {most / 1e9:.0f} GB; crop or coarsen a larger one"
        raise TopographyRefusal(where, found, cure)
    return file.resolve()


def _npy(file: Path, where: str, unit: str | None) -> Array:
    """Heights of a NumPy file, m."""
    try:
        with file.open("rb") as stream:
            found = np.lib.format.read_array(stream, allow_pickle=False)
    except (OSError, ValueError, EOFError, SyntaxError, MemoryError):
        cure = 'write one with numpy.save("face.npy", heights)'
        raise TopographyRefusal(where, "no NumPy array of numbers", cure) from None
    factor = 1.0 if unit is None else metres(unit)
    return found if factor == 1.0 or found.dtype.kind not in "fiu" else found * factor


def _text(
    file: Path, where: str, *, unit: str | None, spaced: bool
) -> tuple[Array, tuple[float, float] | None]:
    """Heights in m and the spacing, as far as the text tells it."""
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        text = file.read_text("latin-1")  # the µ of many instruments' exports
    if "\0" in text[:10_000]:
        raise TopographyRefusal(where, "no text", "give the file the ending of its format")
    grid = gridded(parse(text, where), unit=unit, spaced=spaced, where=where)
    return grid.heights, grid.spacing


def _instrument(
    file: Path, where: str, *, unit: str | None, channel: str | None, spacing: float | None
) -> tuple[Array, tuple[float, float] | None]:
    """Heights in m and the spacing of an instrument's own format."""
    opened = _open(file, where)
    with warnings.catch_warnings(), closing(opened):
        warnings.simplefilter("ignore")  # of foreign code about foreign files
        index = _channel(opened, channel, where)
        try:
            return _channel_map(opened, index, unit=unit, spacing=spacing)
        except TopographyRefusal:
            raise
        except Exception as trouble:  # noqa: BLE001 (a hundred ways in which a file can be broken)
            raise _unreadable(where, trouble) from None


def _open(file: Path, where: str) -> Any:
    """The reader of an instrument's file. The one place that asks for the extra `maps`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            surfaces = import_module("SurfaceTopography.IO")
    except ImportError:
        raise TopographyRefusal(where, f"a {file.suffix or 'foreign'} file", CURE) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened = surfaces.open_topography(str(file))
    except Exception as trouble:  # noqa: BLE001 (a hundred ways in which a file can be broken)
        raise _unreadable(where, trouble) from None
    if opened.format() in UNMARKED and file.suffix.lower() != f".{opened.format()}":
        opened.close()
        raise TopographyRefusal(where, "no map in a known format", AGAIN)
    return opened


def _unreadable(where: str, trouble: Exception) -> TopographyRefusal:
    kind = type(trouble).__name__
    known = "no map in a known format" if "Detect" in kind else f"a damaged map ({kind})"
    return TopographyRefusal(where, known, AGAIN)


def _channel(opened: Any, name: str | None, where: str) -> int:
    """The number of a channel of heights."""
    maps = [one for one in opened.channels if one.dim == 2 and one.data_kind.value == "height"]
    if not maps:
        raise TopographyRefusal(where, "no channel of heights over an area", "write a map's file")
    if name is None:
        main = opened.default_channel.index
        return int(main if any(one.index == main for one in maps) else maps[0].index)
    named = {one.name: one.index for one in maps}
    if name not in named:
        raise TopographyRefusal("channel", quoted(name), one_of(name, named))
    return int(named[name])


def _channel_map(
    opened: Any, index: int, *, unit: str | None, spacing: float | None
) -> tuple[Array, tuple[float, float] | None]:
    told = opened.channels[index]
    if told.physical_sizes is None and spacing is None:
        raise _no_spacing()
    asked: dict[str, Any] = {"channel_index": index}
    if told.physical_sizes is None:
        asked["physical_sizes"] = tuple(n * spacing for n in told.nb_grid_pts)
    if told.unit is None:
        if unit is None:
            raise no_unit("heights")
        asked["unit"] = "m"
    face = opened.topography(**asked)
    named = face.unit or "m"
    if told.unit is None:  # heights in the user's unit, sizes (if the file has any) too
        factor = metres(unit or "m")
        across = factor if told.physical_sizes is not None else 1.0
    else:
        factor = across = metres(named)
    heights = np.ma.filled(np.ma.asarray(face.heights(), dtype=np.float64), np.nan) * factor
    sizes = [size * across for size in face.physical_sizes]
    steps = [size / n for size, n in zip(sizes, face.nb_grid_pts, strict=True)]
    return heights.T, (float(steps[1]), float(steps[0]))


def _spacing(given: float | None, told: tuple[float, float] | None) -> tuple[float, float]:
    """The spacing that file and user agree on."""
    if told is None and given is None:
        raise _no_spacing()
    if told is None or given is None:
        return told or (given or 0.0, given or 0.0)
    if any(abs(one / given - 1) > AGREE for one in told):
        file = " by ".join(dict.fromkeys(show(one, "nm", 4) for one in told))
        cure = "leave it out: the file tells it"
        raise TopographyRefusal("spacing", f"{show(given, 'nm', 4)}, the file has {file}", cure)
    return told


def _no_spacing() -> TopographyRefusal:
    cure = 'write the distance of the points, for example "50 nm"'
    return TopographyRefusal("spacing", "nothing, and none in the file", cure)
