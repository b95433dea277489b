"""A pellet pressed by finite elements as lines for a terminal."""

from __future__ import annotations

from asperity.report.die.lines import render as render
