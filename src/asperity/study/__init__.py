"""Questions beside one press of one recipe: many presses, one face by itself, a record fitted."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asperity.study.calibrate import CompactionFit as CompactionFit
    from asperity.study.calibrate import Sample as Sample
    from asperity.study.calibrate import card_text as card_text
    from asperity.study.calibrate import fit_compaction as fit_compaction
    from asperity.study.crew import Crew as Crew
    from asperity.study.crew import press_all as press_all
    from asperity.study.cycling import Cycling as Cycling
    from asperity.study.cycling import cycle as cycle
    from asperity.study.design import Design as Design
    from asperity.study.design import design_recipe as design_recipe
    from asperity.study.die import PressedPellet as PressedPellet
    from asperity.study.die import press_pellet as press_pellet
    from asperity.study.face import Hold as Hold
    from asperity.study.face import PressedFace as PressedFace
    from asperity.study.face import pair_of as pair_of
    from asperity.study.face import press_face as press_face
    from asperity.study.mapping import Map as Map
    from asperity.study.mapping import map_recipe as map_recipe
    from asperity.study.multistep import StepsComparison as StepsComparison
    from asperity.study.multistep import compare_steps as compare_steps
    from asperity.study.multistep import one_step as one_step
    from asperity.study.quantity import read as read
    from asperity.study.quantity import scalars as scalars
    from asperity.study.ranges import Axis as Axis
    from asperity.study.ranges import Range as Range
    from asperity.study.ranges import axis_of as axis_of
    from asperity.study.solution import Solution as Solution
    from asperity.study.solving import solve as solve
    from asperity.study.spread import Spread as Spread
    from asperity.study.spread import reproducibility as reproducibility
    from asperity.study.spread import spread_recipe as spread_recipe
    from asperity.study.stress import Analysis as Analysis
    from asperity.study.stress import analyse as analyse
    from asperity.study.sweeping import Run as Run
    from asperity.study.sweeping import grid as grid
    from asperity.study.sweeping import sweep as sweep
    from asperity.study.sweeps import StoredSweep as StoredSweep
    from asperity.study.sweeps import open_sweep as open_sweep
    from asperity.study.sweeps import sweep_to as sweep_to
    from asperity.study.voltage import contact_parameters as contact_parameters
    from asperity.study.voltage import hand_over as hand_over
    from asperity.study.voltage import rate_capability as rate_capability
    from asperity.study.voltage import rate_gain as rate_gain

_HOMES = (
    ("calibrate", ("CompactionFit", "Sample", "card_text", "fit_compaction")),
    ("crew", ("Crew", "press_all")),
    ("cycling", ("Cycling", "cycle")),
    ("multistep", ("StepsComparison", "compare_steps", "one_step")),
    ("design", ("Design", "design_recipe")),
    ("die", ("PressedPellet", "press_pellet")),
    ("face", ("Hold", "PressedFace", "pair_of", "press_face")),
    ("mapping", ("Map", "map_recipe")),
    ("quantity", ("read", "scalars")),
    ("ranges", ("Axis", "Range", "axis_of")),
    ("solution", ("Solution",)),
    ("solving", ("solve",)),
    ("spread", ("Spread", "reproducibility", "spread_recipe")),
    ("stress", ("Analysis", "analyse")),
    ("sweeping", ("Run", "grid", "sweep")),
    ("sweeps", ("StoredSweep", "open_sweep", "sweep_to")),
    ("voltage", ("contact_parameters", "hand_over", "rate_capability", "rate_gain")),
)
"""Where names are at home that are loaded when first used: a fit need not wait for the grid's
compiler, nor for the whole chain. No home is called like one of its names, which it would hide."""


def __getattr__(name: str) -> Any:
    """Load a name from the room it lives in (PEP 562)."""
    for home, names in _HOMES:
        if name in names:
            return getattr(import_module(f"asperity.study.{home}"), name)
    raise AttributeError(f"module 'asperity.study' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The names above."""
    return sorted(name for _, names in _HOMES for name in names)
