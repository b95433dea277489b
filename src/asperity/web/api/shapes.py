"""What the HTTP API takes and tells, as it is documented."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from asperity.web.jobs.progress import Point, Progress
from asperity.web.store.faces import Face
from asperity.web.store.record import Kept, Kind, State

LONGEST_RECIPE = 1_000_000
"""Bytes of a recipe: a thousand times a real one."""
Tag = Annotated[str, Field(max_length=60)]
Note = Annotated[str, Field(max_length=20_000)]


class Taken(BaseModel):
    """What somebody sends: a name that is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class NewRun(Taken):
    """What is wanted of a recipe."""

    recipe: str = Field(description="the recipe as TOML, or the name of a shipped example")
    set: dict[str, Any] = Field(
        default={},
        description="values to change, by path, as they would stand in the recipe",
        examples=[{"steps.press.pressure": "20 MPa"}],
    )
    kind: Kind = Field(default="press", description="what to do with it")
    options: dict[str, Any] = Field(
        default={},
        description="as the command of that kind takes them; of press: fidelity, grid, seed",
        examples=[{"fidelity": "full-field", "grid": 256}],
    )
    notes: Note = Field(default="", description="words to keep beside it")
    tags: list[Tag] = Field(default=[], description="words to find it by")


class Change(Taken):
    """What a person writes beside a run; what is left out stays."""

    notes: Note | None = Field(default=None, description="words to keep beside it")
    tags: list[Tag] | None = Field(default=None, description="words to find it by, all of them")


class ProgressTold(BaseModel):
    """How far a run is."""

    model_config = ConfigDict(from_attributes=True)

    step: str = Field(description="what is being done; of a press the name of the step")
    index: int = Field(description="its place from 0")
    count: int = Field(description="how many there are")
    fraction: float = Field(description="of the whole that is done, 0 to 1")
    left_s: float | None = Field(description="seconds it will still take, as far as is known")
    finished: list[str] = Field(description="steps that are finished and kept")
    points: int = Field(description="points there are by now")
    maps: int = Field(description="number of the newest map, 0 before there is one")


class RunTold(BaseModel):
    """A run, without what came of it: that is in its files."""

    id: str = Field(description="12 hexadecimal digits, never given twice")
    kind: Kind = Field(description="what was done with its recipe")
    title: str = Field(description="of its recipe")
    digest: str = Field(description="of what its recipe means")
    options: dict[str, Any] = Field(description="as they were sent")
    state: State = Field(description="how far it is, or how it ended")
    reason: str = Field(description="why it ended so; empty where it is done")
    made: datetime = Field(description="when it was asked for")
    ended: datetime | None = Field(description="when it ended")
    summary: dict[str, Any] = Field(description="a few numbers, SI, the unit at the end of a name")
    notes: str = Field(description="words kept beside it")
    tags: list[str] = Field(description="words to find it by")
    page: str = Field(description="where a person sees it")
    files: dict[str, str] = Field(description="what there is of it to take along, by name")
    progress: ProgressTold | None = Field(default=None, description="while it is asked for alone")


class PointTold(BaseModel):
    """What is known of a face at a moment of a press."""

    model_config = ConfigDict(from_attributes=True)

    step: str
    time_s: float
    pressure_pa: float
    temperature_k: float
    face: str
    contact_fraction: float
    mean_gap_m: float | None
    resistance_ohm_m2: float | None
    current_focusing: float | None


class FaceTold(BaseModel):
    """A measured face that was brought along: `path` is what a recipe names as its `map`."""

    model_config = ConfigDict(from_attributes=True)

    path: str
    name: str
    shape: tuple[int, int] = Field(description="rows and columns")
    size_m: tuple[float, float] = Field(description="extent along y and x")
    spacing_m: tuple[float, float]
    rms_height_m: float = Field(description="about the best plane")
    hole_share: float = Field(description="share of points without a height")


def told(kept: Kept, files: dict[str, str], progress: Progress | None = None) -> RunTold:
    """A run as it is told."""
    return RunTold(
        id=kept.id,
        kind=kept.asked.kind,
        title=kept.title,
        digest=kept.digest,
        options=dict(kept.asked.options),
        state=kept.state,
        reason=kept.reason,
        made=kept.made,
        ended=kept.ended,
        summary=dict(kept.summary),
        notes=kept.notes,
        tags=list(kept.tags),
        page=f"/runs/{kept.id}",
        files=files,
        progress=None if progress is None else ProgressTold.model_validate(progress),
    )


def point_told(point: Point) -> PointTold:
    """A point as it is told."""
    return PointTold.model_validate(point)


def face_told(face: Face) -> FaceTold:
    """A face as it is told."""
    return FaceTold.model_validate(face)
