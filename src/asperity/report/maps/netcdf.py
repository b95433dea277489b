"""Maps of a full-field outcome as netCDF: one group a face, compressed."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import h5netcdf  # type: ignore[import-untyped]
import h5py  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

from asperity.outcome import Outcome
from asperity.outcome.maps import FaceMaps, Floats, Frame

COMPRESSION = 4


def netcdf(outcome: Outcome) -> bytes:
    """The file: how every face on a grid lay at the end of each step and on the way, SI.

    Groups are named "below_above". In each, `gap` and `pressure` are (step, y, x), `frame_gap` and
    `frame_pressure` (frame, frame_y, frame_x), coarser; with what was when beside them.
    """
    buffer = BytesIO()
    with h5netcdf.File(buffer, "w") as file:
        file.attrs.update(
            {
                "Conventions": "CF-1.8",
                "title": outcome.title,
                "recipe_digest": outcome.digest,
                "fidelity": outcome.fidelity,
                "source": " ".join(f"{name} {which}" for name, which in outcome.versions.items()),
            }
        )
        if outcome.stopped is not None:
            file.attrs["stopped"] = outcome.stopped
        for face in outcome.maps:
            _face(file.create_group("_".join(face.between)), face)
    return buffer.getvalue()


def _face(group: h5netcdf.Group, face: FaceMaps) -> None:
    group.attrs["interface"] = face.name
    group.attrs["longest_wavelength_on_grid_m"] = face.resolved_m[0]
    group.attrs["shortest_wavelength_on_grid_m"] = face.resolved_m[1]
    if face.seed is not None:
        group.attrs["seed"] = face.seed
    _moments(group, ("step", "y", "x"), face.ends, face.spacing_m)
    if face.frames:
        _moments(group, ("frame", "frame_y", "frame_x"), face.frames, face.frame_spacing_m)


def _moments(
    group: h5netcdf.Group, names: tuple[str, str, str], frames: Sequence[Frame], spacing: float
) -> None:
    """The fields of some moments, with what was when along their first dimension."""
    along, *axes = names
    lead = "" if along == "step" else f"{along}_"
    group.dimensions[along] = len(frames)
    for axis, size in zip(axes, frames[0].gap_m.shape, strict=True):
        group.dimensions[axis] = size
        _column(group, axis, (axis,), spacing * np.arange(size), "m")
    steps = np.array([frame.step for frame in frames], dtype=object)
    told = along if along == "step" else f"{lead}step"
    group.create_variable(told, (along,), h5py.string_dtype(), data=steps)
    for name, unit, values in (
        ("time", "s", [frame.time_s for frame in frames]),
        ("applied_pressure", "Pa", [frame.pressure_pa for frame in frames]),
        ("temperature", "K", [frame.temperature_k for frame in frames]),
    ):
        _column(group, f"{lead}{name}", (along,), np.array(values), unit)
    for name, unit, maps in (
        ("gap", "m", [frame.gap_m for frame in frames]),
        ("pressure", "Pa", [frame.contact_pa for frame in frames]),
    ):
        _fields(group, f"{lead}{name}", names, maps, unit)
    group[f"{lead}time"].attrs["long_name"] = "time since the step began"
    group[f"{lead}gap"].attrs["long_name"] = "distance of the faces, 0 in contact"
    group[f"{lead}pressure"].attrs["long_name"] = "pressure of the contact, of the gas in a gap"


def _column(
    group: h5netcdf.Group,
    name: str,
    dimensions: tuple[str, ...],
    values: NDArray[np.float64],
    unit: str,
) -> None:
    group.create_variable(name, dimensions, np.float64, data=values).attrs["units"] = unit


def _fields(
    group: h5netcdf.Group,
    name: str,
    dimensions: tuple[str, ...],
    maps: Sequence[Floats],
    unit: str,
) -> None:
    shape = (len(maps), *maps[0].shape)
    variable = group.create_variable(
        name,
        dimensions,
        np.float32,
        chunks=(1, *shape[1:]),
        compression="gzip",
        compression_opts=COMPRESSION,
        shuffle=True,
    )
    for index, field in enumerate(maps):
        variable[index] = field
    variable.attrs["units"] = unit
