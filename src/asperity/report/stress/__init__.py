"""Stress in brittle layers by finite elements, as it is shown."""

from asperity.report.stress.lines import render as render
