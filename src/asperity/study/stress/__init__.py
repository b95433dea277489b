"""Stress in the brittle layers of a recipe under one of its steps, by finite elements."""

from asperity.study.stress.analyse import Analysis as Analysis
from asperity.study.stress.analyse import analyse as analyse
from asperity.study.stress.told import StressOutcome as StressOutcome
