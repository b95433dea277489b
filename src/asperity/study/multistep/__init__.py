"""What pressing in several steps gains over pressing all of it at once."""

from __future__ import annotations

from asperity.study.multistep.compare import StepsComparison as StepsComparison
from asperity.study.multistep.compare import Variant as Variant
from asperity.study.multistep.compare import compare_steps as compare_steps
from asperity.study.multistep.merge import one_step as one_step
