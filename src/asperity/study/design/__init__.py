"""The recipe that serves a goal best within what press, die and materials bear."""

from __future__ import annotations

from asperity.study.design.design import design_recipe as design_recipe
from asperity.study.design.goals import GOALS as GOALS
from asperity.study.design.goals import Goal as Goal
from asperity.study.design.record import Design as Design
