"""What came of a press, shown."""

from asperity.web.parts.outcome.whole import outcome_view as outcome_view
