"""What the march left behind, turned into the records of an outcome."""

from asperity.outcome.gather.electric.cell import cell_of
from asperity.outcome.gather.steps import step_outcomes

__all__ = ["cell_of", "step_outcomes"]
