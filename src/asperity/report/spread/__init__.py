"""How far the outcomes of a recipe spread, as it is shown."""

from asperity.report.spread.lines import render as render
