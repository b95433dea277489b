"""Outcomes: what pressing did, as numbers with a verdict."""

from asperity.outcome.plan import Plan as Plan
from asperity.outcome.plan import PlannedStep as PlannedStep
from asperity.outcome.record import Cell as Cell
from asperity.outcome.record import CriticalCurrent as CriticalCurrent
from asperity.outcome.record import Outcome as Outcome
from asperity.outcome.record import RecipeMark as RecipeMark
from asperity.outcome.record import Source as Source
from asperity.outcome.record import Verdict as Verdict
from asperity.outcome.risk import Risk as Risk
from asperity.outcome.risk import level_of as level_of
from asperity.outcome.risk import weigh as weigh
from asperity.outcome.step import History as History
from asperity.outcome.step import InterfaceOutcome as InterfaceOutcome
from asperity.outcome.step import LayerOutcome as LayerOutcome
from asperity.outcome.step import StepOutcome as StepOutcome
from asperity.outcome.verdict import judge as judge
from asperity.outcome.verdict import judge_risks as judge_risks
