"""Whether a brittle layer survives being pressed, as a record."""

from asperity.outcome.survival.record import Change as Change
from asperity.outcome.survival.record import Survival as Survival
