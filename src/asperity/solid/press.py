"""A filling pressed in a die, released and pushed out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import isfinite, nan, pi

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal, one_of
from asperity.solid.body import BOTTOM, TOP, WALL, Body, Tools
from asperity.solid.cap import CapSet
from asperity.solid.grid import Grid, Places, rectangle
from asperity.solid.march import March, Stage, Watch
from asperity.solid.record import Compaction, mass_error, row
from asperity.solid.walls import STICKING, Face, Friction, Mask

Array = NDArray[np.float64]
ACTIONS = ("one-sided", "two-sided", "floating")
ENDS = ("load", "release", "eject")
LARGEST = 200
"""Elements along either side."""
_STRIDE = 0.05
"""Of the stroke, in a step at most: densities for the friction are those of its beginning."""
_RINGS = 30
"""In which the pellet leaves the die, at most."""
_LAST = 0.02
"""Share of the force at which the withdrawn punch lets go."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """How long the stages take, s; of use only to a powder with a viscosity."""

    load: float = 0.0
    dwell: float = 0.0
    release: float = 0.0
    eject: float = 0.0


NO_TIME = Times()


def compact(
    cap: CapSet,
    *,
    radius: float,
    fill: float,
    density: float,
    stroke: float | None = None,
    pressure: float | None = None,
    friction: float | Friction = 0.0,
    punch_friction: float | Friction = 0.0,
    action: str = "one-sided",
    elements: tuple[int, int] = (10, 10),
    until: str = "eject",
    times: Times = NO_TIME,
    solid_density: float = 1.0,
    watch: Watch | None = None,
) -> Compaction:
    """Press a loose filling in a rigid die, take the load off, push the pellet out.

    Quasi-static, axisymmetric, large strain, flat rigid punches. Ejection: the lower punch pushes
    the pellet through the rim of the die, which is where the pellet's upper edge is when it
    begins; ring by ring the nodes that have passed it lose the wall. The rim has no radius.

    Args:
        cap: the powder
        radius: of the die, m
        fill: height of the filling, m
        density: relative density of the filling, even
        stroke: of the punches towards each other, m; or
        pressure: mean pressure on the upper punch at which they stop, Pa
        friction: coefficient on the wall, a number or a function of relative densities, (n,) to
            (n,)
        punch_friction: the same on both punches
        action: "one-sided" (die and lower punch stand), "two-sided" (both punches go as far),
            "floating" (the die goes where friction takes it)
        elements: across and along
        until: "load", "release" or "eject": the last stage
        times: of the stages
        solid_density: of the solid, kg/m³, for the mass
        watch: called with the share of a stage that is done, and its name; it may raise

    Returns:
        Forces, heights and fields; with a reason, also where a stage could not be followed.

    Raises:
        Refusal: an argument out of its range.
    """
    _positive(radius=radius, fill=fill, density=density, solid_density=solid_density)
    _among("action", action, ACTIONS)
    _among("until", until, ENDS)
    if (stroke is None) == (pressure is None):
        raise Refusal("stroke", "both or neither of stroke and pressure", "give one of them")
    if pressure is not None:
        _positive(pressure=pressure)
    body = _body(cap, radius, fill, elements, (friction, punch_friction))
    march = March(body, density, watch=watch)
    end = _End(
        reach=_reach(cap, fill, density, stroke),
        force=None if pressure is None else pressure * pi * radius**2,
        action=action,
        times=times,
    )
    for name, stage in (
        ("load", _load),
        ("dwell", _dwell),
        ("release", _release),
        ("eject", _eject),
    ):
        if not stage(march, end):
            march.finished = False
            break
        if march.names[-1] == name:
            march.close(name)
        if name == until:
            break
    return _record(march, radius=radius, fill=fill, density=density, solid=solid_density)


@dataclass(frozen=True, kw_only=True, slots=True)
class _End:
    """How far to press: a way (m), at most, and a force (N), if any."""

    reach: float
    force: float | None
    action: str
    times: Times


def _load(march: March, end: _End) -> bool:
    """The punches go together."""
    free = end.action == "floating"
    load = np.array([nan, nan, 0.0 if free else nan])
    die = 0.0 if end.action == "one-sided" else nan

    def programme(share: float, part: float) -> Tools:
        place = np.array([-end.reach * share, 0.0, die])
        half = end.action == "two-sided"
        return Tools(place=place, load=load, half=half, time=part * end.times.load)

    done = march.along(Stage(name="load", programme=programme, longest=_STRIDE), limit=end.force)
    if done and end.force is not None and march.top_force < (1 - 1e-6) * end.force:
        march.notes.append(
            f"the powder is as dense as the set goes, {march.body.cap.highest:g}, before the "
            f"punches reach the pressure; press less"
        )
        return False
    return done


def _dwell(march: March, end: _End) -> bool:
    """Punches or their force held while stress relaxes; nothing where it does not."""
    if end.times.dwell <= 0 or not isfinite(march.body.cap.viscosity):
        return True
    load = np.full(3, nan)
    if end.force is not None:
        load[0] = -end.force
    place = march.state.U[-3:].copy()

    def programme(_: float, part: float) -> Tools:
        return Tools(place=place, load=load, time=part * end.times.dwell)

    return march.along(Stage(name="dwell", programme=programme))


def _release(march: March, end: _End) -> bool:
    """The force of the upper punch is taken back, then the punch; the die stands still."""
    force, place = march.top_force, march.state.U[-3:].copy()

    def programme(share: float, part: float) -> Tools:
        load = np.array([-force * (1 - share * (1 - _LAST)), nan, nan])
        return Tools(place=place, load=load, time=part * end.times.release)

    if not march.along(Stage(name="release", programme=programme, first=0.1)):
        return False
    place[0] = nan
    touching = march.state.touching[TOP].copy()
    return march.let_go({TOP: touching}, Tools(place=place, load=np.full(3, nan)), "release")


def _eject(march: March, end: _End) -> bool:
    """The lower punch pushes ring after ring over the rim of the die."""
    wall, none = march.body.faces[WALL], np.full(3, nan)
    heights = march.body.grid.nodes[:, 1]
    axial = march.body.grid.unknowns[wall.nodes, 1]
    base = heights[wall.nodes]

    def levels() -> Array:
        return np.asarray(base + march.state.U[axial])

    rings = np.array_split(np.arange(wall.nodes.size)[::-1], min(wall.nodes.size, _RINGS))
    out = np.zeros(wall.nodes.size, dtype=np.bool_)
    edge = float(levels()[-1] + 0.5 * (levels()[-1] - levels()[-2]))
    for ring in rings:
        place = march.state.U[-3:].copy()
        place[0] = nan
        begin, way = place[1], max(edge - float(levels()[ring].min()), 0.0)

        def programme(share: float, part: float) -> Tools:
            moved = np.array([nan, begin + share * way, place[2]])  # noqa: B023 (used at once)
            time = part * end.times.eject / len(rings)
            return Tools(place=moved, load=none, out=out, time=time)  # noqa: B023

        if not march.along(Stage(name="eject", programme=programme, first=0.25, longest=1.0)):
            return _all_at_once(march, place, out)
        out = out.copy()
        out[ring] = True
        place[1] = march.state.U[-2]
        tools = Tools(place=place, load=none, out=out)
        if not march.let_go({WALL: out & march.state.touching[WALL]}, tools, "eject"):
            return _all_at_once(march, place, out)
    lower = march.state.touching[BOTTOM].copy()
    lower[0] = False
    return march.let_go({BOTTOM: lower}, replace(tools, loose=True), "eject")


def _all_at_once(march: March, place: Array, out: Mask) -> bool:
    """Where rings cannot be followed one by one: all that die and punch still bring, in one go."""
    all_out = np.ones_like(out)
    left = int((~out).sum())
    march.notes[-1] = f"the last {left} of {out.size} rings were let out of the die in one go"
    tools = Tools(place=place, load=np.full(3, nan), out=all_out, loose=True)
    place[1] = march.state.U[-2]
    lower = march.state.touching[BOTTOM].copy()
    lower[0] = False
    return march.let_go({WALL: all_out, BOTTOM: lower}, tools, "eject")


def _record(
    march: March, *, radius: float, fill: float, density: float, solid: float
) -> Compaction:
    rows = np.array([row(march.body, march.body.fresh(density)), *march.rows]).T.copy()
    rows[6] /= np.abs(rows[2:5]).max()
    rows.setflags(write=False)
    return Compaction(
        stage=("load", *march.names),
        stroke=rows[0],
        height=rows[1],
        top_force=rows[2],
        bottom_force=rows[3],
        wall_friction=rows[4],
        wall_force=rows[5],
        balance=rows[6],
        fields=tuple(march.fields),
        radius=radius,
        mass=pi * radius**2 * fill * density * solid,
        mass_error=mass_error(march.body, march.state, density),
        steps=len(march.rows),
        iterations=march.iterations,
        converged=march.finished,
        reason=march.reason,
    )


def _body(
    cap: CapSet,
    radius: float,
    fill: float,
    elements: tuple[int, int],
    friction: tuple[float | Friction, float | Friction],
) -> Body:
    across, along = elements
    if not (1 <= across <= LARGEST and 1 <= along <= LARGEST):
        raise Refusal("elements", f"{across} by {along}", f"write 1 to {LARGEST} along each side")
    grid = rectangle(radius, fill, across=across, along=along)
    wall, punch = _friction("friction", friction[0]), _friction("punch_friction", friction[1])
    here = partial(_face, grid)
    width, height = STICKING * radius / across, STICKING * fill / along
    faces = (
        here(grid.wall, -1.0, reach=height, friction=wall, tool=grid.size - 1),
        here(grid.top, -1.0, reach=width, friction=punch, tool=-1),
        here(grid.bottom, 1.0, reach=width, friction=punch, tool=-1),
    )
    return Body(grid, cap, faces)


def _face(
    grid: Grid, nodes: Places, outward: float, *, reach: float, friction: Friction, tool: int
) -> Face:
    """The wall, which has a tool to slip against, or a punch, which has none."""
    normal = 0 if tool >= 0 else 1
    return Face(
        nodes=nodes,
        normal=grid.unknowns[nodes, normal],
        tangent=grid.unknowns[nodes, 1 - normal],
        outward=outward,
        tool=tool,
        reach=reach,
        friction=friction,
    )


def _friction(where: str, given: float | Friction) -> Friction:
    """The coefficient as a function of the density."""
    if callable(given):
        return given
    if not (isfinite(given) and given >= 0):
        raise Refusal(where, f"{given}", "write a coefficient of friction, 0 or more")
    value = float(given)
    return lambda density: np.full(density.shape, value)


def _reach(cap: CapSet, fill: float, density: float, stroke: float | None) -> float:
    """How far the punches may go, m: the stroke, or to where the set ends."""
    if not cap.lowest <= density < cap.highest:
        raise Refusal(
            "density", f"{density:g}", f"the set is known from {cap.lowest:g} to {cap.highest:g}"
        )
    most = fill * (1 - density / cap.highest)
    if stroke is None:
        return most
    if not 0 < stroke < most:
        raise Refusal(
            "stroke", f"{stroke:g} m", f"write less than {most:.4g} m, where the set ends"
        )
    return stroke


def _positive(**values: float) -> None:
    for where, value in values.items():
        if not (isfinite(value) and value > 0):
            raise Refusal(where, f"{value}", "write an SI number, more than 0")


def _among(where: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise Refusal(where, f'"{value}"', one_of(value, known))
