"""How sure a pressure is that a press was set to."""

from __future__ import annotations

from math import hypot

from asperity.laws.tools.setting import force_scatter, gauge_doubt, lost_share, relative, toward
from asperity.stack import Stack


def pressure_scatter(
    stack: Stack, pressure: float, dwell: float = 0.0, *, share: float | None = None
) -> float:
    """Standard deviation of ln p from pressing to pressing, of a nominal pressure (Pa) that is set.

    Reading and setting of the press, and, after a `dwell` (s), what it lost of its force meanwhile.
    The same recipe pressed again scatters by this; where nothing is pressed nothing scatters.
    `share` is a limit over the pressure: asked is what counts against it (`toward`).
    """
    if pressure <= 0:
        return 0.0
    off = _off(stack, pressure, dwell)
    return float(relative(off, pressure) if share is None else toward(off, pressure, share))


def pressure_doubt(stack: Stack, pressure: float, *, share: float | None = None) -> float:
    """Standard deviation of ln p that is in doubt and the same in every pressing on this press.

    The calibration of its gauge, or the nut factor of its bolts.
    """
    if pressure <= 0:
        return 0.0
    machine = stack.machine
    read, scale = (
        (pressure, machine.max_pressure)
        if machine.isostatic
        else (pressure * stack.area, machine.max_force)
    )
    gauge = gauge_doubt(read, accuracy=machine.accuracy, full_scale=scale, share=share)
    return hypot(float(gauge), machine.torque_doubt)


def force_scatter_of(stack: Stack, pressure: float, dwell: float = 0.0) -> float:
    """Standard deviation (N) of the force from pressing to pressing; 0 where nothing is pressed."""
    return _off(stack, pressure, dwell) * stack.area if pressure > 0 else 0.0


def _off(stack: Stack, pressure: float, dwell: float) -> float:
    """Standard deviation of the pressure, Pa."""
    machine = stack.machine
    unit = 1.0 if machine.isostatic else stack.area
    off = force_scatter(
        pressure * unit,
        resolution=machine.resolution,
        setting=machine.setting,
        lost=lost_share(machine.drift, dwell),
    )
    return float(off) / unit
