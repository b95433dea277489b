"""Faces on a grid, read back from the netCDF file that was written of them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import h5netcdf  # type: ignore[import-untyped]
import numpy as np

from asperity.errors import Refusal
from asperity.outcome.maps import FaceMaps, Floats, Frame


def faces(data: bytes) -> tuple[FaceMaps, ...]:
    """What `asperity.report.maps.netcdf` wrote, faces and moments in its order.

    Raises:
        Refusal: bytes that are no such file.
    """
    try:
        with h5netcdf.File(BytesIO(data), "r", decode_vlen_strings=True) as file:
            return tuple(_face(group) for group in file.groups.values())
    except (OSError, KeyError, ValueError):
        raise Refusal("maps", "no maps", "write them anew, by pressing with a full field") from None


def _face(group: Any) -> FaceMaps:
    below, above = str(group.attrs["interface"]).split(":")
    longest, shortest = (
        float(group.attrs[f"{which}_wavelength_on_grid_m"]) for which in ("longest", "shortest")
    )
    seed = group.attrs.get("seed")
    coarser = "frame" in group.dimensions
    return FaceMaps(
        between=(below, above),
        spacing_m=_spacing(group["x"]),
        seed=None if seed is None else int(seed),
        resolved_m=(longest, shortest),
        ends=_moments(group, "", "step"),
        frames=_moments(group, "frame_", "frame_step") if coarser else (),
        frame_spacing_m=_spacing(group["frame_x" if coarser else "x"]),
    )


def _spacing(places: Any) -> float:
    return float(places[1] - places[0]) if places.shape[0] > 1 else 0.0


def _moments(group: Any, lead: str, steps: str) -> tuple[Frame, ...]:
    names = [str(name) for name in group[steps][:]]
    columns = [
        np.asarray(group[f"{lead}{what}"][:])
        for what in ("time", "applied_pressure", "temperature", "gap", "pressure")
    ]
    return tuple(
        Frame(
            step=name,
            time_s=float(time),
            pressure_pa=float(pressure),
            temperature_k=float(temperature),
            gap_m=_kept(gap),
            contact_pa=_kept(contact),
        )
        for name, time, pressure, temperature, gap, contact in zip(names, *columns, strict=True)
    )


def _kept(field: Any) -> Floats:
    kept = np.array(field, dtype=np.float32)
    kept.setflags(write=False)
    return kept
