"""Tens of thousands of presses that are stored as they finish."""

from __future__ import annotations

from asperity.study.sweeps.plan import Plan as Plan
from asperity.study.sweeps.plan import plan_of as plan_of
from asperity.study.sweeps.plan import product_of as product_of
from asperity.study.sweeps.read import StoredSweep as StoredSweep
from asperity.study.sweeps.read import open_sweep as open_sweep
from asperity.study.sweeps.read import points_of as points_of
from asperity.study.sweeps.run import carry_out as carry_out
from asperity.study.sweeps.run import sweep_to as sweep_to
