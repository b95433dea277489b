"""From step to step: longer where Newton's method is quick, shorter where it fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from asperity.solid.body import Body, State, Tools
from asperity.solid.record import Field, failing, field, row
from asperity.solid.walls import Mask

Array = NDArray[np.float64]
Watch = Callable[[float, str], None]
Programme = Callable[[float, float], Tools]
"""The tools at a share of a stage, and the share the step takes."""
SHORTEST, LONGEST = 2.0**-13, 0.5
EASY, HARD = 6, 12
"""Iterations below which steps grow, and above which they shrink."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Stage:
    """Part of a march: its name, what the tools do, how long its first step is (share of it)."""

    name: str
    programme: Programme
    first: float = 0.02
    longest: float = LONGEST


class March:
    """Follows one filling and writes down what happens."""

    def __init__(self, body: Body, density: float, *, most: int, watch: Watch | None) -> None:
        self.body, self.density, self._most, self._watch = body, density, most, watch
        self.state = body.fresh(density)
        self.rows: list[tuple[float, ...]] = []
        self.names: list[str] = []
        self.fields: list[Field] = []
        self.iterations = 0
        self.rings_left = 0
        self.finished = True
        self.notes: list[str] = []

    def along(self, stage: Stage, *, limit: float | None = None) -> bool:
        """Through a stage, or to a force on the upper punch (N); False where it got stuck."""
        done, ahead = 0.0, stage.first
        before: tuple[State, float] | None = None
        while done < 1:
            part = min(ahead, 1 - done)
            tools = stage.programme(done + part, part)
            found = self._tried(tools, before, part)
            if found is None:
                ahead = 0.5 * part
                if ahead < SHORTEST or self.spent:
                    return self._gave_up(stage, done)
                continue
            new, count = found
            if limit is not None and row(self.body, new)[2] > limit:
                return self._landed(stage, limit, new, tools)
            before = (self.state, part)
            self._accept(new, stage.name)
            done = 1.0 if done + part > 1 - 1e-12 else done + part
            factor = 1.5 if count <= EASY else 0.7 if count >= HARD else 1.0
            ahead = min(factor * part, stage.longest)
            self._tell(done, stage.name)
        return True

    def let_go(self, chosen: Mapping[int, Mask], tools: Tools, name: str) -> bool:
        """What tools brought at chosen nodes of their faces taken away, in parts where need be."""
        nodes = np.zeros(self.body.grid.size)
        for which, mask in chosen.items():
            self.state, held = self.body.brought(self.state, which, mask)
            nodes += held
        if tools.loose:
            self.state, tools = self.body.anchored(self.state, tools)
        return self.along(
            Stage(
                name=name,
                programme=lambda share, _: replace(tools, held=(1 - share) * nodes),
                first=1.0,
                longest=1.0,
            )
        )

    @property
    def spent(self) -> bool:
        """Whether no step may begin any more."""
        return self.iterations >= self._most

    @property
    def top_force(self) -> float:
        """On the upper punch now, N."""
        return row(self.body, self.state)[2]

    def close(self, name: str) -> None:
        """Keep the field at the end of a stage."""
        self.fields.append(field(self.body, self.state, name, self.density))

    def _tried(
        self, tools: Tools, before: tuple[State, float] | None, part: float
    ) -> tuple[State, int] | None:
        guesses = [self._guess(tools)]
        if before is not None:
            guesses.insert(0, self._drawn_on(before, part))
        for guess in guesses:
            if self.spent:
                break
            new, count = self.body.step(self.state, tools, guess)
            self.iterations += count
            if new is not None:
                return new, count
        return None

    def _drawn_on(self, before: tuple[State, float], part: float) -> Array:
        old, took = before
        return np.asarray(self.state.U + part / took * (self.state.U - old.U))

    def _guess(self, tools: Tools) -> Array:
        """Nodes moved between the punches in proportion to their height."""
        U, grid = self.state.U.copy(), self.body.grid
        moved = np.where(np.isnan(tools.place), 0.0, tools.place - U[-3:])
        moved[~np.isnan(tools.load)] = 0.0
        if np.isnan(tools.place[0]):
            moved[0] = moved[1]
        z = grid.nodes[:, 1] + U[grid.unknowns[:, 1]]
        share = (z - z.min()) / np.ptp(z)
        U[grid.unknowns[:, 1]] += moved[1] + share * (moved[0] - moved[1])
        return np.asarray(U)

    def _landed(self, stage: Stage, limit: float, beyond: State, tools: Tools) -> bool:
        """The last step again, under the force that was to be reached."""
        low, high = row(self.body, self.state)[2], row(self.body, beyond)[2]
        share = (limit - low) / (high - low)
        guess = self.state.U + share * (beyond.U - self.state.U)
        load = tools.load.copy()
        load[0] = -limit
        new, count = self.body.step(self.state, replace(tools, load=load), guess)
        self.iterations += count
        if new is None:
            return self._gave_up(stage, share)
        self._accept(new, stage.name)
        self._tell(1.0, stage.name)
        return True

    def _accept(self, new: State, name: str) -> None:
        self.state = new
        self.rows.append(row(self.body, new))
        self.names.append(name)

    def _tell(self, share: float, name: str) -> None:
        if self._watch is not None:
            self._watch(share, name)

    @property
    def reason(self) -> str:
        """Why it ended, and what happened on the way."""
        how = "brought" if self.rings_left else "followed"
        end = [f"{how} to the end of '{self.fields[-1].stage}'"] if self.finished else []
        return "; ".join([*end, *self.notes])

    def _gave_up(self, stage: Stage, done: float) -> bool:
        """Note where and why no step was found, and what would help."""
        dense, known = float(np.exp(self.state.x.max())), self.body.cap.highest
        broken = failing(self.body, self.state)
        cure = "use fewer elements, or less friction"
        if dense > 0.98 * known:
            cure = f"the powder is at {dense:.3f} of a set known up to {known:g}: press less"
        elif stage.name in {"release", "eject"} and broken > 0:
            cure = (
                f"{100 * broken:.3g} % of the pellet fails in shear or tension, so that it may "
                "break there: press less, let it dwell, or lubricate the die"
            )
        why = "no step was short enough for Newton's method"
        if self.spent:
            why = f"the {self._most} iterations that Newton's method is allowed are used up"
            cure = f"allow more, or {cure}"
        self.notes.append(
            f"gave up in '{stage.name}' at {100 * done:.3g} % of a part of it: {why}; {cure}"
        )
        return False
