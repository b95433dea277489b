"""A filling pressed in a die, released and pushed out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite, nan, pi
from operator import index

import numpy as np
from numpy.typing import NDArray

from asperity.errors import Refusal, one_of, quoted
from asperity.solid.body import BOTTOM, TOP, WALL, Body, Tools
from asperity.solid.cap import CapSet
from asperity.solid.grid import rectangle
from asperity.solid.march import March, Stage, Watch
from asperity.solid.record import Compaction, mass_error, row
from asperity.solid.walls import Friction, Mask, coefficient, faces, is_number

Array = NDArray[np.float64]
ACTIONS = ONE_SIDED, TWO_SIDED, FLOATING = "one-sided", "two-sided", "floating"
ENDS = ("load", "release", "eject")
LARGEST = 200
"""Elements along either side."""
MOST = 5000
"""Newton's iterations in all; some hundreds are usual, a thousand where rings stick."""
_STRIDE = 0.05
"""Of the stroke, in a step at most: densities for the friction are those of its beginning."""
_RINGS = 30
"""In which the pellet leaves the die, at most."""
_ROUND = 1e-9
"""By which a density may miss the first row: tables are multiplied and divided on their way."""
_LAST = 0.02
"""Share of the force at which the withdrawn punch lets go."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """How long the stages take, s; of use only to a powder with a viscosity.

    Raises:
        Refusal: a time below 0.
    """

    load: float = 0.0
    dwell: float = 0.0
    release: float = 0.0
    eject: float = 0.0

    def __post_init__(self) -> None:
        for where in ("load", "dwell", "release", "eject"):
            value = getattr(self, where)
            if not (is_number(value) and value >= 0):
                raise Refusal(f"times.{where}", quoted(value), "write seconds, 0 or more")


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
    action: str = ONE_SIDED,
    elements: tuple[int, int] = (10, 10),
    until: str = "eject",
    times: Times = NO_TIME,
    solid_density: float = 1.0,
    most: int = MOST,
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
            (n,) or to one, from the density of the filling to the highest of the set
        punch_friction: the same on both punches
        action: "one-sided" (die and lower punch stand), "two-sided" (both punches go as far),
            "floating" (the die goes where friction takes it)
        elements: across and along
        until: "load", "release" or "eject": the last stage
        times: of the stages
        solid_density: of the solid, kg/m³, for the mass
        most: iterations of Newton's method after which no step begins any more
        watch: called with the share of a stage that is done, and its name; it may raise

    Returns:
        Forces, heights and fields; with a reason, also where a stage could not be followed.

    Raises:
        Refusal: an argument out of its range, or a function of friction that answers what is none.
    """
    _positive(radius=radius, fill=fill, density=density, solid_density=solid_density)
    _among("action", action, ACTIONS)
    _among("until", until, ENDS)
    if (stroke is None) == (pressure is None):
        raise Refusal("stroke", "both or neither of stroke and pressure", "give one of them")
    if pressure is not None:
        _positive(pressure=pressure)
    reach = _reach(cap, fill, density, stroke)
    across, along, most = _counts(elements, most)
    known = {"lowest": density, "highest": max(density, min(cap.highest, 1.0))}
    wall = coefficient("friction", friction, **known)
    punch = coefficient("punch_friction", punch_friction, **known)
    grid = rectangle(radius, fill, across=across, along=along)
    body = Body(grid, cap, faces(grid, wall=wall, punch=punch))
    march = March(body, density, most=most, watch=watch)
    end = _End(
        reach=reach,
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
    free = end.action == FLOATING
    load = np.array([nan, nan, 0.0 if free else nan])
    die = 0.0 if end.action == ONE_SIDED else nan

    def programme(share: float, part: float) -> Tools:
        place = np.array([-end.reach * share, 0.0, die])
        half = end.action == TWO_SIDED
        return Tools(place=place, load=load, half=half, time=part * end.times.load)

    done = march.along(Stage(name="load", programme=programme, longest=_STRIDE), limit=end.force)
    if end.force is None or not done:
        return done
    lasting, known = float(np.exp(march.state.x.mean())), march.body.cap.highest
    if march.top_force < (1 - 1e-6) * end.force or lasting > known:
        march.notes.append(
            f"the powder is as dense as the set goes, {known:g}, before the "
            f"punches reach the pressure; press less"
        )
        return False
    return True


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
    touching = march.state.touching[TOP].copy()
    tools = Tools(place=np.array([nan, *place[1:]]), load=np.full(3, nan))
    return march.let_go({TOP: touching}, tools, "release")


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
        _, begin, die = march.state.U[-3:]
        way = max(edge - float(levels()[ring].min()), 0.0)

        def programme(share: float, part: float) -> Tools:
            moved = np.array([nan, begin + share * way, die])  # noqa: B023 (used at once)
            time = part * end.times.eject / len(rings)
            return Tools(place=moved, load=none, out=out, time=time)  # noqa: B023

        if not march.along(Stage(name="eject", programme=programme, first=1.0, longest=1.0)):
            return _all_at_once(march, out)
        before, out = out, out.copy()
        out[ring] = True
        tools = Tools(place=_without_punch(march), load=none, out=out)
        if not march.let_go({WALL: out & march.state.touching[WALL]}, tools, "eject"):
            return _all_at_once(march, before)
    lower = march.state.touching[BOTTOM].copy()
    lower[0] = False
    return march.let_go({BOTTOM: lower}, replace(tools, loose=True), "eject")


def _all_at_once(march: March, out: Mask) -> bool:
    """Where rings cannot be followed one by one: all that die and punch still bring, in one go."""
    if march.spent:
        return False
    all_out = np.ones_like(out)
    march.rings_left = int((~out).sum())
    tools = Tools(place=_without_punch(march), load=np.full(3, nan), out=all_out, loose=True)
    lower = march.state.touching[BOTTOM].copy()
    lower[0] = False
    if not march.let_go({WALL: all_out, BOTTOM: lower}, tools, "eject"):
        return False
    march.notes.append(
        f"of {out.size} rings the last {march.rings_left} were let out of the die in one go"
    )
    return True


def _without_punch(march: March) -> Array:
    """Where lower punch and die are, once the upper punch is withdrawn."""
    return np.array([nan, *march.state.U[-2:]])


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
        rings_left=march.rings_left,
        converged=march.finished and not march.rings_left,
        reason=march.reason,
    )


def _counts(elements: tuple[int, int], most: int) -> tuple[int, int, int]:
    """Elements across and along, and iterations, as whole numbers."""
    cure = f"write two whole numbers, across and along, 1 to {LARGEST}"
    try:
        across, along = map(index, elements)
    except (TypeError, ValueError):
        raise Refusal("elements", quoted(elements), cure) from None
    if not (1 <= across <= LARGEST and 1 <= along <= LARGEST):
        raise Refusal("elements", quoted(elements), cure)
    if not (is_number(most) and most >= 1 and most == int(most)):
        raise Refusal("most", quoted(most), "write a whole number of iterations, 1 or more")
    return across, along, int(most)


def _reach(cap: CapSet, fill: float, density: float, stroke: float | None) -> float:
    """How far the punches may go, m: the stroke, or to where the set ends."""
    if not (1 - _ROUND) * cap.lowest <= density < cap.highest:
        raise Refusal(
            "density", f"{density:g}", f"the set is known from {cap.lowest:g} to {cap.highest:g}"
        )
    most = fill * (1 - density / cap.highest)
    if stroke is None:  # the set ends with what stays, to which the strain under load comes
        bulk, p_b = cap.at(cap.highest)[[0, 5]]
        return fill * (1 - density / cap.highest * float(np.exp(-p_b / bulk)))
    if not (is_number(stroke) and 0 < stroke < most):
        cure = f"write metres, less than the {most:.4g} at which the set ends"
        raise Refusal("stroke", quoted(stroke), cure)
    return stroke


def _positive(**values: float) -> None:
    for where, value in values.items():
        if not (is_number(value) and value > 0):
            raise Refusal(where, quoted(value), "write an SI number, more than 0")


def _among(where: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise Refusal(where, quoted(value), one_of(str(value), known))
