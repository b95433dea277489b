"""A comparison of pressing in steps with pressing at once, as lines for a terminal."""

from __future__ import annotations

from asperity.report.multistep.lines import render as render
from asperity.report.multistep.lines import rows as rows
