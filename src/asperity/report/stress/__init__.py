"""Stress in brittle layers by finite elements, for a terminal and as a picture."""

from asperity.report.stress.lines import render as render
