"""How far a run is, for whoever looks."""

from __future__ import annotations

from dataclasses import dataclass

from asperity.web.store.record import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What is known of a face at a moment of a press.

    Attributes:
        step: name of the step
        time_s: since the first step began
        pressure_pa: nominal pressure of the press
        temperature_k: of the stack
        face: "metal:electrolyte"
        contact_fraction: of the face's area
        mean_gap_m: of the face; None where the law knows none
        resistance_ohm_m2: of the face; None where it is not known before the step has ended
        current_focusing: likewise
    """

    step: str
    time_s: float
    pressure_pa: float
    temperature_k: float
    face: str
    contact_fraction: float
    mean_gap_m: float | None
    resistance_ohm_m2: float | None = None
    current_focusing: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GapMap:
    """A face at a moment, small enough to be sent as it is.

    Attributes:
        number: grows by one with every map of the run
        face: "metal:electrolyte"
        step: name of the step
        time_s: since the first step began
        shape: rows and columns
        low_m, high_m: gaps that 0 and 255 stand for; 0 is contact, and of `decades` only that
        pixels: rows one after the other, a byte each
        contact_fraction: of the map's points
        widest_m: largest gap of the face since it is watched: a scale that stays
        decades: whether bytes go from `low_m` (1) to `high_m` (255) by decades; else evenly from 0
        spacing_m: of the points; None where nobody knows
        accepted: False between two steps of the march: in balance, but its flow not judged yet
        step_time_s: since its step began; None where nobody knows
    """

    number: int
    face: str
    step: str
    time_s: float
    shape: tuple[int, int]
    low_m: float
    high_m: float
    pixels: bytes
    contact_fraction: float
    widest_m: float = 0.0
    decades: bool = False
    spacing_m: float | None = None
    accepted: bool = True
    step_time_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is.

    Attributes:
        state: as in the store
        step: what is being done; of a press the name of the step
        index: its place from 0
        count: how many there are
        fraction: of the whole that is done, 0..1
        left_s: seconds it will still take; None while nobody can tell
        finished: names of the steps that are finished and kept
        points: how many points there are by now (`Desk.points` hands them out from any on)
        maps: number of the newest map, 0 before there is one
        elapsed_s: seconds since its process was started
        reason: why it ended so, empty where it is under way or done
        note: something else to know, as why it was begun anew; empty where there is nothing
        resumable: whether `Desk.resume` would go on with it, from the steps that are finished
    """

    state: State
    step: str = ""
    index: int = 0
    count: int = 1
    fraction: float = 0.0
    left_s: float | None = None
    finished: tuple[str, ...] = ()
    points: int = 0
    maps: int = 0
    elapsed_s: float = 0.0
    reason: str = ""
    note: str = ""
    resumable: bool = False
